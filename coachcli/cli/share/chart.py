"""``coach chart``: pictures of the record, in the terminal or as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli import dates
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import complete_teacher, in_order, past_days
from coachcli.cli.program.people import people
from coachcli.coaching.charts.trust import Stretch
from coachcli.errors import CoachError, UsageProblem
from coachcli.render.screen import NOBODY_YET
from coachcli.store import reading
from coachcli.values.frozen import dataclass
from coachcli.values.school import DateRange
from coachcli.values.words import SessionState

if TYPE_CHECKING:
    from coachcli.coaching.charts.coverage import Coverage
    from coachcli.values.pictures import Picture

Svg = Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write it as SVG instead.")]
Force = Annotated[bool, typer.Option("--force", help="Replace an existing file.")]
Since = Annotated[
    str, typer.Option(metavar="DATE", help="From this day; else from August of the school year.")
]
Until = Annotated[str, typer.Option(metavar="DATE", help="To this day; else today.")]
Whose = Annotated[str, typer.Argument(help="Whose.", autocompletion=complete_teacher)]

FOR_YOU = "It shows what is private: keep it to yourself, unless those in it agree."

NARROW_SERIES = 6
"""So many parts of a bar are shown in a narrow terminal, where the legend is long."""

NOBODY = NOBODY_YET.split("\n")
NO_TIME = (
    "No time is recorded in these days.",
    "Record some with: coach log session, or coach log other WORK",
)
NO_SESSION = ("No session is recorded in these days.", "Record one with: coach log session")


@dataclass(frozen=True)
class Chart:
    """A picture, or what to say where there is none, and the same as a view.

    ``private``: whoever gets the file would see what is for the coach alone.
    """

    command: str
    picture: Picture | None
    view: object
    empty: Sequence[str] = ("", "")
    private: bool = False
    JSON = {"said": "said", "*": "view"}

    @property
    def said(self) -> str:
        return self.picture.said if self.picture else self.empty[0]


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
    view = read_coverage(
        run, weeks_to_show(run.today, since, until, weeks), short=initials, whole=svg is not None
    )
    drawn = picture(view, run.today) if view.teachers else None
    show(run, Chart("chart coverage", drawn, view, NOBODY, private=True), svg, force=force)


def time(
    ctx: typer.Context, since: Since = "", until: Until = "", svg: Svg = None, force: Force = False
) -> None:
    """Show the hours of each month by kind of session, and other time."""
    from coachcli.coaching.charts.hours import SERIES_MAX, hours, time_picture
    from coachcli.coaching.charts.trust import stretches

    run = run_of(ctx)
    days = span(run.today, since, until)
    last = days.last or run.today
    with run.reading() as db:
        held = reading.sessions(db, days.first, last, state=SessionState.HELD)
        others = reading.other_times(db, days.first, last)
    view = hours(held, others, stretches(last, 1, days.first))
    whole = svg is not None or run.json or not run.screen.narrow
    most = SERIES_MAX if whole else NARROW_SERIES
    drawn = None if view.empty else time_picture(view, days, most)
    show(run, Chart("chart time", drawn, view, NO_TIME), svg, force=force)


def focus(
    ctx: typer.Context, since: Since = "", until: Until = "", svg: Svg = None, force: Force = False
) -> None:
    """Show the hours and sessions by focus."""
    from coachcli.coaching.charts.hours import by_focus, focus_picture

    run = run_of(ctx)
    days = span(run.today, since, until)
    with run.reading() as db:
        held = reading.sessions(db, days.first, days.last, state=SessionState.HELD)
    sums = by_focus(held, days)
    drawn = focus_picture(sums, days) if any(of.sessions for of in sums) else None
    view = {"first": days.first, "last": days.last, "focus": sums}
    show(run, Chart("chart focus", drawn, view, NO_SESSION), svg, force=force)


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
    from coachcli.coaching.charts.one_teacher import cycle_evidence, cycle_picture
    from coachcli.coaching.cycles import cycle_of

    run = run_of(ctx)
    with run.reading() as db:
        id = cycle_of(teacher, number, reading.cycles(db), people(db).find).id
    with run.reading(whole=svg is not None) as db:
        teachers = reading.teachers(db, archived=True)
        (chosen,) = (cycle for cycle in reading.cycles(db) if cycle.id == id)
        evidence = reading.evidence(db, chosen.id)
    names = {each.handle: each.name for each in teachers}
    chart = Chart(
        "chart cycle",
        cycle_picture(chosen, evidence, names, run.today) if evidence else None,
        cycle_evidence(chosen, evidence),
        empty=(
            f"Cycle {chosen.id} has no evidence yet.",
            f"Note some with: coach cycle evidence {chosen.id}",
        ),
        private=True,
    )
    show(run, chart, svg, force=force)


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

    run = run_of(ctx)
    day = dates.past_day(since, run.today) if since else None
    with run.reading() as db:
        who = people(db).find(teacher)
        held = reading.sessions(db, state=SessionState.HELD, teacher=who.handle)
    view = signs(who if svg is None else run.stored(who), held, by, run.today, day)
    chart = Chart(
        "chart trust",
        trust_picture(view) if view.periods else None,
        view,
        empty=(f"No session with {who.name} in this time.", NO_SESSION[1]),
        private=True,
    )
    show(run, chart, svg, force=force)


def show(run: Run, chart: Chart, svg: Path | None, *, force: bool) -> None:
    """Answer with a picture, or write it to a file."""
    if svg is None:
        run.answer(chart.command, chart, lambda: draw(run, chart))
    else:
        write_svg(run, chart, svg, force=force)


def draw(run: Run, chart: Chart) -> None:
    # Answering with --json draws nothing.
    from coachcli.render.charts import draw_picture

    if chart.picture is not None:
        draw_picture(run.screen, chart.picture)
        return
    for line in chart.empty:
        run.screen.say(line)


def write_svg(run: Run, chart: Chart, target: Path, *, force: bool) -> None:
    """Write the picture as SVG. Raises CoachError where there is nothing to draw."""
    from coachcli.cli.dialog.files import may_write, write

    if target.suffix.lower() != ".svg":
        raise UsageProblem(f"{target} is not a .svg file.", "Name it like chart.svg.")
    if chart.picture is None:
        raise CoachError(*chart.empty, code="nothing")
    may_write(run, target, force=force)
    # Only a file needs the templates.
    from coachcli.render.json_output import object_of
    from coachcli.sharing.svg import svg

    write(target, svg(chart.picture))
    sentence = f"Written to {target}." + (f" {FOR_YOU}" if chart.private else "")
    run.done(chart.command, sentence, file=str(target), **object_of(chart))


def span(today: date, since: str, until: str) -> DateRange:
    """The days that two options name; the school year up to today where they do not."""
    from coachcli.coaching.charts.trust import period_start

    return past_days(since, until, today, usual=lambda last: period_start(last, 12))


def weeks_to_show(today: date, since: str, until: str, count: int | None) -> tuple[date, ...]:
    """The Mondays that the options of ``chart coverage`` name."""
    from coachcli.coaching.charts.coverage import AHEAD, BACK, WEEKS_MAX, weeks_between

    if since and count is not None:
        raise UsageProblem("--since and --weeks do not go together.", "Type one of them.")
    last = dates.parse_day(until, today) if until else today + timedelta(weeks=AHEAD)
    back = timedelta(weeks=(count or BACK) - 1)
    first = dates.past_day(since, today) if since else min(today, last) - back
    in_order(first, last)
    weeks = weeks_between(first, last)
    if len(weeks) > WEEKS_MAX:
        raise CoachError(
            f"These are {len(weeks)} weeks; a picture has at most {WEEKS_MAX}.",
            "Type a later day for --since, or an earlier one for --until.",
        )
    return weeks


def read_coverage(run: Run, weeks: Sequence[date], *, short: bool, whole: bool) -> Coverage:
    """Who was met in which of some weeks."""
    from coachcli.cli.program.caseload import caseload
    from coachcli.coaching.charts.coverage import coverage
    from coachcli.planning.calendar.weeks import number, run_with

    with run.reading(whole=whole) as db:
        found = caseload(db, run.today, archived=True)
        sessions = reading.sessions(db, weeks[0], weeks[-1] + timedelta(days=6))
    away = {
        handle: {w for w in weeks if run_with(found.days.closed_or_away(gone), number(w))}
        for handle, gone in found.away.items()
    }
    return coverage(
        found.teachers,
        sessions,
        weeks,
        closed={week for week in weeks if not found.days.is_working(week)},
        away=away,
        today=run.today,
        short=short,
    )
