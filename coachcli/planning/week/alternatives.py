"""Other ways for a week: each slot that a teacher could take, and who could come in a place.

What a slot would cost is found by planning the week again with the teacher pinned there, so it is
exact.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coachcli.planning.calendar.slots import Slot, overlaps, place_of
from coachcli.planning.clock.due import urgency
from coachcli.planning.week import situation as know
from coachcli.planning.week.replan import replan_week
from coachcli.planning.week.situation import Situation
from coachcli.planning.week.week import Placed, WeekPlan, as_session
from coachcli.values.frozen import dataclass
from coachcli.values.session import Reason, Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState

_NEW = -1
"""Stands for the number of a session that is only tried out."""

_BY_HAND = Reason("pinned", "")


@dataclass(frozen=True)
class SlotOption:
    """A slot that would suit a teacher.

    ``is_taken``: something stands there that planning never moves, with the teachers ``taken_by``
    where it has any; then the rest is empty.
    ``displaced`` would no longer be met in the week, ``moved`` would get another slot.
    """

    slot: Slot
    is_taken: bool = False
    taken_by: tuple[str, ...] = ()
    displaced: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


def slot_options(
    teacher: Teacher, week: date, situation: Situation, plan: WeekPlan
) -> tuple[SlotOption, ...]:
    """Every slot of what remains of ``week`` that suits ``teacher``, in order of time.

    ``plan`` is the week's plan; what it places anew is looked at as if it stood already. The slot
    that the teacher has is not among them.
    """
    shown = situation.with_sessions(proposed_sessions(plan))
    own = [
        s for s in know.of_week(week, shown) if _is_movable(s) and s.teachers == (teacher.handle,)
    ]
    others = shown.without_sessions(own)
    standing = know.standing(week, others)
    most = know.capacity_of(week, situation)
    options, alike = list[SlotOption](), dict[date, SlotOption]()
    for slot in know.slots_left(teacher, week, most, others):
        if any((slot.date, slot.start) == (mine.date, mine.start) for mine in own):
            continue
        fixed = [
            session
            for session in standing
            if not _is_movable(session) and overlaps(slot, place_of(session))
        ]
        if any(session.teachers == (teacher.handle,) for session in fixed):
            continue  # their own visit stands there: that is no other slot
        if fixed:
            handles = tuple(sorted({h for session in fixed for h in session.teachers}))
            options.append(SlotOption(slot, is_taken=True, taken_by=handles))
        elif slot.start is None and not any(overlaps(slot, place_of(s)) for s in standing):
            # Free places of a day that have no time are alike: one is tried for all of them.
            if slot.date not in alike:
                alike[slot.date] = _tried(teacher, slot, week, others)
            options.append(replace(alike[slot.date], slot=slot))
        else:
            options.append(_tried(teacher, slot, week, others))
    return tuple(options)


def substitutes(called_off: Session, week: date, situation: Situation) -> tuple[Teacher, ...]:
    """Who could come in the place of a session that was called off, the most urgent first.

    Those whose free times suit the place, who are not met in the week and not away.
    """
    met = {h for visit in know.visits_in(week, situation) for h in visit.teachers}
    most = know.capacity_of(week, situation)
    able = [
        teacher
        for teacher in situation.teachers
        if teacher.handle not in met
        and teacher.handle not in called_off.teachers
        and know.is_free(teacher, called_off, week, most, situation)
    ]
    return tuple(sorted(able, key=lambda t: urgency(know.clock(t, week, situation), t)))


def proposed_sessions(plan: WeekPlan) -> tuple[Session, ...]:
    """The visits that a plan places, as planned sessions without a number."""
    return tuple(as_session(visit, id=_NEW - n) for n, visit in enumerate(plan.placed, 1))


def _tried(teacher: Teacher, slot: Slot, week: date, others: Situation) -> SlotOption:
    there = as_session(Placed(teacher.handle, slot, _BY_HAND), id=_NEW, pinned=True)
    after, gone = replan_week(week, others.with_sessions([there]))
    placed = {visit.handle for visit in after.placed}
    handles = {handle for session in gone for handle in session.teachers}
    return SlotOption(
        slot,
        displaced=tuple(sorted(handles - placed)),
        moved=tuple(sorted(handles & placed)),
    )


def _is_movable(session: Session) -> bool:
    return session.state is SessionState.PLANNED and not session.pinned
