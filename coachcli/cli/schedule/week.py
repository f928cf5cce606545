"""``coach schedule``: plan a week, show it and change it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli import dates
from coachcli.cli.program import planned_week
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import DryRun
from coachcli.planning.week import situation as know
from coachcli.render.week import draw_week, week_data

if TYPE_CHECKING:
    from coachcli.planning.week.week import WeekPlan


Week = Annotated[str, typer.Option("--week", metavar="DATE", help="Any day of the week meant.")]


def plan_week(
    ctx: typer.Context,
    week: Week = "",
    capacity: Annotated[
        int | None, typer.Option(metavar="N", min=0, max=60, help="Set the visits of this week.")
    ] = None,
    replan: Annotated[
        bool, typer.Option("--replan", help="Place anew what you did not pin.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Plan what remains of the week; from Friday on, the next one."""
    run = run_of(ctx)
    if dry_run:
        with run.reading() as db:
            at = planned_week.look(db, run, day_in(run, week))
        planned, gone = planned_week.plan(at, capacity=capacity, again=replan)
        left = [each for each in at.of_week if each not in gone]
        shown = planned_week.view(at, left, planned, capacity=capacity, proposal=True)
    else:
        at, planned = publish(run, day_in(run, week), capacity, replan)
        shown = planned_week.view(at, at.of_week, planned, capacity=capacity)
    run.answer(
        "schedule week",
        week_data(shown),
        lambda: draw_week(
            run.screen, shown, run.today, reached=planned_week.one_more(at, planned, shown)
        ),
    )


def publish(
    run: Run, week: date | None, capacity: int | None, replan: bool
) -> tuple[planned_week.Look, WeekPlan]:
    """Plan a week and store it, as one change; returns the week as it then is."""
    with run.reading():
        pass

    from coachcli.store.writing import change

    with change(run.home, "schedule week", run.now) as writer:
        with run.reading() as db:
            at = planned_week.look(db, run, week)
        planned, gone = planned_week.plan(at, capacity=capacity, again=replan)
        if capacity is not None and capacity != know.capacity_of(at.week, at.situation):
            from coachcli.store.writing import calendar  # only a capacity needs its tables

            calendar.set_week_capacity(writer, at.week, capacity)
        planned_week.store(writer, at, planned, gone)
    with run.reading() as db:
        return planned_week.look(db, run, at.week), planned


def show(ctx: typer.Context, week: Week = "") -> None:
    """Show a week as it is planned."""
    run = run_of(ctx)
    with run.reading() as db:
        at = planned_week.look(db, run, day_in(run, week))
    shown = planned_week.view(at, at.of_week)
    run.answer(
        "schedule show",
        week_data(shown),
        lambda: draw_week(run.screen, shown, run.today),
    )


def day_in(run: Run, text: str) -> date | None:
    return dates.parse_day(text, run.today) if text else None
