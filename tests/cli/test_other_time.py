"""``coach log other`` and ``coach time``: where the coach's hours went."""

from __future__ import annotations

import json
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


def test_the_keys_of_time_are_fixed(coach: Coach) -> None:
    coach("log", "other", "duty", "--minutes", "20")
    found = json.loads(coach("--json", "time").out)
    assert (found["schema"], found["command"]) == (1, "time")
    assert set(found["data"]["periods"][0]) == {
        "first",
        "last",
        "sessions",
        "contacts",
        "without_length",
        "other",
    }
    entry = coach.json("time", "--list")["entries"][0]
    assert set(entry) == {"id", "date", "work", "minutes", "note"}
