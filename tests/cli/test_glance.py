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
