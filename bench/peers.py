"""``coach due`` beside other programs that list as many records: khal, todoman and jrnl.

Those that are not installed are left out; ``--install`` puts them into a folder of their own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from homes import TODAY, build
from startup import command, console, plain_table, verdict
from timing import Program, beside, run

RECORDS = 18
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "coach-bench"
SCRIPTS = CACHE / "peers" / ("Scripts" if os.name == "nt" else "bin")
"""Where ``--install`` puts them."""

BOUNDS = {"khal": 1.0, "todo": 1.0, "jrnl": 1.25}


def main(
    runs: Annotated[int, typer.Option(min=1, help="Runs of each; the medians count.")] = 11,
    install: Annotated[
        bool, typer.Option("--install", help=f"Install them into {CACHE} first.")
    ] = False,
) -> None:
    """Measure ``coach due`` beside the peers that are installed."""
    if install:
        put_in_cache()
    found = {name: place for name in BOUNDS if (place := where(name))}
    for name in BOUNDS.keys() - found.keys():
        console.print(f"{name} is not installed; --install does that.")
    if found and not measured(found, runs):
        raise typer.Exit(1)


def put_in_cache() -> None:
    subprocess.run([sys.executable, "-m", "venv", str(CACHE / "peers")], check=True)
    pip = [str(SCRIPTS / "python"), "-m", "pip", "install", "--quiet", "khal", "todoman", "jrnl"]
    subprocess.run(pip, check=True)


def where(name: str) -> str | None:
    return shutil.which(name, path=str(SCRIPTS)) or shutil.which(name)


def measured(found: dict[str, str], runs: int) -> bool:
    """Print the table; whether every bound is kept but for the noise."""
    table = plain_table(
        f"coach due beside the listing of {RECORDS} records",
        "Peer",
        "its ms",
        "ratio",
        "quartiles",
        "processor",
        "at most",
        "",
    )
    kept = True
    with tempfile.TemporaryDirectory(prefix="coach-bench-") as folder:
        due = command(build(Path(folder), 0), "due")
        for name, place in found.items():
            home = Path(folder) / name
            home.mkdir()
            peer = Program(name, SETUPS[name](home, place), {**due.env, "HOME": str(home)})
            run(peer)
            each = beside(due, peer, runs)
            kept = kept and each.low <= BOUNDS[name]
            table.add_row(
                name,
                f"{each.seconds / each.ratio * 1000:.0f}",
                f"{each.ratio:.2f}",
                f"{each.low:.2f}-{each.high:.2f}",
                f"{each.cpu:.2f}",
                f"{BOUNDS[name]}",
                verdict(each, BOUNDS[name]),
            )
    console.print(table)
    return kept


def khal(home: Path, place: str) -> tuple[str, ...]:
    """18 events of one day in a vdir, and a database that the first run fills."""
    for number in range(RECORDS):
        write_item(home / "events", number, "VEVENT", f"DTSTART:20261124T{number:02}0000")
    config = home / "config"
    config.write_text(
        f"[calendars]\n[[school]]\npath = {home / 'events'}\n"
        f"[locale]\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        f"[sqlite]\npath = {home / 'khal.db'}\n"
    )
    return (place, "-c", str(config), "list", TODAY, "2d")


def todoman(home: Path, place: str) -> tuple[str, ...]:
    """18 open tasks in one list."""
    for number in range(RECORDS):
        write_item(home / "tasks" / "school", number, "VTODO", "DUE:20261124T120000")
    config = home / "config.py"
    config.write_text(
        f"path = {str(home / 'tasks' / '*')!r}\ncache_path = {str(home / 'cache.db')!r}\n"
    )
    return (place, "--config", str(config), "list")


def jrnl(home: Path, place: str) -> tuple[str, ...]:
    """18 entries in one text file, listed by their titles."""
    entries = [f"[2026-11-{day + 1:02} 09:00] Visit {day}\nText.\n" for day in range(RECORDS)]
    (home / "journal.txt").write_text("\n".join(entries))
    config = home / "jrnl.yaml"
    config.write_text(f"journals:\n  default:\n    journal: {home / 'journal.txt'}\n")
    return (place, "--config-file", str(config), "--short", "-n", str(RECORDS))


SETUPS: dict[str, Callable[[Path, str], tuple[str, ...]]] = {
    "khal": khal,
    "todo": todoman,
    "jrnl": jrnl,
}


def write_item(folder: Path, number: int, kind: str, when: str) -> None:
    """One calendar file (RFC 5545)."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//coach//bench//EN",
        f"BEGIN:{kind}",
        f"UID:{number}@bench",
        "DTSTAMP:20261101T090000Z",
        when,
        f"SUMMARY:Visit {number}",
        f"END:{kind}",
        "END:VCALENDAR",
    )
    (folder / f"{number}.ics").write_text("\r\n".join(lines) + "\r\n", newline="")


if __name__ == "__main__":
    typer.run(main)
