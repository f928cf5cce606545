"""A report in the terminal: what it says, before it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

from coachcli.render.screen import Screen
from coachcli.render.tables import Column, draw

WIDEST = 80

Drawn = tuple[
    str, Sequence[str], Sequence[tuple[Sequence[str], Sequence[Sequence[str]], frozenset[int]]]
]
"""A heading, paragraphs, and tables of column heads, rows and the places of figures."""


def draw_report(
    screen: Screen, title: str, lead: Sequence[str], sections: Sequence[Drawn], notes: Sequence[str]
) -> None:
    """The whole report, then ``notes`` about what leaves."""
    width = min(screen.out.width, WIDEST)

    def paragraph(text: str, style: str = "") -> None:
        screen.say(fill(text, width, break_on_hyphens=False), style)

    paragraph(title, "bold")
    for each in lead:
        paragraph(each)
    for heading, text, tables in sections:
        screen.say()
        paragraph(heading, "bold")
        for each in text:
            paragraph(each)
        for number, (columns, rows, numbers) in enumerate(tables):
            if number:
                screen.say()
            draw(
                screen,
                [
                    Column(head, style="" if place else "bold", right=place in numbers)
                    for place, head in enumerate(columns)
                ],
                rows,
            )
    screen.say()
    for each in notes:
        paragraph(each, "bold")
