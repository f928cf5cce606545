from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from coachcli.planning.calendar.slots import Slot, overlaps, slot_order
from coachcli.planning.placing.matching import Week
from coachcli.planning.placing.placing import place
from coachcli.planning.placing.room import WeekRoom
from planning.builders import MON, at

HANDLES = ("a", "b", "c", "d", "e")
DAYS = [MON + timedelta(days=n) for n in range(3)]
TIMES = (("08:00", "08:45"), ("09:00", "09:45"), ("10:00", "10:45"))
SLOTS = [at(day, start, end) for day in DAYS for start, end in TIMES]
OVERLAPPING = [
    *(at(DAYS[0], f"08:{minute:02}", f"09:{minute:02}") for minute in (0, 20, 40)),
    at(DAYS[0], "09:00", "09:30"),
    at(DAYS[0], "09:40", "10:00"),
    at(DAYS[1], "08:00", "09:00"),
]

Assignment = dict[str, Slot]


@st.composite
def rooms(draw: st.DrawFn, slots: Sequence[Slot] = tuple(SLOTS)) -> WeekRoom:
    """Up to five teachers over nine slots on three days, with every kind of bound."""
    some = st.lists(st.sampled_from(slots), max_size=4, unique=True)
    return WeekRoom(
        capacity=draw(st.integers(0, 5)),
        slots={handle: tuple(draw(some)) for handle in HANDLES},
        load=draw(st.dictionaries(st.sampled_from(DAYS), st.integers(0, 3), max_size=3)),
        day_max=draw(st.none() | st.integers(1, 3)),
        preferred={handle: tuple(draw(some)) for handle in draw(st.sets(st.sampled_from(HANDLES)))},
    )


orders = st.permutations(HANDLES)


def assignments(room: WeekRoom, handles: Sequence[str]) -> Iterator[Assignment]:
    """Every way to give some of ``handles`` a slot within all the bounds, by trying them all."""
    if not handles:
        yield {}
        return
    for rest in assignments(room, handles[1:]):
        yield rest
        for slot in (room.slots or {})[handles[0]]:
            more = {handles[0]: slot, **rest}
            if slot not in rest.values() and is_allowed(room, more):
                yield more


def is_allowed(room: WeekRoom, some: Assignment) -> bool:
    days = Counter(slot.date for slot in some.values())
    return len(some) <= room.capacity and (
        room.day_max is None
        or all(n + room.load.get(day, 0) <= room.day_max for day, n in days.items())
    )


def served(order: Sequence[str], placed: Iterable[str]) -> list[bool]:
    """Comparable: the bigger one serves the more important teachers."""
    return [handle in set(placed) for handle in order]


def unevenness(room: WeekRoom, some: Assignment) -> int:
    load = Counter(room.load)
    load.update(slot.date for slot in some.values())
    return sum(n * n for n in load.values())


def disliked(room: WeekRoom, some: Assignment) -> int:
    """How many of those who prefer a slot have another."""
    return sum(bool(room.preferred.get(h)) and s not in room.preferred[h] for h, s in some.items())


def most_placed(room: WeekRoom, handles: Sequence[str]) -> int:
    return max(len(some) for some in assignments(room, handles))


@given(rooms(), orders)
def test_who_is_placed_where_is_the_best_of_all_assignments(
    room: WeekRoom, order: list[str]
) -> None:
    def merit(some: Assignment) -> tuple[object, ...]:
        slots = [slot_order(some[handle]) for handle in order if handle in some]
        who = [not yes for yes in served(order, some)]
        return (who, disliked(room, some), unevenness(room, some), slots)

    assert place(room, order).placed == min(assignments(room, order), key=merit)


@given(rooms(), orders)
def test_everyone_is_either_placed_or_told_why_not(room: WeekRoom, order: list[str]) -> None:
    found = place(room, order)
    assert sorted([*found.placed, *found.blocked]) == sorted(order)


