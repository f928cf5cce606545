"""``coach teacher archive``: somebody leaves the rotation, or comes back."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import Yes
from coachcli.cli.program.people import people
from coachcli.cli.teacher.options import Who
from coachcli.store import reading


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
            gone = [each for each in everybody if each.archived_on is not None]
            who = people(db, gone).find(teacher)
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
    said = f"{who.name} is {'in' if back else 'out of'} the rotation."
    run.done("teacher archive", said, teacher=who.handle)
