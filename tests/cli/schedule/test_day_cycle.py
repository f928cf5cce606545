"""A and B days through the program, and free times that teachers prefer."""

from typing import Any

import pytest
from driving import TUESDAY, Coach


def slots(coach: Coach, *words: str, **env: Any) -> dict[str, str]:
    sessions = coach.json("schedule", *words, **env)["sessions"]
    return {s["teachers"][0]: s["slot"] for s in sessions if s["state"] == "planned"}


def test_free_times_on_a_and_b_days_are_planned_on_the_right_weekdays(full: Coach) -> None:
    set_to = full.json("day-cycle", "A,B", "--on", "2026-11-23", "--is", "B")
    assert (set_to["labels"], set_to["today"]) == (["A", "B"], "B")
    full("teacher", "edit", "tess", "--free", "A P1")
    assert slots(full, "week")["tess"] == "Tue P1"
    shown = full("teacher", "show", "tess").out
    assert "Free: A P1" in shown


def test_a_snow_day_shifts_the_days_and_what_is_planned_on_them(full: Coach) -> None:
    full("day-cycle", "A,B", "--on", "2026-11-23")
    full("teacher", "edit", "tess", "--free", "A P3; A P6")
    assert slots(full, "week")["tess"] == "Wed P3"
    full("closure", "add", TUESDAY, "Snow")
    assert full.json("day-cycle", today="2026-11-25")["today"] == "B"
    assert slots(full, "show")["tess"].startswith("Mon")
    full("undo")
    full("closure", "add", TUESDAY, "Training", "--by", "coach")
    assert full.json("day-cycle", today="2026-11-25")["today"] == "A"
    assert slots(full, "show")["tess"] == "Wed P3"


def test_a_bell_schedule_may_be_by_days_of_the_cycle(full: Coach, tmp_path: Any) -> None:
    bell = tmp_path / "bell.csv"
    bell.write_text("day,period,start,end\nA,P1,8:00,9:20\nB,P5,8:00,9:20\n")
    refused = full("period", "import", str(bell), code=1)
    assert "is not a day" in refused.err
    full("day-cycle", "A,B", "--on", "2026-11-23")
    full("period", "import", str(bell))
    full("teacher", "edit", "tess", "--free", "A P1; B P5")
    assert slots(full, "week")["tess"] in ("Mon P1", "Tue P5", "Wed P1")


def test_ending_the_cycle_names_those_who_have_no_free_time_left(full: Coach) -> None:
    full("day-cycle", "A,B")
    full("teacher", "edit", "tess", "--free", "A P4")
    assert "Tess Oh" in full("day-cycle", "none").out
    assert full.json("day-cycle")["labels"] == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["A"], "2 to 12"),
        (["A,a"], "2 to 12"),
        (["mon,tue"], "cannot be a day"),
        (["A,B", "--is", "C"], 'no day "C"'),
        (["A,B", "--on", "2026-11-26"], "no school day"),
        (["A,B", "--on", "2026-11-28"], "no school day"),
    ],
)
def test_a_day_cycle_that_cannot_be_is_refused(full: Coach, words: list[str], why: str) -> None:
    assert why in full("day-cycle", *words, code=1).err
    assert full.json("day-cycle")["labels"] == []


def test_a_preferred_free_time_is_taken_where_nobody_loses_a_visit(full: Coach) -> None:
    before = slots(full, "week", "--dry-run")
    full("teacher", "edit", "tess", "--free", "Mon P1; Mon P4; Wed P6", "--prefer", "Wed P6")
    after = slots(full, "week", "--dry-run")
    assert (after["tess"], after.keys()) == ("Wed P6", before.keys())
    shown = full.json("teacher", "show", "tess")
    assert (shown["free"], shown["preferred"]) == (["Mon P1", "Mon P4", "Wed P6"], ["Wed P6"])
    full("teacher", "edit", "tess", "--prefer", "")
    assert full.json("teacher", "show", "tess")["preferred"] == []


def test_a_file_may_name_preferred_free_times(coach: Coach, tmp_path: Any) -> None:
    file = tmp_path / "caseload.csv"
    file.write_text("name,free,prefer\nZoé Ruiz,Tue P2; Wed P3,Wed P3\n")
    coach("teacher", "import", str(file))
    assert coach.json("teacher", "show", "zoe")["preferred"] == ["Wed P3"]
    assert "1 same" in coach("teacher", "import", str(file)).out
