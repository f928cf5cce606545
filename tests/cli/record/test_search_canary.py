"""What is looked for and what is found lie nowhere: not while it is shown, and not afterwards."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import which

import pytest
from driving import PASSPHRASE, Coach
from sealing_hands import by_hand, many
from typing_hands import Hands

from cli.test_canary import SHARED, Search, run_any

SOUGHT = f"canary-caracal-sought-{os.getpid()}"
BESIDE = f"canary-serval-beside-{os.getpid()}"
PROMPT = "Space goes on"


@pytest.fixture
def search(sealed: Coach, tmp_path: Path) -> Search:
    """A locked home with what is sought, long enough for a pager and for a bar."""
    if sys.platform != "linux" or which("less") is None:
        pytest.skip("the process list is read from /proc")
    many(sealed, 320, f"{BESIDE} {SOUGHT}")
    with by_hand(sealed) as hand:
        cycle = hand.cycle("2026-09-01", "2026-10-15", "tess", reflection=f"{SOUGHT} {BESIDE}")
        hand.evidence("2026-09-20", cycle, f"{SOUGHT} {BESIDE}")
    temp = tmp_path / "temp"
    temp.mkdir()
    sealed.env["TMPDIR"] = str(temp)
    return Search(sealed.home, temp, frozenset(SHARED.rglob("*")), (SOUGHT, BESIDE))


def test_while_pages_are_turned_and_afterwards_nothing_is_readable(
    sealed: Coach, search: Search
) -> None:
    with Hands(sealed, "--debug", "search") as hands:
        hands.answers("Passphrase: ", PASSPHRASE).sees("Look for: ").begins(SOUGHT)
        search.everywhere()
        hands.types().sees("Opening")
        search.everywhere()
        hands.sees(BESIDE).sees(PROMPT)
        search.everywhere()
        hands.child.send(f"/{BESIDE}\r")
        hands.sees(BESIDE).child.send("q")
        hands.leaves()
    search.everywhere()
    assert not list(search.temp.iterdir())
    with Hands(sealed, "notes", "tess") as hands:
        hands.answers("Passphrase: ", PASSPHRASE).sees(PROMPT)
        search.everywhere()
        hands.child.send("q")
        hands.leaves()
    search.everywhere()


@pytest.mark.parametrize("stop", ["ctrl-c", "kill -9", "close the window"])
def test_a_search_that_is_cut_off_leaves_nothing(sealed: Coach, search: Search, stop: str) -> None:
    with Hands(sealed, "search") as hands:
        hands.answers("Passphrase: ", PASSPHRASE).answers("Look for: ", SOUGHT)
        if stop == "ctrl-c":
            hands.sees("Opening").interrupts().leaves(130)
        elif stop == "kill -9":
            hands.sees(PROMPT).kill()
        else:
            hands.sees(PROMPT).close_the_terminal()
    search.everywhere()


def test_no_error_repeats_what_is_sought_or_found(sealed: Coach, search: Search) -> None:
    for words in (
        ["search", SOUGHT],
        ["search", SOUGHT, "--since", "soon"],
        ["search", SOUGHT, "--teacher", "nobody"],
        ["search", SOUGHT, "--phrse"],
        ["notes", "tess"],
        ["notes", "tess", "--cycle", "9"],
    ):
        for options in (["--debug"], ["--json", "--debug"]):
            assert not search.in_bytes(run_any(sealed, *options, *words).encode()), words
    search.everywhere()
