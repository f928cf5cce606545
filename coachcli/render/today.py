"""Today at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachcli.dates import say_day
from coachcli.render.due import STYLES, DueRow, said_state, said_steps, said_visit
from coachcli.render.screen import NOBODY_YET, Screen
from coachcli.render.tables import TEACHER, Column, draw, firm, plain
from coachcli.render.week import SessionRow, said_time
from coachcli.values.frozen import dataclass
from coachcli.values.words import SessionState


@dataclass(frozen=True)
class TodayView:
    """``sessions``: today's and the rest of the week's; ``to_log``: planned earlier this week.

    ``unfinished``: the commands that go on with what was begun; ``full``: the week takes no more.
    ``closed``: what closes today, if something does.
    """

    sessions: tuple[SessionRow, ...]
    to_log: tuple[SessionRow, ...]
    due: tuple[DueRow, ...]
    to_check: tuple[DueRow, ...]
    unfinished: tuple[str, ...]
    full: bool
    teachers: int
    closed: str | None = None

    JSON = ("sessions", "to_log", "due", "to_check", "unfinished", "closed")


def draw_today(screen: Screen, view: TodayView, today: date) -> None:
    """Everything that matters today, each part only when there is something in it."""
    screen.say(f"{say_day(today)} {today.year}", "bold")
    if not view.teachers:
        screen.say(NOBODY_YET)
        return
    for command in view.unfinished:
        screen.say(f"Begun and not finished. Go on with: {command}")
    here = [row for row in view.sessions if row.session.date == today]
    later = [row for row in view.sessions if row.session.date != today]
    if view.closed is not None:
        screen.say(f"Closed today: {view.closed}." if view.closed else "Closed today.")
    elif not here and (later or view.full or view.due):
        screen.say("No visit is planned today.")
    elif not here:
        screen.say("No more visits are planned this week. Plan with: coach schedule week")
    draw_sessions(screen, "Today", here, today)
    draw_sessions(screen, "Later this week", later, today)
    draw_sessions(screen, "To log: coach log session", view.to_log, today)
    if view.due:
        cells = [
            (row.name, (said_state(row), STYLES[row.state]), said_visit(row, today))
            for row in view.due
        ]
        screen.say()
        # Planning again finds no room in a full week; why is the question then.
        next_thing = "coach schedule why NAME" if view.full else "coach schedule week"
        columns = [TEACHER, *plain("State", "Last visit")]
        draw(screen, columns, cells, title=f"Due and not planned: {next_thing}")
    if view.to_check:
        steps = [(row.name, said_to_check(row)) for row in view.to_check]
        screen.say()
        draw(screen, [TEACHER, Column("Steps")], steps, title="Steps to check: coach next-steps")
    if not (view.due or view.to_check or view.to_log or view.unfinished):
        screen.say("All clear: whoever is due is planned, and no step waits to be checked.")


def said_to_check(row: DueRow) -> str:
    """``3, 1 past, 1 today``: of the open steps, what the day is for."""
    today = f", {row.steps_for_today} today" if row.steps_for_today else ""
    return said_steps(row) + today


def draw_sessions(screen: Screen, title: str, rows: Sequence[SessionRow], today: date) -> None:
    if not rows:
        return
    screen.say()
    cells = [(row.who + mark(row), said_time(row.session, today), row.number) for row in rows]
    draw(screen, [TEACHER, *firm("When"), Column("No.", right=True)], cells, title=title)


def mark(row: SessionRow) -> str:
    if row.is_contact:
        return " (contact)"
    marks = {SessionState.HELD: " (held)", SessionState.NO_SHOW: " (no-show)"}
    return marks.get(row.session.state, "")
