"""``coach due``."""

from __future__ import annotations

import typer

from coachcli.cli.program.caseload import caseload, due_rows
from coachcli.cli.program.context import run_of
from coachcli.render.due import draw_due


def due(ctx: typer.Context) -> None:
    """Who is due for a visit, most urgent first."""
    run = run_of(ctx)
    with run.reading() as db:
        rows = due_rows(db, caseload(db, run.today))
    run.answer(
        "due",
        {"teachers": rows},
        lambda: draw_due(run.screen, rows, run.today),
    )
