"""``coach cycle delete``: a cycle that was begun by mistake goes, with what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from coachcli.cli.cycle.show import Which, known_cycle, sessions_while
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import Yes
from coachcli.coaching.words import label
from coachcli.dates import counted, say_day
from coachcli.errors import CoachError
from coachcli.store import reading
from coachcli.values.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachcli.values.cycle import Cycle, CycleNote, Evidence
    from coachcli.values.session import Session
    from coachcli.values.teacher import Teacher


@dataclass(frozen=True)
class Going:
    """A cycle with what hangs on it, and the sessions held while it ran, which stay."""

    cycle: Cycle
    teachers: Sequence[Teacher]
    evidence: Sequence[Evidence]
    notes: Sequence[CycleNote]
    sessions: Sequence[Session]


def delete(ctx: typer.Context, which: Which, yes: Yes = False) -> None:
    """Remove a cycle that was begun by mistake, with its evidence. Sessions and steps stay."""
    from coachcli.cli.dialog.prompts import confirm

    run = run_of(ctx)
    meant, teachers = known_cycle(run, which)
    must_be_finished(run, meant)
    with run.reading() as db:
        evidence, notes = reading.evidence(db, meant.id), reading.cycle_notes(db, meant.id)
        going = Going(meant, teachers, evidence, notes, sessions_while(db, run, meant))
    if not yes:
        run.screen.tell(what_goes(run, going))
        confirm(run, "Delete it?")

    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    with change(run.home, f"cycle delete {meant.id}", run.now) as writer:
        writing.delete(writer, meant.id)
    run.done(
        "cycle delete",
        f"Cycle {meant.id} is deleted. Take it back with: coach undo",
        id=meant.id,
        teachers=[each.handle for each in teachers],
        phases=len(meant.phases),
        wordings=len(meant.earlier),
        evidence=len(evidence),
        notes=len(notes),
    )


def must_be_finished(run: Run, meant: Cycle) -> None:
    """Raise CoachError while something that was typed for the cycle waits to be stored: it would
    have no place any more."""
    # The other commands of a cycle load this module too, and need no text that waits.
    from coachcli.store import waiting_texts

    commands = (f"cycle evidence {meant.id}", f"cycle close {meant.id}")
    for about in waiting_texts.abouts(run.home):
        if (command := about.partition(":")[0]) in commands:
            raise CoachError(
                f"Something that you typed for cycle {meant.id} is not stored yet.",
                f"Finish it, or throw it away, with: coach {command}",
                code="draft",
            )


def what_goes(run: Run, going: Going) -> str:
    """What deleting takes away, and what stays."""
    cycle = going.cycle
    who = ", ".join(each.name for each in going.teachers)
    parts = [
        counted(len(cycle.phases), "phase"),
        counted(len(cycle.earlier), "earlier wording"),
        counted(len(going.evidence), "entry of evidence", "entries of evidence"),
        "what was said at its end, sealed" if going.notes else "",
    ]
    lines = [
        f"Cycle {cycle.id} with {who}, begun {say_day(cycle.started_on, run.today)},"
        f" {label(cycle.phase)}: {cycle.question}",
        f"Goes with it: {', '.join(part for part in parts if part)}.",
    ]
    held = counted(len(going.sessions), "session")
    lines.append(
        f"Stays: {held} held while it ran, and every next step."
        if held
        else "Stays: every session and every next step."
    )
    if cycle.every is not None and cycle.runs:
        lines.append("Visits are due as usual again.")
    return "\n".join(lines)
