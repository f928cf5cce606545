"""``coach schedule`` and ``coach capacity``: a week planned, shown and changed."""

from collections import Counter
from typing import Any

from driving import Coach

ODD = ["[ELL] Núñez [/]", "محمد علي", "山田 太郎", "Åse [bold]O'Brien-Łuk"]


def places(week: Any) -> list[tuple[Any, ...]]:
    return [
        (each["id"], each["teachers"], each["date"], each["start"]) for each in week["sessions"]
    ]


def store(coach: Coach) -> bytes:
    return (coach.home / "coach.db").read_bytes()


def test_a_dry_run_shows_the_plan_that_planning_then_stores(full: Coach) -> None:
    before = store(full)
    tried = full.json("schedule", "week", "--dry-run")
    assert store(full) == before
    assert all(session["id"] is None for session in tried["sessions"])
    assert "(not stored)" in full("schedule", "week", "--dry-run").out
    planned = full.json("schedule", "week")
    assert [place[1:] for place in places(planned)] == [place[1:] for place in places(tried)]


def test_planning_again_and_anew_changes_nothing_when_nothing_changed(full: Coach) -> None:
    first = full.json("schedule", "week")
    before = store(full)
    assert full.json("schedule", "week") == first
    assert full.json("schedule", "week", "--replan") == first
    assert store(full) == before


def test_the_week_shows_a_grid_and_each_reason_and_who_was_left_out_and_why(full: Coach) -> None:
    said = full("schedule", "week", "--capacity", "3").out
    assert said.startswith("This week, week of 23 Nov\n")
    assert "Mon 23" in said
    assert "Wed 25" in said
    assert "Thu 26" not in said
    assert "Due this week; last visit 3" in said
    assert "Not placed\n" in said
    assert "All 3 visits of the week go to" in said
    assert said.endswith("3 of 3 visits; the cadences ask for 5 a week, which is more than fits.\n")
    assert max(len(line) for line in said.splitlines()) <= 80
    narrow = full("schedule", "show", COLUMNS="40").out
    assert max(len(line.rstrip()) for line in narrow.splitlines()) <= 40


def test_from_friday_on_the_week_that_is_planned_is_the_next_one(full: Coach) -> None:
    assert full.json("schedule", "week", "--dry-run", today="2026-11-19")["week"] == "2026-11-16"
    for today in ("2026-11-20", "2026-11-22"):
        assert full.json("schedule", "week", "--dry-run", today=today)["week"] == "2026-11-23"
    said = full("schedule", "week", "--dry-run", today="2026-11-20").out
    assert said.startswith("Next week, week of 23 Nov (not stored)\n")
    other = full("schedule", "week", "--dry-run", "--week", "2026-12-16").out
    assert other.startswith("Week of 14 Dec (not stored)\n")


def test_a_week_without_open_days_is_passed_over_and_said_to_be_closed(full: Coach) -> None:
    full("closure", "add", "2026-11-23..2026-11-25", "testing")
    assert full.json("schedule", "week", "--dry-run")["week"] == "2026-11-30"
    said = full("schedule", "week", "--week", "2026-11-23").out
    assert "No day of this week is open for coaching.\nNothing is planned.\n" in said


def test_the_most_visits_a_week_and_a_day_are_kept(full: Coach) -> None:
    assert full("capacity", "4", "--day", "2").out == (
        "4 visits a week, at most 2 a day, 45 minutes each.\n"
    )
    week = full.json("schedule", "week", "--week", "2026-11-30")
    assert len(week["sessions"]) == 4
    assert max(Counter(session["date"] for session in week["sessions"]).values()) <= 2
    assert full("capacity", "--day", "0").out.startswith("4 visits a week, no limit a day")


