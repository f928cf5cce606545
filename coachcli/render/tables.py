"""Tables that fit: boxed where there is room, short blocks of lines where there is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coachcli.render.screen import Screen, safe
from coachcli.values.frozen import dataclass

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

Cell = str | tuple[str, str]
"""Text, or text and its style."""


FIRM_MAX = 24
"""Characters beyond which no column insists on one line."""


@dataclass(frozen=True)
class Column:
    """``firm`` keeps the cells on one line as long as other columns can give way."""

    header: str
    style: str = ""
    right: bool = False
    firm: bool = False


NUMBER = Column("No.", right=True, firm=True)
TEACHER = Column("Teacher", style="bold")


def plain(*headers: str) -> list[Column]:
    return [Column(header) for header in headers]


def firm(*headers: str) -> list[Column]:
    return [Column(header, firm=True) for header in headers]


def draw(
    screen: Screen, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, title: str = ""
) -> None:
    """Show rows as a table, or as blocks when the terminal is narrow. No rows show nothing."""
    if not rows:
        return
    if title:
        screen.say(title, "bold")
    if screen.narrow:
        draw_blocks(screen, columns, rows)
        return
    screen.out.print(table_of(screen, columns, rows))


def table_of(screen: Screen, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Table:
    """The rows as a table that is no wider than the screen."""
    from rich import box
    from rich.table import Table

    table = Table(
        box=None if screen.plain else box.SIMPLE_HEAD,
        pad_edge=False,
        # Rich takes a third longer with padding, so the gap is a part of the column's width.
        padding=0,
        show_edge=False,
    )
    cells = [[text_of(cell) for cell in row] for row in rows]
    wide = widths(screen, columns, cells)
    for place, (column, width) in enumerate(zip(columns, wide, strict=True)):
        is_last = place == len(columns) - 1
        for line in cells:
            if column.right:
                line[place].align("right", width)
            if screen.plain and not is_last:
                # No line stands between the columns, so what wraps must leave the gap free itself.
                line[place] = wrapped(screen, line[place], width)
        texts = [line[place] for line in cells]
        table.add_column(
            text_of(column.header),
            style=column.style or None,
            overflow="fold",
            no_wrap=all(text.cell_len <= width and "\n" not in text.plain for text in texts),
            width=width if is_last else width + 1,
        )
    for line in cells:
        table.add_row(*line)
    return table


def wrapped(screen: Screen, text: Text, width: int) -> Text:
    """The text broken into lines of at most ``width``."""
    if text.cell_len <= width:
        return text
    from rich.text import Text

    return Text("\n").join(text.wrap(screen.out, width, overflow="fold"))


def draw_numbered(
    screen: Screen, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]
) -> None:
    """As ``draw``, for rows that begin with their number. In a narrow terminal it comes second."""
    if screen.narrow:
        columns = [columns[1], columns[0], *columns[2:]]
        rows = [(row[1], row[0], *row[2:]) for row in rows]
    draw(screen, columns, rows)


def widths(screen: Screen, columns: Sequence[Column], rows: Sequence[Sequence[Text]]) -> list[int]:
    """How wide each column is: what it needs, and where that is too much the widest give way.

    First those that may wrap, down to their longest word; then all, down to it; then beyond. Rich
    would share the room out alike and break names in two.
    """
    texts = [
        [safe(column.header), *(row[place].plain for row in rows)]
        for place, column in enumerate(columns)
    ]
    most = screen.out.width
    wide = [min(most, max(map(width_of, each))) for each in texts]
    words = [max(width_of(word) for text in each for word in text.split(" ")) for each in texts]
    firm = [
        needs if column.firm and needs <= FIRM_MAX else word
        for column, needs, word in zip(columns, wide, words, strict=True)
    ]
    gaps = (1 if screen.plain else 2) * len(columns)
    for least in (firm, words, [1] * len(columns)):
        while sum(wide) + gaps > most + 1:
            able = [place for place, needs in enumerate(wide) if needs > least[place]]
            if not able:
                break
            wide[max(able, key=lambda place: wide[place])] -= 1
    return wide


def width_of(text: str) -> int:
    """How wide a text is. Rich takes its time, also over plain letters."""
    if text.isascii() and text.isprintable():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def draw_blocks(screen: Screen, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """Each row as a line for its first cell and an indented line for each other that has text."""
    from rich.padding import Padding

    for row in rows:
        screen.out.print(text_of(row[0]), style=columns[0].style or None)
        for column, cell in zip(columns[1:], row[1:], strict=True):
            if text_of(cell).plain:
                line = text_of(f"{column.header}: ")
                line.append_text(text_of(cell))
                screen.out.print(Padding(line, (0, 0, 0, 2), expand=False))


def text_of(cell: Cell) -> Text:
    """A cell as text that is never markup."""
    from rich.text import Text

    text, style = (cell, "") if isinstance(cell, str) else cell
    return Text(safe(text), style)
