from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coachcli.planning.calendar.day_cycle import CycleDays, day_names
from coachcli.planning.calendar.slots import week_slots
from coachcli.planning.calendar.weeks import OpenDays
from coachcli.planning.week.replan import close_days
from coachcli.planning.week.week import plan_week
from coachcli.values.school import DateRange, DayCycle, Period
from coachcli.values.words import Party
from planning.builders import BELL, MON, situation, teacher, window
from planning.calendar.test_weeks import days_of_a_year, ranges

AB = DayCycle(("A", "B"), MON)
DAY = timedelta(days=1)
cycles = st.builds(
    DayCycle, st.sampled_from([("A", "B"), ("1", "2", "3", "4", "5", "6")]), days_of_a_year
)


def labels(days: CycleDays, first: date, n: int) -> str:
    return "".join(days.label(first + DAY * k) or "-" for k in range(n))


def test_labels_advance_on_school_days_only_and_begin_with_the_first_one_from_the_anchor_on() -> (
    None
):
    training, snow = DateRange(MON + DAY, MON + DAY), DateRange(MON, MON)
    assert labels(CycleDays(AB, OpenDays((training,))), MON, 9) == "A-BAB--AB"
    assert labels(CycleDays(AB, OpenDays()), MON - 7 * DAY, 8) == "BABAB--A"
    assert labels(CycleDays(AB, OpenDays((snow,))), MON - 3 * DAY, 6) == "B---AB"


@given(cycles, st.lists(ranges, max_size=4), days_of_a_year)
def test_from_one_school_day_to_the_next_the_label_goes_on_by_one(
    cycle: DayCycle, closed: list[DateRange], day: date
) -> None:
    days = CycleDays(cycle, OpenDays(tuple(closed)))
    school = [day + DAY * n for n in range(400) if days.school.is_open(day + DAY * n)][:15]
    places = [cycle.labels.index(days.label(each)) for each in school]
    assert places == [(places[0] + n) % len(cycle.labels) for n in range(len(places))]


@given(cycles, st.lists(ranges, max_size=4), days_of_a_year, st.integers(0, 5))
def test_a_cycle_can_be_set_by_the_label_of_any_school_day(
    cycle: DayCycle, closed: list[DateRange], day: date, which: int
) -> None:
    school = OpenDays(tuple(closed))
    label = cycle.labels[which % len(cycle.labels)]
    while not school.is_open(day):
        day += DAY
    anchored = CycleDays(cycle, school).anchored(day, label)
    assert anchored.anchor <= day
    assert CycleDays(anchored, school).label(day) == label


@given(st.lists(ranges, max_size=4), days_of_a_year, st.integers(-1, 500))
def test_open_days_are_counted_as_they_are_one_by_one(
    closed: list[DateRange], first: date, n: int
) -> None:
    days = OpenDays(tuple(closed))
    one_by_one = sum(days.is_open(first + DAY * k) for k in range(n + 1))
    assert days.count(first, first + DAY * n) == one_by_one


def test_a_window_on_a_day_of_the_cycle_is_a_slot_named_by_its_weekday() -> None:
    names = day_names(CycleDays(AB, OpenDays()))
    week = [MON + DAY * n for n in range(5)]
    slots = week_slots([window("B P4")], BELL, week, minutes=45, places=1, names=names)
    assert [slot.label for slot in slots] == ["Tue P4", "Thu P4"]


def test_a_day_of_the_cycle_with_a_bell_of_its_own_goes_by_that() -> None:
    names = day_names(CycleDays(AB, OpenDays()))
    other = Period("B", "P4", BELL[0].start, BELL[0].end)
    tuesday = [MON + DAY]
    (slot,) = week_slots(
        [window("B P4")], (*BELL, other), tuesday, minutes=45, places=1, names=names
    )
    assert (slot.start, slot.label) == (BELL[0].start, "Tue P4")


def test_a_snow_day_shifts_the_cycle_and_a_training_day_does_not() -> None:
    known = situation(teacher("ana", 3, "A P1"), cycle=CycleDays(AB, OpenDays()))
    monday = DateRange(MON, MON)
    where = {
        in_session: plan_week(
            MON, close_days(known, monday, Party.SCHOOL, in_session=in_session)[0]
        )
        for in_session in (False, True)
    }
    assert [p.slot.label for p in where[False].placed] == ["Tue P1"]
    assert [p.slot.label for p in where[True].placed] == ["Wed P1"]


def test_two_weeks_of_a_cycle_are_not_taken_for_alike() -> None:
    """With three days, a window on day 1 alone fits different weekdays each week."""
    three = CycleDays(DayCycle(("1", "2", "3"), MON), OpenDays())
    known = situation(teacher("ana", 1, "1 P1"), last=None, cycle=three)
    first = plan_week(MON, known)
    later = plan_week(MON + timedelta(weeks=1), replace(known, today=MON))
    assert [p.slot.label for p in first.placed] == ["Mon P1"]
    assert [p.slot.label for p in later.placed] == ["Tue P1"]
