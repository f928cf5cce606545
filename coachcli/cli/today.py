"""``coach`` alone: today and the rest of the week, who is due, what to check, on one screen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict

from coachcli.cli import weeks
from coachcli.cli.due import due_rows
from coachcli.cli.looking import closed_on
from coachcli.cli.run import Run
from coachcli.errors import CoachError
from coachcli.planning.weeks import monday
from coachcli.render.glance import Glance, draw_glance
from coachcli.render.week import session_data
from coachcli.store import drafts, typed
from coachcli.store.home import Home
from coachcli.values import DueState, SessionState

PRESSING = (DueState.OVERDUE, DueState.DUE)


def glance(now: Run) -> None:
    """Show the day."""
    with now.reading() as db:
        at = weeks.look(db, now, monday(now.today))
        rows = due_rows(db, at.found)
        closed = closed_on(db, now.today)
    standing = [each for each in at.of_week if each.state is not SessionState.CANCELLED]
    week = weeks.view(at, standing)
    sessions = week.sessions
    seen = Glance(
        sessions=tuple(row for row in sessions if row.date >= now.today),
        to_log=tuple(
            row for row in sessions if row.state is SessionState.PLANNED and row.date < now.today
        ),
        due=tuple(row for row in rows if row.state in PRESSING and row.planned is None),
        to_check=tuple(row for row in rows if row.steps_past_check or row.steps_for_today),
        unfinished=unfinished(now.home),
        full=week.visits >= week.capacity,
        teachers=len(rows),
        closed=closed,
    )
    now.answer(
        "coach",
        lambda: {
            "sessions": [session_data(row) for row in seen.sessions],
            "to_log": [session_data(row) for row in seen.to_log],
            "due": [asdict(row) for row in seen.due],
            "to_check": [asdict(row) for row in seen.to_check],
            "unfinished": list(seen.unfinished),
            "closed": seen.closed,
        },
        lambda: draw_glance(now.screen, seen, now.today),
    )


def unfinished(home: Home) -> tuple[str, ...]:
    """The commands that go on with what was begun and not finished."""
    found = []
    for path in home.drafts:
        if typed.is_text(path):
            continue
        what = path.stem.partition("-")[2]
        command = f"coach log {what or 'session'}"
        if what == "edit":
            # A draft that cannot be read is told of by its own command.
            with suppress(CoachError):
                if (draft := drafts.load(home, what)) is not None and draft.session is not None:
                    command += f" {draft.session} --editor"
        found.append(command)
    texts = dict.fromkeys(about.partition(":")[0] for about in typed.abouts(home))
    return (*found, *(f"coach {command}" for command in texts))
