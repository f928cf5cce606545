"""A logged session changed as a whole card, its notes too, in the coach's editor."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from coachcli.cli.dialog import card_editor, note_input, opener, prompts
from coachcli.cli.log.changes import done, edited, must_say_by_whom, named, show, store
from coachcli.cli.log.logged_session import Logged
from coachcli.cli.log.recording import already_stored
from coachcli.cli.log.visit import Meeting, resolved, sealed_entry
from coachcli.cli.program.context import Run
from coachcli.coaching.card.card import Card, check_card, print_card
from coachcli.coaching.card.changes import changes, parts_changed, with_texts
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import drafts
from coachcli.store.drafts import Draft
from coachcli.values.words import Part, SessionState
from coachcli.vault import sealing

WHAT = "edit"
"""The draft that an unfinished change waits in, beside that of a visit."""


def in_editor(run: Run, at_hand: Logged, *, yes: bool) -> None:
    """Change the whole card, its notes too. They are shown, so this needs the passphrase."""
    if not run.terminal:
        raise UsageProblem("There is no terminal for an editor.", "Use the options instead.")
    with drafts.alone(run.home, WHAT):
        identity = opener.needed_key(run)
        old = opened(at_hand, identity)
        names = {each.handle: each.name for each in at_hand.teachers}
        first = print_card(old, names, guide=True)
        draft = waiting(run, at_hand.session.id)
        if draft is not None and draft.card is not None:
            text = sealing.unseal(draft.card, draft.card_uid, identity)
        else:
            draft = Draft(uuid4().hex, at_hand.session.id, card_uid=uuid4().hex)
            text = first
        if at_hand.steps:
            prompts.tell("Steps agreed in it are changed with coach step; new ones are added.")

        def finish(draft: Draft, card: Card) -> None:
            store_card(run, at_hand, old, draft, card, yes=yes)

        again = again_with(at_hand.session.id)
        card_editor.work(run, draft, text, finish, first=first, what=WHAT, again=again)


def opened(at_hand: Logged, identity: sealing.Identity) -> Card:
    """The card of a session with its texts."""
    said: dict[Part, list[str]] = {}
    for note in at_hand.notes:
        text = sealing.unseal(note.sealed, note.uid, identity)
        said.setdefault(note.part, []).append(text)
    return with_texts(at_hand.card, {part: "\n".join(lines) for part, lines in said.items()})


def waiting(run: Run, number: int) -> Draft | None:
    """The change of this session that is not finished, if the coach wants to go on with it."""
    draft = drafts.load(run.home, WHAT)
    if draft is None or draft.session is None:
        return None
    if not already_stored(run, draft):
        about = f"Not finished yet: a change of session {draft.session}."
        if draft.session != number:
            prompts.tell(about)
        elif prompts.yes(f"{about} Go on with it?", default=True):
            return draft
        if not prompts.yes("Throw it away?", default=False):
            again = again_with(draft.session)
            raise CoachError("It is kept as it is.", f"Go on with: {again}", code="draft")
    drafts.drop(run.home, WHAT)
    return None


def again_with(number: int) -> str:
    return f"coach log edit {number} --editor"


def store_card(
    run: Run, at_hand: Logged, old: Card, draft: Draft, card: Card, *, yes: bool
) -> None:
    """Show what the edited card changes, ask, and store it."""
    meeting = Meeting(named(at_hand, card.teachers), None)
    card = resolved(card, meeting)
    if card.state is not SessionState.HELD:
        card = replace(card, minutes=None)
    check_card(card, run.today)
    must_say_by_whom(card)
    found = changes(old, card)
    if not found and not card.steps:
        raise CoachError("Nothing changes in that.", code="same")
    show(run, at_hand, found, meeting, yes=yes, new_steps=len(card.steps))
    new = {part: getattr(card, part.value) for part in parts_changed(found)}
    sealed = sealed_entry(run, with_texts(card, new), meeting, at_hand.minutes)
    entry = replace(edited(at_hand, card, meeting), notes=sealed.notes, steps=sealed.steps)
    card_editor.about_to_store(draft, replace(entry, session=at_hand.session.id), meeting)
    note_input.keep(run, draft, WHAT)
    steps = store(run, at_hand, entry, found, meeting)
    drafts.drop(run.home, WHAT)
    done(run, at_hand, found, meeting, steps)
