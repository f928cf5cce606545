"""One week's plan: who is met, in which slot, who is not, and why.

Composes the clock, the slots, the rotation and the placing. Sessions that stand already are never
moved; what is planned is what remains of the week.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coachcli.dates import say_week
from coachcli.planning.calendar.slots import Slot, slot_order
from coachcli.planning.calendar.weeks import monday
from coachcli.planning.clock.due import Due, urgency
from coachcli.planning.placing.placing import Blocked, Placing, place
from coachcli.planning.week import situation as know
from coachcli.planning.week.look_ahead import first_week, week_room
from coachcli.planning.week.reasons import Rivals, why_met, why_no_window, why_not
from coachcli.planning.week.situation import Situation
from coachcli.values.frozen import dataclass
from coachcli.values.school import Load
from coachcli.values.session import Reason, Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import DueState, SessionState


@dataclass(frozen=True)
class Placed:
    handle: str
    slot: Slot
    reason: Reason


@dataclass(frozen=True)
class Unplaced:
    """Someone due by the week's end, or overdue, who gets no place in it."""

    handle: str
    due_week: date
    reason: Reason


@dataclass(frozen=True)
class WeekPlan:
    """``placed`` in the order of the slots, ``unplaced`` most urgent first."""

    week: date
    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    load: Load


def plan_week(
    week: date,
    situation: Situation,
    *,
    capacity: int | None = None,
    chosen: Sequence[str] | None = None,
) -> WeekPlan:
    """The plan for what remains of the week of Monday ``week``.

    ``capacity`` is the visits of the whole week, those in it already included; None means the
    one that the coach set. ``chosen`` are those to meet, where that is settled already. Nothing
    depends on the order of anything in ``situation``.
    """
    most = know.capacity_of(week, situation) if capacity is None else capacity
    teachers = {teacher.handle: teacher for teacher in situation.teachers}
    clocks = {handle: know.clock(teacher, week, situation) for handle, teacher in teachers.items()}
    met = {handle for visit in know.visits_in(week, situation) for handle in visit.teachers}
    space = week_room(week, situation.teachers, most, situation)
    if chosen is None:
        chosen = first_week(week, situation, capacity=capacity)
    urgent = sorted(teachers, key=lambda handle: urgency(clocks[handle], teachers[handle]))
    missed = [
        handle
        for handle in urgent
        if handle not in chosen and handle not in met and _is_missed(clocks[handle], week)
    ]
    placing = place(space, [*sorted(chosen, key=urgent.index), *missed])
    rivals = Rivals(
        names={handle: teacher.name for handle, teacher in teachers.items()},
        waited={handle: clock.waited for handle, clock in clocks.items()},
        existing=frozenset(h for v in know.taking_room(week, situation) for h in v.teachers),
        capacity=most,
        day_max=situation.settings.day_max,
    )
    refused = (
        (handle, _why_not(teachers[handle], blocked, week, situation, rivals))
        for handle, blocked in placing.blocked.items()
    )
    return WeekPlan(
        week=week,
        placed=with_reasons(placing, week, situation),
        unplaced=tuple(Unplaced(h, clocks[h].due_week or week, reason) for h, reason in refused),
        load=know.load_of(week, situation, most),
    )


def _is_missed(clock: Due, week: date) -> bool:
    """Whether a week without a visit leaves a teacher waiting who is due by its end."""
    is_due = clock.due_week is not None and clock.due_week <= week
    return is_due and clock.state not in (DueState.AWAY, DueState.PLANNED)


def with_reasons(placing: Placing, week: date, situation: Situation) -> tuple[Placed, ...]:
    """The visits of a week and why each teacher is met, in the order of the slots."""
    teachers = {teacher.handle: teacher for teacher in situation.teachers}
    return tuple(
        Placed(handle, slot, _why_met(teachers[handle], week, situation))
        for handle, slot in sorted(placing.placed.items(), key=lambda item: slot_order(item[1]))
    )


def _why_met(teacher: Teacher, week: date, situation: Situation) -> Reason:
    clock = know.clock(teacher, week, situation)
    visited = know.last_visit(teacher.handle, week, situation) is not None
    return why_met(teacher, clock, visited=visited, week=week, today=situation.today)


def _why_not(
    teacher: Teacher, blocked: Blocked, week: date, situation: Situation, rivals: Rivals
) -> Reason:
    """The refusal, with the sessions that stood before planning among what is in the way."""
    if blocked.code == "day_max":
        visits = [v for v in know.taking_room(week, situation) if v.date in blocked.full]
        there = {handle for visit in visits for handle in visit.teachers}
        blocked = replace(blocked, blocked_by=tuple(sorted({*blocked.blocked_by, *there})))
    if blocked.code != "no_window":
        return why_not(teacher, blocked, rivals)
    slots = know.slots_left(teacher, week, rivals.capacity, situation)
    holders = (h for h in know.holders(slots, week, situation) if h != teacher.handle)
    is_this = week == monday(situation.today)
    return why_no_window(
        "this week" if is_this else f"in {say_week(week, situation.today)}",
        is_away=know.is_away_rest(teacher, week, situation),
        taken_by=tuple(holders) if slots else None,
        names=rivals.names,
    )


def as_session(placed: Placed, *, id: int = 0, pinned: bool = False) -> Session:
    """A visit of a plan as the session that it would be."""
    return Session(
        id=id,
        uid="",
        date=placed.slot.date,
        start=placed.slot.start,
        end=placed.slot.end,
        state=SessionState.PLANNED,
        teachers=(placed.handle,),
        pinned=pinned,
        slot=placed.slot.label,
    )
