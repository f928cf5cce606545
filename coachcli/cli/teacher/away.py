"""``coach teacher away``: days on which somebody cannot be met."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.program.context import run_of
from coachcli.cli.program.people import people
from coachcli.cli.teacher.options import Who
from coachcli.errors import CoachError
from coachcli.store import reading
from coachcli.values.school import DateRange


def away(
    ctx: typer.Context,
    teacher: Who,
    days: Annotated[
        str, typer.Argument(help="A day or range; 2026-12-01.. is until further notice.")
    ],
    remove: Annotated[bool, typer.Option("--remove", help="Take these days back.")] = False,
) -> None:
    """Note days on which a teacher cannot be met. They do not count as waiting."""
    run = run_of(ctx)
    span = dates.parse_range(days, run.today)
    with run.reading(storing=True) as db:
        who = people(db).find_active(teacher)
        known = [away for away in reading.absences(db) if away.teacher == who.handle]
    same = [away for away in known if away.days == span]
    if remove and not same:
        raise CoachError(
            f"{who.name} is not noted as away on exactly these days.",
            f"See when with: coach teacher show {who.typed}",
            code="unknown",
        )
    if same and not remove:
        raise CoachError(f"{who.name} is noted as away on these days already.", code="exists")

    from coachcli.store.writing import change, teachers

    with change(run.home, f"teacher away {who.handle}", run.now) as writer:
        if remove:
            teachers.remove_away(writer, same[0].id)
        else:
            teachers.add_away(writer, who.id, span)
    said = f"{who.name} is {'not ' * remove}away: {said_away(span, run.today)}."
    run.done("teacher away", said, teacher=who.handle)


def said_away(span: DateRange, today: date) -> str:
    """``Mon 4 Jan to Fri 22 Jan``, one day, or no end."""
    if span.last is None:
        return f"{dates.say_day(span.first, today)} until further notice"
    return dates.say_days(span.first, span.last, today)
