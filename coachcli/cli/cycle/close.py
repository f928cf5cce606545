"""``coach cycle close`` and ``delete``: work on a question ends, or was begun by mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import typer

from coachcli.cli.cycle.edit import must_come_later
from coachcli.cli.cycle.show import Which, known_cycle, sessions_while
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import On, Yes, past_day_or
from coachcli.coaching.words import label
from coachcli.dates import counted, say_day
from coachcli.errors import CoachError
from coachcli.store import reading
from coachcli.values.cycle import Cycle, CycleNote
from coachcli.values.teacher import Teacher
from coachcli.values.words import CyclePart


def close(ctx: typer.Context, which: Which, on: On = "") -> None:
    """End a cycle. The teacher's reflection and what goes on are asked for, and sealed."""
    run = run_of(ctx)
    cycle, teachers = known_cycle(run, which)
    day = past_day_or(on, run.today, run.today)
    if cycle.closed_on is not None:
        raise CoachError(
            f"Cycle {cycle.id} was closed on {say_day(cycle.closed_on, run.today)}.",
            f"Look at it with: coach cycle show {cycle.id}",
            code="closed",
        )
    must_come_later(cycle, day, run.today)

    from coachcli.cli.dialog.sealed_input import sealed_texts
    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    who = " and ".join(teacher.name for teacher in teachers)
    questions = {
        CyclePart.REFLECTION: f"What {who} says about it",
        CyclePart.GOES_ON: "What goes on",
    }
    command = f"cycle close {cycle.id}"
    asked = {f"{command}: {part}": question for part, question in questions.items()}
    with sealed_texts(run, asked) as texts:
        notes = [
            CycleNote(0, uid, cycle.id, part, sealed)
            for part, (uid, sealed) in zip(questions, texts.values(), strict=True)
            if sealed is not None
        ]
        with change(run.home, command, run.now) as writer:
            writing.close(writer, cycle.id, day, notes)
    reflection = " Reflection sealed." if notes else ""
    run.done("cycle close", f"Cycle {cycle.id} with {who} is closed.{reflection}", id=cycle.id)


def delete(ctx: typer.Context, which: Which, yes: Yes = False) -> None:
    """Remove a cycle that was begun by mistake, with its evidence. Sessions and steps stay."""
    from coachcli.cli.dialog.prompts import confirm

    run = run_of(ctx)
    cycle, teachers = known_cycle(run, which)
    must_be_finished(run, cycle)
    with run.reading() as db:
        goes = {
            "phases": len(cycle.phases),
            "wordings": len(cycle.earlier),
            "evidence": len(reading.evidence(db, cycle.id)),
            "notes": len(reading.cycle_notes(db, cycle.id)),
        }
        held = len(sessions_while(db, run, cycle))
    if not yes:
        run.screen.tell(what_goes(run, cycle, teachers, goes, held))
        confirm(run, "Delete it?")

    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    with change(run.home, f"cycle delete {cycle.id}", run.now) as writer:
        writing.delete(writer, cycle.id)
    run.done(
        "cycle delete",
        f"Cycle {cycle.id} is deleted. Take it back with: coach undo",
        id=cycle.id,
        teachers=[who.handle for who in teachers],
        **goes,
    )


def must_be_finished(run: Run, cycle: Cycle) -> None:
    """Raise CoachError while something that was typed for the cycle waits to be stored: it would
    have no place any more."""
    # The other commands of a cycle load this module too, and need no text that waits.
    from coachcli.store import drafts

    commands = (f"cycle evidence {cycle.id}", f"cycle close {cycle.id}")
    for text in drafts.texts(run.home):
        if (command := text.about.partition(":")[0]) in commands:
            raise CoachError(
                f"Something that you typed for cycle {cycle.id} is not stored yet.",
                f"Finish it, or throw it away, with: coach {command}",
                code="draft",
            )


def what_goes(
    run: Run, cycle: Cycle, teachers: Sequence[Teacher], goes: Mapping[str, int], held: int
) -> str:
    """What deleting takes away, and what stays: the sessions ``held`` while it ran."""
    names = ", ".join(who.name for who in teachers)
    parts = [
        counted(goes["phases"], "phase"),
        counted(goes["wordings"], "earlier wording"),
        counted(goes["evidence"], "entry of evidence", "entries of evidence"),
        "what was said at its end, sealed" if goes["notes"] else "",
    ]
    sessions = f"{counted(held, 'session')} held while it ran" if held else "every session"
    lines = [
        f"Cycle {cycle.id} with {names}, begun {say_day(cycle.started_on, run.today)},"
        f" {label(cycle.phase)}: {cycle.question}",
        f"Goes with it: {', '.join(filter(None, parts))}.",
        f"Stays: {sessions}{',' if held else ''} and every next step.",
    ]
    if cycle.every is not None and cycle.runs:
        lines.append("Visits are due as usual again.")
    return "\n".join(lines)
