from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.planning.calendar.weeks import OpenDays, monday
from coachcli.planning.clock.due import Due, due, in_cycle, urgency
from coachcli.values.school import DateRange
from coachcli.values.words import DueState
from planning.builders import MON, SCHOOL_YEAR, WEEK, teacher
from planning.calendar.test_weeks import days_of_a_year, ranges

ALWAYS = OpenDays()


def clock(
    every: int = 3,
    last: date | None = MON - 3 * WEEK,
    *,
    today: date = MON,
    planned: date | None = None,
    away: Sequence[DateRange] = (),
    days: OpenDays = ALWAYS,
    since: date = date(2025, 9, 2),
    max_gap: int | None = None,
    closer: tuple[int, date] | None = None,
) -> Due:
    who = in_cycle(teacher(every=every, since=since, max_gap=max_gap), closer)
    return due(who, last_visit=last, planned=planned, away=away, days=days, today=today)


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_cycle_brings_visits_closer_and_never_further_apart(usual: int, closer: int) -> None:
    who = teacher(every=usual)
    now = in_cycle(who, (closer, MON))
    assert now.every == min(usual, closer)
    assert now.max_gap <= who.max_gap
    assert in_cycle(who, None) == who


def test_a_closer_cadence_counts_from_the_week_in_which_its_cycle_began() -> None:
    assert clock(every=6, closer=(2, MON - 2 * WEEK)).due_week == MON - WEEK
    assert clock(every=6, closer=(2, MON + timedelta(days=6))).due_week == MON
    assert clock(every=6, closer=(6, MON)).due_week == MON + 3 * WEEK


def test_a_cycle_that_begins_after_the_due_week_puts_no_visit_off() -> None:
    late = clock(every=3, today=MON + 2 * WEEK, closer=(1, MON + 2 * WEEK))
    assert (late.due_week, late.weeks_late) == (MON, 2)


@pytest.mark.parametrize("weekday", range(7))
def test_the_weekday_of_neither_visit_nor_today_matters(weekday: int) -> None:
    shift = timedelta(days=weekday)
    assert clock(last=MON - 3 * WEEK + shift, today=MON) == clock(today=MON + shift) == clock()
    assert clock().due_week == MON
    assert clock().state is DueState.DUE


def test_sunday_is_still_on_time_and_monday_is_late() -> None:
    assert clock(today=MON + timedelta(days=6)).state is DueState.DUE
    late = clock(today=MON + WEEK)
    assert (late.state, late.weeks_late, late.waited) == (DueState.OVERDUE, 1, 4)


def test_the_week_before_is_not_due() -> None:
    assert clock(today=MON - timedelta(days=1)).state is DueState.OK


def test_nobody_is_later_after_a_break_of_three_weeks_than_before_it() -> None:
    days = OpenDays((DateRange(MON + WEEK, MON + 4 * WEEK - timedelta(days=1)),))
    for today in (MON + WEEK, MON + 2 * WEEK, MON + 4 * WEEK - timedelta(days=1)):
        assert clock(today=today, days=days) == clock(today=MON)
    assert clock(today=MON + 4 * WEEK, days=days).weeks_late == 1


def test_winter_recess_over_week_53_and_the_years_end_does_not_count() -> None:
    at_years_end = clock(last=date(2026, 12, 14), today=date(2027, 1, 4), days=SCHOOL_YEAR)
    assert at_years_end.due_week == date(2027, 1, 11)
    assert at_years_end.waited == 2


def test_never_visited_counts_from_the_week_before_the_first() -> None:
    new = clock(every=3, last=None, since=MON + timedelta(days=2), today=MON)
    assert (new.due_week, new.waited, new.state) == (MON + 2 * WEEK, 1, DueState.OK)
    assert clock(every=1, last=None, since=MON, today=MON).state is DueState.DUE


def test_never_visited_for_years_has_waited_every_working_week_of_them() -> None:
    assert clock(last=None, since=MON - 520 * WEEK, days=ALWAYS).waited == 521


def test_an_absence_across_the_due_week_moves_it_and_makes_nobody_late() -> None:
    away = [DateRange(MON, MON + 2 * WEEK - timedelta(days=1))]
    assert clock(away=away).state is DueState.AWAY
    assert clock(away=away, today=MON + 2 * WEEK).due_week == MON + 2 * WEEK
    assert clock(away=away, today=MON + 2 * WEEK).state is DueState.DUE


def test_a_teacher_who_is_there_on_one_open_day_is_not_away() -> None:
    away = [DateRange(MON + timedelta(days=1), MON + WEEK)]
    assert clock(away=away).state is DueState.DUE


def test_a_pause_without_end_has_no_due_week_and_is_away() -> None:
    paused = clock(away=[DateRange(MON - WEEK, None)])
    assert (paused.due_week, paused.state, paused.weeks_late) == (None, DueState.AWAY, 0)
    assert paused.waited == 1


def test_a_leave_or_a_closure_of_more_than_ten_years_has_no_due_week_either() -> None:
    years = DateRange(MON - WEEK, MON + 13 * 52 * WEEK)
    assert clock(away=[years]).due_week is None
    assert clock(days=OpenDays((years,))).state is DueState.AWAY


def test_a_pause_without_end_after_the_due_week_leaves_it_as_it_is() -> None:
    assert clock(away=[DateRange(MON + WEEK, None)]) == clock()


