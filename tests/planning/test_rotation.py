from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coachcli.planning.placing import WeekRoom, can_place
from coachcli.planning.rotation import Rotation, Turn, position, rotate
from coachcli.planning.slots import Slot

from .builders import MON


def problem(instance: dict[str, Any]) -> Rotation:
    """A problem from an entry of ``data/rotation/instances.json`` (format in its README)."""
    handles = [f"t{n:02}" for n in range(len(instance["every"]))]
    turns = tuple(
        Turn(handle, every, 2 * every, last, frozenset(away))
        for handle, every, last, away in zip(
            handles, instance["every"], instance["last"], instance["away"], strict=True
        )
    )
    return Rotation(turns, tuple(room(instance, week) for week in range(len(instance["capacity"]))))


def room(instance: dict[str, Any], week: int) -> WeekRoom:
    if instance["slots"] is None:
        return WeekRoom(instance["capacity"][week], None)
    day = MON + timedelta(days=7 * week)
    fits = [range(instance["slots"]) if fits is None else fits for fits in instance["fits"]]
    slots = {
        f"t{n:02}": tuple(Slot(day, None, None, "slot", index) for index in indexes)
        for n, indexes in enumerate(fits)
    }
    return WeekRoom(instance["capacity"][week], slots)


@st.composite
def instances(draw: st.DrawFn) -> dict[str, Any]:
    teachers, weeks = draw(st.integers(1, 8)), draw(st.integers(1, 10))

    def each(values: st.SearchStrategy[Any], n: int = teachers) -> list[Any]:
        return draw(st.lists(values, min_size=n, max_size=n))

    slots = draw(st.none() | st.integers(1, 6))
    fits = st.none() if slots is None else st.none() | st.sets(st.integers(0, slots - 1))
    return {
        "every": each(st.integers(1, 6)),
        "last": each(st.integers(-8, -1)),
        "away": each(st.sets(st.integers(0, weeks - 1), max_size=3)),
        "fits": [None if f is None else sorted(f) for f in each(fits)],
        "slots": slots,
        "capacity": each(st.integers(0, 5), weeks),
    }


@given(instances())
def test_every_weeks_visits_can_be_placed_and_nobody_is_met_while_away(
    instance: dict[str, Any],
) -> None:
    asked = problem(instance)
    for week, chosen in enumerate(rotate(asked).weeks):
        assert can_place(asked.weeks[week], chosen)
        assert not any(t.handle in chosen and week in t.away for t in asked.turns)


@given(instances())
def test_nobody_is_met_again_before_half_of_the_cadence(instance: dict[str, Any]) -> None:
    asked = problem(instance)
    plan = rotate(asked)
    for turn in asked.turns:
        met = [position(turn, w) for w, chosen in enumerate(plan.weeks) if turn.handle in chosen]
        for before, after in zip([turn.last, *met], met, strict=False):
            assert 2 * (after - before) >= turn.every


@given(instances())
def test_a_week_with_room_leaves_out_nobody_who_is_due(instance: dict[str, Any]) -> None:
    asked = problem(instance)
    first, room = rotate(asked).weeks[0], asked.weeks[0]
    for turn in asked.turns:
        is_due = 0 not in turn.away and -turn.last >= turn.every
        if is_due and turn.handle not in first:
            assert not can_place(room, [*first, turn.handle])


@given(instances(), st.randoms(use_true_random=False))
def test_the_order_of_the_turns_changes_nothing(instance: dict[str, Any], rng: Any) -> None:
    asked = problem(instance)
    shuffled = Rotation(tuple(rng.sample(asked.turns, len(asked.turns))), asked.weeks)
    assert rotate(shuffled) == rotate(asked)


def test_the_latest_for_their_cadence_come_first_then_the_due_then_the_earliest_due() -> None:
    turns = (
        Turn("early", 6, 12, -4),
        Turn("soon", 6, 12, -5),
        Turn("too-soon", 6, 12, -2),
        Turn("due", 2, 4, -2),
        Turn("one-of-six", 6, 12, -7),
        Turn("one-of-two", 2, 4, -3),
    )
    plan = rotate(Rotation(turns, (WeekRoom(9, None),)))
    assert plan.weeks == (("one-of-two", "one-of-six", "due", "soon", "early"),)


def test_a_booked_visit_by_the_due_week_stands_for_an_earlier_one() -> None:
    rooms = (WeekRoom(5, None),) * 5
    booked = Turn("joe", 3, 6, -2, booked=frozenset({1}))
    assert rotate(Rotation((booked,), rooms)).weeks[:3] == ((), (), ())
    too_late = Turn("joe", 3, 6, -2, booked=frozenset({4}))
    assert rotate(Rotation((too_late,), rooms)).weeks[0] == ("joe",)


def test_a_week_away_does_not_count() -> None:
    turn = Turn("joe", 3, 6, -1, away=frozenset({0, 1}))
    assert [position(turn, week) for week in range(4)] == [-1, -1, 0, 1]
