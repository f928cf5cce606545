"""``coach teacher add``: somebody joins the caseload."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import FocusWord, past_day_or
from coachcli.cli.teacher.details import (
    Every,
    Free,
    MaxGap,
    Prefer,
    Standing,
    Text,
    check_unknown,
    checked,
    free_handles,
)
from coachcli.coaching.people.names import check_handle
from coachcli.coaching.times.windows import change_windows
from coachcli.coaching.words import focus_named
from coachcli.errors import CoachError
from coachcli.store import reading
from coachcli.values.teacher import USUAL_EVERY, TeacherDetails
from coachcli.values.words import Support


def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The full name.")],
    handle: Annotated[
        str, typer.Option(metavar="WORD", help="Short name; else made from the name.")
    ] = "",
    support: Annotated[Support, typer.Option(help="Assigned, or carried over.")] = Support.CORE,
    every: Every = None,
    max_gap: MaxGap = None,
    since: Annotated[str, typer.Option(metavar="DATE", help="On the caseload since.")] = "",
    last_visit: Annotated[str, typer.Option(metavar="DATE", help="The last visit so far.")] = "",
    email: Text = None,
    subject: Text = None,
    grade: Text = None,
    room: Text = None,
    question: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The inquiry question.")
    ] = None,
    focus: FocusWord = None,
    free: Free = None,
    prefer: Prefer = None,
    in_reports: Standing = None,
) -> None:
    """Put a teacher on the caseload."""
    from coachcli.store.erased_teachers import was_erased

    run = run_of(ctx)
    with run.reading(whole=True) as db:
        known = reading.teachers(db, archived=True)
        bells = reading.window_words(db)
        is_erased = was_erased(db)
    taken = [teacher.handle for teacher in known]
    details = checked(
        TeacherDetails(
            handle=check_handle(handle) if handle else None,
            name=name,
            support=support,
            every=every,
            max_gap=max_gap,
            since=past_day_or(since, run.today, run.today),
            email=email,
            subject=subject,
            grade=grade,
            room=room,
            question=question,
            focus=focus_named(focus) if focus else None,
            windows=change_windows((), free or None, prefer or None, *bells),
            in_reports=in_reports,
            last_visit=dates.past_day(last_visit, run.today) if last_visit else None,
        )
    )
    if details.handle and (details.handle in taken or is_erased(details.handle)):
        raise CoachError(
            f"The handle {details.handle!r} is somebody's already; it is never reused.",
            "Choose another --handle, or leave it out.",
            code="taken",
        )
    check_unknown(run, details, known)
    new = replace(details, handle=details.handle or free_handles([details], taken, is_erased)[0])

    from coachcli.store.writing import change, teachers

    with change(run.home, "teacher add", run.now) as writer:
        number = teachers.add(writer, new)
    with run.reading() as db:
        shown = next(teacher for teacher in reading.teachers(db) if teacher.id == number)
    often = dates.say_every(new.every or USUAL_EVERY)
    named = "" if shown.is_veiled else f" as {shown.handle}"
    sentence = f"{shown.name} is on the caseload{named}, one visit every {often}."
    run.done("teacher add", sentence, teacher=new.handle)
