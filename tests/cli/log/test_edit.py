"""``coach log edit`` and ``coach log delete``: the record put right, shown before it is stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from driving import Coach
from typing_hands import Hands, script

SECRET = "nobody may read this"
CARD = f"""\
- Teacher: mei-hoffmann
- Date: 2026-11-20
- Time: 9:05
- Kind: observation
- Minutes: 40

## Notes
{SECRET}

## What works
The wall.

## Next steps: teacher
- Try wait time

## Next steps: coach
- Send the clip (check 2026-12-01)
"""


@pytest.fixture
def visit(full: Coach) -> int:
    """The number of a session that was logged."""
    return int(full.json("log", "session", "--from", "-", given=CARD)["id"])


def changed(coach: Coach, *words: str) -> dict[str, tuple[Any, Any]]:
    data = coach.json("log", "edit", *words, "--yes")
    return {each["field"]: (each["old"], each["new"]) for each in data["changes"]}


def texts(coach: Coach, handle: str, **env: str) -> set[str]:
    return {step["text"] for step in coach.json("next-steps", handle, **env)["steps"]}


def test_every_field_can_be_put_right_and_only_what_differs_changes(
    full: Coach, visit: int
) -> None:
    words = ["--on", "2026-11-18", "--at", "10:00", "--kind", "debrief", "--kind", "modeling"]
    words += ["--minutes", "25", "--focus", "assessment", "--asked-by", "teacher"]
    assert changed(full, str(visit), *words) == {
        "on": ("2026-11-20", "2026-11-18"),
        "at": ("09:05", "10:00"),
        "kinds": (["observation"], ["debrief", "modeling"]),
        "minutes": (40, 25),
        "focus": (None, "assessment"),
        "asked_by": ("planned", "teacher"),
    }
    assert full.due("mei-hoffmann")["last_visit"] == "2026-11-18"
    same = full("log", "edit", str(visit), *words, "--yes", code=1)
    assert "Nothing changes in that." in same.err
    assert changed(full, str(visit), "--focus", "none", "--at", "none", "--minutes", "none") == {
        "at": ("10:00", None),
        "minutes": (25, None),
        "focus": ("assessment", None),
    }
    noted = full.json("notes", "mei-hoffmann")["sessions"][0]
    assert (noted["id"], noted["notes"]) == (visit, SECRET)


def test_steps_and_notes_stay_linked_and_are_checked_after_the_new_day(
    full: Coach, visit: int
) -> None:
    full("log", "edit", str(visit), "--on", "2026-11-23", "--yes")
    steps = {each["text"]: each for each in full.json("next-steps", "mei-hoffmann")["steps"]}
    assert {each["session"] for each in steps.values()} == {visit}
    assert {each["agreed_on"] for each in steps.values()} == {"2026-11-23"}
    assert steps["Try wait time"]["check_on"] == "2026-12-18"
    assert steps["Send the clip"]["check_on"] == "2026-12-01"


def test_the_clock_follows_at_once_and_undo_brings_it_back(full: Coach, visit: int) -> None:
    before = full.due("mei-hoffmann")
    assert changed(full, str(visit), "--state", "cancelled", "--by", "school") == {
        "state": ("held", "cancelled"),
        "minutes": (40, None),
        "cancelled_by": (None, "school"),
    }
    assert full.due("mei-hoffmann")["last_visit"] != "2026-11-20"
    full("undo")
    assert full.due("mei-hoffmann") == before
    changed(full, str(visit), "--kind", "contact")
    assert full.due("mei-hoffmann")["last_visit"] != "2026-11-20"
    changed(full, str(visit), "--kind", "debrief")
    assert full.due("mei-hoffmann") == before


def test_a_visit_logged_with_the_wrong_teacher_goes_to_the_right_one_with_all_of_it(
    full: Coach, visit: int
) -> None:
    said = full("log", "edit", str(visit), "--teacher", "mei-ohara", "--yes")
    assert "Next steps 1, 2 now go with Mei O'Hara." in " ".join(said.out.split())
    assert texts(full, "mei-hoffmann") == set()
    assert texts(full, "mei-ohara") == {"Try wait time", "Send the clip"}
    assert full.json("notes", "mei-hoffmann")["sessions"] == []
    assert full.json("notes", "mei-ohara")["sessions"][0]["notes"] == SECRET
    assert full.due("mei-ohara")["last_visit"] == "2026-11-20"


def test_steps_of_a_group_stay_with_whom_they_were_agreed(full: Coach, visit: int) -> None:
    number = str(visit)
    full("log", "edit", number, "--teacher", "mei-hoffmann", "--teacher", "kofi", "--yes")
    assert full.due("kofi")["last_visit"] == "2026-11-20"
    said = full("log", "edit", number, "--teacher", "kofi", "--yes").out
    assert "Next steps 1, 2 stay with whom they were agreed." in " ".join(said.split())
    assert texts(full, "mei-hoffmann") == {"Try wait time", "Send the clip"}


def test_one_step_is_spoken_of_as_one(full: Coach) -> None:
    card = "- Teacher: kofi, tess\n- Date: 2026-11-20\n## Next steps: teacher\n- Film (for Tess)\n"
    number = str(full("--json", "log", "session", "--from", "-", given=card).data["id"])
    said = full("log", "edit", number, "--teacher", "kofi", "--yes").out
    assert "Next step 1 stays with whom it was agreed." in " ".join(said.split())
    full("undo")
    full("log", "edit", number, "--teacher", "tess", "--yes")
    said = full("log", "edit", number, "--teacher", "kofi", "--yes").out
    assert "Next step 1 now goes with Kofi Asante." in " ".join(said.split())


def test_what_changes_is_shown_and_asked_about_and_sealed_text_is_not(
    full: Coach, visit: int
) -> None:
    before = (full.home / "coach.db").read_bytes()
    with Hands(full, "log", "edit", str(visit), "--minutes", "25", "--on", "wed") as hands:
        hands.sees(f"Session {visit} with Mei Hoffmann, Fri 20 Nov: held, observation")
        hands.sees("Day: Fri 20 Nov -> Wed 18 Nov").sees("Minutes: 40 -> 25")
        hands.answers("Change it so? [y/N]", "n")
        assert SECRET not in hands.leaves(1)
    assert (full.home / "coach.db").read_bytes() == before
    with Hands(full, "log", "edit", "mei-hoffmann", "--minutes", "25") as hands:
        hands.answers("Change it so?", "y")
        assert f"Session {visit} is changed." in hands.leaves()


def test_adding_to_the_notes_needs_no_passphrase(locked: Coach, secret: dict[str, Any]) -> None:
    number = locked.json("log", "session", "--from", "-", given=CARD)["id"]
    said = locked("log", "edit", str(number), "--add", "notes", given="And more [/]\n")
    assert said.out.startswith(f"Added to session {number}, sealed.")
    with Hands(locked, "log", "edit", str(number), "--add", "ask next") as hands:
        hands.sees("To ask next time").answers("> ", "Did it last?").sees("> ").begins("half")
        assert "kept, sealed" in hands.interrupts().leaves(130)
    with Hands(locked, "log", "edit", str(number), "--add", "ask-next") as hands:
        hands.answers("waits, sealed. Use it?").leaves()
    noted = locked.json("notes", "mei-hoffmann", **secret)["sessions"][0]
    assert noted["notes"] == f"{SECRET}\nAnd more [/]"
    assert noted["ask_next"] == "Did it last?\nhalf"
    assert "no text to add" in locked("log", "edit", str(number), "--add", "works", code=1).err


def editor(tmp_path: Path, body: str) -> dict[str, Any]:
    return {"EDITOR": script(tmp_path / "editor", body)}


def test_the_editor_shows_the_whole_card_and_replaces_what_was_changed_in_it(
    locked: Coach, secret: dict[str, Any], tmp_path: Path
) -> None:
    number = locked.json("log", "session", "--from", "-", given=CARD)["id"]
    seen = tmp_path / "seen"
    edit = f"""cp "$1" {seen}; sed -i 's/{SECRET}/Said better./; s/^- Minutes: .*/- Minutes: 30/;
    s/^The wall.$//; s/^## Next steps: coach$/&\\n- A new one/' "$1" """
    words = ["log", "edit", str(number), "--editor"]
    with Hands(locked, *words, **secret, **editor(tmp_path, edit)) as hands:
        hands.sees("Minutes: 40 -> 30").sees("Notes: replaced, sealed").sees("What works: removed")
        hands.sees("Next steps: 1 more, sealed").answers("Change it so?", "y")
        assert SECRET not in hands.leaves()
    assert SECRET in seen.read_text()
    noted = locked.json("notes", "mei-hoffmann", **secret)["sessions"][0]
    assert (noted["notes"], "works" in noted) == ("Said better.", False)
    agreed = {"Try wait time", "Send the clip", "A new one"}
    assert texts(locked, "mei-hoffmann", **secret) == agreed
    assert not (locked.home / "draft-edit.json").exists()
    assert locked("check", **secret).out.startswith("The store is whole.")


