"""How much room letters take, for whoever lays out a picture: lines, and texts that are cut.

A reader's font is not known, so everything is reckoned as in a rather wide one.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from unicodedata import east_asian_width

from coachcli.values.frozen import dataclass

EM, LETTER, THIN = 13.0, 8.4, 5.4
"""How wide a letter is: M or one of East Asia, most others, and those that are thin."""


@dataclass(frozen=True)
class TextLine:
    """A line of text; ``full`` is all of it where it had to be cut, ``at`` its ``text-anchor``."""

    x: float
    y: float
    text: str
    at: str = "start"
    full: str = ""


def room(texts: Sequence[str], most: float) -> float:
    """How wide the widest of some texts is, at most ``most``."""
    return min(most, max(map(text_width, texts), default=0))


def text_width(text: str) -> float:
    """About how wide a text is, rather too wide."""
    return sum(map(letter_width, text))


def letter_width(char: str) -> float:
    if char in "mwMW@%…" or east_asian_width(char) in "WF":
        return EM
    return THIN if char in " fijlrtI.,:;'’!|()[]-" else LETTER


def cut(x: float, y: float, text: str, wide: float) -> TextLine:
    """A text that stays within a width, with all of it told to who points there."""
    if text_width(text) <= wide + LETTER / 2:
        return TextLine(x, y, text)
    kept = text
    while kept and text_width(f"{kept}…") > wide:
        kept = kept[:-1]
    return TextLine(x, y, f"{kept.rstrip()}…", full=text)


def lines(text: str, width: int) -> list[str]:
    """A text in lines of so many letters, wide ones counted twice."""
    wide = sum(east_asian_width(char) in "WF" for char in text)
    return wrap(text, width if wide * 4 < len(text) else width // 2)
