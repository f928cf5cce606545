"""``coach handover``: what was agreed, for the teacher, or the caseload for the next coach, and
nothing of the notes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from driving import PASSPHRASE, Coach
from sealing_hands import by_hand
from typing_hands import Hands

from coachcli.coaching.handover_all import Person, TheirCycle, TheirStep

SECRET = ["NOTE", "HARD", "REFLECTION", "STORY", "IDEA"]
CARD = """\
- Teacher: tess
- Date: {day}
- State: {state}
## Notes
SECRET notes
## What works
SECRET works
## What is hard
SECRET hard
## Ask next time
SECRET ask
## Next steps: teacher
- Film five minutes (check 2026-11-24)
- Drop this one
## Next steps: coach
- Send two examples of {day}
"""
LAST = """\
Tess Oh, Fri 20 Nov 2026
Can children set and check a goal of their own?

Next steps: Tess Oh
- done: Film five minutes (by Tue 24 Nov)

Next steps: Your coach
- Send two examples of 2026-11-20

Next visit: Mon 23 Nov, 10:45.
"""


def logged(coach: Coach) -> tuple[int, int]:
    """Two sessions with steps; of the later one, one step is done and one is dropped."""
    numbers = []
    for day in ("2026-11-13", "2026-11-20"):
        card = CARD.format(day=day, state="held")
        answer = coach("--json", "log", "session", "--from", "-", given=card, today=day)
        numbers.append(int(answer.data["id"]))
        steps = answer.data["steps"]
    coach("step", "done", str(steps[0]))
    coach("step", "drop", str(steps[1]))
    coach("schedule", "add", "tess", "--on", "2026-11-23", "--at", "P4")
    return numbers[0], numbers[1]


def test_the_last_session_is_handed_over_without_a_word_of_the_notes(full: Coach) -> None:
    first, last = logged(full)
    assert full("handover", "tess").out == LAST
    assert full("handover", "tess", "--session", str(last)).out == LAST
    earlier = full("handover", "tess", "--session", str(first)).out
    assert "Send two examples of 2026-11-13" in earlier
    assert "Drop this one" in earlier
    assert "2026-11-20" not in earlier
    data = full.json("handover", "tess")
    assert (data["session"], data["text"]) == (last, LAST)
    assert [step["done"] for step in data["steps"]] == [True, False]
    marked = full("handover", "tess", "--format", "markdown").out
    assert marked.startswith("# Tess Oh, Fri 20 Nov 2026\n")
    assert "- [x] Film five minutes (by Tue 24 Nov)\n" in marked
    for said in (LAST, earlier, marked, str(data)):
        assert "SECRET" not in said


def test_of_a_session_with_several_teachers_each_gets_only_what_was_agreed_with_them(
    full: Coach,
) -> None:
    card = (
        "- Teacher: tess, kofi\n- Date: 2026-11-20\n## Notes\nSECRET notes\n"
        "## Next steps: teacher\n- Film five minutes (for Tess)\n- SECRET of Kofi (for Kofi)\n"
        "## Next steps: coach\n- Send two examples (for Tess)\n- SECRET for Kofi (for Kofi)\n"
    )
    number = full("--json", "log", "session", "--from", "-", given=card).data["id"]
    for words in (["--session", str(number)], [], ["--format", "markdown"]):
        said = full("handover", "tess", *words).out
        assert "Film five minutes" in said
        assert "Send two examples" in said
        assert "SECRET" not in said
        assert "Kofi" not in said
    assert "SECRET of Kofi" in full("handover", "kofi").out


def test_the_question_is_that_of_the_cycle_the_session_was_in(full: Coach) -> None:
    first, _ = logged(full)
    full("cycle", "start", "tess", "--on", "2026-11-16", "--question", "Who sets the goals?")
    assert "Who sets the goals?" in full("handover", "tess").out
    assert "Can children set" in full("handover", "tess", "--session", str(first)).out
    full("cycle", "edit", "1", "--question", "Whose goals are they?", today="2026-11-20")
    full("cycle", "edit", "1", "--question", "Who chose them?", today="2026-11-21")
    assert "Whose goals are they?" in full("handover", "tess").out


def test_in_markdown_nothing_that_was_typed_is_markup(full: Coach) -> None:
    card = (
        "- Teacher: tess\n- Date: 2026-11-20\n"
        "## Next steps: teacher\n- Try *three* things & <b>not</b> [four](x)\n"
    )
    full("log", "session", "--from", "-", given=card)
    assert (
        r"- [ ] Try \*three\* things \& \<b\>not\</b\> \[four\](x)"
        in full("handover", "tess", "--format", "markdown").out
    )


def test_a_file_is_private_whole_and_never_replaced_unasked(full: Coach, tmp_path: Path) -> None:
    logged(full)
    target = tmp_path / "for tess.txt"
    said = full("handover", "tess", "--output", str(target)).out
    assert "It is not sealed." in " ".join(said.split())
    assert target.read_text("utf-8") == LAST
    if sys.platform != "win32":
        assert target.stat().st_mode & 0o777 == 0o600
    target.write_text("mine")
    told = full("handover", "tess", "--output", str(target), code=1).err
    assert "is there already; it was left as it is." in told
    assert target.read_text() == "mine"
    full("handover", "tess", "--output", str(target), "--force", "--format", "markdown")
    assert target.read_text("utf-8").startswith("# Tess Oh")
    for bad in (tmp_path, tmp_path / "none" / "x.txt", target / "x.txt"):
        full("handover", "tess", "--output", str(bad), "--force", code=1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["for tess.txt", "home"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["kofi", "--session", "{first}"], "is not one with Kofi Asante."),
        (["tess", "--session", "999"], "Session 999 is not one with Tess Oh."),
        (["otis"], "No session with Otis Graham was held yet."),
        (["tess", "--session", "{missed}"], "was not held, so nothing was agreed in it."),
        (["nobody"], "No teacher fits"),
    ],
)
def test_a_session_that_cannot_be_handed_over_is_said(
    full: Coach, words: list[str], told: str
) -> None:
    first, _ = logged(full)
    card = CARD.format(day="2026-11-18", state="no-show")
    missed = full("--json", "log", "session", "--from", "-", given=card).data["id"]
    typed = [word.format(first=first, missed=missed) for word in words]
    assert told in full("handover", *typed, code=1).err


def test_it_needs_the_passphrase_and_asks_for_it_last(
    locked: Coach, secret: dict[str, Any], tmp_path: Path
) -> None:
    logged(locked)
    target = tmp_path / "out.txt"
    assert locked("handover", "tess", "--output", str(target), code=3).out == ""
    assert not target.exists()
    assert locked("handover", "tess", **secret).out == LAST
    with Hands(locked, "handover", "tess", "--output", str(tmp_path)) as hands:
        assert "is a folder" in hands.leaves(1)
    with Hands(locked, "handover", "tess", "--output", str(target)) as hands:
        hands.answers("Passphrase: ", PASSPHRASE).leaves()
    assert target.read_text("utf-8") == LAST
    # Nothing was agreed with her, so there is nothing to open.
    assert locked("handover", "clara").out.endswith("Next visit: not planned yet.\n")


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