def test_a_year_closed_moves_the_due_week_by_a_year() -> None:
    days = OpenDays((DateRange(MON, MON + 52 * WEEK - timedelta(days=1)),))
    assert clock(days=days).due_week == MON + 52 * WEEK


def test_a_session_planned_by_the_due_week_shows_and_a_later_or_past_one_does_not() -> None:
    sunday = MON + timedelta(days=6)
    assert clock(planned=sunday).state is DueState.PLANNED
    assert clock(planned=MON + WEEK).state is DueState.DUE
    assert clock(planned=MON, today=MON + timedelta(days=1)).state is DueState.DUE
    assert clock(planned=MON + WEEK, today=MON + WEEK).state is DueState.OVERDUE


def test_beyond_the_max_gap_begins_after_it() -> None:
    assert not clock(max_gap=3).beyond_max_gap
    assert clock(max_gap=3, today=MON + WEEK).beyond_max_gap


everything = st.fixed_dictionaries(
    {
        "every": st.integers(1, 12),
        "last": st.none() | days_of_a_year,
        "today": days_of_a_year,
        "planned": st.none() | days_of_a_year,
        "away": st.lists(ranges, max_size=3),
        "days": st.builds(OpenDays, st.lists(ranges, max_size=4).map(tuple)),
        "since": days_of_a_year,
    }
)


cycles = st.none() | st.tuples(st.integers(1, 12), days_of_a_year)


@given(everything, cycles)
def test_the_clock_agrees_with_counting_on_the_fingers(
    given: dict[str, Any], closer: tuple[int, date] | None
) -> None:
    days, away, today = given["days"], given["away"], given["today"]

    def counts(week: date) -> bool:
        return any(not any(day in gone for gone in away) for day in days.in_week(week))

    start = monday(given["last"]) if given["last"] else monday(given["since"]) - WEEK
    ahead = [start + n * WEEK for n in range(1, 200)]
    counted = [week for week in ahead if counts(week)]
    by = counted[given["every"] - 1]
    if closer is not None:
        every, began = closer
        by = min(by, max(counted[every - 1], monday(began)))
    found = clock(**given, closer=closer)
    assert found.due_week == by
    assert found.waited == sum(week <= today for week in counted)
    assert found.weeks_late == sum(by < week <= today for week in counted)


@given(everything, st.integers(1, 12))
def test_nobody_is_late_because_a_cycle_begins(given: dict[str, Any], every: int) -> None:
    assert clock(**given, closer=(every, given["today"])).weeks_late == clock(**given).weeks_late


@given(everything)
def test_late_and_waited_never_contradict_each_other(given: dict[str, Any]) -> None:
    found = clock(**given)
    assert found.weeks_late == max(0, found.waited - given["every"])
    if found.state is DueState.DUE:
        assert found.waited == given["every"]


@given(everything)
def test_a_visit_today_makes_nobody_due_sooner(given: dict[str, Any]) -> None:
    before = clock(**given)
    after = clock(**{**given, "last": max(given["today"], given["last"] or given["today"])})
    assert after.weeks_late == 0
    assert after.due_week is not None
    assert before.due_week is not None
    if given["last"] or given["since"] <= given["today"]:
        assert after.due_week >= before.due_week


@given(everything, days_of_a_year)
def test_one_more_closed_week_makes_nobody_later(given: dict[str, Any], day: date) -> None:
    closed = DateRange(monday(day), monday(day) + timedelta(days=6))
    more = replace(given["days"], closures=(*given["days"].closures, closed))
    assert clock(**{**given, "days": more}).weeks_late <= clock(**given).weeks_late


def test_a_visit_dated_after_today_leaves_no_wait_even_within_one_break() -> None:
    days = OpenDays((DateRange(MON, MON + 4 * WEEK),))
    found = clock(last=MON + 3 * WEEK, today=MON + WEEK, days=days)
    assert (found.waited, found.weeks_late, found.state) == (0, 0, DueState.OK)


def test_the_most_urgent_are_the_latest_for_their_cadence_and_the_away_come_last() -> None:
    def entry(
        handle: str, every: int, state: DueState, late: int, week: date
    ) -> tuple[str, object]:
        found = Due(week, every + late, state, late, False)
        return handle, urgency(found, teacher(handle, every))

    keys = dict(
        [
            entry("away", 1, DueState.AWAY, 0, MON - WEEK),
            entry("ok", 3, DueState.OK, 0, MON + 2 * WEEK),
            entry("planned", 3, DueState.PLANNED, 0, MON + WEEK),
            entry("due-b", 3, DueState.DUE, 0, MON),
            entry("due-a", 6, DueState.DUE, 0, MON),
            entry("two-of-six", 6, DueState.OVERDUE, 2, MON - 2 * WEEK),
            entry("one-of-two", 2, DueState.OVERDUE, 1, MON - WEEK),
        ]
    )
    expected = ["one-of-two", "two-of-six", "due-a", "due-b", "planned", "ok", "away"]
    assert sorted(keys, key=keys.__getitem__) == expected  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 60)), min_size=2, max_size=2))
def test_lateness_is_compared_exactly(two: list[tuple[int, int]]) -> None:
    keys = [
        urgency(Due(MON, every + late, DueState.OVERDUE, late, False), teacher("a", every))
        for every, late in two
    ]
    fractions = [Fraction(late, every) for every, late in two]
    assert (keys[0] < keys[1]) == (fractions[0] > fractions[1])
