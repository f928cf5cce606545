"""Where the coach's hours went, in words and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from coachcli.dates import say_day, say_minutes, say_word
from coachcli.render.screen import Screen
from coachcli.render.tables import Column, draw, draw_numbered
from coachcli.values.frozen import dataclass
from coachcli.values.record import OtherTime


@dataclass(frozen=True)
class HoursColumn:
    """The hours of some days, in minutes. ``other`` has the word, what it is called, the minutes
    and how often; ``open_ended`` sessions have no length."""

    title: str
    first: date
    last: date
    sessions: int
    session_times: int
    open_ended: int
    contacts: int
    contact_times: int
    other: tuple[tuple[str, str, int, int], ...]
    taken: int

    @property
    def with_teachers(self) -> int:
        return self.sessions + self.contacts

    @property
    def elsewhere(self) -> int:
        return sum(minutes for _, _, minutes, _ in self.other)

    @property
    def data(self) -> dict[str, Any]:
        """One element of ``time --json``."""
        return {
            "first": self.first,
            "last": self.last,
            "sessions": {"minutes": self.sessions, "times": self.session_times},
            "contacts": {"minutes": self.contacts, "times": self.contact_times},
            "without_length": self.open_ended,
            "other": [
                {"work": word, "minutes": minutes, "times": times}
                for word, _, minutes, times in self.other
            ],
        }


def draw_hours(screen: Screen, columns: Sequence[HoursColumn]) -> None:
    """A sentence for each stretch, and a row for each kind of work."""
    if not any(each.session_times or each.contact_times or each.other for each in columns):
        screen.say("No time is recorded in these days.")
        screen.say("Record some with: coach log session, or coach log other WORK")
        return
    for each in columns:
        screen.say(in_words(each))
    called = {word: name for each in columns for word, name, _, _ in each.other}
    rows = [
        ("sessions with teachers", *(amount(e.sessions, e.session_times) for e in columns)),
        ("contacts", *(amount(e.contacts, e.contact_times) for e in columns)),
        *((called[word], *(of_work(each, word) for each in columns)) for word in sorted(called)),
    ]
    heads = [Column("What", style="bold"), *(Column(e.title, right=True) for e in columns)]
    screen.say()
    draw(screen, heads, rows)
    if missing := max(each.open_ended for each in columns):
        one, several = "One session has no length and adds", "sessions have no length and add"
        what = one if missing == 1 else f"{missing} {several}"
        screen.say(f"{what} nothing. Add it: coach log edit NUMBER --minutes N")


def in_words(each: HoursColumn) -> str:
    """``Nov: 5 h with teachers, 3 h elsewhere, of which covering and duties took 1 h.``"""
    text = f"{each.title}: {say_minutes(each.with_teachers)} with teachers,"
    text += f" {say_minutes(each.elsewhere)} elsewhere"
    if each.taken:
        text += f", of which covering and duties took {say_minutes(each.taken)}"
    return f"{text}."


def of_work(each: HoursColumn, word: str) -> str:
    return next((amount(m, times) for found, _, m, times in each.other if found == word), "")


def amount(minutes: int, times: int) -> str:
    if not times:
        return ""
    return f"{say_minutes(minutes)}, {times}x" if minutes else f"{times}x, no length"


@dataclass(frozen=True)
class EntryRow:
    """One entry of other time with its opened note."""

    entry: OtherTime
    note: str | None

    JSON = {
        "id": "entry.id",
        "date": "entry.on",
        "work": "entry.work",
        "minutes": "entry.minutes",
        "note": "note",
    }


def draw_entries(screen: Screen, rows: Sequence[EntryRow], today: date) -> None:
    if not rows:
        screen.say("No other time is recorded in these days.")
        return
    columns = [
        Column("No.", right=True, firm=True),
        Column("What", style="bold"),
        Column("Day", firm=True),
        Column("Time", right=True, firm=True),
        Column("Note"),
    ]
    cells = [
        (
            str(row.entry.id),
            say_word(row.entry.work),
            say_day(row.entry.on, today),
            say_minutes(row.entry.minutes),
            row.note or "",
        )
        for row in rows
    ]
    draw_numbered(screen, columns, cells)
