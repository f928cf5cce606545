"""Rotations for tests and the bench: from the reference instances, and drawn at random."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from coachcli.planning.calendar.slots import Slot
from coachcli.planning.placing.room import WeekRoom
from coachcli.planning.rotation.waits import Rotation, RotationTeacher

MON = date(2026, 11, 23)


def problem(instance: dict[str, Any]) -> Rotation:
    """A problem from an instance in the format of ``tests/data/rotation.json``.

    ``every``, ``last``, ``away`` and ``fits`` have an entry for each teacher, ``capacity`` one for
    each week; ``slots`` is how many slots a week has, None when only the capacity counts.
    """
    handles = [f"t{n:02}" for n in range(len(instance["every"]))]
    booked = instance.get("booked") or [()] * len(handles)
    teachers = tuple(
        RotationTeacher(handle, every, 2 * every, last, frozenset(away), frozenset(stands))
        for handle, every, last, away, stands in zip(
            handles, instance["every"], instance["last"], instance["away"], booked, strict=True
        )
    )
    return Rotation(
        teachers, tuple(room(instance, week) for week in range(len(instance["capacity"])))
    )


def room(instance: dict[str, Any], week: int) -> WeekRoom:
    if instance["slots"] is None:
        return WeekRoom(instance["capacity"][week], None)
    day = MON + timedelta(days=7 * week)
    fits = [range(instance["slots"]) if fits is None else fits for fits in instance["fits"]]
    slots = {
        f"t{n:02}": tuple(
            Slot(day + timedelta(days=index % 2), None, None, "slot", index) for index in indexes
        )
        for n, indexes in enumerate(fits)
    }
    return WeekRoom(instance["capacity"][week], slots, day_max=instance.get("day_max"))


@st.composite
def instances(
    draw: st.DrawFn, most: int = 8, weeks: int = 10, bounds: bool = True
) -> dict[str, Any]:
    """Instances of any kind; with ``bounds`` also booked visits and most visits a day."""
    teachers, horizon = draw(st.integers(1, most)), draw(st.integers(1, weeks))

    def each(values: st.SearchStrategy[Any], n: int = teachers) -> list[Any]:
        return draw(st.lists(values, min_size=n, max_size=n))

    slots = draw(st.none() | st.integers(1, 6))
    fits = st.none() if slots is None else st.none() | st.sets(st.integers(0, slots - 1))
    away = each(st.sets(st.integers(0, horizon - 1), max_size=3))
    booked = each(st.sets(st.integers(0, horizon - 1), max_size=2 if bounds else 0))
    return {
        "every": each(st.integers(1, 6)),
        "last": each(st.integers(-8, -1)),
        "away": away,
        "booked": [b - a for a, b in zip(away, booked, strict=True)],
        "fits": [None if f is None else sorted(f) for f in each(fits)],
        "slots": slots,
        "capacity": each(st.integers(0, 5), horizon),
        "day_max": draw(st.none() | st.integers(1, 3)) if bounds else None,
    }


@dataclass(frozen=True)
class Kind:
    """Random instances of one kind; what is a tuple is drawn from, anew for each instance.

    ``load``: the least and the most that the cadences may ask for, for the capacity.
    ``behind``: how long ago the last visit can be, for the cadence; 0: all were last week.
    """

    every: tuple[int, ...] = (2, 3, 3, 3, 4, 4, 6, 6)
    teachers: tuple[int, ...] = tuple(range(12, 19))
    weeks: tuple[int, ...] = (14,)
    capacity: tuple[int, ...] = (5,)
    load: tuple[float, float] = (0.6, 1.0)
    behind: float = 1.0
    slots: tuple[int, ...] = ()
    leaves: bool = False


KINDS = {
    "fresh": Kind(load=(0.8, 1.0), behind=0.0, weeks=(16,)),
    "full": Kind(load=(0.98, 1.0), weeks=(14, 16)),
    "pinwheel": Kind(
        tuple(range(2, 13)), tuple(range(3, 8)), (24,), (1,), load=(0.8, 1.0), behind=0.0
    ),
    "two": Kind(tuple(range(2, 9)), tuple(range(6, 11)), (20,), (2,), load=(0.9, 1.0), behind=0.0),
    "mid-cycle": Kind(),
    "leave": Kind(leaves=True),
    "slots": Kind(slots=(10, 12)),
    "all": Kind(slots=(10,), leaves=True),
    "overload": Kind(load=(1.0, 1.2)),
    "behind": Kind(behind=2.0, slots=(10, 12), leaves=True),
    "wide": Kind(every=tuple(range(1, 13)), weeks=(16, 20, 24), load=(0.8, 1.0)),
    "long": Kind(weeks=(18, 20, 24), load=(0.8, 1.0)),
    "long all": Kind(weeks=(18, 20, 24), slots=(10, 12), leaves=True),
}
"""The kinds of the reference instances, and others of the same size."""


def drawn(rng: random.Random, kind: Kind) -> dict[str, Any]:
    """A random instance of a kind, in the format of the reference instances."""
    weeks, every = rng.choice(kind.weeks), _cadences(rng, kind)
    slots = rng.choice(kind.slots) if kind.slots else None
    usual = rng.choice(kind.capacity)
    return {
        "every": every,
        "last": [-rng.randint(1, max(1, int(kind.behind * n))) for n in every],
        "away": [_leave(rng, weeks) if kind.leaves and rng.random() < 0.3 else [] for _ in every],
        "fits": [
            None if slots is None else sorted(rng.sample(range(slots), rng.choice((1, 2, 2, 3))))
            for _ in every
        ],
        "slots": slots,
        "capacity": [
            max(0, usual - rng.choice((0, 0, 0, 0, 0, 1, 2))) if kind.leaves else usual
            for _ in range(weeks)
        ],
    }


def _cadences(rng: random.Random, kind: Kind) -> list[int]:
    """Cadences whose load is within the bounds of the kind."""
    least, most = (bound * kind.capacity[0] for bound in kind.load)
    while True:
        every = [rng.choice(kind.every) for _ in range(rng.choice(kind.teachers))]
        if least - 1e-9 <= sum(1 / n for n in every) <= most + 1e-9:
            return every


def _leave(rng: random.Random, weeks: int) -> list[int]:
    first = rng.randrange(weeks)
    return [week for week in range(first, first + rng.randint(1, 3)) if week < weeks]
