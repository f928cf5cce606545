"""``coach handover --all``: the caseload for the next coach, without a word that was said."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from driving import Coach
from sealing_hands import by_hand

from coachcli.coaching.handover_all import Person, TheirCycle, TheirStep

SECRET = ["NOTE", "HARD", "REFLECTION", "STORY", "IDEA"]


def filled(coach: Coach) -> Coach:
    coach("teacher", "archive", "otis", "--yes")
    with by_hand(coach) as hand:
        own = hand.session("2026-11-10", "tess", notes="NOTE", hard="HARD")
        hand.step("2026-11-10", "tess", "Film five\nminutes <b>", own)
        hand.step("2026-11-11", "kofi", "KOFI STEP")
        cycle = hand.cycle("2026-09-01", "2026-10-30", "tess", reflection="REFLECTION")
        hand.evidence("2026-10-01", cycle, "STORY")
        hand.cycle("2026-09-02", "", "tess", "kofi")
        hand.idea("2026-10-04", "IDEA", "tess")
    return coach


def test_everybody_is_in_it_and_nothing_that_was_said(locked: Coach) -> None:
    filled(locked)
    data = locked.json("handover", "--all")
    assert (len(data["teachers"]), data["archived"]) == (17, 1)
    tess = next(each for each in data["teachers"] if each["handle"] == "tess")
    assert tess["last_week"] == "2026-11-09"
    assert [each["phase"] for each in tess["cycles"]] == ["closed", "learn"]
    assert tess["cycles"][1]["others"] == ["Kofi Asante"]
    assert (tess["every"], tess["max_gap"], tess["steps"]) == (3, 6, None)
    for form in ("text", "markdown"):
        said = locked("handover", "--all", "--format", form).out
        assert "17 teachers: 12 core, 5 side." in said
        assert "Tess Oh" in said
        assert "Otis" not in said
        for secret in [*SECRET, "Film", "KOFI STEP", "school.example"]:
            assert secret not in said


def test_steps_are_in_it_of_those_alone_who_agreed(
    locked: Coach, secret: dict[str, Any], tmp_path: Path
) -> None:
    filled(locked)
    words = ["handover", "--all", "--with-steps", "tess", "--with-steps", "ines"]
    locked(*words, code=3)
    said = locked(*words, **secret).out
    assert "- Open next step, the coach: Film five\n  minutes <b>\n" in said
    assert "KOFI STEP" not in said
    data = locked.json(*words, **secret)
    steps = {each["handle"]: each["steps"] for each in data["teachers"]}
    assert [step["text"] for step in steps["tess"]] == ["Film five\nminutes <b>"]
    assert (steps["ines"], steps["kofi"]) == ([], None)
    target = tmp_path / "next.md"
    told = locked(*words, "--format", "markdown", "--output", str(target), **secret).out
    assert "1 open next step of Inés Quiroga, Tess Oh; of nobody else." in " ".join(told.split())
    assert "minutes \\<b\\>" in target.read_text("utf-8")
    if sys.platform != "win32":
        assert target.stat().st_mode & 0o777 == 0o600
    assert "is there already" in locked(*words, "--output", str(target), code=1).err
    assert not [word for word in SECRET if word in said + target.read_text("utf-8")]
    locked("handover", "--all", "--with-steps", "nobody", code=1)
    locked("handover", "--all", "--with-steps", "otis", code=1)


def test_what_does_not_go_together_is_said(full: Coach) -> None:
    for words, said in (
        ([], "For whom?"),
        (["tess", "--all"], "it takes no teacher"),
        (["--all", "--session", "1"], "and no session"),
        (["tess", "--with-steps", "tess"], "--with-steps goes with --all."),
    ):
        assert said in " ".join(full("handover", *words, code=2).err.split())


def test_a_file_is_what_its_name_says(coach: Coach, tmp_path: Path) -> None:
    named = ("handover", "--all", "--output")
    coach(*named, str(tmp_path / "all.md"))
    coach(*named, str(tmp_path / "all.txt"))
    coach(*named, str(tmp_path / "plain.md"), "--format", "text")
    begins = {path.name: path.read_text("utf-8")[:10] for path in tmp_path.glob("*.*")}
    assert begins == {"all.md": "# Caseload", "all.txt": "Caseload, ", "plain.md": "Caseload, "}
    error = coach(*named, str(tmp_path / "all.html"), code=2).err
    assert "handover.txt or handover.md" in error
    assert not (tmp_path / "all.html").exists()


def test_nobody_on_the_caseload_is_said(coach: Coach) -> None:
    assert "Nobody is on the caseload." in coach("handover", "--all").out


def test_it_has_no_place_for_a_note() -> None:
    """As each type's fields: a new one is to be thought about here."""
    assert set(Person.__annotations__) == {
        *("handle", "name", "subject", "grade", "support", "question", "focus"),
        *("every", "max_gap", "last_week", "cycles", "steps"),
    }
    assert set(TheirCycle.__annotations__) == {"question", "phase", "since", "others"}
    assert set(TheirStep.__annotations__) == {"id", "owner", "text", "check"}
