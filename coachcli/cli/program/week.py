"""A week: as the store has it, with all that planning knows, and as it is shown, each session with
its reason, and who was not placed and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coachcli.cli.program.caseload import Caseload, caseload
from coachcli.cli.program.context import Run
from coachcli.planning.calendar.day_cycle import day_names
from coachcli.planning.calendar.weeks import monday, week_to_plan, which_week
from coachcli.planning.week import situation as know
from coachcli.planning.week.reasons import why_kept, why_recurring, why_standing
from coachcli.planning.week.situation import Situation
from coachcli.render.week import SessionRow, UnplacedRow, WeekView
from coachcli.store import reading
from coachcli.values.frozen import dataclass
from coachcli.values.school import Commitment
from coachcli.values.session import Reason, Session
from coachcli.values.words import SessionState

if TYPE_CHECKING:
    # Only planning needs the planner; a look at a week does without it.
    from coachcli.planning.week.week import Placed, Unplaced

AHEAD = timedelta(weeks=70)
"""Recurring meetings are looked up for so long: 52 working weeks and the closed ones between."""


@dataclass(frozen=True)
class StoredWeek:
    """The week of ``monday``. ``caseload`` has the archived teachers too, for their names;
    ``meetings`` are the recurring ones by number."""

    monday: date
    caseload: Caseload
    situation: Situation
    meetings: Mapping[int, Commitment]

    @property
    def sessions(self) -> list[Session]:
        """Those of the week, in any state, and the recurring meetings that are not stored yet."""
        return know.of_week(self.monday, self.situation)

    def names_of(self, session: Session) -> tuple[str, ...]:
        """The names of its teachers."""
        return tuple(self.caseload.named(handle).name for handle in session.teachers)

    def shorts_of(self, session: Session) -> tuple[str, ...]:
        """Its teachers where names are too long."""
        return tuple(self.caseload.named(handle).short for handle in session.teachers)


def read_week(db: reading.Connection, run: Run, day: date | None) -> StoredWeek:
    """Read the week of a day; without one, the week that planning is about today.

    Today's earlier hours are over, when today is really today.
    """
    everybody = caseload(db, run.today, archived=True)
    week = week_to_plan(run.today, everybody.days) if day is None else monday(day)
    of_week = reading.sessions(db, week, week + timedelta(days=6))
    known = {session.id for session in of_week}
    coming = reading.sessions(db, first=run.today, state=SessionState.PLANNED)
    later = (session for session in coming if session.id not in known)
    commitments = reading.commitments(db)
    situation = Situation(
        teachers=tuple(each for each in everybody.teachers if each.archived_on is None),
        days=everybody.days,
        today=run.today,
        settings=reading.settings(db),
        last_visits=reading.last_visits(db, before=week),
        away=everybody.away,
        periods=tuple(reading.periods(db)),
        capacities=reading.week_capacities(db),
        sessions=(
            *of_week,
            *later,
            *recurring(db, everybody, commitments, max(week, run.today)),
        ),
        cycle=everybody.cycle,
        not_before=None if run.clock is None else (run.today, run.clock),
    )
    return StoredWeek(week, everybody, situation, {each.id: each for each in commitments})


def recurring(
    db: reading.Connection,
    everybody: Caseload,
    commitments: Sequence[Commitment],
    first: date,
    last: date | None = None,
    *,
    stored_too: bool = False,
) -> tuple[Session, ...]:
    """The recurring meetings as sessions, from ``first`` to ``last`` or as far as planning looks,
    those that are stored as sessions left out."""
    if not commitments:
        return ()
    # It needs dateutil's rules, which most stores do not.
    from coachcli.planning.calendar.commitments import as_sessions

    return as_sessions(
        commitments,
        first,
        last or first + AHEAD,
        everybody.days,
        periods=reading.periods(db),
        names=day_names(everybody.cycle),
        stored=() if stored_too else reading.occurrences(db, first),
        away=everybody.away,
        active={each.handle for each in everybody.teachers if each.archived_on is None},
    )


def planned_again(db: reading.Connection, run: Run, session: Session) -> Session | None:
    """The occurrence of a recurring meeting that a session was, as it would be planned now.

    None for any other session, and where the meeting no longer takes place on that day.
    """
    day = session.occurrence
    if day is None:
        return None
    series = [one for one in reading.commitments(db) if one.id == session.commitment]
    everybody = caseload(db, run.today, archived=True)
    meetings = recurring(db, everybody, series, day, day, stored_too=True)
    return next((meeting for meeting in meetings if meeting.teachers), None)


def week_view(
    week: StoredWeek,
    sessions: Sequence[Session],
    *,
    capacity: int | None = None,
    proposed: Sequence[Placed] = (),
    unplaced: Sequence[Unplaced] = (),
    proposal: bool = False,
) -> WeekView:
    """The week with these of its sessions, and the visits ``proposed`` beside them."""
    most = know.capacity_of(week.monday, week.situation) if capacity is None else capacity
    rows = [stored_row(week, session) for session in sessions]
    rows += [proposed_row(week, visit) for visit in proposed]
    return WeekView(
        week=week.monday,
        which=which_week(week.monday, week.situation.today, week.caseload.days),
        days=week.caseload.days.in_week(week.monday),
        periods=week.situation.periods,
        capacity=most,
        load=know.load_of(week.monday, week.situation, most),
        sessions=in_order(rows),
        unplaced=tuple(
            UnplacedRow(
                left.handle, week.caseload.named(left.handle).name, left.due_week, left.reason
            )
            for left in unplaced
        ),
        proposal=proposal,
    )


def in_order(rows: Sequence[SessionRow]) -> tuple[SessionRow, ...]:
    """As the week goes; who comes at the same time, by handle."""

    def key(row: SessionRow) -> tuple[object, ...]:
        return row.session.date, str(row.session.start), row.session.teachers

    return tuple(sorted(rows, key=key))


def stored_row(week: StoredWeek, session: Session) -> SessionRow:
    """A session of the store, or a recurring meeting that will be one."""
    meeting = week.meetings.get(session.commitment or 0)
    title = meeting.label if meeting else "" if session.teachers else "erased"
    names, shorts = week.names_of(session), week.shorts_of(session)
    return SessionRow(session, names, shorts, reason_for(week, session), title)


def proposed_row(week: StoredWeek, visit: Placed) -> SessionRow:
    """A visit that a plan places and that is not stored."""
    from coachcli.planning.week.week import as_session

    session = as_session(visit)
    return SessionRow(session, week.names_of(session), week.shorts_of(session), visit.reason)


def reason_for(week: StoredWeek, session: Session) -> Reason:
    """Why a session is in the week: it recurs, it stands already, or its first teacher is due."""
    today = week.situation.today
    meeting = week.meetings.get(session.commitment or 0)
    if meeting is not None and session.state is SessionState.PLANNED:
        return why_recurring(meeting)
    if not session.teachers:
        return why_standing(session, today) or Reason("pinned", "")
    first = week.caseload.named(session.teachers[0])
    return why_kept(
        session,
        first,
        last_visit=know.last_visit(first.handle, week.monday, week.situation),
        away=week.caseload.away.get(first.handle, ()),
        days=week.caseload.days,
        today=today,
    )
