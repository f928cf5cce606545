"""Where a coach's time went: with teachers, and elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from coachcli.values.hours import Amount, Spent, WorkTime
from coachcli.values.record import OtherTime
from coachcli.values.school import DateRange
from coachcli.values.session import Session
from coachcli.values.words import Kind, SessionState, Work, is_contact

NO_KIND = "no kind noted"
"""How a session without a kind is called."""


def shared_out(kinds: Sequence[Kind], minutes: int | None) -> list[tuple[Kind | None, Fraction]]:
    """The time of a session shared out evenly among its kinds; None is a session without one."""
    several: Sequence[Kind | None] = kinds or (None,)
    return [(kind, Fraction(minutes or 0, len(several))) for kind in several]


def spent(sessions: Iterable[Session], others: Iterable[OtherTime], days: DateRange) -> Spent:
    """What was held and done on ``days``. A session with several teachers counts once."""
    held = [s for s in sessions if s.state is SessionState.HELD and s.date in days]
    met, contacts = Amount(), Amount()
    for session in held:
        if is_contact(session.kinds):
            contacts = contacts.plus(session.minutes)
        else:
            met = met.plus(session.minutes)
    by_work: dict[Work, Amount] = {}
    for other in others:
        if other.on in days:
            by_work[other.work] = by_work.get(other.work, Amount()).plus(other.minutes)
    return Spent(days, met, contacts, tuple(WorkTime(w, by_work[w]) for w in Work if w in by_work))


def usual_stretches(today: date) -> tuple[DateRange, DateRange]:
    """This month so far, and the last four weeks, today included."""
    return (
        DateRange(today.replace(day=1), today),
        DateRange(today - timedelta(days=27), today),
    )
