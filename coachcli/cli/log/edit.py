"""``coach log edit``: a logged session put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.log.options import Which, facts_given
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import AskedByWord, Yes, who_asked
from coachcli.errors import UsageProblem
from coachcli.values.words import Party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachcli.cli.log.changes import SessionRecord
    from coachcli.coaching.card.card import Card
    from coachcli.values.words import AskedBy, Part


def edit(
    ctx: typer.Context,
    which: Which,
    on: Annotated[str, typer.Option(metavar="DATE", help="The day it was.")] = "",
    at: Annotated[str, typer.Option(metavar="TIME", help="When it began, or none.")] = "",
    state: Annotated[str, typer.Option(metavar="WORD", help="held, cancelled or no-show.")] = "",
    by: Annotated[
        Party | None, typer.Option(metavar="WHO", help="Who cancelled: teacher, coach or school.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="All its kinds, or none.")
    ] = None,
    minutes: Annotated[str, typer.Option(metavar="N", help="How long, or none.")] = "",
    focus: Annotated[str, typer.Option(metavar="FOCUS", help="One of the four, or none.")] = "",
    asked_by: AskedByWord = "",
    teacher: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="All who were there; once for each."),
    ] = None,
    add: Annotated[
        str,
        typer.Option(
            "--add", metavar="PART", help="Add to: notes, works, hard, ask next or reason."
        ),
    ] = "",
    editor: Annotated[
        bool, typer.Option("--editor", help="Change it all, notes too, in your editor.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Put a logged session right. Shows what changes before it asks.

    What is added to the notes is asked for, or read from standard input.
    """
    from coachcli.cli.log.changes import session_record

    run = run_of(ctx)
    asker = who_asked(asked_by, invited=False)
    record = session_record(run, which)
    options = [on, at, state, by, kind, minutes, focus, asker, teacher]
    if editor:
        if any(options) or add:
            raise UsageProblem("The editor shows it all.", "Leave the other options out.")
        from coachcli.cli.log.edit_card import edit_card

        edit_card(run, record, yes=yes)
        return
    if not any(options) and not add:
        raise UsageProblem("What is to change?", "Say it, as in --minutes 30, or type --editor.")
    from coachcli.coaching.words import part_named

    part = part_named(add) if add else None
    card = changed_card(run, record, on, at, state, by, kind, minutes, focus, asker)
    edit_by_options(run, record, card, teacher, part, yes=yes)


def changed_card(
    run: Run,
    record: SessionRecord,
    on: str,
    at: str,
    state: str,
    by: Party | None,
    kind: list[str] | None,
    minutes: str,
    focus: str,
    asked_by: AskedBy | None,
) -> Card:
    """The card as the options want it. Raises CoachError at once for what cannot be."""
    from dataclasses import replace

    from coachcli.coaching.card.card import check_card
    from coachcli.values.words import SessionState

    facts = facts_given(
        run.today, on, at, state, by, kind, minutes, focus, asked_by, before=record.session.state
    )
    card = replace(record.card, **facts)  # type: ignore[arg-type]
    if card.state is not SessionState.HELD:
        if minutes:
            raise UsageProblem("Only a session that was held has a length.", "Leave --minutes out.")
        card = replace(card, minutes=None)
    if card.state is not SessionState.CANCELLED:
        card = replace(card, cancelled_by=by)
    check_card(card, run.today)
    return card


def edit_by_options(
    run: Run,
    record: SessionRecord,
    card: Card,
    words: Sequence[str] | None,
    part: Part | None,
    *,
    yes: bool,
) -> None:
    """Show what the options change, ask, then ask for what is to be added; store all at once."""
    from dataclasses import replace

    from coachcli.cli.log.changes import check_cancelled, confirm_changes, store_changes
    from coachcli.cli.log.visit import session_of
    from coachcli.coaching.card.changes import changes
    from coachcli.errors import CoachError
    from coachcli.values.session import LoggedSession, SealedNote

    meeting = record.meeting_with(words or record.session.teachers)
    card = replace(card, teachers=meeting.handles)
    check_cancelled(card)
    found = changes(record.card, card)
    if found and not yes:
        confirm_changes(run, record, found, meeting)
    session = session_of(card, meeting, record.minutes, record.session.uid)
    edited = LoggedSession(session)
    if part is None:
        if not found:
            raise CoachError("Nothing changes in that.", code="same")
        store_changes(run, record, found, meeting, edited)
        return
    # Slow to import, and not needed to say what is wrong with the options.
    from coachcli.cli.dialog.sealed_input import sealed_text
    from coachcli.cli.log.questions import TEXTS

    about = f"log edit {record.session.id} --add {part}"
    with sealed_text(run, about, TEXTS[part]) as (uid, sealed):
        if sealed is None and not found:
            raise CoachError("There is no text to add; nothing was changed.", code="same")
        note = SealedNote(uid, part, sealed) if sealed else None
        store_changes(run, record, found, meeting, edited, note)
