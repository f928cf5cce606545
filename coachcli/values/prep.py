"""What is put together for a coach to look at: ``coaching`` fills it, ``render`` draws it.

A text of None is sealed and was not opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coachcli.values.cycle import Cycle, Measured
from coachcli.values.frozen import dataclass
from coachcli.values.record import Idea
from coachcli.values.session import Session, ShownStep
from coachcli.values.words import Focus, Phase


@dataclass(frozen=True)
class OpenQuestion:
    """``phase`` and ``focus`` are what it suits; None suits all. ``key`` names a built-in one, and
    is empty for one of the coach's own."""

    number: int
    text: str
    phase: Phase | None = None
    focus: Focus | None = None
    key: str = ""
    is_on: bool = True

    JSON = {
        "id": "number",
        "text": "text",
        "phase": "phase",
        "focus": "focus",
        "built_in": "built_in",
        "on": "is_on",
    }

    @property
    def built_in(self) -> str | None:
        return self.key or None

    def suits(self, phase: Phase | None, focus: Focus | None) -> bool:
        """Whether it can be asked in this phase and focus; where there is none it wants none."""
        return self.phase in (None, phase) and self.focus in (None, focus)


@dataclass(frozen=True)
class SessionText:
    """Something noted in a session."""

    session: int
    on: date
    text: str | None

    JSON = {"session": "session", "date": "on", "text": "text"}


@dataclass(frozen=True)
class PastSession:
    """A held session; ``notes`` is None where nothing was noted."""

    session: Session
    notes: SessionText | None
    is_contact: bool = False

    JSON = {
        "id": "session.id",
        "date": "session.date",
        "kinds": "session.kinds",
        "minutes": "session.minutes",
        "has_notes": "has_notes",
        "notes": "notes.text",
    }

    @property
    def has_notes(self) -> bool:
        return self.notes is not None


@dataclass(frozen=True)
class ShownIdea:
    """``name`` is who had it, where they agreed to be named."""

    idea: Idea
    name: str | None
    text: str | None

    JSON = {
        "id": "idea.id",
        "text": "text",
        "teacher": "idea.teacher",
        "focus": "idea.focus",
        "tags": "idea.tags",
        "added_on": "idea.added_on",
    }


@dataclass(frozen=True)
class Colleague:
    """Somebody who works on something alike and agreed to be named; ``why`` says what."""

    handle: str
    name: str
    why: tuple[str, ...]

    JSON = {"teacher": "handle", "name": "name", "why": "why"}


VISIT = {"session": "id", "date": "date", "start": "start", "end": "end", "slot": "slot"}
CYCLE = {
    "id": "id",
    "phase": "phase",
    "since": "phase_since",
    "target": "target",
    "look_fors": "look_fors",
}
STEP = {
    "id": "step.id",
    "owner": "step.owner",
    "text": "text",
    "agreed_on": "step.agreed_on",
    "check_on": "check",
    "past_check": "past",
}
EVIDENCE = {"date": "on", "met": "met", "total": "total"}
MEASURED = {
    "measure": "measure",
    "baseline": ("baseline", EVIDENCE),
    "latest": ("latest", EVIDENCE),
}
IDEA = {
    "id": "idea.id",
    "text": "text",
    "focus": "idea.focus",
    "tags": "idea.tags",
    "name": "name",
}
"""What JSON has of each part of a card."""


@dataclass(frozen=True)
class PrepCard:
    """One teacher, on one screen, before walking in.

    ``visit`` is the next planned session and ``beside`` are the names of the others in it;
    ``due_week`` is the Monday of the week that the clock asks for. ``cycle`` is the running one.
    ``more_ideas`` fit too and are not shown; ``unnamed`` colleagues fit and did not agree to be
    named. There is no place for what is hard, nor for anything else that is not asked for.
    """

    handle: str
    name: str
    room: str
    visit: Session | None
    due_week: date | None
    beside: tuple[str, ...]
    question: str
    focus: Focus | None
    cycle: Cycle | None
    worked: SessionText | None
    sessions: tuple[PastSession, ...]
    steps: tuple[ShownStep, ...]
    ask_next: tuple[SessionText, ...]
    evidence: tuple[Measured, ...]
    questions: tuple[OpenQuestion, ...]
    ideas: tuple[ShownIdea, ...]
    more_ideas: int
    colleagues: tuple[Colleague, ...]
    unnamed: int

    JSON = {
        "teacher": "handle",
        "name": "name",
        "room": "room",
        "visit": ("visit", VISIT),
        "due_week": "due_week",
        "question": "question",
        "focus": "focus",
        "cycle": ("cycle", CYCLE),
        "worked": "worked",
        "sessions": "sessions",
        "steps": ("steps", STEP),
        "ask_next": "ask_next",
        "evidence": ("evidence", MEASURED),
        "questions": ("questions", {"id": "number", "text": "text"}),
        "ideas": ("ideas", IDEA),
        "more_ideas": "more_ideas",
        "colleagues": "colleagues",
        "unnamed": "unnamed",
        "locked": "is_locked",
    }

    @property
    def is_locked(self) -> bool:
        """Whether something on it is sealed and was not opened."""
        return None in self._texts()

    def _texts(self) -> Iterator[str | None]:
        noted = (self.worked, *(session.notes for session in self.sessions), *self.ask_next)
        yield from (text.text for text in noted if text is not None)
        yield from (step.text for step in self.steps)
        yield from (idea.text for idea in self.ideas)
