"""``coach cycle start``: work on a question begins; and what is agreed about it, as options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import FocusWord, On, complete_teacher, past_day_or
from coachcli.cli.program.people import people
from coachcli.coaching.cycles import WEEKS
from coachcli.coaching.texts import one_line
from coachcli.coaching.words import focus_named
from coachcli.errors import CoachError, UsageProblem
from coachcli.render.screen import HIDDEN
from coachcli.store import reading
from coachcli.values.cycle import CYCLE_WEEKS, LOOK_FORS, QUESTION, TARGET, Cycle
from coachcli.values.teacher import EVERY, Teacher
from coachcli.values.words import Phase

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


def start(
    ctx: typer.Context,
    teacher: Annotated[
        list[str],
        typer.Argument(help="One teacher, or all of a team.", autocompletion=complete_teacher),
    ],
    question: Question = None,
    focus: FocusWord = None,
    target: Target = None,
    look_fors: LookFors = None,
    weeks: Weeks = None,
    every: Every = None,
    project: Annotated[
        bool, typer.Option("--project", help="It is a side project beside the core work.")
    ] = False,
    on: On = "",
) -> None:
    """Begin a cycle. Its question is asked for when it is not given."""
    run = run_of(ctx)
    with run.reading(storing=True) as db:
        teachers = people(db).find_all(teacher)
        cycles = reading.cycles(db)
        enough = reading.settings(db).cycles
    day = past_day_or(on, run.today, run.today)
    must_be_closer(every, teachers)
    first = teachers[0]
    # What may be refused comes before the question, which may be typed.
    about = focus_named(focus) if focus else first.focus if len(teachers) == 1 else None
    aim = one_line(target or "", TARGET)
    looked_for = one_line(look_fors or "", LOOK_FORS)

    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    cycle = Cycle(
        id=0,
        uid="",
        teachers=tuple(who.handle for who in teachers),
        question=asked_question(run, question, teachers),
        focus=about,
        target=aim,
        look_fors=looked_for,
        started_on=day,
        weeks=weeks or WEEKS,
        every=every,
        phase=Phase.IDENTIFY,
        closed_on=None,
        project=project,
    )
    with change(run.home, "cycle start", run.now) as writer:
        number = writing.start(writer, cycle)
    running = [cycle for cycle in cycles if cycle.runs]
    tell_if_many(run, running, enough, teachers)
    names = ", ".join(who.name for who in teachers)
    run.done(
        "cycle start",
        f"Cycle {number} with {names} has begun: {HIDDEN if first.is_veiled else cycle.question}",
        id=number,
        teachers=cycle.teachers,
        running=len(running) + 1,
        enough=enough,
    )


def tell_if_many(run: Run, running: list[Cycle], enough: int, teachers: Sequence[Teacher]) -> None:
    """Say it when the coach has more on hand than was meant, or a teacher is in two at once."""
    for teacher in teachers:
        others = [c for c in running if teacher.handle in c.teachers and not c.project]
        if others:
            run.screen.tell(f"{teacher.name} is in cycle {others[0].id} too, which runs on.")
    if len(running) + 1 > enough:
        run.screen.tell(
            f"{len(running) + 1} cycles are running now, and you meant to have {enough} at most."
            " Close one with coach cycle close, or type: coach capacity --cycles N"
        )


def asked_question(run: Run, given: str | None, teachers: Sequence[Teacher]) -> str:
    """The inquiry question: as given, else typed, else the one that is known of the teacher."""
    known = run.stored(teachers[0]).question if len(teachers) == 1 else ""
    if given is None and run.terminal:
        from coachcli.cli.dialog import prompts

        asked = "The inquiry question, in the teacher's words"
        default = HIDDEN if known and run.is_discreet else known or None
        return prompts.answer(
            asked, default, lambda typed: check_question(known if typed == default else typed)
        )
    return check_question(known if given is None else given)


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
