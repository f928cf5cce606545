"""``coach cycle list`` and ``show``: all that run, and one."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import AskToOpen, complete_teacher
from coachcli.cli.program.people import people
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
    from coachcli.render.cycles import draw_cycles

    run = run_of(ctx)
    with run.reading() as db:
        teachers = reading.teachers(db, archived=True)
        cycles = [cycle for cycle in reading.cycles(db) if cycle.runs or everything]
    names = {who.handle: who.name for who in teachers}
    busy = {handle for cycle in cycles if cycle.runs for handle in cycle.teachers}
    between = [who for who in teachers if who.archived_on is None and who.handle not in busy]
    run.answer(
        "cycle list",
        {"cycles": cycles, "between": [who.handle for who in between]},
        lambda: draw_cycles(run.screen, cycles, names, [who.name for who in between], run.today),
    )


def show(ctx: typer.Context, which: Which, ask: AskToOpen = False) -> None:
    """Show one cycle: question, phases, evidence, and what was said where it is unlocked."""
    from coachcli.cli.dialog.opener import Opener
    from coachcli.render.cycles import CycleView, ShownEvidence, draw_cycle

    run = run_of(ctx)
    cycle, teachers = known_cycle(run, which, closed=True)
    with run.reading() as db:
        evidence = reading.evidence(db, cycle.id)
        notes = reading.cycle_notes(db, cycle.id)
        sessions = sessions_while(db, run, cycle)
    read = Opener.for_look(run, ask=ask)
    shown = tuple(ShownEvidence(entry, read(entry)) for entry in evidence)
    at_end = {note.part: text for note in notes if (text := read(note)) is not None}
    view = CycleView(
        cycle=cycle,
        names={who.handle: who.name for who in teachers},
        evidence=shown,
        measured=measured(evidence),
        sessions=tuple(sessions),
        at_end=at_end,
        is_locked=read.is_locked,
    )
    run.answer("cycle show", view, lambda: draw_cycle(run.screen, view, run.today))


def sessions_while(db: reading.Connection, run: Run, cycle: Cycle) -> list[Session]:
    """The sessions held with somebody of a cycle while it ran; a hallway talk is none."""
    last = cycle.closed_on or run.today
    held = reading.sessions(db, cycle.started_on, last, state=SessionState.HELD)
    return [s for s in held if {*s.teachers} & {*cycle.teachers} and not is_contact(s.kinds)]


def known_cycle(run: Run, which: str, *, closed: bool = False) -> tuple[Cycle, list[Teacher]]:
    """The cycle that is meant, and its teachers."""
    with run.reading() as db:
        known = people(db)
        cycle = cycle_meant(which, reading.cycles(db), known.find, closed=closed)
    return cycle, [who for who in known.teachers if who.handle in cycle.teachers]
