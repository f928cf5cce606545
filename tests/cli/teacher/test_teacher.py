"""``coach teacher``: the caseload, by hand and from a spreadsheet."""

from pathlib import Path
from typing import Any

import pytest
from driving import Coach

OWN = Path(__file__).parents[2] / "data"


def known(coach: Coach, handle: str) -> Any:
    return coach.json("teacher", "show", handle)


def store(coach: Coach) -> bytes:
    return (coach.home / "coach.db").read_bytes()


def written(folder: Path, text: str | bytes) -> str:
    file = folder / "file.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(file)


def test_a_teacher_is_added_edited_and_shown_with_what_is_due(coach: Coach) -> None:
    added = coach("teacher", "add", "Ana Lima", "--every", "1", "--last-visit", "2026-11-20").out
    assert added == "Ana Lima is on the caseload as ana, one visit every week.\n"
    changes = ["--every", "4", "--free", "tue 9:00-9:45", "--question", "Why [so]?"]
    coach("teacher", "edit", "ANA", *changes)
    said = coach("teacher", "show", "lim").out
    assert said.startswith("Ana Lima (ana)\nWhy [so]?\n")
    assert "one visit every 4 weeks, at the very most 8 weeks" in said
    assert "Free: Tue 09:00-09:45" in said
    assert "Last visit: 20 Nov, 1 wk" in said
    coach("teacher", "edit", "ana", "--question", "")
    assert known(coach, "ana")["question"] == ""


def test_what_somebody_teaches_is_told_whichever_of_it_is_known(coach: Coach) -> None:
    for number, (words, said) in enumerate(
        (
            ("--grade 5", "grade 5"),
            ("--room 12 --grade 5", "room 12, grade 5"),
            ("--subject Art --grade 5", "Art, grade 5"),
            ("--subject Art --room 12 --grade 5", "Art, room 12, grade 5"),
        )
    ):
        coach("teacher", "add", f"Zoe Ng {number}", "--handle", f"zoe{number}", *words.split())
        assert f"\nTeaches: {said}\n" in coach("teacher", "show", f"zoe{number}").out


def test_what_is_so_already_is_said_and_needs_no_undo(full: Coach) -> None:
    before = store(full)
    assert "it is so already" in full("teacher", "edit", "tess", "--in-reports", "question").out
    assert "nothing to change" in full("teacher", "edit", "tess", code=2).err
    assert store(full) == before


def test_an_ambiguous_word_lists_the_candidates_and_changes_nothing(full: Coach) -> None:
    before = store(full)
    for words in (
        ("teacher", "edit", "mei", "--every", "5"),
        ("teacher", "archive", "mei", "--yes"),
        ("teacher", "away", "mei", "tue"),
        ("schedule", "add", "mei", "--on", "tue"),
        ("next-steps", "mei"),
        ("log", "session", "mei", "--template"),
    ):
        said = full(*words, code=1).err
        assert "mei-hoffmann (Mei Hoffmann) or mei-ohara (Mei O'Hara)" in said
    assert store(full) == before


@pytest.mark.parametrize("word", ["LUKASIK", "jurg", "weiss", "o'hara"])
def test_a_teacher_is_found_by_any_part_of_the_name_without_case_or_accents(
    full: Coach, word: str
) -> None:
    assert len(full("teacher", "show", word).out.splitlines()) > 5


