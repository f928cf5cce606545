"""The session card: what happened in one session, as Markdown that a coach fills in by hand.

``parse_card`` reads back exactly what ``print_card`` wrote. It forgives what a hurried hand does
and refuses what it cannot place, because a line that is skipped is a line that is lost. The text
below the headings is sealed: no error here repeats it, only its line number.

A line of a person's text that begins like a heading or a comment carries one backslash more on
the card than it was typed with (``\\# 5``), and so does an ending in brackets that looks like
a step's own (``\\(check 2026-12-08)``). Any other backslash means itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from coachcli.coaching.names import fold
from coachcli.coaching.words import (
    asked_by_named,
    choices,
    focus_named,
    kinds_named,
    label,
    letters,
    party_named,
    state_named,
)
from coachcli.dates import parse_day, parse_minutes, parse_time, say_day
from coachcli.errors import CoachError
from coachcli.values import AskedBy, Focus, Kind, Owner, Part, Party, SessionState

BYTES_MAX = 1_000_000

CARD_STATES = (SessionState.HELD, SessionState.CANCELLED, SessionState.NO_SHOW)

Read = TypeVar("Read")
Line = tuple[int, str]
"""A line and its number, counted from 1."""


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


_PARTS = {
    Part.NOTES: "Notes",
    Part.WORKS: "What works",
    Part.HARD: "What is hard",
    Part.ASK_NEXT: "Ask next time",
    Part.REASON: "Reason",
}
_STEPS = {Owner.TEACHER: "Next steps: teacher", Owner.COACH: "Next steps: coach"}
_HEADINGS: dict[str, Part | Owner] = {
    **{letters(title): part for part, title in _PARTS.items()},
    **{letters(title): owner for owner, title in _STEPS.items()},
    "note": Part.NOTES,
    "works": Part.WORKS,
    "whatworked": Part.WORKS,
    "hard": Part.HARD,
    "whatshard": Part.HARD,
    "whatwashard": Part.HARD,
    "asknext": Part.ASK_NEXT,
    "nexttime": Part.ASK_NEXT,
    "nextstepteacher": Owner.TEACHER,
    "nextstepsforteacher": Owner.TEACHER,
    "nextstepsfortheteacher": Owner.TEACHER,
    "teachersnextsteps": Owner.TEACHER,
    "nextstepcoach": Owner.COACH,
    "nextstepsforcoach": Owner.COACH,
    "nextstepsforthecoach": Owner.COACH,
    "coachsnextsteps": Owner.COACH,
}
_KEYS = {
    "teacher": "Teacher",
    "teachers": "Teacher",
    "with": "Teacher",
    "date": "Date",
    "day": "Date",
    "on": "Date",
    "time": "Time",
    "at": "Time",
    "state": "State",
    "kind": "Kind",
    "kinds": "Kind",
    "minutes": "Minutes",
    "min": "Minutes",
    "length": "Minutes",
    "focus": "Focus",
    "askedby": "Asked by",
    "cancelledby": "Cancelled by",
    "canceledby": "Cancelled by",
    "calledoffby": "Cancelled by",
}
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
_COMMENT_LINES = frozenset(_COMMENTS.values())

_HEADINGS_SAID = ", ".join([*_PARTS.values(), *_STEPS.values()])
_KEYS_SAID = ", ".join(dict.fromkeys(_KEYS.values()))
_REFUSED = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
_ENDING = r"\((?:for|check|by)\b[^()\n]*\)\Z"


def tidy_text(text: str) -> str:
    """The one form in which a text is kept: lines end in a bare newline, and space around the
    whole is gone. Everything within stays: blank lines, indents, spaces at line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def check_text(text: str) -> str:
    """Text that is about to be sealed, tidied. Refuses what a card could not hold either."""
    if len(text.encode("utf-8", "replace")) > BYTES_MAX:
        raise CoachError("That is more than a million bytes of text.", "Type a shorter one.")
    tidy = tidy_text(text)
    if re.search(_REFUSED, tidy.replace("\n", " ")):
        raise CoachError(
            "There is a control character in that.", "Type it afresh instead of pasting it."
        )
    return tidy


