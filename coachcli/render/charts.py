"""Pictures in the terminal: blocks, marks and braille that read without colour, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, pairwise

from coachcli.dates import MONTHS, say_date
from coachcli.render.screen import Screen, safe
from coachcli.values.pictures import Bars, Grid, Lines, Picture, Point

FILLS, PLAIN_FILLS = "█░▓╱━┃╳·", "#.=/-|x+"
FILL_STYLES = ("cyan", "yellow", "green", "magenta", "bright_blue", "red", "bright_magenta", "dim")

MARKS = {
    "held": ("■", "#", "cyan"),
    "planned": ("□", "o", "green"),
    "to_log": ("?", "?", "yellow"),
    "missed": ("×", "x", "red"),
    "away": ("~", "~", "dim"),
    "closed": ("-", "-", "dim"),
    "": ("·", ".", "dim"),
}
"""Each key of a mark as a character, as one of ASCII, and its style."""

NOW, PLAIN_NOW = "›", ">"

PANEL = 4
"""Lines of the panel of one measure."""

BRAILLE = 0x2800
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille letter, by row and column."""


def draw_picture(screen: Screen, picture: Picture) -> None:
    """A picture with its title, its words and its note."""
    screen.say(picture.title, "bold")
    if picture.said:
        screen.say(picture.said)
    screen.say()
    if isinstance(picture, Bars):
        draw_bars(screen, picture)
    elif isinstance(picture, Grid):
        draw_grid(screen, picture)
    else:
        draw_lines(screen, picture)
    if picture.note:
        screen.say()
        screen.say(picture.note)


def draw_bars(screen: Screen, picture: Bars) -> None:
    """A line for each bar; its label and words on a line of their own where there is no room."""
    from rich.text import Text

    words, labels = list(map(safe, picture.beside)), list(map(safe, picture.labels))
    left, right = widest(labels), widest(words)
    room = screen.out.width - left - right - 4
    beside = room >= 16
    most = room if beside else screen.out.width - 2
    wide = width_of_longest(picture, most)
    for place, (label, said) in enumerate(zip(labels, words, strict=True)):
        amounts = [row[place] for _, row in picture.series]
        bar = Text()
        for number, length in enumerate(cells(amounts, picture.longest, wide)):
            sign, style = fill(screen, number)
            bar.append(sign * length, style)
        if beside:
            line = Text(padded(label, left) + "  ")
            line.append_text(bar).append(f"  {said}" if bar.plain else said)
            screen.out.print(line)
        else:
            screen.say(f"{label}: {said}")
            if bar.plain:
                screen.out.print(Text("  ").append_text(bar))
    flow(screen, [(*fill(screen, number), name) for number, name in enumerate(picture.legend)])


