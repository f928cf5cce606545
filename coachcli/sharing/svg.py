"""Pictures as SVG: simple shapes that scale, with a pattern or a shape of its own for each part.

They read without colour, by day, by night and on paper. All texts are in ``title`` and ``desc`` for
those who do not see them. There is no script, and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from textwrap import wrap
from typing import NamedTuple
from unicodedata import east_asian_width

from coachcli.dates import MONTHS
from coachcli.pictures import Bars, Grid, Lines, Picture, Point
from coachcli.sharing.filling import filled

WIDTH = 400
"""Units across. Letters are 13 high, so that they can be read where the picture is a phone wide."""

EM, LETTER = 13, 7.2
"""Height of a letter, and how wide one is at most on average."""

FILLS = 8
"""How many fills there are; with more series they are used again."""

LINE, ROW, EDGE = 18, 24, 8

NO_TEXT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
"""What XML cannot hold, and what turns the text around it."""


class Written(NamedTuple):
    """A line of text; ``full`` is all of it where it had to be cut. ``at`` is start, middle, end"""

    x: float
    y: float
    text: str
    at: str = "start"
    full: str = ""


class Box(NamedTuple):
    """A filled part of a bar; ``fill`` is a number below FILLS."""

    x: float
    y: float
    width: float
    height: float
    fill: int
    said: str


class Sign(NamedTuple):
    """A mark of a grid in the middle of its cell."""

    x: float
    y: float
    mark: str
    said: str


class Path(NamedTuple):
    """A panel of a line: its frame, and the points in it from left to right."""

    top: float
    bottom: float
    left: float
    right: float
    points: tuple[tuple[float, float, str], ...]


class Drawing(NamedTuple):
    """A picture laid out: ``height`` for ``WIDTH``."""

    height: float
    texts: tuple[Written, ...]
    boxes: tuple[Box, ...] = ()
    signs: tuple[Sign, ...] = ()
    paths: tuple[Path, ...] = ()
    frame: tuple[float, float, float, float] | None = None
    """x, y, width and height of what is framed."""


def svg(picture: Picture) -> str:
    """A whole SVG file, with title and words in the picture."""
    head = [*lines(picture.title, 52), *([""] if picture.said else []), *lines(picture.said, 56)]
    drawing = laid_out(picture, len(head) * LINE + EDGE if head else 0)
    heading = len(lines(picture.title, 52))
    written = [Written(EDGE, EDGE + LINE * (n + 0.7), text) for n, text in enumerate(head) if text]
    return drawn(picture, "picture", drawing, written[:heading], written[heading:])


def inline(picture: Picture, name: str) -> str:
    """An ``<svg>`` element for a page, which says title and words itself.

    ``name`` is a word that no other picture of the page has. The page may include
    ``picture.css`` for colours; without it all is drawn in the colour of the text.
    """
    return drawn(picture, name, laid_out(picture, 0)).strip()


def drawn(
    picture: Picture,
    name: str,
    drawing: Drawing,
    heading: Sequence[Written] = (),
    words: Sequence[Written] = (),
) -> str:
    """The markup; a whole file where there is a heading."""
    text = filled(
        "picture.svg",
        name=name,
        picture=picture,
        drawing=drawing,
        heading=heading,
        words=words,
        width=WIDTH,
        whole=bool(heading),
    )
    return NO_TEXT.sub("\ufffd", text)


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
        Written(EDGE, drawing.height + LINE * (number + 0.7), text)
        for number, text in enumerate(note)
    )
    height = drawing.height + LINE * len(note) + (EDGE if note else 0)
    return drawing._replace(height=height, texts=(*drawing.texts, *texts))


def bars(picture: Bars, top: float) -> Drawing:
    """A row for each bar with its label and words, then which fill is which."""
    words = picture.beside
    left = EDGE + room(picture.labels, WIDTH * 0.4) + EDGE
    right = WIDTH - EDGE - room(words, WIDTH * 0.3) - EDGE
    most = max(picture.totals, default=0) or 1
    texts: list[Written] = []
    boxes: list[Box] = []
    for place, label in enumerate(picture.labels):
        y = top + EDGE + ROW * place
        amounts = [amounts[place] for _, amounts in picture.series]
        ends = [left + (right - left) * end / most for end in accumulate(amounts)]
        texts.append(cut(EDGE, y + 14, label, left - 2 * EDGE))
        texts.append(cut((ends or [left])[-1] + EDGE, y + 14, words[place], WIDTH * 0.3))
        for number, ((name, _), amount, end) in enumerate(
            zip(picture.series, amounts, ends, strict=True)
        ):
            if amount:
                wide = (right - left) * amount / most
                said = f"{label}: {name}, {round(amount, 1):g} {picture.unit}"
                boxes.append(Box(end - wide, y + 1, wide, ROW - 8, number % FILLS, said))
    y = top + EDGE + ROW * len(picture.labels) + EDGE / 2
    if len(picture.series) > 1:
        line = 0
        for x, line, number in flowing([name for name, _ in picture.series]):
            name = picture.series[number][0]
            boxes.append(Box(x, y + LINE * line + 3, 14, 12, number % FILLS, ""))
            texts.append(cut(x + 20, y + LINE * line + 14, name, WIDTH - x - 20 - EDGE))
        y += LINE * (1 + line)
    texts.append(Written(EDGE, y + 16, f"In {picture.unit}."))
    return Drawing(y + LINE + EDGE, tuple(texts), tuple(boxes))


def grid(picture: Grid, top: float) -> Drawing:
    """Names on the left, weeks across with their months above, then what each mark means."""
    count = max(1, len(picture.weeks))
    wide = min(24.0, (WIDTH - 2 * EDGE - 110) / count)
    left = max(WIDTH - EDGE - wide * count - 4, 60)
    left = min(left, EDGE + room([name for name, _ in picture.rows], WIDTH) + EDGE)
    wide = min(wide, (WIDTH - EDGE - left) / count)
    across = [left + wide * (number + 0.5) for number in range(len(picture.weeks))]
    texts: list[Written] = []
    begin = 0
    for week, weeks in picture.months:
        begin += weeks
        month = MONTHS[week.month - 1]
        if weeks * wide >= 3 * LETTER:
            texts.append(Written(left + wide * (begin - weeks), top + 16, month))
        elif begin == len(picture.weeks):
            texts.append(Written(WIDTH - EDGE, top + 16, month, "end"))
    texts += [
        Written(x, top + 16 + LINE, str(week.day), "middle")
        for x, week in zip(across, picture.weeks, strict=True)
    ]
    y = top + 16 + LINE + EDGE
    signs: list[Sign] = []
    means = dict(picture.marks)
    for name, marks in picture.rows:
        texts.append(cut(EDGE, y + 15, name, left - 2 * EDGE))
        for x, week, mark in zip(across, picture.weeks, marks, strict=True):
            if mark:
                said = f"{name}, week of {week.day} {MONTHS[week.month - 1]}: {means[mark]}"
                signs.append(Sign(x, y + 10, mark, said))
        y += 21
    y += EDGE
    for x, line, number in flowing([meaning for _, meaning in picture.marks]):
        mark, meaning = picture.marks[number]
        signs.append(Sign(x + 7, y + LINE * line + 9, mark, ""))
        texts.append(Written(x + 20, y + LINE * line + 14, meaning))
    rows = [line for _, line, _ in flowing([meaning for _, meaning in picture.marks])]
    return Drawing(y + LINE * (1 + max(rows, default=-1)) + EDGE, tuple(texts), signs=tuple(signs))


def measures(picture: Lines, top: float) -> Drawing:
    """A panel for each measure: all students at its upper edge, none at its lower."""
    texts: list[Written] = []
    paths: list[Path] = []
    left, right, high = EDGE + 40.0, WIDTH - EDGE - 12.0, 72.0
    days = max(1, (picture.last - picture.first).days)
    y = top + EDGE
    for name, points in picture.measures:
        for line in lines(name, 52):
            texts.append(Written(EDGE, y + 14, line))
            y += LINE
        y += 20
        spots = tuple(spot(each, picture, left, right, y, high, days) for each in points)
        paths.append(Path(y, y + high, left, right, spots))
        texts += [
            Written(left - EDGE, y + 5, "all", "end"),
            Written(left - EDGE, y + high + 4, "none", "end"),
            *ends(points, spots, y, y + high, right),
        ]
        y += high + LINE + 2 * EDGE
    return Drawing(y, tuple(texts), paths=tuple(paths))


def spot(
    point: Point, picture: Lines, left: float, right: float, top: float, high: float, days: int
) -> tuple[float, float, str]:
    x = left + 8 + (right - left - 16) * (point.day - picture.first).days / days
    return (x, top + high * (1 - point.share), f"{said_met(point)}, {said_date(point)}")


def ends(
    points: Sequence[Point],
    spots: Sequence[tuple[float, float, str]],
    top: float,
    bottom: float,
    right: float,
) -> Iterator[Written]:
    """The first and the last figure above, the days below."""
    x, _, _ = spots[0]
    yield Written(x - 6, top - 7, said_met(points[0]))
    yield Written(x - 6, bottom + 16, said_date(points[0]))
    if len(points) > 1:
        yield Written(right, top - 7, said_met(points[-1]), "end")
        yield Written(right, bottom + 16, said_date(points[-1]), "end")


def said_met(point: Point) -> str:
    return f"{point.met} of {point.total}"


def said_date(point: Point) -> str:
    return f"{point.day.day} {MONTHS[point.day.month - 1]}"


def flowing(names: Sequence[str]) -> list[tuple[float, int, int]]:
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


def room(texts: Sequence[str], most: float) -> float:
    """How wide the widest of some texts is, at most ``most``."""
    return min(most, max(map(text_width, texts), default=0))


def text_width(text: str) -> float:
    """About how wide a text is, rather too wide."""
    return sum(EM if east_asian_width(char) in "WF" else LETTER for char in text)


def cut(x: float, y: float, text: str, wide: float) -> Written:
    """A text that stays within a width, with all of it told to who points there."""
    if text_width(text) <= wide + LETTER / 2:
        return Written(x, y, text)
    kept = text
    while kept and text_width(kept) + LETTER > wide:
        kept = kept[:-1]
    return Written(x, y, f"{kept.rstrip()}…", full=text)


def lines(text: str, width: int) -> list[str]:
    """A text in lines of so many letters, wide ones counted twice."""
    wide = sum(east_asian_width(char) in "WF" for char in text)
    return wrap(text, width if wide * 4 < len(text) else width // 2)