def test_a_changed_card_that_is_declined_waits_sealed_and_goes_on(
    locked: Coach, secret: dict[str, Any], tmp_path: Path
) -> None:
    number = str(locked.json("log", "session", "--from", "-", given=CARD)["id"])
    env = {**secret, **editor(tmp_path, f"""sed -i 's/{SECRET}/Said better./' "$1" """)}
    with Hands(locked, "log", "edit", number, "--editor", **env) as hands:
        hands.answers("Change it so?", "n").answers("Back to the card?", "n")
        assert f"Go on with: coach log edit {number} --editor" in hands.leaves(1)
    assert b"Said better" not in (locked.home / "draft-edit.json").read_bytes()
    other = str(locked.json("log", "contact", "tess")["id"])
    with Hands(locked, "log", "edit", other, "--editor", **env) as hands:
        hands.sees(f"a change of session {number}").answers("Throw it away?", "n").leaves(1)
    with Hands(locked, "log", "edit", number, "--editor", **secret, EDITOR="true") as hands:
        hands.answers("Go on with it?").answers("Change it so?", "y").leaves()
    noted = locked.json("notes", "mei-hoffmann", **secret)["sessions"][0]
    assert noted["notes"] == "Said better."


def test_replacing_notes_needs_the_passphrase_before_anything_is_typed(locked: Coach) -> None:
    number = locked.json("log", "session", "--from", "-", given=CARD)["id"]
    with Hands(locked, "log", "edit", str(number), "--editor", EDITOR="true") as hands:
        for _ in range(3):
            hands.answers("Passphrase:", "wrong wrong wrong")
        hands.leaves(3)
    assert not (locked.home / "draft-edit.json").exists()


