"""``coach teacher list`` and ``show``: looks at the caseload."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import Who
from coachcli.cli.program.people import people
from coachcli.store import reading


def list_teachers(
    ctx: typer.Context,
    everybody: Annotated[bool, typer.Option("--all", help="The archived ones too.")] = False,
) -> None:
    """Show the caseload."""
    from coachcli.render.teachers import draw_teachers

    run = run_of(ctx)
    with run.reading() as db:
        teachers = reading.teachers(db, archived=everybody)
    run.answer("teacher list", {"teachers": teachers}, lambda: draw_teachers(run.screen, teachers))


def show(ctx: typer.Context, teacher: Who) -> None:
    """Show one teacher: the question, the rotation, free times, what is open."""
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from coachcli.cli.program.caseload import caseload, due_rows
    from coachcli.render.teachers import TeacherView, draw_teacher

    run = run_of(ctx)
    with run.reading() as db:
        known = caseload(db, run.today, archived=True)
        who = people(db, known.teachers).find(teacher)
        due = next((row for row in due_rows(db, known) if row.teacher == who.handle), None)
        away = tuple(away for away in reading.absences(db) if away.teacher == who.handle)
    view = TeacherView(who, due, away)
    run.answer("teacher show", view, lambda: draw_teacher(run.screen, view, run.today))
