"""What is put together for a coach to look at: ``coaching`` fills it, ``render`` draws it.

A text of None is sealed and was not opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from coachcli.values import Focus, Measured, Owner, Phase


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

    def suits(self, phase: Phase | None, focus: Focus | None) -> bool:
        """Whether it can be asked in this phase and focus; where there is none it wants none."""
        return self.phase in (None, phase) and self.focus in (None, focus)


@dataclass(frozen=True)
class NextVisit:
    """The next planned session. ``beside`` are the names of the other teachers in it."""

    session: int
    on: date
    start: time | None
    end: time | None
    slot: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class AtWork:
    """The running cycle."""

    id: int
    phase: Phase
    since: date
    target: str
    look_fors: str


@dataclass(frozen=True)
class Said:
    """Something noted in a session."""

    session: int
    on: date
    text: str | None


@dataclass(frozen=True)
class PastSession:
    """A held session. ``has_notes``: something was noted, open or not; ``kinds`` are in words."""

    id: int
    on: date
    kinds: tuple[str, ...]
    minutes: int | None
    has_notes: bool
    notes: str | None


@dataclass(frozen=True)
class OpenStep:
    """``check`` is the day it is checked on, as things stand; ``past``: that day is over."""

    id: int
    owner: Owner
    text: str | None
    agreed_on: date
    check: date | None
    past: bool


@dataclass(frozen=True)
class FittingIdea:
    """``name`` is who had it, where they agreed to be named; else empty."""

    id: int
    text: str | None
    focus: Focus | None
    tags: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Colleague:
    """Somebody who works on something alike and agreed to be named; ``why`` says what."""

    handle: str
    name: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class PrepCard:
    """One teacher, on one screen, before walking in.

    ``more_ideas`` fit too and are not shown; ``unnamed`` colleagues fit and did not agree to be
    named. There is no place for what is hard, nor for anything else that is not asked for.
    """

    handle: str
    name: str
    subject: str
    grade: str
    room: str
    visit: NextVisit | None
    question: str
    focus: Focus | None
    cycle: AtWork | None
    worked: Said | None
    sessions: tuple[PastSession, ...]
    steps: tuple[OpenStep, ...]
    ask_next: tuple[Said, ...]
    evidence: tuple[Measured, ...]
    questions: tuple[OpenQuestion, ...]
    ideas: tuple[FittingIdea, ...]
    more_ideas: int
    colleagues: tuple[Colleague, ...]
    unnamed: int

    @property
    def is_locked(self) -> bool:
        """Whether something on it is sealed and was not opened."""
        return None in self._texts()

    def _texts(self) -> Iterator[str | None]:
        yield from (each.text for each in self.steps)
        yield from (each.text for each in self.ask_next)
        yield from (each.text for each in self.ideas)
        yield from (each.notes for each in self.sessions if each.has_notes)
        if self.worked is not None:
            yield self.worked.text
