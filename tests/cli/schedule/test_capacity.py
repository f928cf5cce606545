"""``coach capacity``: what a week takes, usually and in single weeks."""

import pytest
from driving import Coach


def test_a_single_week_has_its_own_capacity_until_it_is_as_usual_again(full: Coach) -> None:
    set_to = full.json("capacity", "3", "--week", "2026-12-02")
    assert set_to["capacity"] == 5
    assert set_to["weeks"] == [{"week": "2026-11-30", "capacity": 3}]
    assert full.json("schedule", "week", "--week", "2026-11-30", "--dry-run")["capacity"] == 3
    weeks = {each["week"]: each["capacity"] for each in full.json("schedule", "ahead")["weeks"]}
    assert weeks["2026-11-30"] == 3
    assert weeks["2026-12-07"] == 5
    assert full.json("capacity", "--week", "2026-11-30", "--usual")["weeks"] == []


def test_a_week_without_visits_is_planned_around(full: Coach) -> None:
    full("capacity", "0", "--week", "2026-11-30")
    ahead = full.json("schedule", "ahead")["weeks"]
    (empty,) = [each for each in ahead if each["week"] == "2026-11-30"]
    assert empty["sessions"] == []
    assert "its capacity is 0" in full("schedule", "week", "--week", "2026-11-30").out


def test_weeks_that_are_over_are_not_listed(full: Coach) -> None:
    full("capacity", "3", "--week", "2026-11-30")
    assert full.json("capacity", today="2026-12-07")["weeks"] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("0",), "no visits at all"),
        (("61",), "60"),
        (("-1",), "-1"),
        (("--usual",), "Which week"),
        (("--week", "2026-11-30"), "how many visits"),
        (("4", "--week", "2026-11-30", "--usual"), "how many visits"),
        (("4", "--week", "2026-11-30", "--day", "2"), "how many visits"),
        (("4", "--week", "soonish"), "soonish"),
        (("4", "--week", "2026-11-02"), "is over"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    full: Coach, words: tuple[str, ...], says: str
) -> None:
    before = full.json("capacity")
    answer = full("capacity", *words, code=1 if says in ("soonish", "is over") else 2)
    assert says in answer.err
    assert "Traceback" not in answer.err
    assert full.json("capacity") == before


def test_planning_a_week_with_a_capacity_of_its_own_keeps_it(full: Coach) -> None:
    full("schedule", "week", "--capacity", "4", "--dry-run")
    assert full.json("capacity")["weeks"] == []
    full("schedule", "week", "--capacity", "4")
    assert full.json("capacity")["weeks"] == [{"week": "2026-11-23", "capacity": 4}]
    assert full.json("schedule", "ahead")["weeks"][0]["capacity"] == 4
    full("undo")
    assert full.json("capacity")["weeks"] == []
