"""The next steps below a heading of a session card, read as ``card.print_card`` writes them, and as
a hand does.

No error repeats the text of a step.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from coachcli.coaching.card.card import ENDING, CardStep, ending_unescaped, unescaped
from coachcli.coaching.people.names import fold
from coachcli.coaching.texts import tidy_text
from coachcli.coaching.words import letters
from coachcli.dates import parse_day
from coachcli.errors import CoachError
from coachcli.values.words import Owner

Line = tuple[int, str]
"""A line and its number, counted from 1."""


@contextmanager
def on_line(number: int) -> Iterator[None]:
    """Put the line's number before the sentence of any CoachError."""
    try:
        yield
    except CoachError as error:
        message = f"Line {number}: {error.message}"
        raise CoachError(message, error.hint, code=error.code) from None


def read_steps(
    owner: Owner, lines: Sequence[Line], teachers: Sequence[str], today: date
) -> Iterator[CardStep]:
    for number, item in _items(lines):
        text = tidy_text("\n".join(map(unescaped, item)))
        if text:
            with on_line(number):
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
    ending = re.search(rf"(?<=\s){ENDING}", text, re.I)
    about = _about(ending[0], teachers, today) if ending else None
    if ending is None or about is None:
        return CardStep(owner, ending_unescaped(text))
    return CardStep(owner, ending_unescaped(text[: ending.start()].rstrip()), *about)


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
    when = match["when"] or "next visit"
    is_next_visit = letters(when) in ("nextvisit", "nexttime", "atnextvisit", "atthenextvisit")
    try:
        check_on = None if is_next_visit else parse_day(when, today)
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
