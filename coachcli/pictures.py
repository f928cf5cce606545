"""What a chart shows, as plain values: drawn in the terminal by ``render``, as SVG by ``sharing``.

``said`` is the same in a sentence or two, for those who do not see it.
"""

from __future__ import annotations

from typing import NamedTuple


class Bars(NamedTuple):
    """Amounts that add up: a bar for each of ``labels``, made of a part from each series.

    A series is its name and as many amounts as there are labels, none below zero, in ``unit``.
    """

    title: str
    said: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
