"""``coach notes``: all that was said with one teacher, in the order of the days."""

from __future__ import annotations

import pytest
from driving import Coach
from sealing_hands import by_hand

from coachcli.values.words import Kind, SessionState


@pytest.fixture
def said(full: Coach) -> Coach:
    """Three sessions with Tess Oh (18, 20, 21), one of them with Otis Graham, and two cycles."""
    with by_hand(full) as hand:
        first = hand.session(
            "2026-09-10",
            "tess",
            kinds=(Kind.OBSERVATION, Kind.DEBRIEF),
            ask_next="Did it last?",
            notes="Groups.\n\nThen talk.",
            works="Wait time",
            hard="Noise",
        )
        hand.step("2026-09-10", "tess", "Send cards", first)
        hand.step("2026-09-11", "tess", "Outside of any session")
        hand.session("2026-09-15", "otis", notes="With Otis alone")
        both = hand.session("2026-10-01", "otis", "tess", kinds=(Kind.DEBRIEF,), notes="A team")
        hand.step("2026-10-01", "otis", "For Otis", both)
        hand.session("2026-11-10", "tess", state=SessionState.CANCELLED, reason="Snow")
        hand.session("2026-11-12", "tess")
        alone = hand.cycle(
            "2026-09-01", "2026-10-15", "tess", goes_on="The cards", reflection="I wait now"
        )
        team = hand.cycle("2026-10-01", "", "otis", "tess")
        hand.evidence("2026-09-20", alone, "Fourteen had a goal")
        hand.evidence("2026-10-20", team, "All of them talk")
        hand.evidence("2026-10-21", team, "Only with Otis", "otis")
        hand.cycle("2026-09-01", "2026-09-02", "otis", reflection="Not hers")
    return full


def test_everything_sealed_stands_newest_first_with_its_headings(said: Coach) -> None:
    assert said("notes", "tess").out == (
        "Tue 10 Nov, session 21: cancelled\n"
        "Why it did not take place\nSnow\n\n"
        "Tue 20 Oct, evidence 2 of cycle 2, with Otis Graham: exit tickets, 14 of 22\n"
        "All of them talk\n\n"
        "Thu 15 Oct, end of cycle 1\n"
        "The teacher's reflection\nI wait now\n"
        "What goes on\nThe cards\n\n"
        "Thu 1 Oct, session 20: held, debrief, with Otis Graham\n"
        "Notes\nA team\n\n"
        "Sun 20 Sep, evidence 1 of cycle 1: exit tickets, 14 of 22\n"
        "Fourteen had a goal\n\n"
        "Thu 10 Sep, session 18: held, observation, debrief\n"
        "Notes\nGroups.\n\nThen talk.\n"
        "What works\nWait time\n"
        "What is hard\nNoise\n"
        "Ask next time\nDid it last?\n"
        "Next steps: you\n1. Send cards\n\n"
    )


def ids(coach: Coach, *words: str) -> tuple[list[int], list[int], list[int]]:
    """The numbers of the sessions, evidence and cycles that are shown."""
    data = coach.json("notes", *words)
    sessions, evidence, cycles = (
        [each["id"] for each in data[name]] for name in ("sessions", "evidence", "cycles")
    )
    return sessions, evidence, cycles


def test_days_kinds_and_cycles_narrow_it(said: Coach) -> None:
    for words, shown in (
        ("tess", ([21, 20, 18], [2, 1], [1])),
        ("otis", ([20, 19], [3, 2], [3])),
        ("tess --since 2026-10-01", ([21, 20], [2], [1])),
        ("tess --until 2026-10-01", ([20, 18], [1], [])),
        ("tess --since 2026-10-01 --until 2026-10-15", ([20], [], [1])),
        ("tess --kind observation", ([18], [], [])),
        ("tess --kind debrief", ([20, 18], [], [])),
        ("tess --kind observation --kind modelling", ([18], [], [])),
        ("tess --kind contact", ([], [], [])),
        ("tess --cycle 1", ([20, 18], [1], [1])),
        ("tess --cycle 2", ([21, 20], [2], [])),
        ("otis --cycle 2", ([20], [3, 2], [])),
        ("--cycle 2", ([21, 20], [3, 2], [])),
        ("--cycle 1 --since 2026-09-15 --until 2026-09-30", ([], [1], [])),
        ("tess --cycle 1 --kind observation", ([18], [], [])),
    ):
        assert ids(said, *words.split()) == shown, words


