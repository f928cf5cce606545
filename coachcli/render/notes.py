"""What was noted, for the coach's eyes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachcli.dates import say_day, say_word
from coachcli.render.screen import Screen
from coachcli.values.frozen import dataclass
from coachcli.values.session import Session, ShownStep
from coachcli.values.teacher import Teacher
from coachcli.values.words import PARTS, CyclePart, Owner, Part, StepState

HEADINGS = PARTS | {Part.REASON: "Why it did not take place"}

CYCLE_HEADINGS: dict[str, str] = {
    CyclePart.REFLECTION: "The teacher's reflection",
    CyclePart.GOES_ON: "What goes on",
}

STEP_HEADINGS = {
    Owner.TEACHER: "Next steps: teacher",
    Owner.COACH: "Next steps: you",
}


@dataclass(frozen=True)
class SessionNotes:
    """A session with its opened texts by part, and the steps agreed in it. ``others``: names of who
    was there beside the teacher."""

    session: Session
    others: tuple[str, ...]
    texts: dict[str, str]
    steps: tuple[ShownStep, ...]

    JSON = {
        "id": "session.id",
        "date": "session.date",
        "state": "session.state",
        "kinds": "session.kinds",
        "teachers": "session.teachers",
        "*": "texts",
        "steps": (
            "steps",
            {"id": "step.id", "owner": "step.owner", "text": "text", "state": "step.state"},
        ),
    }

    @property
    def order(self) -> tuple[date, int, int]:
        return (self.session.date, 0, self.session.id)

    def title(self, today: date) -> str:
        session = self.session
        what = ", ".join(say_word(word) for word in (session.state, *session.kinds))
        return (
            f"{say_day(session.date, today)}, session {session.id}: {what}{with_names(self.others)}"
        )

    def lines(self) -> list[tuple[str, str]]:
        texts = [(HEADINGS[part], self.texts[part]) for part in Part if part in self.texts]
        for owner, heading in STEP_HEADINGS.items():
            steps = [step_in_words(step) for step in self.steps if step.step.owner is owner]
            if steps:
                texts.append((heading, "\n".join(steps)))
        return texts


@dataclass(frozen=True)
class EvidenceNotes:
    """The story behind what was counted. ``whose``: names, where it is not the teacher's alone."""

    id: int
    cycle: int
    on: date
    whose: tuple[str, ...]
    measure: str
    met: int
    total: int
    text: str

    JSON = {
        "id": "id",
        "cycle": "cycle",
        "date": "on",
        "measure": "measure",
        "met": "met",
        "total": "total",
        "text": "text",
    }

    @property
    def order(self) -> tuple[date, int, int]:
        return (self.on, 1, self.id)

    def title(self, today: date) -> str:
        what = f"evidence {self.id} of cycle {self.cycle}{with_names(self.whose)}"
        return f"{say_day(self.on, today)}, {what}: {self.measure}, {self.met} of {self.total}"

    def lines(self) -> list[tuple[str, str]]:
        return [("", self.text)]


@dataclass(frozen=True)
class CycleNotes:
    """What was said at the end of a cycle. ``others``: names of the team beside the teacher."""

    id: int
    on: date
    others: tuple[str, ...]
    texts: dict[str, str]

    JSON = {"id": "id", "date": "on", "*": "texts"}

    @property
    def order(self) -> tuple[date, int, int]:
        return (self.on, 2, self.id)

    def title(self, today: date) -> str:
        return f"{say_day(self.on, today)}, end of cycle {self.id}{with_names(self.others)}"

    def lines(self) -> list[tuple[str, str]]:
        return [
            (heading, self.texts[part])
            for part, heading in CYCLE_HEADINGS.items()
            if part in self.texts
        ]


Row = SessionNotes | EvidenceNotes | CycleNotes


@dataclass(frozen=True)
class NotesView:
    """What is noted with one teacher, or in one cycle, newest first."""

    teacher: Teacher | None
    rows: Sequence[Row]

    JSON = {
        "teacher": "teacher.handle",
        "sessions": "sessions",
        "evidence": "evidence",
        "cycles": "cycles",
    }

    @property
    def sessions(self) -> list[Row]:
        return [row for row in self.rows if isinstance(row, SessionNotes)]

    @property
    def evidence(self) -> list[Row]:
        return [row for row in self.rows if isinstance(row, EvidenceNotes)]

    @property
    def cycles(self) -> list[Row]:
        return [row for row in self.rows if isinstance(row, CycleNotes)]


def with_names(names: Sequence[str]) -> str:
    return f", with {', '.join(names)}" if names else ""


def step_in_words(step: ShownStep) -> str:
    """``7. Film five minutes``, and whether it is done or dropped."""
    state = step.step.state
    end = "" if state is StepState.OPEN else f" ({say_word(state)})"
    return f"{step.step.id}. {step.text}{end}"


def draw_notes(screen: Screen, rows: Sequence[Row], today: date, none: str) -> None:
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
