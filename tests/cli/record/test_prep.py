"""``coach prep``: one screen before walking in, and nothing on it that should not be."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from cheap_age import cheapen
from driving import MONDAY, PASSPHRASE, Coach
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from sealing_hands import by_hand
from typing_hands import Hands

from coachcli.values.words import Kind, Owner, Part, SessionState, StepState

CARD = """\
- Teacher: tess
- Date: 2026-11-20
- Kind: observation, co-planning
## Notes
The groups [set] their own goals today. {long}
## What works
Goal cards on the table.
## What is hard
HARD
## Ask next time
Did the goals last the week?
## Next steps: teacher
- Let each group check one goal (check 2026-11-21)
- Film five minutes
## Next steps: coach
- Send two examples
"""
LONG = "One group wrote a goal that nobody could check, and saw it at once. " * 6


@pytest.fixture(scope="session")
def at_work(full_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To be copied: Tess Oh in a cycle, with a planned visit and something of everything."""
    home = Path(shutil.copytree(full_home, tmp_path_factory.mktemp("work") / "home"))
    coach = Coach(home)
    coach("schedule", "add", "tess", "--on", MONDAY, "--at", "P4")
    coach("log", "session", "--from", "-", given=CARD.format(long=LONG), today="2026-11-20")
    coach("cycle", "start", "tess", "--on", "2026-10-12", "--question", "How do they talk more?")
    coach("cycle", "phase", "tess", "improve", "--on", "2026-11-02")
    measure = ["--measure", "say a goal in a sentence"]
    coach("cycle", "evidence", "tess", "--met", "9/24", "--on", "2026-10-12", *measure, given="EV")
    coach("cycle", "evidence", "tess", "--met", "14/24", "--on", "2026-11-12")
    named = ["--from", "kofi", "--may-name", "--tag", "talk"]
    coach("idea", "add", *named, given="Talk tokens: each child has three. " + LONG)
    coach("idea", "add", "--focus", "assessment", given="A drawing for an exit ticket.")
    return home


@pytest.fixture
def working(at_work: Path, tmp_path: Path) -> Coach:
    """A coach who works with Tess Oh, without a passphrase."""
    return Coach(Path(shutil.copytree(at_work, tmp_path / "home")))


@pytest.fixture
def shut(working: Coach) -> Coach:
    """The same, locked with ``driving.PASSPHRASE``."""
    cheapen(working.home, PASSPHRASE)
    return working


def test_all_that_is_needed_stands_on_one_screen(working: Coach) -> None:
    said = working("prep", "tess", LINES="24").out
    assert said.count("\n") == 23
    assert max(map(cell_len, said.splitlines())) <= 80
    for line in (
        "Tess Oh: Mon 23 Nov 10:45 P4, room 113",
        "How do they talk more?",
        "Focus: assessment. Cycle 1: improve since 2 Nov.",
        "What worked, 20 Nov: Goal cards on the table.",
        "To ask: Did the goals last the week?",
        "  1 teacher (21 Nov, past check): Let each group check one goal",
        "  3 you (23 Nov): Send two examples",
        "  say a goal in a sentence: 9 of 24, 12 Oct; now 14 of 24, 12 Nov",
        "  2 (assessment): A drawing for an exit ticket.",
        "Kofi Asante is at work on this too (talk) and agreed to be named.",
        "All that was noted: coach notes tess",
    ):
        assert line in said.splitlines(), line
    assert "Fri 20 Nov, observation, co-planning: The groups [set] their own" in said
    assert "HARD" not in said
    assert "EV" not in said
    roomy = working("prep", "tess", LINES="60").out
    assert roomy.startswith("Tess Oh: Mon 23 Nov 10:45 P4, room 113\n")
    assert len(roomy) > len(said)


@pytest.mark.parametrize("who", ["tess", "花子", "منصور", "O'Hara"])
def test_a_narrow_terminal_has_the_same_in_more_lines(working: Coach, who: str) -> None:
    said = working("prep", who, COLUMNS="40").out
    assert max(map(cell_len, said.splitlines())) <= 40
    assert "Open questions\n" in said
    if who == "tess":
        assert "(21 Nov, past check)" in said
        assert "coach notes tess" in said


