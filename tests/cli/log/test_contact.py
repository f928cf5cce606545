"""``coach log contact``: a hallway talk or an email, in one line, that is never a visit."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from driving import Coach
from typing_hands import Hands

SECRET = "nobody may read this"


def test_a_contact_is_kept_and_leaves_the_clock_and_the_plan_as_they_were(planned: Coach) -> None:
    before = planned.due("miriam")
    week = planned.json("schedule", "show")
    logged = planned.json("log", "contact", "miriam", given=f"{SECRET}\nAnd more [/]\n")
    assert logged["state"] == "held"
    assert planned.due("miriam") == before
    after = planned.json("schedule", "show")
    assert [each for each in after["sessions"] if each["id"] != logged["id"]] == week["sessions"]
    assert (after["load"], after["capacity"]) == (week["load"], week["capacity"])
    noted = planned.json("notes", "miriam")["sessions"][0]
    assert noted["notes"] == f"{SECRET}\nAnd more [/]"
    spent = planned.json("time")["periods"][0]
    assert spent["contacts"] == {"minutes": 5, "times": 1}


def test_a_contact_with_several_on_an_earlier_day_needs_no_text(full: Coach) -> None:
    said = full("log", "contact", "kofi", "lyd", "--minutes", "1h", "--on", "fri", "--invited")
    words = " ".join(said.out.split())
    assert "Kofi Asante, Lydia Okafor, Fri 20 Nov: held, contact, 60 minutes." in words
    assert "sealed" not in said.out
    assert full.json("notes", "kofi")["sessions"] == []
    trust = full.json("trust", "lydia")
    assert (trust["contacts"], trust["contacts_by_teacher"]) == (1, 1)


def test_a_contact_takes_a_second_by_hand(sealed: Coach, secret: dict[str, Any]) -> None:
    begun = time.monotonic()
    with Hands(sealed, "log", "contact", "miriam") as hands:
        hands.sees("Notes (an empty line goes on):").answers("> ", "Asked about the clip.")
        said = hands.answers("> ").leaves()
    assert time.monotonic() - begun < 10
    assert "What happened" not in said
    assert "Next step" not in said
    assert "held, contact, 5 minutes. Notes sealed." in said
    noted = sealed.json("notes", "miriam", **secret)["sessions"][0]
    assert noted["notes"] == "Asked about the clip."


@pytest.mark.parametrize(("stop", "again"), [("ctrl-c", ["kofi"]), ("kill -9", [])])
def test_a_contact_cut_off_waits_beside_an_unfinished_visit_and_goes_on_with_a_name_or_without(
    planned: Coach, stop: str, again: list[str]
) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        hands.answers("What happened").sees("Kind:").interrupts().leaves(130)
    visit = (planned.home / "draft.json").read_bytes()
    with Hands(planned, "log", "contact", "kofi", "--minutes", "3") as hands:
        hands.sees("Notes").answers("> ", "First line").sees("> ").begins("half")
        if stop == "ctrl-c":
            assert "Go on with: coach log contact" in hands.interrupts().leaves(130)
        else:
            hands.kill()
    with Hands(planned, "log", "contact", *again) as hands:
        hands.answers("Not finished yet: Kofi Asante, Tue 24 Nov. Go on with it?")
        hands.sees("what you typed is kept").answers("> ")
        assert "held, contact, 3 minutes" in hands.leaves()
    half = "\nhalf" if stop == "ctrl-c" else ""
    assert planned.json("notes", "kofi")["sessions"][0]["notes"] == f"First line{half}"
    assert (planned.home / "draft.json").read_bytes() == visit
    assert not (planned.home / "draft-contact.json").exists()


def test_a_card_of_a_contact_leaves_the_planned_visit_to_come(planned: Coach) -> None:
    card = "- Teacher: miriam\n- Date: 2026-11-24\n- Kind: contact\n- Asked by: teacher\n"
    logged = planned.json("log", "session", "--from", "-", given=card)
    assert planned.due("miriam")["planned"] == "2026-11-24"
    week = planned.json("schedule", "show")["sessions"]
    assert logged["id"] not in [each["id"] for each in week if each["state"] == "planned"]


def test_what_cannot_be_is_refused_before_the_text_is_read(full: Coach) -> None:
    before = (full.home / "coach.db").read_bytes()
    for words, code, why in (
        (["nobody"], 1, 'No teacher fits "nobody".'),
        (["mei"], 1, '"mei" could be'),
        (["tess", "--on", "2026-12-01"], 1, "still to come"),
        (["tess", "--minutes", "soon"], 1, "not a length in minutes"),
        (["tess", "--asked-by", "nobody"], 1, "not a person who asks"),
        (["tess", "--asked-by", "coach", "--invited"], 2, "differ on who asked"),
        ([], 2, "With whom?"),
    ):
        said = full("log", "contact", *words, given=SECRET, code=code)
        assert why in said.err, said.err
        assert SECRET not in said.err + said.out
    assert full("log", "contact", "tess", given=b"\xff", code=1).err.startswith("The text is not")
    bad = json.loads(full("--json", "log", "contact", "tess", given="a\x07b", code=1).out)
    assert "control character" in bad["error"]["message"]
    assert (full.home / "coach.db").read_bytes() == before


def test_a_contact_is_called_one_wherever_the_day_or_the_week_is_shown(planned: Coach) -> None:
    before = planned("schedule", "show", COLUMNS="120").out
    planned("log", "contact", "clara")
    glance, week = planned().out, planned("schedule", "show", COLUMNS="120").out
    assert "Clara Benítez-Ross (contact)" in glance
    assert "(held)" not in glance
    assert "Contact on Tue 24 Nov." in week
    assert "Held on" not in week
    grid = before.partition("No.")[0]
    assert week.startswith(grid)
    data = planned.json("schedule", "show")["sessions"]
    assert [row["reason"]["code"] for row in data if row["teachers"] == ["clara"]] == ["held"]


def test_without_a_word_a_contact_came_from_the_coach_and_a_visit_was_planned(full: Coach) -> None:
    full("log", "contact", "tess", "--on", "2026-11-20")
    full("log", "session", "--from", "-", given="- Teacher: kofi\n- Date: 2026-11-20\n")
    for who, was in (("tess", "coach"), ("kofi", "planned")):
        shown = full("log", "edit", who, "--asked-by", "teacher", code=1).err
        assert f"Asked by: {was} -> teacher" in shown


@pytest.mark.parametrize("word", ["teacher", "coach", "planned"])
def test_every_way_to_log_can_say_who_asked(full: Coach, word: str) -> None:
    card = f"- Teacher: tess\n- Date: 2026-11-20\n- Asked by: {word}\n"
    full("log", "session", "--from", "-", given=card)
    full("log", "contact", "tess", "--asked-by", word)
    printed = full("log", "session", "tess", "--template", "--asked-by", word).out
    assert f"- Asked by: {word}\n" in printed
    with Hands(full, "log", "session", "tess", "--state", "held") as hands:
        hands.answers("Kind:").answers("Minutes").answers("Focus")
        hands.answers("ask for it?", word)
        hands.goes_on(4)
        hands.answers("Next step for").answers("Next step for you").leaves()
    trust = full.json("trust", "tess", "--since", "2026-11-18")
    many = 2 if word == "teacher" else 0
    assert (trust["held"], trust["asked_by_teacher"]) == (2, many)
    assert (trust["contacts"], trust["contacts_by_teacher"]) == (1, many // 2)


def test_without_a_name_a_terminal_asks_with_whom(full: Coach) -> None:
    with Hands(full, "log", "contact") as hands:
        hands.answers("Which teacher", ",").sees("Nobody is named")
        hands.answers("Which teacher", "mei").sees("mei-hoffmann or mei-ohara.")
        hands.answers("Which teacher", "kofi").sees("Notes").answers("> ", SECRET).answers("> ")
        assert "with Kofi Asante, Mon 23 Nov: held, contact" in hands.leaves()
    assert full.json("notes", "kofi")["sessions"][0]["notes"] == SECRET


def test_a_sentence_in_the_place_of_a_name_is_not_repeated(full: Coach) -> None:
    for words in (["tess", "She was close to tears today"], ["She was close to tears today"]):
        for options in ([], ["--json"]):
            refused = full(*options, "log", "contact", *words, code=1)
            assert "tears" not in refused.out + refused.err
            assert "what was said is asked for" in " ".join((refused.out + refused.err).split())
