"""Planning one week from what the store holds, and looking at a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coachcli.cli.program.caseload import Caseload, caseload
from coachcli.cli.program.context import Run
from coachcli.errors import CoachError
from coachcli.planning.calendar.day_cycle import day_names
from coachcli.planning.calendar.weeks import monday, week_to_plan, which_week
from coachcli.planning.week import situation as know
from coachcli.planning.week.reasons import Reason, why_kept, why_recurring, why_standing
from coachcli.planning.week.situation import Situation
from coachcli.render.week import ReasonRow, SessionRow, UnplacedRow, WeekView
from coachcli.store import reading
from coachcli.values.frozen import dataclass
from coachcli.values.school import Commitment, Period
from coachcli.values.session import Session
from coachcli.values.words import SessionState, is_contact

if TYPE_CHECKING:
    from coachcli.planning.calendar.slots import Slot
    from coachcli.planning.week.week import WeekPlan
    from coachcli.store.writing.door import Writer
    from coachcli.store.writing.sessions import NewSession


AHEAD = timedelta(weeks=70)
"""Recurring meetings are looked up for so long: 52 working weeks and the closed ones between."""


@dataclass(frozen=True)
class Look:
    """A week as the store has it. ``found`` has the archived teachers too, for their names.

    ``meetings`` are the recurring ones by number.
    """

    week: date
    found: Caseload
    situation: Situation
    meetings: Mapping[int, Commitment] = field(default_factory=dict)

    @property
    def of_week(self) -> list[Session]:
        return know.of_week(self.week, self.situation)


def look(db: reading.Connection, run: Run, week: date | None) -> Look:
    """Read a week; without one, the week that planning is about today.

    Today's earlier hours are over, when today is really today.
    """
    found = caseload(db, run.today, archived=True)
    chosen = week_to_plan(run.today, found.days) if week is None else monday(week)
    of_week = reading.sessions(db, chosen, chosen + timedelta(days=6))
    known = {each.id for each in of_week}
    coming = reading.sessions(db, first=run.today, state=SessionState.PLANNED)
    teachers = tuple(each for each in found.teachers if each.archived_on is None)
    periods = tuple(reading.periods(db))
    commitments = reading.commitments(db)
    meetings = recurring(db, found, commitments, periods, max(chosen, run.today))
    situation = Situation(
        teachers=teachers,
        days=found.days,
        today=run.today,
        settings=reading.settings(db),
        last_visits=reading.last_visits(db, before=chosen),
        away=found.away,
        periods=periods,
        capacities=reading.week_capacities(db),
        sessions=(*of_week, *(each for each in coming if each.id not in known), *meetings),
        cycle=found.cycle,
        not_before=None if run.clock is None else (run.today, run.clock),
    )
    return Look(chosen, found, situation, {each.id: each for each in commitments})


def recurring(
    db: reading.Connection,
    found: Caseload,
    commitments: Sequence[Commitment],
    periods: Sequence[Period],
    first: date,
) -> tuple[Session, ...]:
    """The recurring meetings of the weeks that planning may look at, without those stored."""
    if not commitments:
        return ()
    # It needs dateutil's rules, which most stores do not.
    from coachcli.planning.calendar.commitments import as_sessions

    return as_sessions(
        commitments,
        first,
        first + AHEAD,
        found.days,
        periods=periods,
        names=day_names(found.cycle),
        stored=reading.occurrences(db, first),
        away=found.away,
        active={each.handle for each in found.teachers if each.archived_on is None},
    )


def plan(at: Look, *, capacity: int | None, again: bool) -> tuple[WeekPlan, tuple[Session, ...]]:
    """The plan for a week, and the planned sessions it takes away.

    ``again`` plans anew what the coach did not pin. Raises CoachError for a week that is over.
    """
    if at.week < monday(at.situation.today):
        raise CoachError(
            f"The week of {at.week.isoformat()} is over.",
            "Plan this week or a later one, for example: --week 'next mon'",
            code="past",
        )
    # Only planning needs the planner; a look at a week does without it.
    if again:
        from coachcli.planning.week.replan import replan_week

        return replan_week(at.week, at.situation, capacity=capacity)
    from coachcli.planning.week.week import plan_week

    return plan_week(at.week, at.situation, capacity=capacity), ()


def one_more(at: Look, planned: WeekPlan, shown: WeekView) -> tuple[str, ...]:
    """The names of those whose wait one visit more in the week would end; offered, never taken.

    Found by planning the week again with it.
    """
    from coachcli.planning.week.alternatives import proposed_sessions

    if not any(left.reason.code == "capacity" for left in planned.unplaced):
        return ()
    from coachcli.planning.week.week import plan_week

    new = () if any(row.id for row in shown.sessions) else proposed_sessions(planned)
    known = replace(at.situation, sessions=(*at.situation.sessions, *new))
    waiting = {left.handle for left in planned.unplaced}
    more = plan_week(at.week, known, capacity=shown.capacity + 1)
    return tuple(at.found.names[e.handle] for e in more.placed if e.handle in waiting)


def store(writer: Writer, at: Look, planned: WeekPlan, gone: Sequence[Session]) -> None:
    """Store a plan in a change that has begun: remove the sessions it takes away, add the new.

    And the recurring meetings of the week that have teachers.
    """
    from coachcli.planning.week.week import as_session
    from coachcli.store.writing import sessions

    for session in gone:
        sessions.unplan(writer, session.id)
    visits = [as_session(each) for each in planned.placed]
    meetings = [each for each in at.of_week if not each.id and each.teachers]
    sessions.plan_all(writer, [as_new(each, at.found) for each in [*visits, *meetings]])


def as_new(session: Session, found: Caseload) -> NewSession:
    from coachcli.store.writing.sessions import NewSession

    return NewSession(
        teacher_ids=tuple(found.named(handle).id for handle in session.teachers),
        date=session.date,
        start=session.start,
        end=session.end,
        slot=session.slot,
        pinned=session.pinned,
        kinds=session.kinds,
        counts_as_visit=session.counts_as_visit,
        commitment=session.commitment,
        occurrence=session.occurrence,
    )


def planned_anew(db: reading.Connection, run: Run, session: Session) -> NewSession | None:
    """The occurrence of a recurring meeting that a session was, as it would be planned now.

    None for any other session, and where the meeting no longer takes place on that day.
    """
    day = session.occurrence
    if day is None:
        return None
    from coachcli.planning.calendar.commitments import as_sessions

    found = caseload(db, run.today, archived=True)
    again = as_sessions(
        [each for each in reading.commitments(db) if each.id == session.commitment],
        day,
        day,
        found.days,
        periods=reading.periods(db),
        names=day_names(found.cycle),
        stored=(),
        away=found.away,
        active={each.handle for each in found.teachers if each.archived_on is None},
    )
    return as_new(again[0], found) if again and again[0].teachers else None


def view(
    at: Look,
    sessions: Sequence[Session],
    planned: WeekPlan | None = None,
    *,
    capacity: int | None = None,
    proposal: bool = False,
) -> WeekView:
    """The week for showing; with ``proposal`` the placed visits are shown without being stored."""
    most = know.capacity_of(at.week, at.situation) if capacity is None else capacity
    rows = [session_row(at, each) for each in sessions]
    if proposal and planned is not None:
        rows += [proposed_row(at, each.handle, each.slot, each.reason) for each in planned.placed]
    return WeekView(
        week=at.week,
        which=which_week(at.week, at.situation.today, at.found.days),
        days=at.found.days.in_week(at.week),
        periods=at.situation.periods,
        capacity=most,
        need=know.load_of(at.week, at.situation, most).need,
        sessions=tuple(sorted(rows, key=lambda row: (row.date, str(row.start), row.teachers))),
        unplaced=tuple(
            UnplacedRow(
                each.handle,
                at.found.named(each.handle).name,
                each.due_week,
                ReasonRow(each.reason.code, each.reason.text, each.reason.blocked_by),
            )
            for each in (planned.unplaced if planned else ())
        ),
        proposal=proposal,
    )


def session_row(at: Look, session: Session) -> SessionRow:
    meeting = at.meetings.get(session.commitment or 0)
    reason = why_there(at, session, meeting)
    return SessionRow(
        id=session.id or None,
        teachers=session.teachers,
        names=tuple(at.found.named(handle).name for handle in session.teachers),
        date=session.date,
        start=session.start,
        end=session.end,
        slot=session.slot,
        state=session.state,
        pinned=session.pinned,
        reason=ReasonRow(reason.code, reason.text, reason.blocked_by),
        title=meeting.label if meeting else "" if session.teachers else "erased",
        counts=session.counts_as_visit and meeting is None,
        contact=is_contact(session.kinds),
    )


def why_there(at: Look, session: Session, meeting: Commitment | None) -> Reason:
    """Why a session is in the week: it recurs, it stands already, or its first teacher is due."""
    if meeting is not None and session.state is SessionState.PLANNED:
        return why_recurring(meeting)
    if not session.teachers:
        return why_standing(session, at.situation.today) or Reason("pinned", "")
    first = at.found.named(session.teachers[0])
    return why_kept(
        session,
        first,
        last_visit=know.last_visit(first.handle, at.week, at.situation),
        away=at.found.away.get(first.handle, ()),
        days=at.found.days,
        today=at.situation.today,
    )


def proposed_row(at: Look, handle: str, slot: Slot, reason: Reason) -> SessionRow:
    return SessionRow(
        id=None,
        teachers=(handle,),
        names=(at.found.named(handle).name,),
        date=slot.date,
        start=slot.start,
        end=slot.end,
        slot=slot.label,
        state=SessionState.PLANNED,
        pinned=False,
        reason=ReasonRow(reason.code, reason.text, reason.blocked_by),
    )
