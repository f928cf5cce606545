"""``coach due``."""

from __future__ import annotations

from dataclasses import asdict

import typer

from coachcli.cli import run
from coachcli.cli.looking import Caseload, caseload, checked
from coachcli.planning.due import urgency
from coachcli.render.due import DueRow, draw_due
from coachcli.store import reading


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


def due_rows(db: reading.Connection, found: Caseload) -> list[DueRow]:
    """Everybody in the rotation, most urgent first."""
    open_steps: dict[str, int] = {}
    past: dict[str, int] = {}
    today: dict[str, int] = {}
    for each in checked(db, found, reading.steps(db)):
        handle = each.step.teacher
        open_steps[handle] = open_steps.get(handle, 0) + 1
        past[handle] = past.get(handle, 0) + each.past
        today[handle] = today.get(handle, 0) + (each.step.check_on == found.today)
    clocks = sorted(
        (
            (found.due(teacher), teacher)
            for teacher in found.teachers
            if teacher.archived_on is None
        ),
        key=lambda pair: urgency(*pair),
    )
    return [
        DueRow(
            teacher=teacher.handle,
            name=teacher.name,
            support=teacher.support,
            every=teacher.every,
            last_visit=found.last_visits.get(teacher.handle),
            waited=clock.waited,
            due_week=clock.due_week,
            state=clock.state,
            weeks_late=clock.weeks_late,
            beyond_max_gap=clock.beyond_max_gap,
            planned=found.planned.get(teacher.handle),
            open_steps=open_steps.get(teacher.handle, 0),
            steps_past_check=past.get(teacher.handle, 0),
            steps_for_today=today.get(teacher.handle, 0),
        )
        for clock, teacher in clocks
    ]
