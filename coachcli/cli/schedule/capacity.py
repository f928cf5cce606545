"""``coach capacity``: how many visits fit into a week and into a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import typer

from coachcli.cli.program.context import run_of
from coachcli.dates import parse_day, say_week
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
    settings = {"day_max": day, "minutes": minutes, "cycles": cycles}
    new = {key: number for key, number in settings.items() if number is not None}
    monday = chosen_week(week, visits, usual, run.today, others=bool(new))
    if visits is not None and monday is None:
        new["capacity"] = visits
    if new or monday:
        from coachcli.store.writing import calendar, change

        with change(run.home, "capacity", run.now) as writer:
            if monday is not None:
                calendar.set_week_capacity(writer, monday, visits)
            for key, number in new.items():
                # Only of a day 0 means that there is no limit.
                limit = str(number) if number or key != "day_max" else None
                calendar.set_setting(writer, key, limit)
    with run.reading() as db:
        kept = reading.settings(db)
        single = reading.week_capacities(db)
    coming = {monday: n for monday, n in single.items() if monday >= weeks.monday(run.today)}
    run.done(
        "capacity",
        say_capacity(kept, coming, run.today),
        capacity=kept.capacity,
        day_max=kept.day_max,
        minutes=kept.minutes,
        cycles=kept.cycles,
        weeks=[{"week": monday, "capacity": n} for monday, n in coming.items()],
    )


def say_capacity(settings: Settings, coming: Mapping[date, int], today: date) -> str:
    """What is usual, and the weeks to come (Mondays) that are not."""
    a_day = f"at most {settings.day_max} a day" if settings.day_max else "no limit a day"
    said = f"{settings.capacity} visits a week, {a_day}, {settings.minutes} minutes each."
    if settings.cycles != Settings().cycles:
        said += f" {settings.cycles} running cycles are enough."
    if coming:
        others = ", ".join(f"{n} in {say_week(monday, today)}" for monday, n in coming.items())
        said += f" But {others}."
    return said


def chosen_week(
    week: str, visits: int | None, usual: bool, today: date, *, others: bool
) -> date | None:
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
    monday = weeks.monday(parse_day(week, today))
    if monday < weeks.monday(today):
        raise CoachError(f"The week of {monday} is over.", "Name a day of a week to come.")
    return monday
