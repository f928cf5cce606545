"""Changing weeks: what it finds is a plan, and it finds some that the search does not."""

from __future__ import annotations

import random
from contextlib import suppress
from fractions import Fraction
from typing import Any

import brute
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rotations import KINDS, drawn, instances, problem

from coachcli.planning.rotation import rotation
from coachcli.planning.rotation.bounds import Effort, Exhausted
from coachcli.planning.rotation.repair import Repair
from coachcli.planning.rotation.rotation import rotate
from coachcli.planning.rotation.tables import Tables
from coachcli.planning.rotation.waits import Rotation


def found(asked: Rotation, level: int, effort: int) -> list[list[str]] | None:
    """The plan that changing weeks finds; raises Exhausted without an answer."""
    weeks = Repair(Tables(asked), level, Effort(effort)).solve()
    if weeks is None:
        return None
    return [[asked.teachers[i].handle for i in met] for met in weeks]


def worst_level(asked: Rotation, weeks: Any) -> int:
    """The level of the worst wait of a plan, its waits counted one by one."""
    late, _ = brute.waits(asked, weeks)
    levels = Tables(asked).levels
    parts = [(beyond, int(ratio * 27720)) for beyond, ratio in late]
    return max((1 + levels.severities.index(part) for part in parts), default=0)


@given(instances(), st.integers(0, 3))
def test_what_is_found_can_be_placed_and_nobody_waits_longer_than_allowed(
    instance: dict[str, Any], level: int
) -> None:
    asked = problem(instance)
    try:
        weeks = found(asked, level, 200)
    except Exhausted:
        return
    if weeks is not None:
        assert brute.is_valid(asked, weeks)
        assert worst_level(asked, weeks) <= level


@given(instances(most=3, weeks=4))
@settings(max_examples=100)
def test_of_very_small_problems_it_finds_every_least_worst_wait_and_none_below(
    instance: dict[str, Any],
) -> None:
    asked = problem(instance)
    least = worst_level(asked, brute.best(asked)[1])
    assert found(asked, least, 5_000) is not None
    if least:
        with suppress(Exhausted):
            assert found(asked, least - 1, 500) is None


@pytest.mark.parametrize(
    ("kind", "seed", "worst"),
    [
        ("leave", 138, "7/6"),
        ("all", 111, "7/6"),
        ("long all", 221, "7/6"),
        ("long all", 2073, "5/4"),
    ],
)
def test_with_it_waits_are_shorter_than_with_the_search_alone(
    kind: str, seed: int, worst: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = problem(drawn(random.Random(f"{kind} {seed}"), KINDS[kind]))
    assert rotate(asked).late[0].ratio == Fraction(worst)
    monkeypatch.setattr(rotation, "_SEARCHED", 1)
    assert rotate(asked).late[0].ratio > Fraction(worst)


def test_the_same_question_has_the_same_answer_each_time() -> None:
    asked = problem(drawn(random.Random("all 111"), KINDS["all"]))
    assert found(asked, 1, 20_000) == found(asked, 1, 20_000) is not None
