"""What a chart shows, as plain values: drawn in the terminal by ``render``, as SVG by ``sharing``.

``said`` is the same in a sentence or two, for those who do not see it. ``note`` stands inside the
picture wherever it goes, such as whose eyes it is for.
"""

from __future__ import annotations

from datetime import date

from coachcli.values.frozen import dataclass


@dataclass(frozen=True)
class Bars:
    """Amounts that add up: a bar for each of ``labels``, made of a part from each series.

    A series is its name and as many amounts as there are labels, none below zero, in ``unit``. One
    that stands alone may have no name and is then in no legend.
    ``words`` stand beside the bars; without them it is the sum. Up to eight series differ without
    colour.
    """

    title: str
    said: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    words: tuple[str, ...] = ()
    note: str = ""

    @property
    def totals(self) -> tuple[float, ...]:
        """The length of each bar."""
        return tuple(
            sum(amounts[place] for _, amounts in self.series) for place in range(len(self.labels))
        )

    @property
    def longest(self) -> float:
        """The length of the longest bar. A bar is drawn as its share of that: how wide one of the
        unit is may be more than a number can say."""
        return max(self.totals, default=0)

    @property
    def legend(self) -> tuple[str, ...]:
        """The names of the series, none where only one stands for all."""
        names = tuple(name for name, _ in self.series)
        return names if any(names) else ()

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands beside each bar."""
        return self.words or tuple(f"{round(total, 1):g}" for total in self.totals)


@dataclass(frozen=True)
class Grid:
    """A row for each name, a column for each week, a mark in each cell.

    ``weeks`` are Mondays and ``now`` is the one of today, whether it is shown or not. A row is its
    name and the key of a mark for each week, ``""`` where there is nothing. ``marks`` are keys with
    what they mean, in the order of the legend; those who draw know a shape for each key.
    """

    title: str
    said: str
    weeks: tuple[date, ...]
    now: date
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    marks: tuple[tuple[str, str], ...]
    note: str = ""

    @property
    def months(self) -> tuple[tuple[date, int], ...]:
        """The first of ``weeks`` in each month, and how many weeks it has of them."""
        months: dict[tuple[int, int], list[date]] = {}
        for week in self.weeks:
            months.setdefault((week.year, week.month), []).append(week)
        return tuple((weeks[0], len(weeks)) for weeks in months.values())


@dataclass(frozen=True)
class Point:
    """``met`` of ``total`` on a day."""

    day: date
    met: int
    total: int

    @property
    def share(self) -> float:
        return self.met / self.total


@dataclass(frozen=True)
class Lines:
    """A line of its own for each measure, from ``first`` to ``last`` and from none to all.

    A measure is its name and its points, at least one, earliest first.
    """

    title: str
    said: str
    first: date
    last: date
    measures: tuple[tuple[str, tuple[Point, ...]], ...]
    note: str = ""


Picture = Bars | Grid | Lines