def check_card(card: Card, today: date) -> None:
    """Refuse what cannot have happened or contradicts itself; flags and files pass here alike."""
    if not card.teachers:
        raise CoachError("The card names no teacher.", "Write a line like: - Teacher: marta")
    _check_state(card.state)
    _check_day(card.on, card.state, today)
    _check_cancelled_by(card.cancelled_by, card.state)


def _check_state(state: SessionState) -> None:
    if state not in CARD_STATES:
        raise CoachError(
            "A card tells what happened, so its session cannot be planned any more.",
            f"Choose {choices(CARD_STATES)}.",
        )


def _check_day(on: date, state: SessionState, today: date) -> None:
    if state is not SessionState.CANCELLED and on > today:
        raise CoachError(
            f"{say_day(on, today)} is still to come, so nothing can have happened on it.",
            "For a day that is past, write it like 2026-11-24, yesterday or last tue.",
        )


def _check_cancelled_by(party: Party | None, state: SessionState) -> None:
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
            lines += ["", f"## {_PARTS[part]}", *_guide(part, guide), ""]
            lines += [_escaped(line) for line in text.split("\n") if text]
    for owner in Owner:
        steps = [step for step in card.steps if step.owner is owner]
        lines += ["", f"## {_STEPS[owner]}", *_guide(owner, guide), ""]
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
    text = re.sub(rf"(?<!\S)(\\*{_ENDING})", r"\\\1", tidy_text(step.text), flags=re.I)
    first, *rest = [_escaped(line) for line in text.split("\n")]
    printed = "\n".join([f"- {first}", *(f"  {line}" if line else "" for line in rest)])
    return f"{printed} ({'; '.join(about)})" if about else printed


def _escaped(line: str) -> str:
    return re.sub(r"\A(\s*)(\\*(?:#|<!--))", r"\1\\\2", line)


def _unescaped(line: str) -> str:
    return re.sub(r"\A(\s*)\\(\\*(?:#|<!--))", r"\1\2", line)


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
        on=_needed(head, "Date", lambda said: _day(said, state, today), "2026-11-24"),
        at=_value(head, "Time", parse_time),
        state=state,
        kinds=_value(head, "Kind", kinds_named) or (),
        minutes=_value(head, "Minutes", parse_minutes),
        focus=_value(head, "Focus", focus_named),
        asked_by=_value(head, "Asked by", asked_by_named) or AskedBy.PLANNED,
        cancelled_by=_value(head, "Cancelled by", lambda said: _cancelled_by(said, state)),
        **{part.value: _text(sections.get(part, [])) for part in Part},
        steps=tuple(
            step
            for owner in Owner
            for step in _steps(owner, sections.get(owner, []), teachers, today)
        ),
    )


@contextmanager
def _on_line(number: int) -> Iterator[None]:
    """Put the line's number before the sentence of any CoachError."""
    try:
        yield
    except CoachError as error:
        message = f"Line {number}: {error.message}"
        raise CoachError(message, error.hint, code=error.code) from None


def _lines(text: str) -> list[Line]:
    if len(text) > BYTES_MAX or len(text.encode("utf-8", "replace")) > BYTES_MAX:
        raise CoachError(
            "The card is larger than a million bytes.", "A card is for one session; split it."
        )
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = list(enumerate(plain.split("\n"), 1))
    for number, line in lines:
        if re.search(_REFUSED, line):
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
        if line.strip() in _COMMENT_LINES:
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
    found: dict[str, Line] = {}
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
        if key in found:
            raise CoachError(
                f"Line {number} gives {key} again, after line {found[key][0]}.", "Keep one of them."
            )
        found[key] = (number, match[2].strip().strip("*").strip())
    return found


def _value(head: Mapping[str, Line], key: str, read: Callable[[str], Read]) -> Read | None:
    number, said = head.get(key, (0, ""))
    if not said:
        return None
    with _on_line(number):
        return read(said)


def _needed(head: Mapping[str, Line], key: str, read: Callable[[str], Read], such_as: str) -> Read:
    value = _value(head, key, read)
    if value is None:
        raise CoachError(
            f"The card has no {key.lower()}.", f"Write a line like: - {key}: {such_as}"
        )
    return value


def _teachers(said: str) -> tuple[str, ...]:
    words = [" ".join(word.split()) for word in re.split(r"[,;&]|\s+and\s+", said)]
    teachers = tuple({fold(word): word for word in reversed(words) if word}.values())[::-1]
    if not teachers:
        raise CoachError("This names no teacher.", "Write a line like: - Teacher: marta")
    return teachers


