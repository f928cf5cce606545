"""``coach demo``: a caseload that does not exist, in a home of its own.

It is kept in the folder ``coachcli/demo`` as a coach has it: tables, which the program's own
importers read, and what was typed, which its own commands are given.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.errors import CoachError
from coachcli.store import reading
from coachcli.store.home import Home

MARK = "demo"
"""The setting by which a demo is known, so that nothing else is ever replaced by one."""

IMPORTS = (
    ("bell-schedule.csv", "period", "import"),
    ("caseload.csv", "teacher", "import"),
    ("log.csv", "import", "log", "--yes"),
)
"""The tables, and the command that reads each."""

TYPED = "record.txt"
"""The file of commands, each with the text that is typed when it asks."""

FIRST = "amara"
"""Whose screens are shown first."""

DAY = re.compile(r"\{-(\d+)(?:w (\w+)|d)\}")
"""A day in the files: ``{-3w Tue}``, the Tuesday three weeks before the week to plan, or
``{-12d}``, twelve days ago, or the Friday before that where it is at the weekend."""


def demo(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help="The demo's own home; else beside yours.")
    ] = None,
) -> None:
    """Look around in a caseload that does not exist."""
    run = run_of(ctx)
    run = replace(run, home=Home(folder or Path(typer.get_app_dir("coach-demo"))))
    clear(run)
    fill(run)
    show_around(run)


def clear(run: Run) -> None:
    """Remove an earlier demo. Raises CoachError for a folder that holds anything else."""
    path = run.home.path
    if not path.exists() or not any(path.iterdir()):
        return
    if run.home.exists:
        with run.reading() as db:
            if reading.has_setting(db, MARK):
                shutil.rmtree(path)
                return
    raise CoachError(
        f"The folder {path} holds something that is not a demo; it was left as it was.",
        "Name another folder: coach demo FOLDER",
        code="exists",
    )


def fill(run: Run) -> None:
    """Put the invented caseload into the new home, as a coach would."""
    from tempfile import TemporaryDirectory

    from coachcli.store import history
    from coachcli.store.writing import calendar, change

    typed(run, ["init", "--no-passphrase"])
    with change(run.home, "demo", run.now) as writer:
        calendar.set_setting(writer, MARK, "1")
    with TemporaryDirectory() as folder:
        for name, *words in IMPORTS:
            table = Path(folder, name)
            table.write_text(text_of(name, run.today), "utf-8")
            typed(run, [*words, str(table)])
    for words, text in commands(text_of(TYPED, run.today)):
        typed(run, words, text)
    # To undo, all of it is the one change that began it.
    history.join(run.home)


def text_of(name: str, today: date) -> str:
    """A file of the demo, with the days that are meant on a day."""
    from coachcli.planning.calendar.weeks import OpenDays, week_to_plan
    from coachcli.values.school import WEEKDAYS

    week = week_to_plan(today, OpenDays())

    def day(found: re.Match[str]) -> str:
        if found[2]:
            days = WEEKDAYS.index(found[2]) - 7 * int(found[1])
            return (week + timedelta(days=days)).isoformat()
        ago = today - timedelta(days=int(found[1]))
        return (ago - timedelta(days=max(0, ago.weekday() - 4))).isoformat()

    text = Path(__file__).parents[2].joinpath("demo", name).read_text("utf-8")
    return DAY.sub(day, text)


def commands(text: str) -> Iterator[tuple[list[str], str]]:
    """Each line that begins with ``$ coach``, as words, and the text that stands below it."""
    import shlex

    for part in text.split("$ coach ")[1:]:
        line, _, below = part.partition("\n")
        yield shlex.split(line), below.strip()


def typed(run: Run, words: list[str], text: str = "") -> None:
    """Run a command in the demo's home, with ``text`` on standard input and nothing shown."""
    from coachcli.cli.program.main import run as run_words

    heard = io.StringIO()
    with redirect_stdout(heard), redirect_stderr(heard), standard_input(text):
        code = run_words(options(run) + words)
    if code:
        raise CoachError(f"The demo could not be made: {heard.getvalue().strip()}")


@contextmanager
def standard_input(text: str) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8")
    try:
        yield
    finally:
        sys.stdin = before


def options(run: Run) -> list[str]:
    return ["--home", str(run.home.path), "--today", run.today.isoformat()]


def show_around(run: Run) -> None:
    """The daily commands, as a coach would type them."""
    from coachcli.cli.program.main import run as run_words

    program = sys.argv[0] if Path(sys.argv[0]).name.startswith("coach") else "coach"
    for words in (["due"], ["schedule", "week"], ["prep", FIRST], ["cycle", "list"], ["time"]):
        run.screen.say()
        run.screen.say(f"$ coach {' '.join(words)}", "bold cyan")
        run_words(options(run) + words)
    run.screen.say()
    run.screen.say("Nobody here exists, and nothing is locked. Go on with any command, as in:")
    run.screen.say(f"{program} --home {run.home.path} log session {FIRST}", "bold")
