"""``coach log other`` and ``coach time``: where the coach's hours went."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from driving import Coach
from typing_hands import Hands

SECRET = "nobody may read this"


@pytest.mark.parametrize(
    ("typed", "work"),
    [
        ("workshop", "workshop"),
        ("PD", "workshop"),
        ("plc", "learning_community"),
        ("data", "data_work"),
        ("Planning resources", "planning_resources"),
        ("student group", "student_group"),
        ("cover", "covering"),
        ("Covering a class", "covering"),
        ("lunch duty", "duty"),
        ("own-learning", "own_learning"),
    ],
)
def test_other_work_is_known_by_the_words_that_a_coach_has_for_it(
    coach: Coach, typed: str, work: str
) -> None:
    logged = coach.json("log", "other", *typed.split(), "--minutes", "45")
    assert (logged["work"], logged["minutes"], logged["date"]) == (work, 45, "2026-11-23")


def test_diverted_time_is_visible_in_words_and_a_table(full: Coach) -> None:
    card = "- Teacher: tess\n- Date: 2026-11-20\n- Minutes: 50\n"
    full("log", "session", "--from", "-", given=card)
    full("log", "contact", "kofi")
    full("log", "other", "cover", "--minutes", "90", "--on", "fri")
    full("log", "other", "duty", "--minutes", "30", "--on", "2026-10-30")
    full("log", "other", "plc", "--minutes", "60", "--on", "2026-09-10")
    month, weeks = full.json("time")["periods"]
    assert (month["first"], weeks["first"]) == ("2026-11-01", "2026-10-27")
    assert month["other"] == [{"work": "covering", "minutes": 90, "times": 1}]
    assert [each["work"] for each in weeks["other"]] == ["covering", "duty"]
    assert month["sessions"]["minutes"] == 50
    (whole,) = full.json("time", "--since", "2026-09-01")["periods"]
    assert sum(each["minutes"] for each in whole["other"]) == 180
    (part,) = full.json("time", "--since", "2026-09-01", "--until", "2026-09-30")["periods"]
    assert [each["work"] for each in part["other"]] == ["learning_community"]
    said = full("time").out
    assert "Nov: 55 min with teachers, 1 h 30 elsewhere, of which covering and duties" in said
    assert "no length" in said
    narrow = full("time", COLUMNS="40").out
    assert max(map(len, narrow.splitlines())) <= 40
    assert "covering" in narrow


def test_a_note_is_sealed_and_shown_by_the_list_alone(
    locked: Coach, secret: dict[str, Any]
) -> None:
    locked("log", "other", "workshop", "--minutes", "60", given=f"{SECRET} [/]\n")
    locked("log", "other", "duty", "--minutes", "20")
    assert SECRET not in locked("time").out
    assert SECRET not in locked("time", "--list", code=3).err
    entries = locked.json("time", "--list", **secret)["entries"]
    assert [(each["work"], each["note"]) for each in entries] == [
        ("workshop", f"{SECRET} [/]"),
        ("duty", None),
    ]
    assert f"{SECRET} [/]" in locked("time", "--list", **secret).out
    assert "2 sealed values" not in locked("check").out


@pytest.mark.parametrize("columns", ["80", "40"])
def test_the_list_has_the_numbers_that_edit_and_delete_take(full: Coach, columns: str) -> None:
    full("log", "other", "workshop", "--minutes", "60")
    full("log", "other", "duty", "--minutes", "20")
    full("log", "delete-other", "1", "--yes")
    listed = full("time", "--list", COLUMNS=columns).out
    assert re.search(r"No\.: 2\n" if columns == "40" else r"(?m)^ *2 +duty ", listed), listed
    assert all(len(line) <= int(columns) for line in listed.splitlines())


def test_no_passphrase_is_asked_for_when_there_is_no_note(locked: Coach) -> None:
    locked("log", "other", "duty", "--minutes", "20")
    assert "duty" in locked("time", "--list").out


def test_by_hand_the_length_is_asked_for_and_enter_is_no_note(sealed: Coach) -> None:
    with Hands(sealed, "log", "other", "data") as hands:
        hands.answers("Minutes", "soon").sees("not a length").answers("Minutes", "1h30")
        said = hands.sees("Note (").answers("> ").leaves()
    assert "Other time 1: data work, Tue 24 Nov, 1 h 30." in said


def test_a_note_cut_off_is_offered_by_the_same_command(
    sealed: Coach, secret: dict[str, Any]
) -> None:
    words = ["log", "other", "workshop", "--minutes", "60"]
    with Hands(sealed, *words) as hands:
        hands.sees("Note (").answers("> ", "Thirty came").sees("> ").begins("half")
        assert "is kept, sealed" in hands.interrupts().leaves(130)
    assert sealed.json("time", "--list")["entries"] == []
    with Hands(sealed, *words) as hands:
        hands.answers("waits, sealed. Use it?").leaves()
    (entry,) = sealed.json("time", "--list", **secret)["entries"]
    assert entry["note"] == "Thirty came\nhalf"


def test_what_cannot_be_is_refused_before_the_note_is_read(coach: Coach) -> None:
    before = (coach.home / "coach.db").read_bytes()
    for words, code, why in (
        (["nonsense", "--minutes", "5"], 1, "Choose workshop, learning community"),
        (["d", "--minutes", "5"], 1, "could be data work or duty"),
        (["duty", "--minutes", "0"], 1, "not a length"),
        (["duty", "--minutes", "601"], 1, "not a length"),
        (["duty", "--minutes", "5", "--on", "2027-01-01"], 1, "still to come"),
        (["duty"], 2, "How long did it take?"),
    ):
        said = coach("log", "other", *words, given=SECRET, code=code)
        assert why in said.err, said.err
        assert SECRET not in said.err
    refused = coach("time", "--since", "2026-11-20", "--until", "2026-11-01", code=1)
    assert "is after" in refused.err
    assert (coach.home / "coach.db").read_bytes() == before


def test_undo_takes_it_back(coach: Coach) -> None:
    coach("log", "other", "duty", "--minutes", "20")
    assert "Undone: log other" in coach("undo").out
    assert "No time is recorded" in coach("time").out


def test_an_entry_is_put_right_and_shows_what_changes_before_it_asks(sealed: Coach) -> None:
    sealed("log", "other", "duty", "--minutes", "20")
    words = ["--work", "plc", "--minutes", "1h", "--on", "yesterday"]
    with Hands(sealed, "log", "edit-other", "1", *words) as hands:
        hands.sees("Other time 1: duty,").sees("Work: duty -> learning community")
        hands.sees("Minutes: 20 min -> 1 h").sees("Day: Tue 24 Nov -> Mon 23 Nov")
        hands.answers("Change it so?", "n").leaves(1)
    (entry,) = sealed.json("time", "--list")["entries"]
    assert entry["work"] == "duty"
    with Hands(sealed, "log", "edit-other", "1", *words) as hands:
        shown = hands.answers("Change it so?", "y").leaves()
    assert "Other time 1 is now: learning community, Mon 23 Nov, 1 h." in shown
    (entry,) = sealed.json("time", "--list")["entries"]
    put_right = ("learning_community", 60, "2026-11-23")
    assert (entry["work"], entry["minutes"], entry["date"]) == put_right
    sealed("undo")
    assert sealed.json("time", "--list")["entries"][0]["work"] == "duty"


def test_a_note_is_written_anew_or_left_out_without_a_passphrase(
    locked: Coach, secret: dict[str, Any]
) -> None:
    locked("log", "other", "duty", "--minutes", "20", given=SECRET)
    edited = locked.json("log", "edit-other", "1", "--note", "--yes", given="Another")
    assert (edited["minutes"], edited["note_changed"]) == (20, True)
    assert locked.json("time", "--list", **secret)["entries"][0]["note"] == "Another"
    edited = locked.json("log", "edit-other", "1", "--minutes", "25", "--yes")
    assert (edited["minutes"], edited["note_changed"]) == (25, False)
    (entry,) = locked.json("time", "--list", **secret)["entries"]
    assert (entry["minutes"], entry["note"]) == (25, "Another")
    assert locked("check", **secret).out.startswith("The store is whole")
    locked("log", "edit-other", "1", "--no-note", "--yes")
    assert locked.json("time", "--list")["entries"][0]["note"] is None


def test_an_entry_is_deleted_and_undo_brings_it_back(sealed: Coach, secret: dict[str, Any]) -> None:
    sealed("log", "other", "duty", "--minutes", "20", given=SECRET)
    with Hands(sealed, "log", "delete-other", "1") as hands:
        hands.sees("Its sealed note goes with it.").answers("Delete it?", "y").leaves()
    assert sealed.json("time", "--list")["entries"] == []
    sealed("undo")
    assert sealed.json("time", "--list", **secret)["entries"][0]["note"] == SECRET


def test_what_cannot_be_put_right_is_refused_and_changes_nothing(coach: Coach) -> None:
    coach("log", "other", "duty", "--minutes", "20")
    before = (coach.home / "coach.db").read_bytes()
    for words, code, why in (
        (["edit-other", "1"], 2, "What is to change?"),
        (["edit-other", "1", "--minutes", "20", "--yes"], 1, "Nothing changes in that."),
        (["edit-other", "1", "--no-note", "--yes"], 1, "Nothing changes in that."),
        (["edit-other", "1", "--minutes", "soon"], 1, "not a length"),
        (["edit-other", "1", "--on", "2027-01-01"], 1, "still to come"),
        (["edit-other", "1", "--work", "nonsense"], 1, "Choose workshop"),
        (["edit-other", "1", "--minutes", "30"], 1, "Add --yes"),
        (["edit-other", "1", "--note", "--yes"], 2, "no text for the note"),
        (["edit-other", "2", "--minutes", "30"], 1, "There is no other time 2."),
        (["delete-other", "2"], 1, "There is no other time 2."),
        (["delete-other", "1"], 1, "Add --yes"),
    ):
        assert why in coach("log", *words, given="", code=code).err
    assert (coach.home / "coach.db").read_bytes() == before


def test_the_keys_of_time_are_fixed(coach: Coach) -> None:
    coach("log", "other", "duty", "--minutes", "20")
    found = json.loads(coach("--json", "time").out)
    assert (found["schema"], found["command"]) == (1, "time")
    keys = "first last sessions contacts without_length other"
    assert set(found["data"]["periods"][0]) == set(keys.split())
    entry = coach.json("time", "--list")["entries"][0]
    assert set(entry) == {"id", "date", "work", "minutes", "note"}
