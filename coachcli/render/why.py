"""Why a teacher is met in a week or not, and what each possible slot would cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from coachcli.dates import say_day, say_week
from coachcli.render.screen import Screen
from coachcli.render.tables import Column, draw
from coachcli.values.frozen import dataclass


@dataclass(frozen=True)
class OptionRow:
    """As ``planning.why.Option``; ``taken_by``, ``displaced`` and ``moved`` are handles."""

    date: date
    start: time | None
    slot: str
    is_taken: bool
    taken_by: tuple[str, ...]
    displaced: tuple[str, ...]
    moved: tuple[str, ...]


@dataclass(frozen=True)
class WhyView:
    """``names`` by handle."""

    teacher: str
    name: str
    week: date
    code: str
    text: str
    options: tuple[OptionRow, ...]
    names: Mapping[str, str]


def why_data(view: WhyView) -> dict[str, Any]:
    """The ``data`` of ``schedule why --json``."""
    return {
        "teacher": view.teacher,
        "week": view.week,
        "reason": {"code": view.code, "text": view.text},
        "options": [
            {
                "date": row.date,
                "start": row.start,
                "slot": row.slot,
                "taken": row.is_taken,
                "taken_by": row.taken_by,
                "displaced": row.displaced,
                "moved": row.moved,
            }
            for row in view.options
        ],
    }


def draw_why(screen: Screen, view: WhyView, today: date) -> None:
    screen.say(f"{view.name}, {say_week(view.week, today).removeprefix('the ')}", "bold")
    screen.say(view.text)
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

    if row.is_taken:
        who = f"a session with {named(row.taken_by)}" if row.taken_by else "a meeting of your own"
        return f"Not possible: {who} stands there."
    parts = []
    if row.displaced:
        parts.append(f"{named(row.displaced)} would not be met this week")
    if row.moved:
        parts.append(f"{named(row.moved)} would move to another slot")
    return f"{' and '.join(parts)}." if parts else "Free: nobody else changes."
