"""How long each command takes, beside its floor: ``make bench``, or this file with --help.

A command is over its bound when its median is, and over by more than the noise when the lower
quartile of its ratios is too. Only the latter makes this program leave with 1.
"""

from __future__ import annotations

import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from homes import BENCH, COACH, PYTHON, TEACHER, Built, build
from rich import box
from rich.console import Console
from rich.table import Table
from timing import Beside, Program, beside, run

READING = (
    (),
    ("due",),
    ("schedule", "show"),
    ("next-steps", TEACHER),
    ("next-steps",),
    ("prep", TEACHER),
    ("prep",),
)
READ, QUICK, WRITE = 1.25, 0.8, 1.25
YEARS = {2_000: 1.15, 20_000: 1.5}
PEAK_MIB = 90

COMPLETED = ("next-steps", "notes", "step add", "teacher show", "log session")

CARD = """# Session

- Teacher: tess
- Date: 2026-11-23
- Kind: observation, debrief
- Minutes: 45

## Notes
Wait time after the second question, and three new hands.

## What works
The exit ticket is short enough to be read the same day.

## Next steps: teacher
- Try the seating chart in period 4

## Next steps: coach
- Bring the video clip
"""

console = Console(highlight=False, width=110)


def main(
    runs: Annotated[int, typer.Option(min=1, help="Runs of each; the medians count.")] = 11,
    only: Annotated[str, typer.Option(metavar="GROUP", help="One group alone.")] = "",
    keep: Annotated[
        str, typer.Option(metavar="DIR", help="Build the homes here, or find them here.")
    ] = "",
) -> None:
    """Measure the design's bounds: the groups read, quick, write, years, memory and typer."""
    if only and only not in GROUPS:
        raise typer.BadParameter(f"choose one of {', '.join(GROUPS)}", param_hint="--only")
    with tempfile.TemporaryDirectory(prefix="coach-bench-") as temporary:
        folder = Path(keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        over = [GROUPS[group](folder, runs) for group in ([only] if only else GROUPS)]
    if any(over):
        raise typer.Exit(1)


def read(folder: Path, runs: int) -> bool:
    """Reading commands beside the reading floor."""
    home, floor = build(folder, 0), floor_read(folder)
    found = [beside(each, floor, runs) for each in (floor, *reading(home))]
    return shown("Reading, beside floor_read.py", found, READ)


def quick(folder: Path, runs: int) -> bool:
    """What must be quicker than reading."""
    home, floor = build(folder, 0), floor_read(folder)
    programs = (
        Program("coach --help", (COACH, "--help"), home.env),
        Program("coach --version", (COACH, "--version"), home.env),
        *(completion(home, words) for words in COMPLETED),
    )
    found = [beside(each, floor, runs) for each in (floor, *programs)]
    return shown("Quick, beside floor_read.py", found, QUICK)


def write(folder: Path, runs: int) -> bool:
    """Writing commands beside the writing floor."""
    home, floor = build(folder, 0), floor_write(folder)
    found = [beside(each, floor, runs) for each in (floor, *writing(home, folder))]
    return shown("Writing, beside floor_write.py", found, WRITE)


def years(folder: Path, runs: int) -> bool:
    """Each command with a past, beside itself without one."""
    empty, over = build(folder, 0), False
    for past, most in YEARS.items():
        full = build(folder, past)
        size = (full.path / "coach.db").stat().st_size / 2**20
        pairs = [
            *zip(reading(full), reading(empty), strict=True),
            *zip(writing(full, folder), writing(empty, folder), strict=True),
        ]
        found = [beside(mine, its, runs) for mine, its in pairs]
        title = f"With {past:,} sessions ({size:.0f} MiB), beside the same with none"
        over |= shown(title, found, most)
    return over


def memory(folder: Path, _runs: int) -> bool:
    """The peak of every command that runs without asking, with 2,000 sessions."""
    home = build(folder, 2_000)
    home.back_to(home.planned)()
    others = (
        ("teacher", "list"),
        ("teacher", "show", TEACHER),
        ("notes", TEACHER),
        ("check",),
        ("capacity", "6"),
        ("undo",),
        ("redo",),
        ("backup", str(folder / "backup.zip")),
        ("calendar", "export"),
        ("search", "wait time"),
        ("report", "--period", "year"),
        ("report", "--output", str(folder / "report.html"), "--force"),
        ("chart", "coverage"),
        ("handover", "--all"),
        ("export", TEACHER, "--output", str(folder / "export"), "--force"),
    )
    (folder / "backup.zip").unlink(missing_ok=True)
    known = home.coach("--help")
    programs = [
        *reading(home),
        *writing(home, folder),
        *(command(home, *words) for words in others if f"  {words[0]} " in known),
    ]
    table = plain_table(f"Peak memory, MiB (at most {PEAK_MIB})", "Command", "MiB")
    peaks = {program.name: run(program).peak for program in programs}
    for name, peak in peaks.items():
        table.add_row(name, f"{peak:.0f}", "ok" if peak <= PEAK_MIB else "OVER")
    console.print(table)
    return max(peaks.values()) > PEAK_MIB


def price_of_an_option(folder: Path, runs: int) -> bool:
    """What the installed Typer costs, and whether parsing an option still imports pydantic."""
    env = build(folder, 0).env
    bare = Program("python", (PYTHON, "-c", "pass"), env)
    words = (PYTHON, str(BENCH / "one_option.py"), "--name", "word")
    found = beside(Program("one option", words, env), bare, runs)
    done = subprocess.run(words, env=env, check=True, capture_output=True, text=True)
    console.print(f"One option: {found.seconds * 1000:.0f} ms. {done.stdout.strip()}\n")
    return False


GROUPS = {
    "read": read,
    "quick": quick,
    "write": write,
    "years": years,
    "memory": memory,
    "typer": price_of_an_option,
}


def reading(home: Built) -> list[Program]:
    """The reading commands on a home whose week is planned."""
    home.back_to(home.planned)()
    return [command(home, *words) for words in READING]


def writing(home: Built, folder: Path) -> list[Program]:
    """The writing commands, each of which finds the same store on every run."""
    card = folder / "card.md"
    card.write_text(CARD)
    log = (COACH, "log", "session", "--from", str(card))
    return [
        Program(
            "coach schedule week", (COACH, "schedule", "week"), home.env, home.back_to(home.open)
        ),
        Program("coach log session --from", log, home.env, home.back_to(home.planned)),
    ]


def command(home: Built, *words: str) -> Program:
    return Program(" ".join(("coach", *words[:2])), (COACH, *words), home.env)


def completion(home: Built, words: str) -> Program:
    """What bash runs when Tab is pressed after the first letters of a name."""
    env = {
        "_COACH_COMPLETE": "complete_bash",
        "COMP_WORDS": f"coach {words} {TEACHER[:2]}",
        "COMP_CWORD": str(len(words.split()) + 1),
    }
    return Program(f"coach {words} {TEACHER[:2]}<Tab>", (COACH,), {**home.env, **env})


def floor_read(folder: Path) -> Program:
    path = folder / "floor_read.db"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE floor (id INTEGER PRIMARY KEY, name TEXT, word TEXT)")
        rows = [(f"Name {number}", f"word {number}") for number in range(18)]
        db.executemany("INSERT INTO floor (name, word) VALUES (?, ?)", rows)
        db.commit()
    return Program(
        "the floor itself",
        (PYTHON, str(BENCH / "floor_read.py"), str(path)),
        build(folder, 0).env,
    )


def floor_write(folder: Path) -> Program:
    """Each run begins without its file."""
    path = folder / "floor_write.db"
    return Program(
        "the floor itself",
        (PYTHON, str(BENCH / "floor_write.py"), str(path)),
        build(folder, 0).env,
        lambda: path.unlink(missing_ok=True),
    )


def shown(title: str, found: Iterable[Beside], most: float) -> bool:
    """Print a group; whether one of it is over its bound by more than the noise."""
    table = plain_table(
        title, "Command", "median ms", "ratio", "quartiles", "processor", "at most", ""
    )
    over = False
    for each in found:
        itself = each.name == "the floor itself"
        over |= not itself and each.low > most
        table.add_row(
            each.name,
            f"{each.seconds * 1000:.0f}",
            f"{each.ratio:.2f}",
            f"{each.low:.2f}-{each.high:.2f}",
            f"{each.cpu:.2f}",
            "" if itself else f"{most}",
            "" if itself else verdict(each, most),
        )
    console.print(table)
    console.print()
    return over


def verdict(found: Beside, most: float) -> str:
    if found.ratio <= most:
        return "ok"
    return "OVER" if found.low > most else "over, within the noise"


def plain_table(title: str, *columns: str) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if 0 < number < 6 else "left", no_wrap=True)
    return table


if __name__ == "__main__":
    typer.run(main)
