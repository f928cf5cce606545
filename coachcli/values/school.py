"""The school's time: days, free times, periods, closures, recurring meetings, and what is set once.

Dates and times are local (the school's wall clock). A week is named by its Monday.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from coachcli.values.columns import Number, Text
from coachcli.values.frozen import dataclass

if TYPE_CHECKING:
    # Its import takes longer than most commands have; who plans has it.
    from fractions import Fraction

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Day labels of windows and periods; the index is ``date.weekday()``. A school with a day cycle has
labels of its own beside them (``DayCycle``)."""

DAY = Text(
    "day",
    12,
    1,
    pattern=r"\w+",
    refusal="{typed} cannot be a day of a day cycle.",
    hint="Use letters or numbers that are no weekdays: A,B or 1,2,3,4,5,6.",
)
PERIOD = Text(
    "period",
    20,
    1,
    pattern=r"[^\W_][\w .'’()-]*",
    refusal="{typed} cannot be the name of a period.",
    hint="A period's name is short, like P2 or Lunch B: at most {longest} characters.",
)
CLOSURE_LABEL = Text("label", 120)
MEETING_LABEL = Text("label", 60)
"""What a closure and a recurring meeting are called."""

VISITS = Number(0, 60)
"""The visits of a week."""


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

    JSON = {"id": "id", "first": "first", "last": "last", "label": "label", "school": "in_session"}

    @property
    def days(self) -> DateRange:
        return DateRange(self.first, self.last)


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
class Settings:
    """What the coach can set once. ``capacity`` is visits a week; ``day_max`` visits a day.

    ``cycles`` is how many running cycles are enough.
    """

    capacity: int = 5
    day_max: int | None = None
    minutes: int = 45
    cycles: int = 6


@dataclass(frozen=True)
class Load:
    """``need``: visits a week that the cadences ask for; ``capacity``: visits the week can take."""

    need: Fraction
    capacity: int

    JSON = ("need", "capacity", "fits")

    @property
    def fits(self) -> bool:
        return self.need <= self.capacity
