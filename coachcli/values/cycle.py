"""A cycle: work on one inquiry question, with its evidence and what was said at its end."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from coachcli.values.columns import Number, Text
from coachcli.values.frozen import dataclass
from coachcli.values.words import CyclePart, Focus, Phase

QUESTION = Text("question", 1000, 1)
TARGET = Text("learning target", 500)
LOOK_FORS = Text("list of look-fors", 500)
MEASURE = Text("measure", 200, 1)
CYCLE_WEEKS = Number(1, 40)
TOTAL = Number(1, 10_000)
"""Of how many students, or tries, some met a measure."""


class PhaseBegun(NamedTuple):
    """A phase of a cycle with the day it began on."""

    phase: Phase
    began_on: date


class Wording(NamedTuple):
    """An earlier wording of the question, and the day it was given up on."""

    question: str
    until: date


@dataclass(frozen=True)
class Cycle:
    """A bounded piece of work on one inquiry question, with one teacher or a team.

    ``weeks`` is how long it is meant to take; ``every`` the cadence while it runs, where it sets
    one. ``phases`` and the ``earlier`` wordings are in order. ``project``: a side project.
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
    phases: tuple[PhaseBegun, ...] = ()
    earlier: tuple[Wording, ...] = ()

    JSON = (
        *("id", "teachers", "question", "focus", "target", "look_fors", "started_on", "weeks"),
        *("every", "phase", "closed_on", "project"),
    )

    @property
    def runs(self) -> bool:
        return self.closed_on is None

    def question_on(self, day: date) -> str:
        """The question as it was worded then. On the day of a change, as it was worded anew."""
        return next((worded for worded, until in self.earlier if day < until), self.question)

    @property
    def phase_since(self) -> date:
        return self.phases[-1].began_on if self.phases else self.started_on


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
