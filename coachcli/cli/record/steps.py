"""``coach next-steps`` and ``coach step``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.dialog.pager import NoPager, show
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import complete_teacher
from coachcli.cli.program.people import people
from coachcli.coaching.steps import parse_check_day
from coachcli.errors import UsageProblem, unknown
from coachcli.store import reading
from coachcli.values.session import SealedStep, ShownStep, Step
from coachcli.values.teacher import Teacher
from coachcli.values.words import Owner, StepState

Number = Annotated[int, typer.Argument(help="The number of the step, as next-steps shows it.")]
Numbers = Annotated[
    list[int], typer.Argument(help="The number of the step, as next-steps shows it; or several.")
]


def next_steps(
    ctx: typer.Context,
    teacher: Annotated[
        str, typer.Argument(help="Whose; without it, everybody's.", autocompletion=complete_teacher)
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="The done and dropped ones too.")
    ] = False,
    no_pager: NoPager = False,
) -> None:
    """What was agreed, on both sides. Without a teacher: your own promises first."""
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from coachcli.cli.dialog.opener import Opener
    from coachcli.cli.program.caseload import caseload, checked
    from coachcli.render.steps import EverybodysSteps, NextSteps, draw_steps

    run = run_of(ctx)
    with run.reading() as db:
        everybody = caseload(db, run.today, archived=True)
        who = people(db, everybody.teachers).find(teacher) if teacher else None
        stored = reading.steps(db, teacher=who.handle if who else None, closed=everything)
        steps = checked(db, everybody, stored)
    read = Opener(run)
    texts = read.texts([step.step for step in steps])
    rows = [
        replace(step, text=text, name=everybody.names[step.step.teacher])
        for step, text in zip(steps, texts, strict=True)
    ]
    view = NextSteps(who, in_order(rows)) if who else EverybodysSteps(None, promises_first(rows))
    run.answer(
        "next-steps",
        view,
        lambda: show(run, lambda: draw_steps(run.screen, view, run.today), paged=not no_pager),
    )


def in_order(rows: Iterable[ShownStep]) -> list[ShownStep]:
    """Open ones first, then by check day."""
    return sorted(
        rows,
        key=lambda row: (
            row.step.state is not StepState.OPEN,
            row.check is None,
            str(row.check),
            row.step.id,
        ),
    )


def promises_first(rows: Iterable[ShownStep]) -> list[ShownStep]:
    """In that order too, but among the open ones, and the others, the coach's own promises lead."""
    return sorted(
        in_order(rows),
        key=lambda row: (row.step.state is not StepState.OPEN, row.step.owner is not Owner.COACH),
    )


def add(
    ctx: typer.Context,
    teacher: Annotated[str, typer.Argument(help="With whom.", autocompletion=complete_teacher)],
    owner: Annotated[Owner, typer.Option(help="Whose step it is.")] = Owner.COACH,
    check: Annotated[
        str, typer.Option(metavar="DATE", help="When to check on it; else at the next visit.")
    ] = "",
) -> None:
    """Add a next step. Its text is asked for, or read from standard input."""
    run = run_of(ctx)
    with run.reading(storing=True) as db:
        who = people(db).find_active(teacher)
    day = parse_check_day(check, run.today)
    from coachcli.vault import keys, sealing

    recipients = keys.recipients(run.home.path)
    text = ask_text(run)

    from coachcli.store.writing import change, sessions
    from coachcli.store.writing.door import new_uid

    uid = new_uid()
    sealed = sealing.seal(text, uid, recipients)
    with change(run.home, f"step add {who.handle}", run.now) as writer:
        number = sessions.add_step(
            writer, SealedStep(uid, who.handle, owner, sealed, day), run.today, None
        )
    run.done("step add", f"Step {number} is kept, sealed: {whose(owner, who)}.", id=number)


def done(ctx: typer.Context, number: Numbers) -> None:
    """Mark a step as done, or several."""
    close(run_of(ctx), number, StepState.DONE)


def drop(ctx: typer.Context, number: Numbers) -> None:
    """Let a step go, or several: it is no longer wanted."""
    close(run_of(ctx), number, StepState.DROPPED)


def defer(
    ctx: typer.Context,
    number: Number,
    until: Annotated[
        str, typer.Argument(metavar="[DATE]", help="The day to check; else the next visit.")
    ] = "",
) -> None:
    """Check on a step later."""
    run = run_of(ctx)
    step, who = step_of(run, number)
    day = parse_check_day(until, run.today)

    from coachcli.store.writing import change, sessions

    with change(run.home, f"step defer {step.id}", run.now) as writer:
        sessions.defer_step(writer, step.id, day)
    when = f"on {dates.say_day(day, run.today)}" if day else "at the next visit"
    run.done("step defer", f"Step {step.id} with {who.name} is checked {when}.", id=step.id)


def close(run: Run, numbers: list[int], state: StepState) -> None:
    """Close the steps in one change; with one number that is unknown, none."""
    steps = [step_of(run, number) for number in dict.fromkeys(numbers)]
    command = "step done" if state is StepState.DONE else "step drop"

    from coachcli.store.writing import change, sessions

    ids = [step.id for step, _ in steps]
    with change(run.home, " ".join([command, *map(str, ids)]), run.now) as writer:
        for number in ids:
            sessions.close_step(writer, number, state, run.today)
    sentences = [
        f"Step {step.id} is {state}: {whose(step.owner, who)},"
        f" agreed {dates.say_day(step.agreed_on, run.today)}."
        for step, who in steps
    ]
    run.done(command, "\n".join(sentences), id=ids[0], ids=ids, state=state)


def step_of(run: Run, number: int) -> tuple[Step, Teacher]:
    """The step of that number, with its teacher. Raises CoachError when there is none."""
    with run.reading() as db:
        step = reading.step(db, number)
        teachers = reading.teachers(db, archived=True)
    if step is None:
        raise unknown("step", number, "See the numbers with: coach next-steps")
    return step, next(who for who in teachers if who.handle == step.teacher)


def whose(owner: Owner, who: Teacher) -> str:
    return f"yours for {who.name}" if owner is Owner.COACH else f"{who.name}'s"


def ask_text(run: Run) -> str:
    """What was agreed, about to be sealed: typed at a prompt, or all of standard input."""
    from coachcli.cli.dialog import prompts, sealed_input
    from coachcli.coaching.texts import check_text

    text = (
        prompts.answer("What was agreed", None, check_text)
        if run.terminal
        else sealed_input.piped()
    )
    if not text:
        raise UsageProblem(
            "There is no text for the step; nothing was changed.",
            "Type it when asked, or pipe it in.",
        )
    return text
