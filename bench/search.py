"""How long a search takes, beside opening the same seals alone: ``make bench``, or this file.

It leaves with 1 when a search is over its bound by more than the noise, as ``startup.py`` does.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from homes import BENCH, COACH, PYTHON, TEACHER, build
from startup import PEAK_MIB, console, plain_table, verdict
from timing import Program, beside

SESSIONS = 2_000
MOST = 1.25

WORDS = {
    "nothing": ("kakapo",),
    "a phrase, in few": ('"volunteers first cold call"',),
    "two words, in most": ("wait", "time"),
    "two words, in most, as JSON": ("wait", "time", "--json"),
}
"""What is found, and the words. Showing what most texts hold takes its time, which no bound has."""

BOUND = ("nothing", "a phrase, in few")


def main(
    runs: Annotated[int, typer.Option(min=1, help="Runs of each; the medians count.")] = 11,
    sessions: Annotated[int, typer.Option(min=1, help="Sessions in ten years.")] = SESSIONS,
    keep: Annotated[
        str, typer.Option(metavar="DIR", help="Build the home here, or find it here.")
    ] = "",
) -> None:
    """Search years of sealed sessions, beside decrypting them alone."""
    with tempfile.TemporaryDirectory(prefix="coach-bench-") as temporary:
        folder = Path(keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        over = measured(folder, sessions, runs)
    if over:
        raise typer.Exit(1)


def measured(folder: Path, sessions: int, runs: int) -> bool:
    home = build(folder, sessions)
    floor = Program(
        "decrypting alone", (PYTHON, str(BENCH / "floor_unseal.py"), str(home.path)), home.env
    )
    programs = [Program(name, (COACH, "search", *words), home.env) for name, words in WORDS.items()]
    programs.append(Program("coach notes", (COACH, "notes", TEACHER), home.env))
    with closing(sqlite3.connect(home.path / "coach.db")) as db:
        (notes,) = db.execute("SELECT count(*) FROM note").fetchone()
    title = f"Searching {sessions:,} sessions ({notes:,} notes), beside decrypting alone"
    table = plain_table(
        title, "Found", "median ms", "ratio", "quartiles", "processor", "MiB", "at most"
    )
    over = False
    for program in (floor, *programs):
        found = beside(program, floor, runs)
        bound = program.name in BOUND
        over |= (bound and found.low > MOST) or found.peak > PEAK_MIB
        table.add_row(
            program.name,
            f"{found.seconds * 1000:.0f}",
            f"{found.ratio:.2f}",
            f"{found.low:.2f}-{found.high:.2f}",
            f"{found.cpu:.2f}",
            f"{found.peak:.0f}",
            f"{MOST}, {verdict(found, MOST)}" if bound else "",
        )
    console.print(table)
    return over


if __name__ == "__main__":
    typer.run(main)
