"""``coach cycle phase``, ``edit`` and ``evidence``: work on a question goes on."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.cycle.show import Which, known_cycle
from coachcli.cli.cycle.start import (
    Every,
    LookFors,
    Question,
    Target,
    Weeks,
    check_question,
    must_be_closer,
)
from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import FocusWord, On, past_day_or
from coachcli.cli.program.people import people
from coachcli.coaching.cycles import parse_met
from coachcli.coaching.texts import one_line
from coachcli.coaching.words import focus_named, phase_named
from coachcli.errors import CoachError, UsageProblem
from coachcli.render.screen import HIDDEN
from coachcli.store import reading
from coachcli.values.cycle import LOOK_FORS, MEASURE, TARGET, Cycle, Evidence
from coachcli.values.words import Phase


def phase(
    ctx: typer.Context,
    which: Which,
    name: Annotated[str, typer.Argument(metavar="PHASE", help="Identify, learn or improve.")],
    on: On = "",
) -> None:
    """Go on to another phase, or back to one."""
    run = run_of(ctx)
    cycle, _ = known_cycle(run, which)
    to, day = phase_named(name), past_day_or(on, run.today, run.today)
    if to is Phase.CLOSED:
        raise CoachError(
            "A cycle is closed with what was learned.", f"Type: coach cycle close {cycle.id}"
        )
    if to is cycle.phase:
        raise CoachError(f"Cycle {cycle.id} is in the phase {to} already.", code="same")
    must_come_later(cycle, day, run.today)

    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    with change(run.home, f"cycle phase {cycle.id} {to}", run.now) as writer:
        writing.move(writer, cycle.id, to, day)
    run.done("cycle phase", f"Cycle {cycle.id} is in the phase {to} now.", id=cycle.id, phase=to)


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
    cycle, teachers = known_cycle(run, which)
    must_be_closer(every, teachers)
    given = {
        "question": None if question is None else check_question(question),
        "focus": focus_named(focus) if focus else None,
        "target": None if target is None else one_line(target, TARGET),
        "look_fors": None if look_fors is None else one_line(look_fors, LOOK_FORS),
        "weeks": weeks,
        "every": every,
    }
    with run.reading(whole=True) as db:
        stored = next(stored for stored in reading.cycles(db) if stored.id == cycle.id)
    wanted: dict[str, object] = {
        key: value
        for key, value in given.items()
        if value is not None and value != getattr(stored, key)
    }
    if usual and cycle.every is not None:
        wanted["every"] = None
    if not wanted:
        raise UsageProblem("There is nothing to change.", "Say what, for example: --question TEXT")

    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    with change(run.home, f"cycle edit {cycle.id}", run.now) as writer:
        writing.edit(writer, cycle.id, wanted, run.today)
    what = ", ".join(wanted).replace("_", "-")
    run.done("cycle edit", f"Cycle {cycle.id}: {what} changed.", id=cycle.id)


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
    cycle, teachers = known_cycle(run, which, closed=True)
    count, total = parse_met(met)
    day = past_day_or(on, run.today, run.today)
    with run.reading() as db:
        whose = people(db, teachers).find(teacher) if teacher else None
    with run.reading(whole=True) as db:
        before = reading.evidence(db, cycle.id)
    measure = one_line(measure, MEASURE) or (before[-1].measure if before else "")
    if not measure:
        raise UsageProblem(
            "What did they do?", "Say it once: --measure 'explain in a full sentence'"
        )

    from coachcli.cli.dialog.sealed_input import sealed_text
    from coachcli.store.writing import change
    from coachcli.store.writing import cycles as writing

    with (
        sealed_text(run, f"cycle evidence {cycle.id}", "What there is to tell") as (uid, sealed),
        change(run.home, f"cycle evidence {cycle.id}", run.now) as writer,
    ):
        number = writing.add_evidence(
            writer,
            Evidence(
                id=0,
                uid=uid,
                cycle=cycle.id,
                teacher=run.stored(whose).handle if whose else None,
                on=day,
                measure=measure,
                met=count,
                total=total,
                sealed=sealed,
                shareable=share,
            ),
        )
    shown = HIDDEN if run.is_discreet else measure
    sentences = [
        f"Cycle {cycle.id}, {dates.say_day(day, run.today)}: {count} of {total}, {shown}.",
        "A report may show it." if share else "Not for a report.",
    ]
    if sealed is not None:
        sentences.append("Text sealed.")
    run.done("cycle evidence", " ".join(sentences), id=number)


def must_come_later(cycle: Cycle, day: date, today: date) -> None:
    """Raise CoachError for a day before the phase that the cycle is in."""
    since = dates.say_day(cycle.phase_since, today)
    if day < cycle.phase_since:
        raise CoachError(
            f"Cycle {cycle.id} is in the phase {cycle.phase} since {since}.",
            "Say that day or a later one with --on.",
        )
