"""Days and ranges of days as a coach types them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from coachcli.dates.phrases import quoted, say_day
from coachcli.errors import CoachError
from coachcli.values.school import DateRange

YEAR_MIN, YEAR_MAX = 1900, 2199
"""A day outside these years is a slip of the finger (``0226-11-24``), never a plan."""

_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_WEEKS = {"last week": -7, "this week": 0, "next week": 7}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

_DAY_HINT = "Type it like 2026-11-24, 24 Nov, tue, next tue, last tue, tomorrow or in 2 weeks."
_ISO_HINT = "Type the day as year-month-day, like 2026-11-24."


def monday(day: date) -> date:
    """The Monday of the week of ``day``; Sunday is a week's last day."""
    return day - timedelta(days=day.weekday())


def weekday_named(text: str) -> int | None:
    """0 for Monday; from two letters on (``tu``, ``Thurs.``, ``wednesday``), else None."""
    word = text.strip().casefold().removesuffix(".")
    if word == "weds":
        return 2
    return _index(_WEEKDAY_NAMES, word, 2)


def parse_day(text: str, today: date) -> date:
    """The day that the text means.

    - ``2026-11-24``, ``20261124``, ``today``, ``tomorrow``, ``yesterday``
    - ``tue``: the first Tuesday on or after today; ``this tue``: the one in this week (Monday to
      Sunday); ``next tue``: the one in the week after; ``last tue``: the latest before today
    - ``in 3 days``, ``in 2 weeks``, ``5 days ago``; ``in a month``: the same day of that month, or
      its last
    - ``this week``, ``next week``, ``last week``: the Monday
    - ``24 nov``, ``nov 24``, ``Tue 24 Nov``: in the year that brings it nearest to today (a
      weekday narrows the years, so whatever ``say_day`` says is read back as the same day)
    - ``24 Nov 2026``, ``Nov 24, 2026``, ``24-Nov-2026``
    - ``11/24/2026``: month first, and only when it cannot be read the other way round

    Raises CoachError; its code is ``no_such_day`` when the text has the shape of a date but names
    none (31 February, a Wednesday that is a Tuesday, 03/04/2026), so that a caller can tell a slip
    from other words.
    """
    return _day(text, today, None)


def parse_past_day(text: str, today: date) -> date:
    """As ``parse_day``, of what has happened: ``mon`` is the Monday that was. A day that can only
    be meant as one to come stays that."""
    day = parse_day(text, today)
    if day <= today:
        return day
    try:
        return parse_day(f"last {text}", today)
    except CoachError:
        return day


def past_day(text: str, today: date) -> date:
    """As ``parse_past_day``. Raises CoachError for a day that is still to come."""
    day = parse_past_day(text, today)
    if day > today:
        raise CoachError(
            f"{say_day(day, today)} is still to come.",
            "Type a day that is past, like yesterday or last tue.",
        )
    return day


def _day(text: str, today: date, after: date | None) -> date:
    """As ``parse_day``; with ``after``, a weekday or a date without year is the first one on or
    after that day, as for the end of a range."""
    try:
        day = _iso_day(text.strip()) or _said_day(_words(text), today, after)
    except (ValueError, OverflowError):
        raise _no_such_day(f"There is no day {quoted(text)}.") from None
    if day is None:
        raise CoachError(f"{quoted(text)} is not a day.", _DAY_HINT)
    if not YEAR_MIN <= day.year <= YEAR_MAX:
        raise _no_such_day(f"{quoted(text)} is not a day from {YEAR_MIN} to {YEAR_MAX}.")
    return day


def _no_such_day(message: str, hint: str = _ISO_HINT) -> CoachError:
    return CoachError(message, hint, code="no_such_day")


def _words(text: str) -> str:
    return " ".join(text[:80].casefold().replace(",", " ").split())


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", text):
            return date(*map(int, text.split("-")))
        return None


def _said_day(words: str, today: date, after: date | None) -> date | None:
    return (
        _relative_day(words, today)
        or _weekday(words, today, after)
        or _slash_day(words)
        or _written_day(words, today, after)
    )


def _relative_day(words: str, today: date) -> date | None:
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if words in _WEEKS:
        return monday(today) + timedelta(days=_WEEKS[words])
    match = re.fullmatch(r"(in )?([0-9]{1,4}|[a-z]+) (day|week|month)s?( ago)?", words)
    if match is None or bool(match[1]) == bool(match[4]):
        return None
    count = int(match[2]) if match[2][0].isdigit() else _NUMBERS.get(match[2])
    if count is None:
        return None
    count = count if match[1] else -count
    if match[3] == "month":
        # Only months need dateutil, which keeps the last day of a month a last day.
        from dateutil.relativedelta import relativedelta

        return today + relativedelta(months=count)
    return today + timedelta(days=count * (7 if match[3] == "week" else 1))


