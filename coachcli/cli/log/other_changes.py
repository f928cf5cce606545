"""``coach log edit-other`` and ``delete-other``: time without a teacher put right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.log.other import Other, described
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import Yes
from coachcli.errors import CoachError, UsageProblem

if TYPE_CHECKING:
    from coachcli.values.record import OtherTime

Number = Annotated[int, typer.Argument(help="The number that coach time --list shows.")]


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
    from coachcli.cli.dialog.sealed_input import sealed_text

    run = run_of(ctx)
    before = at_hand(run, number)
    if not (work or minutes or on) and note is None:
        raise UsageProblem("What is to change?", "Say it, as in --minutes 30, or type --note.")
    old, new = as_other(before), wanted(run, before, work, minutes, on)
    goes = note is False and before.sealed is not None
    if new == old and not goes and not note:
        raise CoachError("Nothing changes in that.", code="same")
    if not yes:
        show(run, before, new, note)
    if not note:
        uid, sealed = before.uid, None if goes else before.sealed
        store(run, before, new, uid, sealed)
        return
    with sealed_text(run, f"log edit-other {number} --note", "Note") as (uid, sealed):
        if sealed is None:
            raise UsageProblem(
                "There is no text for the note; nothing was changed.",
                "To leave none, type: --no-note",
            )
        store(run, before, new, uid, sealed)


def at_hand(run: Run, number: int) -> OtherTime:
    from coachcli.store import reading

    with run.reading() as db:
        found = [each for each in reading.other_times(db) if each.id == number]
    if not found:
        raise CoachError(
            f"There is no other time {number}.",
            "See the numbers with: coach time --list",
            code="unknown",
        )
    return found[0]


def as_other(entry: OtherTime) -> Other:
    return Other(entry.work, entry.minutes, entry.on)


def wanted(run: Run, before: OtherTime, work: str, minutes: str, on: str) -> Other:
    """The entry as the options want it. Raises CoachError at once for what cannot be."""
    from coachcli import dates
    from coachcli.coaching.words import work_named

    new = as_other(before)
    if work:
        new = replace(new, work=work_named(work))
    if minutes:
        new = replace(new, minutes=dates.parse_minutes(minutes))
    if on:
        new = replace(new, on=dates.past_day(on, run.today))
    return new


def show(run: Run, before: OtherTime, new: Other, note: bool | None) -> None:
    """What changes, old -> new, on stderr; then the question. A note is never shown."""
    from coachcli.cli.dialog.prompts import confirm

    run.screen.tell(f"{said(before, run)}", "bold")
    for title, old, to in differences(run, before, new):
        run.screen.tell(f"  {title}: {old} -> {to}")
    if note:
        run.screen.tell(f"  Note: {'replaced' if before.sealed else 'added'}, sealed")
    elif note is False and before.sealed:
        run.screen.tell("  Note: removed")
    confirm(run, "Change it so?")


def said(entry: OtherTime, run: Run) -> str:
    return f"Other time {entry.id}: {described(as_other(entry), run.today)}"


def differences(run: Run, before: OtherTime, new: Other) -> list[tuple[str, str, str]]:
    from coachcli.coaching.words import label
    from coachcli.dates import say_day, say_minutes

    found = (
        ("Work", label(before.work), label(new.work)),
        ("Minutes", say_minutes(before.minutes), say_minutes(new.minutes)),
        ("Day", say_day(before.on, run.today), say_day(new.on, run.today)),
    )
    return [each for each in found if each[1] != each[2]]


def store(run: Run, before: OtherTime, new: Other, uid: str, sealed: bytes | None) -> None:
    from coachcli.store.writing import change, record

    said = described(new, run.today)
    with change(run.home, f"log edit-other {before.id}", run.now) as writer:
        record.edit_other_time(writer, before.id, uid, new.on, new.work, new.minutes, sealed)
    run.done(
        "log edit-other",
        f"Other time {before.id} is now: {said}. Take it back with: coach undo",
        id=before.id,
        date=new.on,
        work=new.work,
        minutes=new.minutes,
        note_changed=sealed != before.sealed,
    )


def delete_other(ctx: typer.Context, number: Number, yes: Yes = False) -> None:
    """Remove other time and its note."""
    from coachcli.cli.dialog.prompts import confirm

    run = run_of(ctx)
    going = at_hand(run, number)
    if not yes:
        run.screen.tell(
            f"{said(going, run)}.{' Its sealed note goes with it.' * bool(going.sealed)}"
        )
        confirm(run, "Delete it?")

    from coachcli.store.writing import change, record

    with change(run.home, f"log delete-other {number}", run.now) as writer:
        record.delete_other_time(writer, number)
    run.done(
        "log delete-other",
        f"Other time {number} is deleted. Take it back with: coach undo",
        id=number,
        note=going.sealed is not None,
    )
