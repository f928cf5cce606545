"""Files that a coach names to be written: whole or not at all, and none replaced unasked."""

from __future__ import annotations

from pathlib import Path

HINT = "Name another file, or one in another folder."


def may_write(target: Path, *, force: bool) -> None:
    """Raise CoachError unless a file can be put there, before anything is asked for."""
    # Brings sqlite3, which a command that writes no file may not need.
    from coachcli import files
    from coachcli.store.refusals import sentences_for_disk

    with sentences_for_disk(target.parent, HINT):
        files.may_write(target, force=force)


def write(target: Path, text: str) -> None:
    """Put a text there, readable by this user alone."""
    from coachcli.files import write_private
    from coachcli.store.refusals import sentences_for_disk

    with sentences_for_disk(target.parent, HINT):
        write_private(target, text.encode())
