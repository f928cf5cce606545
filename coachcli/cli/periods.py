"""``coach period``: the bell schedule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coachcli.cli import run
from coachcli.cli.reading_files import file_bytes, refuse_problems
from coachcli.dates import many
from coachcli.render.calendar import draw_periods
from coachcli.store import reading

period = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)


@period.callback()
def about_periods() -> None:
    """The bell schedule."""


@period.command("import")
def import_periods(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A CSV file: day, period, start, end.")],
) -> None:
    """Make the periods in a file the whole bell schedule."""
    from coachcli.importing.bell import read_bell

    now = run.of(ctx)
    with now.reading() as db:
        cycle = reading.day_cycle(db)
    found = read_bell(file_bytes(file), cycle.labels if cycle else ())
    if found.problems and not now.json:
        for problem in found.problems:
            now.screen.tell(f"line {problem.line}: {problem.message}")
    refuse_problems(found.problems, "Mend the file, then import it again.")

    from coachcli.store.writing import calendar, change

    with change(now.home, "period import", now.now) as writer:
        calendar.replace_periods(writer, found.periods)
    names = dict.fromkeys(each.name for each in found.periods)
    days = dict.fromkeys(each.day for each in found.periods)
    now.done(
        "period import",
        f"{many(len(names), 'period')} on {many(len(days), 'day')}: {', '.join(names)}.",
        periods=len(found.periods),
    )


@period.command("list")
def list_periods(ctx: typer.Context) -> None:
    """Show the bell schedule."""
    now = run.of(ctx)
    with now.reading() as db:
        periods = reading.periods(db)
    now.answer(
        "period list",
        lambda: {
            "periods": [
                {"day": each.day, "name": each.name, "start": each.start, "end": each.end}
                for each in periods
            ]
        },
        lambda: draw_periods(now.screen, periods),
    )
