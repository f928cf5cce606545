"""A school year, week by week, with leaves, snow and visits called off, lived through by a planner.

What happens is drawn from the seed by teacher and week and not by what is planned, so that two ways
of planning can be held against each other.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import exact

from coachcli.planning.placing import WeekRoom
from coachcli.planning.rotation import rotate
from coachcli.planning.slots import Slot
from coachcli.planning.waits import Rotation, Turn

CALLED_OFF, SNOW, LEAVE = 0.11, 0.05, 0.02
"""How likely a visit is called off or missed, a week loses a visit, and a leave begins."""

MONDAY = date(2026, 9, 7)

Chooser = Callable[[Rotation], Sequence[str]]


@dataclass
class Year:
    """What a year brought: gaps that were late, the longest for the cadence, and time spent."""

    late: int = 0
    beyond: int = 0
    visits: int = 0
    seconds: float = 0.0
    gaps: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Caseload:
    name: str
    every: tuple[int, ...]
    capacity: int
    slots: int | None = None

    @property
    def handles(self) -> list[str]:
        return [f"t{n:02}" for n in range(len(self.every))]


CASELOADS = (
    Caseload("interview: 12 every 3, 6 every 6", (3,) * 12 + (6,) * 6, 5),
    Caseload("some room: 9 every 3, 6 every 6", (3,) * 9 + (6,) * 6, 5),
    Caseload("slots: 10 every 3, 6 every 6", (3,) * 10 + (6,) * 6, 5, 12),
)


def live(caseload: Caseload, seed: int, weeks: int, choose: Chooser) -> Year:
    """One year. ``choose`` says whom to meet in week 0 of what lies ahead."""
    year, position = Year(), dict.fromkeys(caseload.handles, 0)
    rng = random.Random(f"{caseload.name} {seed}")
    last = {h: -rng.randint(1, n) for h, n in zip(caseload.handles, caseload.every, strict=True)}
    fits = (
        {h: sorted(rng.sample(range(caseload.slots or 1), 2)) for h in caseload.handles}
        if (caseload.slots)
        else {}
    )
    for week in range(weeks):
        away = {h for h in caseload.handles if is_away(seed, h, week)}
        room = caseload.capacity - (happens(SNOW, seed, "snow", week))
        ahead = looking(caseload, last, position, away, room, fits)
        began = time.perf_counter()
        chosen = choose(ahead)
        year.seconds += time.perf_counter() - began
        for handle, every in zip(caseload.handles, caseload.every, strict=True):
            if handle in away:
                continue
            position[handle] += 1
            if handle in chosen and not happens(CALLED_OFF, seed, handle, week):
                gap = position[handle] - 1 - last[handle]
                year.gaps.setdefault(handle, []).append(gap)
                year.late += gap > every
                year.beyond += gap > 2 * every
                year.visits += 1
                last[handle] = position[handle] - 1
    for handle, every in zip(caseload.handles, caseload.every, strict=True):
        open_gap = position[handle] - last[handle]
        year.late += open_gap > every
        year.beyond += open_gap > 2 * every
    return year


def happens(chance: float, *what: object) -> bool:
    return random.Random(" ".join(map(str, what))).random() < chance


def is_away(seed: int, handle: str, week: int) -> bool:
    """A leave takes three weeks."""
    return any(happens(LEAVE, seed, "leave", handle, week - n) for n in range(3))


def looking(
    caseload: Caseload,
    last: dict[str, int],
    position: dict[str, int],
    away: set[str],
    room: int,
    fits: dict[str, list[int]],
) -> Rotation:
    """The weeks ahead as the coach sees them: nobody knows of leaves and snow to come."""
    turns = tuple(
        Turn(
            handle,
            every,
            2 * every,
            last[handle] - position[handle] - (handle in away),
            frozenset({0} if handle in away else ()),
        )
        for handle, every in zip(caseload.handles, caseload.every, strict=True)
    )
    rooms = [
        WeekRoom(room if week == 0 else caseload.capacity, slots_of(fits, week))
        for week in range(max(caseload.every) + 2)
    ]
    return Rotation(turns, tuple(rooms))


def slots_of(fits: dict[str, list[int]], week: int) -> dict[str, tuple[Slot, ...]] | None:
    day = MONDAY + timedelta(weeks=week)
    return {
        handle: tuple(Slot(day, None, None, "slot", n) for n in some)
        for handle, some in fits.items()
    } or None


def planner(ahead: Rotation) -> Sequence[str]:
    return rotate(ahead).weeks[0]


def solver(ahead: Rotation) -> Sequence[str]:
    return exact.best_week(ahead, seconds=60)[1]
