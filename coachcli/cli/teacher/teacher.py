"""``coach teacher``: the caseload."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import FocusWord, Yes
from coachcli.cli.teacher.free_times import day_words, wanted_windows
from coachcli.coaching.people.names import check_handle, check_name, find, find_active
from coachcli.coaching.words import focus_named
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import reading
from coachcli.values.school import DateRange
from coachcli.values.teacher import EVERY
from coachcli.values.words import InReports, Support

SAID = {
    "windows": "free times",
    "max_gap": "longest wait",
    "every": "cadence",
    "in_reports": "place in reports",
}
"""What is changed by ``edit``, where the field has another word for it."""


Who = Annotated[
    str, typer.Argument(help="Handle or part of the name.", autocompletion=complete_teacher)
]
Text = Annotated[str | None, typer.Option(metavar="TEXT")]
Every = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=EVERY.least, max=EVERY.most, help="One visit in every N working weeks."
    ),
]
MaxGap = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=52, help="The wait that must not happen; else 2 x every."),
]
Free = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Free times: 'Tue P2; Thu 10:15-11:00'.")
]
Prefer = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Free times rather taken: 'Tue P2'.")
]

Standing = Annotated[
    InReports | None,
    typer.Option(
        metavar="HOW", help="In a report by question, by name, or only counted: anonymous."
    ),
]


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
    from coachcli.cli.teacher.changes import Changes, Taken
    from coachcli.store.erased_teachers import was_erased

    run = run_of(ctx)
    name = check_name(name)
    with run.reading() as db:
        known = reading.teachers(db, archived=True)
        names, labels = day_words(db)
        taken = Taken([each.handle for each in known], was_erased(db))
    if handle and check_handle(handle) in taken:
        raise CoachError(
            f"The handle {check_handle(handle)!r} is somebody's already; it is never reused.",
            "Choose another --handle, or leave it out.",
            code="taken",
        )
    changes = Changes(
        every=every,
        max_gap=max_gap,
        email=email,
        subject=subject,
        grade=grade,
        room=room,
        question=question,
        focus=focus_named(focus) if focus else None,
        windows=wanted_windows((), free or None, prefer or None, names, labels),
        in_reports=in_reports,
    )
    changes.refuse_twice(name, known)
    new = changes.as_new(
        handle=check_handle(handle) if handle else taken.free([name], [email or ""])[0],
        name=name,
        support=support,
        since=dates.past_day(since, run.today) if since else run.today,
        last_visit=dates.past_day(last_visit, run.today) if last_visit else None,
    )

    from coachcli.store.writing import change, teachers

    with change(run.home, "teacher add", run.now) as writer:
        teachers.add(writer, new)
    said = (
        f"{name} is on the caseload as {new.handle}, one visit every {dates.say_every(new.every)}."
    )
    run.done("teacher add", said, teacher=new.handle)


def list_teachers(
    ctx: typer.Context,
    everybody: Annotated[bool, typer.Option("--all", help="The archived ones too.")] = False,
) -> None:
    """Show the caseload."""
    from coachcli.render.teachers import draw_teachers, teacher_data

    run = run_of(ctx)
    with run.reading() as db:
        found = reading.teachers(db, archived=everybody)
    run.answer(
        "teacher list",
        {"teachers": [teacher_data(each) for each in found]},
        lambda: draw_teachers(run.screen, found),
    )


def show(ctx: typer.Context, teacher: Who) -> None:
    """Show one teacher: the question, the rotation, free times, what is open."""
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from coachcli.cli.program.caseload import caseload, due_rows
    from coachcli.render.teachers import draw_teacher, teacher_data

    run = run_of(ctx)
    with run.reading() as db:
        found = caseload(db, run.today, archived=True)
        who = find(teacher, found.teachers)
        row = next((each for each in due_rows(db, found) if each.teacher == who.handle), None)
        absences = [each for each in reading.absences(db) if each.teacher == who.handle]
    run.answer(
        "teacher show",
        (
            teacher_data(who)
            | {"away": [{"id": a.id, "first": a.first, "last": a.last} for a in absences]}
        ),
        lambda: draw_teacher(run.screen, who, row, absences, run.today),
    )


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
    from coachcli.cli.teacher.changes import Changes

    run = run_of(ctx)
    with run.reading() as db:
        known = reading.teachers(db, archived=True)
        names, labels = day_words(db)
    who = find(teacher, known)
    changes = Changes(
        name=check_name(name) if name is not None else None,
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
        windows=wanted_windows(who.windows, free, prefer, names, labels),
        in_reports=in_reports,
    )
    wanted = changes.against(who)
    if focus == "":
        wanted["focus"] = None
    if not wanted and not changes.given() and focus is None:
        raise UsageProblem(
            "There is nothing to change.", "Say what, for example: --every 4, --free 'Tue P2'"
        )
    if not wanted:
        run.done("teacher edit", f"{who.name}: it is so already.", teacher=who.handle)
        return
    changes.refuse_twice(name or who.name, [each for each in known if each != who])

    from coachcli.store.writing import change, teachers

    with change(run.home, f"teacher edit {who.handle}", run.now) as writer:
        teachers.edit(writer, who.id, wanted)
    said = ", ".join(SAID.get(each, each.replace("_", " ")) for each in wanted)
    run.done("teacher edit", f"{who.name}: {said} changed.", teacher=who.handle)


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
    with run.reading() as db:
        who = find_active(teacher, reading.teachers(db, archived=True))
        known = [each for each in reading.absences(db) if each.teacher == who.handle]
    same = [each for each in known if each.days == span]
    if remove and not same:
        raise CoachError(
            f"{who.name} is not noted as away on exactly these days.",
            f"See when with: coach teacher show {who.handle}",
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


def archive(
    ctx: typer.Context,
    teacher: Who,
    back: Annotated[bool, typer.Option("--back", help="Into the rotation again.")] = False,
    yes: Yes = False,
) -> None:
    """Take a teacher out of the rotation. Everything recorded stays."""
    run = run_of(ctx)
    with run.reading() as db:
        everybody = reading.teachers(db, archived=True)
    if back:
        who = find(teacher, [each for each in everybody if each.archived_on is not None])
    else:
        who = find_active(teacher, everybody)
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
