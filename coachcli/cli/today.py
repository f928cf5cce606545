"""``coach`` alone: today and the rest of the week, who is due, what to check, on one screen."""

from __future__ import annotations

from dataclasses import asdict

from coachcli.cli import weeks
from coachcli.cli.looking import due_rows
from coachcli.cli.run import Run
from coachcli.planning.weeks import monday
from coachcli.render.glance import Glance, draw_glance
from coachcli.render.week import session_data
from coachcli.values import DueState, SessionState

PRESSING = (DueState.OVERDUE, DueState.DUE)


def glance(now: Run) -> None:
    """Show the day."""
    with now.reading() as db:
        rows = due_rows(db, now.today)
        at = weeks.look(db, now, monday(now.today))
    standing = [each for each in at.of_week if each.state is not SessionState.CANCELLED]
    coming = weeks.view(at, [each for each in standing if each.date >= now.today]).sessions
    waiting = [
        each for each in standing if each.state is SessionState.PLANNED and each.date < now.today
    ]
    seen = Glance(
        sessions=coming,
        to_log=weeks.view(at, waiting).sessions,
        due=tuple(row for row in rows if row.state in PRESSING and row.planned is None),
        to_check=tuple(row for row in rows if row.steps_past_check),
        teachers=len(rows),
    )
    now.answer(
        "coach",
        lambda: {
            "sessions": [session_data(row) for row in seen.sessions],
            "to_log": [session_data(row) for row in seen.to_log],
            "due": [asdict(row) for row in seen.due],
            "to_check": [asdict(row) for row in seen.to_check],
        },
        lambda: draw_glance(now.screen, seen, now.today),
    )
