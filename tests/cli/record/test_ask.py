"""``coach ask``: the bank of open questions, and the coach's own."""

from __future__ import annotations

from typing import Any

from driving import Coach
from typing_hands import Hands

from coachcli.coaching.prep.questions import BUILT_IN


def asked(coach: Coach, *words: str) -> dict[int, Any]:
    return {each["id"]: each for each in coach.json("ask", "list", *words)["questions"]}


def test_the_bank_is_listed_and_narrowed_by_phase_and_focus(coach: Coach) -> None:
    assert [each["text"] for each in asked(coach).values()] == [each.text for each in BUILT_IN]
    some = asked(coach, "--phase", "learn", "--focus", "assess").values()
    assert {each["phase"] for each in some} == {None, "learn"}
    assert {each["focus"] for each in some} == {None, "assessment"}
    phase_alone = asked(coach, "--phase", "learn").values()
    assert {each["focus"] for each in phase_alone} > {None, "assessment"}
    said = coach("ask", "list").out
    assert "any visit" in said
    assert f"{len(BUILT_IN)} questions. Change them with: coach ask add, edit, off or on." in said
    narrow = coach("ask", "list", COLUMNS="40").out
    assert max(map(len, narrow.splitlines())) <= 40
    assert f"{BUILT_IN[0].text}\n  No.: 1\n" in narrow


def test_an_own_question_is_added_reworded_turned_off_and_kept_by_its_number(coach: Coach) -> None:
    said = coach("ask", "add", "What did [they]  laugh about?", "--focus", "instruction").out
    assert said == "Question 101 is in the bank: What did [they] laugh about?\n"
    coach("ask", "add", given="And who was quiet?\n")
    coach("ask", "off", "101")
    coach("ask", "edit", "102", "Who was quiet, and why might that be?", "--phase", "improve")
    found = asked(coach)
    assert found[101] == {
        "id": 101,
        "text": "What did [they] laugh about?",
        "phase": None,
        "focus": "instruction",
        "built_in": None,
        "on": False,
    }
    assert found[102]["text"] == "Who was quiet, and why might that be?"
    assert found[102]["phase"] == "improve"
    coach("undo")
    assert asked(coach)[102]["text"] == "And who was quiet?"


def test_a_built_in_question_is_changed_by_its_key_and_comes_back_on(coach: Coach) -> None:
    first = BUILT_IN[0]
    coach("ask", "off", "1")
    coach("ask", "off", "1")
    coach("ask", "edit", "1", "--phase", "identify")
    coach("ask", "edit", "1", "--phase", "any", "--focus", "assessment")
    assert asked(coach)[1] == {
        "id": 1,
        "text": first.text,
        "phase": None,
        "focus": "assessment",
        "built_in": first.key,
        "on": False,
    }
    assert "(off)" in coach("ask", "list").out
    assert coach("ask", "on", "1").out == f"Question 1 is on: {first.text}\n"
    assert asked(coach)[1]["on"]


def test_what_cannot_be_asked_is_said_and_changes_nothing(coach: Coach) -> None:
    before = asked(coach)
    for words, told in (
        (["add", BUILT_IN[4].text.upper()], "Question 5 says that already."),
        (["add", "x" * 301], "longer than 300"),
        (["add"], "There is no question."),
        (["edit", "1", BUILT_IN[4].text], "Question 5 says that already."),
        (["edit", "1", "--phase", "closed"], "A closed cycle needs no question."),
        (["off", "99"], "There is no question 99."),
        (["on", "101"], "There is no question 101."),
        (["add", "What?", "--focus", "weather"], "is not a focus"),
        (["off", "99999999999999999999"], "There is no question"),
    ):
        assert told in coach("ask", *words, code=1).err, words
    assert "The text is not UTF-8." in coach("ask", "add", given=b"caf\xe9?", code=1).err
    assert "nothing to change" in coach("ask", "edit", "1", "--phase", "any", code=2).err
    assert asked(coach) == before
    assert coach("undo", code=1).err


def test_a_question_is_asked_for_in_the_terminal(coach: Coach) -> None:
    with Hands(coach, "ask", "add", "--phase", "learn") as hands:
        hands.answers("The question: ").answers("The question: ", "x" * 301)
        hands.sees("longer than 300").answers("The question: ", "What did you hear?")
        assert "Question 101 is in the bank: What did you hear?" in hands.leaves()
    with Hands(coach, "ask", "edit", "101") as hands:
        hands.sees("What did you hear?").answers("The question: ", "What did you hear them say?")
        hands.leaves()
    assert asked(coach)[101]["text"] == "What did you hear them say?"
