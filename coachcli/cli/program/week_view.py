"""A week as it is shown: each session with its reason, and who was not placed and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coachcli.cli.program.week import StoredWeek
from coachcli.planning.calendar.weeks import which_week
from coachcli.planning.week import situation as know
from coachcli.planning.week.reasons import why_kept, why_recurring, why_standing
from coachcli.render.week import SessionRow, UnplacedRow, WeekView
from coachcli.values.session import Reason, Session
from coachcli.values.words import SessionState

if TYPE_CHECKING:
    # Only planning needs the planner; a look at a week does without it.
    from coachcli.planning.week.week import Placed, Unplaced


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
