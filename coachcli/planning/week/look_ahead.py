"""Looking ahead: the weeks to come as one rotation, built from what is known of them.

The first week is the one that is planned; what is planned or held already stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from coachcli.planning.calendar import weeks as calendar
from coachcli.planning.placing.room import WeekRoom
from coachcli.planning.rotation.rotation import (
    Plan,
    can_bound,
    can_keep,
    rotate,
    rotate_for_worst,
    rotate_within,
)
from coachcli.planning.rotation.waits import Rotation, RotationTeacher, Severity
from coachcli.planning.week import situation as know
from coachcli.planning.week.situation import Situation
from coachcli.values.frozen import dataclass
from coachcli.values.teacher import Teacher

FAR = (24, 20, 16, 12)
"""How many weeks the week to be published may look ahead: the most in which nobody has to wait
longer than in the least number of weeks."""


@dataclass(frozen=True)
class LookAhead:
    """``weeks[w]`` is the Monday of week w of ``rotation`` and ``plan``.

    ``is_published``: the first week is the one that planning that week alone gives.
    """

    weeks: tuple[date, ...]
    rotation: Rotation
    plan: Plan
    is_published: bool = True


def least_weeks(situation: Situation) -> int:
    """How many weeks must be looked at: the largest cadence and two more."""
    return max((teacher.every for teacher in situation.teachers), default=1) + 2


def first_week(week: date, situation: Situation, *, capacity: int | None = None) -> tuple[str, ...]:
    """Whom to meet in ``week``; nobody in a week without an open day.

    ``capacity`` is that of the week, the visits in it already included; None: as set.

    A plan for few weeks may fill the week with whom it likes; one for many knows better, but where
    there is too much to do it must not let somebody wait now for the sake of a far week. So the
    plan is made for as many weeks as bring no late wait beside those that few weeks bring.
    """
    if not situation.days.is_working(week):
        return ()
    least = least_weeks(situation)
    weeks = max(least, FAR[0])
    _, rotation = rotation_from(week, situation, weeks, capacity=capacity)
    if rotation.weeks[0].capacity <= 0:
        return ()
    near = rotate(cut(rotation, least))
    for n in FAR:
        if n > least and (far := rotate_within(cut(rotation, n), near.late)):
            return _settled(far.weeks[0], cut(rotation, n), near, rotation)
    return _settled(near.weeks[0], cut(rotation, least), near, rotation)


def _settled(
    chosen: tuple[str, ...], some: Rotation, near: Plan, all_weeks: Rotation
) -> tuple[str, ...]:
    """``chosen``, or as good a choice for the weeks of ``some`` that is better for all weeks.

    Better: the worst wait of all of them can then be as small as it can be.
    """
    if some == all_weeks:
        return chosen
    best = rotate_for_worst(all_weeks)
    other = best.weeks[0]
    if (
        set(other) == set(chosen)
        or can_bound(with_first(all_weeks, chosen), best.late)
        or not can_keep(with_first(some, other), near.late)
    ):
        return chosen
    return other


def look_ahead(week: date, situation: Situation, n: int) -> LookAhead:
    """A plan for ``n`` working weeks from ``week`` on, and never fewer than must be.

    Its first week is ``first_week``, unless the worst wait of all ``n`` weeks can only be as small
    as it can be with another one.
    """
    weeks, rotation = rotation_from(week, situation, max(n, least_weeks(situation)))
    best = rotate(rotation)
    chosen = first_week(week, situation)
    if set(chosen) == set(best.weeks[0]):
        return LookAhead(weeks, rotation, best)
    same = rotate(with_first(rotation, chosen))
    if _worst(same) <= _worst(best):
        return LookAhead(weeks, rotation, replace(same, weeks=(chosen, *same.weeks[1:])))
    return LookAhead(weeks, rotation, best, is_published=False)


def _worst(plan: Plan) -> Severity:
    return max((wait.severity for wait in plan.late), default=(False, 0))


def with_first(rotation: Rotation, chosen: Collection[str]) -> Rotation:
    """The same problem with the visits of its first week settled."""
    teachers = tuple(
        replace(teacher, booked=teacher.booked | {0}) if teacher.handle in chosen else teacher
        for teacher in rotation.teachers
    )
    return Rotation(teachers, (replace(rotation.weeks[0], capacity=0), *rotation.weeks[1:]))


def cut(rotation: Rotation, n: int) -> Rotation:
    """The first ``n`` weeks of a rotation."""
    teachers = tuple(
        replace(
            teacher,
            away=frozenset(week for week in teacher.away if week < n),
            booked=frozenset(week for week in teacher.booked if week < n),
        )
        for teacher in rotation.teachers
    )
    return Rotation(teachers, rotation.weeks[:n])


def rotation_from(
    week: date, situation: Situation, n: int, *, capacity: int | None = None
) -> tuple[tuple[date, ...], Rotation]:
    """The ``n`` working weeks from ``week`` (a working week) on, and their rotation."""
    weeks = situation.days.working_weeks(week, n)
    teachers = tuple(_in_rotation(teacher, weeks, situation) for teacher in situation.teachers)
    known: dict[object, WeekRoom] = {}
    rooms = []
    for monday in weeks:
        most = know.capacity_of(monday, situation)
        if capacity is not None and monday == week:
            most = capacity
        key = _pattern(monday, most, situation)
        if key not in known:
            known[key] = week_room(monday, situation.teachers, most, situation)
        rooms.append(known[key])
    return weeks, Rotation(teachers, tuple(rooms))


def _pattern(week: date, capacity: int, situation: Situation) -> object:
    """Equal for weeks that can take the same: the rotation does not ask for their dates."""
    days = situation.days.in_week(week)
    if situation.today >= week or situation.busy:
        return week
    sessions = tuple(
        replace(session, id=0, uid="", date=session.date - (week - date.min), occurrence=None)
        for session in know.of_week(week, situation)
    )
    there = tuple(
        tuple(know.is_there(teacher, day, situation) for day in days)
        for teacher in situation.teachers
        if teacher.handle in situation.away
    )
    return (capacity, tuple(map(situation.day_names, days)), there, sessions)


def week_room(
    week: date, teachers: Sequence[Teacher], capacity: int, situation: Situation
) -> WeekRoom:
    """What the week can take beside the visits in it already, for those who may be met."""
    visits = know.taking_room(week, situation)
    return WeekRoom(
        capacity=max(0, capacity - len(visits)),
        slots={
            teacher.handle: know.slots_free(teacher, week, capacity, situation)
            for teacher in teachers
        },
        load=Counter(visit.date for visit in visits),
        day_max=situation.settings.day_max,
        preferred={
            teacher.handle: know.slots_left(teacher, week, capacity, situation, preferred=True)
            for teacher in teachers
            if any(window.preferred for window in teacher.windows)
        },
    )


def _in_rotation(
    teacher: Teacher, weeks: tuple[date, ...], situation: Situation
) -> RotationTeacher:
    """The teacher in the rotation, as seen from the first of ``weeks``.

    A week before the teacher joins counts no more than one in which the teacher is away.
    """
    skipped = situation.days.closed_or_away(situation.away.get(teacher.handle, ()))
    joins = calendar.number(teacher.since)
    away = frozenset(
        w
        for w, monday in enumerate(weeks)
        if calendar.run_with(skipped, calendar.number(monday)) or calendar.number(monday) < joins
    )
    booked = frozenset(
        w
        for w, monday in enumerate(weeks)
        if any(teacher.handle in visit.teachers for visit in know.visits_in(monday, situation))
    )
    clock = know.clock(teacher, weeks[0], situation)
    waited = teacher.every + clock.weeks_late if clock.weeks_late else clock.waited
    if teacher.closer_since and not clock.weeks_late:
        waited = min(waited, teacher.every)  # due now, however long the wait before the cycle
    first = -1 if 0 in away else 0
    return RotationTeacher(
        teacher.handle, teacher.every, teacher.max_gap, first - waited, away, booked
    )
