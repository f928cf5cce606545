"""``coach day-cycle``: A and B days, or one to six."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.program.caseload import caseload, school_days
from coachcli.cli.program.context import Run, run_of
from coachcli.coaching.times.windows import parse_labels
from coachcli.errors import CoachError, UsageProblem
from coachcli.planning.calendar.day_cycle import CycleDays
from coachcli.store import reading
from coachcli.values.school import WEEKDAYS, DayCycle


def day_cycle(
    ctx: typer.Context,
    labels: Annotated[
        str, typer.Argument(help="The days in their order, like A,B or 1,2,3,4,5,6; none ends it.")
    ] = "",
    on: Annotated[
        str, typer.Option(metavar="DATE", help="A school day whose label you know; else today.")
    ] = "",
    label: Annotated[
        str, typer.Option("--is", metavar="LABEL", help="Which one that day is; else the first.")
    ] = "",
) -> None:
    """A and B days, or one to six. Free times may name them: B P4.

    They go round on school days only: a snow day shifts every later one.
    """
    run = run_of(ctx)
    if labels or on or label:
        change_cycle(run, labels, on, label)
    with run.reading() as db:
        everybody = caseload(db, run.today)
        in_bell = {period.day for period in reading.periods(db)}
    cycle = everybody.cycle
    there_are = {*WEEKDAYS, *(cycle.cycle.labels if cycle else ())}
    lost = [
        teacher.name
        for teacher in everybody.teachers
        if teacher.windows and not any(window.day in there_are for window in teacher.windows)
    ]
    sentences = [say_cycle(cycle, run.today)]
    if lost:
        sentences.append(f"No free time of these names a day there is: {', '.join(lost)}.")
    if in_bell - there_are:
        sentences.append("The bell schedule names days that there are not: coach period list")
    run.done(
        "day-cycle",
        "\n".join(sentences),
        labels=cycle.cycle.labels if cycle else (),
        anchor=cycle.cycle.anchor if cycle else None,
        today=cycle.label(run.today) if cycle else "",
    )


def change_cycle(run: Run, labels: str, on: str, label: str) -> None:
    """Set or end the cycle."""
    with run.reading() as db:
        school = school_days(reading.closures(db))
        known = reading.day_cycle(db)
    cycle = None
    if labels.casefold() not in ("none", "off"):
        names = parse_labels(labels) if labels else known.labels if known else ()
        if not names:
            raise UsageProblem("Which days go round?", "Type them like: coach day-cycle A,B")
        day = dates.parse_day(on, run.today) if on else run.today
        if not school.is_open(day):
            raise CoachError(
                f"{dates.say_day(day, run.today)} is no school day.",
                "Name one with --on, for example: --on 2026-09-08 --is A",
            )
        cycle = CycleDays(DayCycle(names, day), school).anchored(day, one_of(names, label))

    from coachcli.store.writing import calendar, change

    with change(run.home, "day-cycle", run.now) as writer:
        calendar.set_day_cycle(writer, cycle)


def one_of(names: Sequence[str], label: str) -> str:
    """The day of the cycle that was typed; the first without one."""
    if not label:
        return names[0]
    meant = next((name for name in names if name.casefold() == label.casefold()), None)
    if meant is None:
        raise CoachError(
            f"There is no day {dates.quoted(label)} in it.", f"It has {', '.join(names)}."
        )
    return meant


def say_cycle(cycle: CycleDays | None, today: date) -> str:
    if cycle is None:
        return "No day cycle. Set one with, for example: coach day-cycle A,B --on DATE --is A"
    days = f"Days {', '.join(cycle.cycle.labels)} go round on school days."
    label = cycle.label(today)
    return f"{days} Today is {label}." if label else f"{days} Today there is no school."
