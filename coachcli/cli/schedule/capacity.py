"""``coach capacity``: how many visits fit into a week and into a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.program.context import Run, run_of
from coachcli.errors import CoachError, UsageProblem
from coachcli.planning.calendar import weeks
from coachcli.store import reading
from coachcli.values.school import VISITS, Settings


def capacity(
    ctx: typer.Context,
    visits: Annotated[
        int | None,
        typer.Argument(min=VISITS.least, max=VISITS.most, help="Visits a week; without it, show."),
    ] = None,
    week: Annotated[
        str, typer.Option(metavar="DATE", help="Only for the week of this day; 0 is possible.")
    ] = "",
    usual: Annotated[
        bool, typer.Option("--usual", help="With --week: back to what is usual.")
    ] = False,
    day: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, max=20, help="Visits a day at most; 0 is no limit."),
    ] = None,
    minutes: Annotated[
        int | None,
        typer.Option(metavar="N", min=5, max=240, help="How long a visit without a period takes."),
    ] = None,
    cycles: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=60, help="How many running cycles are enough."),
    ] = None,
) -> None:
    """How many visits fit into a week and into a day."""
    run = run_of(ctx)
    others = any(each is not None for each in (day, minutes, cycles))
    monday = chosen_week(run, week, visits, usual, others)
    if visits is not None or others or usual:
        from coachcli.store.writing import calendar, change

        with change(run.home, "capacity", run.now) as writer:
            if monday is not None:
                calendar.set_week_capacity(writer, monday, visits)
            elif visits is not None:
                calendar.set_setting(writer, "capacity", str(visits))
            if day is not None:
                calendar.set_setting(writer, "day_max", str(day) if day else None)
            if minutes is not None:
                calendar.set_setting(writer, "minutes", str(minutes))
            if cycles is not None:
                calendar.set_setting(writer, "cycles", str(cycles))
    with run.reading() as db:
        found = reading.settings(db)
        this = weeks.monday(run.today)
        single = {day: n for day, n in reading.week_capacities(db).items() if day >= this}
    a_day = f"at most {found.day_max} a day" if found.day_max else "no limit a day"
    said = f"{found.capacity} visits a week, {a_day}, {found.minutes} minutes each."
    if found.cycles != Settings().cycles:
        said += f" {found.cycles} running cycles are enough."
    if single:
        each = (f"{n} in {dates.say_week(day, run.today)}" for day, n in single.items())
        said += f" But {', '.join(each)}."
    run.done(
        "capacity",
        said,
        capacity=found.capacity,
        day_max=found.day_max,
        minutes=found.minutes,
        cycles=found.cycles,
        weeks=[{"week": day, "capacity": n} for day, n in single.items()],
    )


def chosen_week(run: Run, week: str, visits: int | None, usual: bool, others: bool) -> date | None:
    """The Monday that ``--week`` means, if it is given. Raises UsageProblem for a wrong mixture."""
    if not week:
        if usual:
            raise UsageProblem(
                "Which week goes back to the usual?", "Say it with --week, as in: --week 'next mon'"
            )
        if visits == 0:
            raise UsageProblem(
                "A capacity of 0 in every week leaves no visits at all.",
                "For one week without visits add --week DATE; for a longer time: coach closure add",
            )
        return None
    if (visits is None) != usual or others:
        raise UsageProblem(
            "For one week, say how many visits it takes, or that it is as usual.",
            f"Type: coach capacity 4 --week {week!r}, or: coach capacity --week {week!r} --usual",
        )
    monday = weeks.monday(dates.parse_day(week, run.today))
    if monday < weeks.monday(run.today):
        raise CoachError(f"The week of {monday} is over.", "Name a day of a week to come.")
    return monday
