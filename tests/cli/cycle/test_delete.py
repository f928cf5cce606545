"""``coach cycle delete``: a cycle begun by mistake goes, and everything else stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from driving import TUESDAY, Coach
from typing_hands import Hands

TOLD = "canary-told: they asked each other"
REFLECTED = "canary-reflected: I wait longer now"
CARD = """\
- Teacher: tess
- Date: 2026-11-23
- Kind: observation
- Minutes: 40

## Next steps: coach
- Send the clip
"""
TABLES = ("cycle", "cycle_teacher", "cycle_phase", "cycle_wording", "cycle_note", "evidence")


def rows(coach: Coach) -> dict[str, int]:
    with closing(sqlite3.connect(coach.home / "coach.db")) as db:
        counts = ((t, db.execute(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in TABLES)
        return {table: count for table, count in counts if count}


@pytest.fixture
def rich(locked: Coach) -> Coach:
    """A closed cycle with something of everything, and a session held while it ran."""
    locked("cycle", "start", "tess", "--question", "Who speeks?", "--every", "1")
    locked("cycle", "edit", "tess", "--question", "Who speaks?", today=TUESDAY)
    locked("cycle", "phase", "tess", "learn", today=TUESDAY)
    locked("cycle", "evidence", "tess", "--met", "9/24", "--measure", "explain", given=TOLD)
    locked("cycle", "evidence", "tess", "--met", "11/24")
    locked("log", "session", "--from", "-", given=CARD)
    locked("cycle", "close", "tess", given=REFLECTED, today=TUESDAY)
    locked.today = TUESDAY
    return locked


def test_what_goes_and_what_stays_is_shown_before_it_asks(rich: Coach) -> None:
    before = (rich.home / "coach.db").read_bytes()
    with Hands(rich, "cycle", "delete", "1") as hands:
        hands.sees("Cycle 1 with Tess Oh, begun Mon 23 Nov, closed: Who speaks?")
        hands.sees("Goes with it: 3 phases, 1 earlier wording, 2 entries of evidence,")
        hands.sees("what was said at its end, sealed.")
        hands.sees("Stays: 1 session held while it ran, and every next step.")
        hands.answers("Delete it? [y/N]:")
        said = hands.leaves(1)
    assert said.endswith("Nothing was changed.")
    assert "as usual again" not in said
    assert "canary" not in said
    assert (rich.home / "coach.db").read_bytes() == before
    unasked = rich("cycle", "delete", "1", code=1)
    assert "Add --yes when you are sure." in unasked.err
    with Hands(rich, "cycle", "delete", "1") as hands:
        hands.answers("Delete it?", "y")
        assert hands.leaves().endswith("Cycle 1 is deleted. Take it back with: coach undo")
    assert rows(rich) == {}


def test_all_of_it_goes_sessions_and_steps_stay_and_undo_brings_it_back(
    rich: Coach, secret: dict[str, Any]
) -> None:
    shown, before = rich.json("cycle", "show", "1", **secret), rows(rich)
    session = rich.json("notes", "tess", **secret)["sessions"]
    deleted = rich.json("cycle", "delete", "1", "--yes")
    assert {key: deleted[key] for key in deleted if key != "message"} == {
        "id": 1,
        "teachers": ["tess"],
        "phases": 3,
        "wordings": 1,
        "evidence": 2,
        "notes": 1,
    }
    assert rows(rich) == {}
    assert "There is no cycle 1." in rich("cycle", "show", "1", code=1).err
    assert "There is no cycle 1." in rich("cycle", "delete", "1", "--yes", code=1).err
    assert rich.json("notes", "tess", **secret)["sessions"] == session
    (step,) = rich.json("next-steps", "tess", **secret)["steps"]
    assert step["text"] == "Send the clip"
    exported = rich.home.parent / "out"
    rich("export", "tess", "--output", str(exported), **secret)
    assert not any(b"canary" in p.read_bytes() for p in exported.rglob("*") if p.is_file())
    assert "The store is whole." in rich("check", **secret).out
    assert "Undone: cycle delete 1" in rich("undo").out
    assert rows(rich) == before
    assert rich.json("cycle", "show", "1", **secret) == shown
    assert TOLD in rich("cycle", "show", "1", **secret).out
    assert "each one opens" in rich("check", **secret).out


def test_its_number_is_never_given_again_and_others_stay(full: Coach) -> None:
    full("cycle", "start", "ines", "jurgen", "--question", "Theirs?")
    full("cycle", "evidence", "1", "--met", "3/20", "--measure", "ask back", "--of", "ines")
    full("cycle", "start", "tess", "--question", "By mistake?")
    full("cycle", "delete", "tess", "--yes")
    assert full.json("cycle", "start", "tess", "--question", "Meant")["id"] == 3
    full("cycle", "delete", "3", "--yes")
    full("undo")
    full("undo")
    full("undo")
    assert full.json("cycle", "start", "otis", "--question", "Later?")["id"] == 4
    kept = {each["id"]: each["teachers"] for each in full.json("cycle", "list")["cycles"]}
    assert kept == {1: ["ines", "jurgen"], 2: ["tess"], 4: ["otis"]}
    assert len(full.json("cycle", "show", "1")["evidence"]) == 1


def test_a_closer_cadence_goes_with_it_and_that_is_said(full: Coach) -> None:
    full("cycle", "start", "bartek", "--every", "1")
    assert full.due("bartek")["every"] == 1
    with Hands(full, "cycle", "delete", "bartek", columns=40) as hands:
        hands.sees("Goes with it: 1 phase.").sees("Stays: every session and every next")
        hands.sees("Visits are due as usual again.").answers("Delete it?", "y").leaves()
    assert full.due("bartek")["every"] == 3
    assert "between cycles" in full("cycle", "delete", "bartek", "--yes", code=1).err


def test_a_text_that_waits_for_it_is_not_left_without_a_place(full: Coach) -> None:
    full("cycle", "start", "tess", "--question", "Who speaks?")
    with Hands(full, "cycle", "close", "tess") as hands:
        hands.sees("says about it").answers("> ", "Much").sees("> ").interrupts().leaves(130)
    refused = full("cycle", "delete", "1", "--yes", code=1).err
    assert "Something that you typed for cycle 1 is not stored yet." in refused
    assert "coach cycle close 1" in refused
    with Hands(full, "cycle", "close", "tess") as hands:
        hands.answers("Use it?", "n").answers("Throw it away?", "y").sees("> ").interrupts()
    full("cycle", "delete", "1", "--yes")
