"""A rotation in which no wait is longer than allowed: a crowded plan is repaired, week by week.

The visits of a teacher are a path through the weeks. At first everybody takes the path that suits
best, and some weeks have more visits than can be placed. Then, again and again, somebody of such a
week takes the cheapest path that there is now. A week that stays too full grows dearer until
somebody keeps away from it (the breakout method, Morris 1993; paths and prices as in the routing of
circuits, McMurchie and Ebeling 1995).

It finds a plan soonest where ``search`` takes longest: full weeks, absences, few slots. That there
is none it can say only when a teacher alone has no path.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from coachcli.planning.rotation.bounds import Effort, Weeks
from coachcli.planning.rotation.tables import Tables
from coachcli.planning.rotation.waits import BEFORE
from coachcli.values.frozen import dataclass

_AGAIN = 2_000
"""After so many paths it starts anew."""

_DEARER, _KEPT = 0.1, 0.995
"""What a week's price grows by each time that it is too full, and what is kept of its growth."""

_RESTS = 3
"""So many who changed last do not change again, if others can."""

_VISIT = 0.005
"""What a visit costs about when there is room. Chance decides between paths that are alike."""

_WAYS = 30
"""A path costs one more of the effort for each so many weeks that it may stop in."""

_NO_WAY = float("inf")


@dataclass(frozen=True)
class _VisitWeeks:
    """The weeks in which a teacher can be visited, or is: stop 0 is ``BEFORE``, the last the end.

    ``after`` has for stop 1, 2, ... its week and the first stop from which it is reached in time.
    ``free`` are the weeks without a visit that stands.
    """

    after: tuple[tuple[int, int], ...]
    free: frozenset[int]

    @property
    def cost(self) -> int:
        return 1 + len(self.after) // _WAYS


class Repair:
    """One question: is there a plan without waits above ``level``? Ask with ``solve``."""

    def __init__(self, tables: Tables, level: int, effort: Effort) -> None:
        self.tables, self.effort = tables, effort
        self.chance = random.Random(0)  # noqa: S311 - the same on every machine, nothing secret
        self.visit_weeks = [self._visit_weeks(i, level) for i in tables.numbers]
        alike = {id(week): dict[int, int]() for week in tables.weeks}
        self.known = [alike[id(week)] for week in tables.weeks]
        self._clear()

    def _visit_weeks(self, i: int, level: int) -> _VisitWeeks:
        tables, stands = self.tables, self.tables.teachers[i].booked
        longest = tables.levels.longest(i, level)
        weeks = (
            BEFORE,
            *(w for w in range(tables.horizon) if tables.is_visit(i, w)),
            tables.horizon,
        )
        after = list[tuple[int, int]]()
        for k in range(1, len(weeks)):
            since = next((j for j in range(k - 1, 0, -1) if weeks[j] in stands), 0)
            near = (j for j in range(since, k) if tables.gap(i, weeks[j], weeks[k]) <= longest)
            after.append((weeks[k], next(near, k)))
        return _VisitWeeks(tuple(after), frozenset(weeks[1:-1]) - stands)

    def solve(self) -> Weeks | None:
        """A plan, or None when there is none. Raises Exhausted when the effort runs out first."""
        while self._begins():
            for _ in range(_AGAIN):
                crowd = self._crowd()
                if not crowd:
                    return self._weeks()
                self._change(self._any([i for i in crowd if i not in self.changed] or crowd))
        return None

    def _clear(self) -> None:
        self.price = [1.0] * self.tables.horizon
        self.met = [0] * self.tables.horizon
        """For each week, who is met in it, as bits."""
        self.excess = [0] * self.tables.horizon
        """For each week, how many of them it has no place for."""
        self.path: list[tuple[int, ...]] = [()] * len(self.tables.teachers)
        self.changed: tuple[int, ...] = ()

    def _begins(self) -> bool:
        """Everybody takes a path; False when somebody has none."""
        self._clear()
        order = sorted(self.tables.numbers, key=lambda _: self.chance.random())
        return all(self._change(i) for i in order)

    def _crowd(self) -> Sequence[int]:
        """Those of whom one has to change: who is met in one of the weeks that are too full.

        All of these grow dearer.
        """
        full = [week for week, excess in enumerate(self.excess) if excess]
        if not full:
            return ()
        for week in full:
            self.price[week] += _DEARER
        self.price = [1 + (price - 1) * _KEPT for price in self.price]
        week = self._any(full)
        met, excess = self.met[week], self.excess[week]
        return [
            i
            for i in self.tables.numbers
            if met >> i & 1 and self._without_place(week, met ^ 1 << i) < excess
        ]

    def _any(self, some: Sequence[int]) -> int:
        return some[int(self.chance.random() * len(some))]

    def _change(self, i: int) -> bool:
        """Teacher i takes the cheapest path beside those of the others; False without any."""
        visit_weeks, bit = self.visit_weeks[i], 1 << i
        self.effort.spend(visit_weeks.cost)
        self.changed = (*self.changed, i)[-_RESTS:]
        for week in self.path[i]:
            self._meet(week, self.met[week] ^ bit)
        costs, came_from, source = [0.0], [0], 0
        for k, (week, first) in enumerate(visit_weeks.after, 1):
            if source < first:
                source = min(range(first, k), key=costs.__getitem__, default=source)
            elif costs[k - 1] < costs[source]:
                source = k - 1
            cost = costs[source] if source >= first else _NO_WAY
            costs.append(cost + self._cost(week, bit) if week in visit_weeks.free else cost)
            came_from.append(source)
        if costs[-1] == _NO_WAY:
            return False
        path, k = list[int](), came_from[-1]
        while k > 0:
            if visit_weeks.after[k - 1][0] in visit_weeks.free:
                path.append(visit_weeks.after[k - 1][0])
            k = came_from[k]
        self.path[i] = tuple(path)
        for week in path:
            self._meet(week, self.met[week] | bit)
        return True

    def _cost(self, week: int, bit: int) -> float:
        """What a visit of one more costs: as much as the week is dear when it has no place."""
        cost = _VISIT * (0.5 + self.chance.random())
        if self._without_place(week, self.met[week] | bit) > self.excess[week]:
            cost += self.price[week]
        return cost

    def _meet(self, week: int, met: int) -> None:
        self.met[week], self.excess[week] = met, self._without_place(week, met)

    def _without_place(self, week: int, met: int) -> int:
        known = self.known[week]
        if met not in known:
            known[met] = met.bit_count() - self.tables.weeks[week].most(met)
        return known[met]

    def _weeks(self) -> Weeks:
        return tuple(tuple(i for i in self.tables.numbers if met >> i & 1) for met in self.met)
