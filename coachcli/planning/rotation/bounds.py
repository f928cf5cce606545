"""The bounds of a search for a rotation: the late waits that are allowed, and how much is tried."""

from __future__ import annotations

from coachcli.values.frozen import dataclass

Weeks = tuple[tuple[int, ...], ...]
"""For each week, the teachers met in it, by number."""


class Exhausted(Exception):
    """The effort ran out without an answer."""


class Effort:
    """How much may still be tried: a bound that is the same on every machine."""

    def __init__(self, left: int, whole: Effort | None = None) -> None:
        self.left, self.whole = left, whole

    def part(self, most: int) -> Effort:
        """At most so much of it; what is spent of the part is spent of the whole."""
        return Effort(max(0, min(most, self.left)), self)

    def spend(self, cost: int = 1) -> None:
        """Raises Exhausted when nothing is left."""
        if self.left <= 0:
            raise Exhausted
        self.left -= cost
        if self.whole is not None:
            self.whole.left -= cost


@dataclass(frozen=True)
class AllowedWaits:
    """The late waits that a plan may have.

    Any number up to ``level``, and one up to each of ``longer`` (highest first). ``longer`` must be
    the least that some plan needs, or empty: ``search``'s rule about classes rests on it.
    """

    level: int
    longer: tuple[int, ...] = ()


def use_up(levels: tuple[int, ...], need: int) -> tuple[int, ...] | None:
    """``levels`` (highest first) less the lowest that is at least ``need``; None without one."""
    for index in range(len(levels) - 1, -1, -1):
        if levels[index] >= need:
            return (*levels[:index], *levels[index + 1 :])
    return None
