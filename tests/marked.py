"""A home in which every text about somebody has a mark of its own, and commands run in it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from driving import Coach

PEOPLE = {
    "hqdor": ("Dorvanq Imqlet", "Mon P1; Tue P2"),
    "hqben": ("Benqor Salqrow", "Mon P1; Wed P3"),
    "hqwil": ("Wilquad Torqen", "Tue P2; Thu P5"),
    "hqold": ("Oldqan Farqel", "Fri P1"),
}
"""Handle, name and free times. The last one is archived."""

OF_EACH = {
    "email": "mq{}@school.example",
    "subject": "Subq{}",
    "grade": "Grq{}",
    "room": "Rq{}",
    "question": "What does Wonq{} want to know?",
}

OTHER_MARKS = (
    *("cyqwonder", "tarqget", "looqfor", "measqure", "promqting", "labqel", "taqword"),
    *("senqtence", "storqy", "ideqa", "steqp", "othqer", "refleq", "wordqed"),
)
"""One word of each other text that was stored, sealed or not."""

CARD = (
    "# Session\n\n- Teacher: hqdor, hqwil\n- Date: 2026-11-17\n- Time: 09:00\n"
    "- Kind: observation\n- Minutes: 40\n\n## Notes\nA senqtence of Dorvanq Imqlet\n\n"
    "## What works\nAnother senqtence\n\n## Next steps: coach\n- A steqp of mine\n"
)

DRIVER = """
import io, json, os, shutil, sys
from coachcli.cli.program.main import hoisted, run

given, answers = json.load(sys.stdin), []
for number, (words, text) in enumerate(given["cases"]):
    home = given["home"]
    if given["folder"]:
        home = shutil.copytree(home, os.path.join(given["folder"], str(number)))
    os.environ["COACH_HOME"] = home
    sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    code = run(hoisted(words))
    answers.append([sys.stdout.getvalue(), sys.stderr.getvalue(), code])
json.dump(answers, sys.__stdout__)
"""
"""Many commands, one after the other in one process to be quick; each in a copy of the home, or all
in the same."""


@dataclass(frozen=True)
class Case:
    """What is typed, without ``coach``, and piped in. ``names``: it says who or what unless it is
    asked not to. ``code``: the exit code where others see the screen."""

    words: Sequence[str]
    given: str = ""
    names: bool = True
    code: int = 0


def marks() -> set[str]:
    """Every text of which no part may be seen, in small letters."""
    found = {word for name, _ in PEOPLE.values() for word in name.split()} | set(PEOPLE)
    found |= {pattern.format(h[2:]) for pattern in OF_EACH.values() for h in PEOPLE}
    found |= {f"wonq{handle[2:]}" for handle in PEOPLE}
    return {mark.lower() for mark in (*found, *OTHER_MARKS)}


def seen(text: str) -> set[str]:
    """The marks that stand in a text, in one line or broken in two."""
    text = text.lower()
    return {mark for mark in marks() if mark in text or mark in "".join(text.split())}


def fill(coach: Coach) -> None:
    """Put marked teachers and a record of them into an empty home."""
    cases = [Case(list(words), given) for words, given in filling()]
    for case, (out, err, code) in zip(cases, run_all(coach, cases), strict=True):
        assert code == 0, (case, out, err)


def filling() -> Iterator[tuple[Sequence[str], str]]:
    """What is typed, and what is piped in."""
    for handle, (name, free) in PEOPLE.items():
        texts = {option: text.format(handle[2:]) for option, text in OF_EACH.items()}
        options = [word for option, text in texts.items() for word in (f"--{option}", text)]
        named = (name, "--handle", handle, "--free", free)
        yield ("teacher", "add", *named, *options, "--every", "1"), ""
    yield ("teacher", "archive", "hqold", "--yes"), ""
    meeting = "every thursday 11:00-11:45 with hqben"
    yield ("commitment", "add", meeting, "--label", "Labqel"), ""
    yield ("closure", "add", "2026-12-21..2027-01-01", "Break"), ""
    on = ("--on", "2026-11-16")
    more_of = ("--target", "A tarqget of theirs", "--look-fors", "Some looqfor there")
    yield ("cycle", "start", "hqdor", "--question", "Is wordqed this?", *more_of, *on), ""
    yield ("cycle", "edit", "1", "--question", "Is cyqwonder more than Wonqdor?"), ""
    for met, day in (("9/24", "2026-11-17"), ("14/24", "2026-11-18")):
        more = ("--met", met, "--measure", "they measqure it", "--on", day)
        yield ("cycle", "evidence", "1", *more), "A storqy of it"
    yield ("cycle", "start", "hqwil", "--question", "What is cyqwonder?", *on), ""
    yield ("cycle", "close", "2"), "Much refleq here"
    yield ("log", "session", "--from", "-"), CARD
    other = ("workshop", "--minutes", "60", "--on", "2026-11-18")
    yield ("log", "other", *other), "An othqer"
    idea = ("--from", "hqben", "--may-name", "--tag", "taqword", "--focus", "instruction")
    yield ("idea", "add", *idea), "An ideqa of theirs"
    yield ("ask", "add", "Who is promqting whom?"), ""
    yield ("capacity", "2"), ""
    yield ("schedule", "week"), ""


def run_all(
    coach: Coach, cases: Iterable[Case], folder: Path | None = None, *root: str, **env: str
) -> list[tuple[str, str, int]]:
    """What each command shows on both streams, and its exit code. In ``folder`` each has a copy of
    the home, by its place."""
    if folder is not None:
        folder.mkdir()
    given = {
        "home": str(coach.home),
        "folder": str(folder or ""),
        "cases": [([*root, *case.words], case.given) for case in cases],
    }
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        input=json.dumps(given),
        env={**replace(coach, env=env).environment()},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return [(out, err, code) for out, err, code in json.loads(done.stdout)]


def stored(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a store but what is random: identifiers, and texts as they are sealed."""
    with closing(sqlite3.connect(home / "coach.db")) as db:
        tables = [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        found = {}
        for table in tables:
            columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
            kept = ", ".join(f'"{each}"' for each in columns if each not in ("uid", "sealed"))
            found[table] = db.execute(f'SELECT {kept} FROM "{table}" ORDER BY rowid').fetchall()
        return found
