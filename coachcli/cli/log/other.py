"""``coach log other``, ``edit-other`` and ``delete-other``: time without a teacher."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import On, Yes, past_day_or
from coachcli.errors import CoachError, UsageProblem, unknown
from coachcli.values.record import OtherTime

Number = Annotated[int, typer.Argument(help="The number that coach time --list shows.")]


def other(
    ctx: typer.Context,
    work: Annotated[
        list[str],
        typer.Argument(
            metavar="WORK",
            help="workshop, learning community, data work, planning resources, student group, "
            "covering, duty or own learning.",
        ),
    ],
    minutes: Annotated[
        str, typer.Option(metavar="N", help="How long it took; asked for if left out.")
    ] = "",
    on: On = "",
) -> None:
    """Record time without a teacher: a workshop, data work, covering a class.

    A note is asked for, or read from standard input; it may be empty. See it with: coach time
    """
    from coachcli import dates
    from coachcli.cli.dialog import prompts
    from coachcli.coaching.words import work_named

    run = run_of(ctx)
    with run.reading():
        pass
    kind = work_named(" ".join(work))
    day = past_day_or(on, run.today, run.today)
    if minutes:
        length = dates.parse_minutes(minutes)
    elif run.terminal:
        length = prompts.answer("Minutes", None, dates.parse_minutes)
    else:
        raise UsageProblem("How long did it take?", "Say it with --minutes, like: --minutes 45")

    from coachcli.cli.dialog.sealed_input import sealed_text
    from coachcli.store.writing import change, record

    with (
        sealed_text(run, f"log other {kind}", "Note") as (uid, sealed),
        change(run.home, "log other", run.now) as writer,
    ):
        entry = OtherTime(0, uid, day, kind, length, sealed)
        number = record.add_other_time(writer, entry)
    note = " Note sealed." if sealed else ""
    run.done(
        "log other",
        f"Other time {number}: {in_words(entry, run.today)}.{note}",
        id=number,
        date=day,
        work=kind,
        minutes=length,
    )


def edit_other(
    ctx: typer.Context,
    number: Number,
    work: Annotated[
        str, typer.Option(metavar="WORK", help="What it was: workshop, covering, ...")
    ] = "",
    minutes: Annotated[str, typer.Option(metavar="N", help="How long it took.")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="The day it was.")] = "",
    note: Annotated[
        bool | None,
        typer.Option("--note/--no-note", help="Write the note anew, or leave none."),
    ] = None,
    yes: Yes = False,
) -> None:
    """Put other time right. Shows what changes before it asks.

    A new note is asked for, or read from standard input.
    """
    run = run_of(ctx)
    before = other_time(run, number)
    if not (work or minutes or on) and note is None:
        raise UsageProblem("What is to change?", "Say it, as in --minutes 30, or type --note.")
    new = changed(before, run.today, work, minutes, on)
    if note is False:
        new = replace(new, sealed=None)
    if new == before and not note:
        raise CoachError("Nothing changes in that.", code="same")
    if not yes:
        confirm_change(run, before, new, note)
    if not note:
        store(run, before, new)
        return
    from coachcli.cli.dialog.sealed_input import sealed_text

    with sealed_text(run, f"log edit-other {number} --note", "Note") as (uid, sealed):
        if sealed is None:
            raise UsageProblem(
                "There is no text for the note; nothing was changed.",
                "To leave none, type: --no-note",
            )
        store(run, before, replace(new, uid=uid, sealed=sealed))


def delete_other(ctx: typer.Context, number: Number, yes: Yes = False) -> None:
    """Remove other time and its note."""
    from coachcli.cli.dialog.prompts import confirm

    run = run_of(ctx)
    before = other_time(run, number)
    if not yes:
        note = " Its sealed note goes with it." if before.sealed else ""
        run.screen.tell(f"Other time {number}: {in_words(before, run.today)}.{note}")
        confirm(run, "Delete it?")

    from coachcli.store.writing import change, record

    with change(run.home, f"log delete-other {number}", run.now) as writer:
        record.delete_other_time(writer, number)
    run.done(
        "log delete-other",
        f"Other time {number} is deleted. Take it back with: coach undo",
        id=number,
        note=before.sealed is not None,
    )


def other_time(run: Run, number: int) -> OtherTime:
    from coachcli.store import reading

    with run.reading(storing=True) as db:
        for entry in reading.other_times(db):
            if entry.id == number:
                return entry
    raise unknown("other time", number, "See the numbers with: coach time --list")


def in_words(entry: OtherTime, today: date) -> str:
    """What it was, in the clear."""
    from coachcli import dates
    from coachcli.coaching.words import label

    day = dates.say_day(entry.on, today)
    return f"{label(entry.work)}, {day}, {dates.say_minutes(entry.minutes)}"


def changed(before: OtherTime, today: date, work: str, minutes: str, on: str) -> OtherTime:
    """What it was, as the options want it. Raises CoachError at once for what cannot be."""
    from coachcli import dates
    from coachcli.coaching.words import work_named

    return replace(
        before,
        work=work_named(work) if work else before.work,
        minutes=dates.parse_minutes(minutes) if minutes else before.minutes,
        on=past_day_or(on, today, before.on),
    )


def confirm_change(run: Run, before: OtherTime, new: OtherTime, note: bool | None) -> None:
    """Show what changes, old -> new, on stderr; then ask. A note is never shown."""
    from coachcli.cli.dialog.prompts import confirm
    from coachcli.coaching.words import label
    from coachcli.dates import say_day, say_minutes

    run.screen.tell(f"Other time {before.id}: {in_words(before, run.today)}", "bold")
    for title, old, to in (
        ("Work", label(before.work), label(new.work)),
        ("Minutes", say_minutes(before.minutes), say_minutes(new.minutes)),
        ("Day", say_day(before.on, run.today), say_day(new.on, run.today)),
    ):
        if old != to:
            run.screen.tell(f"  {title}: {old} -> {to}")
    if note:
        run.screen.tell(f"  Note: {'replaced' if before.sealed else 'added'}, sealed")
    elif note is False and before.sealed:
        run.screen.tell("  Note: removed")
    confirm(run, "Change it so?")


def store(run: Run, before: OtherTime, new: OtherTime) -> None:
    from coachcli.store.writing import change, record

    with change(run.home, f"log edit-other {new.id}", run.now) as writer:
        record.edit_other_time(writer, new)
    run.done(
        "log edit-other",
        f"Other time {new.id} is now: {in_words(new, run.today)}. Take it back with: coach undo",
        id=new.id,
        date=new.on,
        work=new.work,
        minutes=new.minutes,
        note_changed=new.sealed != before.sealed,
    )
