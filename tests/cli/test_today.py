"""``coach`` alone, where it has more to say than the day's visits."""

from __future__ import annotations

from driving import Coach
from typing_hands import Hands


def test_a_visit_begun_and_not_finished_is_named_until_it_is_finished(full: Coach) -> None:
    with Hands(full, "log", "session", "tess") as hands:
        hands.answers("held]:").answers("Kind:", "observation").sees("Minutes").interrupts()
    said = full().out
    assert "Begun and not finished. Go on with: coach log session\n" in said
    assert "All clear" not in said
    assert full.json()["unfinished"] == ["coach log session"]


def test_a_text_that_was_typed_and_not_stored_is_named_by_its_command(full: Coach) -> None:
    full("log", "contact", "tess")
    full("cycle", "start", "tess", "--question", "How?")
    commands = ["cycle close 1", "idea add", "log edit 18 --add ask_next", "log other own_learning"]
    for command in commands:
        options = ["--minutes", "5"] if "other" in command else []
        with Hands(full, *command.split(), *options) as hands:
            hands.answers("> ", "Kept for later").sees("> ").interrupts()
    assert sorted(full.json()["unfinished"]) == [f"coach {each}" for each in commands]
    said = " ".join(full().out.split())
    for command in commands:
        assert f"Begun and not finished. Go on with: coach {command}" in said
    with Hands(full, "log", "edit", "18", "--add", "ask_next") as hands:
        hands.answers("Use it?", "y").leaves()
    assert full.json("notes", "tess")["sessions"][0]["ask_next"] == "Kept for later"
    assert "coach log edit 18 --add ask_next" not in full.json()["unfinished"]


def test_a_full_week_points_to_why_and_not_to_planning_again(full: Coach) -> None:
    full("capacity", "2")
    assert "Due and not planned: coach schedule week\n" in full().out
    full("schedule", "week")
    said = full().out
    assert "Due and not planned: coach schedule why NAME\n" in said
    assert "coach schedule week" not in said


def test_a_week_without_visits_says_how_to_plan(coach: Coach) -> None:
    coach("teacher", "add", "Ana Lima", "--last-visit", "2026-11-20")
    assert "No more visits are planned this week. Plan with: coach schedule week" in coach().out


def test_a_step_is_named_on_its_own_day_and_not_only_when_that_is_over(full: Coach) -> None:
    full("step", "add", "tess", "--check", "tue", given="Send the clip")
    before, day, after = (full(today=f"2026-11-{n}").out for n in (23, 24, 25))
    assert "Steps to check" not in before
    assert "Tess Oh  1, 1 today\n" in day
    assert "All clear" not in day
    assert "Tess Oh  1, 1 past\n" in after


def test_a_closed_day_says_so_and_asks_for_no_plan(coach: Coach) -> None:
    coach("teacher", "add", "Ana Lima", "--last-visit", "2026-11-20")
    coach("closure", "add", "2026-11-23..2026-11-27", "Fall recess")
    said = coach().out
    assert "Closed today: Fall recess.\n" in said
    assert "schedule week" not in said
    assert coach.json()["closed"] == "Fall recess"
    assert coach.json(today="2026-11-30")["closed"] is None


def test_the_glance_shows_what_waits_to_be_logged_and_what_is_still_to_come(full: Coach) -> None:
    full("schedule", "week")
    seen = full.json(today="2026-11-24")
    assert {session["date"] for session in seen["to_log"]} == {"2026-11-23"}
    assert {session["date"] for session in seen["sessions"]} == {"2026-11-24", "2026-11-25"}
    said = full(today="2026-11-24").out
    assert said.startswith("Tue 24 Nov 2026\n")
    assert "To log: coach log session" in said
    assert "Later this week" in said
