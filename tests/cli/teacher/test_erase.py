"""``coach teacher erase``: nothing of the teacher is left, nothing of anybody else is touched."""

from __future__ import annotations

import os
import sqlite3
import sys
from base64 import b64encode
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from driving import MONDAY, Coach
from sealing_hands import by_hand
from typing_hands import Hands

from coachcli.store.home import Home
from coachcli.values.words import SessionState

NAME, EMAIL, QUESTION = "Quillon Zephyrine", "q.zeph@school.example", "How do owls count?"
ERASE = ["teacher", "erase", "quillon", "--confirm", "quillon"]


def lived(coach: Coach) -> list[bytes]:
    """A teacher with something in every place, changed, undone and done again; what is sealed."""
    coach("teacher", "add", NAME, "--email", EMAIL, "--question", QUESTION, "--room", "Owlery 7")
    coach("teacher", "edit", "quillon", "--free", "Tue P2")
    coach("teacher", "away", "quillon", "2026-12-01..2026-12-02")
    coach("commitment", "add", "every", "monday", "13:00-13:30", "with", "quillon,", "tess")
    coach("commitment", "add", "every", "friday", "13:00-13:30", "with", "quillon")
    coach("schedule", "add", "quillon", "--on", "2026-11-25", "--at", "P3")
    coach("cycle", "start", "quillon", "--question", "Owls again?", "--look-fors", "Owl eyes")
    with by_hand(coach) as hand:
        alone = hand.session("2026-11-10", "quillon", notes="ALONE", hard="HARD")
        hand.session("2026-11-11", "quillon", state=SessionState.NO_SHOW, reason="REASON")
        both = hand.session("2026-11-12", "quillon", "tess", notes="BOTH")
        hand.step("2026-11-10", "quillon", "STEP", alone)
        hand.step("2026-11-12", "quillon", "HER STEP", both)
        hand.step("2026-11-12", "tess", "TESS STEP", both)
        cycle = hand.cycle("2026-09-01", "2026-10-30", "quillon", reflection="REFLECTION")
        hand.evidence("2026-10-01", cycle, "STORY")
        team = hand.cycle("2026-09-02", "", "quillon", "tess")
        hand.evidence("2026-10-02", team, "TEAM STORY")
        hand.evidence("2026-10-03", team, "HER STORY", "quillon")
        hand.idea("2026-10-04", "IDEA", "quillon")
        hand.idea("2026-10-05", "TESS IDEA", "tess")
    coach("teacher", "edit", "quillon", "--grade", "7")
    coach("undo")
    staying = ("BOTH", "TESS STEP", "TEAM STORY", "TESS IDEA")
    return [sealed for text, sealed in sealed_texts(coach) if text not in staying]


def sealed_texts(coach: Coach) -> list[tuple[str, bytes]]:
    from coachcli.store import reading
    from coachcli.vault import keys, sealing

    identity = keys.open_without(coach.home)
    with reading.reading(Home(coach.home)) as db:
        return [
            (sealing.unseal(blob, uid, identity), blob) for uid, blob in reading.sealed_values(db)
        ]


def found_in(home: Path, *texts: bytes) -> set[str]:
    """The files of a home that have one of the texts in their bytes or their names."""
    wanted = [*texts, *(b64encode(text)[:-4] for text in texts if len(text) > 9)]
    return {
        str(path.relative_to(home))
        for path in home.rglob("*")
        if any(form in path.name.encode() for form in texts)
        or (path.is_file() and any(form in path.read_bytes() for form in wanted))
    }


def rows(coach: Coach) -> dict[str, Any]:
    """Every table as it is, for a look at what was touched."""
    with closing(sqlite3.connect(coach.home / "coach.db")) as db:
        names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: set(db.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names}


def uids_of_sessions(coach: Coach) -> list[bytes]:
    """Of those with the teacher alone."""
    with closing(sqlite3.connect(coach.home / "coach.db")) as db:
        found = db.execute(
            "SELECT uid FROM session WHERE id IN (SELECT session_id FROM attendance"
            " GROUP BY 1 HAVING count(*) = 1 AND max(teacher_id) ="
            " (SELECT id FROM teacher WHERE handle = 'quillon'))"
        )
        return [uid.encode() for (uid,) in found]


