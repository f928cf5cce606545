"""``coach chart``: pictures of the record, in the terminal or as SVG."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.context import run_of
from coachcli.cli.share.chart_output import Chart, coverage_data, covered, show, span, weeks_meant
from coachcli.coaching.charts.trust import Stretch
from coachcli.render.screen import NOBODY_YET
from coachcli.store import reading
from coachcli.values.words import SessionState

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
    from coachcli.coaching.charts.coverage import picture

    run = run_of(ctx)
    across = weeks_meant(run.today, since, until, weeks)
    found = covered(run, across)
    drawn = picture(found, across, run.today, short=initials) if found else None
    told = Chart(
        "chart coverage",
        drawn,
        lambda: coverage_data(found, across, initials=initials),
        empty=NOBODY,
        private=True,
    )
    show(run, told, svg, force=force)


def time(
    ctx: typer.Context, since: Since = "", until: Until = "", svg: Svg = None, force: Force = False
) -> None:
    """Show the hours of each month by kind of session, and other time."""
    from coachcli.coaching.charts.time_and_focus import SERIES_MAX, hours, hours_data, time_picture
    from coachcli.coaching.charts.trust import stretches

    run = run_of(ctx)
    days = span(run.today, since, until)
    last = days.last or run.today
    with run.reading() as db:
        held = reading.sessions(db, days.first, last, state=SessionState.HELD)
        others = reading.other_times(db, days.first, last)
    found = hours(held, others, stretches(last, 1, days.first))
    whole = svg is not None or run.json or not run.screen.narrow
    most = SERIES_MAX if whole else NARROW_SERIES
    drawn = None if found.empty else time_picture(found, days, most)
    show(run, Chart("chart time", drawn, lambda: hours_data(found), NO_TIME), svg, force=force)


def focus(
    ctx: typer.Context, since: Since = "", until: Until = "", svg: Svg = None, force: Force = False
) -> None:
    """Show the hours and sessions by focus."""
    from coachcli.coaching.charts.time_and_focus import by_focus, focus_data, focus_picture

    run = run_of(ctx)
    days = span(run.today, since, until)
    with run.reading() as db:
        held = reading.sessions(db, days.first, days.last, state=SessionState.HELD)
    found = by_focus(held, days)
    drawn = focus_picture(found, days) if any(each.sessions for each in found) else None
    told = Chart("chart focus", drawn, lambda: focus_data(found, days), NO_SESSION)
    show(run, told, svg, force=force)


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
    from coachcli.coaching.charts.one_teacher import cycle_chart_data, cycle_picture
    from coachcli.coaching.cycles import cycle_of

    run = run_of(ctx)
    with run.reading() as db:
        known = reading.teachers(db, archived=True)
        meant = cycle_of(teacher, number, reading.cycles(db), known)
        taken = reading.evidence(db, meant.id)
    names = {each.handle: each.name for each in known}
    told = Chart(
        "chart cycle",
        cycle_picture(meant, taken, names, run.today) if taken else None,
        lambda: cycle_chart_data(meant, taken),
        empty=(
            f"Cycle {meant.id} has no evidence yet.",
            f"Note some with: coach cycle evidence {meant.id}",
        ),
        private=True,
    )
    show(run, told, svg, force=force)


def trust(
    ctx: typer.Context,
    teacher: Whose,
    by: Annotated[
        Stretch, typer.Option(metavar="STEP", help="month, or quarter of the school year.")
    ] = Stretch.MONTH,
    since: Annotated[
        str, typer.Option(metavar="DATE", help="From this day; else the last twelve of these.")
    ] = "",
    svg: Svg = None,
    force: Force = False,
) -> None:
    """Show how many of the sessions a teacher asked for. For your eyes only."""
    from coachcli.coaching.charts.one_teacher import trust_picture
    from coachcli.coaching.charts.trust import signs
    from coachcli.coaching.people.names import find
    from coachcli.render.json_output import object_of

    run = run_of(ctx)
    day = dates.past_day(since, run.today) if since else None
    with run.reading() as db:
        who = find(teacher, reading.teachers(db, archived=True))
        held = reading.sessions(db, state=SessionState.HELD, teacher=who.handle)
    view = signs(who, held, by, run.today, day)
    chart = Chart(
        "chart trust",
        trust_picture(view) if view.periods else None,
        lambda: object_of(view),
        empty=(f"No session with {who.name} in this time.", NO_SESSION[1]),
        private=True,
    )
    show(run, chart, svg, force=force)