def test_what_the_coach_pinned_stays_and_the_rest_is_placed_around_it(full: Coach) -> None:
    number = full("--json", "schedule", "add", "otis", "--on", "wed", "--at", "P2").data["id"]
    full("schedule", "week")
    week = full.json("schedule", "week", "--replan")
    pinned = next(session for session in week["sessions"] if session["id"] == number)
    assert (pinned["pinned"], pinned["date"], pinned["start"]) == (True, "2026-11-25", "08:50")
    assert pinned["reason"] == {"code": "pinned", "text": "Pinned by you."}
    assert len(week["sessions"]) == 5
    assert len({(each["date"], each["start"]) for each in week["sessions"]}) == 5
    assert "otis*" in full("schedule", "show").out
    assert "no longer pinned" in full("schedule", "pin", str(number), "--off").out


def test_a_place_that_cannot_be_is_refused_with_the_reason_and_nothing_changes(
    full: Coach,
) -> None:
    full("schedule", "add", "otis", "--on", "tue", "--at", "P2")
    full("schedule", "add", "kofi", "--on", "wed")
    full("teacher", "away", "tess", "2026-11-25")
    before = store(full)
    for words, why in (
        (("add", "ines", "--on", "tue", "--at", "9:00"), "is taken: session 18 with Otis Graham."),
        (("move", "kofi", "--on", "tue", "--at", "P2"), "is taken: session 18 with Otis Graham."),
        (("add", "kofi", "--on", "wed"), "Kofi Asante has a session on Wed 25 Nov already: 19."),
        (("add", "ines", "--on", "2026-11-26"), "Thu 26 Nov is not open for coaching."),
        (("add", "ines", "--on", "sat"), "Sat 28 Nov is not open for coaching."),
        (("move", "otis", "--on", "sat"), "Sat 28 Nov is not open for coaching."),
        (("add", "ines", "--on", "2026-11-20"), "Fri 20 Nov is over."),
        (("add", "tess", "--on", "wed"), "Tess Oh is away on Wed 25 Nov."),
        (("add", "ines", "--on", "tue", "--at", "P9"), "There is no period 'P9' on Tue."),
        (("cancel", "99", "--by", "coach"), "There is no session 99."),
        (("move", "ines", "--on", "tue"), "Nothing is planned with Inés Quiroga."),
        (("week", "--week", "2026-11-16"), "The week of 2026-11-16 is over."),
    ):
        refused = full("schedule", *words, code=1)
        assert refused.out == ""
        sentence, hint = refused.err.splitlines()
        assert sentence.endswith(why), sentence
        assert hint
    assert store(full) == before


def test_a_session_is_moved_cancelled_and_its_place_filled_again(full: Coach) -> None:
    full("schedule", "week")
    moved = full("schedule", "move", "tess", "--on", "wed", "--at", "P5").out
    assert "is now Wed 25 Nov 12:20. Pinned." in " ".join(moved.split())
    full("schedule", "cancel", "jurgen", "--by", "school")
    shown = full.json("schedule", "show")["sessions"]
    states = {each["teachers"][0]: each["state"] for each in shown}
    assert (states["tess"], states["jurgen"]) == ("planned", "cancelled")
    again = full.json("schedule", "week", "--replan")
    standing = [each for each in again["sessions"] if each["state"] == "planned"]
    assert len(standing) == 5
    assert any(row["state"] == "due" for row in full.json("due")["teachers"]) is (
        "jurgen" not in [each["teachers"][0] for each in standing]
    )


def test_any_name_survives_in_every_table_and_is_never_markup(coach: Coach) -> None:
    for name in ODD:
        coach("teacher", "add", name, "--since", "2026-01-05", "--free", "Tue 9:00-10:00")
    names = [row["name"] for row in coach.json("teacher", "list")["teachers"]]
    assert sorted(names) == sorted(ODD)
    for words in (["teacher", "list"], ["due"], ["schedule", "week", "--dry-run"], []):
        said = coach(*words, COLUMNS="120").out
        assert all(name in said for name in ODD), (words, said)
    handles = [row["teacher"] for row in coach.json("due")["teachers"]]
    assert all(handle.isascii() and handle for handle in handles)
    assert coach.json("teacher", "show", "ell")["name"] == ODD[0]
    assert coach.json("teacher", "show", "محمد")["name"] == ODD[1]
    assert coach.json("teacher", "show", "NUNEZ")["name"] == ODD[0]
    assert coach.json("teacher", "show", "obrien")["name"] == ODD[3]
