"""``coach teacher edit``: what is known about a teacher changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import FocusWord, Who
from coachcli.cli.program.people import people
from coachcli.cli.teacher.details import (
    Every,
    Free,
    MaxGap,
    Prefer,
    Standing,
    Text,
    changes_to,
    check_unknown,
    checked,
)
from coachcli.coaching.words import focus_named
from coachcli.errors import UsageProblem
from coachcli.store import reading
from coachcli.values.teacher import TeacherDetails
from coachcli.values.words import Support

IN_WORDS = {
    "windows": "free times",
    "max_gap": "longest wait",
    "every": "cadence",
    "in_reports": "place in reports",
}
"""What is changed, where the field has another word for it."""


def edit(
    ctx: typer.Context,
    teacher: Who,
    name: Text = None,
    support: Annotated[Support | None, typer.Option(help="Assigned, or carried over.")] = None,
    every: Every = None,
    max_gap: MaxGap = None,
    since: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    email: Text = None,
    subject: Text = None,
    grade: Text = None,
    room: Text = None,
    question: Text = None,
    focus: FocusWord = None,
    free: Free = None,
    prefer: Prefer = None,
    in_reports: Standing = None,
) -> None:
    """Change what is known about a teacher. An empty text takes it away."""
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from coachcli.coaching.times.windows import change_windows

    run = run_of(ctx)
    with run.reading() as db:
        who = people(db).find(teacher)
        bells = reading.window_words(db)
    with run.reading(whole=True) as db:
        known = reading.teachers(db, archived=True)
    stored = next(teacher for teacher in known if teacher.id == who.id)
    details = checked(
        TeacherDetails(
            name=name,
            support=support,
            every=every,
            max_gap=max_gap,
            since=dates.past_day(since, run.today) if since else None,
            email=email,
            subject=subject,
            grade=grade,
            room=room,
            question=question,
            focus=focus_named(focus) if focus else None,
            windows=change_windows(stored.windows, free, prefer, *bells),
            in_reports=in_reports,
        )
    )
    changes = changes_to(stored, details)
    if focus == "":
        changes["focus"] = None
    if not changes and details == TeacherDetails() and focus is None:
        raise UsageProblem(
            "There is nothing to change.", "Say what, for example: --every 4, --free 'Tue P2'"
        )
    if not changes:
        run.done("teacher edit", f"{who.name}: it is so already.", teacher=who.handle)
        return
    others = [other for other in known if other != stored]
    check_unknown(run, replace(details, name=details.name or stored.name), others)

    from coachcli.store.writing import change, teachers

    with change(run.home, f"teacher edit {stored.handle}", run.now) as writer:
        teachers.edit(writer, who.id, changes)
    columns = ", ".join(IN_WORDS.get(column, column.replace("_", " ")) for column in changes)
    run.done("teacher edit", f"{who.name}: {columns} changed.", teacher=who.handle)
