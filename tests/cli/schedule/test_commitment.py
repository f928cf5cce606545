"""Recurring meetings through the program: noted, planned around, materialised, ended."""

from typing import Any

import pytest
from driving import MONDAY, TUESDAY, Coach

TEAM = ("every", "tuesday", "11:00-11:45", "with", "tess,", "jurgen,", "ines")


Sessions = list[dict[str, Any]]


def week(coach: Coach, *words: str, **env: Any) -> Sessions:
    sessions: Sessions = coach.json("schedule", *words, **env)["sessions"]
    return sessions


def of_several(coach: Coach, *words: str, **env: Any) -> Sessions:
    """The week's sessions with more than one teacher."""
    return [each for each in week(coach, *words, **env) if len(each["teachers"]) > 1]


def log_meeting(coach: Coach, who: str, *lines: str, today: str = TUESDAY) -> Any:
    """Log the meeting of Tuesday."""
    card = "".join(f"- {line}\n" for line in (f"Teacher: {who}", f"Date: {TUESDAY}", *lines))
    return coach.json("log", "session", "--from", "-", given=card, today=today)


def test_a_team_meeting_becomes_a_group_session_of_the_planned_week(full: Coach) -> None:
    said = full("commitment", "add", *TEAM, "--label", "Grade 5 team").out
    assert "Grade 5 team, every Tue 11:00-11:45 with" in said
    planned = week(full, "week")
    (team,) = [each for each in planned if len(each["teachers"]) == 3]
    assert (team["date"], team["start"], team["pinned"]) == (TUESDAY, "11:00", True)
    assert team["reason"]["code"] == "commitment"
    assert not [s for s in planned if s["date"] == TUESDAY and s["slot"] == "Tue P4"]
    assert week(full, "week") == planned
    visits = [each for each in planned if each is not team]
    assert len(visits) == full.json("schedule", "week")["capacity"]


def test_it_resets_the_clock_only_where_the_coach_says_that_it_counts(full: Coach) -> None:
    full("commitment", "add", *TEAM)
    full("commitment", "add", "every tue P6 with otis", "--counts")
    states = {row["teacher"]: row for row in full.json("due")["teachers"]}
    assert states["otis"]["planned"] is None
    full("schedule", "week")
    rows = {row["teacher"]: row for row in full.json("due")["teachers"]}
    assert rows["otis"]["planned"] == TUESDAY
    number = next(s["id"] for s in week(full, "show") if s["teachers"] == ["otis"])
    for session in week(full, "show"):
        if session["date"] == TUESDAY and session["start"] in ("11:00", "13:10"):
            time = f"Time: {session['start']}"
            log_meeting(full, ", ".join(session["teachers"]), time, "Kind: team meeting")
    rows = {row["teacher"]: row for row in full.json("due", today=TUESDAY)["teachers"]}
    assert rows["otis"]["last_visit"] == TUESDAY
    assert rows["tess"]["last_visit"] != TUESDAY
    assert next(s for s in week(full, "show") if s["id"] == number)["state"] == "held"


def test_one_noted_after_its_week_was_planned_joins_the_plan_and_is_logged_as_itself(
    full: Coach,
) -> None:
    planned = week(full, "week")
    assert full.json("commitment", "add", *TEAM, "--counts")["id"] == 1
    (team,) = of_several(full, "show")
    assert team["id"] is not None
    assert len(week(full, "show")) == len(planned) + 1
    assert log_meeting(full, "tess, jurgen, ines", "Minutes: 40")["id"] == team["id"]
    assert len(week(full, "show", today=TUESDAY)) == len(planned) + 1
    full("undo")
    full("undo")
    assert week(full, "show") == planned
    assert full.json("commitment", "list")["commitments"] == []


def test_an_occurrence_falls_out_once_and_the_whole_is_ended(full: Coach) -> None:
    full("commitment", "add", *TEAM)
    full("schedule", "week")
    full("commitment", "remove", "1", "--on", TUESDAY)
    assert not of_several(full, "show")
    assert not of_several(full, "week")
    assert of_several(full, "show", "--week", "2026-12-01")
    full("commitment", "remove", "1", "--yes")
    assert not of_several(full, "show", "--week", "2026-12-01")
    assert full.json("commitment", "list")["commitments"] == []
    full("undo")
    assert full.json("commitment", "list")["commitments"][0]["next"] == "2026-12-01"


def test_what_took_place_stays_when_the_meeting_is_ended(full: Coach) -> None:
    full("commitment", "add", *TEAM)
    full("schedule", "week")
    log_meeting(full, "tess, jurgen, ines", "Time: 11:00", "Kind: team meeting")
    full("commitment", "remove", "1", "--yes", today="2026-11-25")
    held = [s for s in week(full, "show", today="2026-11-25") if s["state"] == "held"]
    assert [len(each["teachers"]) for each in held] == [3]


