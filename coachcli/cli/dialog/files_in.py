"""Files that a coach names to be read: their bytes, and what is wrong in them."""

from __future__ import annotations

import sys
from collections.abc import Sized
from pathlib import Path

from coachcli.dates import many
from coachcli.errors import CoachError

BYTES_MAX = 5_000_001
"""One more than an import takes, so that what is too large is noticed and not read whole."""


def file_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises CoachError when it cannot be read."""
    try:
        with open(path.expanduser(), "rb") as file:
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
