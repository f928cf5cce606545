"""The questions about a visit: what happened, in the clear; then what was said, sealed at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from uuid import uuid4

from coachcli import dates
from coachcli.cli.dialog import prompts
from coachcli.cli.dialog.interview import Question
from coachcli.cli.dialog.prompts import answer
from coachcli.cli.dialog.sealed_input import ANEW, BACK_OR_ANEW, Anew, seal_lines
from coachcli.cli.log.step_questions import done_question, step_questions
from coachcli.cli.log.visit_draft import VisitDraft
from coachcli.cli.program.options import NONE, is_none
from coachcli.coaching.card.card import CARD_STATES, Card, check_card
from coachcli.coaching.words import (
    asked_by_named,
    choices,
    focus_named,
    kinds_named,
    label,
    party_named,
    state_named,
)
from coachcli.dates import quoted
from coachcli.errors import CoachError
from coachcli.values.session import Note
from coachcli.values.words import PARTS, AskedBy, Focus, Kind, Owner, Part, Party, SessionState

TEXTS = PARTS | {Part.ASK_NEXT: "To ask next time", Part.REASON: "Why"}

ASKERS = {
    AskedBy.PLANNED: "y/N, or coach",
    AskedBy.TEACHER: "Y/n, or coach",
    AskedBy.COACH: "y/n, or COACH",
}
"""How to answer who asked for it; in capitals what Enter means."""


def questions(visit: VisitDraft) -> Iterator[Question]:
    """All that is asked about a visit, in order, as far as the answers so far bring it."""
    state = visit.card.state
    yield Question("state", partial(visit.ask_state or ask_state, visit))
    if state is SessionState.CANCELLED:
        yield Question("cancelled_by", partial(ask_cancelled_by, visit))
    if state is not SessionState.HELD:
        yield Question(Part.REASON, partial(ask_text, visit, Part.REASON))
        return
    yield Question("kinds", partial(ask_kinds, visit))
    yield Question("minutes", partial(ask_minutes, visit))
    yield Question("focus", partial(ask_focus, visit))
    yield Question("asked_by", partial(ask_asked_by, visit))
    yield from done_question(visit)
    for part in TEXTS:
        if part is not Part.REASON:
            yield Question(part, partial(ask_text, visit, part))
    for owner in Owner:
        yield from step_questions(visit, owner)


def ask_state(visit: VisitDraft) -> bool:
    prompt = f"What happened ({choices(CARD_STATES)})"
    return put_state(
        visit,
        answer(prompt, label(visit.card.state), partial(parse_state, visit=visit), back=True),
    )


def put_state(visit: VisitDraft, state: SessionState) -> bool:
    """Put the state on the card. Texts that another state has no question for stay."""
    if state is not visit.card.state and visit.has_text:
        prompts.tell("What you typed so far stays with it, sealed.")
    return visit.put(state=state)


def ask_cancelled_by(visit: VisitDraft) -> bool:
    default = label(visit.card.cancelled_by) if visit.card.cancelled_by else None
    prompt = f"Who called it off ({choices(Party)})"
    return visit.put(cancelled_by=answer(prompt, default, party_named, back=True))


def ask_kinds(visit: VisitDraft) -> bool:
    default = ", ".join(map(label, visit.card.kinds))
    known = ", ".join(map(label, Kind))
    prompts.tell(f"Kinds: {known}; or {NONE}" if default else f"Kinds: {known}")
    return visit.put(kinds=answer("Kind", default, parse_kinds, back=True))


def ask_minutes(visit: VisitDraft) -> bool:
    default = str(visit.card.minutes) if visit.card.minutes else None
    return visit.put(minutes=answer("Minutes", default, dates.parse_minutes, back=True))


def ask_focus(visit: VisitDraft) -> bool:
    default = label(visit.card.focus) if visit.card.focus else ""
    prompt = f"Focus (or {NONE})" if default else f"Focus ({choices(Focus)}; Enter: none)"
    return visit.put(focus=answer(prompt, default, parse_focus, back=True))


def ask_asked_by(visit: VisitDraft) -> bool:
    prompt = f"Did the teacher ask for it? [{ASKERS[visit.card.asked_by]}]"
    return visit.put(asked_by=answer(prompt, "", partial(parse_asker, card=visit.card), back=True))


def parse_state(text: str, visit: VisitDraft) -> SessionState:
    try:
        state = state_named(text)
    except CoachError as error:
        raise CoachError(error.message, f"Choose {choices(CARD_STATES)}.") from None
    check_card(replace(visit.card, state=state, cancelled_by=None), visit.run.today)
    return state


def parse_kinds(text: str) -> tuple[Kind, ...]:
    return () if is_none(text) else kinds_named(text)


def parse_focus(text: str) -> Focus | None:
    return None if not text.strip() or is_none(text) else focus_named(text)


def parse_asker(text: str, card: Card) -> AskedBy:
    """Who asked for it, as a yes, a no or a word; Enter leaves what the card says."""
    word = text.strip().casefold()
    if word in ("y", "yes"):
        return AskedBy.TEACHER
    if word in ("n", "no"):
        return AskedBy.PLANNED
    if not word:
        return card.asked_by
    try:
        return asked_by_named(word)
    except CoachError:
        raise CoachError(
            f"{quoted(text)} is not an answer to this.",
            "Type y for the teacher, coach for yourself, or Enter for neither.",
        ) from None


def ask_text(visit: VisitDraft, part: Part) -> bool:
    """Many lines, sealed into the draft and saved after each; an empty line goes on.

    What the draft has of the part already stays, and is added to. Raises Back; lines typed before
    that stay in the draft.
    """
    while True:
        if has_part(visit, part):
            kept = f"what you typed is kept, sealed. Add to it ({ANEW} throws it away):"
            prompts.tell(f"{TEXTS[part]}: {kept}")
        else:
            prompts.tell(f"{TEXTS[part]} (an empty line goes on):")
        try:
            add_lines(visit, part)
            return True
        except Anew:
            question = "Throw away what you typed there?"
            if has_part(visit, part) and prompts.yes(question, default=False):
                visit.draft.notes = [note for note in visit.draft.notes if note.part is not part]
                visit.save()


def has_part(visit: VisitDraft, part: Part) -> bool:
    return any(note.part is part for note in visit.draft.notes)


def add_lines(visit: VisitDraft, part: Part) -> None:
    uid = uuid4().hex
    before = visit.draft.notes

    def keep(sealed: bytes) -> None:
        visit.draft.notes = [*before, Note(uid, part, sealed)]
        visit.save()

    seal_lines(uid, visit.to, keep, BACK_OR_ANEW)
