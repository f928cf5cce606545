"""The ten lines that the first week of a coach consists of, typed on the sample files."""

from pathlib import Path

from conftest import sample
from driving import PASSPHRASE, Coach


def test_the_ten_lines_of_a_first_week_work_one_after_the_other(tmp_path: Path) -> None:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE + "\n")
    coach = Coach(tmp_path / "home", env={"COACH_PASSPHRASE_FILE": str(passphrase)})

    made = coach("init").out
    recovery = next(word for word in made.split() if word.startswith("AGE-SECRET-KEY-1"))
    assert made.count(recovery) == 1

    assert "Imported: 18 new." in coach("teacher", "import", str(sample("caseload.csv"))).out
    coach("period", "import", str(sample("bell-schedule.csv")))
    coach("closure", "add", "2026-11-26..2026-11-27", "Thanksgiving recess")

    rows = coach.json("due")["teachers"]
    assert len(rows) == 18
    assert sum(row["state"] in ("due", "overdue") for row in rows) == 5

    week = coach.json("schedule", "week")
    assert week["week"] == "2026-11-23"
    assert len(week["sessions"]) == 5
    assert week["unplaced"] == []
    assert {session["date"] for session in week["sessions"]} <= {
        "2026-11-23",
        "2026-11-24",
        "2026-11-25",
    }

    first = week["sessions"][0]
    card = coach("log", "session", "--template").out
    assert f"- Teacher: {first['teachers'][0]}\n" in card
    filled = card.replace("- \n", "- Bring three samples (check 2026-11-24)\n", 1)
    logged = coach("--json", "log", "session", "--from", "-", given=filled).data
    assert (logged["id"], logged["state"]) == (first["id"], "held")

    steps = coach.json("next-steps", *first["teachers"], today="2026-11-24")["steps"]
    assert [step["text"] for step in steps] == ["Bring three samples"]
    coach("step", "done", str(steps[0]["id"]), today="2026-11-24")
    assert coach.json("next-steps", *first["teachers"], today="2026-11-24")["steps"] == []

    inside = [path.read_bytes() for path in coach.home.rglob("*") if path.is_file()]
    assert inside
    assert not any(recovery.encode() in content for content in inside)
    assert not any(b"three samples" in content for content in inside)
