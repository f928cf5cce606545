"""``coach next-steps`` and ``coach step``."""

from pathlib import Path
from typing import Any

from driving import PASSPHRASE, Coach

CARD = """\
- Teacher: ines
- Date: 2026-11-23
## Next steps: teacher
- Try [wait] time [/]
- Count hands (check 2026-11-25)
## Next steps: coach
- Send the link
"""


def steps(coach: Coach, *words: str, today: str = "") -> list[Any]:
    found: list[Any] = coach.json("next-steps", *words, today=today)["steps"]
    return found


def test_steps_are_in_order_of_their_check_and_a_past_check_is_said_in_words(full: Coach) -> None:
    full("log", "session", "--from", "-", given=CARD)
    full("step", "add", "kofi", "--owner", "teacher", "--check", "tue", given="Earliest\n")
    assert [step["text"] for step in steps(full)] == [
        "Send the link",
        "Earliest",
        "Count hands",
        "Try [wait] time [/]",
    ]
    said = full("next-steps", "ines", today="2026-11-30").out
    assert said.startswith("Next steps with Inés Quiroga\n")
    assert "25 Nov, past check" in said
    assert "Try [wait] time [/]" in said
    assert "1 past the check. Then: coach step done NUMBER, or defer, or drop" in said
    narrow = full("next-steps", today="2026-11-30", COLUMNS="40").out
    assert "Kofi Asante\n  No.: 4\n  What: Earliest\n" in narrow
    due = next(r for r in full.json("due", today="2026-11-30")["teachers"] if r["open_steps"] == 3)
    assert (due["teacher"], due["steps_past_check"]) == ("ines", 1)


def test_a_step_without_a_day_is_checked_at_the_next_visit_wherever_that_moves(
    full: Coach,
) -> None:
    full("log", "session", "--from", "-", given=CARD)
    checks = {step["text"]: step["check_on"] for step in steps(full, "ines")}
    assert checks["Send the link"] == "2026-12-18"
    full("schedule", "add", "ines", "--on", "2026-12-08", "--at", "P2")
    assert steps(full, "ines")[-1]["check_on"] == "2026-12-08"
    full("schedule", "move", "ines", "--on", "2026-12-10", "--at", "P5")
    assert steps(full, "ines")[-1]["check_on"] == "2026-12-10"
    assert "10 Dec, past check" in full("next-steps", "ines", today="2026-12-11").out


def test_a_step_is_done_deferred_or_dropped_once(full: Coach) -> None:
    full("log", "session", "--from", "-", given=CARD)
    done = full("step", "done", "1", today="2026-11-24").out
    assert done == "Step 1 is done: Inés Quiroga's, agreed Mon 23 Nov.\n"
    assert full("step", "drop", "1", code=1).err.startswith("Step 1 is done already.\n")
    full("step", "defer", "2", "2026-12-24")
    assert "cannot be over already" in full("step", "defer", "2", "2026-11-20", code=1).err
    full("step", "drop", "3")
    assert [(step["id"], step["check_on"]) for step in steps(full, "ines")] == [(2, "2026-12-24")]
    states = {step["id"]: step["state"] for step in steps(full, "ines", "--all")}
    assert states == {1: "done", 2: "open", 3: "dropped"}


def test_a_locked_step_needs_no_key_to_be_written_and_one_to_be_read(
    locked: Coach, tmp_path: Path
) -> None:
    assert locked("next-steps").out == "No open next steps.\n"
    locked("log", "session", "--from", "-", given=CARD)
    locked("step", "done", "2")
    told = locked("next-steps", code=3)
    assert told.out == ""
    assert told.err == (
        "What was said is locked, and there is no terminal to ask for the passphrase.\n"
        "Type coach unlock in a terminal first, or set COACH_PASSPHRASE_FILE.\n"
    )
    error = locked("--json", "next-steps", code=3).error
    assert error["code"] == "locked"
    assert "coach unlock" in error["hint"]
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE)
    assert "Send the link" in locked("next-steps", COACH_PASSPHRASE_FILE=str(file)).out
    printing = f"echo '{PASSPHRASE}'"
    assert "Send the link" in locked("next-steps", COACH_PASSPHRASE_COMMAND=printing).out
    file.write_text("another one")
    wrong = locked("--json", "next-steps", code=3, COACH_PASSPHRASE_FILE=str(file)).error
    assert wrong["code"] == "wrong_passphrase"
    assert len(locked.json("due")["teachers"]) == 18


def test_several_steps_are_done_or_dropped_in_one_change_or_none_of_them(full: Coach) -> None:
    for text in ("One", "Two", "Three"):
        full("step", "add", "tess", given=text)
    said = full("step", "done", "1", "3", "1").out
    assert said.splitlines() == [
        "Step 1 is done: yours for Tess Oh, agreed Mon 23 Nov.",
        "Step 3 is done: yours for Tess Oh, agreed Mon 23 Nov.",
    ]
    full("undo")
    assert "There is no step 9." in full("step", "done", "1", "9", code=1).err
    assert len(steps(full, "tess")) == 3
    assert full.json("step", "drop", "2", "3")["ids"] == [2, 3]
    assert [step["id"] for step in steps(full, "tess")] == [1]
