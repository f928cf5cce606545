"""One teacher's school year through the real program, as a coach lives it.

A cycle from its question to the teacher's reflection, twelve visits, two of them called off first,
a team meeting that does not count, evidence, next steps on both sides; what the record says of it
afterwards, and that nothing of what was said lies in the clear.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from driving import Coach

START = date(2026, 9, 14)
QUESTION = "How do quiet students get a turn?"
RECESS = "2026-11-26..2026-11-27"
WINTER = "2026-12-21..2027-01-01"
VISITS = 12

VISIT_CARD = """# Session

- Teacher: {who}
- Date: {day}
- Kind: {kind}
- Minutes: {minutes}
- Asked by: {asked_by}

## Notes
year-note-{n:02} [b]they waited[/b]

## What works
year-works-{n:02}

## Ask next time
year-ask-{n:02}

## Next steps: teacher
- year-step-{n:02} try three seconds (check {check})

## Next steps: coach
- year-promise-{n:02} send the clip (check {check})
"""


def monday(n: int) -> date:
    """The Monday of the n-th working week from ``START`` on, past the winter break."""
    day = START + timedelta(weeks=n)
    return day if day < date(2026, 12, 21) else day + timedelta(weeks=2)


def row(coach: Coach, today: date) -> Any:
    return next(r for r in coach.json("due", today=str(today))["teachers"] if r["teacher"] == "ada")


@pytest.fixture
def year(locked: Coach, secret: dict[str, Any]) -> Coach:
    """A caseload with Ada Reyes on it, who is seen every three weeks, every two in her cycle."""
    coach = Coach(locked.home, today=str(START), env=secret)
    coach("teacher", "add", "Ada Reyes", "--every", "3", "--since", str(START))
    coach("closure", "add", WINTER, "Winter break")
    coach("cycle", "start", "ada", "--question", QUESTION, "--focus", "instruction", "--every", "2")
    return coach


def visit(coach: Coach, n: int, day: date) -> None:
    """Visit number ``n``, with one step of each side; twice a year the open ones are done."""
    for step in coach.json("next-steps", "ada", today=str(day))["steps"] if n in (6, 11) else ():
        coach("step", "done", str(step["id"]), today=str(day))
    card = VISIT_CARD.format(
        who="ada",
        day=day,
        n=n,
        kind="observation, debrief" if n % 2 else "co-planning",
        minutes=40 + n,
        asked_by="teacher" if n % 3 == 0 else "planned",
        check=day + timedelta(weeks=2),
    )
    coach("log", "session", "--from", "-", given=card, today=str(day))


def test_a_teachers_year_from_the_question_to_the_reflection(year: Coach) -> None:
    called_off = {3: "teacher", 7: "school"}
    days = []
    for n in range(VISITS):
        week = monday(2 * n)
        if n in called_off:
            due = row(year, week)
            assert (due["state"], due["every"], due["weeks_late"]) == ("due", 2, 0)
            planned = year.json(
                *("schedule", "add", "ada", "--on", str(week), "--at", "15:00"), today=str(week)
            )["id"]
            year("schedule", "cancel", str(planned), "--by", called_off[n], today=str(week))
            assert row(year, week)["last_visit"] == due["last_visit"]
            assert row(year, week)["state"] == "due"
        days.append(week + timedelta(days=n % 4))
        visit(year, n, days[-1])
        if n in (0, 6, 11):
            after = row(year, days[-1])
            assert (after["last_visit"], after["state"]) == (str(days[-1]), "ok")
            assert after["due_week"] == str(monday(2 * n + 2))
        if n == 2:
            year("cycle", "phase", "ada", "learn", today=str(days[-1]))
        if n == 6:
            year("cycle", "phase", "ada", "improve", today=str(days[-1]))
        if n in (1, 5, 10):
            met = ("cycle", "evidence", "ada", "--met", f"{6 + n} of 22")
            more = ("--measure", "answer in a sentence") if n == 1 else ("--share",) * (n == 10)
            year(*met, *more, given=f"year-told-{n:02}", today=str(days[-1]))

    # A team meeting that does not count, and a talk in the hallway, leave the clock alone.
    last, later = days[-1], days[-1] + timedelta(days=3)
    year("commitment", "add", "every fri 14:10-14:50 with ada, tess", today=str(last))
    year("schedule", "week", "--week", str(last), today=str(last))
    group = next(
        s["id"]
        for s in year.json("schedule", "show", "--week", str(last), today=str(last))["sessions"]
        if len(s["teachers"]) == 2
    )
    friday = monday(2 * VISITS - 2) + timedelta(days=4)
    card = f"# Session\n\n- Teacher: ada, tess\n- Date: {friday}\n- Time: 14:10\n"
    card += "- Kind: team meeting\n- Minutes: 40\n\n## Notes\nyear-team\n"
    logged = year("--json", "log", "session", "--from", "-", given=card, today=str(friday)).data
    assert logged["id"] == group
    year("log", "contact", "ada", given="year-hallway", today=str(friday))
    assert row(year, friday)["last_visit"] == str(last)

    # Before walking in again: the question, the evidence, and what was left to ask.
    prepared = " ".join(year("prep", "ada", today=str(later)).out.split())
    for text in (QUESTION, "improve", "7 of 22", "16 of 22", "year-ask-11", "year-step-11"):
        assert text in prepared
    copy = year("handover", "ada", today=str(later)).out
    assert "year-step-11" in copy
    assert "year-promise-11" in copy
    assert not [part for part in ("note", "works", "ask", "hallway") if f"year-{part}" in copy]

    year("cycle", "close", "ada", given="year-reflection", today=str(later))
    shown = year.json("cycle", "show", "ada", today=str(later))
    assert [each["phase"] for each in shown["phases"]] == ["identify", "learn", "improve", "closed"]
    assert [each["met"] for each in shown["evidence"]] == [7, 11, 16]
    assert [each["shareable"] for each in shown["evidence"]] == [False, False, True]
    assert shown["said"] == {"reflection": "year-reflection"}
    assert row(year, later)["every"] == 3

    # What the record says of the year.
    noted = year.json("notes", "ada", today=str(later))["sessions"]
    held = [each for each in noted if "year-note" in str(each)]
    assert [each["date"] for each in held] == [str(day) for day in reversed(days)]
    steps = year.json("next-steps", "ada", "--all", today=str(later))["steps"]
    assert len(steps) == 2 * VISITS
    assert [each["state"] for each in steps].count("done") == 2 * (VISITS - 1)
    trust = year.json("trust", "ada", "--since", str(START), today=str(later))
    assert (trust["held"], trust["asked_by_teacher"]) == (VISITS + 1, 4)
    found = year.json("search", "YEAR-NÓTE-07", today=str(later))
    assert "year-note-07" in str(found)
    assert year("check", today=str(later)).code == 0

    inside = b"".join(path.read_bytes() for path in year.home.rglob("*") if path.is_file())
    assert b"Ada Reyes" in inside
    said = ["note", "works", "ask", "step", "promise", "told", "team", "hallway", "reflection"]
    assert not [word for word in said if f"year-{word}".encode() in inside]
