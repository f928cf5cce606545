"""What the commands of ``coach chart`` share: which days, and where a picture goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coachcli import dates
from coachcli.cli.program.context import Run
from coachcli.cli.program.options import in_order, past_days
from coachcli.errors import CoachError, UsageProblem
from coachcli.values.school import DateRange

if TYPE_CHECKING:
    from coachcli.coaching.charts.coverage import Row
    from coachcli.values.pictures import Picture

FOR_YOU = "It shows what is private: keep it to yourself, unless those in it agree."


class Chart(NamedTuple):
    """A picture, or what to say where there is none, and the same as data.

    ``private``: whoever gets the file would see what is for the coach alone.
    """

    command: str
    picture: Picture | None
    data: Callable[[], dict[str, Any]]
    empty: Sequence[str] = ("", "")
    private: bool = False


def show(run: Run, chart: Chart, svg: Path | None, *, force: bool) -> None:
    """Answer with a picture, or write it to a file."""
    if svg is not None:
        written(run, chart, svg, force=force)
        return
    run.answer(
        chart.command,
        {"said": chart.picture.said if chart.picture else chart.empty[0], **chart.data()},
        lambda: draw(run, chart),
    )


def draw(run: Run, chart: Chart) -> None:
    # Answering with --json draws nothing.
    from coachcli.render.charts import draw_picture

    if chart.picture is not None:
        draw_picture(run.screen, chart.picture)
        return
    for line in chart.empty:
        run.screen.say(line)


def written(run: Run, chart: Chart, target: Path, *, force: bool) -> None:
    """Write the picture as SVG. Raises CoachError where there is nothing to draw."""
    from coachcli.cli.dialog.files_out import may_write, write

    if target.suffix.lower() != ".svg":
        raise UsageProblem(f"{target} is not a .svg file.", "Name it like chart.svg.")
    if chart.picture is None:
        raise CoachError(*chart.empty, code="nothing")
    may_write(run, target, force=force)
    # Only a file needs the templates.
    from coachcli.sharing.svg import svg

    write(target, svg(chart.picture))
    told = f"Written to {target}." + (f" {FOR_YOU}" if chart.private else "")
    data = {"file": str(target), "said": chart.picture.said, **chart.data()}
    run.done(chart.command, told, **data)


def span(today: date, since: str, until: str) -> DateRange:
    """The days that two options name; the school year up to today where they do not."""
    from coachcli.coaching.charts.trust import period_start

    return past_days(since, until, today, usual=lambda last: period_start(last, 12))


def weeks_meant(today: date, since: str, until: str, count: int | None) -> tuple[date, ...]:
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


def covered(run: Run, weeks: Sequence[date]) -> tuple[Row, ...]:
    """Read who was met in which of some weeks."""
    from coachcli.cli.program.caseload import caseload
    from coachcli.coaching.charts.coverage import rows
    from coachcli.planning.calendar.weeks import number, run_with
    from coachcli.store import reading

    with run.reading() as db:
        found = caseload(db, run.today, archived=True)
        sessions = reading.sessions(db, weeks[0], weeks[-1] + timedelta(days=6))
    away = {
        handle: {w for w in weeks if run_with(found.days.closed_or_away(gone), number(w))}
        for handle, gone in found.away.items()
    }
    return rows(
        found.teachers,
        sessions,
        weeks,
        closed={week for week in weeks if not found.days.is_working(week)},
        away=away,
        today=run.today,
    )


def coverage_data(found: Sequence[Row], weeks: Sequence[date], *, initials: bool) -> dict[str, Any]:
    """The ``data`` of ``chart coverage``; with ``initials`` neither name nor handle is in it."""
    return {
        "weeks": list(weeks),
        "teachers": [
            {
                "teacher": None if initials else row.teacher.handle,
                "name": row.initials if initials else row.teacher.name,
                "support": row.teacher.support,
                "weeks": [
                    {"week": week, "state": cell.mark or None, "held": cell.held}
                    for week, cell in zip(weeks, row.cells, strict=True)
                ],
            }
            for row in found
        ],
    }
