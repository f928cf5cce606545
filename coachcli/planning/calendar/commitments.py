"""Recurring meetings: on which days they take place, and as what a week sees them.

An occurrence that is not stored yet is a session without a number (0). Seen so, it takes its time,
and where it counts as a visit it moves the clock, without a rule of its own anywhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from coachcli.errors import CoachError
from coachcli.planning.calendar.day_cycle import DayNames
from coachcli.planning.calendar.slots import Slot, bell_of
from coachcli.planning.calendar.weeks import OpenDays
from coachcli.values.school import WEEKDAYS, Commitment, DateRange, Period
from coachcli.values.session import Session
from coachcli.values.words import Kind, SessionState

LOOK = timedelta(weeks=104)
"""A rule that gives no day in this time is refused."""


def days_of(rule: str, first: date, upto: date) -> list[date]:
    """The days of a rule from ``first`` to ``upto``, both included, earliest first.

    Raises CoachError for a rule that cannot be read.
    """
    # Only a store with recurring meetings needs it.
    from dateutil.rrule import rrulestr

    try:
        # Without an end dateutil would go on to the year 9999 where nothing fits.
        rules = rrulestr(f"{rule};UNTIL={upto:%Y%m%d}", dtstart=_midnight(first))
        return [occurrence.date() for occurrence in rules]
    except (ValueError, TypeError, KeyError):
        raise CoachError(
            "The rule of the commitment cannot be read.",
            "Type it like FREQ=WEEKLY;BYDAY=TU, or in words: every tuesday 11:00-11:45.",
        ) from None


def last_of(rule: str, first: date, count: int) -> date:
    """The day of the ``count``-th occurrence, or of the last one in ten years."""
    days = list(islice(days_of(rule, first, first + 5 * LOOK), count))
    return days[-1] if days else first


def occurrences(commitment: Commitment, first: date, upto: date, days: OpenDays) -> list[date]:
    """The days from ``first`` to ``upto`` on which it takes place; a closed day has none."""
    upto = min(upto, commitment.last or upto)
    if upto < max(first, commitment.first):
        return []
    return [
        day
        for day in days_of(commitment.rule, commitment.first, upto)
        if day >= first and day not in commitment.skipped and days.is_open(day)
    ]


def as_sessions(
    commitments: Sequence[Commitment],
    first: date,
    upto: date,
    days: OpenDays,
    *,
    periods: Sequence[Period],
    names: DayNames,
    stored: Collection[tuple[int, date]],
    away: Mapping[str, Sequence[DateRange]],
    active: Collection[str],
) -> tuple[Session, ...]:
    """The occurrences from ``first`` to ``upto`` that are not ``stored`` (number and day) yet.

    With those of the ``active`` teachers who are not ``away``. One in a period that the day does
    not have takes place without a time.
    """
    return tuple(
        _as_session(
            commitment,
            day,
            _when(commitment, day, periods, names),
            tuple(
                handle
                for handle in commitment.teachers
                if handle in active and not any(day in gone for gone in away.get(handle, ()))
            ),
        )
        for commitment in commitments
        for day in occurrences(commitment, first, upto, days)
        if (commitment.id, day) not in stored
    )


def _as_session(
    commitment: Commitment, day: date, when: Slot, teachers: tuple[str, ...]
) -> Session:
    return Session(
        id=0,
        uid="",
        date=day,
        start=when.start,
        end=when.end,
        state=SessionState.PLANNED,
        teachers=teachers,
        kinds=(Kind.TEAM_MEETING,),
        counts_as_visit=commitment.counts_as_visit,
        pinned=True,
        slot=when.label,
        commitment=commitment.id,
        occurrence=day,
    )


def _when(commitment: Commitment, day: date, periods: Sequence[Period], names: DayNames) -> Slot:
    weekday = WEEKDAYS[day.weekday()]
    if commitment.start and commitment.end:
        label = f"{weekday} {commitment.start:%H:%M}-{commitment.end:%H:%M}"
        return Slot(day, commitment.start, commitment.end, label)
    for period in bell_of(day, periods, names):
        if period.name.casefold() == commitment.period.casefold():
            return Slot(day, period.start, period.end, f"{weekday} {period.name}")
    return Slot(day, None, None, f"{weekday} {commitment.period}")


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001