def test_the_keys_for_scripts(said: Coach) -> None:
    data = said.json("notes", "tess")
    assert set(data) == {"teacher", "sessions", "evidence", "cycles"}
    assert data["sessions"][2] == {
        "id": 18,
        "date": "2026-09-10",
        "state": "held",
        "kinds": ["observation", "debrief"],
        "teachers": ["tess"],
        "notes": "Groups.\n\nThen talk.",
        "works": "Wait time",
        "hard": "Noise",
        "ask_next": "Did it last?",
        "steps": [{"id": 1, "owner": "coach", "text": "Send cards", "state": "open"}],
    }
    assert data["evidence"][0] == {
        "id": 2,
        "cycle": 2,
        "date": "2026-10-20",
        "measure": "exit tickets",
        "met": 14,
        "total": 22,
        "text": "All of them talk",
    }
    assert data["cycles"] == [
        {"id": 1, "date": "2026-10-15", "reflection": "I wait now", "goes_on": "The cards"}
    ]
    assert said.json("notes", "--cycle", "2")["teacher"] is None


def test_what_cannot_be_understood_is_said(said: Coach) -> None:
    for words, code, said_so in (
        ("", 2, "Whose notes?"),
        ("nobody", 1, "No teacher fits"),
        ("tess --cycle 9", 1, "There is no cycle 9."),
        ("tess --cycle 3", 1, "Cycle 3 is not one with Tess Oh."),
        ("tess --kind singing", 1, "is not a kind of session"),
        ("tess --since 2026-10-02 --until 2026-10-01", 2, "is before"),
    ):
        assert said_so in said("notes", *words.split(), code=code).err


def test_where_nothing_is_noted_or_chosen_that_is_said_and_nothing_is_asked_for(
    sealed: Coach,
) -> None:
    with by_hand(sealed) as hand:
        hand.session("2026-10-01", "tess", notes="Wait")
    answer = sealed("notes", "tess", "--since", "2026-10-02")
    assert answer.out == "Nothing is noted with Tess Oh in what you chose.\n"
    assert sealed("notes", "otis").out == "Nothing is noted with Otis Graham yet.\n"


@pytest.mark.parametrize("columns", [40, 80])
def test_it_fits(said: Coach, columns: int) -> None:
    out = said("notes", "tess", COLUMNS=str(columns)).out
    assert max(map(len, out.splitlines())) <= columns


def test_kinds_and_states_are_written_on_every_screen_as_they_are_asked_for(full: Coach) -> None:
    card = full("log", "session", "tess", "--template", "--kind", "co-planning, role play").out
    full("log", "session", "--from", "-", given=card.replace("## Notes", "## Notes\nA unit"))
    missed = full("log", "session", "tess", "--template", "--state", "no-show").out
    full("log", "session", "--from", "-", given=missed.replace("## Reason", "## Reason\nIll"))
    said = full("notes", "tess").out
    assert ": held, co-planning, role play\n" in said
    assert ": no-show\n" in said
    assert "co-planning, role play" in full("prep", "tess").out


def test_a_step_that_is_done_or_dropped_is_said_to_be(full: Coach) -> None:
    card = "# Session\n\n- Teacher: tess\n- Date: 2026-11-23\n- Minutes: 40\n\n"
    steps = "## Next steps: teacher\n- Film it\n- Count it\n- Draw it\n"
    full("log", "session", "--from", "-", given=card + steps)
    full("step", "done", "1")
    full("step", "drop", "2")
    said = full("notes", "tess").out
    assert "1. Film it (done)" in said
    assert "2. Count it (dropped)" in said
    assert "3. Draw it\n" in said
    (session,) = full.json("notes", "tess")["sessions"]
    assert [each["state"] for each in session["steps"]] == ["done", "dropped", "open"]
