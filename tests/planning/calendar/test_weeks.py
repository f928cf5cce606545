from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.errors import CoachError
from coachcli.planning.calendar import weeks
from coachcli.planning.calendar.weeks import OpenDays, monday
from coachcli.values.school import DateRange

FIRST = date(2026, 8, 31)
days_of_a_year = st.dates(FIRST, FIRST + timedelta(days=400))
ranges = st.builds(
    lambda first, length: DateRange(first, first + timedelta(days=length)),
    days_of_a_year,
    st.integers(0, 40),
)
open_days = st.builds(
    OpenDays,
    st.lists(ranges, max_size=6).map(tuple),
    st.frozensets(st.integers(0, 6), min_size=1),
)


def test_sunday_belongs_to_the_week_that_began_six_days_before() -> None:
    assert monday(date(2026, 11, 29)) == date(2026, 11, 23)
    assert monday(date(2026, 11, 30)) == date(2026, 11, 30)


def test_week_53_is_followed_by_week_1_as_the_next_week() -> None:
    assert monday(date(2027, 1, 3)) == date(2026, 12, 28)
    assert weeks.number(date(2027, 1, 4)) == weeks.number(date(2026, 12, 28)) + 1


@given(days_of_a_year)
def test_a_weeks_number_names_its_monday(day: date) -> None:
    assert weeks.monday_of(weeks.number(day)) == monday(day)


@given(open_days, days_of_a_year)
def test_a_week_works_exactly_when_a_day_of_it_is_open(days: OpenDays, day: date) -> None:
    week = monday(day)
    by_hand = [
        other
        for other in (week + timedelta(days=n) for n in range(7))
        if other.weekday() in days.weekdays and not any(other in shut for shut in days.closures)
    ]
    assert list(days.in_week(week)) == by_hand
    assert days.is_working(week) == bool(by_hand)


@given(open_days, st.lists(ranges, max_size=3), days_of_a_year)
def test_a_week_is_skipped_exactly_when_someone_is_away_on_all_its_open_days(
    days: OpenDays, away: list[DateRange], day: date
) -> None:
    there = [d for d in days.in_week(monday(day)) if not any(d in gone for gone in away)]
    skipped = weeks.run_with(days.closed_or_away(away), weeks.number(day)) is not None
    assert skipped == (not there)


@given(open_days, days_of_a_year, st.integers(1, 6))
def test_working_weeks_are_the_working_ones_in_order(days: OpenDays, day: date, n: int) -> None:
    found = days.working_weeks(monday(day), n)
    between = (monday(day) + timedelta(days=7 * k) for k in range(200))
    assert list(found) == [week for week in between if days.is_working(week)][:n]


@given(open_days, days_of_a_year, st.integers(1, 30))
def test_the_nth_counted_week_is_the_first_with_n_counted_up_to_it(
    days: OpenDays, day: date, n: int
) -> None:
    after = weeks.number(day)
    found = weeks.nth_counted(days.closed, after, n)
    assert found is not None
    assert weeks.counted(days.closed, after, found) == n
    assert weeks.counted(days.closed, after, found - 1) == n - 1


@pytest.mark.parametrize(
    "days",
    [
        OpenDays((DateRange(date(2026, 1, 1), None),)),
        OpenDays((DateRange(date(2026, 1, 1), date(2039, 1, 1)),)),
        OpenDays(weekdays=frozenset()),
    ],
    ids=["closed without end", "closed for 13 years", "no weekday"],
)
def test_closed_for_ten_years_is_an_error_and_not_a_search_without_end(days: OpenDays) -> None:
    with pytest.raises(CoachError, match="No day is open"):
        days.next_working(date(2026, 11, 23))


def test_a_year_closed_is_skipped() -> None:
    days = OpenDays((DateRange(date(2026, 11, 25), date(2027, 11, 26)),))
    assert days.working_weeks(date(2026, 11, 23), 2) == (date(2026, 11, 23), date(2027, 11, 29))
