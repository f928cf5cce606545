from __future__ import annotations

import json
import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import brute
import exact
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rotations import KINDS, drawn, instances, problem

from coachcli.planning.placing.room import WeekRoom
from coachcli.planning.rotation.rotation import can_keep, rotate
from coachcli.planning.rotation.waits import Rotation, RotationTeacher, late_waits, position

HERE = Path(__file__).parent
REFERENCE = HERE.parents[3] / "shared" / "data" / "rotation" / "instances.json"
OWN = json.loads((HERE.parents[1] / "data" / "rotation.json").read_text())


def severities(problem: Rotation, weeks: Any) -> exact.Late:
    return tuple((w.gap > w.teacher.max_gap, w.ratio) for w in late_waits(problem, weeks))


@given(instances())
def test_every_week_can_take_its_visits_and_nobody_is_met_while_away(
    instance: dict[str, Any],
) -> None:
    asked = problem(instance)
    assert brute.is_valid(asked, rotate(asked).weeks)


@given(instances(most=3, weeks=4))
@settings(max_examples=150)
def test_no_plan_at_all_has_smaller_late_waits(instance: dict[str, Any]) -> None:
    asked = problem(instance)
    plan = rotate(asked)
    assert plan.is_proven
    assert severities(asked, plan.weeks) == brute.best(asked)[0]


@given(instances(most=5, weeks=6))
def test_a_plan_as_good_as_the_best_exists(instance: dict[str, Any]) -> None:
    asked = problem(instance)
    assert can_keep(asked, rotate(asked).late)


@given(instances())
def test_the_late_waits_of_a_plan_are_those_that_are_counted_one_by_one(
    instance: dict[str, Any],
) -> None:
    asked = problem(instance)
    plan = rotate(asked)
    assert severities(asked, plan.weeks) == brute.waits(asked, plan.weeks)[0]
    assert plan.late == late_waits(asked, plan.weeks)


@given(instances(most=3, weeks=4))
@settings(max_examples=100)
def test_the_first_week_has_no_early_visit_that_could_be_spared(instance: dict[str, Any]) -> None:
    asked = problem(instance)
    plan = rotate(asked)
    least = severities(asked, plan.weeks)
    first = Rotation(asked.teachers, asked.weeks)
    as_good = [p for p in brute.plans(first) if brute.waits(first, p)[0] == least]
    assert early_in_first(asked, plan.weeks) == min(early_in_first(asked, p) for p in as_good)


def early_in_first(asked: Rotation, weeks: Any) -> int:
    teachers = {teacher.handle: teacher for teacher in asked.teachers}
    return sum(
        position(teachers[h], 0) - teachers[h].last < teachers[h].every
        for h in (weeks[0] if weeks else ())
    )


@given(instances(), st.randoms(use_true_random=False))
def test_neither_the_order_of_the_turns_nor_that_of_the_slots_changes_anything(
    instance: dict[str, Any], rng: Any
) -> None:
    asked = problem(instance)

    def mixed(room: WeekRoom) -> WeekRoom:
        if room.slots is None:
            return room
        handles = rng.sample(sorted(room.slots), len(room.slots))
        slots = {h: tuple(rng.sample(room.slots[h], len(room.slots[h]))) for h in handles}
        return WeekRoom(room.capacity, slots, room.load, room.day_max)

    teachers = tuple(rng.sample(asked.teachers, len(asked.teachers)))
    shuffled = Rotation(teachers, tuple(mixed(room) for room in asked.weeks))
    assert rotate(shuffled) == rotate(asked)


@pytest.mark.parametrize("instance", OWN, ids=lambda instance: instance["name"])
def test_nobody_is_late_if_that_is_possible_else_the_worst_wait_is_the_least(
    instance: dict[str, Any],
) -> None:
    assert_as_possible(instance)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference instances are not at hand")
def test_the_reference_instances_are_planned_as_well_as_possible() -> None:
    for instance in json.loads(REFERENCE.read_text()):
        assert_as_possible(instance)


def assert_as_possible(instance: dict[str, Any]) -> None:
    plan = rotate(problem(instance))
    worst = max((wait.ratio for wait in plan.late), default=Fraction(1))
    assert worst == max(1, Fraction(instance["verdict"]["worst_wait"])), instance["name"]
    assert (not plan.late) == instance["verdict"]["zero_late"], instance["name"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(2))
def test_an_exact_solver_finds_no_smaller_worst_wait_in_fresh_problems(
    kind: str, seed: int
) -> None:
    asked = problem(drawn(random.Random(f"{kind} {seed}"), KINDS[kind]))
    plan = rotate(asked)
    late, _ = brute.waits(asked, plan.weeks)
    assert brute.is_valid(asked, plan.weeks)
    assert not late or not exact.is_possible(asked, late[0][1] - exact.STEP)


def test_a_booked_visit_by_the_due_week_stands_for_an_earlier_one() -> None:
    rooms = (WeekRoom(5, None),) * 5
    booked = RotationTeacher("joe", 3, 6, -2, booked=frozenset({1}))
    assert rotate(Rotation((booked,), rooms)).weeks == ((), (), (), (), ("joe",))
    too_late = RotationTeacher("joe", 3, 6, -3, booked=frozenset({4}))
    assert rotate(Rotation((too_late,), rooms)).weeks[0] == ("joe",)


def test_a_week_away_does_not_count() -> None:
    teacher = RotationTeacher("joe", 3, 6, -1, away=frozenset({0, 1}))
    assert [position(teacher, week) for week in range(4)] == [-1, -1, 0, 1]


def test_a_week_without_visits_and_a_teacher_without_a_slot_hinder_nobody_else() -> None:
    room = WeekRoom(5, {"ana": (), "joe": problem_slot()})
    teachers = (RotationTeacher("ana", 2, 4, -1), RotationTeacher("joe", 2, 4, -1))
    plan = rotate(Rotation(teachers, (WeekRoom(0, None), *(room,) * 4)))
    assert plan.weeks == ((), ("joe",), (), ("joe",), ())
    assert [wait.teacher.handle for wait in plan.late] == ["ana"]


def problem_slot() -> Any:
    shape = {"slots": 1, "capacity": [1], "fits": [None]}
    return problem({"every": [1], "last": [-1], "away": [()], **shape}).weeks[0].slots["t00"]  # type: ignore[index]
