"""``coach schedule week|show``: plan a week, and show it; planning it for other commands too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import DryRun
from coachcli.cli.program.week import StoredWeek, read_week, week_view
from coachcli.dates import parse_day
from coachcli.errors import CoachError
from coachcli.planning.calendar.weeks import monday
from coachcli.planning.week.situation import capacity_of
from coachcli.render.week import WeekView, draw_week
from coachcli.values.school import VISITS
from coachcli.values.session import Session

if TYPE_CHECKING:
    from coachcli.planning.week.week import WeekPlan
    from coachcli.store.writing.door import Writer


Week = Annotated[str, typer.Option("--week", metavar="DATE", help="Any day of the week meant.")]


def plan_week(
    ctx: typer.Context,
    day: Week = "",
    capacity: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=VISITS.least, max=VISITS.most, help="Set the visits of this week."
        ),
    ] = None,
    replan: Annotated[
        bool, typer.Option("--replan", help="Place anew what you did not pin.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Plan what remains of the week; from Friday on, the next one."""
    run = run_of(ctx)
    on = day_of_week(run, day)
    if dry_run:
        with run.reading() as db:
            week = read_week(db, run, on)
        plan, gone = planned(week, capacity=capacity, anew=replan)
        kept, proposed = [each for each in week.sessions if each not in gone], plan.placed
    else:
        week, plan = publish(run, on, capacity, replan)
        kept, proposed = week.sessions, ()
    view = week_view(
        week, kept, capacity=capacity, proposed=proposed, unplaced=plan.unplaced, proposal=dry_run
    )

    def draw() -> None:
        reached = reached_by_one_more(week, plan, view)
        draw_week(run.screen, view, run.today, reached=reached)

    run.answer("schedule week", view, draw)


def publish(
    run: Run, day: date | None, capacity: int | None, replan: bool
) -> tuple[StoredWeek, WeekPlan]:
    """Plan a week and store it, as one change; returns the week as it then is."""
    with run.reading():
        pass

    from coachcli.store.writing import change

    with change(run.home, "schedule week", run.now) as writer:
        with run.reading(storing=True) as db:
            week = read_week(db, run, day)
        plan, gone = planned(week, capacity=capacity, anew=replan)
        if capacity is not None and capacity != capacity_of(week.monday, week.situation):
            from coachcli.store.writing import calendar  # only a capacity needs its tables

            calendar.set_week_capacity(writer, week.monday, capacity)
        store_plan(writer, week, plan, gone)
    with run.reading(storing=True) as db:
        return read_week(db, run, week.monday), plan


def show(ctx: typer.Context, day: Week = "") -> None:
    """Show a week as it is planned."""
    run = run_of(ctx)
    with run.reading() as db:
        week = read_week(db, run, day_of_week(run, day))
    view = week_view(week, week.sessions)
    run.answer("schedule show", view, lambda: draw_week(run.screen, view, run.today))


def day_of_week(run: Run, text: str) -> date | None:
    """The day that ``--week`` names; None when it is not given."""
    return parse_day(text, run.today) if text else None


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
    known = week.situation.with_sessions(new)
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
