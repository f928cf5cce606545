"""What a search found: where it is, and the lines around it with the words marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from coachcli.dates import say_day
from coachcli.render.notes import CYCLE_HEADINGS, HEADINGS
from coachcli.render.screen import Screen, safe
from coachcli.values.frozen import dataclass
from coachcli.values.record import ExcerptLine, Place, SealedText
from coachcli.values.words import Owner

if TYPE_CHECKING:
    from rich.text import Text

FOUND = "bold reverse"
"""How the words look where the terminal has styles. The marks around them are there anyway."""

PARTS = HEADINGS | CYCLE_HEADINGS


@dataclass(frozen=True)
class Hit:
    """A text in which everything was found, and where in it."""

    where: SealedText
    text: str
    spans: Sequence[tuple[int, int]]

    JSON = {
        "place": "where.place",
        "id": "where.id",
        "part": "part",
        "of": "where.of",
        "date": "where.on",
        "teachers": "where.teachers",
        "text": "text",
        "spans": "spans",
    }

    @property
    def part(self) -> str | None:
        return self.where.part or None


def draw_hits(
    screen: Screen,
    hits: Sequence[Hit],
    excerpts: Sequence[Sequence[ExcerptLine]],
    names: Mapping[str, str],
    today: date,
) -> None:
    """Text after text, newest first, each with its excerpt."""
    if not hits:
        screen.say("Nothing found.")
        return
    marks = marks_for(screen)
    screen.say(f"Found in {len(hits)} {'text' if len(hits) == 1 else 'texts'}, newest first.")
    for hit, excerpt in zip(hits, excerpts, strict=True):
        screen.say()
        title = f"{say_day(hit.where.on, today)}, {place_in_words(hit.where, names)}"
        screen.out.print(marked(title, excerpt, marks))


def place_in_words(where: SealedText, names: Mapping[str, str]) -> str:
    """``session 18 with Tess Oh: what works``."""
    words = f"{where.place.replace('_', ' ')} {where.id}"
    if where.place is Place.EVIDENCE:
        words += f" of cycle {where.of}"
    if where.teachers:
        words += f" with {', '.join(names[handle] for handle in where.teachers)}"
    part = part_in_words(where)
    return f"{words}: {part}" if part else words


def part_in_words(where: SealedText) -> str:
    if where.place is Place.STEP:
        return "yours" if where.part == Owner.COACH else "the teacher's"
    if where.place is Place.EVIDENCE:
        return where.part
    heading = PARTS.get(where.part, "")
    return heading[:1].lower() + heading[1:] or where.part.replace("_", " ")


def marks_for(screen: Screen) -> tuple[str, str]:
    """What stands around the words, as the terminal's encoding can say it."""
    return ("»", "«") if screen.out.encoding.startswith("utf") else (">", "<")


def marked(title: str, lines: Sequence[ExcerptLine], marks: tuple[str, str]) -> Text:
    """One text in one piece, which takes Rich less time than line by line."""
    from rich.text import Text

    text = Text()
    text.append(safe(title), "bold")
    for line in lines:
        text.append("\n...\n" if line.gap else "\n")
        done = 0
        for start, end in line.spans:
            text.append(safe(line.text[done:start]))
            text.append(f"{marks[0]}{safe(line.text[start:end])}{marks[1]}", FOUND)
            done = end
        text.append(safe(line.text[done:]))
    return text