def _state(said: str) -> SessionState:
    state = state_named(said)
    _check_state(state)
    return state


def _day(said: str, state: SessionState, today: date) -> date:
    day = parse_day(said, today)
    _check_day(day, state, today)
    return day


def _cancelled_by(said: str, state: SessionState) -> Party:
    party = party_named(said)
    _check_cancelled_by(party, state)
    return party


def _text(lines: Sequence[Line]) -> str:
    return tidy_text("\n".join(_unescaped(line) for _, line in lines))


def _steps(
    owner: Owner, lines: Sequence[Line], teachers: Sequence[str], today: date
) -> Iterator[CardStep]:
    for number, item in _items(lines):
        text = tidy_text("\n".join(map(_unescaped, item)))
        if text:
            with _on_line(number):
                yield _step(owner, text, teachers, today)


def _items(lines: Sequence[Line]) -> list[tuple[int, list[str]]]:
    """The items of a list, each with the number of its first line.

    An item goes on in lines indented by two spaces, and, as in Markdown, in lines that follow it
    without a blank line between; any other line without a dash is an item of its own.
    """
    items: list[tuple[int, list[str]]] = []
    blank = True
    for number, line in lines:
        indented = line.startswith(("  ", "\t"))
        marker = re.match(r"\s*(?:[-*+•]|[0-9]{1,2}[.)])(?:\s+|\Z)", line)
        if marker and not (indented and items):
            items.append((number, [line[marker.end() :]]))
        elif indented and items:
            items[-1][1].append(line.removeprefix("\t") if line[0] == "\t" else line[2:])
        elif line.strip() and blank:
            items.append((number, [line]))
        elif items:
            items[-1][1].append(line)
        blank = not line.strip()
    return items


def _step(owner: Owner, text: str, teachers: Sequence[str], today: date) -> CardStep:
    ending = re.search(rf"(?<=\s){_ENDING}", text, re.I)
    about = _about(ending[0], teachers, today) if ending else None
    if ending is None or about is None:
        return CardStep(owner, _ending_unescaped(text))
    return CardStep(owner, _ending_unescaped(text[: ending.start()].rstrip()), *about)


def _ending_unescaped(text: str) -> str:
    return re.sub(rf"(?<!\S)\\(\\*{_ENDING})", r"\1", text, flags=re.I)


def _about(ending: str, teachers: Sequence[str], today: date) -> tuple[date | None, str] | None:
    """The check-on day and the teacher in ``(for marta; check 2026-12-08)``; None when these are
    other words in brackets, which belong to the text."""
    match = re.fullmatch(
        r"\((?:for\s+(?P<who>[^;,]+?)\s*(?:[;,]\s*|(?=\))))?(?:(?:check|by)\s+(?P<when>.+?)\s*)?\)",
        ending,
        re.I,
    )
    if match is None:
        return None
    teacher = _one_of(match["who"], teachers) if match["who"] else ""
    try:
        check_on = _check_on(match["when"], today) if match["when"] else None
    except CoachError as error:
        if error.code != "no_such_day":
            return None
        raise CoachError(
            "The brackets at the end of this step name a day that does not exist or is not clear.",
            "Write it like (check 2026-12-08). To keep the brackets as text, write \\( for (.",
        ) from None
    if teacher is None and match["when"]:
        raise CoachError(
            "This step is for somebody who is not among the teachers of the card.",
            f"They are {', '.join(teachers)}. To keep the brackets as text, write \\( for (.",
        )
    return None if teacher is None else (check_on, teacher)


def _check_on(said: str, today: date) -> date | None:
    if letters(said) in ("nextvisit", "nexttime", "atnextvisit", "atthenextvisit"):
        return None
    return parse_day(said, today)


def _one_of(who: str, teachers: Collection[str]) -> str | None:
    """The teacher of the card whose word this is, or the only one with a name beginning so."""
    typed = fold(" ".join(who.split()))
    same = [teacher for teacher in teachers if fold(teacher) == typed]
    fits = same or [
        teacher
        for teacher in teachers
        if any(word.startswith(typed) for word in re.split(r"[\s-]+", fold(teacher)))
    ]
    return fits[0] if len(fits) == 1 else None
