"""Periods by name end today at the latest and begin where the school year does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.charts.periods import period_named, usual_period
from coachcli.errors import CoachError
from coachcli.values.school import DateRange

TODAY = date(2026, 11, 24)
SPRING = date(2027, 3, 10)


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("month", TODAY, date(2026, 11, 1), TODAY),
        ("This Month", TODAY, date(2026, 11, 1), TODAY),
        ("last month", TODAY, date(2026, 10, 1), date(2026, 10, 31)),
        ("last month", date(2027, 1, 5), date(2026, 12, 1), date(2026, 12, 31)),
        ("term", TODAY, date(2026, 8, 1), TODAY),
        ("last term", TODAY, date(2026, 1, 1), date(2026, 7, 31)),
        ("this term", SPRING, date(2027, 1, 1), SPRING),
        ("last term", SPRING, date(2026, 8, 1), date(2026, 12, 31)),
        ("school year", SPRING, date(2026, 8, 1), SPRING),
        ("last year", SPRING, date(2025, 8, 1), date(2026, 7, 31)),
        ("nov", TODAY, date(2026, 11, 1), TODAY),
        ("December", TODAY, date(2025, 12, 1), date(2025, 12, 31)),
        ("feb 2024", TODAY, date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-02", TODAY, date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-11", TODAY, date(2026, 11, 1), TODAY),
        ("2026-09-01..2026-10-31", TODAY, date(2026, 9, 1), date(2026, 10, 31)),
        ("2026-09-01..", TODAY, date(2026, 9, 1), TODAY),
        ("last week", TODAY, date(2026, 11, 16), date(2026, 11, 22)),
        ("2026-11-20..2026-12-24", TODAY, date(2026, 11, 20), TODAY),
    ],
)
def test_a_period_is_known_by_its_name(text: str, today: date, first: date, last: date) -> None:
    assert period_named(text, today) == DateRange(first, last)


@pytest.mark.parametrize(
    "text", ["", "soon", "this decade", "nov 0000", "2026-13", "0000-05", "month month"]
)
def test_what_is_no_period_is_refused_with_what_to_type(text: str) -> None:
    with pytest.raises(CoachError) as refused:
        period_named(text, TODAY)
    assert "last term" in refused.value.hint


def test_what_is_all_to_come_is_refused() -> None:
    with pytest.raises(CoachError, match="still to come"):
        period_named("2026-12-01..2026-12-24", TODAY)


def test_a_slip_in_a_day_is_said_as_such() -> None:
    with pytest.raises(CoachError, match="2026-09-31"):
        period_named("2026-09-31..2026-10-31", TODAY)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["month", "term", "year"]))
def test_the_one_before_ends_where_this_one_begins(today: date, what: str) -> None:
    this, before = period_named(what, today), period_named(f"last {what}", today)
    assert this.last == today
    assert this.first <= today
    assert before.last is not None
    assert (this.first - before.last).days == 1
    assert period_named(what, before.last) == before


def test_in_the_first_days_of_a_month_the_last_one_is_meant() -> None:
    meant = [usual_period(date(2026, 11, day)) for day in (1, 6, 7, 30)]
    assert meant == ["last month", "last month", "month", "month"]
