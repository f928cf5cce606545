"""The questions in the clear about a visit: state, kinds, minutes, focus and who asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coachcli import dates
from coachcli.cli.dialog import prompts
from coachcli.cli.dialog.interview import Interview, Question
from coachcli.cli.dialog.prompts import answer
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
from coachcli.values.words import AskedBy, Focus, Kind, Party, SessionState

ASKERS = {
    AskedBy.PLANNED: "y/N, or coach",
    AskedBy.TEACHER: "Y/n, or coach",
    AskedBy.COACH: "y/n, or COACH",
}
"""How to answer who asked for it; in capitals what Enter means."""


def facts(at: Interview) -> Iterator[Question]:
    """What happened: the questions that the state brings."""
    yield Question("state", at.ask_state or ask_state)
    if at.card.state is SessionState.CANCELLED:
        yield Question("cancelled_by", ask_party)
    if at.card.state is SessionState.HELD:
        yield Question("kinds", ask_kinds)
        yield Question("minutes", ask_minutes)
        yield Question("focus", ask_focus)
        yield Question("asked_by", ask_asker)


def ask_state(at: Interview) -> bool:
    prompt = f"What happened ({choices(CARD_STATES)})"
    return say_state(
        at, answer(prompt, label(at.card.state), lambda text: a_state(text, at), back=True)
    )


def say_state(at: Interview, state: SessionState) -> bool:
    """Put the state on the card. Texts that another state has no question for stay."""
    if state is not at.card.state and at.has_text:
        prompts.tell("What you typed so far stays with it, sealed.")
    return at.say(state=state)


def ask_party(at: Interview) -> bool:
    said = label(at.card.cancelled_by) if at.card.cancelled_by else None
    prompt = f"Who called it off ({choices(Party)})"
    return at.say(cancelled_by=answer(prompt, said, party_named, back=True))


def ask_kinds(at: Interview) -> bool:
    said = ", ".join(label(kind) for kind in at.card.kinds)
    known = ", ".join(label(kind) for kind in Kind)
    prompts.tell(f"Kinds: {known}; or {NONE}" if said else f"Kinds: {known}")
    return at.say(kinds=answer("Kind", said, some_kinds, back=True))


def ask_minutes(at: Interview) -> bool:
    said = str(at.card.minutes) if at.card.minutes else None
    return at.say(minutes=answer("Minutes", said, dates.parse_minutes, back=True))


def ask_focus(at: Interview) -> bool:
    said = label(at.card.focus) if at.card.focus else ""
    prompt = f"Focus (or {NONE})" if said else f"Focus ({choices(Focus)}; Enter: none)"
    return at.say(focus=answer(prompt, said, a_focus, back=True))


def ask_asker(at: Interview) -> bool:
    prompt = f"Did the teacher ask for it? [{ASKERS[at.card.asked_by]}]"
    return at.say(asked_by=answer(prompt, "", lambda said: asker(said, at.card), back=True))


def a_state(text: str, at: Interview) -> SessionState:
    try:
        state = state_named(text)
    except CoachError as error:
        raise CoachError(error.message, f"Choose {choices(CARD_STATES)}.") from None
    check_card(replace(at.card, state=state, cancelled_by=None), at.now.today)
    return state


def some_kinds(text: str) -> tuple[Kind, ...]:
    return () if is_none(text) else kinds_named(text)


def a_focus(text: str) -> Focus | None:
    return None if not text.strip() or is_none(text) else focus_named(text)


def asker(said: str, card: Card) -> AskedBy:
    """Who asked for it, as a yes, a no or a word; Enter leaves what the card says."""
    word = said.strip().casefold()
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
            f"{quoted(said)} is not an answer to this.",
            "Type y for the teacher, coach for yourself, or Enter for neither.",
        ) from None
