"""``coach due``."""

from __future__ import annotations

from dataclasses import asdict

import typer

from coachcli.cli import run
from coachcli.cli.looking import caseload, due_rows
from coachcli.render.due import draw_due


def due(ctx: typer.Context) -> None:
    """Who is due for a visit, most urgent first."""
    now = run.of(ctx)
    with now.reading() as db:
        rows = due_rows(db, caseload(db, now.today))
    now.answer(
        "due",
        lambda: {"teachers": [asdict(row) for row in rows]},
        lambda: draw_due(now.screen, rows, now.today),
    )
