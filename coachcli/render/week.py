"""A week: a grid of days and periods, a table with each reason, and who was not placed and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from coachcli.dates import say_day, say_week
from coachcli.render.screen import Screen
from coachcli.render.tables import NUMBER, TEACHER, Column, draw, firm
from coachcli.values.frozen import dataclass
from coachcli.values.school import WEEKDAYS, Load, Period
from coachcli.values.session import Reason, Session
from coachcli.values.words import SessionState, is_contact

if TYPE_CHECKING:
    # Whoever plans has it; a look at a card does without.
    from fractions import Fraction

STYLES = {
    SessionState.PLANNED: "",
    SessionState.HELD: "green",
    SessionState.CANCELLED: "dim",
    SessionState.NO_SHOW: "dim",
}


@dataclass(frozen=True)
class SessionRow:
    """One session of the week. It has no number while it is only a proposal.

    ``names`` are those of its teachers, and ``shorts`` their handles, where those may be seen;
    ``title`` is the label of a recurring meeting.
    """

    session: Session
    names: tuple[str, ...]
    shorts: tuple[str, ...]
    reason: Reason
    title: str = ""

    JSON = {
        "id": "id",
        "*": ("session", ("teachers", "date", "start", "end", "slot", "state", "pinned")),
        "reason": ("reason", ("code", "text")),
    }

    @property
    def id(self) -> int | None:
        return self.session.id or None

    @property
    def number(self) -> str:
        return str(self.id or "-")

    @property
    def who(self) -> str:
        """The meeting and its teachers, by name."""
        return ": ".join(filter(None, (self.title, ", ".join(self.names))))

    @property
    def takes_a_visit(self) -> bool:
        """Whether it takes one of the week's visits: recurring meetings come on top of them."""
        session = self.session
        return (
            session.counts_as_visit
            and session.commitment is None
            and session.state in (SessionState.PLANNED, SessionState.HELD)
        )

    def is_to_log(self, today: date) -> bool:
        """Whether its day is over and nobody has said what came of it."""
        return self.session.state is SessionState.PLANNED and self.session.date < today

    @property
    def is_contact(self) -> bool:
        return is_contact(self.session.kinds)


@dataclass(frozen=True)
class UnplacedRow:
    teacher: str
    name: str
    due_week: date
    reason: Reason

    JSON = ("teacher", "due_week", "reason")


@dataclass(frozen=True)
class WeekView:
    """``which`` says the week in words; ``days`` are its open days."""

    week: date
    which: str
    days: tuple[date, ...]
    periods: tuple[Period, ...]
    capacity: int
    load: Load
    sessions: tuple[SessionRow, ...]
    unplaced: tuple[UnplacedRow, ...] = ()
    proposal: bool = False

    JSON = ("week", "capacity", "sessions", "unplaced", "load")

    @property
    def visits(self) -> int:
        """How many of the week's visits are planned or held."""
        return sum(row.takes_a_visit for row in self.sessions)


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
    names: dict[str, list[str]] = {}
    for row in rows:
        names.setdefault(row.reason.text, []).append(row.name)
    return names


def said_load(view: WeekView) -> str:
    """How the cadences and the capacity go together."""
    fits = "fits" if view.load.fits else "is more than fits"
    asked = f"the cadences ask for {said_need(view.load.need)} a week, which {fits}"
    return f"{view.visits} of {view.capacity} visits; {asked}."


def said_need(need: Fraction) -> str:
    """``5``, ``4.7``: visits a week."""
    return f"{float(need):.1f}".removesuffix(".0")


def draw_grid(screen: Screen, view: WeekView) -> None:
    """Days across, times down; what has no time stands in a last row. A contact takes no place."""
    cells: dict[tuple[date, time | None], list[str]] = {}
    for row in view.sessions:
        if row.session.state is not SessionState.CANCELLED and not row.is_contact:
            place = row.session.date, row.session.start
            cells.setdefault(place, []).append(in_grid(row))
    days = sorted({*view.days, *(day for day, _ in cells)})
    columns = [Column("")] + [Column(f"{WEEKDAYS[day.weekday()]} {day.day}") for day in days]
    rows = [
        [label, *("\n".join(cells.get((day, start), ())) for day in days)]
        for start, label in grid_times(view.periods, [start for _, start in cells]).items()
    ]
    draw(screen, columns, rows)


def grid_times(periods: Sequence[Period], starts: Sequence[time | None]) -> dict[time | None, str]:
    """The labels of the grid's rows by when they begin: periods and other times by the clock."""
    labels = {start: f"{start:%H:%M}" for start in starts if start is not None}
    labels |= {period.start: period.name for period in periods}
    times: dict[time | None, str] = {start: labels[start] for start in sorted(labels)}
    return times | {None: "any"} if None in starts else times


def in_grid(row: SessionRow) -> str:
    """One or a few handles, marked when the session is pinned or has happened."""
    mark = {SessionState.HELD: " ✓", SessionState.NO_SHOW: " –"}.get(row.session.state, "")
    if row.title:
        return f"({row.title}){mark}"
    return ", ".join(row.shorts) + ("*" if row.session.pinned and not mark else mark)


def draw_sessions(screen: Screen, view: WeekView, today: date) -> None:
    """Each session with its reason; in a narrow terminal the teacher comes first."""
    columns = [NUMBER, *firm("When"), TEACHER, Column("Reason")]
    order = (2, 1, 0, 3) if screen.narrow else (0, 1, 2, 3)
    rows = []
    for row in view.sessions:
        cells = (row.number, said_time(row.session, today), row.who, row.reason.text)
        rows.append([(cells[place], STYLES[row.session.state]) for place in order])
    draw(screen, [columns[place] for place in order], rows)


def said_time(session: Session, today: date) -> str:
    """``Tue 24 Nov 09:05 P2``."""
    clock = f"{session.start:%H:%M}" if session.start else ""
    return " ".join(filter(None, (say_day(session.date, today), clock, session.period)))
