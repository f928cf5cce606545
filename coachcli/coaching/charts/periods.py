"""Stretches of the school year by name: a month, a term, a year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from coachcli.coaching.charts.trust import SCHOOL_YEAR_BEGINS
from coachcli.dates import MONTHS, parse_range, quoted
from coachcli.errors import CoachError
from coachcli.values.school import DateRange

TERM_BEGINS = (8, 1)
"""The months with which the two terms of a school year begin."""

HINT = (
    "Type month, last month, Nov, term, last term, year, last year, or days: 2026-08-24..2026-11-20"
)


FIRST_DAYS = 6
"""So many days of a month are too few to look at alone."""


def usual_period(today: date) -> str:
    """The period that is meant where none is named: this month, in its first days the last one."""
    return "last month" if today.day <= FIRST_DAYS else "month"


def period_named(text: str, today: date) -> DateRange:
    """The days that ``month``, ``last term``, ``this year``, ``Nov``, ``2026-11`` or ``A..B`` mean.

    A term runs from August to December or from January to July, a year from August to July. A month
    by name is the last one so called. A period that is not over ends today; a range of days is
    taken as it is typed. Raises CoachError for anything else, and for what is all still to come.
    """
    words = text.strip().casefold()
    found = _spoken(words, today) or _month(words, today)
    if found is None:
        try:
            found = parse_range(text, today)
        except CoachError as error:
            if error.code == "no_such_day" or ".." in text:
                raise
            raise CoachError(f"{quoted(text)} is not a period.", HINT) from None
    if found.first > today:
        raise CoachError(f"{quoted(text)} is all still to come.", HINT)
    return DateRange(found.first, min(found.last or today, today))


def _spoken(words: str, today: date) -> DateRange | None:
    match = re.fullmatch(r"(?:(this|last) )?(?:school )?(month|term|year)", words)
    if match is None:
        return None
    begins = {"month": tuple(range(1, 13)), "term": TERM_BEGINS}.get(
        match[2], (SCHOOL_YEAR_BEGINS,)
    )
    first = _begin(today, begins)
    if match[1] != "last":
        return DateRange(first, today)
    last = first - timedelta(days=1)
    return DateRange(_begin(last, begins), last)


def _begin(day: date, months: tuple[int, ...]) -> date:
    """The latest first day of one of ``months`` up to ``day``."""
    firsts = [date(year, month, 1) for year in (day.year - 1, day.year) for month in months]
    return max(first for first in firsts if first <= day)


def _month(words: str, today: date) -> DateRange | None:
    """A month by name, with a year or without, or by year and number."""
    if numbered := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})", words):
        return _whole(int(numbered[1]), int(numbered[2]))
    match = re.fullmatch(r"([a-z]{3,9})\.?(?: ([0-9]{4}))?", words)
    number = next(
        (n for n, name in enumerate(MONTHS, 1) if match and match[1].startswith(name.casefold())), 0
    )
    if match is None or not number:
        return None
    return _whole(int(match[2]) if match[2] else today.year - (number > today.month), number)


def _whole(year: int, number: int) -> DateRange | None:
    """All days of a month, or nothing where there is no such month."""
    try:
        first = date(year, number, 1)
    except ValueError:
        return None
    return DateRange(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
