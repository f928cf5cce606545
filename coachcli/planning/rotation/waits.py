"""Waits: the gaps between a teacher's visits in a rotation, and how late each of them is.

A gap counts the weeks that count for the teacher. It is late when it is longer than ``every``. Late
gaps are compared by their *level*, a number: 0 is on time, and of two late gaps the one with the
higher level is worse. A gap beyond the longest wait is worse than any that is not; of two that are
alike in that, the one longer for its cadence (gap / every).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction

from coachcli.planning.clock.due import PARTS
from coachcli.planning.placing.room import WeekRoom
from coachcli.values.frozen import dataclass

BEFORE = -1
"""In place of the week of a visit: the last one before week 0."""


Severity = tuple[bool, int]
"""Whether a gap is beyond the longest wait, and gap / every in whole parts."""


@dataclass(frozen=True)
class RotationTeacher:
    """A teacher in the rotation.

    ``last`` is the week of the last visit before week 0, at most -1, in weeks that counted for the
    teacher: -3 when the third counted week back. ``away`` are the weeks from 0 on that do not
    count. ``booked`` are weeks with a visit that stands already, which no ``WeekRoom`` has room
    for again.
    """

    handle: str
    every: int
    max_gap: int
    last: int
    away: frozenset[int] = frozenset()
    booked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Rotation:
    """The problem: ``weeks[w]`` is what week w can still take beyond the booked visits."""

    teachers: tuple[RotationTeacher, ...]
    weeks: tuple[WeekRoom, ...]

    @property
    def horizon(self) -> int:
        return len(self.weeks)


@dataclass(frozen=True)
class Wait:
    """A late gap: ``visit`` is the week that ends it, the horizon itself for one still open."""

    after: int
    visit: int
    gap: int
    teacher: RotationTeacher

    @property
    def ratio(self) -> Fraction:
        """How long the wait was for the cadence; above 1."""
        return Fraction(self.gap, self.teacher.every)

    @property
    def severity(self) -> Severity:
        return severity(self.gap, self.teacher)


def severity(gap: int, teacher: RotationTeacher) -> Severity:
    """Sorts a worse gap higher."""
    return (gap > teacher.max_gap, gap * PARTS // teacher.every)


def position(teacher: RotationTeacher, week: int) -> int:
    """The week as the teacher counts it: a week that does not count has that of the one before."""
    return week - sum(1 for away in teacher.away if 0 <= away <= week)


def late_waits(rotation: Rotation, weeks: Sequence[Iterable[str]]) -> tuple[Wait, ...]:
    """The late gaps of a plan (``weeks[w]``: who is met in week w), the worst first.

    The gap that is open at the end counts as if the week after the horizon ended it.
    """
    met: dict[str, list[int]] = {
        teacher.handle: sorted(teacher.booked) for teacher in rotation.teachers
    }
    for week, handles in enumerate(weeks):
        for handle in handles:
            met[handle].append(week)
    late = []
    for teacher in rotation.teachers:
        before, at = BEFORE, teacher.last
        for week in [*sorted(met[teacher.handle]), rotation.horizon]:
            now = end_position(teacher, week, rotation.horizon)
            if now - at > teacher.every:
                late.append(Wait(before, week, now - at, teacher))
            before, at = week, now
    return tuple(sorted(late, key=_worst_first, reverse=True))


def _worst_first(wait: Wait) -> tuple[Severity, int, str]:
    return (wait.severity, -wait.visit, wait.teacher.handle)


def end_position(teacher: RotationTeacher, week: int, horizon: int) -> int:
    """``position``, where the week after the horizon counts for everybody."""
    return position(teacher, week) if week < horizon else position(teacher, horizon - 1) + 1


class Levels:
    """The level of every gap that a plan of one problem can have."""

    def __init__(self, rotation: Rotation) -> None:
        gaps = [
            [severity(gap, teacher) for gap in range(_longest(teacher, rotation.horizon) + 1)]
            for teacher in rotation.teachers
        ]
        teachers = list(zip(rotation.teachers, gaps, strict=True))
        self.severities = sorted(
            {each for teacher, late in teachers for each in late[teacher.every + 1 :]}
        )
        level = {each: number for number, each in enumerate(self.severities, 1)}
        self.of = [
            [0 if gap <= teacher.every else level[each] for gap, each in enumerate(late)]
            for teacher, late in teachers
        ]
        """``of[i][gap]``: the level of a gap of teacher i."""

    @property
    def highest(self) -> int:
        return len(self.severities)

    def longest(self, i: int, level: int) -> int:
        """The longest gap of a teacher whose level is at most ``level``."""
        return bisect_right(self.of[i], level) - 1

    def list(self, waits: Iterable[Wait]) -> tuple[int, ...]:
        """The levels of late waits, the highest first."""
        levels = (1 + bisect_left(self.severities, wait.severity) for wait in waits)
        return tuple(sorted(levels, reverse=True))


def _longest(teacher: RotationTeacher, horizon: int) -> int:
    return end_position(teacher, horizon, horizon) - teacher.last
