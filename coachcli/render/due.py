"""Who is due: one row a teacher, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachcli.dates import many, say_date
from coachcli.render.screen import NOBODY_YET, Screen
from coachcli.render.tables import TEACHER, Column, draw, firm
from coachcli.values.frozen import dataclass
from coachcli.values.words import DueState, Support

STYLES = {
    DueState.OVERDUE: "bold red",
    DueState.DUE: "yellow",
    DueState.PLANNED: "green",
    DueState.OK: "",
    DueState.AWAY: "dim",
}


@dataclass(frozen=True)
class DueRow:
    """One teacher in the rotation; the fields are the keys of ``due --json``.

    ``due_week`` is a Monday; ``waited`` and ``weeks_late`` count working weeks; ``planned`` is the
    next planned day.
    """

    teacher: str
    name: str
    support: Support
    every: int
    last_visit: date | None
    waited: int
    due_week: date | None
    state: DueState
    weeks_late: int
    beyond_max_gap: bool
    planned: date | None
    open_steps: int
    steps_past_check: int
    steps_for_today: int = 0


def draw_due(screen: Screen, rows: Sequence[DueRow], today: date) -> None:
    """The table by urgency, and a line that says when nobody is due."""
    visits, steps = firm("Last visit", "Due week"), firm("Planned", "Steps")
    cells = [
        (
            row.name,
            said_visit(row, today),
            say_date(row.due_week, today) if row.due_week else "",
            (said_state(row), STYLES[row.state]),
            say_date(row.planned, today) if row.planned else "",
            said_steps(row),
        )
        for row in rows
    ]
    draw(screen, [TEACHER, *visits, Column("State"), *steps], cells)
    screen.say(verdict(rows))


def verdict(rows: Sequence[DueRow]) -> str:
    """One line: how many are late or due, or that nobody is."""
    if not rows:
        return NOBODY_YET
    late = sum(row.state is DueState.OVERDUE for row in rows)
    due = sum(row.state is DueState.DUE for row in rows)
    if not late and not due:
        if any(row.state is DueState.PLANNED for row in rows):
            return "All clear: whoever is due is planned."
        return "All clear: nobody is due."
    counts = {"overdue": late, "due this week": due}
    counted = " and ".join(f"{count} {state}" for state, count in counts.items() if count)
    if all(row.planned for row in rows if row.state in (DueState.OVERDUE, DueState.DUE)):
        return f"{counted}, planned already."
    return f"{counted}. Plan the week with: coach schedule week"


def said_visit(row: DueRow, today: date) -> str:
    """``5 Nov, 3 wk``: when, and how many working weeks ago."""
    if row.last_visit is None:
        return "never"
    if not row.waited:
        return f"{say_date(row.last_visit, today)}, now"
    return f"{say_date(row.last_visit, today)}, {row.waited} wk"


def said_state(row: DueRow) -> str:
    """The state in words, so that colour is never needed."""
    if row.state is DueState.OVERDUE:
        late = f"{many(row.weeks_late, 'week')} late"
        return f"{late}, past max gap" if row.beyond_max_gap else late
    return {
        DueState.DUE: "due this week",
        DueState.PLANNED: "planned",
        DueState.OK: "ok",
        DueState.AWAY: "away",
    }[row.state]


def said_steps(row: DueRow) -> str:
    if not row.open_steps:
        return ""
    past = f", {row.steps_past_check} past" if row.steps_past_check else ""
    return f"{row.open_steps}{past}"
