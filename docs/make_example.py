"""Make the example of a report: ``python docs/make_example.py [FOLDER]`` (else ``docs/example``).

A school year over the sample caseload, typed into the real program: the sample log, a log of the
rest of the year, cycles with evidence. Nobody in it exists. The same each time.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests" / "data"
PROGRAM = Path(sys.executable).with_name("coach")
FIRST, LAST = date(2026, 10, 12), date(2027, 6, 11)
CLOSED = ((date(2026, 11, 23), date(2026, 11, 27)), (date(2026, 12, 21), date(2027, 1, 1)))
VISITS = 5

KINDS = ("observation", "debrief", "co-planning", "co-teaching", "modeling", "student work")
WORK = ("covering", "data work", "learning community", "planning resources", "workshop")

CYCLES: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = (
    ("Mei Hoffmann", "2026-10-12", "use a sentence starter with fractions",
     (("2026-10-20", "6/22"), ("2026-12-08", "11/22"), ("2027-02-09", "17/22"))),
    ("Jin-ah Park", "2026-11-02", "plan the week in their group",
     (("2026-11-10", "8/25"), ("2027-01-19", "18/25"))),
    ("Mei O'Hara", "2027-01-11", "take a turn of their own in a debate",
     (("2027-01-20", "4/19"), ("2027-04-14", "13/19"))),
)  # fmt: skip
"""A teacher, the first day, what was counted, and each time with how many of how many."""

NARRATIVE = """\
Most of the year went into talk: in fractions, in the lab and in debates. Teachers chose their own
questions and kept them long enough to see something change.

From January on much time went to covering classes. It would help to know of it a week ahead.
"""


def coach(home: Path, today: date, *words: str) -> None:
    """Run the program as on a day."""
    known = {"COACH_HOME": str(home), "COACH_TODAY": today.isoformat(), "COLUMNS": "80"}
    subprocess.run([PROGRAM, *words], env=os.environ | known, check=True, capture_output=True)


def caseload() -> dict[str, str]:
    """The names in the sample caseload, with their focus."""
    with (SAMPLES / "caseload.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["name"]: row["focus"] for row in csv.DictReader(file)}


def a_year(focus: dict[str, str]) -> list[tuple[str, ...]]:
    """Rows of a log: five visits in each open week, a team now and then, and other work."""
    chance = random.Random(2026)
    rows: list[tuple[str, ...]] = []
    names = list(focus)
    week, turn = FIRST, 0
    while week <= LAST:
        if not any(first <= week <= last for first, last in CLOSED):
            for place in range(VISITS):
                who, turn = names[turn % len(names)], turn + 1
                kinds = " / ".join(chance.sample(KINDS, chance.choice((1, 1, 2))))
                day = week + timedelta(days=place)
                minutes = str(chance.choice((30, 45, 45, 60)))
                rows.append((day.isoformat(), who, kinds, minutes, focus[who]))
            friday = (week + timedelta(days=4)).isoformat()
            if chance.random() < 0.3:
                rows.append((friday, "; ".join(chance.sample(names, 3)), "team meeting", "40", ""))
            if chance.random() < (0.7 if week.year == 2027 else 0.3):
                rows.append((friday, "", chance.choice(WORK), str(chance.choice((45, 60, 90))), ""))
        week += timedelta(weeks=1)
    return rows


def make(folder: Path) -> None:
    """Write the report in each form into ``folder``."""
    with tempfile.TemporaryDirectory() as temporary:
        home, log = Path(temporary) / "home", Path(temporary) / "log.csv"
        words = Path(temporary) / "narrative.txt"
        words.write_text(NARRATIVE, "utf-8")
        with log.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(
                [("Date", "Teacher", "What we did", "Min", "Focus"), *a_year(caseload())]
            )
        coach(home, FIRST, "init", "--no-passphrase")
        coach(home, LAST, "teacher", "import", str(SAMPLES / "caseload.csv"))
        sample = Path(shutil.copy(SAMPLES / "coaching-log.csv", temporary))
        for source in (sample, log):
            coach(home, LAST, "import", "log", str(source), "--skip-bad", "--yes")
        for who, on, measure, times in CYCLES:
            start = (
                "cycle",
                "start",
                who,
                "--on",
                on,
                "--question",
                f"How do more of us {measure}?",
            )
            coach(home, LAST, *start)
            coach(home, LAST, "cycle", "phase", who, "improve", "--on", times[0][0])
            for day, met in times:
                counted = ("--measure", measure, "--met", met, "--on", day, "--share")
                coach(home, LAST, "cycle", "evidence", who, *counted)
        for form in ("report.md", "report.html", "tables"):
            told = ("report", "--period", f"2026-09-01..{LAST}", "--narrative", str(words))
            target = ("--by", "an invented coach", "--output", str(folder / form), "--force")
            coach(home, LAST, *told, *target)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "example")
