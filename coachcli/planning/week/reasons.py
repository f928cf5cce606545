"""Reasons: why a teacher is met in a week or not: a code, a sentence for the coach, a witness.

Codes of those who are met: ``late``, ``due``, ``early``, and for sessions that stand already
``pinned``, ``commitment``, ``held``, ``cancelled`` and ``no_show``. Codes of those who are not: see
``placing.Blocked``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from coachcli.dates import many, say_day, say_week
from coachcli.planning.calendar.weeks import OpenDays, monday
from coachcli.planning.clock.due import Due, due
from coachcli.values.frozen import dataclass
from coachcli.values.school import Commitment, DateRange
from coachcli.values.session import Reason, Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState, is_contact

if TYPE_CHECKING:
    # A look at a week says why its sessions stand and needs nothing of the planner.
    from coachcli.planning.calendar.slots import Slot
    from coachcli.planning.placing.placing import Blocked

_MANY_SLOTS = 4
"""More slots than this are counted, not listed."""


@dataclass(frozen=True)
class Rivals:
    """What a refusal is told from: who everybody is, and who is in the week already.

    ``names`` and ``waited`` (counted weeks) by handle; ``existing`` the handles with a visit in the
    week before planning; ``capacity`` and ``day_max`` as they are for the whole week.
    """

    names: Mapping[str, str]
    waited: Mapping[str, int]
    existing: frozenset[str]
    capacity: int
    day_max: int | None


def why_met(teacher: Teacher, clock: Due, *, visited: bool, week: date, today: date) -> Reason:
    """Why ``teacher`` is met in ``week`` (a Monday); ``clock`` is where they stand in that week."""
    is_this = week == monday(today)
    weeks_ago = f"{_weeks(clock.waited)} {'ago' if is_this else 'before'}"
    never, since = ("", f"; last visit {weeks_ago}") if visited else ("Never visited yet; ", "")
    here = "this week" if is_this else f"in {say_week(week, today)}"
    if clock.weeks_late:
        code, text = (
            "late",
            f"{_weeks(clock.weeks_late)} late{'' if is_this else f' {here}'}{since}",
        )
        if clock.beyond_max_gap:
            text += f", beyond the longest wait of {teacher.max_gap}"
    elif clock.due_week is None or clock.due_week <= week:
        code, text = "due", f"due {here}{since}"
    else:
        code = "early"
        later = f"due in {say_week(clock.due_week, today)}"
        text = f"{later}; early, so that nobody waits longer later"
    return Reason(code, f"{never}{text}." if never else f"{text[0].upper()}{text[1:]}.")


def why_standing(session: Session, today: date) -> Reason | None:
    """Why a session stands whatever the clock says: pinned, held or called off. None if planned."""
    day = say_day(session.date, today)
    if session.state is SessionState.HELD:
        # A talk in the hallway is no visit, and must not be taken for one.
        what = "Contact" if is_contact(session.kinds) else "Held"
        return Reason("held", f"{what} on {day}.")
    if session.state is SessionState.CANCELLED:
        return Reason("cancelled", f"Cancelled for {day}.")
    if session.state is SessionState.NO_SHOW:
        return Reason("no_show", f"Did not take place on {day}.")
    return Reason("pinned", "Pinned by you.") if session.pinned else None


def why_recurring(meeting: Commitment) -> Reason:
    """Why an occurrence of a recurring meeting is there."""
    counts = "counts as a visit" if meeting.counts_as_visit else "does not count as a visit"
    return Reason("commitment", f"Recurring meeting {meeting.id}; it {counts}.")


def why_kept(
    session: Session,
    teacher: Teacher,
    *,
    last_visit: date | None,
    away: Sequence[DateRange],
    days: OpenDays,
    today: date,
) -> Reason:
    """Why a session that is in the calendar already is there, for one of its teachers.

    ``last_visit`` is the last one before the session. A planned session that the coach did not pin
    is explained by the clock of its week.
    """
    standing = why_standing(session, today)
    if standing is not None:
        return standing
    week = monday(session.date)
    clock = due(teacher, last_visit=last_visit, planned=None, away=away, days=days, today=week)
    return why_met(teacher, clock, visited=last_visit is not None, week=week, today=today)


def why_not(teacher: Teacher, blocked: Blocked, rivals: Rivals) -> Reason:
    """Why there is no place for ``teacher``, from a witness other than ``no_window``."""
    in_way = blocked.blocked_by
    if blocked.code == "capacity":
        in_way = tuple(sorted({*in_way, *rivals.existing}))
        return Reason("capacity", _full_week(teacher, blocked.blocked_by, rivals), in_way)
    can = f"{teacher.name} can {_places(blocked.slots)}"
    if blocked.code == "day_max":
        most = f"with at most {many(rivals.day_max or 0, 'visit')} a day"
        beside = f" beside {_names(in_way, rivals)}" if in_way else ""
        text = f"{can}; {most} there is no room for that{beside}."
        return Reason("day_max", text, in_way)
    held = {1: "it is held", 2: "both are held"}.get(len(_labels(blocked.slots)), "all are held")
    text = f"{can}; {held} by {_who(teacher, in_way, rivals)}: {_names(in_way, rivals)}."
    return Reason("taken", text, in_way)


def why_no_window(
    here: str, *, is_away: bool, taken_by: Sequence[str] | None, names: Mapping[str, str]
) -> Reason:
    """Why there is not one usable slot. ``here`` is ``this week`` or ``in the week of 30 Nov``.

    ``taken_by``: the handles in the sessions that take every window, empty when something else in
    the calendar does, None when there is no window in the first place.
    """
    if is_away:
        return Reason("no_window", f"Is away on the open days that remain {here}.")
    if taken_by is None:
        return Reason("no_window", f"Has no free window on the open days that remain {here}.")
    others = ", ".join(names.get(handle, handle) for handle in taken_by)
    by = f"sessions that stand already: {others}" if others else "something else in your calendar"
    return Reason(
        "no_window", f"Every free window that remains {here} is taken by {by}.", tuple(taken_by)
    )


def _full_week(teacher: Teacher, placed: Sequence[str], rivals: Rivals) -> str:
    standing = _names(sorted(rivals.existing), rivals)
    who = f"{_who(teacher, placed, rivals)}: {_names(placed, rivals)}"
    if not rivals.existing and not placed:
        return "The week has no room for visits: its capacity is 0."
    if not rivals.existing:
        visits = f"All {len(placed)} visits" if len(placed) > 1 else "The one visit"
        return f"{visits} of the week {'go' if len(placed) > 1 else 'goes'} to {who}."
    full = f"The week has room for {many(rivals.capacity, 'visit')}"
    if not placed:
        return f"{full}, taken by sessions that stand already: {standing}."
    return f"{full}; sessions stand already with {standing}, and the rest go to {who}."


def _who(teacher: Teacher, others: Sequence[str], rivals: Rivals) -> str:
    """What can truly be said of all of ``others``, who come before ``teacher`` in the rotation."""
    mine = rivals.waited[teacher.handle]
    longer = all(rivals.waited[handle] > mine for handle in others)
    some = "teachers" if len(others) > 1 else "a teacher"
    verb = "have" if len(others) > 1 else "has"
    return f"{some} who {verb} waited longer" if longer else f"{some} whose turn comes first"


def _places(slots: Sequence[Slot]) -> str:
    labels = _labels(slots)
    if len(labels) > _MANY_SLOTS:
        return f"meet in {len(labels)} slots of the week"
    *most, last = labels
    return f"only meet {', '.join(most)} or {last}" if most else f"only meet {last}"


def _labels(slots: Sequence[Slot]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slot.label for slot in slots))


def _names(handles: Sequence[str], rivals: Rivals) -> str:
    return ", ".join(rivals.names.get(handle, handle) for handle in handles)


def _weeks(n: int) -> str:
    return many(n, "working week")
