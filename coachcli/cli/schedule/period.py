"""``coach period``: the bell schedule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coachcli.cli.dialog.files import file_bytes, refuse_problems
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
    bell = read_bell(file_bytes(file), cycle.labels if cycle else ())
    if bell.problems and not run.json:
        for problem in bell.problems:
            run.screen.tell(f"line {problem.line}: {problem.message}")
    refuse_problems(bell.problems, "Mend the file, then import it again.")

    from coachcli.store.writing import calendar, change

    with change(run.home, "period import", run.now) as writer:
        calendar.replace_periods(writer, bell.periods)
    names = dict.fromkeys(period.name for period in bell.periods)
    days = {period.day for period in bell.periods}
    run.done(
        "period import",
        f"{many(len(names), 'period')} on {many(len(days), 'day')}: {', '.join(names)}.",
        periods=len(bell.periods),
    )


def list_periods(ctx: typer.Context) -> None:
    """Show the bell schedule."""
    run = run_of(ctx)
    with run.reading() as db:
        periods = reading.periods(db)
    run.answer("period list", {"periods": periods}, lambda: draw_periods(run.screen, periods))
