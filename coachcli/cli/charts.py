"""``coach chart``: pictures of the record, in the terminal or as SVG."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli import run
from coachcli.cli.charting import Chart, coverage_data, covered, show, span, weeks_meant
from coachcli.cli.completing import complete_teacher
from coachcli.cli.trust import Step
from coachcli.render.screen import NOBODY_YET
from coachcli.store import reading
from coachcli.values import SessionState

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)

Svg = Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write it as SVG instead.")]
Force = Annotated[bool, typer.Option("--force", help="Replace an existing file.")]
Since = Annotated[
    str, typer.Option(metavar="DATE", help="From this day; else from August of the school year.")
]
Until = Annotated[str, typer.Option(metavar="DATE", help="To this day; else today.")]
Whose = Annotated[str, typer.Argument(help="Whose.", autocompletion=complete_teacher)]

NARROW_SERIES = 6
"""So many parts of a bar are shown in a narrow terminal, where the legend is long."""

NOBODY = NOBODY_YET.split("\n")
NO_TIME = (
    "No time is recorded in these days.",
    "Record some with: coach log session, or coach log other WORK",
)
NO_SESSION = ("No session is recorded in these days.", "Record one with: coach log session")


@app.callback()
def chart() -> None:
    """Pictures of weeks, hours, focus, evidence and trust; also as SVG."""


@app.command("coverage")
def coverage(
    ctx: typer.Context,
    since: Annotated[str, typer.Option(metavar="DATE", help="From the week of this day.")] = "",
    until: Annotated[
        str, typer.Option(metavar="DATE", help="To the week of this day; else 3 weeks to come.")
    ] = "",
    weeks: Annotated[
        int | None,
        typer.Option(min=1, max=57, metavar="N", help="N weeks up to this one; else 10."),
    ] = None,
    initials: Annotated[bool, typer.Option("--initials", help="Initials, not names.")] = False,
    svg: Svg = None,
    force: Force = False,
) -> None:
    """Show who was met in which week, is planned, or was missed."""
    from coachcli.coaching.coverage import picture

    now = run.of(ctx)
    across = weeks_meant(now.today, since, until, weeks)
    found = covered(now, across)
    drawn = picture(found, across, now.today, short=initials) if found else None
    told = Chart(
        "chart coverage",
        drawn,
        lambda: coverage_data(found, across, initials=initials),
        empty=NOBODY,
        private=True,
    )
    show(now, told, svg, force=force)


@app.command("time")
def time(
    ctx: typer.Context, since: Since = "", until: Until = "", svg: Svg = None, force: Force = False
) -> None:
    """Show the hours of each month by kind of session, and other time."""
    from coachcli.coaching.charts import SERIES_MAX, hours, hours_data, time_picture
    from coachcli.coaching.trust import stretches

    now = run.of(ctx)
    days = span(now.today, since, until)
    last = days.last or now.today
    with now.reading() as db:
        held = reading.sessions(db, days.first, last, state=SessionState.HELD)
        others = reading.other_times(db, days.first, last)
    found = hours(held, others, stretches(last, 1, days.first))
    whole = svg is not None or now.json or not now.screen.narrow
    most = SERIES_MAX if whole else NARROW_SERIES
    drawn = None if found.empty else time_picture(found, days, most)
    show(now, Chart("chart time", drawn, lambda: hours_data(found), NO_TIME), svg, force=force)


@app.command("focus")
def focus(
    ctx: typer.Context, since: Since = "", until: Until = "", svg: Svg = None, force: Force = False
) -> None:
    """Show the hours and sessions by focus."""
    from coachcli.coaching.charts import by_focus, focus_data, focus_picture

    now = run.of(ctx)
    days = span(now.today, since, until)
    with now.reading() as db:
        held = reading.sessions(db, days.first, days.last, state=SessionState.HELD)
    found = by_focus(held, days)
    drawn = focus_picture(found, days) if any(each.sessions for each in found) else None
    told = Chart("chart focus", drawn, lambda: focus_data(found, days), NO_SESSION)
    show(now, told, svg, force=force)


@app.command("cycle")
def cycle(
    ctx: typer.Context,
    teacher: Whose,
    number: Annotated[
        str, typer.Option("--cycle", metavar="N", help="Its number; else the running or last one.")
    ] = "",
    svg: Svg = None,
    force: Force = False,
) -> None:
    """Show the evidence of a cycle, from the first time to now."""
    from coachcli.coaching.charts_of_one import cycle_chart_data, cycle_picture
    from coachcli.coaching.cycles import cycle_of

    now = run.of(ctx)
    with now.reading() as db:
        known = reading.teachers(db, archived=True)
        meant = cycle_of(teacher, number, reading.cycles(db), known)
        taken = reading.evidence(db, meant.id)
    names = {each.handle: each.name for each in known}
    told = Chart(
        "chart cycle",
        cycle_picture(meant, taken, names, now.today) if taken else None,
        lambda: cycle_chart_data(meant, taken),
        empty=(
            f"Cycle {meant.id} has no evidence yet.",
            f"Note some with: coach cycle evidence {meant.id}",
        ),
        private=True,
    )
    show(now, told, svg, force=force)


@app.command("trust")
def trust(
    ctx: typer.Context,
    teacher: Whose,
    by: Annotated[
        Step, typer.Option(metavar="STEP", help="month, or quarter of the school year.")
    ] = Step.MONTH,
    since: Annotated[
        str, typer.Option(metavar="DATE", help="From this day; else the last twelve of these.")
    ] = "",
    svg: Svg = None,
    force: Force = False,
) -> None:
    """Show how many of the sessions a teacher asked for. For your eyes only."""
    from coachcli.cli.trust import signs_data, signs_of, titled
    from coachcli.coaching.charts_of_one import trust_picture

    now = run.of(ctx)
    found = signs_of(now, teacher, by, dates.past_day(since, now.today) if since else None)
    labels = [titled(each.days.first, by, now.today) for each in found.each]
    told = Chart(
        "chart trust",
        trust_picture(found.who.name, found.total, found.each, labels) if found.each else None,
        lambda: signs_data(found, by, now.today),
        empty=(f"No session with {found.who.name} in this time.", NO_SESSION[1]),
        private=True,
    )
    show(now, told, svg, force=force)
