"""A week: a grid of days and periods, a table with each reason, and who was not placed and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from fractions import Fraction
from typing import Any

from coachcli.dates import say_day, say_week
from coachcli.render.screen import Screen
from coachcli.render.tables import Column, draw
from coachcli.values.frozen import dataclass
from coachcli.values.school import WEEKDAYS, Period
from coachcli.values.words import SessionState

STYLES = {
    SessionState.PLANNED: "",
    SessionState.HELD: "green",
    SessionState.CANCELLED: "dim",
    SessionState.NO_SHOW: "dim",
}


@dataclass(frozen=True)
class ReasonRow:
    code: str
    text: str
    blocked_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class SessionRow:
    """One session of the week. ``id`` is None while it is only a proposal.

    ``title`` is the label of a recurring meeting; ``counts``: it takes one of the week's visits,
    and a ``contact`` never does.
    """

    id: int | None
    teachers: tuple[str, ...]
    names: tuple[str, ...]
    date: date
    start: time | None
    end: time | None
    slot: str
    state: SessionState
    pinned: bool
    reason: ReasonRow
    title: str = ""
    counts: bool = True
    contact: bool = False

    @property
    def who(self) -> str:
        """The meeting and its teachers, by name."""
        return ": ".join(filter(None, (self.title, ", ".join(self.names))))

    @property
    def number(self) -> str:
        return "-" if self.id is None else str(self.id)


@dataclass(frozen=True)
class UnplacedRow:
    teacher: str
    name: str
    due_week: date
    reason: ReasonRow


@dataclass(frozen=True)
class WeekView:
    """``which`` says the week in words; ``days`` are its open days; ``need`` the visits a week that
    the cadences ask for."""

    week: date
    which: str
    days: tuple[date, ...]
    periods: tuple[Period, ...]
    capacity: int
    need: Fraction
    sessions: tuple[SessionRow, ...]
    unplaced: tuple[UnplacedRow, ...] = ()
    proposal: bool = False

    @property
    def visits(self) -> int:
        """How many of the week's visits are planned or held."""
        standing = (SessionState.PLANNED, SessionState.HELD)
        return sum(row.counts and row.state in standing for row in self.sessions)


def week_data(view: WeekView) -> dict[str, Any]:
    """The ``data`` of ``schedule week --json``."""
    return {
        "week": view.week,
        "capacity": view.capacity,
        "sessions": [session_data(row) for row in view.sessions],
        "unplaced": [
            {
                "teacher": row.teacher,
                "due_week": row.due_week,
                "reason": {
                    "code": row.reason.code,
                    "text": row.reason.text,
                    "blocked_by": row.reason.blocked_by,
                },
            }
            for row in view.unplaced
        ],
        "load": {"need": view.need, "capacity": view.capacity, "fits": view.need <= view.capacity},
    }


def session_data(row: SessionRow) -> dict[str, Any]:
    """One element of ``sessions`` in JSON."""
    return {
        "id": row.id,
        "teachers": row.teachers,
        "date": row.date,
        "start": row.start,
        "end": row.end,
        "slot": row.slot,
        "state": row.state,
        "pinned": row.pinned,
        "reason": {"code": row.reason.code, "text": row.reason.text},
    }


def draw_week(screen: Screen, view: WeekView, today: date, *, reached: Sequence[str] = ()) -> None:
    """The whole answer for people. ``reached``: whom one visit more would reach."""
    stored = " (not stored)" if view.proposal else ""
    week = say_week(view.week, today).removeprefix("the ")
    named = f"W{week[1:]}" if view.which == "Week" else f"{view.which}, {week}"
    screen.say(f"{named}{stored}", "bold")
    if not view.days:
        screen.say("No day of this week is open for coaching.")
    if view.sessions:
        if not screen.narrow:
            draw_grid(screen, view)
        screen.say()
        draw_sessions(screen, view, today)
    else:
        screen.say("Nothing is planned.")
    if view.unplaced:
        screen.say()
        screen.say("Not placed", "bold")
        for text, names in alike(view.unplaced).items():
            screen.say(reason_of(names, text))
    if reached:
        number = f"--week {view.week} --capacity {view.capacity + 1}"
        screen.say(
            f"One extra visit would reach {', '.join(reached)}: coach schedule week {number}"
        )
    screen.say()
    screen.say(said_load(view))


