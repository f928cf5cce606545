"""``coach trust``: how many of the sessions the teachers asked for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import complete_teacher
from coachcli.coaching.charts.trust import Stretch, sign, signs, stretches
from coachcli.store import reading
from coachcli.values.words import SessionState


def trust(
    ctx: typer.Context,
    teacher: Annotated[
        str, typer.Argument(help="Whose; without it, everybody's.", autocompletion=complete_teacher)
    ] = "",
    by: Annotated[
        Stretch, typer.Option(metavar="STEP", help="month, or quarter of the school year.")
    ] = Stretch.MONTH,
    since: Annotated[
        str, typer.Option(metavar="DATE", help="From this day; else the last twelve of these.")
    ] = "",
) -> None:
    """How many of the sessions a teacher asked for. For your eyes only."""
    from coachcli.dates import past_day

    run = run_of(ctx)
    day = past_day(since, run.today) if since else None
    if teacher:
        show_one(run, teacher, by, day)
    else:
        show_all(run, by, day)


def show_one(run: Run, teacher: str, by: Stretch, since: date | None) -> None:
    """One teacher's sessions over time."""
    # Completing a name comes by here too and must be instant.
    from coachcli.cli.program.people import people
    from coachcli.render.trust import draw_signs

    with run.reading() as db:
        who = people(db).find(teacher)
        held = reading.sessions(db, state=SessionState.HELD, teacher=who.handle)
    view = signs(who, held, by, run.today, since)
    run.answer("trust", view, lambda: draw_signs(run.screen, view, run.today))


def show_all(run: Run, by: Stretch, since: date | None) -> None:
    """A line for each teacher, by name and never by number."""
    from coachcli.coaching.people.names import fold
    from coachcli.render.trust import draw_everybody
    from coachcli.values.school import DateRange
    from coachcli.values.trust import SignOf

    days = DateRange(stretches(run.today, by.months, since)[0].first, run.today)
    with run.reading() as db:
        teachers = sorted(reading.teachers(db), key=lambda teacher: fold(teacher.name))
        held = reading.sessions(db, days.first, run.today, state=SessionState.HELD)
    rows = [
        SignOf(who, sign([session for session in held if who.handle in session.teachers], days))
        for who in teachers
    ]
    run.answer(
        "trust",
        {"teachers": rows},
        lambda: draw_everybody(run.screen, rows, days.first, run.today),
    )
