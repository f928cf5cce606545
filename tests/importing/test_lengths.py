"""Minutes as spreadsheets have them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.errors import CoachError
from coachcli.importing.lengths import read_minutes


@pytest.mark.parametrize(
    ("minutes", "cells"),
    [
        (45, ["45", "45 min", "45.0", "about 45 mins", "0,75 h", "forty-five"]),
        (45, ["Forty five minutes", "three quarters of an hour"]),
        (60, ["1h", "an hour"]),
        (90, ["1h30", "1.5 hours", "an hour and a half", "one and a half hours", "ninety"]),
        (75, ["1:15", "1:15:00", "an hour and a quarter"]),
        (30, ["half an hour", "half hour"]),
        (15, ["a quarter of an hour"]),
        (70, ["an hour and ten minutes"]),
        (120, ["two hours"]),
    ],
)
def test_a_length_is_read_in_numbers_by_the_clock_and_in_words(
    minutes: int, cells: list[str]
) -> None:
    for cell in cells:
        assert read_minutes(cell) == minutes, cell


def test_a_number_alone_is_hours_where_the_column_says_hours() -> None:
    cells = ("1", "0.5", "1,25", "20 min")
    assert [read_minutes(cell, hours=True) for cell in cells] == [60, 30, 75, 20]


@pytest.mark.parametrize("cell", ["", "0", "601", "soon", "1:75", "11:00", "-5", "45-50", "1e3"])
def test_what_is_no_length_is_refused_with_how_to_write_one(cell: str) -> None:
    with pytest.raises(CoachError, match="is not a length of time") as caught:
        read_minutes(cell)
    assert "half an hour" in caught.value.hint


FORMS = ("{0}", "{0} min", "{0} minutes", "{1}:{2:02}", "{1}:{2:02}:00", "{1}h{2:02}")


@given(st.integers(1, 600), st.sampled_from(FORMS))
def test_every_length_is_read_back_from_every_form(minutes: int, form: str) -> None:
    assert read_minutes(form.format(minutes, *divmod(minutes, 60))) == minutes


@given(st.text(max_size=40))
def test_any_text_is_a_length_or_a_coach_error(text: str) -> None:
    with suppress(CoachError):
        assert 1 <= read_minutes(text) <= 600
