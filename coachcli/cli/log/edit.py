"""``coach log edit``: a logged session put right, by options or as a whole card in an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.log.session import facts_given
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import AskedByWord, Yes, complete_teacher, who_asked
from coachcli.errors import CoachError, UsageProblem
from coachcli.values.words import Party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachcli.cli.log.changes import SessionRecord
    from coachcli.coaching.card.card import Card
    from coachcli.store.drafts import Draft
    from coachcli.values.words import Part
    from coachcli.vault.sealing import Identity

Which = Annotated[
    str,
    typer.Argument(
        help="The number of a logged session, or a teacher: the last one with them.",
        autocompletion=complete_teacher,
    ),
]


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
    from coachcli.coaching.words import part_named

    run = run_of(ctx)
    asker = who_asked(asked_by, invited=False)
    record = session_record(run, which)
    is_given = any([on, at, state, by, kind, minutes, focus, asker, teacher, add])
    if editor:
        if is_given:
            raise UsageProblem("The editor shows it all.", "Leave the other options out.")
        edit_card(run, record, yes=yes)
        return
    if not is_given:
        raise UsageProblem("What is to change?", "Say it, as in --minutes 30, or type --editor.")
    part = part_named(add) if add else None
    before = record.session.state
    facts = facts_given(run.today, on, at, state, by, kind, minutes, focus, asker, before=before)
    card = changed_card(run, record, facts)
    edit_by_options(run, record, card, teacher, part, yes=yes)


def changed_card(run: Run, record: SessionRecord, facts: dict[str, object]) -> Card:
    """The card as the options want it. Raises CoachError at once for what cannot be."""
    from dataclasses import replace

    from coachcli.coaching.card.card import check_card
    from coachcli.values.words import SessionState

    card = replace(record.card, **facts)  # type: ignore[arg-type]
    if card.state is not SessionState.HELD:
        if "minutes" in facts:
            raise UsageProblem("Only a session that was held has a length.", "Leave --minutes out.")
        card = replace(card, minutes=None)
    if card.state is not SessionState.CANCELLED and "cancelled_by" not in facts:
        card = replace(card, cancelled_by=None)
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
    from coachcli.values.session import LoggedSession, Note

    meeting = record.meeting_with(words or record.session.teachers)
    card = replace(card, teachers=meeting.handles)
    check_cancelled(card)
    changed = changes(record.card, card)
    if changed and not yes:
        confirm_changes(run, record, changed, meeting)
    edited = LoggedSession(session_of(card, meeting, record.minutes, record.session.uid))
    if part is None:
        if not changed:
            raise nothing_changes()
        store_changes(run, record, changed, meeting, edited)
        return
    # Slow to import, and not needed to say what is wrong with the options.
    from coachcli.cli.dialog.sealed_input import sealed_text
    from coachcli.cli.log.questions import TEXTS

    about = f"log edit {record.session.id} --add {part}"
    with sealed_text(run, about, TEXTS[part]) as (uid, sealed):
        if sealed is None and not changed:
            raise CoachError("There is no text to add; nothing was changed.", code="same")
        note = Note(uid, part, sealed) if sealed else None
        store_changes(run, record, changed, meeting, edited, note)


def nothing_changes() -> CoachError:
    return CoachError("Nothing changes in that.", code="same")


def edit_card(run: Run, record: SessionRecord, *, yes: bool) -> None:
    """Change the whole card, its notes too. They are shown, so this needs the passphrase."""
    if not run.terminal:
        raise UsageProblem("There is no terminal for an editor.", "Use the options instead.")
    from uuid import uuid4

    from coachcli.cli.dialog import card_editor, opener, prompts
    from coachcli.coaching.card.card import print_card
    from coachcli.coaching.card.reading import parse_card
    from coachcli.store import drafts
    from coachcli.store.drafts import EDIT, Draft
    from coachcli.vault import sealing

    with drafts.alone(run.home, EDIT):
        identity = opener.needed_key(run)
        old = open_card(record, identity)
        names = {teacher.handle: teacher.name for teacher in record.teachers}
        text = first = print_card(old, names, guide=True)
        draft = waiting_draft(run, record.session.id)
        if draft is not None and draft.card is not None:
            text = sealing.unseal(draft.card, draft.card_uid, identity)
        else:
            draft = Draft(uuid4().hex, EDIT, record.session.id, card_uid=uuid4().hex)
        if record.steps:
            prompts.tell("Steps agreed in it are changed with coach step; new ones are added.")

        def finish(text: str) -> None:
            store_card(run, record, old, draft, parse_card(text, run.today), yes=yes)

        card_editor.edit(run, draft, text, finish, first=first)


def open_card(record: SessionRecord, identity: Identity) -> Card:
    """The card of a session with its texts."""
    from coachcli.coaching.card.changes import with_texts
    from coachcli.vault import sealing

    texts: dict[Part, list[str]] = {}
    for note in record.notes:
        text = sealing.unseal(note.sealed, note.uid, identity)
        texts.setdefault(note.part, []).append(text)
    return with_texts(record.card, {part: "\n".join(lines) for part, lines in texts.items()})


def waiting_draft(run: Run, number: int) -> Draft | None:
    """The change of this session that is not finished, if the coach wants to go on with it."""
    from coachcli.cli.dialog import prompts
    from coachcli.cli.log.visit_interview import is_stored
    from coachcli.store import drafts

    draft = drafts.load(run.home, drafts.EDIT)
    if draft is None or draft.session is None:
        return None
    if not is_stored(run, draft):
        about = f"Not finished yet: a change of session {draft.session}."
        if draft.session != number:
            prompts.tell(about)
        elif prompts.yes(f"{about} Go on with it?", default=True):
            return draft
        if not prompts.yes("Throw it away?", default=False):
            raise CoachError("It is kept as it is.", f"Go on with: {draft.command}", code="draft")
    drafts.drop(run.home, draft)
    return None


def store_card(
    run: Run, record: SessionRecord, old: Card, draft: Draft, card: Card, *, yes: bool
) -> None:
    """Show what the edited card changes, ask, and store it."""
    from dataclasses import replace

    from coachcli.cli.dialog.sealed_input import save_draft
    from coachcli.cli.log.changes import check_cancelled, confirm_changes, store_changes
    from coachcli.cli.log.visit import about_to_store, seal_card, with_handles
    from coachcli.coaching.card.card import check_card
    from coachcli.coaching.card.changes import changes, parts_changed, with_texts
    from coachcli.store import drafts
    from coachcli.values.words import SessionState

    meeting = record.meeting_with(card.teachers)
    card = with_handles(card, meeting)
    if card.state is not SessionState.HELD:
        card = replace(card, minutes=None)
    check_card(card, run.today)
    check_cancelled(card)
    changed = changes(old, card)
    if not changed and not card.steps:
        raise nothing_changes()
    if not yes:
        confirm_changes(run, record, changed, meeting, new_steps=len(card.steps))
    new_texts = {part: getattr(card, part.value) for part in parts_changed(changed)}
    edited = seal_card(run, with_texts(card, new_texts), meeting, record.minutes)
    about_to_store(draft, edited)
    save_draft(run, draft)
    store_changes(run, record, changed, meeting, edited)
    drafts.drop(run.home, draft)
