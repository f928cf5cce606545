"""How long a run is, what it draws, and what it counts.

Without ``COACH_SOAK`` each run takes seconds and draws the same each time. With it each takes as
many rounds as its figure, and draws anew; ``COACH_SOAK`` is then a factor: 1, or 0.1, or 10.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Count = Callable[[str], None]

SOAK = float(os.environ.get("COACH_SOAK") or 0)
PARTS = range(8 if SOAK else 1)
"""A long run is cut into parts, which run side by side."""


def rounds(short: int, long: int) -> int:
    return max(int(long * SOAK), 1) if SOAK else short


def draw(part: int = 0) -> random.Random:
    return random.Random(None if SOAK else part)


def part_of(all_of_them: Sequence[T], part: int) -> Sequence[T]:
    return all_of_them[part :: len(PARTS)]


def one_of_each(kinds: Sequence[str], count: int, chance: random.Random) -> Iterator[int]:
    """Places in ``kinds``, ``count`` at most: one of each kind before a second one of any."""
    left = list(range(len(kinds)))
    chance.shuffle(left)
    while left and count > 0:
        seen: set[str] = set()
        later = []
        for place in left:
            if kinds[place] in seen or count <= 0:
                later.append(place)
            else:
                seen.add(kinds[place])
                count -= 1
                yield place
        left = later
