"""``coach next-steps`` and ``coach step``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachcli import dates
from coachcli.cli.dialog.pager import NoPager, show
from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.context import Run, run_of
from coachcli.coaching.people.names import find, find_active
from coachcli.coaching.steps import parse_check_day
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import reading
from coachcli.values.session import Step
from coachcli.values.teacher import Teacher
from coachcli.values.words import Owner, StepState

if TYPE_CHECKING:
    from coachcli.cli.program.caseload import Checked
    from coachcli.render.steps import StepRow


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
    from coachcli.cli.program.caseload import caseload, checked
    from coachcli.render.steps import draw_steps, step_data

    run = run_of(ctx)
    with run.reading() as db:
        found = caseload(db, run.today, archived=True)
        who = find(teacher, found.teachers) if teacher else None
        steps = reading.steps(db, teacher=who.handle if who else None, closed=everything)
        due = checked(db, found, steps)
    names = {each.handle: each.name for each in found.teachers}
    rows = in_order(unsealed(run, due, names), whole_caseload=who is None)
    run.answer(
        "next-steps",
        {
            "teacher": who.handle if who else None,
            "steps": [step_data(row, whose=who is None) for row in rows],
        },
        lambda: show(run, lambda: draw_steps(run.screen, rows, run.today, who), paged=not no_pager),
    )


def unsealed(run: Run, steps: list[Checked], names: dict[str, str]) -> list[StepRow]:
    """The steps with their text. Nothing is asked for when there is nothing to open."""
    if not steps:
        return []
    from coachcli.cli.dialog.opener import Opener

    said = Opener(run).texts([each.step for each in steps])
    return [a_row(each, names, text) for each, text in zip(steps, said, strict=True)]


def a_row(each: Checked, names: dict[str, str], text: str) -> StepRow:
    """A step as it is shown."""
    from coachcli.render.steps import StepRow

    return StepRow(
        id=each.step.id,
        teacher=each.step.teacher,
        name=names[each.step.teacher],
        owner=each.step.owner,
        text=text,
        agreed_on=each.step.agreed_on,
        check_on=each.check,
        past=each.past,
        state=each.step.state,
        session=each.step.session,
    )


def in_order(rows: list[StepRow], *, whole_caseload: bool) -> list[StepRow]:
    """Open ones first; over the whole caseload the coach's own promises lead; then by check day."""
    return sorted(
        rows,
        key=lambda row: (
            row.state is not StepState.OPEN,
            whole_caseload and row.owner is not Owner.COACH,
            row.check_on is None,
            str(row.check_on),
            row.id,
        ),
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
    with run.reading() as db:
        who = find_active(teacher, reading.teachers(db, archived=True))
    day = parse_check_day(check, run.today)
    from coachcli.vault import keys, sealing

    recipients = keys.recipients(run.home.path)
    text = asked_text(run)

    from coachcli.store.writing import change, sessions
    from coachcli.store.writing.door import new_uid

    uid = new_uid()
    sealed = sealing.seal(text, uid, recipients)
    with change(run.home, f"step add {who.handle}", run.now) as writer:
        number = sessions.add_step(
            writer, sessions.SealedStep(uid, who.id, owner, sealed, day), run.today, None
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
    step, who = known(run, number)
    day = parse_check_day(until, run.today)

    from coachcli.store.writing import change, sessions

    with change(run.home, f"step defer {step.id}", run.now) as writer:
        sessions.defer_step(writer, step.id, day)
    when = f"on {dates.say_day(day, run.today)}" if day else "at the next visit"
    run.done("step defer", f"Step {step.id} with {who.name} is checked {when}.", id=step.id)


def close(run: Run, numbers: list[int], state: StepState) -> None:
    """Close the steps in one change; with one number that is unknown, none."""
    found = [known(run, number) for number in dict.fromkeys(numbers)]
    command = "step done" if state is StepState.DONE else "step drop"

    from coachcli.store.writing import change, sessions

    ids = [step.id for step, _ in found]
    with change(run.home, " ".join([command, *map(str, ids)]), run.now) as writer:
        for number in ids:
            sessions.close_step(writer, number, state, run.today)
    said = [
        f"Step {step.id} is {state}: {whose(step.owner, who)},"
        f" agreed {dates.say_day(step.agreed_on, run.today)}."
        for step, who in found
    ]
    run.done(command, "\n".join(said), id=ids[0], ids=ids, state=state)


def known(run: Run, number: int) -> tuple[Step, Teacher]:
    with run.reading() as db:
        step = reading.step(db, number)
        teachers = reading.teachers(db, archived=True)
    if step is None:
        raise CoachError(
            f"There is no step {number}.",
            "See the numbers with: coach next-steps",
            code="unknown",
        )
    return step, next(each for each in teachers if each.handle == step.teacher)


def whose(owner: Owner, who: Teacher) -> str:
    return f"yours for {who.name}" if owner is Owner.COACH else f"{who.name}'s"


def asked_text(run: Run) -> str:
    """What was agreed, about to be sealed: typed at a prompt, or all of standard input."""
    from coachcli.cli.dialog import note_input, prompts
    from coachcli.coaching.texts import check_text

    text = (
        prompts.answer("What was agreed", None, check_text) if run.terminal else note_input.piped()
    )
    if not text:
        raise UsageProblem(
            "There is no text for the step; nothing was changed.",
            "Type it when asked, or pipe it in.",
        )
    return text
