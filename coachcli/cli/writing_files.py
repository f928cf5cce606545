"""Files that a coach names to be written: whole or not at all, and none replaced unasked."""

from __future__ import annotations

from pathlib import Path

from coachcli.errors import CoachError


def may_write(target: Path, *, force: bool) -> None:
    """Raise CoachError unless a file can be put there, before anything is asked for."""
    if target.exists() and not (force and target.is_file()):
        raise CoachError(
            f"{target} is there already; it was left as it is.",
            "Name another file, or add --force to replace it.",
            code="exists",
        )
    if not target.parent.is_dir():
        raise CoachError(
            f"There is no folder {target.parent}.", "Make it, or name another.", code="no_folder"
        )


def write(target: Path, text: str) -> None:
    from coachcli.files import write_private
    from coachcli.store.refusals import sentences_for_disk

    with sentences_for_disk(target.parent, "Name a file in another folder."):
        write_private(target, text.encode())
