"""The words of the product as plain values. Every room speaks them; none of them does anything.

Dates and times are local (the school's wall clock). A week is named by its Monday.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from enum import StrEnum

from coachcli.quick import dataclass

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Day labels of windows and periods; the index is ``date.weekday()``. A school with a day cycle has
labels of its own beside them (``DayCycle``)."""

Day = date
"""``date`` itself, for classes that have a field of that name."""

EVERY_MIN, EVERY_MAX = 1, 12
"""Bounds of a cadence, in working weeks."""


class Support(StrEnum):
    """Whether a teacher is officially assigned (``core``) or carried over (``side``)."""

    CORE = "core"
    SIDE = "side"


class InReports(StrEnum):
    """How a teacher may stand in a report: with the inquiry question, by name, or as a count."""

    QUESTION = "question"
    NAME = "name"
    ANONYMOUS = "anonymous"


class SessionState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class Kind(StrEnum):
    """What a session was; a session may be several of these at once."""

    INITIAL_MEETING = "initial_meeting"
    OBSERVATION = "observation"
    DEBRIEF = "debrief"
    CO_PLANNING = "co_planning"
    MODELING = "modeling"
    CO_TEACHING = "co_teaching"
    STUDENT_WORK = "student_work"
    RESOURCES = "resources"
    ROLE_PLAY = "role_play"
    PEER_VISIT = "peer_visit"
    TEAM_MEETING = "team_meeting"
    CONTACT = "contact"


def is_contact(kinds: Sequence[Kind]) -> bool:
    """Whether a session of these kinds was a hallway talk or an email and nothing more."""
    return tuple(kinds) == (Kind.CONTACT,)


class Focus(StrEnum):
    """Knight's Big Four."""

    CLASSROOM_MANAGEMENT = "classroom_management"
    CONTENT_PLANNING = "content_planning"
    INSTRUCTION = "instruction"
    ASSESSMENT = "assessment"


class AskedBy(StrEnum):
    """Who wanted the session to happen."""

    TEACHER = "teacher"
    COACH = "coach"
    PLANNED = "planned"


class Party(StrEnum):
    """Who called a session off."""

    TEACHER = "teacher"
    COACH = "coach"
    SCHOOL = "school"


class Owner(StrEnum):
    """Whose next step it is."""

    TEACHER = "teacher"
    COACH = "coach"


class StepState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Part(StrEnum):
    """The sealed parts of a session, in the order in which they are asked for."""

    NOTES = "notes"
    WORKS = "works"
    HARD = "hard"
    ASK_NEXT = "ask_next"
    REASON = "reason"


class Phase(StrEnum):
    """Where a cycle is (Knight's impact cycle); it may go either way until it is closed."""

    IDENTIFY = "identify"
    LEARN = "learn"
    IMPROVE = "improve"
    CLOSED = "closed"


class CyclePart(StrEnum):
    """The sealed parts of a cycle's end: the teacher's reflection, and what goes on."""

    REFLECTION = "reflection"
    GOES_ON = "goes_on"


class Work(StrEnum):
    """What the coach's time goes to without a teacher being coached."""

    WORKSHOP = "workshop"
    LEARNING_COMMUNITY = "learning_community"
    DATA_WORK = "data_work"
    PLANNING_RESOURCES = "planning_resources"
    STUDENT_GROUP = "student_group"
    COVERING = "covering"
    DUTY = "duty"
    OWN_LEARNING = "own_learning"


class DueState(StrEnum):
    """Where a teacher stands in the rotation, most urgent first."""

    OVERDUE = "overdue"
    DUE = "due"
    PLANNED = "planned"
    OK = "ok"
    AWAY = "away"


@dataclass(frozen=True)
class DateRange:
    """Days from ``first`` to ``last``, both included; ``last`` None means until further notice."""

    first: date
    last: date | None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Window:
    """A teacher's free time: a day's label with either a period's name or a start and an end.

    ``preferred``: rather here than in the teacher's other windows.
    """

    day: str
    period: str = ""
    start: time | None = None
    end: time | None = None
    preferred: bool = False

    def __str__(self) -> str:
        if self.start is not None and self.end is not None:
            return f"{self.day} {self.start:%H:%M}-{self.end:%H:%M}"
        return f"{self.day} {self.period}"


@dataclass(frozen=True)
class Period:
    """A bell-schedule period on one weekday or on one day of the day cycle."""

    day: str
    name: str
    start: time
    end: time


@dataclass(frozen=True)
class DayCycle:
    """Days that go round on school days only: A and B, or one to six. ``anchor`` is a school day
    that has the first of ``labels``."""

    labels: tuple[str, ...]
    anchor: date


@dataclass(frozen=True)
class Closure:
    """Days without coaching. ``in_session``: there is school, so the day cycle goes on."""

    id: int
    uid: str
    first: date
    last: date
    label: str
    in_session: bool = False

    @property
    def days(self) -> DateRange:
        return DateRange(self.first, self.last)


@dataclass(frozen=True)
class Away:
    """Days on which a teacher cannot be met; ``last`` None means paused until further notice."""

    id: int
    teacher: str
    first: date
    last: date | None

    @property
    def days(self) -> DateRange:
        return DateRange(self.first, self.last)


@dataclass(frozen=True)
class Teacher:
    """Someone on the caseload. ``every`` and ``max_gap`` count working weeks.

    Where a running cycle brings visits closer, ``every`` is its cadence, ``usual`` the teacher's
    own and ``closer_since`` the day on which the cycle began.
    """

    id: int
    uid: str
    handle: str
    name: str
    support: Support
    every: int
    max_gap: int
    since: date
    email: str = ""
    subject: str = ""
    grade: str = ""
    room: str = ""
    question: str = ""
    focus: Focus | None = None
    archived_on: date | None = None
    windows: tuple[Window, ...] = ()
    usual: int | None = None
    closer_since: date | None = None
    in_reports: InReports = InReports.QUESTION


@dataclass(frozen=True)
class Commitment:
    """A recurring meeting of the coach, with teachers or without.

    ``rule`` is the RRULE (RFC 5545) without DTSTART, UNTIL and COUNT, for which ``first`` and
    ``last`` stand (both included; None: until further notice). It takes place in ``period``, or
    from ``start`` to ``end``, and not on the days in ``skipped``. ``teachers`` are handles.
    """

    id: int
    uid: str
    label: str
    rule: str
    first: date
    last: date | None
    period: str
    start: time | None
    end: time | None
    counts_as_visit: bool
    teachers: tuple[str, ...]
    skipped: tuple[date, ...] = ()


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
class Note:
    """One sealed part of a session."""

    id: int
    uid: str
    session: int
    part: Part
    sealed: bytes


@dataclass(frozen=True)
class Settings:
    """What the coach can set once. ``capacity`` is visits a week; ``day_max`` visits a day.

    ``cycles`` is how many running cycles are enough.
    """

    capacity: int = 5
    day_max: int | None = None
    minutes: int = 45
    cycles: int = 6
