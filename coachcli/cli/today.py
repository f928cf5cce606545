"""``coach`` alone: today and the rest of the week, who is due, what to check, on one screen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict

import typer

from coachcli.cli.program import planned_week
from coachcli.cli.program.caseload import closed_on, due_rows
from coachcli.cli.program.context import run_of
from coachcli.errors import CoachError
from coachcli.planning.calendar.weeks import monday
from coachcli.render.today import Glance, draw_glance
from coachcli.render.week import session_data
from coachcli.store import drafts, waiting_texts
from coachcli.store.home import Home
from coachcli.values.words import DueState, SessionState

PRESSING = (DueState.OVERDUE, DueState.DUE)


def today(ctx: typer.Context) -> None:
    """Show the day."""
    run = run_of(ctx)
    with run.reading() as db:
        at = planned_week.look(db, run, monday(run.today))
        rows = due_rows(db, at.found)
        closed = closed_on(db, run.today)
    standing = [each for each in at.of_week if each.state is not SessionState.CANCELLED]
    week = planned_week.view(at, standing)
    sessions = week.sessions
    seen = Glance(
        sessions=tuple(row for row in sessions if row.date >= run.today),
        to_log=tuple(
            row for row in sessions if row.state is SessionState.PLANNED and row.date < run.today
        ),
        due=tuple(row for row in rows if row.state in PRESSING and row.planned is None),
        to_check=tuple(row for row in rows if row.steps_past_check or row.steps_for_today),
        unfinished=unfinished(run.home),
        full=week.visits >= week.capacity,
        teachers=len(rows),
        closed=closed,
    )
    run.answer(
        "coach",
        {
            "sessions": [session_data(row) for row in seen.sessions],
            "to_log": [session_data(row) for row in seen.to_log],
            "due": [asdict(row) for row in seen.due],
            "to_check": [asdict(row) for row in seen.to_check],
            "unfinished": list(seen.unfinished),
            "closed": seen.closed,
        },
        lambda: draw_glance(run.screen, seen, run.today),
    )


def unfinished(home: Home) -> tuple[str, ...]:
    """The commands that go on with what was begun and not finished."""
    found = []
    for path in home.drafts:
        if waiting_texts.is_text(path):
            continue
        what = path.stem.partition("-")[2]
        command = f"coach log {what or 'session'}"
        if what == "edit":
            # A draft that cannot be read is told of by its own command.
            with suppress(CoachError):
                if (draft := drafts.load(home, what)) is not None and draft.session is not None:
                    command += f" {draft.session} --editor"
        found.append(command)
    texts = dict.fromkeys(about.partition(":")[0] for about in waiting_texts.abouts(home))
    return (*found, *(f"coach {command}" for command in texts))
