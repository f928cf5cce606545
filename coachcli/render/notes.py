"""What was noted, for the coach's eyes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from coachcli.dates import say_day, say_word
from coachcli.render.screen import Screen
from coachcli.values.frozen import dataclass
from coachcli.values.session import Session
from coachcli.values.words import CyclePart, Owner, Part, StepState

HEADINGS: dict[str, str] = {
    Part.NOTES: "Notes",
    Part.WORKS: "What works",
    Part.HARD: "What is hard",
    Part.ASK_NEXT: "Ask next time",
    Part.REASON: "Why it did not take place",
}

CYCLE_HEADINGS: dict[str, str] = {
    CyclePart.REFLECTION: "The teacher's reflection",
    CyclePart.GOES_ON: "What goes on",
}

STEP_HEADINGS = {
    Owner.TEACHER: "Next steps: teacher",
    Owner.COACH: "Next steps: you",
}


@dataclass(frozen=True)
class NotedStep:
    """A next step that was agreed in a session."""

    id: int
    owner: Owner
    text: str
    state: StepState

    @property
    def said(self) -> str:
        """``7. Film five minutes``, and whether it is done or dropped."""
        end = "" if self.state is StepState.OPEN else f" ({say_word(self.state)})"
        return f"{self.id}. {self.text}{end}"


@dataclass(frozen=True)
class OfSession:
    """A session with its opened texts by part. ``others``: names of who was there beside the
    teacher."""

    session: Session
    others: tuple[str, ...]
    texts: dict[str, str]
    steps: tuple[NotedStep, ...]

    @property
    def order(self) -> tuple[date, int, int]:
        return (self.session.date, 0, self.session.id)

    def title(self, today: date) -> str:
        session = self.session
        what = ", ".join(say_word(word) for word in (session.state, *session.kinds))
        said = f"{say_day(session.date, today)}, session {session.id}: {what}"
        return said + (f", with {', '.join(self.others)}" if self.others else "")

    def lines(self) -> list[tuple[str, str]]:
        texts = [(HEADINGS[part], self.texts[part]) for part in Part if part in self.texts]
        for owner, heading in STEP_HEADINGS.items():
            steps = [step.said for step in self.steps if step.owner is owner]
            if steps:
                texts.append((heading, "\n".join(steps)))
        return texts


@dataclass(frozen=True)
class OfEvidence:
    """The story behind what was counted. ``whose``: names, where it is not the teacher's alone."""

    id: int
    cycle: int
    on: date
    whose: tuple[str, ...]
    measure: str
    met: int
    total: int
    text: str

    @property
    def order(self) -> tuple[date, int, int]:
        return (self.on, 1, self.id)

    def title(self, today: date) -> str:
        said = f"{say_day(self.on, today)}, evidence {self.id} of cycle {self.cycle}"
        said += f", with {', '.join(self.whose)}" if self.whose else ""
        return f"{said}: {self.measure}, {self.met} of {self.total}"

    def lines(self) -> list[tuple[str, str]]:
        return [("", self.text)]


@dataclass(frozen=True)
class OfCycle:
    """What was said at the end of a cycle. ``others``: names of the team beside the teacher."""

    id: int
    on: date
    others: tuple[str, ...]
    texts: dict[str, str]

    @property
    def order(self) -> tuple[date, int, int]:
        return (self.on, 2, self.id)

    def title(self, today: date) -> str:
        said = f"{say_day(self.on, today)}, end of cycle {self.id}"
        return said + (f", with {', '.join(self.others)}" if self.others else "")

    def lines(self) -> list[tuple[str, str]]:
        return [
            (heading, self.texts[part])
            for part, heading in CYCLE_HEADINGS.items()
            if part in self.texts
        ]


Noted = OfSession | OfEvidence | OfCycle


def noted_data(rows: Sequence[Noted]) -> dict[str, Any]:
    """The lists of ``notes --json``, each newest first."""
    sessions, evidence, cycles = list[Any](), list[Any](), list[Any]()
    for row in rows:
        if isinstance(row, OfSession):
            sessions.append(session_data(row))
        elif isinstance(row, OfEvidence):
            evidence.append(
                {"id": row.id, "cycle": row.cycle, "date": row.on, "measure": row.measure}
                | {"met": row.met, "total": row.total, "text": row.text}
            )
        else:
            cycles.append({"id": row.id, "date": row.on} | row.texts)
    return {"sessions": sessions, "evidence": evidence, "cycles": cycles}


def session_data(row: OfSession) -> dict[str, Any]:
    session = row.session
    data: dict[str, Any] = {
        "id": session.id,
        "date": session.date,
        "state": session.state,
        "kinds": session.kinds,
        "teachers": session.teachers,
    }
    steps = [
        {"id": each.id, "owner": each.owner, "text": each.text, "state": each.state}
        for each in row.steps
    ]
    return data | row.texts | {"steps": steps}


def draw_notes(screen: Screen, rows: Sequence[Noted], today: date, none: str) -> None:
    """One after the other, newest first. ``none`` is what is said when there are none."""
    if not rows:
        screen.say(none)
        return
    for row in rows:
        screen.say(row.title(today), "bold")
        for heading, text in row.lines():
            if heading:
                screen.say(heading, "italic")
            screen.say(text)
        screen.say()