@pytest.mark.parametrize("keep_hours", [False, True])
def test_no_file_has_a_byte_of_the_teacher_and_others_keep_all_of_theirs(
    full: Coach, keep_hours: bool
) -> None:
    full("teacher", "show", "tess")
    sealed = lived(full)
    before = rows(full)
    marks = [NAME.encode(), b"quillon", EMAIL.encode(), QUESTION.encode(), b"Owl"]
    marks += [text[60:140] for text in sealed]
    assert len(sealed) == 9
    assert len(found_in(full.home, *marks)) > 8
    stored = (full.home / "coach.db").read_bytes()
    assert all(each[60:140] in stored for each in sealed)
    uids = uids_of_sessions(full)
    data = full.json(*ERASE, *["--keep-hours"] * keep_hours)
    assert found_in(full.home, *marks, *uids) == set()
    assert data["counts"] == {
        "sessions": 3,
        "held": 1,
        "notes": 3,
        "steps": 2,
        "cycles": 2,
        "cycle_notes": 1,
        "evidence": 2,
        "ideas": 1,
        "windows": 1,
        "absences": 1,
        "meetings": 1,
        "drafts": 0,
        "shared_sessions": 1,
        "shared_cycles": 1,
        "shared_meetings": 1,
        "states": data["counts"]["states"],
    }
    assert data["hours_kept"] == keep_hours
    after = rows(full)
    new = {name: after[name] - before[name] for name in after}
    assert {name for name in new if new[name]} == {"setting", *["session"] * keep_hours}
    for table in ("teacher", "next_step", "note", "evidence", "idea", "commitment"):
        assert len(before[table] - after[table]) == {
            "teacher": 1, "next_step": 2, "note": 3, "evidence": 2, "idea": 1, "commitment": 1,
        }[table]  # fmt: skip
    kept = [text for text, _ in sealed_texts(full)]
    assert kept == ["BOTH", "TESS STEP", "TEAM STORY", "TESS IDEA"]
    assert "4 sealed values, each one opens" in full("check").out
    for words in ("", "due", "schedule show", "schedule week", "time", "trust", "cycle list --all",
                  "notes tess", "commitment list", "handover --all", "export tess"):  # fmt: skip
        full(*words.split(), *["--output", str(full.home.parent / "out")] * words.startswith("exp"))
    assert "There is nothing to redo" in Coach(full.home)("redo", code=1).err


def test_hours_that_are_kept_count_and_are_shown_as_nobodys(full: Coach) -> None:
    full("teacher", "add", NAME)
    card = f"- Teacher: quillon\n- Date: {MONDAY}\n- Kind: observation\n- Minutes: 50\n"
    full("log", "session", "--from", "-", given=card)
    spent = full.json("time")["periods"]
    full(*ERASE, "--keep-hours")
    assert full.json("time")["periods"] == spent
    shown = full.json("schedule", "show")["sessions"]
    assert [(each["teachers"], each["state"]) for each in shown] == [([], "held")]
    assert "erased" in full("schedule", "show").out
    number = str(shown[0]["id"])
    assert full("log", "edit", number, "--minutes", "40", "--yes", code=1).err
    full("log", "delete", number, "--yes")


def test_of_a_session_that_is_kept_only_day_kinds_and_minutes_stay(full: Coach) -> None:
    full("teacher", "add", NAME)
    said = {"Date": MONDAY, "Time": "9:05", "Kind": "observation", "Minutes": "50"}
    card = "".join(f"- {what}: {how}\n" for what, how in said.items())
    card += "- Teacher: quillon\n- Focus: assessment\n- Asked by: teacher\n"
    full("log", "session", "--from", "-", given=card)
    full(*ERASE, "--keep-hours")
    with closing(sqlite3.connect(full.home / "coach.db")) as db:
        db.row_factory = sqlite3.Row
        (kept,) = db.execute(
            "SELECT * FROM session WHERE id NOT IN (SELECT session_id FROM attendance)"
        ).fetchall()
    never = {key for key in kept.keys() if kept[key] in (None, "", 0)}  # noqa: SIM118
    assert {key: kept[key] for key in kept.keys() if key not in never} == {  # noqa: SIM118
        "id": kept["id"],
        "uid": kept["uid"],
        "date": MONDAY,
        "state": "held",
        "minutes": 50,
        "asked_by": "planned",
        "counts_as_visit": 1,
    }


