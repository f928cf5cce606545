"""A logged session changed as a whole card, its notes too, in the coach's editor."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from coachcli.cli.dialog import card_editor, opener, prompts
from coachcli.cli.dialog.sealed_input import save_draft
from coachcli.cli.log.changes import (
    SessionRecord,
    check_cancelled,
    confirm_changes,
    store_changes,
)
from coachcli.cli.log.visit import about_to_store, seal_card, with_handles
from coachcli.cli.log.visit_interview import is_stored
from coachcli.cli.program.context import Run
from coachcli.coaching.card.card import Card, check_card, print_card
from coachcli.coaching.card.changes import changes, parts_changed, with_texts
from coachcli.coaching.card.reading import parse_card
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import drafts
from coachcli.store.drafts import EDIT, Draft
from coachcli.values.words import Part, SessionState
from coachcli.vault import sealing


def edit_card(run: Run, record: SessionRecord, *, yes: bool) -> None:
    """Change the whole card, its notes too. They are shown, so this needs the passphrase."""
    if not run.terminal:
        raise UsageProblem("There is no terminal for an editor.", "Use the options instead.")
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


def open_card(record: SessionRecord, identity: sealing.Identity) -> Card:
    """The card of a session with its texts."""
    texts: dict[Part, list[str]] = {}
    for note in record.notes:
        text = sealing.unseal(note.sealed, note.uid, identity)
        texts.setdefault(note.part, []).append(text)
    return with_texts(record.card, {part: "\n".join(lines) for part, lines in texts.items()})


def waiting_draft(run: Run, number: int) -> Draft | None:
    """The change of this session that is not finished, if the coach wants to go on with it."""
    draft = drafts.load(run.home, EDIT)
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
    meeting = record.meeting_with(card.teachers)
    card = with_handles(card, meeting)
    if card.state is not SessionState.HELD:
        card = replace(card, minutes=None)
    check_card(card, run.today)
    check_cancelled(card)
    found = changes(old, card)
    if not found and not card.steps:
        raise CoachError("Nothing changes in that.", code="same")
    if not yes:
        confirm_changes(run, record, found, meeting, new_steps=len(card.steps))
    new_texts = {part: getattr(card, part.value) for part in parts_changed(found)}
    edited = seal_card(run, with_texts(card, new_texts), meeting, record.minutes)
    about_to_store(draft, edited)
    save_draft(run, draft)
    store_changes(run, record, found, meeting, edited)
    drafts.drop(run.home, draft)
