"""How long something took, as spreadsheets have it: in numbers, by the clock or in words."""

from __future__ import annotations

import re

from coachcli.dates import parse_minutes, quoted
from coachcli.errors import CoachError
from coachcli.values.columns import MINUTES

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "a": 1,
    "an": 1,
    "fourty": 40,
    "couple": 2,
}
_PARTS = {"half": 30, "quarter": 15, "quarters": 15}
_HINT = f"Write 1 to {MINUTES.most} minutes, like 45, 1:15, 1h or half an hour."


def read_minutes(cell: str, *, hours: bool = False) -> int:
    """Minutes from ``45``, ``45 min``, ``1h``, ``1:15``, ``1.5 hours``, ``forty-five``, ``half an
    hour``. With ``hours`` a number alone counts hours. Raises CoachError."""
    text = re.sub(r"\A(?:about|around|approx\.?|ca?\.|~)\s*", "", cell.strip().casefold())
    minutes = _by_clock(text) or _in_decimals(text, hours=hours) or _in_words(text)
    if minutes is not None and MINUTES.least <= minutes <= MINUTES.most:
        return minutes
    try:
        return parse_minutes(text)
    except CoachError:
        raise CoachError(f"{quoted(cell)} is not a length of time.", _HINT) from None


def _by_clock(text: str) -> int | None:
    """``1:15`` and, as a spreadsheet may save it, ``1:15:00``."""
    match = re.fullmatch(r"([0-9]{1,2}):([0-5][0-9])(?::00)?(?:\s*h(?:rs?|ours?)?)?", text)
    return int(match[1]) * 60 + int(match[2]) if match else None


def _in_decimals(text: str, *, hours: bool) -> int | None:
    """``1.5 hours``, ``0,75 h``, ``45.0``; or ``1.5`` where numbers are hours."""
    match = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9]{1,4})?)\s*(h(?:rs?|ours?)?\.?)?", text)
    if match is None:
        return None
    number = float(match[1].replace(",", "."))
    minutes = number * 60 if match[2] or hours else number
    return round(minutes) if abs(minutes - round(minutes)) < 0.5 else None


def _in_words(text: str) -> int | None:
    """``forty-five``, ``half an hour``, ``an hour and a quarter``, ``two and a half hours``."""
    words = re.sub(r"\b(?:of|and)\b|(?<=[a-z])-(?=[a-z])", " ", text).replace(".", " ").split()
    return _sum_of(_with_digits(words))


def _with_digits(words: list[str]) -> list[str]:
    """Words with each number in digits: ``forty five minutes`` is ``45 minutes``."""
    out: list[str] = []
    for word in words:
        number = _WORDS.get(word, int(word) if re.fullmatch("[0-9]{1,3}", word) else None)
        if number is None:
            out.append(word)
        elif out and out[-1] in ("20", "30", "40", "50", "60", "70", "80", "90") and number < 10:
            out[-1] = str(int(out[-1]) + number)
        else:
            out.append(str(number))
    return out


def _sum_of(words: list[str]) -> int | None:
    """What the phrase comes to. A one before a half, a quarter or an hour may stand or not."""
    said = " ".join(words)
    part = r"(?:([0-9]+) )?(half|quarters?)"
    if match := re.fullmatch(rf"{part}(?: 1)? hours?", said):
        return _part(match[1], match[2])
    if match := re.fullmatch(rf"([0-9]+) {part} hours?", said):
        return int(match[1]) * 60 + _part(match[2], match[3])
    if match := re.fullmatch(rf"([0-9]+) hours?(?: {part})?", said):
        return int(match[1]) * 60 + (_part(match[2], match[3]) if match[3] else 0)
    if match := re.fullmatch(r"([0-9]+) hours? ([0-9]+)(?: min(?:ute)?s?)?", said):
        return int(match[1]) * 60 + int(match[2])
    if match := re.fullmatch(r"([0-9]+)(?: min(?:ute)?s?)?", said):
        return int(match[1])
    return None


def _part(count: str | None, part: str) -> int:
    return int(count or 1) * _PARTS[part]
