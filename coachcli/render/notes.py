"""What was noted, for the coach's eyes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coachcli.dates import say_day
from coachcli.render.screen import Screen
from coachcli.values import Part, Session, Teacher

HEADINGS = {
    Part.NOTES: "Notes",
    Part.WORKS: "What works",
    Part.HARD: "What is hard",
    Part.ASK_NEXT: "Ask next time",
    Part.REASON: "Why it did not take place",
}


@dataclass(frozen=True)
class NoteRow:
    """One session with its opened texts."""

    session: Session
    texts: dict[Part, str]


def draw_notes(screen: Screen, teacher: Teacher, rows: Sequence[NoteRow], today: date) -> None:
    """Session after session, newest first."""
    if not rows:
        screen.say(f"Nothing is noted with {teacher.name} yet.")
        return
    for row in rows:
        session = row.session
        what = ", ".join(kind.replace("_", " ") for kind in session.kinds)
        state = session.state.replace("_", " ")
        screen.say(
            f"{say_day(session.date, today)}, session {session.id}: {state}"
            + (f", {what}" if what else ""),
            "bold",
        )
        for part in Part:
            if part in row.texts:
                screen.say(HEADINGS[part], "italic")
                screen.say(row.texts[part])
        screen.say()
