"""The clock: when a teacher's next visit is due, and where that leaves the teacher today.

Everything that says "due", "late" or "waited" asks this module. The rule is DESIGN.md's: visited
in week w with a cadence of N, due by the N-th counted week after w. A week counts for a teacher
when it has an open day on which the teacher is not away, so neither a break nor an absence makes
anyone late.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coachcli.planning.calendar import weeks
from coachcli.planning.calendar.weeks import OpenDays
from coachcli.values.frozen import dataclass
from coachcli.values.school import DateRange
from coachcli.values.teacher import Teacher
from coachcli.values.words import DueState

PARTS = 27720
"""The least number that every cadence from 1 to 12 divides: a wait in cadences is a whole number of
these parts."""

Urgency = tuple[int, int, date, str]


@dataclass(frozen=True)
class Due:
    """Where a teacher stands in one week. Everything counts the weeks that count for the teacher.

    ``due_week`` is a Monday, None when the teacher is paused (or the school closed) without end.
    ``waited`` and ``weeks_late`` run up to and including this week.
    """

    due_week: date | None
    waited: int
    state: DueState
    weeks_late: int
    beyond_max_gap: bool


def due(
    teacher: Teacher,
    *,
    last_visit: date | None,
    planned: date | None,
    away: Sequence[DateRange],
    days: OpenDays,
    today: date,
) -> Due:
    """Where ``teacher`` stands in the week of ``today``.

    Never visited counts as visited in the week before that of ``teacher.since``. ``planned`` is the
    date of the next planned session, if there is one. A teacher with a running cycle that sets a
    closer cadence is passed as ``in_cycle`` makes them: nobody is late because a cycle began.
    """
    this = weeks.number(today)
    seen = weeks.number(teacher.since) - 1 if last_visit is None else weeks.number(last_visit)
    skipped = days.closed_or_away(away)
    by = _due_by(teacher, skipped, seen)
    waited = weeks.counted(skipped, seen, this)
    late = 0 if by is None else weeks.counted(skipped, by, this)
    is_away = weeks.run_with(skipped, this) is not None and days.is_working(weeks.monday(today))
    return Due(
        due_week=None if by is None else weeks.monday_of(by),
        waited=waited,
        state=_state(by, this, late, is_away, planned, today),
        weeks_late=late,
        beyond_max_gap=(teacher.every + late if late else waited) > teacher.max_gap,
    )


def _due_by(teacher: Teacher, skipped: Sequence[weeks.Run], seen: int) -> int | None:
    """The number of the due week. A closer cadence counts from the week in which it began, at the
    earliest, and never makes a visit due later than the usual one does."""
    by = weeks.nth_counted(skipped, seen, teacher.every)
    if by is None or teacher.usual is None or teacher.closer_since is None:
        return by
    usual = weeks.nth_counted(skipped, seen, teacher.usual)
    begins = max(by, weeks.number(teacher.closer_since))
    return begins if usual is None else min(usual, begins)


def _state(
    by: int | None, this: int, late: int, is_away: bool, planned: date | None, today: date
) -> DueState:
    """The first state that applies; ``by`` and ``this`` are numbers of weeks."""
    if is_away or by is None:
        return DueState.AWAY
    if late > 0:
        return DueState.OVERDUE
    if planned is not None and planned >= today and weeks.number(planned) <= by:
        return DueState.PLANNED
    return DueState.DUE if by <= this else DueState.OK


def in_cycle(teacher: Teacher, closer: tuple[int, date] | None) -> Teacher:
    """The teacher as the clock sees them while a cycle sets a cadence, with the day it began.

    A cycle can only bring visits closer. The longest wait shrinks with the cadence.
    """
    if closer is None or closer[0] >= teacher.every:
        return teacher
    every, since = closer
    return replace(
        teacher,
        every=every,
        max_gap=min(teacher.max_gap, 2 * every),
        usual=teacher.every,
        closer_since=since,
    )


def expected_by(clock: Due, days: OpenDays, today: date) -> date | None:
    """The last open day, from today on, of the week by which the next visit should take place."""
    if clock.due_week is None:
        return None
    week = days.next_working(max(clock.due_week, weeks.monday(today)))
    if days.in_week(week)[-1] < today:
        week = days.next_working(week + timedelta(days=7))
    return days.in_week(week)[-1]


def urgency(due: Due, teacher: Teacher) -> Urgency:
    """Sorts the most urgent first: the latest for their cadence, due, by due week; away last."""
    rank = {DueState.OVERDUE: 0, DueState.DUE: 1, DueState.AWAY: 3}.get(due.state, 2)
    late = due.weeks_late * PARTS // teacher.every if due.state is DueState.OVERDUE else 0
    return (rank, -late, due.due_week or date.max, teacher.handle)
