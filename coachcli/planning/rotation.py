"""Rotation: who is met in which week.

Weeks are numbers: 0 is the week being planned, -1 the working week before it, and all of them are
working weeks. A gap is the difference of two visits' weeks, less the weeks between them that do not
count for the teacher; a gap of ``every`` is on time, more is late.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from coachcli.planning.placing import WeekRoom, select


@dataclass(frozen=True)
class Turn:
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

    turns: tuple[Turn, ...]
    weeks: tuple[WeekRoom, ...]


@dataclass(frozen=True)
class Plan:
    """``weeks[w]``: whom to meet in week w, most urgent first, without those booked in it."""

    weeks: tuple[tuple[str, ...], ...]


def position(turn: Turn, week: int) -> int:
    """The week as the teacher counts it: a week that does not count has that of the one before."""
    return week - sum(1 for away in turn.away if 0 <= away <= week)


def rotate(problem: Rotation) -> Plan:
    """A plan that takes, week by week, those whose turn comes first.

    Late ones first, the latest for their cadence at the head; then those due; then, while there is
    room, the earliest due, but nobody before half of their cadence (rounded up) has gone by.
    """
    last = {turn.handle: turn.last for turn in problem.turns}
    planned: list[tuple[str, ...]] = []
    for week, room in enumerate(problem.weeks):
        gaps = {turn.handle: position(turn, week) - last[turn.handle] for turn in problem.turns}
        chosen = select(room, _candidates(problem.turns, week, gaps))
        planned.append(chosen)
        for turn in problem.turns:
            if turn.handle in chosen or week in turn.booked:
                last[turn.handle] = position(turn, week)
    return Plan(tuple(planned))


def _candidates(turns: Sequence[Turn], week: int, gaps: dict[str, int]) -> list[str]:
    """Handles that may be met in ``week``, most urgent first, given each teacher's gap by then."""
    asking = [turn for turn in turns if _may_meet(turn, week, gaps[turn.handle])]
    return [turn.handle for turn in sorted(asking, key=lambda t: turn_order(t, gaps[t.handle]))]


def _may_meet(turn: Turn, week: int, gap: int) -> bool:
    if week in turn.away or week in turn.booked or 2 * gap < turn.every:
        return False
    later = min((booked for booked in turn.booked if booked > week), default=None)
    if later is None:
        return True
    return gap + position(turn, later) - position(turn, week) > turn.every


def turn_order(turn: Turn, gap: int) -> tuple[Fraction, int, str]:
    """Sorts the most urgent first: lateness for the cadence, then weeks until due, then handle."""
    late = max(Fraction(0), Fraction(gap, turn.every) - 1)
    return (-late, max(0, turn.every - gap), turn.handle)
