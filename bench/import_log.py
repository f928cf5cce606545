"""How long it takes to bring in a long log, beside sealing the same texts alone.

python bench/import_log.py --rows 5000
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from homes import COACH, DATA, Built
from timing import Program, run

from coachcli.vault import keys, sealing

NAMES = ("Inés Quiroga", "Mei Hoffmann", "Tess Oh", "Kofi Asante; Lydia Okafor")
ACTIVITIES = ("Observation", "Debrief", "modelling", "email")
TEXT = "What was said in about as many words as a coach writes down after a visit. " * 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.csv"
        write(log, rows)
        home = Built(Path(folder) / "home", Path(), Path())
        home.coach("init", "--no-passphrase")
        home.coach("teacher", "import", str(DATA / "caseload.csv"))
        alone = sealing_alone(home.path, rows)
        print(f"{log.stat().st_size / 1e6:.1f} MB, {rows:,} rows, a note in each")
        print(f"{'sealing the notes alone':40} {alone:6.1f} s")
        for name, words in {
            "a preview that shows what needs a look": ["--dry-run"],
            "a preview of every row": ["--dry-run", "--all"],
            "the import": ["--yes"],
            "the import once more": ["--yes"],
        }.items():
            cost = run(Program(name, [COACH, "import", "log", str(log), *words], home.env))
            print(f"{name:40} {cost.wall:6.1f} s {cost.cpu:6.1f} s cpu {cost.peak:5.0f} MiB")


def write(path: Path, rows: int) -> None:
    """A log of ten years with one row for each combination of day, teacher and activity."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["Date", "Teacher", "What we did", "Min", "Notes", "Next step"])
        for number in range(rows):
            day = date(2016, 9, 1) + timedelta(days=number * 3650 // rows)
            who, what = NAMES[number % 4], ACTIVITIES[number // 4 % 4]
            step = "Try it with one class" if number % 2 else ""
            out.writerow([f"{day:%m/%d/%Y}", who, what, "45 min", f"{TEXT} {number}", step])


def sealing_alone(home: Path, texts: int) -> float:
    to = keys.recipients(home)
    started = time.perf_counter()
    for number in range(texts):
        sealing.seal(f"{TEXT} {number}", f"{number:032}", to)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
