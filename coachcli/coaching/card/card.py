"""The session card: what happened in one session, as Markdown that a coach fills in by hand.

``reading`` reads back exactly what ``print_card`` wrote.

A line of a person's text that begins like a heading or a comment carries one backslash more on the
card than it was typed with (``\\# 5``), and so does an ending in brackets that looks like a step's
own (``\\(check 2026-12-08)``). Any other backslash means itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time

from coachcli.coaching.texts import tidy_text
from coachcli.coaching.words import choices, label
from coachcli.dates import say_day
from coachcli.errors import CoachError
from coachcli.values.frozen import dataclass
from coachcli.values.words import PARTS, AskedBy, Focus, Kind, Owner, Part, Party, SessionState

CARD_STATES = (SessionState.HELD, SessionState.CANCELLED, SessionState.NO_SHOW)


@dataclass(frozen=True)
class CardStep:
    """``check_on`` None means the next visit; ``teacher`` "" means all, or the only one."""

    owner: Owner
    text: str
    check_on: date | None = None
    teacher: str = ""


@dataclass(frozen=True)
class Card:
    """A session as it was. ``teachers`` are handles; read from a hand-written card they are the
    words that stand there, for ``names.find`` to resolve, and so is each step's ``teacher``, which
    is always one of them. Texts are in the form that ``tidy_text`` gives; the teacher's steps stand
    before the coach's."""

    teachers: tuple[str, ...]
    on: date
    at: time | None = None
    state: SessionState = SessionState.HELD
    kinds: tuple[Kind, ...] = ()
    minutes: int | None = None
    focus: Focus | None = None
    asked_by: AskedBy = AskedBy.PLANNED
    cancelled_by: Party | None = None
    notes: str = ""
    works: str = ""
    hard: str = ""
    ask_next: str = ""
    reason: str = ""
    steps: tuple[CardStep, ...] = ()


STEPS = {Owner.TEACHER: "Next steps: teacher", Owner.COACH: "Next steps: coach"}
_GUIDES = {
    "Date": "the day it was: 2026-11-24, 24 Nov, today, yesterday, last tue",
    "Time": "when it began, like 9:05 or 1:15pm, or nothing",
    "State": choices(CARD_STATES),
    "Kind": f"one or more of: {', '.join(map(label, Kind))}",
    "Minutes": "how long it was, like 45 or 1h15",
    "Focus": f"{choices(Focus)}, or nothing",
    "Asked by": choices(AskedBy),
    "Cancelled by": f"{choices(Party)}, when it was cancelled",
    Part.NOTES: "Everything below is sealed when you save. Leave empty what you do not need.",
    Owner.TEACHER: "One step a line, as in: - Try wait time (check 2026-12-08). "
    "Without a day it is for the next visit.",
}
_COMMENTS = {key: f"<!-- {guide} -->" for key, guide in _GUIDES.items()}
COMMENT_LINES = frozenset(_COMMENTS.values())
ENDING = r"\((?:for|check|by)\b[^()\n]*\)\Z"
"""Brackets at the end of a step that may be its own: for whom it is, and when it is checked."""


def check_card(card: Card, today: date) -> None:
    """Refuse what cannot have happened or contradicts itself; flags and files pass here alike."""
    if not card.teachers:
        raise CoachError("The card names no teacher.", "Write a line like: - Teacher: marta")
    check_state(card.state)
    check_day(card.on, card.state, today)
    check_cancelled_by(card.cancelled_by, card.state)


def check_state(state: SessionState) -> None:
    if state not in CARD_STATES:
        raise CoachError(
            "A card tells what happened, so its session cannot be planned any more.",
            f"Choose {choices(CARD_STATES)}.",
        )


def check_day(on: date, state: SessionState, today: date) -> None:
    if state is not SessionState.CANCELLED and on > today:
        raise CoachError(
            f"{say_day(on, today)} is still to come, so nothing can have happened on it.",
            "For a day that is past, write it like 2026-11-24, yesterday or last tue.",
        )


def check_cancelled_by(party: Party | None, state: SessionState) -> None:
    if party is not None and state is not SessionState.CANCELLED:
        raise CoachError(
            f"The session is {label(state)}, and yet somebody cancelled it.",
            "Write the state cancelled, or leave Cancelled by empty.",
        )


def print_card(card: Card, names: Mapping[str, str] | None = None, guide: bool = False) -> str:
    """The card as Markdown. ``names`` gives the title each handle's name; ``guide`` adds a comment
    with the choices to each place, and every place there is."""
    lines = [f"# Session with {_titled(card.teachers, names or {})}", ""]
    for key, value in _head(card, guide):
        lines.append(f"- {key}: {value}".rstrip())
        lines += _guide(key, guide)
    for part in Part:
        text = tidy_text(getattr(card, part.value))
        if part is not Part.REASON or text or guide or card.state is not SessionState.HELD:
            lines += ["", f"## {PARTS[part]}", *_guide(part, guide), ""]
            lines += [escaped(line) for line in text.split("\n") if text]
    for owner in Owner:
        steps = [step for step in card.steps if step.owner is owner]
        lines += ["", f"## {STEPS[owner]}", *_guide(owner, guide), ""]
        lines += [_printed_step(step) for step in steps] or ["- "]
    return "\n".join(lines) + "\n"


def _titled(teachers: Sequence[str], names: Mapping[str, str]) -> str:
    *most, last = [names.get(handle, handle) for handle in teachers] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _guide(key: str | Part | Owner, guide: bool) -> list[str]:
    return [_COMMENTS[key]] if guide and key in _COMMENTS else []


def _head(card: Card, guide: bool) -> Iterator[tuple[str, str]]:
    yield "Teacher", ", ".join(card.teachers)
    yield "Date", card.on.isoformat()
    yield "Time", "" if card.at is None else f"{card.at:%H:%M}"
    yield "State", label(card.state)
    yield "Kind", ", ".join(map(label, card.kinds))
    yield "Minutes", "" if card.minutes is None else str(card.minutes)
    yield "Focus", "" if card.focus is None else label(card.focus)
    yield "Asked by", label(card.asked_by)
    if card.cancelled_by is not None:
        yield "Cancelled by", label(card.cancelled_by)
    elif guide or card.state is SessionState.CANCELLED:
        yield "Cancelled by", ""


def _printed_step(step: CardStep) -> str:
    """An item whose further lines are indented by two spaces, with its day at the very end."""
    about = [f"for {step.teacher}"] if step.teacher else []
    about += [f"check {step.check_on.isoformat()}"] if step.check_on else []
    text = ending_escaped(tidy_text(step.text))
    first, *rest = [escaped(line) for line in text.split("\n")]
    printed = "\n".join([f"- {first}", *(f"  {line}" if line else "" for line in rest)])
    return f"{printed} ({'; '.join(about)})" if about else printed


def escaped(line: str) -> str:
    return re.sub(r"\A(\s*)(\\*(?:#|<!--))", r"\1\\\2", line)


def unescaped(line: str) -> str:
    return re.sub(r"\A(\s*)\\(\\*(?:#|<!--))", r"\1\2", line)


def ending_escaped(text: str) -> str:
    return re.sub(rf"(?<!\S)(\\*{ENDING})", r"\\\1", text, flags=re.I)


def ending_unescaped(text: str) -> str:
    return re.sub(rf"(?<!\S)\\(\\*{ENDING})", r"\1", text, flags=re.I)
