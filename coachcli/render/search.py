"""What a search found: where it is, and the lines around it with the words marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from coachcli.dates import say_day
from coachcli.render.notes import CYCLE_HEADINGS, HEADINGS
from coachcli.render.screen import Screen, safe
from coachcli.values.frozen import dataclass
from coachcli.values.words import Owner

if TYPE_CHECKING:
    from rich.text import Text

FOUND = "bold reverse"
"""How the words look where the terminal has styles. The marks around them are there anyway."""

PARTS = HEADINGS | CYCLE_HEADINGS


class Excerpt(Protocol):
    """A line with the places of the words in it; ``gap``: others were left out before it."""

    @property
    def text(self) -> str: ...
    @property
    def spans(self) -> Sequence[tuple[int, int]]: ...
    @property
    def gap(self) -> bool: ...


@dataclass(frozen=True)
class FoundRow:
    """One text in which something was found. ``place``, ``id``, ``part`` and ``of`` are those of
    the sealed text."""

    place: str
    id: int
    part: str
    of: int | None
    on: date
    names: tuple[str, ...]
    lines: Sequence[Excerpt]


def draw_found(screen: Screen, rows: Sequence[FoundRow], today: date) -> None:
    """Text after text, newest first."""
    if not rows:
        screen.say("Nothing found.")
        return
    marks = marks_for(screen)
    screen.say(f"Found in {len(rows)} {'text' if len(rows) == 1 else 'texts'}, newest first.")
    for row in rows:
        screen.say()
        screen.out.print(shown(row, marks, today))


def said_place(row: FoundRow) -> str:
    """``session 18 with Tess Oh: what works``."""
    said = f"{row.place.replace('_', ' ')} {row.id}"
    if row.place == "evidence":
        said += f" of cycle {row.of}"
    if row.names:
        said += f" with {', '.join(row.names)}"
    part = said_part(row)
    return f"{said}: {part}" if part else said


def said_part(row: FoundRow) -> str:
    if row.place == "step":
        return "yours" if row.part == Owner.COACH else "the teacher's"
    if row.place != "evidence" and row.part in PARTS:
        heading = PARTS[row.part]
        return heading[0].lower() + heading[1:]
    return row.part if row.place == "evidence" else row.part.replace("_", " ")


def marks_for(screen: Screen) -> tuple[str, str]:
    """What stands around the words, as the terminal's encoding can say it."""
    return ("»", "«") if screen.out.encoding.startswith("utf") else (">", "<")


def shown(row: FoundRow, marks: tuple[str, str], today: date) -> Text:
    """One text in one piece, which takes Rich less time than line by line."""
    from rich.text import Text

    text = Text()
    text.append(safe(f"{say_day(row.on, today)}, {said_place(row)}"), "bold")
    for line in row.lines:
        text.append("\n...\n" if line.gap else "\n")
        done = 0
        for start, end in line.spans:
            text.append(safe(line.text[done:start]))
            text.append(f"{marks[0]}{safe(line.text[start:end])}{marks[1]}", FOUND)
            done = end
        text.append(safe(line.text[done:]))
    return text
