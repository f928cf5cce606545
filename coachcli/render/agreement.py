"""The agreement in a terminal: headings, paragraphs and points, in lines that are easy to read."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

from coachcli.render.screen import Screen

WIDEST = 80


def draw(
    screen: Screen,
    title: str,
    lead: Sequence[str],
    sections: Sequence[tuple[str, Sequence[str], Sequence[str]]],
) -> None:
    """A section is its heading, its paragraphs and its points."""
    width = min(screen.out.width, WIDEST)

    def block(text: str, style: str = "", first: str = "", indent: str = "") -> None:
        filled = fill(
            text, width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False
        )
        screen.say(filled, style)

    block(title, "bold")
    for paragraph in lead:
        screen.say()
        block(paragraph)
    for heading, paragraphs, points in sections:
        screen.say()
        block(heading, "bold")
        for number, paragraph in enumerate(paragraphs):
            if number:
                screen.say()
            block(paragraph)
        for point in points:
            block(point, first="- ", indent="  ")
