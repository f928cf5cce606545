"""What is typed about a cycle, as options, and how it is understood: which one, and what of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.context import Run
from coachcli.cli.program.people import people
from coachcli.coaching.cycles import cycle_meant
from coachcli.coaching.texts import one_line
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import reading
from coachcli.values.cycle import CYCLE_WEEKS, QUESTION, Cycle
from coachcli.values.teacher import EVERY, Teacher

Which = Annotated[
    str,
    typer.Argument(
        help="The number of a cycle, or a teacher who is in one.", autocompletion=complete_teacher
    ),
]
On = Annotated[str, typer.Option("--on", metavar="DATE", help="The day; else today.")]
Question = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The inquiry question, in the teacher's words.")
]
Target = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What students will be able to do.")
]
LookFors = Annotated[str | None, typer.Option(metavar="TEXT", help="What you both look for.")]
Weeks = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=CYCLE_WEEKS.least,
        max=CYCLE_WEEKS.most,
        help="How long it is meant to take.",
    ),
]
Every = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=EVERY.least,
        max=EVERY.most,
        help="One visit in N working weeks while it runs, where that is closer than usual.",
    ),
]


def known_cycle(run: Run, which: str, *, closed: bool = False) -> tuple[Cycle, list[Teacher]]:
    """The cycle that is meant, and its teachers."""
    with run.reading() as db:
        known = people(db)
        cycle = cycle_meant(which, reading.cycles(db), known.find, closed=closed)
    return cycle, [who for who in known.teachers if who.handle in cycle.teachers]


def must_be_closer(every: int | None, teachers: Sequence[Teacher]) -> None:
    """Raise CoachError for a cadence that brings nobody closer."""
    usual = max(teacher.every for teacher in teachers)
    if every is not None and every > usual:
        raise CoachError(
            f"A cycle can only bring visits closer, and every {usual} weeks is usual here.",
            f"Leave --every out, or type: coach teacher edit {teachers[0].typed} --every {every}",
        )


def check_question(text: str) -> str:
    """An inquiry question on one line. Raises CoachError for none."""
    question = one_line(text, QUESTION)
    if not question:
        raise UsageProblem(
            "A cycle needs its inquiry question.",
            "Give it with --question, or note it first: coach teacher edit NAME --question TEXT",
        )
    return question


def past_or_today(run: Run, text: str) -> date:
    """The day that ``--on`` names."""
    return dates.past_day(text, run.today) if text else run.today


def must_come_later(cycle: Cycle, day: date, today: date) -> None:
    """Raise CoachError for a day before the phase that the cycle is in."""
    since = dates.say_day(cycle.phase_since, today)
    if day < cycle.phase_since:
        raise CoachError(
            f"Cycle {cycle.id} is in the phase {cycle.phase} since {since}.",
            "Say that day or a later one with --on.",
        )
