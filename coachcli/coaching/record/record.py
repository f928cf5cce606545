"""Everything that is kept about one teacher, as it may be given to that teacher.

The types have no place for another teacher: who else was there is a count. What was said in a
group stands in it only where the coach wants it so.
"""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from coachcli.values.frozen import dataclass
from coachcli.values.session import Day
from coachcli.values.teacher import Away, Teacher
from coachcli.values.words import AskedBy, Focus, Kind, Owner, Party, Phase, SessionState, StepState

FORMAT = 1
"""Goes up when a key of the JSON is renamed or taken away."""


class Missing(StrEnum):
    """Why a text is not there: no passphrase, the coach left all out, or it is about a group."""

    LOCKED = "locked"
    LEFT_OUT = "left_out"
    GROUP = "group"


@dataclass(frozen=True)
class Said:
    """A text that was sealed, or why it is missing. ``part`` says which of several it is."""

    part: str
    text: str | None
    missing: Missing | None


@dataclass(frozen=True)
class MeetingOf:
    """A recurring meeting. ``when`` says days and time in words; ``others`` counts who else is
    in it."""

    id: int
    label: str
    when: str
    rule: str
    first: date
    last: date | None
    period: str
    start: time | None
    end: time | None
    counts_as_visit: bool
    skipped: tuple[date, ...]
    others: int


@dataclass(frozen=True)
class SessionOf:
    """A session. ``steps`` are the numbers of the teacher's next steps agreed in it."""

    id: int
    uid: str
    date: date
    start: time | None
    end: time | None
    slot: str
    state: SessionState
    kinds: tuple[Kind, ...]
    focus: Focus | None
    minutes: int | None
    asked_by: AskedBy
    counts_as_visit: bool
    pinned: bool
    cancelled_by: Party | None
    meeting: int | None
    occurrence: Day | None
    others: int
    texts: tuple[Said, ...]
    steps: tuple[int, ...]


@dataclass(frozen=True)
class StepOf:
    """A next step; ``check_on`` None means the next visit."""

    id: int
    uid: str
    owner: Owner
    agreed_on: date
    check_on: date | None
    state: StepState
    closed_on: date | None
    session: int | None
    said: Said


@dataclass(frozen=True)
class EvidenceOf:
    """What students did. ``of_team``: counted for all of a team. ``said`` None: nothing was."""

    id: int
    uid: str
    date: date
    measure: str
    met: int
    total: int
    shareable: bool
    of_team: bool
    said: Said | None


@dataclass(frozen=True)
class PhaseOf:
    phase: Phase
    began_on: date


@dataclass(frozen=True)
class WordingOf:
    """An earlier wording of the question, and the day it was given up on."""

    question: str
    until: date


@dataclass(frozen=True)
class CycleOf:
    id: int
    uid: str
    question: str
    focus: Focus | None
    target: str
    look_fors: str
    started_on: date
    weeks: int
    every: int | None
    phase: Phase
    closed_on: date | None
    project: bool
    others: int
    phases: tuple[PhaseOf, ...]
    earlier: tuple[WordingOf, ...]
    evidence: tuple[EvidenceOf, ...]
    texts: tuple[Said, ...]


@dataclass(frozen=True)
class IdeaOf:
    id: int
    uid: str
    added_on: date
    focus: Focus | None
    tags: tuple[str, ...]
    may_name: bool
    said: Said


@dataclass(frozen=True)
class Record:
    """All of it. ``teacher`` has the usual cadence, not that of a running cycle."""

    made_on: date
    teacher: Teacher
    away: tuple[Away, ...]
    meetings: tuple[MeetingOf, ...]
    sessions: tuple[SessionOf, ...]
    steps: tuple[StepOf, ...]
    cycles: tuple[CycleOf, ...]
    ideas: tuple[IdeaOf, ...]

    @property
    def said(self) -> list[Said]:
        """Every text there is, or is not."""
        found = [each for session in self.sessions for each in session.texts]
        found += [step.said for step in self.steps]
        for cycle in self.cycles:
            found += [*(e.said for e in cycle.evidence if e.said), *cycle.texts]
        return found + [idea.said for idea in self.ideas]

    def missing(self, why: Missing) -> int:
        return sum(each.missing is why for each in self.said)
