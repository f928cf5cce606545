"""``coach schedule``: plan a week, show it and change it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli import dates
from coachcli.cli import run, weeks
from coachcli.cli.ahead import ahead
from coachcli.cli.by_hand import add, cancel, move, pin, swap
from coachcli.cli.options import DryRun
from coachcli.cli.run import Run
from coachcli.cli.why import why
from coachcli.planning import facts as know
from coachcli.render.week import draw_week, week_data

if TYPE_CHECKING:
    from coachcli.planning.week import WeekPlan

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)

Week = Annotated[str, typer.Option("--week", metavar="DATE", help="Any day of the week meant.")]


@app.callback()
def schedule() -> None:
    """Plan a week, show it and change it."""


app.command("ahead")(ahead)
app.command("why")(why)
app.command("add")(add)
app.command("move")(move)
app.command("swap")(swap)
app.command("cancel")(cancel)
app.command("pin")(pin)


@app.command("week")
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
    now = run.of(ctx)
    if dry_run:
        with now.reading() as db:
            at = weeks.look(db, now, day_in(now, week))
        planned, gone = weeks.plan(at, capacity=capacity, again=replan)
        left = [each for each in at.of_week if each not in gone]
        shown = weeks.view(at, left, planned, capacity=capacity, proposal=True)
    else:
        at, planned = publish(now, day_in(now, week), capacity, replan)
        shown = weeks.view(at, at.of_week, planned, capacity=capacity)
    now.answer(
        "schedule week",
        lambda: week_data(shown),
        lambda: draw_week(now.screen, shown, now.today, reached=weeks.one_more(at, planned, shown)),
    )


def publish(
    now: Run, week: date | None, capacity: int | None, replan: bool
) -> tuple[weeks.Look, WeekPlan]:
    """Plan a week and store it, as one change; returns the week as it then is."""
    with now.reading():
        pass

    from coachcli.store.writing import change

    with change(now.home, "schedule week", now.now) as writer:
        with now.reading() as db:
            at = weeks.look(db, now, week)
        planned, gone = weeks.plan(at, capacity=capacity, again=replan)
        if capacity is not None and capacity != know.capacity_of(at.week, at.facts):
            from coachcli.store.writing import calendar  # only a capacity needs its tables

            calendar.set_week_capacity(writer, at.week, capacity)
        weeks.store(writer, at, planned, gone)
    with now.reading() as db:
        return weeks.look(db, now, at.week), planned


@app.command("show")
def show(ctx: typer.Context, week: Week = "") -> None:
    """Show a week as it is planned."""
    now = run.of(ctx)
    with now.reading() as db:
        at = weeks.look(db, now, day_in(now, week))
    shown = weeks.view(at, at.of_week)
    now.answer(
        "schedule show",
        lambda: week_data(shown),
        lambda: draw_week(now.screen, shown, now.today),
    )


def day_in(now: Run, text: str) -> date | None:
    return dates.parse_day(text, now.today) if text else None