def reason_of(names: Sequence[str], text: str) -> str:
    """A reason after the names of those it is about, unless it begins with the name itself."""
    return text if text.startswith(f"{names[0]} ") else f"{', '.join(names)}: {text}"


def alike(rows: Sequence[UnplacedRow]) -> dict[str, list[str]]:
    """The names of those who are told the same, by what they are told."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.reason.text, []).append(row.name)
    return found


def said_load(view: WeekView) -> str:
    """How the cadences and the capacity go together."""
    need = f"{float(view.need):.1f}".removesuffix(".0")
    fits = "fits" if view.need <= view.capacity else "is more than fits"
    asked = f"the cadences ask for {need} a week, which {fits}"
    return f"{view.visits} of {view.capacity} visits; {asked}."


def draw_grid(screen: Screen, view: WeekView) -> None:
    """Days across, times down; what has no time stands in a last row. A contact takes no place."""
    shown = [
        row for row in view.sessions if row.state is not SessionState.CANCELLED and not row.contact
    ]
    days = sorted({*view.days, *(row.date for row in shown)})
    times = grid_rows(view.periods, shown)
    columns = [Column("")] + [Column(f"{WEEKDAYS[day.weekday()]} {day.day}") for day in days]
    cells = []
    for label, start in times:
        line = [label]
        for day in days:
            here = [row for row in shown if row.date == day and row.start == start]
            line.append("\n".join(in_grid(row) for row in here))
        cells.append(line)
    draw(screen, columns, cells)


def grid_rows(
    periods: Sequence[Period], sessions: Sequence[SessionRow]
) -> list[tuple[str, time | None]]:
    """The rows of the grid: label and start, periods and other times by the clock."""
    rows = {period.start: period.name for period in periods}
    for session in sessions:
        if session.start is not None:
            rows.setdefault(session.start, f"{session.start:%H:%M}")
    found: list[tuple[str, time | None]] = [(rows[start], start) for start in sorted(rows)]
    if any(session.start is None for session in sessions):
        found.append(("any", None))
    return found


def in_grid(row: SessionRow) -> str:
    """One or a few handles, marked when the session is pinned or has happened."""
    mark = {SessionState.HELD: " ✓", SessionState.NO_SHOW: " –"}.get(row.state, "")
    if row.title:
        return f"({row.title}){mark}"
    return ", ".join(row.teachers) + ("*" if row.pinned and not mark else mark)


def draw_sessions(screen: Screen, view: WeekView, today: date) -> None:
    columns = [
        Column("No.", right=True, firm=True),
        Column("When", firm=True),
        Column("Teacher", style="bold"),
        Column("Reason"),
    ]
    rows = [
        (
            (row.number, STYLES[row.state]),
            (said_time(row, today), STYLES[row.state]),
            (row.who, STYLES[row.state]),
            (row.reason.text, STYLES[row.state]),
        )
        for row in view.sessions
    ]
    if screen.narrow:
        columns, rows = (
            [columns[2], columns[1], columns[0], columns[3]],
            [(row[2], row[1], row[0], row[3]) for row in rows],
        )
    draw(screen, columns, rows)


def said_time(row: SessionRow, today: date) -> str:
    """``Tue 24 Nov 09:05 P2``."""
    said = say_day(row.date, today)
    if row.start is not None:
        said += f" {row.start:%H:%M}"
    period = row.slot.partition(" ")[2]
    return f"{said} {period}" if period and ":" not in period else said
