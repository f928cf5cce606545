"""Sentences that a coach reads when something was mistyped: true, plain, and typable as printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import Coach
from typing_hands import Hands


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_backup_that_is_not_there_is_refused_before_anything_is_asked(full: Coach) -> None:
    with Hands(full, "restore", "nowhere.zip") as hands:
        said = hands.leaves(1)
    assert "There is no file nowhere.zip." in said
    assert "Restore?" not in said


def test_a_wrong_answer_is_told_the_answers_that_were_offered(full: Coach) -> None:
    with Hands(full, "log", "session", "tess") as hands:
        hands.answers("held]:", "gone").sees("Choose held, cancelled or no-show.")
        hands.answers("held]:").answers("Kind:").answers("Minutes").answers("Focus")
        hands.answers("ask for it?", "maybe").sees("Type y for the teacher, coach for")
        hands.sees("ask for it?").interrupts()


def test_the_focus_offered_is_that_of_the_running_cycle(full: Coach) -> None:
    full("cycle", "start", "tess", "--question", "Who speaks?", "--focus", "instruction")
    with Hands(full, "log", "session", "tess") as hands:
        hands.answers("held]:").answers("Kind:").answers("Minutes").answers(
            "Focus (or none) [instruction]:"
        )
        hands.sees("ask for it?").interrupts()
    assert "- Focus: instruction" in full("log", "session", "tess", "--template").out


def test_the_team_with_different_cycles_is_offered_no_focus(full: Coach) -> None:
    full("cycle", "start", "tess", "--question", "Who speaks?", "--focus", "instruction")
    assert "- Focus:\n" in full("log", "session", "tess", "kofi", "--template").out


def test_days_are_said_with_their_weekday(full: Coach) -> None:
    said = full("closure", "add", "2026-12-21..2026-12-22", "Winter").out
    assert said == "Closure 2: Mon 21 Dec to Tue 22 Dec, Winter.\n"
    said = full("log", "contact", "tess", "--on", "2026-11-24", code=1).err
    assert said.startswith("Tue 24 Nov is still to come, so nothing can have happened on it.")


def test_why_does_not_offer_the_place_that_somebody_has_already(full: Coach) -> None:
    full("schedule", "add", "tess", "--on", "mon", "--at", "P4")
    said = full("schedule", "why", "tess").out
    assert "Mon: Pinned" in said or "Mon P4" in said
    assert "a session with Tess Oh stands there" not in said


def test_time_of_days_to_come_is_refused(full: Coach) -> None:
    said = full("time", "--since", "2026-12-24", code=1).err
    assert said.startswith("Thu 24 Dec is still to come.")


def test_what_is_not_there_leads_to_a_list_or_to_the_first_one(full: Coach) -> None:
    assert "coach log session otis" in full("handover", "otis", code=1).err
    assert "coach cycle list --all" in full("notes", "tess", "--cycle", "9", code=1).err
    full("cycle", "list", "--all")
    said = full("ask", "list", "--phase", "nope", code=1).err
    assert "Choose identify, learn, improve or any." in said
    full("ask", "list", "--phase", "any")


def test_two_running_cycles_are_told_apart_by_number_and_question(full: Coach) -> None:
    full("cycle", "start", "tess", "--question", "Who speaks?")
    full("cycle", "start", "tess", "--question", "Who listens?")
    said = flat(full("cycle", "show", "tess", code=1).err)
    assert "Say which by its number: 1 (Who speaks?) or 2 (Who listens?)" in said


def test_who_declines_the_visit_offered_reads_whose_wait_too(full: Coach) -> None:
    full("schedule", "add", "otis", "--on", "mon", "--at", "P3")
    full("schedule", "add", "tess", "--on", "mon", "--at", "P4")
    with Hands(full, "log", "session") as hands:
        hands.answers("with Tess Oh, planned Mon 23 Nov 10:45. This one? [Y/n]:", "n")
        hands.sees("Also waiting to be logged: Otis Graham.").answers("Which teacher", "otis")
        hands.sees("with Otis Graham, planned Mon 23 Nov 09:55").sees("held]:").interrupts()


def test_a_reason_that_names_the_teacher_does_not_name_them_twice(full: Coach) -> None:
    for who in ("tess", "jurgen", "ines"):
        full("teacher", "edit", who, "--free", "Tue P2")
    rows = full.json("schedule", "week", "--dry-run")["unplaced"]
    one = next(row for row in rows if "can only meet" in row["reason"]["text"])
    said = flat(full("schedule", "week", "--dry-run").out)
    assert one["reason"]["text"] in said
    assert f": {one['reason']['text']}" not in said


def test_what_was_edited_is_said_in_the_words_of_the_options(full: Coach) -> None:
    said = full("teacher", "edit", "tess", "--free", "Tue P2", "--max-gap", "5").out
    assert said == "Tess Oh: longest wait, free times changed.\n"


def test_ctrl_c_at_a_question_is_answered_on_a_line_of_its_own(full: Coach) -> None:
    with Hands(full, "log", "contact") as hands:
        hands.sees("Which teacher (several with commas): ").interrupts()
        assert hands.seen.replace("^C", "").endswith("commas): \r\nStopped.\r\n")


def test_a_word_of_a_list_that_is_not_known_is_repeated_without_the_space_before_it(
    full: Coach,
) -> None:
    said = full("log", "session", "tess", "--kind", "debrief, resourses", "--template", code=1).err
    assert said.startswith('"resourses" is not a kind of session.')


def test_a_name_beside_a_card_is_answered_with_what_to_type(full: Coach) -> None:
    said = full("log", "session", "tess", "--from", "tess.md", code=2).err
    assert "Type: coach log session --from tess.md" in flat(said)


def test_days_away_are_said_as_everywhere_else(full: Coach) -> None:
    away = ("teacher", "away", "tess")
    assert full(*away, "2027-01-04..2027-01-22").out == (
        "Tess Oh is away: Mon 4 Jan 2027 to Fri 22 Jan 2027.\n"
    )
    assert full(*away, "mon").out == "Tess Oh is away: Mon 23 Nov.\n"
    assert full(*away, "2026-12-01..").out == "Tess Oh is away: Tue 1 Dec until further notice.\n"
    assert full(*away, "mon", "--remove").out == "Tess Oh is not away: Mon 23 Nov.\n"


def test_a_backup_without_a_name_is_named_by_the_day(
    full: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "coach-backup-2026-11-23.zip" in full("backup").out
    assert (tmp_path / "coach-backup-2026-11-23.zip").is_file()
    assert "is there already" in full("backup", code=1).err


def test_one_of_anything_is_said_in_the_singular(coach: Coach, tmp_path: Path) -> None:
    bell = tmp_path / "bell.csv"
    bell.write_text("day,period,start,end\nMon,P1,9:00,9:45\n")
    assert coach("period", "import", str(bell)).out == "1 period on 1 day: P1.\n"
    coach("teacher", "add", "Ida Holm", "--last-visit", "yesterday")
    assert "1 teacher: 1 core, 0 side." in coach("teacher", "list").out
    assert "One session has no length and adds nothing." in flat(coach("time").out)
    coach("cycle", "start", "ida", "--question", "Who speaks?", "--weeks", "1", "--every", "1")
    shown = coach("cycle", "show", "ida").out
    assert "Meant for: 1 week\n" in shown
    assert "Visits while it runs: every week\n" in shown