def _weekday(words: str, today: date, after: date | None) -> date | None:
    which, _, name = words.rpartition(" ")
    weekday = weekday_named(name)
    if weekday is None or which not in ("", "this", "next", "last"):
        return None
    if which == "last":
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    if which:
        return monday(today) + timedelta(days=weekday + (7 if which == "next" else 0))
    start = after or today
    return start + timedelta(days=(weekday - start.weekday()) % 7)


def _slash_day(words: str) -> date | None:
    match = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{2}|[0-9]{4}))?", words)
    if match is None:
        return None
    if len(match[3] or "") != 4:
        raise _no_such_day(f"{quoted(words)} has no year of four digits.")
    first, second, year = map(int, match.groups())
    if first <= 12 and (second > 12 or first == second):
        return date(year, first, second)
    readings = [day for day in (_real(year, first, second), _real(year, second, first)) if day]
    if not readings:
        raise ValueError
    choices = " or ".join(
        f"{day.isoformat()} for {day.day} {_MONTH_NAMES[day.month - 1].capitalize()}"
        for day in readings
    )
    raise _no_such_day(
        f"{quoted(words)} does not say which number is the month.", f"Type {choices}."
    )


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written_day(words: str, today: date, after: date | None) -> date | None:
    number, word = r"([0-9]{1,2})(?:st|nd|rd|th)?", r"([a-z]+)\.?"
    match = re.fullmatch(
        rf"(?:{word} )?(?:{number} (?:of )?{word}|{word} {number})(?: ([0-9]{{4}}))?",
        words.replace("-", " "),
    )
    if match is None:
        return None
    name, month = match[1], _index(_MONTH_NAMES, match[3] or match[4], 3)
    weekday = weekday_named(name) if name else None
    if month is None or (name and weekday is None):
        return None
    near = after or today
    years = [int(match[6])] if match[6] else range(near.year - 1, near.year + 2)
    real = [day for year in years if (day := _real(year, month + 1, int(match[2] or match[5])))]
    days = [day for day in real if weekday is None or day.weekday() == weekday]
    if real and not days:
        day = min(real, key=lambda day: abs(day - near))
        weekday_name = _WEEKDAY_NAMES[day.weekday()].capitalize()
        raise _no_such_day(f"There is no {quoted(words)}: {day.isoformat()} is a {weekday_name}.")
    if not days:
        raise ValueError
    if after is not None:
        days = [day for day in days if day >= after] or days
        return min(days, key=lambda day: abs(day - after))
    return min(days, key=lambda day: (abs(day - near), -day.toordinal()))


def _index(names: Sequence[str], word: str, least: int) -> int | None:
    """The first name that begins with a word of ``least`` letters or more."""
    if len(word) < least:
        return None
    return next((index for index, name in enumerate(names) if name.startswith(word)), None)


def parse_range(text: str, today: date) -> DateRange:
    """Days from ``A..B``, ``A to B``, ``A..`` (until further notice) or a single day.

    ``A`` and ``B`` are as in ``parse_day``, but a weekday or a date without year at the end is the
    first one on or after the beginning (``next mon..fri``, ``20 dec..3 jan``), and a week said
    alone or at the end runs to its Sunday.
    """
    first_text, *rest = re.split(r"\s*(?:\.{2,}|…)\s*|\s+to\s+", text.strip(), maxsplit=1)
    if rest and not first_text:
        raise CoachError(
            f"{quoted(text)} does not say on which day it begins.",
            "Type both days, like 2026-12-21..2027-01-01.",
        )
    first = parse_day(first_text, today)
    if rest and not rest[0]:
        return DateRange(first, None)
    last_text = rest[0] if rest else first_text
    last = _last_day(last_text, today, first) if rest or _words(last_text) in _WEEKS else first
    if last < first:
        raise CoachError(
            f"{quoted(text)} ends on {last.isoformat()}, before it begins on {first.isoformat()}.",
            "Type the earlier day first, like 2026-12-21..2027-01-01.",
        )
    return DateRange(first, last)


def _last_day(text: str, today: date, first: date) -> date:
    day = _day(text, today, first)
    return day + timedelta(days=6) if _words(text) in _WEEKS else day
