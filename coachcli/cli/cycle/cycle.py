"""``coach cycle``: bounded work on one inquiry question."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.cycle.options import (
    Every,
    LookFors,
    On,
    Question,
    Target,
    Weeks,
    a_question,
    must_be_closer,
    past_or_today,
)
from coachcli.cli.cycle.show import Which, known_cycle
from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import FocusWord
from coachcli.coaching.cycles import parse_met
from coachcli.coaching.people.names import find
from coachcli.coaching.texts import one_line
from coachcli.coaching.words import focus_named, phase_named
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import reading
from coachcli.values.cycle import LOOK_FORS, MEASURE, TARGET, Cycle
from coachcli.values.words import CyclePart, Phase


def phase(
    ctx: typer.Context,
    which: Which,
    name: Annotated[str, typer.Argument(metavar="PHASE", help="Identify, learn or improve.")],
    on: On = "",
) -> None:
    """Go on to another phase, or back to one."""
    run = run_of(ctx)
    meant, _ = known_cycle(run, which)
    to, day = phase_named(name), past_or_today(run, on)
    if to is Phase.CLOSED:
        raise CoachError(
            "A cycle is closed with what was learned.", f"Type: coach cycle close {meant.id}"
        )
    if to is meant.phase:
        raise CoachError(f"Cycle {meant.id} is in the phase {to} already.", code="same")
    must_come_later(meant, day, run.today)

    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    with change(run.home, f"cycle phase {meant.id} {to}", run.now) as writer:
        writing.move(writer, meant.id, to, day)
    run.done("cycle phase", f"Cycle {meant.id} is in the phase {to} now.", id=meant.id, phase=to)


def edit(
    ctx: typer.Context,
    which: Which,
    question: Question = None,
    focus: FocusWord = None,
    target: Target = None,
    look_fors: LookFors = None,
    weeks: Weeks = None,
    every: Every = None,
    usual: Annotated[bool, typer.Option("--usual", help="No cadence of its own any more.")] = False,
) -> None:
    """Reword the question, or change what was agreed. Earlier wordings are kept."""
    run = run_of(ctx)
    meant, teachers = known_cycle(run, which)
    must_be_closer(every, teachers)
    given = {
        "question": None if question is None else a_question(question),
        "focus": focus_named(focus) if focus else None,
        "target": None if target is None else one_line(target, TARGET),
        "look_fors": None if look_fors is None else one_line(look_fors, LOOK_FORS),
        "weeks": weeks,
        "every": every,
    }
    wanted: dict[str, object] = {
        key: value
        for key, value in given.items()
        if value is not None and value != getattr(meant, key)
    }
    if usual and meant.every is not None:
        wanted["every"] = None
    if not wanted:
        raise UsageProblem("There is nothing to change.", "Say what, for example: --question TEXT")

    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    with change(run.home, f"cycle edit {meant.id}", run.now) as writer:
        writing.edit(writer, meant.id, wanted, run.today)
    what = ", ".join(wanted).replace("_", "-")
    run.done("cycle edit", f"Cycle {meant.id}: {what} changed.", id=meant.id)


def evidence(
    ctx: typer.Context,
    which: Which,
    met: Annotated[str, typer.Option(metavar="M/N", help="How many of how many: 14/22.")],
    measure: Annotated[
        str, typer.Option(metavar="TEXT", help="What they did; else as the last time.")
    ] = "",
    on: On = "",
    teacher: Annotated[
        str, typer.Option("--of", metavar="TEACHER", help="Whose students, in a team.")
    ] = "",
    share: Annotated[
        bool, typer.Option("--share", help="You both agreed that a report may show it.")
    ] = False,
) -> None:
    """Note what students did. What there is to tell is asked for, and sealed."""
    run = run_of(ctx)
    meant, teachers = known_cycle(run, which, closed=True)
    count, total = parse_met(met)
    day = past_or_today(run, on)
    whose = find(teacher, teachers) if teacher else None
    with run.reading() as db:
        before = reading.evidence(db, meant.id)
    measure = one_line(measure, MEASURE) or (before[-1].measure if before else "")
    if not measure:
        raise UsageProblem(
            "What did they do?", "Say it once: --measure 'explain in a full sentence'"
        )

    from coachcli.cli.dialog.sealed_input import sealed_text
    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    with (
        sealed_text(run, f"cycle evidence {meant.id}", "What there is to tell") as (uid, sealed),
        change(run.home, f"cycle evidence {meant.id}", run.now) as writer,
    ):
        number = writing.add_evidence(
            writer,
            writing.NewEvidence(
                uid=uid,
                cycle=meant.id,
                teacher_id=whose.id if whose else None,
                on=day,
                measure=measure,
                met=count,
                total=total,
                sealed=sealed,
                shareable=share,
            ),
        )
    said = f"Cycle {meant.id}, {dates.say_day(day, run.today)}: {count} of {total}, {measure}."
    said += " A report may show it." if share else " Not for a report."
    run.done("cycle evidence", said + " Text sealed." * (sealed is not None), id=number)


def close(ctx: typer.Context, which: Which, on: On = "") -> None:
    """End a cycle. The teacher's reflection and what goes on are asked for, and sealed."""
    run = run_of(ctx)
    meant, teachers = known_cycle(run, which)
    day = past_or_today(run, on)
    if meant.closed_on is not None:
        raise CoachError(
            f"Cycle {meant.id} was closed on {dates.say_day(meant.closed_on, run.today)}.",
            f"Look at it with: coach cycle show {meant.id}",
            code="closed",
        )
    must_come_later(meant, day, run.today)

    from coachcli.cli.dialog.sealed_input import sealed_texts
    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    who = " and ".join(teacher.name for teacher in teachers)
    asked = {
        CyclePart.REFLECTION: f"What {who} says about it",
        CyclePart.GOES_ON: "What goes on",
    }
    about = {part: f"cycle close {meant.id}: {part}" for part in asked}
    with sealed_texts(run, {about[part]: asked[part] for part in asked}) as found:
        notes = [
            writing.SealedCycleNote(uid, part, sealed)
            for part, (uid, sealed) in ((part, found[about[part]]) for part in asked)
            if sealed is not None
        ]
        with change(run.home, f"cycle close {meant.id}", run.now) as writer:
            writing.close(writer, meant.id, day, notes)
    said = f"Cycle {meant.id} with {who} is closed." + " Reflection sealed." * bool(notes)
    run.done("cycle close", said, id=meant.id)


def must_come_later(meant: Cycle, day: date, today: date) -> None:
    """Raise CoachError for a day before the phase that the cycle is in."""
    since = dates.say_day(meant.phase_since, today)
    if day < meant.phase_since:
        raise CoachError(
            f"Cycle {meant.id} is in the phase {meant.phase} since {since}.",
            "Say that day or a later one with --on.",
        )
