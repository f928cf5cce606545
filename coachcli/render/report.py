"""The agreement, and a report before it leaves, in a terminal: in lines that are easy to read."""

from __future__ import annotations

from collections.abc import Sequence

from coachcli.render.screen import Screen
from coachcli.render.tables import Column, draw

Drawn = tuple[
    str, Sequence[str], Sequence[tuple[Sequence[str], Sequence[Sequence[str]], frozenset[int]]]
]
"""A heading, paragraphs, and tables of column heads, rows and the places of figures."""


def draw_report(
    screen: Screen, title: str, lead: Sequence[str], sections: Sequence[Drawn], notes: Sequence[str]
) -> None:
    """The whole report, then ``notes`` about what leaves."""
    screen.say_filled(title, "bold")
    for paragraph in lead:
        screen.say_filled(paragraph)
    for heading, paragraphs, tables in sections:
        screen.say()
        screen.say_filled(heading, "bold")
        for paragraph in paragraphs:
            screen.say_filled(paragraph)
        for number, (heads, rows, figures) in enumerate(tables):
            if number:
                screen.say()
            columns = [
                Column(head, style="" if place else "bold", right=place in figures)
                for place, head in enumerate(heads)
            ]
            draw(screen, columns, rows)
    screen.say()
    for note in notes:
        screen.say_filled(note, "bold")


def draw_agreement(
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
