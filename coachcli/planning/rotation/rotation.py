"""Rotation: who is met in which week, so that nobody waits too long if that can be helped.

Weeks are numbers: 0 is the week being planned, -1 the working week before it, and all of them are
working weeks. The order of importance, each settled before the next:

1. what stands already, absences, and that the visits of a week can be placed in it;
2. the waits beyond the longest agreed, then the late waits, the worst first, as a list that is as
   small as it can be in lexicographic order;
3. week by week, the fewest visits earlier than due, made with those due soonest.

Each of these is a question that ``search`` answers: is there a plan with one wait less of this
kind? For the worst wait ``repair`` goes on where the search takes long. The effort of both is
bounded, so that an answer always comes; ``Plan.is_proven`` says whether the waits were shown to be
the least.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coachcli.planning.rotation.bounds import AllowedWaits, Effort, Exhausted, Weeks
from coachcli.planning.rotation.repair import Repair
from coachcli.planning.rotation.search import Search, State
from coachcli.planning.rotation.tables import Tables
from coachcli.planning.rotation.waits import BEFORE, Rotation, Wait, late_waits
from coachcli.values.frozen import dataclass

_EFFORT = 8_000_000
"""Sets of visits or paths that are tried, times teachers, times weeks: about half a second.

The other numbers here are parts of it.
"""

_LEAST = 20_000
"""At least so many sets, however many teachers and weeks there are."""

_QUESTION = 12
"""One question about late waits has this part of it."""

_WORST = 1.5
"""The questions about the worst wait have so many times the whole together."""

_SEARCHED = 4
"""The search has this part of a question about the worst wait, ``repair`` the rest."""

_ALL_LATE = 2
"""The questions about late waits below the worst have this part of the whole effort together."""

_SOON = 8
"""A plan that only its worst wait matters of has this part of the effort."""

_EARLY, _ALL_EARLY = 150, 6
"""One question about early visits has this part of as much again, all of them that one."""


@dataclass(frozen=True)
class Plan:
    """``weeks[w]``: whom to meet in week w, most urgent first, without those booked in it.

    ``late`` are the late waits that the plan leaves, the worst first. ``is_proven``: no plan has a
    list of late waits that is smaller.
    """

    weeks: tuple[tuple[str, ...], ...]
    late: tuple[Wait, ...] = ()
    is_proven: bool = True


def rotate(rotation: Rotation, *, share: int = 1) -> Plan:
    """The best plan for all weeks of ``rotation``. Equal input gives an equal plan.

    Neither the order of the teachers nor that of the slots matters. The search for the late waits
    has one ``share``-th of the whole effort.
    """
    tables = Tables(_ordered(rotation))
    return _plan(tables, *_least_late(tables, _effort(tables) // share))


def rotate_within(rotation: Rotation, late: Sequence[Wait]) -> Plan | None:
    """A plan with late waits no worse than the list ``late``; None when none was found.

    Best only when no list is smaller.
    """
    tables = Tables(_ordered(rotation))
    allowed = AllowedWaits(0, tables.levels.list(late))
    weeks, _ = _within(tables, allowed, Effort(_effort(tables) // _QUESTION))
    return None if weeks is None else _plan(tables, weeks, is_proven=True)


def rotate_for_worst(rotation: Rotation) -> Plan:
    """A plan whose worst wait is the least that was found soon; the others are as they come."""
    tables = Tables(_ordered(rotation))
    return _plan(tables, *_least_worst(tables, Effort(_effort(tables) // _SOON)))


def _plan(tables: Tables, weeks: Weeks, is_proven: bool) -> Plan:
    """The weeks with as few early visits as the same late waits allow."""
    met = _handles(tables, _fewest_early(tables, weeks))
    return Plan(met, late_waits(tables.rotation, met), is_proven)


def can_bound(rotation: Rotation, late: Sequence[Wait]) -> bool:
    """Whether a plan was found in which no wait is worse than the worst of ``late``."""
    tables = Tables(_ordered(rotation))
    allowed = AllowedWaits(max(tables.levels.list(late), default=0))
    return _within(tables, allowed, Effort(_effort(tables) // _QUESTION))[0] is not None


def can_keep(rotation: Rotation, late: Sequence[Wait], *, share: int = _QUESTION) -> bool:
    """Whether a plan was found with late waits no worse than the list ``late``.

    The search for it has one ``share``-th of the whole effort.
    """
    tables = Tables(_ordered(rotation))
    allowed = AllowedWaits(0, tables.levels.list(late))
    return _within(tables, allowed, Effort(_effort(tables) // share))[0] is not None


def _ordered(rotation: Rotation) -> Rotation:
    return replace(
        rotation, teachers=tuple(sorted(rotation.teachers, key=lambda teacher: teacher.handle))
    )


def _effort(tables: Tables) -> int:
    return max(_LEAST, _EFFORT // (max(1, len(tables.teachers)) * max(1, tables.horizon)))


def _late(tables: Tables, weeks: Weeks) -> tuple[int, ...]:
    return tables.levels.list(late_waits(tables.rotation, _handles(tables, weeks)))


def _least_late(tables: Tables, effort: int) -> tuple[Weeks, bool]:
    """The plan with the smallest list of late levels, and whether that is proven.

    First the least worst level. Then, from the worst down, one late wait of a level less, until the
    search says that this cannot be.
    """
    best, is_proven = _least_worst(tables, Effort(int(effort * _WORST)))
    left = Effort(effort // _ALL_LATE)
    late, settled = _late(tables, best), 0
    while settled < len(late):
        if left.left <= 0:
            return best, False
        level, count = late[settled], late.count(late[settled])
        fewer = AllowedWaits(level - 1, late[: settled + count - 1])
        weeks, is_sure = _within(tables, fewer, left.part(_effort(tables) // _QUESTION))
        if weeks is not None and _late(tables, weeks) < late:
            best, late = weeks, _late(tables, weeks)
        else:
            is_proven &= is_sure
            settled += count
    return best, is_proven


def _least_worst(tables: Tables, left: Effort) -> tuple[Weeks, bool]:
    """A plan with the least worst level, and whether that is proven.

    Each level is asked about shortly, upwards from what no plan can avoid, until there is a plan.
    Then those without an answer are asked about again and longer, downwards from that plan.
    """
    best = Search(tables, AllowedWaits(tables.levels.highest), Effort(0)).greedy()
    open_levels, short = list[int](), _effort(tables) // _QUESTION
    for level in range(_unavoidable(tables), max(_late(tables, best), default=0)):
        weeks, is_sure = _within(tables, AllowedWaits(level), left.part(short))
        if weeks is not None:
            best = weeks
            break
        open_levels = [] if is_sure else [*open_levels, level]
    for level in reversed(open_levels):
        weeks, is_sure = _within(tables, AllowedWaits(level), left.part(left.left * 3 // 4))
        if weeks is None:
            return best, is_sure
        best = weeks
    return best, True


def _within(tables: Tables, allowed: AllowedWaits, mine: Effort) -> tuple[Weeks | None, bool]:
    """A plan with these waits if one was found, and whether the answer is sure.

    Where only the worst wait counts, ``repair`` goes on when the search has had its part.
    """
    if allowed.longer:
        return _asked(Search(tables, allowed, mine))
    weeks, is_sure = _asked(Search(tables, allowed, mine.part(mine.left // _SEARCHED)))
    return (weeks, True) if is_sure else _asked(Repair(tables, allowed.level, mine))


def _asked(question: Search | Repair) -> tuple[Weeks | None, bool]:
    try:
        return question.solve(), True
    except Exhausted:
        return None, False


def _unavoidable(tables: Tables) -> int:
    """A level that the first gap of some teacher reaches whatever the plan."""
    soonest = (
        min(
            tables.level(i, BEFORE, week)
            for week in range(tables.horizon + 1)
            if tables.is_visit(i, week) or week == tables.horizon
        )
        for i in tables.numbers
    )
    return max(soonest, default=0)


def _fewest_early(tables: Tables, weeks: Weeks) -> Weeks:
    """The same late waits with fewer early visits: in the first week, then in the second, ...

    A week first takes those who are due, as many as it can, and then as few of the others as leave
    a way on.
    """
    late = _late(tables, weeks)
    search = Search(tables, AllowedWaits(0, late), Effort(0))
    state: State = (BEFORE,) * len(tables.teachers)
    longer, rest, settled = late, weeks, list[tuple[int, ...]]()
    left = Effort(_effort(tables) // _ALL_EARLY)
    for week in range(tables.horizon):
        for chosen in search.thinner_sets(week, state, rest[0]):
            step = search.step(week, state, longer, chosen)
            search.effort = left.part(_effort(tables) // _EARLY)
            try:
                onward = None if step is None else search.after(week + 1, *step)
            except Exhausted:
                onward = None
            left.left -= 1
            if left.left <= 0:
                return (*settled, *rest)
            if onward is not None:
                rest = (chosen, *onward)
                break
        step = search.step(week, state, longer, rest[0])
        assert step is not None
        settled.append(rest[0])
        (state, longer), rest = step, rest[1:]
    return tuple(settled)


def _handles(tables: Tables, weeks: Weeks) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(tables.teachers[i].handle for i in chosen) for chosen in weeks)