def test_a_locked_card_shows_the_open_half_and_how_to_unlock(
    shut: Coach, secret: dict[str, Any]
) -> None:
    said = shut("prep", "tess").out
    for open_half in ("9 of 24", "How do they talk more?", "Kofi Asante", "(21 Nov, past check)"):
        assert open_half in said
    for text in ("goal cards", "Film", "last the week", "Talk tokens", "The groups"):
        assert text.casefold() not in said.casefold()
    assert said.endswith("What was said is locked. To see it, type: coach unlock, or add --open\n")
    card = shut.json("prep", "tess")["cards"][0]
    assert card["locked"] is True
    assert [step["text"] for step in card["steps"]] == [None] * 3
    opened = shut.json("prep", "tess", **secret)["cards"][0]
    assert opened["locked"] is False
    assert opened["ask_next"][0]["text"] == "Did the goals last the week?"
    with Hands(shut, "prep", "tess", "--open") as hands:
        assert "Film five minutes" in hands.answers("Passphrase: ", PASSPHRASE).leaves()


def test_a_passphrase_that_does_not_open_is_told_and_the_card_is_shown(
    shut: Coach, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("another")
    for file in (wrong, tmp_path / "missing"):
        answer = shut("prep", "tess", COACH_PASSPHRASE_FILE=str(file))
        assert "How do they talk more?" in answer.out
        assert answer.err
    assert shut("prep", "tess", "--open", code=3).out == ""


def test_without_a_name_all_visits_of_today_come_shortened(working: Coach) -> None:
    working("schedule", "add", "kofi", "--on", MONDAY, "--at", "P1")
    said = working("prep").out
    assert [line for line in said.splitlines() if " 23 Nov " in line] == [
        "Kofi Asante: Mon 23 Nov 08:00 P1, room 105",
        "Tess Oh: Mon 23 Nov 10:45 P4, room 113",
    ]
    assert "and 1 more: coach next-steps tess" in said
    assert "Ideas" not in said
    assert said.endswith("All of one: coach prep NAME\n")
    assert len(working.json("prep")["cards"]) == 2
    later = working("prep", today="2026-11-24").out
    assert later == "No visit is planned today. Plan the week with: coach schedule week\n"
    sunday = " ".join(working("prep", today="2026-11-22").out.split())
    assert "Next is Mon 23 Nov: Kofi Asante, Tess Oh. Type: coach prep kofi" in sunday


def test_a_word_in_the_hallway_hides_no_session(working: Coach) -> None:
    working("log", "contact", "tess", "--on", "2026-11-21", given="Asked for the clip.")
    working("log", "contact", "tess", "--on", "2026-11-22")
    for words in (["tess"], ["tess", "--print"], []):
        said = working("prep", *words).out
        assert "Sat 21 Nov, contact: Asked for the clip." in said
        assert "Fri 20 Nov, observation, co-planning: The groups" in said
        assert ("Thu 5 Nov, held" in said) is bool(words)
        assert "Sun 22 Nov" not in said


def test_paper_gets_everything_whole_in_plain_text(working: Coach) -> None:
    answer = working("prep", "tess", "--print")
    assert answer.out.startswith("# Tess Oh: Mon 23 Nov 10:45 P4, room 113\n\nHow do they")
    assert LONG.strip() in answer.out
    assert "- [ ] 1 teacher (21 Nov, past check): Let each group check one goal\n" in answer.out
    assert not set("─…\x1b") & set(answer.out)
    assert "HARD" not in answer.out
    assert answer.err == "What is on paper is not sealed. Keep it with you.\n"
    working("schedule", "cancel", "tess", "--by", "school")
    assert working("prep", "--print").out == "No visit is planned today.\n"


def test_the_questions_stay_all_day_and_are_others_after_the_visit(full: Coach) -> None:
    def numbers(day: str) -> list[int]:
        card = full.json("prep", "tess", today=day)["cards"][0]
        return [each["id"] for each in card["questions"]]

    first = numbers(MONDAY)
    full("log", "session", "--from", "-", given=f"- Teacher: tess\n- Date: {MONDAY}\n")
    assert numbers(MONDAY) == first
    assert not set(first) & set(numbers("2026-12-14"))
    full("ask", "off", str(first[0]))
    assert first[0] not in numbers(MONDAY)


@dataclass(frozen=True)
class Past:
    """A session to be stored; ``steps`` say what became of each."""

    ago: int
    state: SessionState
    kind: Kind
    parts: tuple[Part, ...]
    steps: tuple[tuple[Owner, StepState], ...]


pasts = st.lists(
    st.builds(
        Past,
        ago=st.integers(0, 90),
        state=st.sampled_from((SessionState.HELD, SessionState.HELD, SessionState.NO_SHOW)),
        kind=st.sampled_from((Kind.OBSERVATION, Kind.CONTACT)),
        parts=st.lists(st.sampled_from(Part), unique=True).map(tuple),
        steps=st.lists(
            st.tuples(st.sampled_from(Owner), st.sampled_from(StepState)), max_size=3
        ).map(tuple),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda past: past.ago,
)


def marker(what: str, ago: int, number: int = 0) -> str:
    return f"canary-{what}-{ago}-{number}."


def stored(coach: Coach, some: list[Past]) -> dict[int, Past]:
    """The sessions in the store by number, with a marker of its own in every sealed text."""
    numbers = {}
    with by_hand(coach) as hand:
        for past in some:
            day = (date.fromisoformat(MONDAY) - timedelta(days=past.ago)).isoformat()
            texts = {part.value: marker(part, past.ago) for part in past.parts}
            id = hand.session(day, "otis", kinds=(past.kind,), state=past.state, **texts)
            for place, (owner, state) in enumerate(past.steps):
                hand.step(day, "otis", marker("step", past.ago, place), id, owner, state)
            numbers[id] = past
    return numbers


@settings(max_examples=5)
@given(some=pasts)
def test_neither_prep_nor_a_handover_ever_holds_a_text_that_is_not_meant_for_it(
    some: list[Past], full_home: Path
) -> None:
    with TemporaryDirectory() as folder:
        coach = Coach(Path(shutil.copytree(full_home, Path(folder) / "home")))
        found = stored(coach, some)
        held = sorted(
            (past.ago, id) for id, past in found.items() if past.state is SessionState.HELD
        )
        told = [id for _, id in held]
        allowed = {
            marker("step", found[id].ago, place)
            for id, past in found.items()
            for place, (_, state) in enumerate(past.steps)
            if state is StepState.OPEN
        }
        noted = {id for id in told if Part.NOTES in found[id].parts}
        met = [id for id in told if found[id].kind is not Kind.CONTACT]
        contacts = told[: told.index(met[0])] if met else told
        shown = [*met[:2], *[id for id in contacts if id in noted][:1]]
        allowed |= {marker(Part.NOTES, found[id].ago) for id in shown if id in noted}
        works = [id for id in told if Part.WORKS in found[id].parts]
        allowed |= {marker(Part.WORKS, found[id].ago) for id in works[:1]}
        since = next((i for i, id in enumerate(told) if found[id].kind is not Kind.CONTACT), None)
        last = told if since is None else told[: since + 1]
        allowed |= {
            marker(Part.ASK_NEXT, found[id].ago) for id in last if Part.ASK_NEXT in found[id].parts
        }
        whole = json.dumps(coach.json("prep", "otis"))
        assert markers_in(whole) == allowed
        assert markers_in(coach("prep", "otis", "--print").out) == allowed
        assert markers_in(coach("prep", "otis").out) <= allowed
        for id in told[:2]:
            agreed = {
                marker("step", found[id].ago, place)
                for place, (_, state) in enumerate(found[id].steps)
                if state is not StepState.DROPPED
            }
            said = coach("handover", "otis", "--session", str(id)).out
            assert markers_in(said) == agreed


def markers_in(text: str) -> set[str]:
    return set(re.findall(r"canary-\w+-\d+-\d+\.", text))


def test_a_card_has_exactly_these_keys(working: Coach) -> None:
    data = working.json("prep", "tess")
    assert set(data) == {"cards"}
    card = data["cards"][0]
    keys = "teacher name room visit due_week question focus cycle worked sessions steps ask_next"
    keys += " evidence questions ideas more_ideas colleagues unnamed locked"
    assert list(card) == keys.split()
    assert set(card["visit"]) == {"session", "date", "start", "end", "slot"}
    assert set(card["cycle"]) == {"id", "phase", "since", "target", "look_fors"}
    assert set(card["worked"]) == set(card["ask_next"][0]) == {"session", "date", "text"}
    session = {"id", "date", "kinds", "minutes", "has_notes", "notes"}
    assert set(card["sessions"][0]) == session
    step = {"id", "owner", "text", "agreed_on", "check_on", "past_check"}
    assert set(card["steps"][0]) == step
    assert set(card["evidence"][0]) == {"measure", "baseline", "latest"}
    assert set(card["ideas"][0]) == {"id", "text", "focus", "tags", "name"}
    assert card["colleagues"] == [{"teacher": "kofi", "name": "Kofi Asante", "why": ["talk"]}]
    said = working("prep", "otis").out
    assert said.startswith("Otis Graham: no visit is planned, due the week of 6 Oct 2025, room B06")
    bare = working.json("prep", "otis")["cards"][0]
    assert (bare["visit"], bare["cycle"], bare["worked"]) == (None, None, None)