def test_who_is_archived_leaves_the_rotation_keeps_the_handle_and_is_nobody_else(
    coach: Coach,
) -> None:
    coach("teacher", "add", "Ana Lima")
    coach("schedule", "add", "ana", "--on", "tue")
    refused = coach("teacher", "archive", "ana", code=1)
    assert "Add --yes when you are sure." in refused.err
    coach("teacher", "archive", "ana", "--yes")
    assert coach.json("due")["teachers"] == []
    assert coach.json("schedule", "show")["sessions"] == []
    assert coach("--json", "teacher", "add", "Ana Other").data["teacher"] == "ana-other"
    taken = coach("teacher", "add", "Ana Third", "--handle", "ana", code=1)
    assert "it is never reused" in taken.err
    for words in (
        ("teacher", "archive", "ana", "--yes"),
        ("schedule", "add", "ana", "--on", "tue"),
        ("step", "add", "lima"),
        ("log", "session", "ana", "--template"),
    ):
        assert coach(*words, given="x", code=1).err.startswith("Ana Lima is out of the rotation.\n")
    again = coach("teacher", "add", "ana lima", code=1)
    assert "coach teacher archive ana --back" in again.err
    coach("teacher", "archive", "ana", "--back")
    assert len(coach.json("due")["teachers"]) == 2


def test_days_away_are_noted_once_shown_and_taken_back(full: Coach) -> None:
    words = ["teacher", "away", "kofi", "2026-12-01.."]
    assert full(*words).out == "Kofi Asante is away: Tue 1 Dec until further notice.\n"
    assert "noted as away on these days already" in full(*words, code=1).err
    assert "Away: from Tue 1 Dec until further notice" in full("teacher", "show", "kofi").out
    full(*words, "--remove")
    assert known(full, "kofi")["away"] == []


def test_an_import_shows_each_row_and_turns_the_last_visit_into_a_held_session(
    full: Coach,
) -> None:
    assert len(full.json("teacher", "list")["teachers"]) == 18
    row = full.due("tess")
    assert (row["last_visit"], row["waited"]) == ("2026-11-05", 3)
    held = full.json("schedule", "show", "--week", "2026-11-05")["sessions"]
    assert {each["teachers"][0] for each in held if each["state"] == "held"} >= {"tess", "ines"}


def test_importing_again_changes_nothing_and_a_new_name_with_a_known_email_renames(
    full: Coach, tmp_path: Path
) -> None:
    before = store(full)
    same = full("teacher", "import", str(OWN / "caseload.csv")).out
    assert same.endswith("Imported: 18 same.\n")
    assert same.count("same") == 19
    semicolons = full("--json", "teacher", "import", str(OWN / "caseload-semicolon.csv")).data
    assert (semicolons["same"], semicolons["problem"]) == (18, 0)
    assert store(full) == before
    changed = "Name;E-Mail;Every\nTess Oh-Lindqvist;TOH@school.example;2\n"
    said = full("teacher", "import", written(tmp_path, changed)).out
    assert said.endswith("Imported: 1 changed.\n")
    assert "name, every" in said
    tess = known(full, "tess")
    assert (tess["name"], tess["every"], tess["room"]) == ("Tess Oh-Lindqvist", 2, "113")


def test_nothing_is_imported_while_any_row_has_a_problem_unless_they_are_skipped(
    coach: Coach, tmp_path: Path
) -> None:
    file = written(
        tmp_path,
        "name,every,since,last_visit,free\n"
        "Ana Lima,3,2026-09-01,2026-11-20,Tue 9:00-9:45\n"
        "Beth Ng,99,2026-09-01,,\n"
        "Joe K,3,2026-02-30,2027-01-01,Someday\n"
        "ANA LIMA,3,,,\n",
    )
    before = store(coach)
    refused = coach("teacher", "import", file, code=1)
    assert refused.err == (
        "5 problems in the file; nothing was changed.\n"
        "Mend the file, or import the other rows with --skip-bad.\n"
    )
    why_not = ('"99" is not a number of weeks', "Someday", "2027-01-01 is still to come", "Beth Ng")
    for why in why_not:
        assert why in " ".join(refused.out.split()), refused.out
    assert store(coach) == before
    tried = coach("teacher", "import", file, "--skip-bad", "--dry-run").out
    assert tried.endswith("Would import: 1 new. Left out: 5 problems.\n")
    assert store(coach) == before
    coach("teacher", "import", file, "--skip-bad")
    assert [each["name"] for each in coach.json("teacher", "list")["teachers"]] == ["Ana Lima"]
