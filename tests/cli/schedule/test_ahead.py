"""``coach schedule ahead``: the weeks to come, the verdict and what would help."""

from fractions import Fraction

import pytest
from driving import Coach


def first_week(data: dict) -> set[str]:  # type: ignore[type-arg]
    return {handle for each in data["sessions"] for handle in each["teachers"]}


def test_the_first_week_is_what_schedule_week_publishes(full: Coach) -> None:
    for count in ("1", "12", "20"):
        weeks = full.json("schedule", "ahead", "--weeks", count)["weeks"]
        assert weeks[0]["sessions"]
        shown = full.json("schedule", "week", "--dry-run")
        assert first_week(weeks[0]) == first_week(shown)
        assert [(s["date"], s["slot"]) for s in weeks[0]["sessions"]] == [
            (s["date"], s["slot"]) for s in shown["sessions"]
        ]


def test_after_the_week_is_published_the_forecast_stays_the_same(full: Coach) -> None:
    before = full.json("schedule", "ahead")
    full("schedule", "week")
    after = full.json("schedule", "ahead")
    assert [first_week(week) for week in after["weeks"]] == [
        first_week(week) for week in before["weeks"]
    ]
    assert all(session["id"] for session in after["weeks"][0]["sessions"])
    assert after["late"] == before["late"]


def test_as_many_working_weeks_are_shown_as_asked_and_no_fewer_than_must_be(full: Coach) -> None:
    assert len(full.json("schedule", "ahead", "--weeks", "15")["weeks"]) == 15
    cadences = [each["every"] for each in full.json("due")["teachers"]]
    assert len(full.json("schedule", "ahead", "--weeks", "1")["weeks"]) == max(cadences) + 2


def test_a_load_that_does_not_fit_is_said_with_its_first_week_and_what_would_clear_it(
    full: Coach,
) -> None:
    full("capacity", "4")
    data = full.json("schedule", "ahead")
    assert Fraction(data["worst_wait"]) > 1
    assert data["late"]
    assert data["load"]["fits"] is False
    said = full("schedule", "ahead").out
    assert "someone will be late" in said
    assert "visits are needed" in said
    assert advice(said)


def advice(said: str) -> list[str]:
    """What to type, of each remedy."""
    lines = " ".join(said.splitlines()).partition("would clear it:")[2].split("- ")[1:]
    return [" ".join(line.partition("Type: coach ")[2].split()).split(" The ")[0] for line in lines]


def test_following_a_remedy_clears_the_waits(full: Coach) -> None:
    full("capacity", "4")
    full(*advice(full("schedule", "ahead").out)[-1].split())
    after = full.json("schedule", "ahead")
    begun = {each["teacher"] for each in full.json("due")["teachers"] if each["weeks_late"]}
    assert {each["teacher"] for each in after["late"]} <= begun


def test_closed_weeks_and_absences_are_in_the_grid(full: Coach) -> None:
    full("closure", "add", "2026-12-21..2027-01-01", "Winter break")
    full("teacher", "away", "ines", "2026-12-07..2026-12-11")
    said = full("schedule", "ahead").out
    assert "shut" in said
    assert "shut: closed" in said
    assert "away" in said


@pytest.mark.parametrize("columns", ["80", "40"])
def test_no_line_is_wider_than_the_terminal(full: Coach, columns: str) -> None:
    full.env["COLUMNS"] = columns
    full("capacity", "4")
    for line in full("schedule", "ahead").out.splitlines():
        assert len(line.rstrip()) <= int(columns)


@pytest.mark.parametrize("count", ["0", "-1", "53", "many"])
def test_a_number_of_weeks_that_is_none_is_refused(full: Coach, count: str) -> None:
    answer = full("schedule", "ahead", "--weeks", count, code=2)
    assert "--weeks" in answer.err


def test_nobody_on_the_caseload_is_no_problem(coach: Coach) -> None:
    assert "Nobody has to wait" in coach("schedule", "ahead").out


def test_a_year_that_is_closed_says_so(full: Coach) -> None:
    full("closure", "add", "2026-11-01..2037-11-01", "Closed")
    answer = full("schedule", "ahead", code=1)
    assert "No day is open" in answer.err


def test_who_has_no_free_time_in_any_week_is_named_with_what_to_type(full: Coach) -> None:
    full("teacher", "edit", "tess", "--free", "Sat P1")
    said = " ".join(full("schedule", "ahead").out.split())
    assert "Tess Oh has no free time in any of these weeks. Type: coach teacher edit tess" in said
    full("teacher", "away", "tess", "2026-11-23..")
    assert "no free time" not in full("schedule", "ahead").out
