"""Which open steps are done now: asked while a visit is logged, and stored with it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from driving import PROGRAM, Coach
from typing_hands import Hands

from cli.log.test_questions import draft, facts, no_steps, no_texts

QUESTION = "Which are done now"


def agree(coach: Coach, teacher: str, text: str, *words: str) -> int:
    return int(coach.json("step", "add", teacher, *words, given=text)["id"])


def states(coach: Coach, **env: Any) -> dict[int, str]:
    steps = coach.json("next-steps", "--all", **env)["steps"]
    return {each["id"]: each["state"] for each in steps}


@pytest.fixture
def two(planned: Coach) -> Coach:
    """Two open steps of Miriam's, and one of somebody else's."""
    agree(planned, "miriam", "Try [wait] time", "--owner", "teacher")
    agree(planned, "miriam", "Send the clip", "--check", "2026-12-01")
    agree(planned, "kofi", "Bring plans")
    return planned


def asked(hands: Hands) -> Hands:
    return facts(hands).sees("Open next steps with Miriam Stern:")


def test_steps_are_ticked_off_by_number_and_undo_takes_back_both(two: Coach) -> None:
    before = (two.home / "coach.db").read_bytes()
    with Hands(two, "log", "session", "miriam") as hands:
        asked(hands).sees("Try [wait] time").sees("Send the clip").sees("as in 1 2; Enter: none):")
        assert "Bring plans" not in hands.seen
        hands.types("2, 1 2")
        said = no_steps(no_texts(hands)).leaves()
    assert "held, 45 minutes. Done now: steps 2, 1." in said
    assert states(two) == {1: "done", 2: "done", 3: "open"}
    assert "coach unlock" not in said
    assert "Undone: log session miriam" in two("undo").out
    assert states(two) == {1: "open", 2: "open", 3: "open"}
    week = two.json("schedule", "show")["sessions"]
    assert [s["state"] for s in week if s["teachers"] == ["miriam"]] == ["planned"]
    assert before != (two.home / "coach.db").read_bytes()
    two("redo")
    assert states(two) == {1: "done", 2: "done", 3: "open"}


def test_numbers_that_are_not_there_are_explained_and_words_are_not_repeated(two: Coach) -> None:
    with Hands(two, "log", "session", "miriam") as hands:
        asked(hands)
        for typed in ("3", "1 99", "9" * 5000, "1.5", "-1", "²"):
            hands.answers(QUESTION, typed).sees("Those shown are 1, 2; Enter or none is for none.")
        hands.answers(QUESTION, "1 she cried today").sees("Type numbers.")
        before = len(hands.seen)
        hands.sees("Those shown are 1, 2").answers(QUESTION, "<").answers("for it?")
        assert "cried" not in hands.seen[before:]
        hands.answers(QUESTION, "1")
        hands.sees("Notes").answers("> ", "<").answers("or none) [1]:", "none")
        said = no_steps(no_texts(hands)).leaves()
    assert "Done" not in said.split("Session ")[-1]
    assert set(states(two).values()) == {"open"}


def test_nothing_is_asked_without_open_steps_or_of_a_visit_that_did_not_happen(two: Coach) -> None:
    with Hands(two, "log", "session", "tess") as hands:
        hands.answers("This one?")
        assert QUESTION not in no_steps(no_texts(facts(hands))).leaves()
    with Hands(two, "log", "session", "miriam") as hands:
        asked(hands).answers(QUESTION, "1").sees("Notes").answers("> ", "<").answers("[1]:", "<")
        for question in ("for it?", "Focus", "Minutes", "Kind"):
            hands.answers(question, "<")
        hands.answers("[held]:", "no-show").sees("Why").answers("> ")
        assert "Done now" not in hands.leaves()
    with Hands(two, "log", "contact", "kofi") as hands:
        hands.sees("Notes").answers("> ")
        assert QUESTION not in hands.leaves()
    assert set(states(two).values()) == {"open"}


def test_while_locked_numbers_days_and_whose_are_shown_and_no_passphrase_is_asked(
    sealed: Coach, secret: dict[str, Any]
) -> None:
    agree(sealed, "miriam", "Try wait time", "--owner", "teacher", "--check", "2026-12-01")
    with Hands(sealed, "log", "session", "miriam") as hands:
        asked(hands).sees("teacher").sees("24 Nov, today").sees("Tue 1 Dec")
        hands.sees("To see what they say here: coach unlock").answers(QUESTION, "1")
        said = no_steps(no_texts(hands)).leaves()
    assert "Done now: step 1." in said
    assert "wait time" not in said
    assert "assphrase" not in said
    assert said.count("coach unlock") == 1
    assert states(sealed, **secret) == {1: "done"}


def test_unlocked_elsewhere_the_texts_are_shown_and_a_broken_seal_keeps_nobody_from_logging(
    sealed: Coach, secret: dict[str, Any]
) -> None:
    agree(sealed, "miriam", "Try wait time")
    with Hands(sealed, "log", "session", "miriam", **secret) as hands:
        asked(hands).sees("Try wait time").sees(QUESTION).interrupts()
    wrong = sealed.home.parent / "wrong"
    wrong.write_text("not this one\n")
    with Hands(sealed, "log", "session", COACH_PASSPHRASE_FILE=str(wrong)) as hands:
        hands.answers("Go on with it?").sees("To see what they say here").answers(QUESTION, "1")
        said = no_steps(no_texts(hands)).leaves()
    assert "Try wait time" not in said
    assert "Done now: step 1." in said


def test_the_steps_of_a_group_are_those_of_all_its_teachers_with_their_names(two: Coach) -> None:
    with Hands(two, "log", "session", "miriam", "kofi", columns=60) as hands:
        facts(hands).sees("Open next steps with Miriam Stern, Kofi Asante:")
        hands.sees("you, for Kofi Asante").sees("3").sees("you, for Miriam Stern")
        hands.answers(QUESTION, "3 1")
        no_steps(no_texts(hands)).leaves()
    assert states(two) == {1: "done", 2: "open", 3: "done"}


def test_a_week_in_one_sitting_asks_it_too_and_json_has_the_numbers(two: Coach) -> None:
    two.today = "2026-11-30"
    out = two.home.parent / "out"
    shell = f"{PROGRAM} --json log week > {out}"
    with Hands(two, "-c", shell, program="/bin/sh") as hands:
        for _ in range(3):
            hands.answers("What happened", "later")
        hands.sees("Session 21").answers("What happened").answers("Kind").answers("Minutes")
        hands.answers("Focus").answers("for it?").answers(QUESTION, "2")
        no_steps(no_texts(hands)).answers("What happened", "stop").leaves()
    (logged,) = json.loads(out.read_text())["data"]["logged"]
    assert logged["done"] == [2]
    assert states(two)[2] == "done"


def test_what_was_ticked_waits_in_the_draft_as_numbers_and_is_stored_once(two: Coach) -> None:
    with Hands(two, "log", "session", "miriam") as hands:
        asked(hands).answers(QUESTION, "1 2").sees("Notes").kill()
    assert draft(two)["answers"]["ticked"] == "1 2"
    two("step", "drop", "2")
    with Hands(two, "log", "session") as hands:
        hands.answers("Go on with it?")
        said = no_steps(no_texts(hands)).leaves()
    assert "Step 2 was closed meanwhile, and stays as it is." in said
    assert "Done now: step 1." in said
    assert states(two) == {1: "done", 2: "dropped", 3: "open"}


def test_a_screen_that_others_see_shows_no_text_of_a_step(two: Coach) -> None:
    with Hands(two, "--discreet", "log", "session", "miriam") as hands:
        facts(hands).sees("Open next steps with MS:").answers(QUESTION, "1")
        said = no_steps(no_texts(hands)).leaves()
    assert "wait" not in said
    assert "coach unlock" not in said


def test_forty_columns_show_the_steps_as_blocks(two: Coach) -> None:
    with Hands(two, "log", "session", "miriam", columns=40) as hands:
        asked(hands).sees("teacher").sees("No.: 1").sees("What: Try [wait] time")
        hands.sees("Check: Tue 1 Dec").interrupts()
    shown = hands.seen.split("Open next steps")[1]
    assert all(len(line) <= 40 for line in shown.splitlines())
