"""What is put together for a coach to look at: ``coaching`` fills it, ``render`` draws it.

A text of None is sealed and was not opened. The small ones are named tuples, which are
made sooner than classes of values.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from coachcli.values.cycle import Cycle, Measured
from coachcli.values.frozen import dataclass
from coachcli.values.record import Idea
from coachcli.values.session import Session, Step
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

    def suits(self, phase: Phase | None, focus: Focus | None) -> bool:
        """Whether it can be asked in this phase and focus; where there is none it wants none."""
        return self.phase in (None, phase) and self.focus in (None, focus)


class Said(NamedTuple):
    """Something noted in a session."""

    session: int
    on: date
    text: str | None


class PastSession(NamedTuple):
    """A held session; ``said`` is None where nothing was noted."""

    session: Session
    said: Said | None
    is_contact: bool = False


class OpenStep(NamedTuple):
    """``check`` is the day it is checked on, as things stand; ``past``: that day is over."""

    step: Step
    text: str | None
    check: date | None
    past: bool


class ShownIdea(NamedTuple):
    """``name`` is who had it, where they agreed to be named; else empty."""

    idea: Idea
    name: str
    text: str | None


class Colleague(NamedTuple):
    """Somebody who works on something alike and agreed to be named; ``why`` says what."""

    handle: str
    name: str
    why: tuple[str, ...]


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
    worked: Said | None
    sessions: tuple[PastSession, ...]
    steps: tuple[OpenStep, ...]
    ask_next: tuple[Said, ...]
    evidence: tuple[Measured, ...]
    questions: tuple[OpenQuestion, ...]
    ideas: tuple[ShownIdea, ...]
    more_ideas: int
    colleagues: tuple[Colleague, ...]
    unnamed: int

    @property
    def is_locked(self) -> bool:
        """Whether something on it is sealed and was not opened."""
        return None in self._texts()

    def _texts(self) -> Iterator[str | None]:
        noted = (self.worked, *(each.said for each in self.sessions), *self.ask_next)
        yield from (each.text for each in noted if each is not None)
        yield from (each.text for each in self.steps)
        yield from (each.text for each in self.ideas)
