"""Why a teacher is met in a week or not, and what each possible slot would cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from coachcli.dates import say_day, say_week
from coachcli.render.screen import Screen
from coachcli.render.tables import Column, draw
from coachcli.values.frozen import dataclass
from coachcli.values.session import Reason


@dataclass(frozen=True)
class OptionRow:
    """A slot that would suit, or that something stands in (``taken``); ``taken_by``, ``displaced``
    and ``moved`` are handles."""

    date: date
    start: time | None
    slot: str
    taken: bool
    taken_by: tuple[str, ...]
    displaced: tuple[str, ...]
    moved: tuple[str, ...]


@dataclass(frozen=True)
class WhyView:
    """``names`` by handle."""

    teacher: str
    name: str
    week: date
    reason: Reason
    options: tuple[OptionRow, ...]
    names: Mapping[str, str]

    JSON = {
        "teacher": "teacher",
        "week": "week",
        "reason": ("reason", ("code", "text")),
        "options": "options",
    }


def draw_why(screen: Screen, view: WhyView, today: date) -> None:
    screen.say(f"{view.name}, {say_week(view.week, today).removeprefix('the ')}", "bold")
    screen.say(view.reason.text)
    if not view.options:
        screen.say("No other slot of this week suits.")
        return
    screen.say()
    columns = [Column("Other slots", firm=True), Column("If you took it")]
    draw(screen, columns, [[said_slot(row, today), said_cost(row, view)] for row in view.options])


def said_slot(row: OptionRow, today: date) -> str:
    period = row.slot.partition(" ")[2]
    return f"{say_day(row.date, today)} {period}".strip()


def said_cost(row: OptionRow, view: WhyView) -> str:
    """What taking a slot would do to the others."""

    def named(handles: tuple[str, ...]) -> str:
        return ", ".join(view.names.get(handle, handle) for handle in handles)

    if row.taken:
        who = f"a session with {named(row.taken_by)}" if row.taken_by else "a meeting of your own"
        return f"Not possible: {who} stands there."
    parts = []
    if row.displaced:
        parts.append(f"{named(row.displaced)} would not be met this week")
    if row.moved:
        parts.append(f"{named(row.moved)} would move to another slot")
    return f"{' and '.join(parts)}." if parts else "Free: nobody else changes."