@given(rooms(), orders, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(
    room: WeekRoom, order: list[str], rng: random.Random
) -> None:
    assert room.slots is not None
    rows = [(handle, tuple(rng.sample(list(s), len(s)))) for handle, s in room.slots.items()]
    rng.shuffle(rows)
    assert place(replace(room, slots=dict(rows)), order) == place(room, order)


@given(rooms(), orders)
def test_every_refusal_carries_a_witness_that_holds(room: WeekRoom, order: list[str]) -> None:
    found = place(room, order)
    assert room.slots is not None
    for handle, why in found.blocked.items():
        others = list(why.blocked_by)
        assert set(others) <= set(found.placed)
        assert all(order.index(other) < order.index(handle) for other in others)
        everyone = [*others, handle]
        bound = replace(room, capacity=len(everyone))
        if why.code == "no_window":
            assert not room.slots[handle]
        elif why.code == "taken":
            assert len({slot for h in everyone for slot in room.slots[h]}) == len(others)
        elif why.code == "day_max":
            load = Counter(room.load)
            load.update(slot.date for slot in found.placed.values())
            assert why.full
            assert all(load[day] >= (room.day_max or 0) for day in why.full)
            assert most_placed(bound, everyone) == len(others)
        else:
            assert why.code == "capacity"
            assert len(others) == room.capacity
            assert most_placed(bound, everyone) == len(everyone)


@given(rooms(), orders, st.sampled_from(HANDLES), st.sampled_from(SLOTS))
def test_one_more_slot_never_makes_those_served_worse(
    room: WeekRoom, order: list[str], handle: str, slot: Slot
) -> None:
    assert room.slots is not None
    more = replace(room, slots={**room.slots, handle: (*room.slots[handle], slot)})
    before, after = place(room, order).placed, place(more, order).placed
    assert served(order, after) >= served(order, before)


@given(rooms(), st.sets(st.sampled_from(HANDLES)))
def test_as_many_of_a_set_are_met_as_some_assignment_places(room: WeekRoom, some: set[str]) -> None:
    assert Week(room, sorted(some)).rank(range(len(some))) == most_placed(room, sorted(some))


@given(rooms(), orders)
def test_a_search_over_weeks_meets_those_who_are_placed(room: WeekRoom, order: list[str]) -> None:
    week, met = Week(room, order), 0
    for number in range(len(order)):
        met = week.grown(met, number) or met
    placed = place(room, order).placed
    assert [met >> number & 1 for number in range(len(order))] == served(order, placed)


@given(rooms(OVERLAPPING), orders)
def test_no_two_visits_ever_overlap(room: WeekRoom, order: list[str]) -> None:
    placed = place(room, order).placed.values()
    assert not any(overlaps(one, other) for one, other in combinations(placed, 2))


def test_a_teacher_with_one_slot_moves_one_with_two_and_drops_nobody() -> None:
    early, late = SLOTS[0], SLOTS[1]
    room = WeekRoom(5, {"joe": (early, late), "ana": (early,)})
    assert place(room, ["joe", "ana"]).placed == {"joe": late, "ana": early}


def test_the_holders_of_every_slot_that_a_swap_could_free_are_named() -> None:
    room = WeekRoom(5, {"joe": SLOTS[0:2], "dana": SLOTS[1:2], "ana": SLOTS[0:1]})
    blocked = place(room, ["joe", "dana", "ana"]).blocked["ana"]
    assert (blocked.code, blocked.blocked_by) == ("taken", ("dana", "joe"))
    assert blocked.slots == (SLOTS[0],)


def test_days_that_hold_visits_already_are_filled_last() -> None:
    room = WeekRoom(5, {"joe": tuple(SLOTS)}, load={DAYS[0]: 1, DAYS[1]: 1})
    assert place(room, ["joe"]).placed == {"joe": SLOTS[6]}


def test_without_known_slots_only_the_capacity_counts() -> None:
    week = Week(WeekRoom(2, None), HANDLES)
    assert [week.rank(range(number)) for number in range(4)] == [0, 1, 2, 2]
    assert week.grown(0b001, 2) == 0b101
    assert week.grown(0b101, 1) is None


def test_the_day_with_room_is_found_through_full_days() -> None:
    room = WeekRoom(5, {"joe": (SLOTS[0], SLOTS[3]), "ana": (SLOTS[1],)}, day_max=1)
    assert place(room, ["joe", "ana"]).placed == {"joe": SLOTS[3], "ana": SLOTS[1]}


def test_a_day_takes_no_more_however_often_somebody_could_be_moved_for_it() -> None:
    monday, tuesday = SLOTS[0:2], SLOTS[3:5]
    slots = {"a": (tuesday[0], monday[1]), "b": tuesday, "c": monday[:1], "d": tuesday[:1]}
    room = WeekRoom(5, slots, load={DAYS[0]: 1}, day_max=2)
    assert Week(room, ["a", "b", "c", "d"]).rank(range(4)) == 3
