"""Reading a session card: back exactly what ``card.print_card`` wrote, and what a hand made of it.

It forgives what a hurried hand does and refuses what it cannot place, because a line that is
skipped is a line that is lost. The text below the headings is sealed: no error here repeats it,
only its line number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from coachcli.coaching.card.card import (
    COMMENT_LINES,
    STEPS,
    Card,
    check_cancelled_by,
    check_day,
    check_state,
    unescaped,
)
from coachcli.coaching.card.steps import Line, on_line, read_steps
from coachcli.coaching.people.names import fold
from coachcli.coaching.texts import BYTES_MAX, REFUSED, tidy_text
from coachcli.coaching.words import (
    asked_by_named,
    focus_named,
    kinds_named,
    letters,
    party_named,
    state_named,
)
from coachcli.dates import parse_day, parse_minutes, parse_time
from coachcli.errors import CoachError
from coachcli.values.words import PARTS, AskedBy, Owner, Part, Party, SessionState

Read = TypeVar("Read")

_OTHER_HEADINGS: dict[Part | Owner, tuple[str, ...]] = {
    Part.NOTES: ("note",),
    Part.WORKS: ("works", "what worked"),
    Part.HARD: ("hard", "what's hard", "what was hard"),
    Part.ASK_NEXT: ("ask next", "next time"),
    Part.REASON: (),
    Owner.TEACHER: (
        *("next step teacher", "next steps for teacher", "next steps for the teacher"),
        "teacher's next steps",
    ),
    Owner.COACH: (
        *("next step coach", "next steps for coach", "next steps for the coach"),
        "coach's next steps",
    ),
}
_HEADINGS = {
    letters(title): section
    for section, others in _OTHER_HEADINGS.items()
    for title in (PARTS[section] if isinstance(section, Part) else STEPS[section], *others)
}
_OTHER_KEYS = {
    "Teacher": ("teachers", "with"),
    "Date": ("day", "on"),
    "Time": ("at",),
    "State": (),
    "Kind": ("kinds",),
    "Minutes": ("min", "length"),
    "Focus": (),
    "Asked by": (),
    "Cancelled by": ("canceled by", "called off by"),
}
_KEYS = {letters(word): key for key, others in _OTHER_KEYS.items() for word in (key, *others)}
_HEADINGS_SAID = ", ".join([*PARTS.values(), *STEPS.values()])
_KEYS_SAID = ", ".join(_OTHER_KEYS)


def parse_card(text: str, today: date) -> Card:
    """The card that the text says; days are read as said today.

    The first heading of the file is its title and only for the eye. A heading that comes twice
    adds to its first text. Sections that are missing are empty, and a missing state is ``held``.
    """
    head_lines, sections = _divided(_lines(text))
    head = _keys(head_lines)
    teachers = _needed(head, "Teacher", _teachers, "marta")
    state = _value(head, "State", _state) or SessionState.HELD
    return Card(
        teachers=teachers,
        on=_needed(head, "Date", lambda text: _day(text, state, today), "2026-11-24"),
        at=_value(head, "Time", parse_time),
        state=state,
        kinds=_value(head, "Kind", kinds_named) or (),
        minutes=_value(head, "Minutes", parse_minutes),
        focus=_value(head, "Focus", focus_named),
        asked_by=_value(head, "Asked by", asked_by_named) or AskedBy.PLANNED,
        cancelled_by=_value(head, "Cancelled by", lambda text: _cancelled_by(text, state)),
        **{part.value: _text(sections.get(part, [])) for part in Part},
        steps=tuple(
            step
            for owner in Owner
            for step in read_steps(owner, sections.get(owner, []), teachers, today)
        ),
    )


def _lines(text: str) -> list[Line]:
    if len(text) > BYTES_MAX or len(text.encode("utf-8", "replace")) > BYTES_MAX:
        raise CoachError(
            "The card is larger than a million bytes.", "A card is for one session; split it."
        )
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = list(enumerate(plain.split("\n"), 1))
    for number, line in lines:
        if re.search(REFUSED, line):
            raise CoachError(
                f"Line {number} has a control character in it.",
                "Delete it, or type the line afresh instead of pasting it.",
            )
    return lines


def _divided(lines: Sequence[Line]) -> tuple[list[Line], dict[Part | Owner, list[Line]]]:
    """The lines before the first section, and those of each section; without our comments."""
    head: list[Line] = []
    sections: dict[Part | Owner, list[Line]] = {}
    here, titled = head, False
    for number, line in lines:
        if line.strip() in COMMENT_LINES:
            continue
        level, section = _heading(line)
        if section is not None:
            here = sections.setdefault(section, [])
            here.append((number, ""))
        elif not level:
            here.append((number, line))
        elif titled or sections or any(said.strip() for _, said in head):
            raise CoachError(
                f"Line {number} is a heading that a session card does not have.",
                f"Headings are {_HEADINGS_SAID}. To keep the line as text, begin it with \\#.",
            )
        else:
            titled = True
    return head, sections


def _heading(line: str) -> tuple[int, Part | Owner | None]:
    """The level of a heading (0: it is text) and its section (None: not one of ours).

    ``#tag`` and headings of a third level that are not ours are text.
    """
    match = re.match(r" {0,3}(#{1,6})(\s*)(.*)", line)
    if match is None:
        return 0, None
    level, spaced, title = len(match[1]), bool(match[2]), match[3]
    section = _HEADINGS.get(letters(title)) if spaced or level > 1 else None
    if section is None and (level > 2 or not spaced or not title.strip()):
        return 0, None
    return level, section


def _keys(lines: Sequence[Line]) -> dict[str, Line]:
    """The values of the list on top, by key."""
    values: dict[str, Line] = {}
    for number, line in lines:
        if not line.strip():
            continue
        match = re.fullmatch(r"\s*(?:[-*+•]\s+)?([^:]{1,30}):(.*)", line)
        key = _KEYS.get(letters(match[1])) if match else None
        if match is None or key is None:
            raise CoachError(
                f"Line {number} is not one of those a card begins with.",
                f"They are {_KEYS_SAID}, each with a colon. Notes stand below ## Notes.",
            )
        if key in values:
            raise CoachError(
                f"Line {number} gives {key} again, after line {values[key][0]}.",
                "Keep one of them.",
            )
        values[key] = (number, match[2].strip().strip("*").strip())
    return values


def _value(head: Mapping[str, Line], key: str, read: Callable[[str], Read]) -> Read | None:
    number, text = head.get(key, (0, ""))
    if not text:
        return None
    with on_line(number):
        return read(text)


def _needed(head: Mapping[str, Line], key: str, read: Callable[[str], Read], such_as: str) -> Read:
    value = _value(head, key, read)
    if value is None:
        raise CoachError(
            f"The card has no {key.lower()}.", f"Write a line like: - {key}: {such_as}"
        )
    return value


def _teachers(text: str) -> tuple[str, ...]:
    words = [" ".join(word.split()) for word in re.split(r"[,;&]|\s+and\s+", text)]
    teachers = tuple({fold(word): word for word in reversed(words) if word}.values())[::-1]
    if not teachers:
        raise CoachError("This names no teacher.", "Write a line like: - Teacher: marta")
    return teachers


def _state(text: str) -> SessionState:
    state = state_named(text)
    check_state(state)
    return state


def _day(text: str, state: SessionState, today: date) -> date:
    day = parse_day(text, today)
    check_day(day, state, today)
    return day


def _cancelled_by(text: str, state: SessionState) -> Party:
    party = party_named(text)
    check_cancelled_by(party, state)
    return party


def _text(lines: Sequence[Line]) -> str:
    return tidy_text("\n".join(unescaped(line) for _, line in lines))
