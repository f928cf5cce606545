"""``coach handover``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.dialog.files_out import give, may_write, only_whole
from coachcli.cli.dialog.pager import NoPager, show_text
from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.context import Run, run_of
from coachcli.coaching.handover import WIDTH, Format
from coachcli.coaching.people.names import find
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import reading
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState, StepState

if TYPE_CHECKING:
    from coachcli.coaching.handover import Handover


OTHER_FORMS = frozenset({".html", ".htm", ".pdf", ".docx", ".rtf", ".odt", ".csv", ".json"})
"""Endings with which another program would open the file as something that it is not."""


def handover(
    ctx: typer.Context,
    teacher: Annotated[
        str, typer.Argument(help="For whom; with --all nobody.", autocompletion=complete_teacher)
    ] = "",
    session: Annotated[
        int | None,
        typer.Option(metavar="N", help="The number of the session; else the last visit."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it there instead of showing it.")
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="As it is, or as Markdown; without it, as FILE is named."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    everybody: Annotated[
        bool, typer.Option("--all", help="The whole caseload, for the next coach.")
    ] = False,
    with_steps: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="With --all: open steps of this teacher, who agreed; may be given twice.",
            autocompletion=complete_teacher,
        ),
    ] = None,
    no_pager: NoPager = False,
) -> None:
    """What was agreed in a session, for the teacher; or all, for the next coach.

    Notes are never in it.
    """
    from coachcli.coaching.handover import written
    from coachcli.render.screen import clean

    run = run_of(ctx)
    must_fit_together(teacher, session, with_steps, everybody=everybody)
    form = form or form_of(output)
    if everybody:
        # Only this needs the planning room.
        from coachcli.cli.share.handover_all import hand_over_all

        hand_over_all(run, with_steps or (), output, form, force=force, paged=not no_pager)
        return
    if output is not None:
        # Before a passphrase is asked for.
        may_write(run, output, force=force)
    else:
        only_whole(run, "What was agreed")
    copy, of = agreed(run, teacher, session)
    text = clean(written(copy, form, line_width(run, output)))
    if output is None:
        run.answer(
            "handover",
            data(copy, of, text),
            lambda: show_text(run, text, paged=not no_pager),
        )
        return
    give(run, output, text)
    run.done(
        "handover",
        f"Written to {output}. It is not sealed.",
        file=str(output),
        **data(copy, of, text),
    )


def form_of(output: Path | None) -> Format:
    """What the name of the file says. Raises UsageProblem for what a handover cannot be."""
    ending = output.suffix.lower() if output else ""
    if ending in OTHER_FORMS:
        raise UsageProblem(
            f"A handover is text or Markdown, and {output} is named like something else.",
            "Name it like handover.txt or handover.md.",
        )
    return Format.MARKDOWN if ending == ".md" else Format.TEXT


def line_width(run: Run, output: Path | None) -> int:
    """What fits the terminal, where it is shown; a file is as wide as paper."""
    return WIDTH if output or run.json else min(WIDTH, run.screen.out.width)


def must_fit_together(
    teacher: str, session: int | None, with_steps: list[str] | None, *, everybody: bool
) -> None:
    """Raise UsageProblem for options of the one that are typed with the other."""
    if everybody and (teacher or session is not None):
        raise UsageProblem(
            "--all is the whole caseload, so it takes no teacher and no session.",
            "For one teacher: coach handover TEACHER. With steps: --all --with-steps TEACHER",
        )
    if not everybody and with_steps:
        raise UsageProblem(
            "--with-steps goes with --all.", "What one teacher gets has the steps of that session."
        )
    if not everybody and not teacher:
        raise UsageProblem(
            "For whom?",
            "Name a teacher: coach handover TEACHER. Or everybody: coach handover --all",
        )


def agreed(run: Run, name: str, number: int | None) -> tuple[Handover, Session]:
    """What both agreed in the session that is meant. Only its steps are opened."""
    from coachcli.cli.dialog.opener import Opener
    from coachcli.coaching.cycles import cycle_on
    from coachcli.coaching.handover import AgreedStep, Handover

    with run.reading() as db:
        who = find(name, reading.teachers(db, archived=True))
        sessions = reading.sessions(db, teacher=who.handle)
        steps = reading.steps(db, teacher=who.handle, closed=True)
        of = meant(sessions, who, number)
        cycle = cycle_on(reading.cycles(db), who.handle, of.date)
    planned = [
        each for each in sessions if each.state is SessionState.PLANNED and each.date >= run.today
    ]
    wanted = [s for s in steps if s.session == of.id and s.state is not StepState.DROPPED]
    said = Opener(run, unseen=True).texts(wanted)
    copy = Handover(
        teacher=who.name,
        on=of.date,
        question=cycle.question_on(of.date) if cycle else who.question,
        steps=tuple(
            AgreedStep(step.owner, text, step.check_on, step.state is StepState.DONE)
            for step, text in zip(wanted, said, strict=True)
        ),
        next_on=planned[0].date if planned else None,
        next_at=planned[0].start if planned else None,
    )
    return copy, of


def meant(sessions: list[Session], who: Teacher, number: int | None) -> Session:
    """The session of that number, else the last visit (or, without one, the last session held).

    Raises CoachError when there is none.
    """
    held = [each for each in sessions if each.state is SessionState.HELD]
    visits = [each for each in held if each.counts_as_visit]
    if number is None and held:
        return (visits or held)[-1]
    found = next((each for each in sessions if each.id == number), None)
    if found is None:
        what = "No session" if number is None else f"Session {number} is not one"
        raise CoachError(
            f"{what} with {who.name}" + (" was held yet." if number is None else "."),
            f"After a visit, type: coach log session {who.handle}"
            if number is None
            else f"See them with: coach notes {who.handle}",
            code="unknown",
        )
    if found.state is not SessionState.HELD:
        raise CoachError(
            f"Session {number} with {who.name} was not held, so nothing was agreed in it.",
            "Leave --session out for the last visit.",
            code="not_held",
        )
    return found


def data(copy: Handover, of: Session, text: str) -> dict[str, object]:
    return {
        "teacher": copy.teacher,
        "session": of.id,
        "date": copy.on,
        "question": copy.question,
        "steps": [
            {
                "owner": step.owner,
                "text": step.text,
                "check_on": step.check,
                "done": step.is_done,
            }
            for step in copy.steps
        ],
        "next_visit": copy.next_on and {"date": copy.next_on, "start": copy.next_at},
        "text": text,
    }
