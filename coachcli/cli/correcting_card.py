"""A logged session changed as a whole card, its notes too, in the coach's editor."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from coachcli.cli import asking, editing, opening, texts
from coachcli.cli.correcting import done, edited, must_say_by_whom, named, show, store
from coachcli.cli.entry import Meeting, resolved, sealed_entry
from coachcli.cli.logged import Logged
from coachcli.cli.recording import already_stored
from coachcli.cli.run import Run
from coachcli.coaching.card import Card, check_card, print_card
from coachcli.coaching.changes import changes, parts_changed, with_texts
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import drafts
from coachcli.store.drafts import Draft
from coachcli.values import Part, SessionState
from coachcli.vault import sealing

WHAT = "edit"
"""The draft that an unfinished change waits in, beside that of a visit."""


def in_editor(now: Run, at_hand: Logged, *, yes: bool) -> None:
    """Change the whole card, its notes too. They are shown, so this needs the passphrase."""
    if not now.terminal:
        raise UsageProblem("There is no terminal for an editor.", "Use the options instead.")
    with drafts.alone(now.home, WHAT):
        identity = opening.identity(now)
        old = opened(at_hand, identity)
        names = {each.handle: each.name for each in at_hand.teachers}
        first = print_card(old, names, guide=True)
        draft = waiting(now, at_hand.session.id)
        if draft is not None and draft.card is not None:
            text = sealing.unseal(draft.card, draft.card_uid, identity)
        else:
            draft = Draft(uuid4().hex, at_hand.session.id, card_uid=uuid4().hex)
            text = first
        if at_hand.steps:
            asking.tell("Steps agreed in it are changed with coach step; new ones are added.")

        def finish(draft: Draft, card: Card) -> None:
            store_card(now, at_hand, old, draft, card, yes=yes)

        again = again_with(at_hand.session.id)
        editing.work(now, draft, text, finish, first=first, what=WHAT, again=again)


def opened(at_hand: Logged, identity: sealing.Identity) -> Card:
    """The card of a session with its texts."""
    said: dict[Part, list[str]] = {}
    for note in at_hand.notes:
        text = sealing.unseal(note.sealed, note.uid, identity)
        said.setdefault(note.part, []).append(text)
    return with_texts(at_hand.card, {part: "\n".join(lines) for part, lines in said.items()})


def waiting(now: Run, number: int) -> Draft | None:
    """The change of this session that is not finished, if the coach wants to go on with it."""
    draft = drafts.load(now.home, WHAT)
    if draft is None or draft.session is None:
        return None
    if not already_stored(now, draft):
        about = f"Not finished yet: a change of session {draft.session}."
        if draft.session != number:
            asking.tell(about)
        elif asking.agreed(f"{about} Go on with it?", default=True):
            return draft
        if not asking.agreed("Throw it away?", default=False):
            again = again_with(draft.session)
            raise CoachError("It is kept as it is.", f"Go on with: {again}", code="draft")
    drafts.drop(now.home, WHAT)
    return None


def again_with(number: int) -> str:
    return f"coach log edit {number} --editor"


def store_card(
    now: Run, at_hand: Logged, old: Card, draft: Draft, card: Card, *, yes: bool
) -> None:
    """Show what the edited card changes, ask, and store it."""
    meeting = Meeting(named(at_hand, card.teachers), None)
    card = resolved(card, meeting)
    if card.state is not SessionState.HELD:
        card = replace(card, minutes=None)
    check_card(card, now.today)
    must_say_by_whom(card)
    found = changes(old, card)
    if not found and not card.steps:
        raise CoachError("Nothing changes in that.", code="same")
    show(now, at_hand, found, meeting, yes=yes, new_steps=len(card.steps))
    new = {part: getattr(card, part.value) for part in parts_changed(found)}
    sealed = sealed_entry(now, with_texts(card, new), meeting, at_hand.minutes)
    entry = replace(edited(at_hand, card, meeting), notes=sealed.notes, steps=sealed.steps)
    editing.about_to_store(draft, replace(entry, session=at_hand.session.id), meeting)
    texts.keep(now, draft, WHAT)
    steps = store(now, at_hand, entry, found, meeting)
    drafts.drop(now.home, WHAT)
    done(now, at_hand, found, meeting, steps)