def test_what_cannot_be_changes_nothing(full: Coach, visit: int) -> None:
    full("schedule", "week")
    planned = full.json("schedule", "show")["sessions"][0]["id"]
    before = (full.home / "coach.db").read_bytes()
    number = str(visit)
    for words, code, why in (
        (["999", "--minutes", "5"], 1, "There is no session 999."),
        ([str(planned), "--minutes", "5"], 1, "not logged yet"),
        (["otis", "--minutes", "5"], 1, "Nothing is logged with Otis Graham."),
        ([number], 2, "What is to change?"),
        ([number, "--minutes", "900"], 1, "not a length"),
        ([number, "--on", "2026-12-24"], 1, "still to come"),
        ([number, "--state", "planned"], 1, "cannot be planned any more"),
        ([number, "--state", "cancelled"], 2, "Who called it off?"),
        ([number, "--by", "school"], 1, "yet somebody cancelled it"),
        ([number, "--state", "no-show", "--minutes", "5"], 2, "Only a session that was held"),
        ([number, "--teacher", "nobody"], 1, "No teacher fits"),
        ([number, "--add", "poem"], 1, "not a part of a session's notes"),
        ([number, "--editor", "--minutes", "5"], 2, "The editor shows it all."),
        ([number, "--editor"], 2, "no terminal"),
        ([number, "--minutes", "5"], 1, "This asks first"),
    ):
        refused = full("log", "edit", *words, given=SECRET, code=code)
        assert why in " ".join(refused.err.split()), refused.err
        assert SECRET not in refused.err
    assert "There is no session 999." in full("log", "delete", "999", "--yes", code=1).err
    assert (full.home / "coach.db").read_bytes() == before


def test_deleting_shows_what_goes_asks_and_lets_the_steps_stand(full: Coach, visit: int) -> None:
    late = full.due("mei-hoffmann")
    with Hands(full, "log", "delete", "mei-hoffmann") as hands:
        hands.sees("Fri 20 Nov: held, observation, 40 minutes.").sees("sealed notes go with it: 2")
        hands.sees("kept, without the session").answers("Delete it? [y/N]", "n").leaves(1)
    assert full.due("mei-hoffmann") == late
    with Hands(full, "log", "delete", str(visit)) as hands:
        said = hands.answers("Delete it?", "y").leaves()
    assert "Next steps 1, 2 stand and name no session any more." in said
    steps = full.json("next-steps", "mei-hoffmann")["steps"]
    assert {each["session"] for each in steps} == {None}
    assert {each["text"] for each in steps} == {"Try wait time", "Send the clip"}
    assert full.json("notes", "mei-hoffmann")["sessions"] == []
    assert full.due("mei-hoffmann")["last_visit"] != "2026-11-20"
    full("undo")
    assert full.json("notes", "mei-hoffmann")["sessions"][0]["notes"] == SECRET
    assert full.due("mei-hoffmann") == late
    data = full.json("log", "delete", str(visit), "--with-steps", "--yes")
    assert (data["notes"], data["steps_kept"], data["steps_deleted"]) == (2, [], [1, 2])
    assert full.json("next-steps", "--all")["steps"] == []
    assert "Nothing is sealed yet" in full("check").out


def test_a_session_with_somebody_archived_can_still_be_put_right(full: Coach, visit: int) -> None:
    full("teacher", "archive", "mei-hoffmann", "--yes")
    assert changed(full, str(visit), "--minutes", "25") == {"minutes": (40, 25)}
    assert changed(full, "mei-hoffmann", "--minutes", "20") == {"minutes": (25, 20)}