def width_of_longest(picture: Bars, most: int) -> float:
    """Cells of the longest bar: up to two for each of the unit where amounts are whole and there is
    room."""
    longest = picture.longest
    whole = all(amount == int(amount) for _, row in picture.series for amount in row)
    return min(2, most // longest) * longest if whole and 0 < longest <= most else most


def cells(amounts: Sequence[float], longest: float, wide: float) -> list[int]:
    """How many cells each part of a bar takes, where the ``longest`` bar takes ``wide``: together
    as many as the whole, and none that is there none as long as others can give way."""
    ends = [round(end / (longest or 1) * wide) for end in accumulate(amounts)]
    lengths = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    for place, amount in enumerate(amounts):
        if amount and not lengths[place] and max(lengths) > 1:
            lengths[lengths.index(max(lengths))] -= 1
            lengths[place] = 1
    if any(amounts) and not any(lengths):
        lengths[amounts.index(max(amounts))] = 1
    return lengths


def fill(screen: Screen, number: int) -> tuple[str, str]:
    """The sign and the style of the part of that number."""
    signs = PLAIN_FILLS if screen.plain else FILLS
    return signs[number % len(signs)], FILL_STYLES[number % len(FILL_STYLES)]


def draw_grid(screen: Screen, picture: Grid) -> None:
    """Marks beside the names where they fit, else below them; else the last weeks alone."""
    from rich.text import Text

    left = widest([safe(name) for name, _ in picture.rows]) + 1
    weeks, most = len(picture.weeks), screen.out.width
    layouts = ((left, 3), (left, 2), (0, 3), (0, 2))
    indent, wide = next((each for each in layouts if each[0] + each[1] * weeks <= most), (0, 2))
    shown = min(weeks, (most - indent) // wide)
    across = picture.weeks[weeks - shown :]
    for head in heading(screen, across, picture.now, wide):
        screen.out.print(Text(" " * indent + head.rstrip()))
    for name, marks in picture.rows:
        line = Text(padded(safe(name), indent)) if indent else Text()
        for mark in marks[weeks - shown :]:
            sign, style = sign_of(screen, mark)
            line.append(sign.rjust(wide), style)
        if not indent:
            screen.say(name)
        screen.out.print(line)
    legend = [(*sign_of(screen, mark), meaning) for mark, meaning in picture.marks]
    if picture.now in across:
        legend.append((PLAIN_NOW if screen.plain else NOW, "bold", "this week"))
    flow(screen, legend)
    if shown < weeks:
        screen.say(f"The last {shown} of {weeks} weeks; all of them are in: --svg FILE")


def heading(screen: Screen, weeks: Sequence[date], now: date, wide: int) -> list[str]:
    """The months above their first weeks, and the days below, on two lines where it is tight."""
    above = [" "] * (wide * len(weeks) + 3)
    for place, week in enumerate(weeks):
        begins = place == 0 or week.month != weeks[place - 1].month
        room = sum(each.month == week.month for each in weeks[place : place + 2]) > 1
        if begins and (room or place == len(weeks) - 1):
            start = place * wide + wide - 2
            above[start : start + 3] = MONTHS[week.month - 1]
    days = [f"{week.day:>2}" for week in weeks]
    sign = PLAIN_NOW if screen.plain else NOW
    before = [sign if week == now else " " for week in weeks]
    months = "".join(above)[: wide * len(weeks) + 1]
    if wide > 2:
        return [months, "".join(b + day for b, day in zip(before, days, strict=True))]
    tens = "".join(b + day[0] for b, day in zip(before, days, strict=True))
    return [months, tens, "".join(f" {day[1]}" for day in days)]


def sign_of(screen: Screen, mark: str) -> tuple[str, str]:
    sign, plain, style = MARKS[mark]
    return (plain if screen.plain else sign, style)


def draw_lines(screen: Screen, picture: Lines) -> None:
    """A panel for each measure, with its first and its last figure."""
    from rich.text import Text

    wide = min(60, screen.out.width - 6)
    for number, (name, points) in enumerate(picture.measures):
        if number:
            screen.say()
        screen.say(name, "bold")
        rows = panel(screen, picture, points, wide)
        names = ["all", *[""] * (PANEL - 2), "none"]
        for beside, row in zip(names, rows, strict=True):
            screen.out.print(Text(f"{beside:>4} ").append(row.rstrip() or " ", "cyan"))
        screen.out.print(Text(f"     {spread(picture, points, wide)}".rstrip()))


def spread(picture: Lines, points: Sequence[Point], wide: int) -> str:
    """The first and the last figure below their points as far as there is room, then the last day
    that is shown."""
    text = ""
    for point in points if len(points) < 2 else (points[0], points[-1]):
        said = said_point(point)
        at = place(picture, point.day, wide) - (len(said) - 1 if text else 0)
        start = min(max(at, len(text) + 2 * bool(text)), max(wide - len(said), 0))
        text = f"{text:<{start}}{said}" if start >= len(text) + bool(text) else f"{text}, {said}"
    end = say_date(picture.last)
    return f"{text}{end:>{wide - len(text)}}" if len(text) + len(end) + 2 <= wide else text


def place(picture: Lines, day: date, wide: int) -> int:
    """How far from the left a day is, from 0 to ``wide`` - 1."""
    days = max(1, (picture.last - picture.first).days)
    return round((day - picture.first).days / days * (wide - 1))


def said_point(point: Point) -> str:
    """``4 of 22, 5 Oct``."""
    return f"{point.met} of {point.total}, {say_date(point.day)}"


def panel(screen: Screen, picture: Lines, points: Sequence[Point], wide: int) -> list[str]:
    """The points joined by straight lines: braille dots, or in plain text a star for each point."""
    across, down = (1, 1) if screen.plain else (2, 4)
    width, height = wide * across, PANEL * down
    spots = [
        (place(picture, each.day, width), round((1 - each.share) * (height - 1))) for each in points
    ]
    joined = {dot for one, other in pairwise(spots) for dot in between(one, other)}
    if screen.plain:
        return [
            "".join(
                "*" if (x, y) in spots else "." if (x, y) in joined else " " for x in range(width)
            )
            for y in range(height)
        ]
    dots = joined | {(x + dx, y + dy) for x, y in spots for dx in (0, 1) for dy in (0, -1)}
    return [
        "".join(
            chr(
                BRAILLE
                + sum(
                    DOTS[y][x]
                    for y in range(down)
                    for x in range(across)
                    if (column * across + x, row * down + y) in dots
                )
            )
            for column in range(wide)
        ).replace(chr(BRAILLE), " ")
        for row in range(PANEL)
    ]


def between(one: tuple[int, int], other: tuple[int, int]) -> list[tuple[int, int]]:
    """The dots of the straight line between two dots, both included."""
    steps = max(abs(other[0] - one[0]), abs(other[1] - one[1]), 1)
    return [
        (
            round(one[0] + (other[0] - one[0]) * step / steps),
            round(one[1] + (other[1] - one[1]) * step / steps),
        )
        for step in range(steps + 1)
    ]


def flow(screen: Screen, entries: Sequence[tuple[str, str, str]]) -> None:
    """A legend: signs with what they mean, none broken between two lines."""
    from rich.cells import cell_len
    from rich.text import Text

    line = Text()
    for sign, style, meaning in entries:
        entry = Text.assemble((sign, style), f" {safe(meaning)}")
        if line.plain and line.cell_len + 2 + cell_len(entry.plain) > screen.out.width:
            screen.out.print(line)
            line = Text()
        line.append_text(Text("  ") if line.plain else Text()).append_text(entry)
    if line.plain:
        screen.out.print(line)


def widest(texts: Sequence[str]) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, texts), default=0)


def padded(text: str, wide: int) -> str:
    """The text with spaces behind it; East Asian letters are two cells wide."""
    from rich.cells import cell_len

    return text + " " * max(0, wide - cell_len(text))
