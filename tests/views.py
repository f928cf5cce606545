"""The views that are kept as they look, in ``tests/snapshots``, and how they are taken.

To add one, add a line to ``VIEWS`` and type ``make snapshots``; then read what it made.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pexpect  # type: ignore[import-untyped]
from driving import Coach

FOLDER = Path(__file__).parent / "snapshots"
WIDTHS = (80, 40)
ESCAPE, SHOWN_ESCAPE = "\x1b", "␛"
SEPARATOR = "\x1e"
PATIENCE = 120


@dataclass(frozen=True)
class View:
    """``words`` are what is typed; ``discreet``: it is kept as others may see it too."""

    name: str
    words: str
    discreet: bool = True


VIEWS = (
    View("coach", ""),
    View("due", "due"),
    View("schedule-week", "schedule week --week 2026-11-30 --dry-run"),
    View("schedule-show", "schedule show"),
    View("schedule-ahead", "schedule ahead --weeks 8"),
    View("schedule-why", "schedule why grace"),
    View("next-steps", "next-steps"),
    View("next-steps-one", "next-steps amara"),
    View("prep", "prep"),
    View("prep-one", "prep amara"),
    View("teacher-list", "teacher list"),
    View("teacher-show", "teacher show amara"),
    View("cycle-list", "cycle list"),
    View("cycle-show", "cycle show 1"),
    View("time", "time", discreet=False),
    View("trust", "trust"),
    View("trust-one", "trust amara"),
    View("privacy", "privacy", discreet=False),
    View("report", "report --period year"),
    View("report-wide", "report --period year --include counts --include waits", discreet=False),
    View("chart-coverage", "chart coverage"),
    View("chart-time", "chart time", discreet=False),
    View("chart-focus", "chart focus", discreet=False),
    View("chart-cycle", "chart cycle amara"),
    View("chart-trust", "chart trust amara"),
    View("handover", "handover amara", discreet=False),
    View("handover-all", "handover --all", discreet=False),
    View("teacher-erase", "teacher erase amara --dry-run"),
)

DRIVER = f"""
import json, sys
from coachcli.cli.program.main import hoisted, run

for words in json.loads(sys.argv[1]):
    assert run(hoisted(words)) == 0, words
    sys.stdout.flush()
    sys.stderr.flush()
    print(end={SEPARATOR!r}, flush=True)
"""
"""All of them one after another in one process, which is quick."""


def files(width: int, *, colour: bool) -> dict[str, list[str]]:
    """What is typed, by the name of the file that keeps what it shows."""
    how = f"{width}.{'colour' if colour else 'plain'}"
    root = [] if colour else ["--plain"]
    looks = [(view, "", root) for view in VIEWS]
    looks += [(view, ".discreet", [*root, "--discreet"]) for view in VIEWS if view.discreet]
    return {f"{view.name}{look}.{how}.txt": [*r, *view.words.split()] for view, look, r in looks}


def taken(coach: Coach, width: int, *, colour: bool, **env: str) -> dict[str, str]:
    """Each view by the name of its file: with colour in a real terminal, else with ``--plain``."""
    wanted = files(width, colour=colour)
    size = {"COLUMNS": str(width), "LINES": "24", "PAGER": "cat", "TERM": "xterm-256color"}
    run = in_terminal if colour else in_pipe
    said = run(replace(coach, env=size | env), list(wanted.values()), width)
    *shown, rest = said.replace("\r\n", "\n").split(SEPARATOR)
    assert (len(shown), rest) == (len(wanted), ""), said[-2000:]
    return dict(zip(wanted, shown, strict=True))


def in_terminal(coach: Coach, cases: list[list[str]], width: int) -> str:
    child = pexpect.spawn(
        sys.executable,
        ["-c", DRIVER, json.dumps(cases)],
        env=coach.environment(),
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(24, width),
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.before
    return str(child.before)


def in_pipe(coach: Coach, cases: list[list[str]], _: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, json.dumps(cases)],
        env=coach.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def readable(text: str) -> str:
    """As it is kept: what gives colour is a sign that can be seen."""
    return text.replace(ESCAPE, SHOWN_ESCAPE)


def names() -> set[str]:
    """The files that there must be."""
    return {
        name for width in WIDTHS for colour in (True, False) for name in files(width, colour=colour)
    }
