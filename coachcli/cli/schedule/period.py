"""``coach period``: the bell schedule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coachcli.cli.dialog.files_in import file_bytes, refuse_problems
from coachcli.cli.program.context import run_of
from coachcli.dates import many
from coachcli.render.calendar import draw_periods
from coachcli.store import reading


def import_periods(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A CSV file: day, period, start, end.")],
) -> None:
    """Make the periods in a file the whole bell schedule."""
    from coachcli.importing.bell import read_bell

    run = run_of(ctx)
    with run.reading() as db:
        cycle = reading.day_cycle(db)
    found = read_bell(file_bytes(file), cycle.labels if cycle else ())
    if found.problems and not run.json:
        for problem in found.problems:
            run.screen.tell(f"line {problem.line}: {problem.message}")
    refuse_problems(found.problems, "Mend the file, then import it again.")

    from coachcli.store.writing import calendar, change

    with change(run.home, "period import", run.now) as writer:
        calendar.replace_periods(writer, found.periods)
    names = dict.fromkeys(each.name for each in found.periods)
    days = dict.fromkeys(each.day for each in found.periods)
    run.done(
        "period import",
        f"{many(len(names), 'period')} on {many(len(days), 'day')}: {', '.join(names)}.",
        periods=len(found.periods),
    )


def list_periods(ctx: typer.Context) -> None:
    """Show the bell schedule."""
    run = run_of(ctx)
    with run.reading() as db:
        periods = reading.periods(db)
    run.answer(
        "period list",
        {
            "periods": [
                {"day": each.day, "name": each.name, "start": each.start, "end": each.end}
                for each in periods
            ]
        },
        lambda: draw_periods(run.screen, periods),
    )
