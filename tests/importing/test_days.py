"""Dates of a column, where the column tells whether the month comes first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.errors import CoachError
from coachcli.importing.days import day_order, read_day


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["9/2/2026", "11/24/2026"], "mdy"),
        (["2/9/2026", "24/11/2026"], "dmy"),
        (["11/24/2026", "11/25/2026", "24/11/2026"], "mdy"),
        (["24.11.2026", "1.2.2026"], "dmy"),
        (["11/24/2026", "24/11/2026"], None),
        (["9/2/2026", "11/11/2026", "31/11/2026", "2026-11-24", "", "soon"], None),
    ],
)
def test_the_cells_that_fit_one_order_only_decide_for_all(
    cells: list[str], order: str | None
) -> None:
    assert day_order(cells) == order


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-11-06", "2026-11-06 00:00:00", "2026-11-06T00:00", "11/6/2026"),
        *("11/06/2026 0:00", "6 Nov 2026", "Nov 6, 2026", "06-Nov-2026", "11.6.2026"),
    ],
)
def test_a_day_is_read_in_the_form_spreadsheets_write(cell: str) -> None:
    assert read_day(cell, "mdy") == date(2026, 11, 6)


def test_only_an_unclear_day_needs_an_order() -> None:
    assert read_day("9/2/2026", "mdy") == date(2026, 9, 2)
    assert read_day("9/2/2026", "dmy") == date(2026, 2, 9)
    assert read_day("11/11/2026", None) == date(2026, 11, 11)
    assert read_day("24/11/2026", "mdy") == date(2026, 11, 24)
    with pytest.raises(CoachError, match="2026-02-09 or 2026-09-02"):
        read_day("9/2/2026", None)


@pytest.mark.parametrize(
    "cell",
    [
        *("", "today", "tue", "next week", "24 Nov", "31/11/2026", "2027-02-31"),
        *("11/24/26", "45980", "in 2026", "0026-11-24", "2026-11-24\x1b"),
    ],
)
def test_no_day_or_a_day_without_its_year_is_refused(cell: str) -> None:
    with pytest.raises(CoachError) as caught:
        read_day(cell, "mdy")
    assert caught.value.hint


days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(st.lists(days, min_size=1), st.sampled_from(["mdy", "dmy"]))
def test_a_column_in_one_order_is_read_right_or_not_at_all(column: list[date], order: str) -> None:
    shape = "{0.month}/{0.day}/{0.year}" if order == "mdy" else "{0.day}/{0.month}/{0.year}"
    cells = [shape.format(day) for day in column]
    found = day_order(cells)
    assert found in (order, None)
    for cell, day in zip(cells, column, strict=True):
        if found or day.day > 12 or day.day == day.month:
            assert read_day(cell, found) == day
        else:
            with pytest.raises(CoachError):
                read_day(cell, found)
