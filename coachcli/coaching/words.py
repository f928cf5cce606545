"""The enums of ``values`` as people write them: what a typed word means, and how to say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from coachcli.coaching.people.names import fold
from coachcli.dates import either, quoted, say_word
from coachcli.errors import CoachError
from coachcli.values.words import AskedBy, Focus, Kind, Part, Party, Phase, SessionState, Work

Word = TypeVar("Word", bound=StrEnum)

_KIND_SPELLINGS = {
    "modelling": Kind.MODELING,
    "modelled lesson": Kind.MODELING,
    "modeled lesson": Kind.MODELING,
    "debriefing": Kind.DEBRIEF,
}
_FOCUS_SPELLINGS = {"planning": Focus.CONTENT_PLANNING, "management": Focus.CLASSROOM_MANAGEMENT}
_WORK_SPELLINGS = {
    "pd": Work.WORKSHOP,
    "professional development": Work.WORKSHOP,
    "training": Work.WORKSHOP,
    "plc": Work.LEARNING_COMMUNITY,
    "resources": Work.PLANNING_RESOURCES,
    "students": Work.STUDENT_GROUP,
    "small group": Work.STUDENT_GROUP,
    "substituting": Work.COVERING,
    "class cover": Work.COVERING,
    "covering a class": Work.COVERING,
    "lunch duty": Work.DUTY,
    "recess duty": Work.DUTY,
    "bus duty": Work.DUTY,
}
_PART_SPELLINGS = {
    "what works": Part.WORKS,
    "what is hard": Part.HARD,
    "next time": Part.ASK_NEXT,
    "why": Part.REASON,
}
_STATE_SPELLINGS = {"canceled": SessionState.CANCELLED}


def label(word: StrEnum) -> str:
    """``co-planning``, ``student work``, ``no-show``: a value as a person writes it."""
    return say_word(word.value)


def letters(text: str) -> str:
    """Only the folded letters and digits: ``Co-planning`` and ``co planning`` are one word."""
    return "".join(char for char in fold(text) if char.isalnum())


def choices(words: Iterable[StrEnum]) -> str:
    """The words said in a row: ``held, cancelled or no-show``."""
    return either([label(word) for word in words])


def _named(
    words: type[Word], what: str, spellings: Mapping[str, Word] | None = None
) -> Callable[[str], Word]:
    """What finds the word that a text spells, or begins if only one begins so."""

    def named(text: str) -> Word:
        text = text.strip()
        typed = letters(text)
        known = {letters(word.value): word for word in words}
        known |= {letters(spelling): word for spelling, word in (spellings or {}).items()}
        if typed in known:
            return known[typed]
        meant = {word for spelling, word in known.items() if typed and spelling.startswith(typed)}
        if len(meant) == 1:
            return meant.pop()
        if meant:
            several = choices(word for word in words if word in meant)
            raise CoachError(f"{quoted(text)} could be {several}.", "Type a few more letters.")
        raise CoachError(f"{quoted(text)} is not a {what}.", f"Choose {choices(words)}.")

    return named


kind_named = _named(Kind, "kind of session", _KIND_SPELLINGS)
focus_named = _named(Focus, "focus", _FOCUS_SPELLINGS)
state_named = _named(SessionState, "state of a session", _STATE_SPELLINGS)
phase_named = _named(Phase, "phase of a cycle")
asked_by_named = _named(AskedBy, "person who asks for a session")
work_named = _named(Work, "kind of other work", _WORK_SPELLINGS)
part_named = _named(Part, "part of a session's notes", _PART_SPELLINGS)
party_named = _named(Party, "party that calls a session off")


def kinds_named(text: str) -> tuple[Kind, ...]:
    """The kinds in a list such as ``observation / debrief``, none twice."""
    words = re.split(r"[,;/&+]|\s+and\s+", text)
    return tuple(dict.fromkeys(kind_named(word) for word in words if word.strip()))
