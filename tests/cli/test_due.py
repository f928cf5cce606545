"""``coach due``, as a coach sees it."""

import re

from driving import Coach

BOXES = re.compile("[\u2500-\u257f]")


def states(coach: Coach, today: str = "") -> dict[str, str]:
    return {row["teacher"]: row["state"] for row in coach.json("due", today=today)["teachers"]}


def test_everybody_in_the_rotation_is_listed_most_urgent_first(full: Coach) -> None:
    rows = full.json("due")["teachers"]
    assert len(rows) == 18
    order = ["overdue", "due", "planned", "ok", "away"]
    ranks = [order.index(row["state"]) for row in rows]
    assert ranks == sorted(ranks)
    assert rows[0]["teacher"] == "otis"
    weeks = [row["due_week"] for row in rows if row["state"] == "ok"]
    assert weeks == sorted(weeks)


def test_the_table_says_every_state_in_words_and_what_to_type_next(full: Coach) -> None:
    full("teacher", "away", "ines", "2026-11-20..")
    full("schedule", "add", "tess", "--on", "tue", "--at", "P4")
    said = full("due").out
    lines = {line.split("  ")[0]: line for line in said.splitlines()}
    assert "59 weeks late" in lines["Otis Graham"]
    assert "never" in lines["Otis Graham"]
    assert "due this week" in lines["Jürgen Weiß"]
    assert "planned" in lines["Tess Oh"]
    assert "24 Nov" in lines["Tess Oh"]
    assert "away" in lines["Inés Quiroga"]
    assert "10 Nov, 2 wk" in lines["Mei Hoffmann"]
    assert said.endswith("1 overdue and 2 due this week. Plan the week with: coach schedule week\n")
    assert max(len(line) for line in said.splitlines()) <= 80


def test_when_whoever_is_due_is_planned_nobody_is_told_to_plan(full: Coach) -> None:
    full("schedule", "week")
    assert full("due").out.endswith("1 overdue, planned already.\n")
    assert "All clear: whoever is due is planned" in full().out


def test_an_empty_caseload_says_how_to_fill_it(coach: Coach) -> None:
    sentence = (
        "Nobody is on the caseload yet.\n"
        "Type: coach teacher add NAME, or coach teacher import FILE\n"
    )
    assert coach("due").out == sentence
    assert coach().out.endswith(sentence)
    assert coach("teacher", "list").out == sentence
    assert coach("prep").out.endswith(sentence)
    assert coach.json("due") == {"teachers": []}


def test_one_line_says_so_when_nobody_is_due(coach: Coach) -> None:
    coach("teacher", "add", "Ana Lima", "--last-visit", "2026-11-20")
    assert coach("due").out.endswith("All clear: nobody is due.\n")
    coach("teacher", "add", "Mei Ono", "--last-visit", "2026-11-02")
    coach("schedule", "week")
    assert coach("due").out.endswith("All clear: whoever is due is planned.\n")


def test_plain_output_has_no_colour_and_no_boxes_and_narrow_output_is_blocks(full: Coach) -> None:
    for words in (["due"], ["schedule", "week", "--dry-run"], [], ["teacher", "list"]):
        said = full("--plain", *words, FORCE_COLOR="1").out
        assert not BOXES.search(said)
        assert "\x1b" not in said
    assert BOXES.search(full("due").out)
    narrow = full("due", COLUMNS="40").out
    assert "Otis Graham\n  Last visit: never\n" in narrow
    assert "  State: 59 weeks late, past max gap\n" in narrow
    assert not BOXES.search(narrow)
    assert max(len(line.rstrip()) for line in narrow.splitlines()) <= 40


def test_sunday_and_monday_fall_into_different_weeks(full: Coach) -> None:
    assert states(full, "2026-11-22")["tess"] == "ok"
    assert states(full, "2026-11-23")["tess"] == "due"
    assert states(full, "2026-11-29")["tess"] == "due"
    assert states(full, "2026-11-30")["tess"] == "overdue"


def test_nobody_is_late_because_of_a_break(full: Coach) -> None:
    full("closure", "add", "2026-11-30..2026-12-18", "long break")
    assert states(full, "2026-12-20")["tess"] == "due"
    assert states(full, "2026-12-21")["tess"] == "overdue"
    late = {
        row["teacher"]: row["weeks_late"]
        for row in full.json("due", today="2026-12-21")["teachers"]
    }
    assert late["tess"] == 1


def test_a_teacher_who_was_away_has_not_waited_meanwhile(full: Coach) -> None:
    full("teacher", "away", "tess", "2026-11-23..2026-11-29")
    assert states(full)["tess"] == "away"
    assert states(full, "2026-11-30")["tess"] == "due"
