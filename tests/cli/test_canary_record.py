"""Texts of contacts, other time and changes of the record are found nowhere either."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from driving import Coach
from typing_hands import Hands, script

from cli.test_canary import Search, run_any, search  # noqa: F401 - a fixture

OWN = f"{os.getpid()}"
CONTACT = f"canary-bilby-contact-{OWN}"
OTHER = f"canary-dugong-other-{OWN}"
ADDED = f"canary-quoll-added-{OWN}"
EDITED = f"canary-tenrec-edited-{OWN}"


@pytest.fixture
def look(search: Search) -> Search:  # noqa: F811
    search.phrases = (CONTACT, OTHER, ADDED, EDITED)
    return search


TYPED = (
    ("log contact kofi", "Notes", CONTACT),
    ("log other workshop --minutes 60", "Note (", OTHER),
    ("log edit kofi --add works", "What works", ADDED),
    ("log edit-other 1 --note --yes", "Note (", OTHER),
    ("idea edit 1 --text", "The idea", ADDED),
)
"""What is typed, what it asks, and what is answered."""


def type_all(coach: Coach, look: Search) -> None:
    """All of them, one after the other, looking around while each is typed."""
    coach("idea", "add", given="An idea")
    for command, question, said in TYPED:
        with Hands(coach, *command.split()) as hands:
            hands.sees(question).answers("> ", said).sees("> ")
            look.everywhere()
            hands.types().leaves()


def test_they_are_shown_by_what_unseals_alone(
    sealed: Coach, look: Search, secret: dict[str, Any], tmp_path: Path
) -> None:
    type_all(sealed, look)
    editor = script(tmp_path / "editor", f"""sed -i 's/{CONTACT}/{EDITED}/' "$1" """)
    (tmp_path / "memory").mkdir()
    words = ["--debug", "log", "edit", "kofi", "--editor"]
    with Hands(sealed, *words, **secret, EDITOR=editor) as hands:
        hands.sees("Notes: replaced, sealed").answers("Change it so?", "n")
        hands.answers("Back to the card?", "n")
        assert not look.in_bytes(hands.leaves(1).encode())
    look.phrases = (CONTACT, OTHER, ADDED)
    look.everywhere()
    look.phrases = (EDITED,)
    assert not look.in_bytes((sealed.home / "draft-edit.json").read_bytes())
    with Hands(sealed, *words, **secret, EDITOR="true") as hands:
        hands.answers("Go on with it?").answers("Change it so?", "y")
        assert not look.in_bytes(hands.leaves().encode())
    look.phrases = (CONTACT, OTHER, ADDED)
    look.everywhere()

    look.phrases = (CONTACT, OTHER, ADDED, EDITED)
    shown = sealed("notes", "kofi", **secret).out + sealed("time", "--list", **secret).out
    assert sorted(look.in_bytes(shown.encode())) == sorted((OTHER, ADDED, EDITED))
    silent = ["time", "trust", "trust kofi", "schedule show", "due", "check", "undo", "redo"]
    silent += ["log edit kofi --minutes 4 --yes", "log edit kofi --minutes 5", "log delete kofi"]
    silent += ["log edit-other 1 --minutes 5 --yes", "log edit-other 1 --minutes 9"]
    silent += ["log delete-other 1", "log delete-other 1 --yes", "undo", "idea edit 1 --not-named"]
    silent += ["log edit 1 --editor", "log week", "log delete kofi --yes", "undo"]
    for typed in silent:
        for options in (["--debug"], ["--json", "--debug"]):
            said = run_any(sealed, *options, *typed.split(), **secret)
            assert not look.in_bytes(said.encode()), typed
    for locked in (["time", "--list"], ["--json", "time", "--list"]):
        assert not look.in_bytes(run_any(sealed, *locked).encode())


@pytest.mark.parametrize("stop", ["ctrl-c", "kill -9"])
def test_a_text_cut_off_leaves_nothing_readable(sealed: Coach, look: Search, stop: str) -> None:
    sealed("log", "contact", "kofi")
    sealed("log", "other", "duty", "--minutes", "20")
    sealed("idea", "add", given="An idea")
    for command, question, said in TYPED:
        hands = Hands(sealed, "--debug", *command.split()).sees(question).answers("> ", said)
        hands.sees("> ").begins(said)
        before = len(hands.seen)
        if stop == "ctrl-c":
            hands.interrupts().leaves(130)
            assert not look.in_bytes(hands.seen[before:].encode())
        else:
            hands.kill()
        look.everywhere()


@pytest.mark.parametrize("stop", ["ctrl-c", "kill -9"])
def test_what_is_gone_back_from_is_as_sealed_as_the_rest(
    sealed: Coach, look: Search, stop: str
) -> None:
    """A note and a step that are gone back to, typed anew and taken out leave nothing readable."""
    sealed("step", "add", "miriam", given=ADDED)
    with Hands(sealed, "--debug", "log", "session", "miriam", "--state", "held") as hands:
        hands.answers("Kind:").answers("Minutes").answers("Focus").answers("ask for it?")
        hands.answers("Which are done now", "1")
        hands.sees("Notes (").answers("> ", CONTACT).sees("> ").types("<")
        hands.answers("[1]:").sees("Notes: what you typed is kept, sealed.").types("<<")
        hands.answers("Throw away", "y").sees("Notes (").answers("> ", OTHER).answers("> ")
        hands.goes_on(3)
        hands.answers("Next step for M", EDITED).answers("Check on it", "<")
        before = len(hands.seen)
        hands.sees("as typed; << takes it out):")
        look.everywhere()
        if stop == "ctrl-c":
            hands.interrupts().leaves(130)
        else:
            hands.kill()
        assert not look.in_bytes(hands.seen[before:].encode())
    look.everywhere()
    with Hands(sealed, "--debug", "log", "session") as hands:
        hands.answers("Go on with it?").answers("Next step for M", "<").sees("To ask next time")
        hands.answers("> ").answers("Next step for M").answers("Next step for you")
        assert not look.in_bytes(hands.leaves().encode())
    look.everywhere()


def test_a_cycle_that_is_deleted_says_nothing_of_what_was_said(
    sealed: Coach, look: Search, secret: dict[str, Any]
) -> None:
    sealed("cycle", "start", "tess", "--question", "Who speaks?")
    sealed("cycle", "evidence", "tess", "--met", "9/24", "--measure", "explain", given=OTHER)
    sealed("cycle", "close", "tess", given=ADDED)
    assert sorted(look.in_bytes(sealed("cycle", "show", "1", **secret).out.encode())) == sorted(
        (OTHER, ADDED)
    )
    for typed in ("cycle delete 1", "cycle delete 1 --yes", "undo", "redo", "cycle delete 1"):
        for options in (["--debug"], ["--json", "--debug"]):
            said = run_any(sealed, *options, *typed.split(), **secret)
            assert not look.in_bytes(said.encode()), typed
        look.everywhere()
