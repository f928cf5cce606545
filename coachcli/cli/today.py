"""``coach`` alone: today and the rest of the week, who is due, what to check, on one screen."""

from __future__ import annotations

import typer

from coachcli.cli.program.caseload import closed_on, due_rows
from coachcli.cli.program.context import run_of
from coachcli.cli.program.week import read_week, week_view
from coachcli.planning.calendar.weeks import monday
from coachcli.render.today import TodayView, draw_today
from coachcli.store import drafts
from coachcli.values.words import DueState, SessionState

PRESSING = (DueState.OVERDUE, DueState.DUE)


def today(ctx: typer.Context) -> None:
    """Show the day."""
    run = run_of(ctx)
    with run.reading() as db:
        week = read_week(db, run, monday(run.today))
        rows = due_rows(db, week.caseload)
        closed = closed_on(db, run.today)
    standing = [each for each in week.sessions if each.state is not SessionState.CANCELLED]
    shown = week_view(week, standing)
    sessions, day = shown.sessions, run.today
    view = TodayView(
        sessions=tuple(row for row in sessions if row.session.date >= day),
        to_log=tuple(row for row in sessions if row.is_to_log(day)),
        due=tuple(row for row in rows if row.state in PRESSING and row.planned is None),
        to_check=tuple(row for row in rows if row.steps_past_check or row.steps_for_today),
        unfinished=drafts.commands(run.home),
        full=shown.visits >= shown.capacity,
        teachers=len(rows),
        closed=closed,
    )
    run.answer("coach", view, lambda: draw_today(run.screen, view, day))
