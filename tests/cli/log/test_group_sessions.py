"""One session with several teachers, logged in every way: one entry, a visit to each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from driving import TUESDAY, Coach
from typing_hands import Hands, script

GROUP = ["kofi", "lydia", "tess"]
CARD = """\
- Teacher: kofi, lydia and tess
- Date: 2026-11-24
- Kind: team meeting, student work
- Minutes: 40

## Notes
Read six pieces of writing together.

## Next steps: teacher
- Bring two pieces
- Try the rubric aloud (for Lydia; check 2026-12-01)

## Next steps: coach
- Book the room
"""


def last_visits(coach: Coach) -> dict[str, str | None]:
    return {row["teacher"]: row["last_visit"] for row in coach.json("due")["teachers"]}


def steps(coach: Coach) -> list[tuple[str, str, str]]:
    found = coach.json("next-steps")["steps"]
    return sorted((each["teacher"], each["owner"], each["text"]) for each in found)


STEPS = sorted(
    [("lydia", "teacher", "Try the rubric aloud")]
    + [(handle, "teacher", "Bring two pieces") for handle in GROUP]
    + [(handle, "coach", "Book the room") for handle in GROUP]
)


def by_questions(coach: Coach, words: list[str], tmp_path: Path) -> str:
    with Hands(coach, "log", "session", *words) as hands:
        hands.answers("What happened").answers("Kind", "team meeting, student work")
        hands.answers("Minutes", "40").answers("Focus", "").answers("ask for it?")
        hands.sees("Notes").answers("> ", "Read six pieces of writing together.").answers("> ")
        hands.goes_on(3)
        hands.answers("Next step for", "Bring two pieces").answers("For whom").answers("Check on")
        hands.answers("Next step for", "Try the rubric aloud").answers("For whom", "Lydia")
        hands.answers("Check on", "2026-12-01").answers("Next step for")
        hands.answers("Next step for you", "Book the room").answers("For whom").answers("Check on")
        return hands.answers("Next step for you").leaves()


def by_card(coach: Coach, words: list[str], tmp_path: Path) -> str:
    return coach("log", "session", "--from", "-", given=CARD).out


def by_editor(coach: Coach, words: list[str], tmp_path: Path) -> str:
    filled = tmp_path / "filled.md"
    filled.write_text(CARD)
    editor = script(tmp_path / "editor", f'cat "{filled}" > "$1"')
    with Hands(coach, "log", "session", *words, "--editor", EDITOR=editor) as hands:
        return hands.leaves()


WAYS = {"questions": by_questions, "card": by_card, "editor": by_editor}


@pytest.mark.parametrize("way", WAYS)
def test_a_group_is_one_session_a_visit_to_each_and_steps_of_their_own(
    full: Coach, tmp_path: Path, way: str
) -> None:
    full.today = TUESDAY
    said = WAYS[way](full, GROUP, tmp_path)
    assert "with Kofi Asante, Lydia Okafor, Tess Oh, Tue 24 Nov: held" in " ".join(said.split())
    assert steps(full) == STEPS
    checked = {e["text"]: e["check_on"] for e in full.json("next-steps", "lydia")["steps"]}
    assert checked["Try the rubric aloud"] == "2026-12-01"
    visits = last_visits(full)
    noted = [full.json("notes", handle)["sessions"][0] for handle in GROUP]
    assert len({each["id"] for each in noted}) == 1
    for handle in GROUP:
        assert visits[handle] == TUESDAY
    assert full.json("time")["periods"][0]["sessions"]["minutes"] == 40


@pytest.mark.parametrize("counts", [True, False])
@pytest.mark.parametrize("way", WAYS)
def test_a_recurring_meeting_is_logged_as_itself_and_counts_only_where_it_was_said_so(
    full: Coach, tmp_path: Path, way: str, counts: bool
) -> None:
    before = last_visits(full)
    said = "every tuesday 11:00-11:45 with kofi, lydia, tess"
    full("commitment", "add", said, *["--counts"] * counts)
    full("schedule", "week")
    week = full.json("schedule", "show")["sessions"]
    (meeting,) = [each for each in week if each["teachers"] == GROUP]
    full.today = TUESDAY
    logged = WAYS[way](full, GROUP, tmp_path)
    assert f"Session {meeting['id']} with Kofi Asante" in logged
    after = last_visits(full)
    for handle in GROUP:
        assert after[handle] == (TUESDAY if counts else before[handle])
    assert steps(full) == STEPS
    week = full.json("schedule", "show")["sessions"]
    assert [e["state"] for e in week if e["teachers"] == GROUP] == ["held"]
    full("log", "edit", str(meeting["id"]), "--minutes", "30", "--yes")
    assert last_visits(full) == after


def test_who_was_not_there_is_left_out_and_keeps_the_clock(full: Coach) -> None:
    full("commitment", "add", "every tuesday 11:00-11:45 with kofi, lydia, tess", "--counts")
    full("schedule", "week")
    before = last_visits(full)
    full.today = TUESDAY
    with Hands(full, "log", "session", "kofi", "tess", "--state", "held") as hands:
        hands.sees("with 1 more.").answers("[Y/n]").answers("Kind").answers("Minutes")
        hands.answers("Focus", "").answers("ask for it?")
        hands.goes_on(4)
        hands.answers("Next step for").answers("Next step for you").leaves()
    after = last_visits(full)
    assert (after["kofi"], after["tess"], after["lydia"]) == (TUESDAY, TUESDAY, before["lydia"])
    week = full.json("schedule", "show")["sessions"]
    assert GROUP not in [each["teachers"] for each in week]


def test_teachers_named_twice_are_there_once(full: Coach) -> None:
    given: Any = "- Teacher: kofi, Kofi Asante\n- Date: 2026-11-20\n"
    refused = full("log", "session", "--from", "-", given=given, code=1)
    assert "names one teacher twice" in refused.err


def test_a_step_is_kept_for_everybody_until_it_is_said_for_whom(full: Coach) -> None:
    given = ("--kind", "debrief", "--minutes", "20", "--focus", "instruction", "--invited")
    with Hands(full, "log", "session", *GROUP, *given) as hands:
        hands.answers("What happened")
        hands.goes_on(4)
        hands.answers("Next step for", "Bring two pieces").sees("For whom")
        hands.interrupts()
    with Hands(full, "log", "session") as hands:
        hands.answers("Go on with it?").answers("Next step for").answers("Next step for you")
        hands.leaves()
    assert steps(full) == sorted((handle, "teacher", "Bring two pieces") for handle in GROUP)
