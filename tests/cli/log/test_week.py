"""``coach log week``: the week that was not logged, in one sitting."""

from __future__ import annotations

import json

import pytest
from driving import PROGRAM, Coach
from typing_hands import STOPS, Hands

from cli.log.test_questions import facts, no_steps


@pytest.fixture
def late(planned: Coach) -> Coach:
    """Monday after a week of five planned sessions, none of them logged."""
    planned.today = "2026-11-30"
    return planned


def waiting(coach: Coach) -> list[int]:
    week = coach.json("schedule", "show", "--week", "2026-11-23")["sessions"]
    return [each["id"] for each in week if each["state"] == "planned"]


def held(hands: Hands, notes: str = "") -> Hands:
    """A visit with one note and Enter at everything else."""
    facts(hands).sees("Notes")
    if notes:
        hands.answers("> ", notes)
    return no_steps(hands.goes_on(4))


def test_a_whole_week_is_logged_in_one_sitting_oldest_first(late: Coach) -> None:
    numbers = waiting(late)
    assert len(numbers) == 5
    with Hands(late, "log", "week") as hands:
        hands.sees("1 of 5").sees(f"Session {numbers[0]} with")
        held(hands, "First of five").sees("Notes sealed.")
        hands.sees("2 of 5").answers("What happened", "no-show").sees("Why").answers("> ")
        hands.sees("3 of 5").answers("What happened", "canc")
        hands.answers("Who called it off", "school").sees("Why").answers("> ", "Snow").answers("> ")
        hands.sees("4 of 5").answers("What happened", "later")
        held(hands.sees("5 of 5"))
        said = hands.leaves()
    assert "Logged: 2 held, 1 cancelled, 1 no-show." in said
    assert f"Left for later: session {numbers[3]}." in said
    assert waiting(late) == [numbers[3]]
    first = late.json("schedule", "show", "--week", "2026-11-23")["sessions"][0]
    assert first["id"] == numbers[0]
    noted = late.json("notes", first["teachers"][0])["sessions"]
    assert [each["notes"] for each in noted] == ["First of five"]


def test_stopping_leaves_the_rest_and_says_so(late: Coach) -> None:
    numbers = waiting(late)
    with Hands(late, "log", "week") as hands:
        hands.answers("What happened", "what?").sees("is not a state")
        hands.answers("What happened", "planned").sees("later or stop")
        held(hands)
        hands.sees("2 of 5").answers("What happened", "stop")
        said = hands.leaves()
    assert "Logged: 1 held." in said
    assert waiting(late) == numbers[1:]


@pytest.mark.parametrize("stop", STOPS)
def test_a_sitting_cut_off_keeps_what_was_said_and_goes_on_with_it(late: Coach, stop: str) -> None:
    numbers = waiting(late)
    with Hands(late, "log", "week") as hands:
        held(hands).sees("2 of 5").answers("What happened").sees("Kind").types("debrief")
        hands.answers("Minutes", "25").answers("Focus").answers("ask for it?")
        hands.sees("Notes").answers("> ", "Said on the way out").sees("> ")
        STOPS[stop](hands)
    assert waiting(late) == numbers[1:]
    with Hands(late, "log", "week") as hands:
        hands.answers("Go on with it?").sees("what you typed is kept, sealed")
        no_steps(hands.goes_on(4)).sees("held, debrief, 25 minutes.")
        hands.sees("1 of 3").answers("What happened", "stop")
        assert "Logged: 1 held." in hands.leaves()
    assert waiting(late) == numbers[2:]


def test_stopping_with_ctrl_c_between_two_sessions_sums_up_what_was_logged(late: Coach) -> None:
    with Hands(late, "log", "week") as hands:
        held(hands).sees("2 of 5").sees("What happened").sees("[held]:")
        said = hands.interrupts().leaves(130)
    assert "Logged: 1 held." in said
    assert not (late.home / "draft.json").exists()


def test_one_week_can_be_named_and_only_what_has_begun_is_asked_about(late: Coach) -> None:
    with Hands(late, "log", "week", "--week", "today") as hands:
        assert "Nothing waits to be logged." in hands.leaves()
    with Hands(late, "log", "week", "--week", "last week") as hands:
        hands.sees("1 of 5").answers("What happened", "quit").leaves()
    late.today = "2026-11-23"
    with Hands(late, "log", "week") as hands:
        hands.sees("1 of 1").answers("What happened", "skip")
        assert "Left for later" in hands.leaves()


def test_json_is_one_object_at_the_end(late: Coach) -> None:
    numbers = waiting(late)
    out = late.home.parent / "out"
    shell = f"{PROGRAM} --json log week > {out}"
    with Hands(late, "-c", shell, program="/bin/sh") as hands:
        held(hands).sees("2 of 5").answers("What happened", "stop").leaves()
    data = json.loads(out.read_text())["data"]
    assert set(data) == {"logged", "left"}
    assert [each["id"] for each in data["logged"]] == numbers[:1]
    assert data["left"] == numbers[1:]


def test_without_a_terminal_it_says_what_to_do_instead(late: Coach) -> None:
    assert "--template" in late("log", "week", code=2).err
