from __future__ import annotations

from dataclasses import replace
from typing import Any

from brute import waits
from hypothesis import given, settings
from rotations import instances, problem

from coachcli.planning.ahead.remedies import Remedy, remedies, shortage
from coachcli.planning.rotation.rotation import rotate
from coachcli.planning.rotation.waits import BEFORE, Rotation


def with_remedy(asked: Rotation, remedy: Remedy) -> Rotation:
    """The same problem once the coach has followed the advice."""
    if remedy.code == "longer_cadence":
        every = {remedy.handle: remedy.every}
        teachers = tuple(replace(t, every=every.get(t.handle, t.every)) for t in asked.teachers)
        return replace(asked, teachers=teachers)
    rooms = []
    for week, room in enumerate(asked.weeks):
        if remedy.code == "free_time" and room.slots is not None:
            room = replace(room, slots={**room.slots, remedy.handle: tuple(room.places)})
        elif remedy.code == "extra_visit" and week == remedy.week:
            room = replace(room, capacity=room.capacity + 1)
        elif remedy.code == "capacity":
            room = replace(room, capacity=remedy.visits)
        rooms.append(room)
    return replace(asked, weeks=tuple(rooms))


def begun(asked: Rotation) -> set[str]:
    """Who waits too long already."""
    return {teacher.handle for teacher in asked.teachers if -teacher.last > teacher.every}


@given(instances(most=6, weeks=8, bounds=False))
@settings(max_examples=60)
def test_after_each_remedy_nobody_waits_who_did_not_already(instance: dict[str, Any]) -> None:
    asked = problem({**instance, "capacity": [2] * len(instance["capacity"])})
    plan = rotate(asked)
    for remedy in remedies(asked, plan.late, dict.fromkeys(range(asked.horizon), 0)):
        after = rotate(with_remedy(asked, remedy))
        assert {w.teacher.handle for w in after.late} <= begun(asked)
        assert all(wait.after == BEFORE for wait in after.late)


@given(instances(most=6, weeks=8, bounds=False))
def test_a_plan_in_which_nobody_is_late_wants_no_remedy_and_has_no_shortage(
    instance: dict[str, Any],
) -> None:
    asked = problem(instance)
    plan = rotate(asked)
    if not plan.late:
        assert remedies(asked, plan.late, dict.fromkeys(range(asked.horizon), 0)) == ()
        assert shortage(asked) is None


def test_one_extra_visit_is_offered_in_the_weeks_where_it_helps() -> None:
    full = problem(
        {
            "every": [2, 2, 2],
            "last": [-1, -1, -1],
            "away": [()] * 3,
            "fits": [None] * 3,
            "slots": None,
            "capacity": [1, 1, 2],
        }
    )
    plan = rotate(full)
    assert len(waits(full, plan.weeks)[0]) == 1
    offered = remedies(full, plan.late, {0: 0, 1: 0, 2: 0})
    assert [remedy.week for remedy in offered if remedy.code == "extra_visit"] == [0, 1]
    (waits_longest,) = (wait.teacher.handle for wait in plan.late)
    assert Remedy("longer_cadence", waits_longest, every=3) in offered
