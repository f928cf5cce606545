"""Tables that fit: boxed where there is room, short blocks of lines where there is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coachcli.render.screen import Screen, safe

if TYPE_CHECKING:
    from rich.text import Text

Cell = str | tuple[str, str]
"""Text, or text and its style."""


@dataclass(frozen=True)
class Column:
    """``quiet`` leaves the column out of the narrow form."""

    header: str
    style: str = ""
    right: bool = False
    quiet: bool = False


def draw(
    screen: Screen,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    title: str = "",
) -> None:
    """Show rows as a table, or as blocks when the terminal is narrow. No rows show nothing."""
    if not rows:
        return
    if screen.narrow:
        if title:
            screen.say(title, "bold")
        draw_blocks(screen, columns, rows)
        return
    from rich import box
    from rich.table import Table

    table = Table(
        box=None if screen.plain else box.SIMPLE_HEAD,
        title=text_of(title) if title else None,
        title_justify="left",
        title_style="bold",
        pad_edge=False,
        padding=(0, 1, 0, 0),
        show_edge=False,
    )
    for column in columns:
        table.add_column(
            text_of(column.header),
            style=column.style or None,
            justify="right" if column.right else "left",
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(text_of(cell) for cell in row))
    screen.out.print(table)


def draw_blocks(screen: Screen, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """Each row as a line for its first cell and an indented line for each other that has text."""
    for row in rows:
        screen.out.print(text_of(row[0]), style=columns[0].style or None)
        for column, cell in zip(columns[1:], row[1:], strict=True):
            if not column.quiet and text_of(cell).plain:
                line = text_of(f"  {column.header}: ")
                line.append_text(text_of(cell))
                screen.out.print(line)


def text_of(cell: Cell) -> Text:
    """A cell as text that is never markup."""
    from rich.text import Text

    text, style = (cell, "") if isinstance(cell, str) else cell
    return Text(safe(text), style)
