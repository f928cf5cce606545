"""``coach import log``: a spreadsheet's log through the real program."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import OWN, SHARED
from driving import PROGRAM, Coach
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.homes import everything, without_powers
from typing_hands import Hands

SMALL = str(OWN / "coaching-log.csv")
HEAD = "Date,Teacher,What,Min,Notes,Next step\n"
ONE_BAD = HEAD + "2026-11-20,ines,Debrief,30,,\n2026-11-20,nobody,Debrief,30,,\n"
SAID = "what was said stays between the two"


def import_log(coach: Coach, *words: str, **kwargs: Any) -> Any:
    return coach.json("import", "log", *words, **kwargs)


def file(tmp_path: Path, text: str | bytes, name: str = "log.csv") -> str:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def own_copy(tmp_path: Path, source: str = SMALL) -> str:
    return file(tmp_path, Path(source).read_bytes(), "coaching-log.csv")


def rows_in(coach: Coach, table: str) -> int:
    uri = f"{(coach.home / 'coach.db').as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def store(coach: Coach) -> bytes:
    return (coach.home / "coach.db").read_bytes()


@pytest.mark.skipif(not (SHARED / "coaching-log.csv").exists(), reason="no shared sample here")
def test_the_shared_sample_has_these_rows_of_each_outcome(coach: Coach, tmp_path: Path) -> None:
    coach("teacher", "import", str(SHARED / "caseload.csv"))
    log = own_copy(tmp_path, str(SHARED / "coaching-log.csv"))
    counts = {"new": 62, "duplicate": 1, "problem": 5}
    made = {"sessions": 61, "other_time": 1, "steps": 43}
    look = import_log(coach, log, "--dry-run")
    assert look["counts"] == counts | made
    assert not look["stored"]
    by_line = {each["line"]: each for each in look["rows"]}
    problems = [line for line, each in by_line.items() if each["outcome"] == "problem"]
    assert problems == [31, 35, 38, 59, 70]
    assert by_line[27]["why"][0] == "the same as line 26"
    assert by_line[50]["teachers"] == ["ana-lima", "joe", "marta"]
    assert (by_line[50]["kinds"], by_line[50]["steps"]) == (["team_meeting"], 3)
    assert (by_line[53]["work"], by_line[53]["minutes"]) == ("covering", 50)
    assert by_line[56]["minutes"] == 45
    assert by_line[62]["characters"] == {"notes": 44}
    states = Counter(each["state"] for each in by_line.values() if each["outcome"] == "new")
    assert states == {"held": 59, "no_show": 1, "cancelled": 1, None: 1}
    kinds = Counter(
        kind for each in by_line.values() if each["outcome"] == "new" for kind in each["kinds"]
    )
    assert kinds == {
        "modeling": 15, "debrief": 10, "observation": 11, "resources": 7, "co_teaching": 6,
        "student_work": 6, "initial_meeting": 5, "contact": 4, "team_meeting": 1,
    }  # fmt: skip
    # Of 17 sessions only the day was known, as the last visit in the caseload.
    assert sum(each["session"] is not None for each in by_line.values()) == 17
    stored = import_log(coach, log, "--skip-bad", "--yes")
    assert stored["counts"] == look["counts"]
    assert (rows_in(coach, "session"), rows_in(coach, "other_time")) == (61, 1)
    assert rows_in(coach, "next_step") == 43
    assert import_log(coach, log, "--skip-bad", "--yes")["counts"]["new"] == 0
    assert rows_in(coach, "session") == 61


def test_the_preview_counts_what_is_stored_and_one_undo_takes_it_back(
    full: Coach, tmp_path: Path
) -> None:
    before = {table: rows_in(full, table) for table in ("session", "other_time", "next_step")}
    log = own_copy(tmp_path)
    look = import_log(full, log, "--dry-run")["counts"]
    assert look == {
        "new": 18, "duplicate": 1, "problem": 5, "sessions": 17, "other_time": 1, "steps": 10,
    }  # fmt: skip
    done = import_log(full, log, "--skip-bad", "--yes")
    assert done["counts"] == look
    completed = sum(each["session"] is not None for each in done["rows"])
    assert completed == 1
    assert rows_in(full, "session") == before["session"] + look["sessions"] - completed
    assert rows_in(full, "other_time") == before["other_time"] + 1
    assert rows_in(full, "next_step") == before["next_step"] + look["steps"]
    assert full("check").out.startswith("The store is whole.")
    assert full.json("undo")["undone"] == "import log coaching log csv"
    assert {table: rows_in(full, table) for table in before} == before


def test_importing_twice_is_importing_once(full: Coach, tmp_path: Path) -> None:
    log = own_copy(tmp_path)
    import_log(full, log, "--skip-bad", "--yes")
    once = store(full)
    again = import_log(full, log, "--skip-bad", "--yes")
    assert (again["counts"]["new"], again["counts"]["duplicate"]) == (0, 19)
    assert store(full) == once
    names = sorted(path.name for path in tmp_path.glob("*.csv"))
    assert names == ["coaching-log-skipped.csv", "coaching-log.csv"]


def test_a_held_visit_moves_the_clock_and_what_was_not_held_or_a_contact_does_not(
    full: Coach, tmp_path: Path
) -> None:
    log = file(
        tmp_path,
        HEAD + "2026-11-20,otis,Observation,45,,\n2026-11-20,ines,no show,,,\n"
        "2026-11-20,tess,email,5,,\n2026-11-20,kofi,cancelled,,,\n",
    )

    def last() -> dict[str, str]:
        return {row["teacher"]: row["last_visit"] for row in full.json("due")["teachers"]}

    before = last()
    import_log(full, log, "--yes")
    assert last() == before | {"otis": "2026-11-20"}


def test_the_planned_session_of_that_day_becomes_what_happened(
    planned: Coach, tmp_path: Path
) -> None:
    session = planned.json("schedule", "show")["sessions"][0]
    log = file(tmp_path, HEAD + f"{session['date']},{session['teachers'][0]},Debrief,45,,\n")
    row = import_log(planned, log, "--yes", today="2026-11-30")["rows"][0]
    assert row["session"] == session["id"]
    shown = planned.json("schedule", "show")["sessions"][0]
    assert shown["state"] == "held"
    assert (shown["id"], shown["start"]) == (session["id"], session["start"])


def test_what_was_said_is_read_with_notes_and_next_steps(full: Coach, tmp_path: Path) -> None:
    import_log(full, own_copy(tmp_path), "--skip-bad", "--yes")
    assert '=HYPERLINK("http://example.invalid","click")' in full("notes", "kofi").out
    assert "Planned the fractions unit together." in full("notes", "mei-hoffmann").out
    assert "The assembly ran over" in full("notes", "clara").out
    steps = {step["text"]: step for step in full.json("next-steps", "ines")["steps"]}
    assert steps["I will set up a visit"]["owner"] == "coach"
    assert steps["I will set up a visit"]["check_on"] == "2026-10-20"
    group = steps["Inés and Mei bring samples"]
    assert (group["owner"], group["check_on"]) == ("teacher", "2026-11-03")


def test_a_problem_refuses_the_whole_log_and_says_what_to_do(full: Coach, tmp_path: Path) -> None:
    before = store(full)
    log = own_copy(tmp_path)
    refused = full("import", "log", log, "--yes", code=1)
    said = " ".join(refused.out.split())
    for text in ("There is no day", "2031-05-06 is", "could be", 'teacher add "Mr. Brandt"'):
        assert all(word in said for word in text.split()), text
    assert refused.err.startswith("5 problems in the file; nothing was changed.")
    assert "--skip-bad" in refused.err
    assert store(full) == before
    assert [path.name for path in tmp_path.glob("*.csv")] == ["coaching-log.csv"]
    error = full("--json", "import", "log", log, "--yes", code=1).error
    assert (error["code"], "--dry-run" in error["hint"]) == ("problems", True)


def test_the_rows_left_out_are_in_a_file_of_their_own_that_can_be_mended_and_imported(
    full: Coach, tmp_path: Path
) -> None:
    text = HEAD + (
        "10/16/2026,Mr. Brandt,Observation,45,=1+1,\n"
        '10/19/2026,Mei,Debrief,30,"Which, Mei?","@ home"\n'
        "10/20/2026,ines,Debrief,30,fine,\n"
        "10/21/2026,ines,Debrief\n"
    )
    log = file(tmp_path, text)
    (tmp_path / "log-skipped.csv").write_text("mine\n")
    done = import_log(full, log, "--skip-bad", "--yes")
    skipped = tmp_path / "log-skipped-2.csv"
    assert done["skipped"] == str(skipped)
    assert (tmp_path / "log-skipped.csv").read_text() == "mine\n"
    assert skipped.stat().st_mode & 0o777 == 0o600
    rows = list(csv.reader(io.StringIO(skipped.read_text("utf-8-sig"))))
    assert rows[0] == ["line", "why", "Date", "Teacher", "What", "Min", "Notes", "Next step"]
    assert [(row[0], row[2:]) for row in rows[1:]] == [
        ("2", ["10/16/2026", "Mr. Brandt", "Observation", "45", "'=1+1", ""]),
        ("3", ["10/19/2026", "Mei", "Debrief", "30", "Which, Mei?", "'@ home"]),
        ("5", ["10/21/2026", "ines", "Debrief"]),
    ]
    rows[1][3], rows[2][3] = "Otis", "Mei Hoffmann"
    rows[3] += ["45", "", ""]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    mended = import_log(full, file(tmp_path, out.getvalue(), "mended.csv"), "--yes")
    assert mended["counts"]["new"] == 3
    assert mended["ignored"] == []
    assert "\n=1+1\n" in full("notes", "otis").out
    assert [step["text"] for step in full.json("next-steps", "mei-hoffmann")["steps"]] == ["@ home"]


def test_what_stands_beside_the_log_is_never_written_over(full: Coach, tmp_path: Path) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    log = file(folder, ONE_BAD)
    for number in ("", "-2"):
        (folder / f"log-skipped{number}.csv").mkdir()
    done = import_log(full, log, "--skip-bad", "--yes")
    assert done["skipped"].endswith("log-skipped-3.csv")
    assert done["counts"]["new"] == 1


@pytest.mark.skipif(os.name == "nt", reason="a folder cannot be made read-only there")
@pytest.mark.parametrize(
    ("locked", "says"),
    [
        ("logs", b"Copy the file into a folder of yours first."),
        ("home", b"cannot be written; nothing was changed."),
    ],
)
def test_where_the_file_or_the_store_cannot_be_written_nothing_is_and_no_rows_stay_behind(
    full: Coach, tmp_path: Path, locked: str, says: bytes
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    log = file(folder, ONE_BAD)
    before = everything(full.home)
    place = folder if locked == "logs" else full.home
    mode = place.stat().st_mode & 0o777
    place.chmod(0o500)
    try:
        words = [str(PROGRAM), "import", "log", log, "--skip-bad", "--yes"]
        done = without_powers(words, env=full.environment())
    finally:
        place.chmod(mode)
    assert done.returncode == 1
    assert says in done.stderr
    assert b"Imported" not in done.stdout
    assert [each.name for each in folder.iterdir()] == ["log.csv"]
    assert everything(full.home) == before
    assert import_log(full, log, "--skip-bad", "--yes")["counts"]["new"] == 1


def test_what_is_recorded_while_the_question_stands_stops_the_import(
    full: Coach, tmp_path: Path
) -> None:
    log = file(tmp_path, ONE_BAD)
    with Hands(full, "import", "log", log, "--skip-bad") as hands:
        hands.sees("Import 1 session? [y/N]")
        card = "- Teacher: ines\n- Date: 2026-11-20\n- Kind: debrief\n- Minutes: 30\n"
        full("log", "session", "--from", "-", given=card)
        hands.types("y")
        assert "Something was recorded in the meantime; nothing was imported." in hands.leaves(1)
    assert import_log(full, log, "--dry-run")["counts"]["new"] == 0
    assert not list(tmp_path.glob("*skipped*"))


def test_a_log_tells_of_teachers_who_are_out_of_the_rotation_too(
    full: Coach, tmp_path: Path
) -> None:
    full("teacher", "archive", "ines", "--yes")
    log = file(tmp_path, HEAD + "2026-11-20,In\u00e9s Q.,Debrief,30,x,\n")
    assert import_log(full, log, "--yes")["rows"][0]["teachers"] == ["ines"]


def test_it_asks_first_and_a_no_changes_nothing(full: Coach, tmp_path: Path) -> None:
    log = file(tmp_path, HEAD + f"2026-11-20,ines,Debrief,30,{SAID},\n")
    before = store(full)
    assert "Add --yes" in full("import", "log", log, code=1).err
    with Hands(full, "import", "log", log) as hands:
        hands.answers("Import 1 session? [y/N]", "n")
        shown = hands.leaves(1)
    assert store(full) == before
    assert "Date the day" in shown
    assert f"notes: {len(SAID)} characters" in shown
    assert SAID not in shown
    with Hands(full, "import", "log", log) as hands:
        hands.answers("Import 1 session? [y/N]", "y")
        hands.leaves()
    assert SAID in full("notes", "ines").out


def test_where_others_see_the_screen_no_name_of_the_file_is_shown(
    full: Coach, tmp_path: Path
) -> None:
    log = file(tmp_path, HEAD + f"2026-11-20,Mr. Brandt,Debrief,30,{SAID},\n")
    assert "Brandt" in full("import", "log", log, "--dry-run").out
    hidden = full("--discreet", "import", "log", log, "--dry-run")
    assert "Brandt" not in hidden.out + hidden.err
    assert "1 problem to mend" in hidden.out


def test_the_preview_counts_in_words_and_says_that_each_of_a_group_has_the_steps(
    full: Coach, tmp_path: Path
) -> None:
    rows = (
        '2026-11-20,"Tess, Kofi",Team meeting,40,x,Bring one\n2026-11-19,ines,Debrief,30,xy,Do it\n'
    )
    shown = " ".join(
        full("import", "log", file(tmp_path, HEAD + rows), "--dry-run", COLUMNS="200").out.split()
    )
    assert "team meeting; 40 min; notes: 1 character; 1 step with each" in shown
    assert (
        "debrief; 30 min; notes: 2 characters; 1 step Would import: 2 sessions and 3 next" in shown
    )


def test_a_spelling_corrected_between_two_imports_doubles_nothing(
    full: Coach, tmp_path: Path
) -> None:
    text = HEAD + "2026-11-20,ines,Modelling,45,x,y\n2026-11-20,,Meeting data,20,,\n"
    full("import", "spelling", "set", "meeting data", "data work")
    log = file(tmp_path, text)
    assert import_log(full, log, "--yes")["counts"]["new"] == 2
    full("import", "spelling", "set", "modelling", "co-teaching")
    full("import", "spelling", "set", "meeting data", "learning community")
    before = store(full)
    again = import_log(full, log, "--yes")
    assert (again["counts"]["new"], again["counts"]["duplicate"]) == (0, 2)
    assert again["rows"][0]["why"][0].endswith("of another kind")
    assert store(full) == before


def test_a_duplicate_can_be_taken_in_all_the_same(full: Coach, tmp_path: Path) -> None:
    log = file(tmp_path, HEAD + "2026-11-20,ines,email,5,,\n2026-11-20,ines,email,5,,\n")
    assert import_log(full, log, "--dry-run")["counts"]["duplicate"] == 1
    assert import_log(full, log, "--also", "3", "--yes")["counts"]["new"] == 2
    assert import_log(full, log, "--yes")["counts"]["duplicate"] == 2
    refused = full("import", "log", log, "--also", "3", "--also", "4", "--yes", code=2)
    assert refused.err.startswith("The file has no row in line 4.")


def test_a_spelling_is_learned_corrected_and_forgotten(full: Coach, tmp_path: Path) -> None:
    log = file(tmp_path, HEAD + "2026-11-20,ines,Gallery  Walk,30,,\n2026-11-20,,Juggling,30,,\n")
    problems = import_log(full, log, "--dry-run")["rows"]
    assert problems[0]["hints"][0].startswith(
        'Type: coach import spelling set "Gallery Walk" observation'
    )
    full("import", "spelling", "set", "gallery-walk", "co-planning")
    full("import", "spelling", "set", "Gallery Walk", "peer visit")
    full("import", "spelling", "set", "juggling", "workshop")
    listed = full.json("import", "spelling", "list")
    assert listed["spellings"] == [
        {"word": "gallery walk", "meaning": "peer_visit"},
        {"word": "juggling", "meaning": "workshop"},
    ]
    assert "walkthrough" in listed["built_in"]["observation"]
    read = import_log(full, log, "--yes")
    assert read["rows"][0]["kinds"] == ["peer_visit"]
    assert read["rows"][1]["work"] == "workshop"
    assert "gallery walk" in full("import", "spelling").out
    full("import", "spelling", "remove", "GALLERY WALK")
    assert len(full.json("import", "spelling")["spellings"]) == 1
    full("undo")
    assert len(full.json("import", "spelling")["spellings"]) == 2
    for words, code, says in (
        (("remove", "gallery"), 1, "none of your spellings"),
        (("set", "gallery"), 2, "does not say what to do"),
        (("set", "gallery", "weather"), 1, "neither a kind of session nor other work"),
        (("set", "", "debrief"), 2, "does not say"),
        (("remove",), 2, "does not say"),
    ):
        assert says in full("import", "spelling", *words, code=code).err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_it_does_not_matter_which_program_saved_the_log(
    full: Coach, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = f"{HEAD}9/14/2026,Chloë Dunne,Debrief,1:15,Zoë said so,\n".replace(",", delimiter)
    log = file(tmp_path, text.replace("\n", "\r\n").encode(encoding))
    look = import_log(full, log, "--dry-run")
    assert look["counts"]["new"] == 1
    assert (look["rows"][0]["teachers"], look["rows"][0]["minutes"]) == (["chloe"], 75)
    assert bool(look["notes"]) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"\x00\x01\x02", "not a text file"),
        (b"PK\x03\x04", "a workbook or an archive"),
        (b"n" * 5_000_001, "larger than 5 million bytes"),
        (f"{HEAD}2026-11-20,ines,Debrief,45,{'x' * 1_000_000},\n".encode(), "a cell is too long"),
        (f"2026-11-20,ines,Debrief,45,{SAID}\n".encode(), "does not name its columns"),
        (f'{HEAD}2026-11-20,ines,Debrief,45,"{SAID}\n'.encode(), "never closed"),
    ],
)
def test_a_file_that_is_no_log_is_refused_with_a_sentence(
    full: Coach, tmp_path: Path, content: bytes, says: str
) -> None:
    before = store(full)
    refused = full("import", "log", file(tmp_path, content), "--yes", "--skip-bad", code=1)
    assert says in refused.err
    assert len(refused.err.splitlines()) == 2
    assert SAID not in refused.out + refused.err
    assert store(full) == before
    missing = full("import", "log", str(tmp_path / "nothing.csv"), code=1)
    assert "cannot be read" in missing.err


def test_a_long_log_shows_what_needs_a_look_and_counts_the_texts_that_it_seals(
    full: Coach, tmp_path: Path
) -> None:
    lines = [f"2026-{m:02}-{d:02},ines,Debrief,30,n,\n" for m in range(1, 11) for d in range(1, 29)]
    log = file(tmp_path, HEAD + "".join(lines) + "2026-11-20,nobody,Debrief,30,,\n")
    with Hands(full, "import", "log", log, "--skip-bad") as hands:
        hands.sees("270 rows more are not shown").answers("Import 280 sessions? [y/N]", "y")
        hands.sees("Sealing 280 of 280 texts")
        hands.leaves()
    assert full("import", "log", log, "--dry-run", "--all").out.count("kept already") == 280


@pytest.mark.parametrize("columns", [40, 80])
def test_the_preview_fits(full: Coach, columns: int) -> None:
    shown = full("import", "log", SMALL, "--dry-run", COLUMNS=str(columns)).out
    assert max(map(len, shown.splitlines())) <= columns
    assert "problem" in shown
    listed = full("import", "spelling", "list", COLUMNS=str(columns)).out
    assert max(map(len, listed.splitlines())) <= columns


ROWS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(["ines", "Bartek; Tess Oh", "Mei", ""]),
        st.sampled_from(["Debrief", "email", "Covering", "Juggling", ""]),
        st.sampled_from(["45", "", "soon"]),
        st.sampled_from(["", "said"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, ROWS)
def test_whatever_is_imported_the_preview_counts_what_is_stored_and_twice_is_once(
    full: Coach, tmp_path: Path, first: list[tuple[Any, ...]], second: list[tuple[Any, ...]]
) -> None:
    for rows in (first, [*first, *second]):
        text = HEAD + "".join(f"2026-10-0{d},{w},{a},{m},{n},\n" for d, w, a, m, n in rows)
        log = file(tmp_path, text)
        before = rows_in(full, "session"), rows_in(full, "other_time")
        look = import_log(full, log, "--dry-run")["counts"]
        done = import_log(full, log, "--skip-bad", "--yes")
        assert done["counts"] == look
        completed = sum(each["session"] is not None for each in done["rows"])
        assert rows_in(full, "session") == before[0] + look["sessions"] - completed
        assert rows_in(full, "other_time") == before[1] + look["other_time"]
        assert import_log(full, log, "--skip-bad", "--yes")["counts"]["new"] == 0
