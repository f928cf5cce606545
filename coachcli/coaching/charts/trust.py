"""A sign of trust: how many of the held sessions the teacher asked for.

It is for the coach's eyes: about how the coaching is met, never about the teacher.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from coachcli.dates import MONTHS
from coachcli.values.school import DateRange
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.trust import Sign, Signs
from coachcli.values.words import AskedBy, SessionState, is_contact

PERIODS = 12
"""How many months, or quarters, are looked at where the coach does not say since when."""

SCHOOL_YEAR_BEGINS = 8
"""The month with which the first quarter of a school year begins."""


class Stretch(StrEnum):
    """What a coach looks at one after the other."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        return 1 if self is Stretch.MONTH else 3


def signs(
    teacher: Teacher, sessions: Sequence[Session], by: Stretch, today: date, since: date | None
) -> Signs:
    """A teacher's signs up to today: over all of the time, and in each month or quarter of it."""
    days = stretches(today, by.months, since)
    return Signs(
        teacher,
        by,
        sign(sessions, DateRange(days[0].first, today)),
        tuple(
            replace(each, title=title(each.days.first, by, today))
            for each in over_time(sessions, days)
        ),
    )


def title(first: date, by: Stretch, today: date) -> str:
    """``Nov``, or ``Nov-Jan`` for a quarter, with the year it begins in when that is not this."""
    name = MONTHS[first.month - 1]
    if by is Stretch.QUARTER:
        start = period_start(first, by.months).month - 1
        name = f"{MONTHS[start]}-{MONTHS[(start + 2) % 12]}"
    return name if first.year == today.year else f"{name} {first.year}"


def sign(sessions: Iterable[Session], days: DateRange) -> Sign:
    """The count over ``days``. Sessions that did not take place are none."""
    held = [s for s in sessions if s.state is SessionState.HELD and s.date in days]
    met = [s for s in held if not is_contact(s.kinds)]
    contacts = [s for s in held if is_contact(s.kinds)]
    return Sign(days, len(met), asked(met), len(contacts), asked(contacts))


def asked(sessions: Sequence[Session]) -> int:
    return sum(session.asked_by is AskedBy.TEACHER for session in sessions)


def over_time(sessions: Sequence[Session], stretches: Sequence[DateRange]) -> tuple[Sign, ...]:
    """One sign for each stretch, without those before the first session."""
    signs = [sign(sessions, days) for days in stretches]
    first = next((place for place, each in enumerate(signs) if not each.empty), len(signs))
    return tuple(signs[first:])


def stretches(today: date, months: int, since: date | None = None) -> tuple[DateRange, ...]:
    """Months (1) or quarters of the school year (3) up to today, earliest first.

    The first begins on ``since``, or else with the earliest of ``PERIODS``; the last ends today.
    """
    found: list[DateRange] = []
    start, last = period_start(today, months), today
    while last >= (since or date.min) and (since or len(found) < PERIODS):
        found.append(DateRange(max(start, since or start), last))
        last = start - timedelta(days=1)
        start = period_start(last, months)
    return tuple(reversed(found))


def period_start(day: date, months: int) -> date:
    """The first day of the month, or of the quarter of the school year, that ``day`` is in."""
    into = (day.month - SCHOOL_YEAR_BEGINS) % 12 % months
    year, month = divmod(day.year * 12 + day.month - 1 - into, 12)
    return date(year, month + 1, 1)
