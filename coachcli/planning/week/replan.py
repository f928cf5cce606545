"""Planning a week anew with the fewest changes, and what a change of the calendar does to it.

A session that is held, or that the coach pinned, is never touched. Of the others as many stay as
they are, day and time, as leave the late waits as small as they can be: first all are tried, then
all but one, and so on; each time the weeks ahead say whether that is so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from coachcli.planning.calendar.weeks import OpenDays
from coachcli.planning.clock.due import urgency
from coachcli.planning.rotation.rotation import can_keep, rotate
from coachcli.planning.week import situation as know
from coachcli.planning.week.look_ahead import least_weeks, rotation_from, week_room
from coachcli.planning.week.situation import Situation
from coachcli.planning.week.week import WeekPlan, plan_week
from coachcli.values.school import DateRange
from coachcli.values.session import Session
from coachcli.values.words import Party, SessionState

_SHARE = 24
"""The part of the planner's effort that one set of sessions to keep is tried with."""

_ROUGHLY = 12
"""The part of the effort for the late waits that must not grow."""


def replan_week(
    week: date, situation: Situation, *, capacity: int | None = None
) -> tuple[WeekPlan, tuple[Session, ...]]:
    """The plan for ``week`` when what nobody pinned may move, and the sessions to take away."""
    loose = [session for session in know.of_week(week, situation) if _is_loose(session, situation)]
    most = know.capacity_of(week, situation) if capacity is None else capacity
    kept = _most_kept(week, situation, loose, most)
    gone = tuple(session for session in loose if session not in kept)
    return plan_week(week, situation.without_sessions(gone), capacity=capacity), gone


def close_days(
    situation: Situation, days: DateRange, by: Party, *, in_session: bool = False
) -> tuple[Situation, tuple[Session, ...]]:
    """What is known once ``days`` are closed, and the planned sessions which that calls off.

    ``in_session``: there is school on these days, so the day cycle goes on.
    """
    called_off = tuple(
        session
        for session in situation.sessions
        if session.state is SessionState.PLANNED
        and session.id
        and session.date in days
        and session.date >= situation.today
    )
    sessions = tuple(
        replace(session, state=SessionState.CANCELLED, cancelled_by=by)
        if session in called_off
        else session
        for session in situation.sessions
        if session.id or session.date not in days
    )
    closures = OpenDays((*situation.days.closures, days), situation.days.weekdays)
    cycle = situation.cycle
    if cycle and not in_session:
        school = OpenDays((*cycle.school.closures, days), cycle.school.weekdays)
        cycle = replace(cycle, school=school)
    return replace(situation, sessions=sessions, days=closures, cycle=cycle), called_off


def _is_loose(session: Session, situation: Situation) -> bool:
    return (
        session.state is SessionState.PLANNED
        and not session.pinned
        and session.date >= situation.today
    )


def _most_kept(
    week: date, situation: Situation, loose: Sequence[Session], capacity: int
) -> tuple[Session, ...]:
    """The most of ``loose`` that can stay; of equally many, the more urgent teachers'."""
    if not situation.days.is_working(week) or not loose:
        return ()
    free = situation.without_sessions(loose)
    can_stay = [session for session in loose if _can_stay(session, week, free, capacity)]
    weeks = least_weeks(situation)
    _, rotation = rotation_from(week, free, weeks, capacity=capacity)
    late = rotate(rotation, share=_ROUGHLY).late
    for kept in _by_number(can_stay, week, free):
        settled = free.with_sessions(kept)
        if not _fit(kept, week, free, capacity):
            continue
        _, rotation = rotation_from(week, settled, weeks, capacity=capacity)
        if can_keep(rotation, late, share=_SHARE):
            return kept
    return ()


def _by_number(
    sessions: Sequence[Session], week: date, situation: Situation
) -> Iterator[tuple[Session, ...]]:
    """The sets of sessions, the largest first; of equally large ones the more urgent first."""
    teachers = {teacher.handle: teacher for teacher in situation.teachers}

    def order(session: Session) -> tuple[object, ...]:
        known = [teachers[h] for h in session.teachers if h in teachers]
        return min((urgency(know.clock(t, week, situation), t) for t in known), default=())

    ordered = sorted(sessions, key=order)
    for count in range(len(ordered), -1, -1):
        yield from combinations(ordered, count)


def _can_stay(session: Session, week: date, free: Situation, capacity: int) -> bool:
    """Whether the session's place still suits its teachers when all that may move is gone."""
    teachers = [teacher for teacher in free.teachers if teacher.handle in session.teachers]
    return len(teachers) == len(session.teachers) and all(
        know.is_free(teacher, session, week, capacity, free) for teacher in teachers
    )


def _fit(kept: Sequence[Session], week: date, free: Situation, capacity: int) -> bool:
    """Whether the week and its days have room for all of ``kept`` beside what stands."""
    space = week_room(week, free.teachers, capacity, free)
    visits = [s for s in kept if s.counts_as_visit and s.commitment is None]
    days = [session.date for session in visits]
    most = free.settings.day_max
    return len(visits) <= space.capacity and all(
        most is None or days.count(day) + space.load.get(day, 0) <= most for day in days
    )
