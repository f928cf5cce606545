"""Plain values of the record that few commands need: cycles with their evidence, ideas, open
questions, time without a teacher. They stand apart so that the other commands start sooner.
``store.reading`` imports them where it makes one.
"""

from __future__ import annotations

from datetime import date

from coachcli.quick import dataclass
from coachcli.values import CyclePart, Focus, Phase, Work


@dataclass(frozen=True)
class Cycle:
    """A bounded piece of work on one inquiry question, with one teacher or a team.

    ``weeks`` is how long it is meant to take; ``every`` the cadence while it runs, where it sets
    one. ``phases`` are the phases with the days they began on, and ``earlier`` the earlier wordings
    of the question with the days they were given up on, both in order. ``project``: a side project.
    """

    id: int
    uid: str
    teachers: tuple[str, ...]
    question: str
    focus: Focus | None
    target: str
    look_fors: str
    started_on: date
    weeks: int
    every: int | None
    phase: Phase
    closed_on: date | None
    project: bool = False
    phases: tuple[tuple[Phase, date], ...] = ()
    earlier: tuple[tuple[str, date], ...] = ()

    @property
    def runs(self) -> bool:
        return self.closed_on is None

    def question_on(self, day: date) -> str:
        """The question as it was worded then. On the day of a change, as it was worded anew."""
        return next((worded for worded, until in self.earlier if day < until), self.question)

    @property
    def phase_since(self) -> date:
        return self.phases[-1][1] if self.phases else self.started_on


@dataclass(frozen=True)
class CycleNote:
    """One sealed part of a cycle."""

    id: int
    uid: str
    cycle: int
    part: CyclePart
    sealed: bytes


@dataclass(frozen=True)
class Evidence:
    """What students did: ``met`` of ``total`` by ``measure``, and a sealed narrative if any.

    ``teacher`` is whose students they were, where a team's evidence says so.
    """

    id: int
    uid: str
    cycle: int
    teacher: str | None
    on: date
    measure: str
    met: int
    total: int
    sealed: bytes | None
    shareable: bool


@dataclass(frozen=True)
class Measured:
    """One measure of a cycle: the first and the latest evidence, the same one when there is one.

    ``count`` is how often it was taken, ``shareable`` how many of these a report may show.
    """

    measure: str
    baseline: Evidence
    latest: Evidence
    count: int
    shareable: int


@dataclass(frozen=True)
class OtherTime:
    """Time of the coach that was no session with a teacher; ``sealed`` is a note, if any."""

    id: int
    uid: str
    on: date
    work: Work
    minutes: int
    sealed: bytes | None


@dataclass(frozen=True)
class Idea:
    """A good idea seen somewhere. Without leave (``may_name``) its ``teacher`` is never shown."""

    id: int
    uid: str
    teacher: str | None
    may_name: bool
    focus: Focus | None
    tags: tuple[str, ...]
    sealed: bytes
    added_on: date


@dataclass(frozen=True)
class Prompt:
    """An open question to ask. ``built_in`` is the key of one that comes with the program.

    ``phase`` and ``focus`` are what it suits; None suits all.
    """

    id: int
    text: str
    phase: Phase | None
    focus: Focus | None
    is_on: bool
    built_in: str = ""


@dataclass(frozen=True)
class Unseen:
    """What others who see the screen must not see.

    ``people``: number, handle and name of everybody, the latest last; ``texts`` go, and
    ``meetings`` are called only that.
    """

    people: tuple[tuple[int, str, str], ...] = ()
    texts: frozenset[str] = frozenset()
    meetings: frozenset[str] = frozenset()

    def __or__(self, later: Unseen) -> Unseen:
        """Both together: who has another name by now is not seen by the earlier one either."""
        return Unseen(
            tuple(dict.fromkeys((*self.people, *later.people))),
            self.texts | later.texts,
            self.meetings | later.meetings,
        )
