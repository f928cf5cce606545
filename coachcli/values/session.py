"""A session with its sealed notes, and next steps: as read, and as they are to be stored."""

from __future__ import annotations

from datetime import date, time

from coachcli.values.frozen import dataclass
from coachcli.values.words import AskedBy, Focus, Kind, Owner, Part, Party, SessionState, StepState

Day = date
"""``date`` itself, for classes that have a field of that name."""


@dataclass(frozen=True)
class Session:
    """One meeting. ``teachers`` are handles; ``minutes`` is how long it lasted once held.

    ``commitment`` is the number of the recurring meeting it is an occurrence of, and ``occurrence``
    the day that the rule gives it, wherever it was moved since.
    """

    id: int
    uid: str
    date: date
    start: time | None
    end: time | None
    state: SessionState
    teachers: tuple[str, ...]
    kinds: tuple[Kind, ...] = ()
    focus: Focus | None = None
    minutes: int | None = None
    asked_by: AskedBy = AskedBy.PLANNED
    counts_as_visit: bool = True
    pinned: bool = False
    slot: str = ""
    cancelled_by: Party | None = None
    commitment: int | None = None
    occurrence: Day | None = None

    @property
    def period(self) -> str:
        """The name of the period it is planned in; empty without one."""
        name = self.slot.partition(" ")[2]
        return "" if ":" in name else name


@dataclass(frozen=True)
class Reason:
    """Why a teacher is met in a week or not: a code, a sentence, and the handles of those who hold
    what is missing, sorted."""

    code: str
    text: str
    blocked_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A next step with its text still sealed. ``check_on`` None means the next visit."""

    id: int
    uid: str
    teacher: str
    owner: Owner
    sealed: bytes
    agreed_on: date
    check_on: date | None
    state: StepState
    closed_on: date | None = None
    session: int | None = None


@dataclass(frozen=True)
class ShownStep:
    """A next step as it is shown, with the ``name`` of its teacher.

    ``check`` is the day it is checked on, as things stand, and ``past`` says that it is over. A
    ``text`` of None is sealed and was not opened.
    """

    step: Step
    check: date | None = None
    past: bool = False
    text: str | None = None
    name: str = ""

    JSON = {
        "id": "step.id",
        "owner": "step.owner",
        "text": "text",
        "agreed_on": "step.agreed_on",
        "check_on": "check",
        "state": "step.state",
        "session": "step.session",
    }


@dataclass(frozen=True)
class Note:
    """One sealed part of a session, without numbers where it is still to be stored."""

    uid: str
    part: Part
    sealed: bytes
    session: int = 0
    id: int = 0


@dataclass(frozen=True)
class SealedStep:
    """A next step to be stored. ``teacher`` is a handle; ``check_on`` None means the next visit."""

    uid: str
    teacher: str
    owner: Owner
    sealed: bytes
    check_on: date | None = None
    state: StepState = StepState.OPEN
    closed_on: date | None = None


@dataclass(frozen=True)
class LoggedSession:
    """What happened, to be stored. The number of ``session`` is that of the planned session it was;
    0 means that it was not planned."""

    session: Session
    notes: tuple[Note, ...] = ()
    steps: tuple[SealedStep, ...] = ()
