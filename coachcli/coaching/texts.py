"""What texts may hold, and the one form in which they are kept."""

from __future__ import annotations

import re

from coachcli.dates import quoted
from coachcli.errors import CoachError
from coachcli.values.columns import Text

BYTES_MAX = 1_000_000
TURNING = r"[\u202a-\u202e\u2066-\u2069]"
"""Unicode's marks that turn the text around them and could make it read as another."""

REFUSED = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"


def tidy_text(text: str) -> str:
    """The one form in which a text is kept: lines end in a bare newline, and space around the
    whole is gone. Everything within stays: blank lines, indents, spaces at line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def one_line(text: str, column: Text) -> str:
    """A short text that is not sealed and others may see, on one line, as its column takes it."""
    check_turning(text, column.label)
    line = " ".join(check_text(text).split())
    if len(line) > column.longest and not column.refusal:
        raise CoachError(
            f"The {column.label} is longer than {column.longest} characters.", "Shorten it."
        )
    if len(line) > column.longest or not re.fullmatch(column.pattern or ".*", line):
        raise unfit(text, column)
    return line


def unfit(text: str, column: Text) -> CoachError:
    """What is said of a text that has not the form that its column wants."""
    parts = {"typed": quoted(text), "longest": column.longest}
    return CoachError(column.refusal.format_map(parts), column.hint.format_map(parts))


def check_turning(text: str, what: str) -> None:
    """Raise CoachError for a text that could turn around what stands beside it."""
    if re.search(TURNING, text):
        raise CoachError(
            f"The {what} has a character in it that turns text around.",
            "Type it afresh instead of pasting it; right-to-left text needs no such mark.",
        )


def check_text(text: str) -> str:
    """Text that is about to be sealed, tidied. Refuses what a card could not hold either."""
    if len(text.encode("utf-8", "replace")) > BYTES_MAX:
        raise CoachError("That is more than a million bytes of text.", "Type a shorter one.")
    tidy = tidy_text(text)
    if re.search(REFUSED, tidy.replace("\n", " ")):
        raise CoachError(
            "There is a control character in that.", "Type it afresh instead of pasting it."
        )
    return tidy


def as_markdown(line: str) -> str:
    """A line that Markdown shows as it was typed, and that no terminal obeys."""
    shown = re.sub(f"{REFUSED}|{TURNING}", "\ufffd", line)
    shown = re.sub(r"([\\`*_<>\[\]|&~#])", r"\\\1", shown)
    return re.sub(r"\A(\s*)(?=[-+=](?:\s|[-+=]|\Z))", r"\1\\", shown)
