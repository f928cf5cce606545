"""``coach trust``: a sign of how the coaching is met, for the coach alone, and no ranking."""

from __future__ import annotations

import pytest
from driving import Coach


def log(coach: Coach, teacher: str, day: str, asked_by: str, state: str = "held") -> None:
    card = f"- Teacher: {teacher}\n- Date: {day}\n- State: {state}\n- Asked by: {asked_by}\n"
    card += "- Cancelled by: school\n" if state == "cancelled" else "- Kind: debrief\n"
    coach("log", "session", "--from", "-", given=card)


@pytest.fixture
def trusted(full: Coach) -> Coach:
    for day, asked_by in (
        ("2026-09-03", "planned"),
        ("2026-09-24", "coach"),
        ("2026-10-08", "teacher"),
        ("2026-10-29", "planned"),
        ("2026-11-19", "teacher"),
    ):
        log(full, "otis", day, asked_by)
    log(full, "otis", "2026-11-20", "teacher", "no-show")
    log(full, "otis", "2026-11-20", "teacher", "cancelled")
    log(full, "clara", "2026-11-20", "teacher")
    return full


def test_one_teacher_over_time_in_words_and_squares(trusted: Coach) -> None:
    said = trusted("trust", "otis").out
    assert "2 of 5 asked for by the teacher." in said
    assert "Sep  □□  0 of 2" in said
    assert "Oct  ■□  1 of 2" in said
    assert "Nov  ■  1 of 1" in said
    assert "For your eyes only" in said
    assert "never in a report" in said


def test_without_colour_and_boxes_it_reads_the_same(trusted: Coach) -> None:
    said = trusted("--plain", "trust", "otis").out
    assert "Oct  #.  1 of 2" in said
    assert "\x1b" not in said
    assert said.isascii()
    narrow = trusted("trust", "otis", COLUMNS="40").out
    assert max(map(len, narrow.splitlines())) <= 40


def test_by_quarter_of_the_school_year_and_since_a_day(trusted: Coach) -> None:
    data = trusted.json("trust", "otis", "--by", "quarter")
    counts = [(each["held"], each["asked_by_teacher"]) for each in data["periods"]]
    assert counts == [(4, 1), (1, 1)]
    assert [each["first"] for each in data["periods"]] == ["2026-08-01", "2026-11-01"]
    since = trusted.json("trust", "otis", "--since", "2026-10-15")
    assert (since["held"], since["asked_by_teacher"]) == (2, 1)
    assert "Aug-Oct" in trusted("trust", "otis", "--by", "quarter").out


def test_everybody_stands_by_name_in_words_alone(trusted: Coach) -> None:
    said = trusted("trust").out
    lines = [line for line in said.splitlines() if "asked for by" in line or "no session" in line]
    names = [line.partition(":")[0] for line in lines]
    assert len(names) == 18
    assert names[:3] == ["Anjali Mehta", "Åse Bjørnstad", "Bartek Łukasik"]
    assert "Otis Graham: 2 of 5 asked for by the teacher" in said
    assert "Clara Benítez-Ross: 1 of 2 asked for by the teacher" in said
    assert not {"■", "□", "%"} & set(said)
    assert "For your eyes only" in said
    teachers = trusted.json("trust")["teachers"]
    assert {row["teacher"]: row["held"] for row in teachers}["otis"] == 5


def test_a_group_counts_for_each_and_a_long_row_fits(full: Coach) -> None:
    log(full, "otis, clara", "2026-11-20", "teacher")
    for handle in ("otis", "clara"):
        assert full.json("trust", handle)["asked_by_teacher"] == 1
    for _ in range(15):
        log(full, "otis", "2026-11-19", "planned")
    narrow = full("trust", "otis", COLUMNS="24").out
    assert "1 of 16" in narrow
    assert max(map(len, narrow.splitlines())) <= 24


def test_a_name_that_fits_nobody_and_a_day_to_come_are_explained(full: Coach) -> None:
    assert "No teacher fits" in full("trust", "zzz", code=1).err
    assert "still to come" in full("trust", "--since", "2027-01-01", code=1).err
    assert "no session" in full("trust", "otis").out.lower()


def test_those_without_a_session_stand_in_one_line(coach: Coach) -> None:
    coach("teacher", "add", "Ana Lima")
    coach("teacher", "add", "Joe King")
    assert "No session in this time: Ana Lima, Joe King.\n" in coach("trust").out
