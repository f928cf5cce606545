"""The witness of a shortage, counted again by code that shares nothing with the planner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations
from typing import Any

from brute import best, fits, waits
from exact import Late
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rotations import instances, problem

from coachcli.planning.ahead.remedies import Shortage, shortage
from coachcli.planning.placing.room import WeekRoom
from coachcli.planning.rotation.waits import Rotation, RotationTeacher


@st.composite
def tight(draw: st.DrawFn, most: int, weeks: int) -> dict[str, Any]:
    """Instances in which there is seldom room for all: few visits a week, or few slots for some."""
    found = draw(instances(most=most, weeks=weeks, bounds=False))
    teachers = len(found["every"])
    if draw(st.booleans()):
        few = st.sampled_from([[0], [0], [0, 1], None])
        fits = draw(st.lists(few, min_size=teachers, max_size=teachers))
        return {**found, "slots": 5, "fits": fits, "capacity": [4] * len(found["capacity"])}
    visits = draw(st.integers(1, 2))
    return {**found, "capacity": [min(visits, each) for each in found["capacity"]]}


FEW_SLOTS: dict[str, Any] = {
    "every": [1, 1, 6, 6],
    "last": [-1] * 4,
    "away": [()] * 4,
    "fits": [[0], [0], None, None],
    "slots": 5,
    "capacity": [4] * 3,
}
FEW_VISITS = {**FEW_SLOTS, "slots": None, "capacity": [1] * 3}


def test_few_slots_are_a_shortage_of_some_and_few_visits_one_of_all_who_need_one() -> None:
    some, everybody = shortage(problem(FEW_SLOTS)), shortage(problem(FEW_VISITS))
    assert some == Shortage(0, ("t00", "t01"), needed=2, room=1, is_everybody=False)
    assert everybody == Shortage(0, ("t00", "t01"), needed=2, room=1, is_everybody=True)


@example(FEW_SLOTS)
@example(FEW_VISITS)
@given(tight(most=6, weeks=7))
@settings(max_examples=150, deadline=None)
def test_those_named_need_more_visits_up_to_that_week_than_its_weeks_can_take(
    instance: dict[str, Any],
) -> None:
    asked = problem(instance)
    short = shortage(asked)
    if short is None:
        return
    named = [teacher for teacher in asked.teachers if teacher.handle in short.handles]
    weeks = range(short.week + 1)
    alone = [needed(teacher, asked, short.week) for teacher in named]
    assert all(alone)
    on_time = [teacher for teacher in named if not best_alone(teacher, asked)]
    assert short.needed <= sum(alone)
    if short.needed != sum(alone):
        assert len(on_time) < len(named)
        assert any(teacher.away for teacher in named) or asked.weeks[0].slots is not None
    room = sum(most_of(asked.weeks[w], [t for t in named if w not in t.away]) for w in weeks)
    assert room <= short.room == sum(most_of(asked.weeks[w], named) for w in weeks)
    assert short.room < short.needed


@example(FEW_SLOTS)
@example(FEW_VISITS)
@given(tight(most=4, weeks=4))
@settings(max_examples=150, deadline=None)
def test_where_a_shortage_is_said_no_plan_at_all_keeps_everybody_on_time(
    instance: dict[str, Any],
) -> None:
    """Of all plans, tried one by one, the best has a wait that somebody alone would not have."""
    asked = problem(instance)
    if shortage(asked) is None:
        return
    unavoidable = [best_alone(teacher, asked) for teacher in asked.teachers]
    assert best(asked)[0] > tuple(sorted(chain.from_iterable(unavoidable), reverse=True))


def best_alone(teacher: RotationTeacher, asked: Rotation) -> Late:
    """The waits of the best plan of all for this teacher alone."""
    return min(late for late, _ in plans_alone(teacher, asked))


def needed(teacher: RotationTeacher, asked: Rotation, until: int) -> int:
    """The fewest visits up to a week of all plans for this teacher alone that let the teacher wait
    as little as can be."""
    plans = plans_alone(teacher, asked)
    return min((late, sum(week <= until for week in weeks)) for late, weeks in plans)[1]


def plans_alone(
    teacher: RotationTeacher, asked: Rotation
) -> Iterator[tuple[Late, tuple[int, ...]]]:
    """Every choice of weeks for this teacher alone, and its late waits."""
    mine = replace(asked, teachers=(teacher,))
    options = [
        week
        for week in range(asked.horizon)
        if week not in teacher.away and fits(asked.weeks[week], (teacher.handle,))
    ]
    every = chain.from_iterable(combinations(options, n) for n in range(len(options) + 1))
    for weeks in every:
        plan = [(teacher.handle,) if week in weeks else () for week in range(asked.horizon)]
        yield waits(mine, plan)[0], weeks


def most_of(room: WeekRoom, some: Sequence[RotationTeacher]) -> int:
    """The most of them that a week can take: its visits, or the slots by augmenting paths."""
    if room.slots is None:
        return min(max(0, room.capacity), len(some))
    taken: dict[int, str] = {}

    def seat(handle: str, seen: set[int]) -> bool:
        for place in {room.places[slot] for slot in (room.slots or {}).get(handle, ())} - seen:
            seen.add(place)
            if place not in taken or seat(taken[place], seen):
                taken[place] = handle
                return True
        return False

    return min(max(0, room.capacity), sum(seat(teacher.handle, set()) for teacher in some))
