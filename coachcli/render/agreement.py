"""The agreement in a terminal: headings, paragraphs and points, in lines that are easy to read."""

from __future__ import annotations

from collections.abc import Sequence

from coachcli.render.screen import Screen


def draw(
    screen: Screen,
    title: str,
    lead: Sequence[str],
    sections: Sequence[tuple[str, Sequence[str], Sequence[str]]],
) -> None:
    """A section is its heading, its paragraphs and its points."""
    screen.say_filled(title, "bold")
    for paragraph in lead:
        screen.say()
        screen.say_filled(paragraph)
    for heading, paragraphs, points in sections:
        screen.say()
        screen.say_filled(heading, "bold")
        for number, paragraph in enumerate(paragraphs):
            if number:
                screen.say()
            screen.say_filled(paragraph)
        for point in points:
            screen.say_filled(point, first="- ", others="  ")
