"""Pictures in the terminal fit any width and read without colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from coachcli.render.charts import FILLS, MARKS, PLAIN_FILLS, between, cells, draw_picture
from coachcli.render.screen import Screen
from coachcli.values.pictures import Bars, Grid, Lines, Picture, Point

WEEKS = tuple(date(2026, 9, 14) + timedelta(weeks=number) for number in range(13))
KINDS = ("observation", "debrief", "co-planning", "student work", "other kinds", "other time")
BARS = Bars(
    "Hours by kind",
    "",
    "hours",
    ("Aug", "Sep"),
    tuple((name, (number / 3, 2.0)) for number, name in enumerate(KINDS)),
)
GRID = Grid(
    "Visits",
    "Some.",
    WEEKS,
    date(2026, 11, 23),
    tuple((name, (*MARKS, *[""] * 6)) for name in ("Clara Benítez-Ross", "山田 花子")),
    tuple((mark, f"meaning of {mark}") for mark in MARKS),
)
LINES = Lines(
    "Cycle 1",
    "From 4 to 15.",
    date(2026, 10, 5),
    date(2026, 11, 20),
    (("explain", (Point(date(2026, 10, 5), 4, 22), Point(date(2026, 11, 20), 22, 22))),),
    "A note.",
)


def drawn(
    picture: Picture, width: int, capsys: pytest.CaptureFixture[str], *, plain: bool = False
) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        draw_picture(Screen(plain), picture)
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("picture", [BARS, GRID, LINES])
@pytest.mark.parametrize("width", [24, 40, 80, 200])
@pytest.mark.parametrize("plain", [True, False])
def test_a_picture_fits_and_all_of_its_words_are_there(
    picture: Picture, width: int, plain: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = drawn(picture, width, capsys, plain=plain)
    assert max(map(cell_len, lines)) <= width
    text = " ".join(" ".join(lines).split())
    names = [BARS, GRID, LINES].index(picture)
    for word in (KINDS, ("Clara Benítez-Ross", "meaning of missed"), ("4 of 22", "A note."))[names]:
        assert word in text
    assert "\x1b" not in text


def test_plain_pictures_draw_with_ascii_alone(capsys: pytest.CaptureFixture[str]) -> None:
    for picture in (BARS, LINES, replace(GRID, rows=(("Ana", GRID.rows[0][1]),))):
        assert "".join(drawn(picture, 80, capsys, plain=True)).isascii()
    assert len(set(FILLS)) == len(set(PLAIN_FILLS)) == 8
    for place in (0, 1):
        assert len({mark[place] for mark in MARKS.values()}) == len(MARKS)


def test_the_weeks_stand_above_their_marks_and_this_week_is_pointed_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = drawn(GRID, 80, capsys)
    days = next(line for line in lines if "14 21 28" in line)
    row = next(line for line in lines if line.startswith("Clara"))
    assert days.index("14") + 1 == row.index("■")
    assert "16›23 30" in days
    assert "› this week" in lines[-1]
    narrow = drawn(GRID, 40, capsys)
    assert "Clara Benítez-Ross" in narrow
    assert any("14 21 28" in line for line in narrow)


def test_where_not_all_weeks_fit_the_last_are_shown_and_it_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = drawn(GRID, 20, capsys)
    assert "The last 10 of" in " ".join(lines)


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=8), st.floats(0, 1000), st.floats(1, 200))
@example([5e-324], 0, 1)
def test_the_parts_of_a_bar_take_as_many_cells_as_the_whole(
    amounts: list[float], more: float, wide: float
) -> None:
    total = sum(amounts)
    longest = total + more
    found = cells(amounts, longest, wide)
    assert min(found) >= 0
    assert sum(found) == (max(round(total / longest * wide), 1) if total else 0)
    shown = sum(amount > 0 for amount in amounts)
    if sum(found) >= 2 * shown:
        assert all(found[n] for n, amount in enumerate(amounts) if amount)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 22)), min_size=1, max_size=6),
    st.integers(0, 90),
)
def test_any_evidence_fits_at_any_width(
    capsys: pytest.CaptureFixture[str], found: list[tuple[int, int]], later: int
) -> None:
    first = date(2026, 9, 1)
    points = tuple(Point(first + timedelta(days=day), met, 22) for day, met in sorted(found))
    last = points[-1].day + timedelta(days=later)
    picture = Lines("T", "S", points[0].day, last, (("explain", points),))
    for width in (40, 80):
        lines = drawn(picture, width, capsys)
        assert max(map(cell_len, lines)) <= width
        assert f"{points[0].met} of 22" in lines[-1]
        assert f"{points[-1].met} of 22" in lines[-1]


@given(st.tuples(*[st.integers(0, 50)] * 4))
def test_a_line_has_no_gap(ends: tuple[int, int, int, int]) -> None:
    dots = between(ends[:2], ends[2:])
    assert (dots[0], dots[-1]) == (ends[:2], ends[2:])
    for one, other in pairwise(dots):
        assert max(abs(one[0] - other[0]), abs(one[1] - other[1])) <= 1
