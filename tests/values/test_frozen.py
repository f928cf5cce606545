"""A quickly made frozen class is what the standard library makes, but for the time."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from datetime import date
from functools import cached_property
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.values import frozen as making
from coachcli.values.school import DateRange, Settings

quick: Any = making.dataclass


def bodies(make: Any) -> Any:
    """The same class, made by one of the two."""

    @make(frozen=True)
    class Thing:
        """A thing."""

        name: str
        count: int = 0
        on: date | None = None
        more: tuple[int, ...] = ()

        @property
        def double(self) -> int:
            return 2 * self.count

        @cached_property
        def triple(self) -> int:
            return 3 * self.count

    return Thing


OURS: Any = bodies(quick)
THEIRS: Any = bodies(dataclasses.dataclass)

values = st.fixed_dictionaries(
    {"name": st.text(max_size=3)},
    optional={
        "count": st.integers(0, 2),
        "on": st.none() | st.dates(),
        "more": st.lists(st.integers(0, 1), max_size=2).map(tuple),
    },
)


@given(values, values)
def test_it_compares_hashes_shows_and_changes_as_the_standard_one(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    mine, yours = OURS(**one), OURS(**other)
    theirs, others = THEIRS(**one), THEIRS(**other)
    assert (mine == yours) == (theirs == others)
    assert hash(mine) == hash(theirs)
    assert repr(mine).rpartition("Thing")[2] == repr(theirs).rpartition("Thing")[2]
    assert mine.triple == theirs.triple
    assert mine == OURS(**one)
    assert hash(mine) == hash(OURS(**one))
    assert dataclasses.asdict(mine) == dataclasses.asdict(theirs)
    changed = dataclasses.replace(mine, **other)
    assert dataclasses.asdict(changed) == dataclasses.asdict(dataclasses.replace(theirs, **other))
    assert len({mine, yours}) == len({theirs, others})


def test_it_is_frozen_and_takes_only_its_fields() -> None:
    thing = OURS("a", 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        thing.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del thing.name
    for wrong in ({}, {"name": "a", "colour": 1}):
        with pytest.raises(TypeError):
            OURS(**wrong)
    assert thing == OURS("a", 1, None, ())
    assert thing != THEIRS("a", 1)
    assert thing != ("a", 1, None, ())


def test_matching_copies_and_pickles_know_no_difference() -> None:
    match DateRange(date(2026, 11, 24), None):
        case DateRange(first, None):
            assert first == date(2026, 11, 24)
        case _:
            pytest.fail("not matched")
    some = Settings(capacity=3)
    for same in (copy.copy(some), copy.deepcopy(some), pickle.loads(pickle.dumps(some))):
        assert same == some
        assert hash(same) == hash(some)
    assert [f.name for f in dataclasses.fields(Settings)] == [
        *("capacity", "day_max", "minutes", "cycles"),
    ]


def test_what_wants_more_gets_the_standard_one() -> None:
    @quick(frozen=True)
    class WithList:
        some: list[int] = dataclasses.field(default_factory=list)
        n: int = 0

    @quick(frozen=True)
    class Checked:
        n: int
        m: int = 0

        def __post_init__(self) -> None:
            if self.n < 0:
                raise ValueError("below none")

    @quick(frozen=True)
    class More(OURS):  # type: ignore[misc]
        colour: str = ""

    assert WithList().some == []
    assert WithList().some is not WithList().some
    with pytest.raises(ValueError, match="below"):
        Checked(-1)  # type: ignore[call-arg]
    assert repr(More("a", colour="red")).endswith(
        "(name='a', count=0, on=None, more=(), colour='red')"
    )
    with pytest.raises(TypeError):
        quick(frozen=False)
