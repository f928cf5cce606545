"""What a report is made of: ``store.reading`` fills it, ``sharing`` makes reports of it.

No value here has a place for anything sealed, and none for anything private: no day, no handle, no
wait. What counting needs is a number that stands for a teacher within one reading (``who``), and a
month in place of a day. A name or a question that a teacher does not let into reports is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coachcli.values.frozen import dataclass
from coachcli.values.words import Focus, Kind, Party, Phase, Support, Work


@dataclass(frozen=True)
class SharedTeacher:
    """``name`` is empty for one who is only counted, ``question`` for one who stands by name."""

    who: int
    name: str
    question: str
    focus: Focus | None
    support: Support
    subject: str
    grade: str


@dataclass(frozen=True)
class SharedSession:
    """A held session. ``month`` is the first day of its month; ``minutes`` None: no length."""

    month: date
    who: frozenset[int]
    kinds: tuple[Kind, ...]
    focus: Focus | None
    minutes: int | None


@dataclass(frozen=True)
class Met:
    """How many of how many students."""

    met: int
    total: int


@dataclass(frozen=True)
class SharedEvidence:
    """What students did by one measure, the first and the latest time that both agreed to share."""

    measure: str
    first: Met
    latest: Met
    times: int


@dataclass(frozen=True)
class SharedCycle:
    """A cycle that ran in the period, with its phase at the end of it.

    ``question`` and ``evidence`` are empty unless everybody in it stands with the question.
    """

    who: frozenset[int]
    question: str
    focus: Focus | None
    phase: Phase
    evidence: tuple[SharedEvidence, ...] = ()


@dataclass(frozen=True)
class SharedTime:
    """Time of the coach without a teacher, in one month."""

    month: date
    work: Work
    minutes: int


@dataclass(frozen=True)
class Shared:
    """All that may stand in a report on one period, teachers by name and cycles by number."""

    teachers: tuple[SharedTeacher, ...]
    sessions: tuple[SharedSession, ...]
    cycles: tuple[SharedCycle, ...]
    others: tuple[SharedTime, ...]


@dataclass(frozen=True)
class HeldDay:
    """The day of a held session and what it was."""

    date: date
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Widened:
    """What a coach lets into a report beyond that, one thing at a time; None is not let in.

    ``dates`` are the days of held sessions with their kinds, ``waits`` the working weeks since the
    last visit (None: never visited) by ``who``.
    """

    dates: tuple[HeldDay, ...] | None = None
    cancellations: Mapping[Party, int] | None = None
    no_shows: int | None = None
    waits: dict[int, int | None] | None = None
