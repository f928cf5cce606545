"""``coach cycle delete``: a cycle that was begun by mistake goes, with what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from coachcli.cli import run
from coachcli.cli.cycle_looks import Which, known_cycle, sessions_while
from coachcli.cli.options import Yes
from coachcli.cli.run import Run
from coachcli.coaching.words import label
from coachcli.dates import counted, say_day
from coachcli.errors import CoachError
from coachcli.quick import dataclass
from coachcli.store import reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachcli.values import Session, Teacher
    from coachcli.values_record import Cycle, CycleNote, Evidence


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
    from coachcli.cli.safety import confirmed

    now = run.of(ctx)
    meant, teachers = known_cycle(now, which)
    must_be_finished(now, meant)
    with now.reading() as db:
        evidence, notes = reading.evidence(db, meant.id), reading.cycle_notes(db, meant.id)
        going = Going(meant, teachers, evidence, notes, sessions_while(db, now, meant))
    if not yes:
        now.screen.tell(what_goes(now, going))
        confirmed(now, "Delete it?")

    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    with change(now.home, f"cycle delete {meant.id}", now.now) as writer:
        writing.delete(writer, meant.id)
    now.done(
        "cycle delete",
        f"Cycle {meant.id} is deleted. Take it back with: coach undo",
        id=meant.id,
        teachers=[each.handle for each in teachers],
        phases=len(meant.phases),
        wordings=len(meant.earlier),
        evidence=len(evidence),
        notes=len(notes),
    )


def must_be_finished(now: Run, meant: Cycle) -> None:
    """Raise CoachError while something that was typed for the cycle waits to be stored: it would
    have no place any more."""
    # The other commands of a cycle load this module too, and need no text that waits.
    from coachcli.store import typed

    commands = (f"cycle evidence {meant.id}", f"cycle close {meant.id}")
    for about in typed.abouts(now.home):
        if (command := about.partition(":")[0]) in commands:
            raise CoachError(
                f"Something that you typed for cycle {meant.id} is not stored yet.",
                f"Finish it, or throw it away, with: coach {command}",
                code="draft",
            )


def what_goes(now: Run, going: Going) -> str:
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
        f"Cycle {cycle.id} with {who}, begun {say_day(cycle.started_on, now.today)},"
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
