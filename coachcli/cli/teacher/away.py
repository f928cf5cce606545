"""``coach teacher away`` and ``archive``: somebody cannot be met for some days, or is out of the
rotation."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import Who, Yes
from coachcli.cli.program.people import people
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
    negation = "not " if remove else ""
    sentence = f"{who.name} is {negation}away: {say_away(span, run.today)}."
    run.done("teacher away", sentence, teacher=who.handle)


def say_away(span: DateRange, today: date) -> str:
    """``Mon 4 Jan to Fri 22 Jan``, one day, or no end."""
    if span.last is None:
        return f"{dates.say_day(span.first, today)} until further notice"
    return dates.say_days(span.first, span.last, today)


def archive(
    ctx: typer.Context,
    teacher: Who,
    back: Annotated[bool, typer.Option("--back", help="Into the rotation again.")] = False,
    yes: Yes = False,
) -> None:
    """Take a teacher out of the rotation. Everything recorded stays."""
    run = run_of(ctx)
    with run.reading(storing=True) as db:
        everybody = reading.teachers(db, archived=True)
        if back:
            archived = [each for each in everybody if each.archived_on is not None]
            who = people(db, archived).find(teacher)
        else:
            who = people(db, everybody).find_active(teacher)
    if not back and not yes:
        run.screen.tell(f"{who.name} leaves the rotation; planned meetings go, the record stays.")
        from coachcli.cli.dialog.prompts import confirm

        confirm(run, "Archive?")

    from coachcli.store.writing import change, teachers

    with change(run.home, f"teacher archive {who.handle}", run.now) as writer:
        if back:
            teachers.bring_back(writer, who.id)
        else:
            teachers.archive(writer, who.id, run.today)
    sentence = f"{who.name} is {'in' if back else 'out of'} the rotation."
    run.done("teacher archive", sentence, teacher=who.handle)
