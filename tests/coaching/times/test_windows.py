"""Free times as a coach writes them."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachcli.coaching.times.windows import check_period, parse_days, parse_windows
from coachcli.errors import CoachError
from coachcli.values.school import WEEKDAYS, Window

WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri")


def timed(day: str, start: str, end: str) -> Window:
    return Window(day, start=time.fromisoformat(start), end=time.fromisoformat(end))


@pytest.mark.parametrize(
    ("windows", "texts"),
    [
        ([Window("Tue", "P2")], ["Tue P2", "tuesday: P2"]),
        ([Window("Tue", "P2"), Window("Thu", "P5")], ["Tue P2; Thu P5", "Tue P2, Thu P5"]),
        ([Window("Tue", "P2"), Window("Thu", "P5")], ["Tue P2\nThu P5;"]),
        ([timed("Thu", "10:15", "11:00")], ["Thu 10:15-11:00", "Thu 10:15 – 11:00"]),
        ([timed("Thu", "13:15", "14:00")], ["Thu 1:15pm to 2pm"]),
        ([timed("Thu", "09:05", "09:50")], ["Thu 905-950"]),
        ([Window(day, "P3") for day in WEEK], ["Mon-Fri P3"]),
        ([Window(day, "P3") for day in WEEK[:3]], ["Monday to Wednesday P3"]),
        ([Window("Mon", "P2"), Window("Wed", "P2")], ["Mon/Wed P2"]),
        ([Window("Mon", "P2"), Window("Wed", "P2"), Window("Fri", "P2")], ["Mon, Wed and Fri P2"]),
        ([Window("Mon", "P2"), Window("Tue", "P2"), Window("Fri", "P2")], ["Mon-Tue/Fri P2"]),
        ([Window("Mon", "P2"), Window("Mon", "P4")], ["Mon P2/P4", "Mon P2 and P4"]),
        ([Window("Mon", "P2")], ["Mon P2; Mon P2"]),
        ([Window("Mon", "Lunch B")], ["Mon Lunch B"]),
        ([Window("Mon", "2")], ["Mon 2"]),
        ([], ["", " ; "]),
    ],
)
def test_free_times_are_read_as_a_coach_writes_them(
    windows: list[Window], texts: list[str]
) -> None:
    for text in texts:
        assert parse_windows(text) == tuple(windows), text


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Tue P2; Someday P3", "Someday P3"),
        ("Tue P2; P3", "P3"),
        ("Tue", "Tue"),
        ("Mon; Wed P2", "Mon"),
        ("Fri-Mon P2", "Fri-Mon P2"),
        ("Thu 11:00-10:15", "Thu 11:00-10:15"),
        ("Thu 10:15", "Thu 10:15"),
        ("Thu 25:00-26:00", "Thu 25:00-26:00"),
        ("Thu 1:15-2:00", "Thu 1:15-2:00"),
        ("Tue P2/Thu P5", "Tue P2/Thu P5"),
        ("Tue P2, P4", "P4"),
        ("B P4", "B P4"),
        ("Tue =cmd|x", "Tue =cmd|x"),
        ("Tue " + "P" * 21, "Tue PPPP"),
    ],
)
def test_a_bad_piece_is_named(text: str, piece: str) -> None:
    with pytest.raises(CoachError) as caught:
        parse_windows(text)
    assert caught.value.message.startswith(f'"{piece}')
    assert caught.value.hint


def test_known_periods_are_found_in_any_case_and_others_refused() -> None:
    assert parse_windows("Tue p2", ["P1", "P2"]) == (Window("Tue", "P2"),)
    with pytest.raises(CoachError, match="There is no period") as caught:
        parse_windows("Tue P9", ["P1", "P2"])
    assert caught.value.hint == "The bell schedule has P1, P2."


times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
timed_windows = (
    st.tuples(st.sampled_from(WEEKDAYS), times, times)
    .filter(lambda parts: parts[1] < parts[2])
    .map(lambda parts: Window(parts[0], start=parts[1], end=parts[2]))
)
period_windows = st.builds(
    Window, st.sampled_from(WEEKDAYS), st.from_regex(r"[A-Z]?[1-9]( [A-Z])?", fullmatch=True)
)


@given(st.lists(timed_windows | period_windows, unique=True))
def test_printed_windows_are_read_back(windows: list[Window]) -> None:
    assert parse_windows("; ".join(map(str, windows))) == tuple(windows)


@given(st.text(max_size=80) | st.text(alphabet="MonTue P12:-,;/ to", max_size=60))
def test_any_text_is_windows_or_a_coach_error(text: str) -> None:
    try:
        windows = parse_windows(text)
    except CoachError:
        return
    assert parse_windows("; ".join(map(str, windows))) == windows


@given(st.text(max_size=30))
@example("TO AA 0")
def test_a_period_name_that_passes_can_be_named_in_a_window(text: str) -> None:
    try:
        name = check_period(text)
    except CoachError:
        return
    assert parse_windows(f"Wed {name}") == (Window("Wed", name),)


def test_days_come_singly_in_ranges_and_in_lists() -> None:
    assert parse_days("Mon-Fri") == WEEK
    assert parse_days("sat") == ("Sat",)
    assert parse_days("Mon, Wed & Mon") == ("Mon", "Wed")
