"""What an import of a log would do, row by row, and the spellings that it is read with."""

from __future__ import annotations

from collections.abc import Sequence

from coachcli.render.screen import Screen
from coachcli.render.tables import TEACHER, Column, draw, firm
from coachcli.values.frozen import dataclass

STYLES = {"new": "green", "duplicate": "dim", "problem": "bold red"}
SPELLINGS = (Column("Word", style="bold"), Column("Read as", firm=True))


@dataclass(frozen=True)
class ShownRow:
    """One row of a log, its texts said only by their length."""

    line: int
    day: str
    who: str
    outcome: str
    why: str


def draw_columns(
    screen: Screen,
    columns: Sequence[tuple[str, str]],
    ignored: Sequence[str],
    notes: Sequence[str],
) -> None:
    """Which column is read as what, for the coach to confirm, and what holds for the whole file."""
    draw(screen, [Column("Column", style="bold"), Column("Read as")], columns)
    if ignored:
        screen.say(f"Not used: {', '.join(ignored)}.")
    screen.say('To correct one, add for example: --column notes="What was said"')
    for note in notes:
        screen.say(note)
    screen.say()


def draw_rows(screen: Screen, rows: Sequence[ShownRow], hidden: int) -> None:
    line = Column("Line", right=not screen.narrow, firm=True)
    cells = [
        (
            f"Line {row.line}" if screen.narrow else str(row.line),
            row.day,
            row.who,
            (row.outcome, STYLES[row.outcome]),
            row.why,
        )
        for row in rows
    ]
    draw(screen, [line, *firm("Day"), TEACHER, *firm("Outcome"), Column("What and why")], cells)
    if hidden:
        screen.say(f"{hidden:,} rows more are not shown. See them with: --dry-run --all")


def draw_spellings(
    screen: Screen, own: Sequence[tuple[str, str]], built_in: Sequence[tuple[str, str]]
) -> None:
    """The coach's spellings, then those that are built in, by what they mean."""
    if own:
        draw(screen, SPELLINGS, own, title="Your own")
        screen.say()
    draw(screen, SPELLINGS[::-1], built_in, title="Built in")
