"""Files that a coach names: read, with what is wrong in them; or written, whole or not at all, and
none replaced unasked."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sized
from pathlib import Path

from coachcli import files
from coachcli.cli.program.context import Run
from coachcli.dates import many
from coachcli.errors import CoachError
from coachcli.store.refusals import sentences_for_disk

BYTES_MAX = 5_000_001
"""One more than an import takes, so that what is too large is noticed and not read whole."""

HINT = "Name another file, or one in another folder."


def file_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises CoachError when it cannot be read."""
    try:
        with open(files.path_named(path), "rb") as file:
            return file.read(BYTES_MAX)
    except OSError as error:
        raise CoachError(
            f"The file {path} cannot be read: {error.strerror or 'unknown reason'}.",
            "Check its name and folder.",
            code="no_file",
        ) from None


def text_of(source: str) -> str:
    """The text in a file, or on standard input for ``-``. Raises CoachError for what is none."""
    data = sys.stdin.buffer.read(BYTES_MAX) if source == "-" else file_bytes(Path(source))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CoachError(
            "The file is not UTF-8 text.", "Save it as plain text in UTF-8.", code="no_text"
        ) from None


def refuse_problems(problems: Sized, hint: str) -> None:
    """Raise CoachError when anything is wrong in a file."""
    if count := len(problems):
        raise CoachError(
            f"{many(count, 'problem')} in the file; nothing was changed.", hint, code="problems"
        )


def may_write(run: Run, target: Path, *, force: bool) -> None:
    """Raise CoachError unless a file can be put there, before anything is asked for."""
    must_be_elsewhere(run, target)
    with sentences_for_disk(target.parent, HINT):
        files.may_write(target, force=force)


def may_write_folder(run: Run, target: Path, *, force: bool, ours: Collection[str]) -> None:
    """As ``may_write``, for a folder of files that are called as in ``ours``."""
    must_be_elsewhere(run, target)
    with sentences_for_disk(target.parent, HINT):
        files.may_write_folder(target, force=force, ours=ours)


def must_be_elsewhere(run: Run, target: Path) -> None:
    """Raise CoachError for a place in the home folder: what is given away has no place there, and
    ``--force`` might replace the store."""
    if target.resolve().is_relative_to(run.home.path.resolve()):
        raise CoachError(
            f"{target} is in the home folder.",
            "Name another place: what is there belongs to coach alone.",
            code="inside",
        )


def write_folder(target: Path, contents: dict[str, bytes]) -> None:
    """Put a folder there, whole, in the place of one that ``may_write_folder`` has let pass."""
    with sentences_for_disk(target.parent, HINT):
        files.replace_folder(target, contents)


def write(target: Path, text: str) -> None:
    """Put a text there, readable by this user alone."""
    with sentences_for_disk(target.parent, HINT):
        files.write_private(target, text.encode())


def write_unsealed(run: Run, target: Path, text: str) -> None:
    """As ``write``, for a text in which something is that was sealed."""
    # Only this holds the pen.
    from coachcli.store.pen import clear_copy

    with clear_copy(run.home, target):
        write(target, text)


def only_whole(run: Run, what: str) -> None:
    """Raise CoachError for a document that would be shown on a screen that others see: one with
    initials and without its texts would be of no use."""
    if run.is_discreet:
        raise CoachError(
            f"{what} is not shown on a screen that others see: it names teachers.",
            "Show it all the same, or write it to a file, with: --no-discreet",
            code="discreet",
        )
