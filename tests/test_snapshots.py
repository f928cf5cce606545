"""What the views look like: 80 and 40 columns, with colour and without, for the coach and others.

When a view is meant to look different, ``make snapshots`` makes the files anew. Read the difference
before it is committed: it is what a coach will see.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from difflib import unified_diff
from pathlib import Path

import pytest
from driving import MONDAY, TUESDAY, Coach
from views import FOLDER, WIDTHS, names, readable, taken

ANEW = os.environ.get("COACH_SNAPSHOTS") == "new"
STYLES = re.compile(r"\x1b\[[0-9;]*m")
COLOURS = re.compile(r"\x1b\[(?:[0-9]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;|m)")


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Coach:
    """The demo's home on the Tuesday of a planned week.

    Which open questions are offered hangs on what names a teacher outside the store, which is
    random, so each gets a name that is always the same.
    """
    home = tmp_path_factory.mktemp("looked-at") / "home"
    Coach(home, today=MONDAY)("demo", str(home))
    Coach(home, today=MONDAY)("schedule", "week")
    with closing(sqlite3.connect(home / "coach.db")) as db, db:
        db.execute("UPDATE teacher SET uid = printf('%032x', id)")
    return Coach(home, today=TUESDAY)


@pytest.mark.parametrize("colour", [True, False], ids=["colour", "plain"])
@pytest.mark.parametrize("width", WIDTHS)
def test_each_view_looks_as_it_did(width: int, colour: bool, looked_at: Coach) -> None:
    differ: list[str] = []
    for name, text in taken(looked_at, width, colour=colour).items():
        kept, shown = FOLDER / name, readable(text)
        if ANEW:
            FOLDER.mkdir(exist_ok=True)
            kept.write_text(shown, "utf-8", newline="\n")
        before = kept.read_text("utf-8") if kept.exists() else ""
        if shown != before:
            differ += unified_diff(before.splitlines(), shown.splitlines(), name, "now", "", "", 1)
    assert not differ, "\n".join(["If it is meant so: make snapshots", *differ])


def test_no_view_is_missing_and_none_is_left_over() -> None:
    there = {path.name for path in FOLDER.iterdir()}
    if ANEW:
        for name in there - names():
            (FOLDER / name).unlink()
        return
    assert there == names()


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_in_colour_is_also_in_words(width: int, looked_at: Coach) -> None:
    """With NO_COLOR the same words stand in the same places, and no colour is left."""
    coloured = taken(looked_at, width, colour=True)
    without = taken(looked_at, width, colour=True, NO_COLOR="1")
    assert any(COLOURS.search(text) for text in coloured.values())
    for name, text in without.items():
        assert not COLOURS.search(text), name
        assert STYLES.sub("", text) == STYLES.sub("", coloured[name]), name


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.plain.txt")), ids=lambda path: path.stem)
def test_no_line_is_wider_than_the_terminal(path: Path) -> None:
    from rich.cells import cell_len

    width = int(path.name.split(".")[-3])
    for line in path.read_text("utf-8").splitlines():
        assert cell_len(line) <= width, line
