"""Planning a stored week: the plan, storing it, and whom one visit more would reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coachcli.cli.program.week import StoredWeek
from coachcli.errors import CoachError
from coachcli.planning.calendar.weeks import monday
from coachcli.render.week import WeekView
from coachcli.values.session import Session

if TYPE_CHECKING:
    from coachcli.planning.week.week import WeekPlan
    from coachcli.store.writing.door import Writer


def planned(
    week: StoredWeek, *, capacity: int | None = None, anew: bool = False
) -> tuple[WeekPlan, tuple[Session, ...]]:
    """The plan for a week, and the planned sessions it takes away.

    With ``anew`` what the coach did not pin may move. Raises CoachError for a week that is over.
    """
    if week.monday < monday(week.situation.today):
        raise CoachError(
            f"The week of {week.monday.isoformat()} is over.",
            "Plan this week or a later one, for example: --week 'next mon'",
            code="past",
        )
    # Only planning needs the planner; a look at a week does without it.
    if anew:
        from coachcli.planning.week.replan import replan_week

        return replan_week(week.monday, week.situation, capacity=capacity)
    from coachcli.planning.week.week import plan_week

    return plan_week(week.monday, week.situation, capacity=capacity), ()


def reached_by_one_more(week: StoredWeek, plan: WeekPlan, shown: WeekView) -> tuple[str, ...]:
    """The names of those whose wait one visit more in the week would end; offered, never taken.

    Found by planning the week again with it.
    """
    if not any(left.reason.code == "capacity" for left in plan.unplaced):
        return ()
    from coachcli.planning.week.alternatives import proposed_sessions
    from coachcli.planning.week.week import plan_week

    new = () if any(row.id for row in shown.sessions) else proposed_sessions(plan)
    known = replace(week.situation, sessions=(*week.situation.sessions, *new))
    waiting = {left.handle for left in plan.unplaced}
    more = plan_week(week.monday, known, capacity=shown.capacity + 1)
    names = week.caseload.names
    return tuple(names[visit.handle] for visit in more.placed if visit.handle in waiting)


def store_plan(
    writer: Writer, week: StoredWeek, plan: WeekPlan, gone: Sequence[Session] = ()
) -> None:
    """Store a plan in a change that has begun: remove the sessions it takes away, add the new.

    And the recurring meetings of the week that have teachers.
    """
    from coachcli.planning.week.week import as_session
    from coachcli.store.writing import sessions

    for session in gone:
        sessions.unplan(writer, session.id)
    meetings = (session for session in week.sessions if not session.id and session.teachers)
    sessions.plan(writer, [*map(as_session, plan.placed), *meetings])
