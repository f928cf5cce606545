"""The weeks to come: a grid of teachers and weeks, who will have to wait, and what would help."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachcli.dates import many, say_date, say_week
from coachcli.render.screen import Screen
from coachcli.render.tables import TEACHER, Cell, draw, firm
from coachcli.render.week import SessionRow, said_need
from coachcli.values.frozen import dataclass
from coachcli.values.school import Load

STYLES = {
    "held": "green",
    "plan": "green",
    "meet": "",
    "late": "bold red",
    "wait": "red",
    "away": "dim",
    "shut": "dim",
}
"""What a cell says, and in which colour; never by colour alone."""

_LEGEND = {
    "held": "held",
    "plan": "planned",
    "meet": "forecast",
    "late": "forecast, later than agreed",
    "wait": "has to wait",
    "away": "away",
    "shut": "closed",
}

_CELL = 7
"""Columns that a week takes."""


@dataclass(frozen=True)
class WeekRow:
    week: date
    capacity: int
    sessions: tuple[SessionRow, ...]


@dataclass(frozen=True)
class LateRow:
    teacher: str
    name: str
    due_week: date
    visit_week: date | None
    weeks_late: int

    JSON = ("teacher", "due_week", "visit_week", "weeks_late")


@dataclass(frozen=True)
class AheadView:
    """``columns`` are all weeks of the calendar, the closed ones too; ``cells`` by handle, one for
    each column. ``worst_wait`` is a fraction of what was agreed. ``verdict`` are the sentences
    under the grid, ``remedies`` those that say what helps and what to type."""

    weeks: tuple[WeekRow, ...]
    columns: tuple[date, ...]
    cells: dict[str, tuple[str, ...]]
    late: tuple[LateRow, ...]
    worst_wait: str
    load: Load
    verdict: tuple[str, ...]
    remedies: tuple[str, ...]

    JSON = ("weeks", "late", "worst_wait", "load")


def draw_ahead(screen: Screen, view: AheadView, today: date) -> None:
    """The grid (a list of weeks where there is little room), the verdict, and the remedies."""
    screen.say(f"The next {len(view.weeks)} working weeks", "bold")
    if screen.narrow:
        draw_list(screen, view, today)
    else:
        draw_grid(screen, view)
    screen.say()
    for sentence in view.verdict:
        screen.say(sentence)
    draw_late(screen, view.late, today)
    if view.remedies:
        screen.say("Each of these would clear it:")
        for remedy in view.remedies:
            screen.say(f"- {remedy}")
    need = said_need(view.load.need)
    screen.say(f"The cadences ask for {need} visits a week, and {view.load.capacity} fit.")


def draw_late(screen: Screen, late: Sequence[LateRow], today: date) -> None:
    """Who is due when and met when, and how much later that is."""
    rows: list[list[Cell]] = [
        [
            row.name,
            say_date(row.due_week, today),
            say_date(row.visit_week, today) if row.visit_week else "not yet",
            (f"{many(row.weeks_late, 'week')}{'' if row.visit_week else ' or more'}", "red"),
        ]
        for row in late
    ]
    draw(screen, [TEACHER, *firm("Due", "Visit", "Late")], rows)


def draw_grid(screen: Screen, view: AheadView) -> None:
    """Teachers down and weeks across, in as many grids as the width asks for."""
    handles = max(map(len, ("Teacher", *view.cells)))
    fit = max(1, (screen.out.width - handles - 1) // _CELL)
    for first in range(0, len(view.columns), fit):
        some = range(first, min(first + fit, len(view.columns)))
        weeks = (f"{view.columns[n].day} {view.columns[n]:%b}" for n in some)
        rows: list[list[Cell]] = [
            [handle, *((cells[n], STYLES.get(cells[n], "")) for n in some)]
            for handle, cells in view.cells.items()
        ]
        draw(screen, firm("Teacher", *weeks), rows)
        if first + fit < len(view.columns):
            screen.say()
    used = {cell for cells in view.cells.values() for cell in cells}
    screen.say(", ".join(f"{word}: {_LEGEND[word]}" for word in _LEGEND if word in used))


def draw_list(screen: Screen, view: AheadView, today: date) -> None:
    """A line for each week."""
    for number, week in enumerate(view.columns):
        said = say_week(week, today).removeprefix("the w")
        there: dict[str, list[str]] = {}
        for handle, cells in view.cells.items():
            if cells[number]:
                there.setdefault(cells[number], []).append(handle)
        if "shut" in there:
            screen.say(f"W{said}: closed", "dim")
            continue
        screen.say(f"W{said}", "bold")
        for word in STYLES:
            if word in there:
                screen.say(f"  {word}: {', '.join(there[word])}", STYLES[word])
