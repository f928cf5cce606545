"""Looking at cycles: all that run, and one."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import AskToOpen
from coachcli.coaching.cycles import cycle_meant, measured
from coachcli.store import reading
from coachcli.values.cycle import Cycle
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState, is_contact

Which = Annotated[
    str,
    typer.Argument(
        help="The number of a cycle, or a teacher who is in one.", autocompletion=complete_teacher
    ),
]


def list_cycles(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="The closed ones too.")] = False,
) -> None:
    """Show the running cycles, and who is between cycles."""
    from coachcli.render.cycles import cycle_data, draw_cycles

    run = run_of(ctx)
    with run.reading() as db:
        teachers = reading.teachers(db, archived=True)
        cycles = [each for each in reading.cycles(db) if each.runs or everything]
    names = {each.handle: each.name for each in teachers}
    busy = {handle for each in cycles if each.runs for handle in each.teachers}
    between = [t for t in teachers if t.archived_on is None and t.handle not in busy]
    run.answer(
        "cycle list",
        {
            "cycles": [cycle_data(each) for each in cycles],
            "between": [each.handle for each in between],
        },
        lambda: draw_cycles(run.screen, cycles, names, [t.name for t in between], run.today),
    )


def show(ctx: typer.Context, which: Which, ask: AskToOpen = False) -> None:
    """Show one cycle: question, phases, evidence, and what was said where it is unlocked."""
    from coachcli.cli.dialog.opener import Opener
    from coachcli.render.cycles import CycleView, cycle_view_data, draw_cycle

    run = run_of(ctx)
    meant, teachers = known_cycle(run, which, closed=True)
    with run.reading() as db:
        taken = reading.evidence(db, meant.id)
        said = reading.cycle_notes(db, meant.id)
        sessions = sessions_while(db, run, meant)
    read = Opener.for_look(run, ask=ask)
    stories = {each.id: read(each) for each in taken}
    at_the_end = {each.part: read(each) for each in said}
    view = CycleView(
        cycle=meant,
        names={each.handle: each.name for each in teachers},
        evidence=tuple(taken),
        measured=measured(taken),
        sessions=tuple(sessions),
        told={number: text for number, text in stories.items() if text is not None},
        said={part: text for part, text in at_the_end.items() if text is not None},
        is_locked=read.is_locked,
    )
    run.answer(
        "cycle show",
        cycle_view_data(view),
        lambda: draw_cycle(run.screen, view, run.today),
    )


def sessions_while(db: reading.Connection, run: Run, cycle: Cycle) -> list[Session]:
    """The sessions held with somebody of a cycle while it ran; a hallway talk is none."""
    last = cycle.closed_on or run.today
    held = reading.sessions(db, cycle.started_on, last, state=SessionState.HELD)
    return [s for s in held if {*s.teachers} & {*cycle.teachers} and not is_contact(s.kinds)]


def known_cycle(run: Run, which: str, *, closed: bool = False) -> tuple[Cycle, list[Teacher]]:
    """The cycle that is meant, and its teachers."""
    with run.reading() as db:
        known = reading.teachers(db, archived=True)
        meant = cycle_meant(which, reading.cycles(db), known, closed=closed)
    return meant, [each for each in known if each.handle in meant.teachers]
