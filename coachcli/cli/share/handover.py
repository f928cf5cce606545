"""``coach handover``: a copy for one teacher, or the caseload for the next coach."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachcli.cli.dialog.files import may_write, only_whole, write_unsealed
from coachcli.cli.dialog.pager import NoPager, show_text
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import complete_teacher
from coachcli.cli.program.people import people
from coachcli.coaching.handover import WIDTH, Format
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import reading
from coachcli.values.cycle import Cycle
from coachcli.values.session import Session, Step
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState, StepState

if TYPE_CHECKING:
    from coachcli.coaching.handover import Handover
    from coachcli.coaching.handover_all import Person, TheirCycle, TheirStep

COMMAND = "handover"

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
    run = run_of(ctx)
    must_fit_together(teacher, session, with_steps, everybody=everybody)
    form = form or form_of(output)
    if output is not None:
        # Before a passphrase is asked for.
        may_write(run, output, force=force)
    else:
        only_whole(run, "The caseload" if everybody else "What was agreed")
    width = line_width(run, output)
    view, about = (
        whole_caseload(run, with_steps or (), form, width)
        if everybody
        else copy_for(run, teacher, session, form, width)
    )
    if output is None:
        run.answer(COMMAND, view, lambda: show_text(run, view["text"], paged=not no_pager))
        return
    write_unsealed(run, output, view["text"])
    run.done(COMMAND, f"Written to {output}. It is not sealed.{about}", file=str(output), **view)


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


def copy_for(
    run: Run, name: str, number: int | None, form: Format, width: int
) -> tuple[dict[str, Any], str]:
    """The copy for one teacher; there is nothing more to say of it."""
    from coachcli.coaching.handover import written
    from coachcli.render.json_output import object_of
    from coachcli.render.screen import safe

    copy = agreement_in(run, name, number)
    return {**object_of(copy), "text": safe(written(copy, form, width))}, ""


def agreement_in(run: Run, name: str, number: int | None) -> Handover:
    """What both agreed in the session that is meant. Only its steps are opened."""
    from coachcli.cli.dialog.opener import Opener
    from coachcli.coaching.cycles import cycle_on
    from coachcli.coaching.handover import AgreedStep, Handover, NextVisit

    with run.reading() as db:
        shown = people(db).find(name)
        session = session_of(reading.sessions(db, teacher=shown.handle), shown, number)
    who = run.stored(shown)
    with run.reading(whole=True) as db:
        sessions = reading.sessions(db, teacher=who.handle)
        steps = reading.steps(db, teacher=who.handle, closed=True)
        cycle = cycle_on(reading.cycles(db), who.handle, session.date)
    planned = (s for s in sessions if s.state is SessionState.PLANNED and s.date >= run.today)
    visits = [NextVisit(visit.date, visit.start) for visit in planned]
    kept = [s for s in steps if s.session == session.id and s.state is not StepState.DROPPED]
    opened = Opener(run, unseen=True).texts(kept)
    return Handover(
        teacher=who.name,
        session=session.id,
        date=session.date,
        question=cycle.question_on(session.date) if cycle else who.question,
        steps=tuple(
            AgreedStep(step.owner, text, step.check_on, step.state is StepState.DONE)
            for step, text in zip(kept, opened, strict=True)
        ),
        next_visit=visits[0] if visits else None,
    )


def session_of(sessions: list[Session], who: Teacher, number: int | None) -> Session:
    """The session of that number, else the last visit (or, without one, the last session held).

    Raises CoachError when there is none.
    """
    held = [session for session in sessions if session.state is SessionState.HELD]
    visits = [session for session in held if session.counts_as_visit]
    if number is None:
        if not held:
            raise CoachError(
                f"No session with {who.name} was held yet.",
                f"After a visit, type: coach log session {who.typed}",
                code="unknown",
            )
        return (visits or held)[-1]
    session = next((session for session in sessions if session.id == number), None)
    if session is None:
        raise CoachError(
            f"Session {number} is not one with {who.name}.",
            f"See them with: coach notes {who.typed}",
            code="unknown",
        )
    if session.state is not SessionState.HELD:
        raise CoachError(
            f"Session {number} with {who.name} was not held, so nothing was agreed in it.",
            "Leave --session out for the last visit.",
            code="not_held",
        )
    return session


def whole_caseload(
    run: Run, with_steps: Sequence[str], form: Format, width: int
) -> tuple[dict[str, Any], str]:
    """The caseload, and whose steps are in it. Only the steps of ``with_steps`` are opened."""
    from coachcli.coaching.handover_all import written
    from coachcli.render.screen import safe

    with run.reading(storing=True) as db:
        agreed = people(db).find_all(with_steps)
    persons, archived = caseload(run, {who.handle for who in agreed})
    text = safe(written(persons, run.today, form, width))
    view = {"teachers": persons, "archived": archived, "text": text}
    return view, f" {said_steps(persons, agreed)}"


def caseload(run: Run, agreed: Collection[str]) -> tuple[list[Person], int]:
    """Everybody in the rotation, those of some handles with their steps, and how many are archived
    and so not in it."""
    from coachcli.cli.dialog.opener import Opener
    from coachcli.coaching.handover_all import Person
    from coachcli.dates import monday

    with run.reading(whole=True) as db:
        everybody = reading.teachers(db, archived=True)
        steps = [step for step in reading.steps(db) if step.teacher in agreed]
        visits = reading.last_visits(db)
        cycles = reading.cycles(db)
    opened = list(zip(steps, Opener(run, unseen=True).texts(steps), strict=True))
    names = {teacher.handle: teacher.name for teacher in everybody}
    active = [teacher for teacher in everybody if teacher.archived_on is None]
    active.sort(key=lambda teacher: (teacher.name.casefold(), teacher.handle))
    persons = [
        Person(
            handle=who.handle,
            name=who.name,
            subject=who.subject,
            grade=who.grade,
            support=who.support,
            question=who.question,
            focus=who.focus,
            every=who.every,
            max_gap=who.max_gap,
            last_week=monday(visits[who.handle]) if who.handle in visits else None,
            cycles=tuple(
                their_cycle(who, cycle, names) for cycle in cycles if who.handle in cycle.teachers
            ),
            steps=their_steps(who, opened) if who.handle in agreed else None,
        )
        for who in active
    ]
    return persons, len(everybody) - len(active)


def their_cycle(who: Teacher, cycle: Cycle, names: dict[str, str]) -> TheirCycle:
    from coachcli.coaching.handover_all import TheirCycle

    others = tuple(names[handle] for handle in cycle.teachers if handle != who.handle)
    return TheirCycle(cycle.question, cycle.phase, cycle.phase_since, others)


def their_steps(who: Teacher, opened: Sequence[tuple[Step, str]]) -> tuple[TheirStep, ...]:
    from coachcli.coaching.handover_all import TheirStep

    return tuple(
        TheirStep(step.id, step.owner, text, step.check_on)
        for step, text in opened
        if step.teacher == who.handle
    )


def said_steps(people: Sequence[Person], agreed: Sequence[Teacher]) -> str:
    from coachcli.dates import counted

    if not agreed:
        return "Nobody's next steps are in it."
    number = sum(len(person.steps or ()) for person in people)
    some = counted(number, "open next step") or "None"
    by_name = sorted(agreed, key=lambda who: (who.name.casefold(), who.handle))
    return f"{some} of {', '.join(who.name for who in by_name)}; of nobody else."
