"""A teacher on the caseload, and the days without."""

from __future__ import annotations

from datetime import date

from coachcli.values.frozen import dataclass
from coachcli.values.school import DateRange, Window
from coachcli.values.words import Focus, InReports, Support

EVERY_MIN, EVERY_MAX = 1, 12
"""Bounds of a cadence, in working weeks."""


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
