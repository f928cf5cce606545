"""Where the parts of a picture are: plain numbers, which the templates turn into SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from coachcli.dates import MONTHS, say_date
from coachcli.sharing.text_lines import LETTER, TextLine, cut, lines, room, text_width
from coachcli.values.frozen import dataclass
from coachcli.values.pictures import Bars, Grid, Lines, Picture, Point

WIDTH = 400
"""Units across, but where many weeks need more. So letters, 13 high, can be read on a phone."""

FILLS = 8
"""How many fills there are; with more series they are used again."""

LINE, ROW, EDGE = 18, 24, 8

LEAST = 150
"""How much room the longest bar needs beside its label and words."""


@dataclass(frozen=True)
class Box:
    """A filled part of a bar; ``fill`` is a number below FILLS."""

    x: float
    y: float
    width: float
    height: float
    fill: int
    said: str


@dataclass(frozen=True)
class GridMark:
    """A mark of a grid in the middle of its cell."""

    x: float
    y: float
    mark: str
    said: str


@dataclass(frozen=True)
class Path:
    """A panel of a line: its frame, and the points in it from left to right."""

    top: float
    bottom: float
    left: float
    right: float
    points: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True)
class Drawing:
    """A picture laid out."""

    height: float
    texts: tuple[TextLine, ...]
    boxes: tuple[Box, ...] = ()
    signs: tuple[GridMark, ...] = ()
    paths: tuple[Path, ...] = ()
    frame: tuple[float, float, float, float] | None = None
    """x, y, width and height of what is framed."""
    width: float = WIDTH


def laid_out(picture: Picture, top: float) -> Drawing:
    """Where everything of a picture is, below ``top``; its note last."""
    if isinstance(picture, Bars):
        drawing = bars(picture, top)
    elif isinstance(picture, Grid):
        drawing = grid(picture, top)
    else:
        drawing = measures(picture, top)
    note = lines(picture.note, 56)
    texts = tuple(
        TextLine(EDGE, drawing.height + LINE * (number + 0.7), text)
        for number, text in enumerate(note)
    )
    height = drawing.height + LINE * len(note) + (EDGE if note else 0)
    return replace(drawing, height=height, texts=(*drawing.texts, *texts))


def bars(picture: Bars, top: float) -> Drawing:
    """A row for each bar between its label and its words, or below them where it would be short;
    then which fill is which."""
    left = EDGE + room(picture.labels, WIDTH) + EDGE
    right = WIDTH - EDGE - room(picture.beside, WIDTH) - EDGE
    stacked = right - left < LEAST
    if stacked:
        left, right = EDGE, WIDTH - EDGE
    texts: list[TextLine] = []
    boxes: list[Box] = []
    y = top + EDGE
    for place, (label, words) in enumerate(zip(picture.labels, picture.beside, strict=True)):
        end = left + (right - left) * (picture.totals[place] / (picture.longest or 1))
        if stacked:
            texts.append(cut(EDGE, y + 14, f"{label}: {words}", WIDTH - 2 * EDGE))
            y += LINE
        else:
            texts += [TextLine(EDGE, y + 14, label), TextLine(end + EDGE, y + 14, words)]
        boxes += parts(picture, place, y + 1, left, right - left)
        # A label below which no bar stands needs no room for one.
        y += ROW if picture.totals[place] or not stacked else EDGE
    y += EDGE / 2
    line = -1
    for x, line, number in _flowing(picture.legend):
        boxes.append(Box(x, y + LINE * line + 3, 14, 12, number % FILLS, ""))
        name = picture.legend[number]
        texts.append(cut(x + 20, y + LINE * line + 14, name, WIDTH - x - 20 - EDGE))
    y += LINE * (1 + line)
    texts.append(TextLine(EDGE, y + 16, f"In {picture.unit}."))
    return Drawing(y + LINE + EDGE, tuple(texts), tuple(boxes))


def parts(picture: Bars, place: int, y: float, left: float, wide: float) -> Iterator[Box]:
    """The parts of one bar side by side; ``wide`` is how wide the longest bar is."""
    amounts = [amounts[place] for _, amounts in picture.series]
    for number, (end, amount) in enumerate(zip(accumulate(amounts), amounts, strict=True)):
        if amount:
            name = picture.series[number][0]
            what = [name, f"{round(amount, 1):g} {picture.unit}"]
            said = f"{picture.labels[place]}: {', '.join(filter(None, what))}"
            x = left + wide * ((end - amount) / picture.longest)
            yield Box(x, y, wide * (amount / picture.longest), ROW - 8, number % FILLS, said)


def grid(picture: Grid, top: float) -> Drawing:
    """Names on the left, weeks across with their months above, then what each mark means."""
    left, wide, width = columns(picture)
    across = [left + wide * (number + 0.5) for number in range(len(picture.weeks))]
    texts: list[TextLine] = []
    begin = 0
    for week, weeks in picture.months:
        begin += weeks
        month = MONTHS[week.month - 1]
        if weeks * wide >= 3 * LETTER:
            texts.append(TextLine(left + wide * (begin - weeks), top + 16, month))
        elif begin == len(picture.weeks):
            texts.append(TextLine(width - EDGE, top + 16, month, "end"))
    texts += [
        TextLine(x, top + 16 + LINE, str(week.day), "middle")
        for x, week in zip(across, picture.weeks, strict=True)
    ]
    y = top + 16 + LINE + EDGE
    signs: list[GridMark] = []
    means = dict(picture.marks)
    for name, marks in picture.rows:
        texts.append(cut(EDGE, y + 15, name, left - 2 * EDGE))
        for x, week, mark in zip(across, picture.weeks, marks, strict=True):
            if mark in means:
                said = f"{name}, week of {say_date(week)}: {means[mark]}"
                signs.append(GridMark(x, y + 10, mark, said))
        y += 21
    frame = None
    if picture.now in picture.weeks:
        x = left + wide * picture.weeks.index(picture.now)
        frame = (x, top + LINE + 2, wide, y - top - LINE - 2)
    y += EDGE
    meanings = [meaning for _, meaning in picture.marks]
    line = 0
    for x, line, number in _flowing([*meanings, "framed: this week"] if frame else meanings):
        if number < len(picture.marks):
            signs.append(GridMark(x + 7, y + LINE * line + 9, picture.marks[number][0], ""))
            texts.append(TextLine(x + 20, y + LINE * line + 14, meanings[number]))
        else:
            texts.append(TextLine(x, y + LINE * line + 14, "framed: this week"))
    height = y + LINE * (1 + line) + EDGE
    return Drawing(height, tuple(texts), signs=tuple(signs), frame=frame, width=width)


def columns(picture: Grid) -> tuple[float, float, float]:
    """Where the weeks begin, how wide each is, and how wide the picture is.

    Names give way first, then the picture grows: a mark needs its room.
    """
    count = max(1, len(picture.weeks))
    names = room([name for name, _ in picture.rows], 200) + 2 * EDGE
    wide = min(24.0, max(20.0, (WIDTH - EDGE - names) / count))
    left = WIDTH - EDGE - wide * count
    if left < min(names, 120):
        left = names
    left = min(left, names)
    return left, wide, max(WIDTH, left + wide * count + EDGE)


def measures(picture: Lines, top: float) -> Drawing:
    """A panel for each measure: all students at its upper edge, none at its lower."""
    texts: list[TextLine] = []
    paths: list[Path] = []
    left, right, high = EDGE + 40.0, WIDTH - EDGE - 12.0, 72.0
    days = max(1, (picture.last - picture.first).days)
    y = top + EDGE
    for name, points in picture.measures:
        for line in lines(name, 52):
            texts.append(TextLine(EDGE, y + 14, line))
            y += LINE
        y += 20
        spots = tuple(_spot(each, picture, left, right, y, high, days) for each in points)
        paths.append(Path(y, y + high, left, right, spots))
        end = say_date(picture.last)
        if spots[-1][0] + 2 * text_width(end) < right and len(points) > 1:
            texts.append(TextLine(right, y + high + 16, end, "end"))
        texts += [
            TextLine(left - EDGE, y + 5, "all", "end"),
            TextLine(left - EDGE, y + high + 4, "none", "end"),
            *ends(points, spots, y, y + high, right),
        ]
        y += high + LINE + 2 * EDGE
    return Drawing(y, tuple(texts), paths=tuple(paths))


def _spot(
    point: Point, picture: Lines, left: float, right: float, top: float, high: float, days: int
) -> tuple[float, float, str]:
    x = left + 8 + (right - left - 16) * (point.day - picture.first).days / days
    return (x, top + high * (1 - point.share), f"{_said_met(point)}, {say_date(point.day)}")


def ends(
    points: Sequence[Point],
    spots: Sequence[tuple[float, float, str]],
    top: float,
    bottom: float,
    right: float,
) -> Iterator[TextLine]:
    """The first and the last figure above, their days below, side by side where they are near."""
    first, after = _said_met(points[0]), say_date(points[0].day)
    last, day = _said_met(points[-1]), say_date(points[-1].day)
    both = [room((last, day), WIDTH) + 2 * EDGE] * (len(points) > 1)
    x = min(spots[0][0] - 6, right - sum(both) - room((first, after), WIDTH))
    yield TextLine(x, top - 7, first)
    yield TextLine(x, bottom + 16, after)
    if len(points) > 1:
        least = x + room((first, after), WIDTH) + sum(both)
        end = min(max(spots[-1][0] + 6, least), right)
        yield TextLine(end, top - 7, last, "end")
        yield TextLine(end, bottom + 16, day, "end")


def _said_met(point: Point) -> str:
    return f"{point.met} of {point.total}"


def _flowing(names: Sequence[str]) -> list[tuple[float, int, int]]:
    """Where the entries of a legend are: x, the line, and which one it is."""
    found: list[tuple[float, int, int]] = []
    x, line = float(EDGE), 0
    for number, name in enumerate(names):
        wide = 20 + text_width(name) + 14
        if x > EDGE and x + wide > WIDTH:
            x, line = float(EDGE), line + 1
        found.append((x, line, number))
        x += wide
    return found