@pytest.mark.parametrize("later", [TUESDAY, "2026-11-26", "2026-12-01"])
def test_a_deleted_log_entry_waits_to_be_logged_again_and_never_comes_back_twice(
    full: Coach, later: str
) -> None:
    full("commitment", "add", "every tue 11:45-12:15 with tess, kofi", "--counts")
    full("schedule", "week")

    def there() -> list[tuple[int, str]]:
        found = of_several(full, "show", "--week", MONDAY, today=later)
        return [(each["id"], each["state"]) for each in found]

    ((number, _),) = there()
    log_meeting(full, "kofi, tess", "Kind: team meeting")
    assert there() == [(number, "held")]
    again = full.json("log", "delete", str(number), "--yes", today=later)["planned_again"]
    assert there() == [(again, "planned")]
    full("schedule", "week", today=later)
    assert there() == [(again, "planned")]
    log_meeting(full, "kofi, tess", "Kind: team meeting", today=later)
    full("schedule", "week", today=later)
    assert there() == [(again, "held")]


def test_a_deleted_log_entry_of_a_meeting_that_fell_out_stays_away(full: Coach) -> None:
    full("commitment", "add", "every tue 11:45-12:15 with tess, kofi")
    full("schedule", "week")
    team = log_meeting(full, "kofi, tess", "Kind: team meeting")["id"]
    full("commitment", "remove", "1", "--on", TUESDAY, today=TUESDAY)
    gone = full.json("log", "delete", str(team), "--yes", today=TUESDAY)
    assert gone["planned_again"] is None
    full("schedule", "week", today=TUESDAY)
    assert not of_several(full, "show", today=TUESDAY)


def test_a_cancelled_occurrence_does_not_come_back(full: Coach) -> None:
    full("commitment", "add", *TEAM)
    full("schedule", "week")
    full("schedule", "cancel", str(of_several(full, "show")[0]["id"]), "--by", "school")
    assert [each["state"] for each in of_several(full, "week")] == ["cancelled"]


def test_a_duty_without_teachers_takes_its_time(full: Coach) -> None:
    before = week(full, "week", "--dry-run")
    slots = {each["slot"] for each in before}
    for slot in slots:
        day, period = slot.split()
        full("commitment", "add", f"every {day} {period}", "--label", "Duty")
    planned = week(full, "week")
    duties = [each for each in planned if not each["teachers"]]
    assert {each["slot"] for each in duties} == slots
    assert {each["id"] for each in duties} == {None}
    assert not {each["slot"] for each in planned if each["teachers"]} & slots
    refused = full("schedule", "add", "tess", "--on", "tue", "--at", "P5", code=1)
    assert "taken by a recurring meeting" in refused.err


def test_planned_sessions_at_its_time_are_named_and_planning_again_moves_them(
    planned: Coach,
) -> None:
    there = next(s for s in week(planned, "show") if s["date"] == TUESDAY)
    period = there["slot"].split()[1]
    answer = planned.json("commitment", "add", f"every tue {period}", "--label", "Duty")
    assert f"Session {there['id']} with" in answer["clashes"][0]
    after = week(planned, "week", "--replan")
    assert not [s for s in after if s["slot"] == there["slot"] and s["teachers"]]


def test_a_closed_day_has_no_meeting(full: Coach) -> None:
    full("commitment", "add", "every thu P1", "--label", "Duty")
    assert not [s for s in week(full, "show") if not s["teachers"]]
    assert full.json("commitment", "list")["commitments"][0]["next"] == "2026-12-03"


def test_the_list_shows_all_there_is_to_know(full: Coach) -> None:
    typed = "every other wed 9:05-9:50 until 18 jun except 2026-12-09 with otis"
    said = full("commitment", "add", typed).out
    assert " ".join(said.split()) == (
        "Commitment 1: every other Wed 09:05-09:50 with Otis Graham, until Fri 18 Jun 2027,"
        " not on Wed 9 Dec."
    )
    (row,) = full.json("commitment", "list")["commitments"]
    assert row["rule"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"
    assert (row["first"], row["last"]) == (MONDAY, "2027-06-18")
    assert (row["teachers"], row["except"], row["next"]) == (["otis"], ["2026-12-09"], "2026-11-25")
    shown = " ".join(full("commitment", "list").out.split())
    assert "every other Wed 09:05-09:50" in shown
    narrow = full("commitment", "list", COLUMNS="40").out
    assert all(len(line) <= 40 for line in narrow.splitlines())


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (["every tue 11:00-11:45 with nobody-known"], 1, "No teacher fits"),
        (["every tue 11:00-11:45", "--counts"], 2, "Nobody is there"),
        (["FREQ=SECONDLY 11:00-11:45"], 1, "daily, weekly, monthly or yearly"),
        (["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 11:00-11:45"], 1, "On no day"),
        (["every tue 11:00-11:45 from 2019-01-01"], 1, "far from today"),
        (["every tue 11:00-11:45 from 2026-01-06 until 2026-06-01"], 1, "ends on"),
        (["every tue P9"], 1, "no time and no period"),
        (["every tue P1", "--label", "x" * 61], 1, "longer than 60"),
    ],
)
def test_bad_input_is_refused_and_changes_nothing(
    full: Coach, words: list[str], code: int, why: str
) -> None:
    assert why in full("commitment", "add", *words, code=code).err
    assert full.json("commitment", "list")["commitments"] == []


def test_a_commitment_that_is_not_there_cannot_be_removed(full: Coach) -> None:
    assert "no commitment 7" in full("commitment", "remove", "7", "--yes", code=1).err
    full("commitment", "add", *TEAM)
    refused = full("commitment", "remove", "1", "--on", "2026-11-25", code=1)
    assert "does not take place on Wed 25 Nov" in refused.err