def test_the_handle_is_typed_or_named_and_nothing_less_will_do(full: Coach) -> None:
    full("teacher", "add", NAME)
    before = rows(full)
    for words, code, said in (
        ([], 1, "Add --confirm quillon when you are sure."),
        (["--confirm", "tess"], 2, "names another handle"),
        (["--yes"], 2, "No such option"),
    ):
        assert said in " ".join(full("teacher", "erase", "quillon", *words, code=code).err.split())
    assert full.json("teacher", "erase", "quillon", "--dry-run")["erased"] is False
    for typed in ("", "yes", "quil", "tess"):
        with Hands(full, "teacher", "erase", "zephyrine") as hands:
            hands.answers("Type quillon to erase", typed)
            assert "Nothing was changed." in hands.leaves(1)
    with Hands(full, "teacher", "erase", "zephyrine") as hands:
        hands.sees("Type quillon").interrupts().leaves(130)
    with Hands(full, "--discreet", "teacher", "erase", "zephyrine") as hands:
        hands.answers("Type the handle to erase", "").leaves(1)
    assert rows(full) == before
    with Hands(full, "teacher", "erase", "zephyrine", columns=40) as hands:
        hands.sees("This cannot be undone.").answers("Type quillon to erase", "quillon")
        assert "Quillon Zephyrine is erased." in hands.leaves()
    assert "for good" in full("teacher", "erase", "quillon").out
    full("teacher", "erase", "zephyrine", code=1)


def test_the_handle_is_not_given_again_by_hand_by_name_or_by_a_file(
    full: Coach, tmp_path: Path
) -> None:
    full("teacher", "add", NAME)
    full(*ERASE)
    told = full("teacher", "add", "Somebody", "--handle", "quillon", code=1).err
    assert "it is never reused" in told
    assert full.json("teacher", "add", "Quillon Ash")["teacher"] == "quillon-ash"
    file = tmp_path / "new.csv"
    file.write_text("name\nQuillon Birch\nQuillon Cole\n")
    full("teacher", "import", str(file))
    handles = [each["teacher"] for each in full.json("teacher", "list")["teachers"]]
    assert {"quillon-birch", "quillon-cole"} <= {*handles}
    assert "quillon" not in handles


def test_texts_that_stay_and_may_name_the_teacher_are_said_before(full: Coach) -> None:
    full("teacher", "add", NAME)
    full("teacher", "edit", "tess", "--question", "What did Zéphyrine try?")
    full("closure", "add", "2026-12-07", "Quillon’s day")
    full("commitment", "add", "every", "monday", "13:00-13:30", "--label", "With QUILLON")
    full("commitment", "add", "every", "friday", "13:00-13:30", "--label", "Quillonium")
    found = full.json("teacher", "erase", "quillon", "--dry-run")["mentions"]
    assert found == [
        "the question of another teacher: What did Zéphyrine try?",
        "the label of a closure: Quillon’s day",
        "the label of a recurring meeting: With QUILLON",
    ]


def test_a_visit_half_logged_goes_and_one_in_another_window_stops_it(full: Coach) -> None:
    full("teacher", "add", NAME)
    with Hands(full, "log", "session", "quillon", "--state", "held") as hands:
        hands.sees("Kind:")
        assert "being logged already" in full(*ERASE, code=1).err
        hands.interrupts().leaves(130)
    if (full.home / "draft.json").exists():
        assert full.json("teacher", "erase", "quillon", "--dry-run")["counts"]["drafts"] == 1
    full(*ERASE)
    assert found_in(full.home, b"quillon", NAME.encode()) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_a_real_kill_is_finished_by_typing_the_same_again(full: Coach, tmp_path: Path) -> None:
    """Killed by the operating system in the middle of removing files."""
    sealed = lived(full)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import os, signal\nreal, count = os.unlink, 0\n"
        "def unlink(path, *more, **names):\n"
        "    global count\n"
        "    count += '/history/' in str(path)\n"
        "    if count == 3: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(path, *more, **names)\n"
        "os.unlink = unlink\n"
    )
    full(*ERASE, code=-9, PYTHONPATH=f"{broken}{os.pathsep}")
    assert (full.home / "erasing.json").exists()
    assert "erased earlier, and for good" in " ".join(full(*ERASE).out.split())
    assert found_in(full.home, NAME.encode(), b"quillon", *sealed) == set()
