"""Where the coach's hours went, in words and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachcli.dates import say_day, say_minutes, say_no_length, say_word
from coachcli.render.screen import Screen
from coachcli.render.tables import NUMBER, Column, draw, draw_numbered, firm
from coachcli.values.frozen import dataclass
from coachcli.values.hours import Amount, Spent
from coachcli.values.record import OtherTime


def draw_hours(screen: Screen, columns: Sequence[Spent]) -> None:
    """A sentence for each stretch, and a row for each kind of work."""
    if not any(spent.sessions.times or spent.contacts.times or spent.other for spent in columns):
        screen.say("No time is recorded in these days.")
        screen.say("Record some with: coach log session, or coach log other WORK")
        return
    for spent in columns:
        screen.say(in_words(spent))
    works = sorted({work for spent in columns for work, _ in spent.other})
    rows = [
        ("sessions with teachers", *(amount_in_words(spent.sessions) for spent in columns)),
        ("contacts", *(amount_in_words(spent.contacts) for spent in columns)),
        *(
            (say_word(work), *(amount_in_words(spent.of(work)) for spent in columns))
            for work in works
        ),
    ]
    heads = [Column("What", style="bold"), *(Column(each.title, right=True) for each in columns)]
    screen.say()
    draw(screen, heads, rows)
    if missing := max(spent.open_ended for spent in columns):
        screen.say(f"{say_no_length(missing)} Add it: coach log edit NUMBER --minutes N")


def in_words(spent: Spent) -> str:
    """``Nov: 5 h with teachers, 3 h elsewhere, of which covering and duties took 1 h.``"""
    text = f"{spent.title}: {say_minutes(spent.with_teachers)} with teachers,"
    text += f" {say_minutes(spent.elsewhere)} elsewhere"
    if spent.taken:
        text += f", of which covering and duties took {say_minutes(spent.taken)}"
    return f"{text}."


def amount_in_words(amount: Amount) -> str:
    if not amount.times:
        return ""
    length = say_minutes(amount.minutes) if amount.minutes else ""
    return f"{length}, {amount.times}x" if length else f"{amount.times}x, no length"


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
    length = Column("Time", right=True, firm=True)
    columns = [NUMBER, Column("What", style="bold"), *firm("Day"), length, Column("Note")]
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
