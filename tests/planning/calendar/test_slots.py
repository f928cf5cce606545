from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.planning.calendar.slots import Slot, free_slots, overlaps, places, week_slots
from planning.builders import BELL, MON, at, window

TUE, THU = MON + timedelta(days=1), MON + timedelta(days=3)
WEEK = [MON + timedelta(days=n) for n in range(5)]


def labels(*windows: str, bell: bool = True) -> list[str]:
    slots = week_slots(
        [window(text) for text in windows], BELL if bell else (), WEEK, minutes=45, places=2
    )
    return [slot.label for slot in slots]


@pytest.mark.parametrize(
    ("text", "bell", "expected"),
    [
        ("Thu 09:00-10:55", True, ["Thu P2", "Thu P3"]),
        ("Thu 09:00-10:45", False, ["Thu 09:00-09:45", "Thu 09:45-10:30"]),
        ("Thu 09:00-09:30", False, ["Thu 09:00-09:30"]),
        ("Thu 09:00-09:00", False, []),
    ],
    ids=["the periods wholly in it", "sessions that fit", "one slot to its end", "no length"],
)
def test_a_window_with_times_is_periods_or_else_sessions(
    text: str, bell: bool, expected: list[str]
) -> None:
    assert labels(text, bell=bell) == expected


def test_a_named_period_is_as_the_schedule_spells_it_and_an_unknown_one_has_no_time() -> None:
    known, unknown = week_slots(
        [window("Tue p2"), window("Tue P9")], BELL, WEEK, minutes=45, places=2
    )
    assert known == Slot(TUE, time(9, 5), time(9, 50), "Tue P2")
    assert unknown == Slot(TUE, None, None, "Tue P9")


def test_no_window_means_every_period_or_untimed_places_each_day() -> None:
    assert len(labels()) == len(BELL)
    assert labels(bell=False) == [day for day in ("Mon", "Tue", "Wed", "Thu", "Fri") for _ in "ab"]


def test_a_window_on_a_day_that_is_not_usable_gives_nothing() -> None:
    assert week_slots([window("Tue P2")], BELL, [MON, THU], minutes=45, places=1) == ()


def test_what_touches_a_slot_leaves_it_free_and_what_overlaps_it_takes_it() -> None:
    slot = at(TUE, "09:05", "09:50", "Tue P2")
    assert free_slots([slot], [at(TUE, "08:15", "09:05"), at(TUE, "09:50", "10:00")]) == (slot,)
    assert free_slots([slot], [at(TUE, "09:49", "10:00")]) == ()
    assert free_slots([slot], [at(THU, "09:05", "09:50")]) == (slot,)


def test_a_session_without_times_takes_the_slot_of_the_same_name() -> None:
    slot = at(TUE, "09:05", "09:50", "Tue P2")
    assert free_slots([slot], [Slot(TUE, None, None, "tue p2")]) == ()
    assert free_slots([slot], [Slot(TUE, None, None, "Tue P3")]) == (slot,)


def test_a_session_that_names_only_the_day_takes_no_other_place_of_it() -> None:
    anytime = Slot(TUE, None, None, "Tue", 1)
    assert free_slots([anytime], [Slot(TUE, None, None, "Tue")]) == (anytime,)


def test_what_began_before_now_is_dropped_on_that_day_only() -> None:
    today, later = at(TUE, "09:05", "09:50"), at(THU, "08:15", "09:00")
    assert free_slots([today, later], [], (TUE, time(9, 6))) == (later,)
    assert free_slots([today, later], [], (TUE, time(9, 5))) == (today, later)


def test_a_chain_of_overlaps_is_one_place() -> None:
    chain = [at(TUE, "09:00", "09:45"), at(TUE, "09:30", "10:15"), at(TUE, "10:00", "10:45")]
    apart = at(TUE, "10:45", "11:30")
    found = places([apart, *chain])
    assert [found[slot] for slot in chain] == [0, 0, 0]
    assert found[apart] == 1


slots = st.builds(
    lambda day, start, length: Slot(
        MON + timedelta(days=day),
        time(start // 4, start % 4 * 15),
        time((start + length) // 4, (start + length) % 4 * 15),
        "x",
    ),
    st.integers(0, 1),
    st.integers(32, 48),
    st.integers(1, 6),
)
untimed = st.builds(
    lambda day, label, index: Slot(MON + timedelta(days=day), None, None, label, index),
    st.integers(0, 1),
    st.sampled_from(["P1", "p1", "P2"]),
    st.integers(0, 1),
)


@given(st.lists(slots | untimed, max_size=9))
def test_slots_share_a_place_exactly_when_overlaps_link_them(some: list[Slot]) -> None:
    found = places(some)
    linked = {slot: {slot} for slot in some}
    for one in linked:
        for other in linked:
            same = one.label.casefold() == other.label.casefold() and one.index == other.index
            untimed = one.start is None and other.start is None
            if overlaps(one, other) and (same if untimed else one.start and other.start):
                group = linked[one] | linked[other]
                for member in group:
                    linked[member] = group
    for one in some:
        for other in some:
            assert (found[one] == found[other]) == (other in linked[one])


def test_places_are_numbered_by_day_and_time() -> None:
    days: list[date] = [THU, MON, TUE]
    found = places(at(day, "09:00", "09:45") for day in days)
    assert [found[at(day, "09:00", "09:45")] for day in (MON, TUE, THU)] == [0, 1, 2]
