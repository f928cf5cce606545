"""Rotations for tests and the bench: from the reference instances, and drawn at random."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from coachcli.planning.placing import WeekRoom
from coachcli.planning.slots import Slot
from coachcli.planning.waits import Rotation, Turn

MON = date(2026, 11, 23)


def problem(instance: dict[str, Any]) -> Rotation:
    """A problem from an instance in the format of ``tests/data/rotation.json``.

    ``every``, ``last``, ``away`` and ``fits`` have an entry for each teacher, ``capacity`` one for
    each week; ``slots`` is how many slots a week has, None when only the capacity counts.
    """
    handles = [f"t{n:02}" for n in range(len(instance["every"]))]
    booked = instance.get("booked") or [()] * len(handles)
    turns = tuple(
        Turn(handle, every, 2 * every, last, frozenset(away), frozenset(stands))
        for handle, every, last, away, stands in zip(
            handles, instance["every"], instance["last"], instance["away"], booked, strict=True
        )
    )
    return Rotation(turns, tuple(room(instance, week) for week in range(len(instance["capacity"]))))


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


def drawn(rng: random.Random) -> dict[str, Any]:
    """A random instance of a coach's size: 12 to 18 teachers, 14 weeks, a load near the capacity.

    With or without absences and slots, as the reference instances have them.
    """
    teachers, weeks = rng.randint(12, 18), 14
    every = [rng.choice((2, 3, 3, 3, 4, 4, 6, 6)) for _ in range(teachers)]
    while sum(1 / n for n in every) > 5.2:
        every[every.index(min(every))] += 1
    slots = rng.choice((None, 10, 12))
    leaves = rng.random() < 0.5
    return {
        "every": every,
        "last": [-rng.randint(1, n) for n in every],
        "away": [
            sorted({w, w + 1} & set(range(weeks)))
            if leaves and rng.random() < 0.3 and (w := rng.randrange(weeks)) >= 0
            else []
            for _ in every
        ],
        "fits": [
            None if slots is None else sorted(rng.sample(range(slots), rng.choice((1, 2, 2, 3))))
            for _ in every
        ],
        "slots": slots,
        "capacity": [rng.choice((4, 5, 5, 5, 5)) if leaves else 5 for _ in range(weeks)],
    }
