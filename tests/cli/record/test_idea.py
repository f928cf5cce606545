"""``coach idea``: sealed texts, tags in the clear, and a name only with leave."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from driving import PASSPHRASE, Coach
from typing_hands import Hands

TEXT = "Talk tokens: [each] child has three"


def ideas(coach: Coach, *words: str, **env: str) -> list[Any]:
    found: list[Any] = coach.json("idea", "list", *words, **env)["ideas"]
    return found


def test_an_idea_is_kept_with_focus_and_tags_and_named_only_with_leave(full: Coach) -> None:
    said = full("idea", "add", "--from", "kofi", "--tag", "Talk, wait time", given=TEXT).out
    assert said == "Idea 1 is kept, sealed.\n"
    said = full("idea", "add", "--from", "tess", "--may-name", "--focus", "assess", given="Two").out
    assert said == "Idea 2 is kept, sealed. Tess Oh may be named with it.\n"
    second, first = ideas(full)
    assert first == {
        "id": 1,
        "text": TEXT,
        "teacher": None,
        "focus": None,
        "tags": ["talk", "wait time"],
        "added_on": "2026-11-23",
    }
    assert (second["teacher"], second["focus"]) == ("tess", "assessment")
    assert [each["id"] for each in ideas(full, "--tag", "WAIT TIME")] == [1]
    assert [each["id"] for each in ideas(full, "--focus", "assessment")] == [2]
    shown = full("idea", "list").out
    assert TEXT in shown
    assert "Tess Oh" in shown
    assert "Kofi" not in shown
    assert full("idea", "list", "--tag", "labs").out.startswith("There is no such idea yet.")


def test_an_idea_is_removed_and_undo_brings_it_back(full: Coach) -> None:
    full("idea", "add", "--tag", "talk", given=TEXT)
    assert "Add --yes" in full("idea", "remove", "1", code=1).err
    with Hands(full, "idea", "remove", "1") as hands:
        hands.sees("(talk): its text goes with it.").answers("Remove it?")
        assert "Nothing was changed." in hands.leaves(1)
    assert "Idea 1 is gone." in full("idea", "remove", "1", "--yes").out
    assert ideas(full) == []
    told = full("idea", "remove", "1", "--yes", code=1).err
    assert told == "There is no idea 1.\nSee the numbers with: coach idea list\n"
    full("undo")
    assert [each["tags"] for each in ideas(full)] == [["talk"]]


def test_leave_is_given_and_taken_back_and_undo_works(full: Coach) -> None:
    full("idea", "add", "--from", "kofi", "--tag", "talk", given=TEXT)
    assert [each["teacher"] for each in ideas(full)] == [None]
    said = full("idea", "edit", "1", "--may-name").out
    assert said == "Idea 1: Kofi Asante may be named with it.\n"
    assert [each["teacher"] for each in ideas(full)] == ["kofi"]
    assert full("idea", "edit", "1", "--not-named").out == "Idea 1: nobody is named with it.\n"
    assert "Kofi" not in full("idea", "list").out
    full("undo")
    (idea,) = ideas(full)
    assert (idea["teacher"], idea["tags"], idea["text"]) == ("kofi", ["talk"], TEXT)
    # Another teacher has not agreed yet.
    for words, named in (
        (["--from", "tess"], None),
        (["--may-name"], "tess"),
        (["--from", "tess"], "tess"),
    ):
        assert full.json("idea", "edit", "1", *words)["teacher"] == named


def test_a_text_is_written_anew_and_the_old_one_is_gone(full: Coach) -> None:
    full("idea", "add", "--from", "kofi", "--may-name", "--tag", "talk", given=TEXT)
    told = full("idea", "edit", "1", "--text", given="Better").out
    assert told == "Idea 1: a new text, sealed; Kofi Asante may be named with it.\n"
    (idea,) = ideas(full)
    assert (idea["text"], idea["teacher"], idea["tags"]) == ("Better", "kofi", ["talk"])
    assert full("check").out.startswith("The store is whole.")


def test_what_an_idea_is_about_is_changed_without_a_word_of_it_typed_again(full: Coach) -> None:
    full("idea", "add", "--from", "kofi", "--may-name", "--tag", "tlak", given=TEXT)
    told = full("idea", "edit", "1", "--tag", "talk", "--tag", "goals", "--focus", "assess").out
    assert told == "Idea 1: about assessment; goals, talk; Kofi Asante may be named with it.\n"
    (idea,) = ideas(full)
    assert (idea["text"], idea["focus"], idea["tags"]) == (TEXT, "assessment", ["goals", "talk"])
    assert idea["teacher"] == "kofi"
    full("idea", "edit", "1", "--focus", "none")
    assert [(each["focus"], each["tags"]) for each in ideas(full)] == [(None, ["goals", "talk"])]
    assert full.json("idea", "edit", "1", "--tag", "none")["tags"] == []
    assert "about nothing yet" in full("idea", "edit", "1", "--focus", "none").out
    full("idea", "edit", "1", "--not-named")
    assert full("check").out.startswith("The store is whole.")


def test_what_cannot_be_stored_is_said_before_the_text_is_asked_for(full: Coach) -> None:
    full("idea", "add", given=TEXT)
    before = (full.home / "coach.db").read_bytes()
    edit = ["edit", "1", "--text"]
    for words, code, told in (
        (["edit", "1"], 2, "There is nothing to change."),
        (["edit", "2", "--text"], 1, "There is no idea 2."),
        *(
            ([*command, *more], code, told)
            for command in (["add"], edit)
            for more, code, told in (
                (["--may-name"], 2, "Who agreed to be named?"),
                (["--from", "nobody"], 1, "No teacher fits"),
                (["--focus", "weather"], 1, "is not a focus"),
                (["--tag", "x" * 41], 1, "cannot be a tag"),
            )
        ),
    ):
        with Hands(full, "idea", *words) as hands:
            assert told in hands.leaves(code)
    for command in (["add"], edit):
        assert "no text for the idea" in full("idea", *command, given=" \n", code=2).err
    assert (full.home / "coach.db").read_bytes() == before


def test_what_was_typed_waits_when_it_is_interrupted(full: Coach) -> None:
    with Hands(full, "idea", "add", "--tag", "talk") as hands:
        hands.sees("The idea").answers("> ", TEXT).sees("> ").interrupts()
        assert "is kept, sealed. Type the same command" in hands.leaves(130)
    with Hands(full, "idea", "add", "--tag", "talk") as hands:
        assert "Idea 1 is kept" in hands.answers("waits, sealed. Use it?").leaves()
    assert ideas(full)[0]["text"] == TEXT
    assert not list(full.home.glob("draft-text-*"))


def test_locked_ideas_show_their_number_and_tags_and_how_to_unlock(
    locked: Coach, secret: dict[str, Any]
) -> None:
    locked("idea", "add", "--tag", "talk", "--from", "kofi", "--may-name", given=TEXT)
    shown = locked("idea", "list").out
    assert TEXT not in shown
    assert "locked" in shown
    assert "talk" in shown
    assert "1 idea is locked. To read, type: coach unlock, or add --open" in shown
    data = locked.json("idea", "list")
    assert (data["locked"], data["ideas"][0]["text"]) == (True, None)
    assert ideas(locked, **secret)[0]["text"] == TEXT
    assert locked("idea", "list", "--open", code=3).out == ""
    with Hands(locked, "idea", "list", "--open") as hands:
        assert TEXT in hands.answers("Passphrase: ", PASSPHRASE).leaves()


def test_without_leave_nothing_that_is_said_tells_whose_idea_it_was(
    full: Coach, tmp_path: Path
) -> None:
    """Two homes that differ in nothing but where an unnamed idea comes from answer alike."""
    other = Coach(Path(shutil.copytree(full.home, tmp_path / "other")))
    third = Coach(Path(shutil.copytree(full.home, tmp_path / "third")))
    about = ["idea", "add", "--tag", "exit tickets", "--focus", "assessment"]
    full(*about, "--from", "kofi", given=TEXT)
    other(*about, given=TEXT)
    third(*about, "--from", "kofi", "--may-name", given=TEXT)
    for words in (
        ["idea", "list"],
        ["--json", "idea", "list"],
        ["prep", "clara"],
        ["--json", "prep", "clara"],
        ["prep", "--print", "kofi"],
        ["teacher", "show", "kofi"],
        ["notes", "kofi"],
        ["handover", "kofi"],
        [],
    ):
        assert full(*words).out == other(*words).out, words
    # With leave the same look tells it, so the comparison is one that could fail.
    for words in (["idea", "list"], ["prep", "clara"]):
        assert "Kofi Asante" in third(*words).out
        assert "Kofi Asante" not in full(*words).out
