"""Whether a rotation exists in which no wait is longer than allowed, and one that shows it.

A depth-first search, week by week, that is exact unless its ``effort`` runs out. What keeps it
small:

- To have been visited later never harms, so only sets to which the week can add nobody are tried.
  Who is met in time anyway is not added.
- Teachers with the same cadence, absences, bookings and slots are one class. Of a class, the one
  who waits longest comes first: swapping the futures of two makes no wait as long as the longer.
- The fewest visits that everybody still needs up to week t, each taken as late as allowed, must
  fit into the weeks up to t, for every t. So must those of a group of teachers that shares fewer
  slots than it has teachers.
- Weeks from which there was no way on are remembered, by the deadlines they were reached with.

Waits are compared by level (``waits.Levels``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from coachcli.planning.placing.matching import Matching, Week
from coachcli.planning.rotation.bounds import AllowedWaits, Effort, Weeks, use_up
from coachcli.planning.rotation.tables import FIELD, Tables, packed
from coachcli.planning.rotation.visits_needed import VisitsNeeded
from coachcli.planning.rotation.waits import BEFORE

_EASY = 40
"""Up to so many sets a search does without the groups that are short of slots: finding them takes
longer than most plans."""

_DEARER = 8
"""So many longer waits to allow make a set take as long again to try."""

_STEPS = 16
"""So many steps towards a set take as long as trying one."""

State = tuple[int, ...]
"""For each teacher, the week of the last visit so far (``BEFORE`` when before week 0)."""

_Chosen = tuple[tuple[int, ...], int, tuple[int, ...]]
"""A set that grows: who is in it, the same as bits, and the classes of those passed over."""

_NOBODY: _Chosen = ((), 0, ())


class Search:
    """One question: is there a plan with these waits allowed? Ask with ``solve``."""

    def __init__(self, tables: Tables, allowed: AllowedWaits, effort: Effort) -> None:
        self.tables, self.allowed, self.effort = tables, allowed, effort
        self.dead: set[object] = set()
        self.tried = self.steps = 0
        self.guards = packed([1 << (FIELD - 1)] * tables.horizon)
        self.needs = VisitsNeeded(tables, allowed.level, some_late=bool(allowed.longer))
        self.deadline, self.chain = self.needs.deadline, self.needs.chain
        self.on_time = [tables.deadlines(i, 0) for i in tables.numbers]
        self.saving = {level: self._saving(level) for level in set(allowed.longer)}
        self.plan: list[tuple[int, ...]] = [()] * tables.horizon

    def _saving(self, level: int) -> int:
        """How many visits one wait of ``level`` can save at most, up to any week."""
        most = 0
        for i in self.tables.numbers:
            usual = max(1, self.tables.levels.longest(i, self.allowed.level))
            longer = self.tables.levels.longest(i, level) - usual
            most = max(most, -(-longer // usual))
        return most

    def solve(self) -> Weeks | None:
        """A plan, or None when there is none. Raises Exhausted when the effort runs out first."""
        return self.after(0, (BEFORE,) * len(self.tables.teachers), self.allowed.longer)

    def after(self, week: int, state: State, longer: tuple[int, ...]) -> Weeks | None:
        """The same for the weeks from ``week`` on, when things stand so by then."""
        if self._go(week, state, longer):
            return tuple(self.plan[week:])
        return None

    def greedy(self) -> Weeks:
        """A plan that takes, week by week, as many as it can of those whose turn comes first."""
        state: State = (BEFORE,) * len(self.tables.teachers)
        weeks = []
        for week, room in enumerate(self.tables.weeks):
            matching = Matching(room)
            teachers = sorted(self.tables.numbers, key=lambda i: self._order(i, week, state[i]))
            weeks.append(
                tuple(i for i in teachers if self._helps(i, week, state[i]) and matching.add(i))
            )
            step = self.step(week, state, (), weeks[-1])
            assert step is not None
            state = step[0]
        return tuple(weeks)

    def _go(self, week: int, state: State, longer: tuple[int, ...]) -> bool:
        spare = self._spare(week, state, longer)
        if spare is None:
            return False
        if week == self.tables.horizon:
            return True
        key = (week, longer, self._alike(state, longer))
        if key in self.dead or not self._fits(week, state, longer, spare):
            return False
        for chosen in self.sets(week, state, spare):
            self.tried += 1
            self.effort.spend(1 + len(longer) // _DEARER + self.steps // _STEPS)
            self.steps = 0
            step = self.step(week, state, longer, chosen)
            if step is not None and self._go(week + 1, *step):
                self.plan[week] = chosen
                return True
        self.dead.add(key)
        return False

    def step(
        self, week: int, state: State, longer: tuple[int, ...], chosen: Sequence[int]
    ) -> tuple[State, tuple[int, ...]] | None:
        """How things stand after a week; None when a wait in it is longer than is left to allow."""
        after = list(state)
        booked = (i for i in self.tables.numbers if week in self.tables.teachers[i].booked)
        for i in (*chosen, *booked):
            if self.deadline[i][state[i]] < week:
                level = self.tables.level(i, state[i], week)
                rest = use_up(longer, level)
                if level > self.allowed.level and rest is None:
                    return None
                longer = longer if rest is None or level <= self.allowed.level else rest
            after[i] = week
        return tuple(after), longer

    def _spare(self, week: int, state: State, longer: tuple[int, ...]) -> tuple[int, ...] | None:
        """What of ``longer`` is left once those who wait too long already get theirs, or None."""
        needs = []
        for i in self.tables.numbers:
            if self.deadline[i][state[i]] < week:
                needs.append(self.tables.level(i, state[i], self.tables.soonest[i][week]))
        if len(needs) > len(longer):
            return None
        for need in sorted(needs, reverse=True):
            rest = use_up(longer, need)
            if rest is None:
                return None
            longer = rest
        return longer

    def _alike(self, state: State, longer: tuple[int, ...]) -> object:
        if longer:
            return tuple(tuple(sorted(state[i] for i in some)) for some in self.tables.classes)
        return tuple(
            tuple(sorted(self.deadline[i][state[i]] for i in some)) for some in self.tables.classes
        )

    def _fits(
        self, week: int, state: State, longer: tuple[int, ...], spare: tuple[int, ...]
    ) -> bool:
        """Whether the visits needed by each week fit into the weeks until then, for each group."""
        is_hard = self.tried >= _EASY
        groups = self.tables.groups if is_hard else self.tables.everybody
        extra = self.guards + sum(self.saving[level] for level in spare) * self.needs.ones
        needed = [
            self._late_chain(i, state[i], week, longer[0])
            if self.deadline[i][state[i]] < week
            else self.chain[i][state[i]]
            for i in self.tables.numbers
        ]
        return all(
            (rooms[week] + extra - sum(needed[i] for i in group)) & self.guards == self.guards
            for group, rooms in groups
        )

    def _late_chain(self, i: int, after: int, week: int, level: int) -> int:
        """As ``Needs.chain``, for one who waits too long already, with waits up to ``level``."""
        weeks = range(week, self.tables.horizon + 1)
        last = max((w for w in weeks if self.tables.level(i, after, w) <= level), default=week)
        last = min([last, *(w for w in self.tables.teachers[i].booked if w >= week)])
        if last == self.tables.horizon:
            return 0
        return self.needs.chain_after(i, last)

    def sets(self, week: int, state: State, spare: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """The sets that may be met in ``week``, the most promising first.

        ``spare`` is what of the longer waits is not needed yet.

        That is by how often a set leaves out someone whose turn comes before one it takes (limited
        discrepancy search, Harvey and Ginsberg 1995).
        """
        options = self._options(week, state)
        must = {
            i
            for i in options
            if self.deadline[i][state[i]] == week
            and use_up(spare, self.tables.level(i, state[i], self.tables.soonest[i][week + 1]))
            is None
        }
        choice = _Choice(self, self.tables.weeks[week], options, must)
        for skips in range(len(options) - choice.size + 1):
            yield from choice.sets(0, _NOBODY, skips)

    def _options(self, week: int, state: State) -> list[int]:
        """Whom a visit in ``week`` could help, the most urgent first."""
        return sorted(
            (i for i in self.tables.numbers if self._helps(i, week, state[i])),
            key=lambda i: self._order(i, week, state[i]),
        )

    def _helps(self, i: int, week: int, after: int) -> bool:
        """Whether a visit in ``week`` is possible, and the next that stands would not do."""
        return self.tables.open[i][week] and not self.tables.covered[i][after]

    def _order(self, i: int, week: int, after: int) -> tuple[object, ...]:
        """Sorts the most urgent first, and of a class the one who waits longest."""
        by, gap = self.deadline[i][after], self.tables.gap(i, after, week)
        return (
            by > week,
            -self.tables.levels.of[i][gap],
            self.on_time[i][after],
            by,
            self.tables.teachers[i].every,
            -gap,
            self.tables.teachers[i].handle,
        )

    def thinner_sets(
        self, week: int, state: State, known: Sequence[int]
    ) -> Iterator[tuple[int, ...]]:
        """Sets for ``week`` with fewer early visits than the set ``known``, the fewest first.

        Each takes as many of those who are due as the week can, beside the early ones.
        """
        due = [i for i in self._options(week, state) if self.is_due(i, week, state[i])]
        early = [i for i in self._options(week, state) if not self.is_due(i, week, state[i])]
        most = sum(not self.is_due(i, week, state[i]) for i in known)
        for count in range(most):
            for some in combinations(early, count):
                matching = Matching(self.tables.weeks[week])
                if all(matching.add(i) for i in some):
                    taken = tuple(i for i in due if matching.add(i))
                    yield (*taken, *some)

    def is_due(self, i: int, week: int, after: int) -> bool:
        """Whether a visit in ``week`` is on time or late, not early."""
        return self.tables.gap(i, after, week) >= self.tables.teachers[i].every


class _Choice:
    """Whom of ``options`` to meet in one week: ``size`` of them, and all who ``must`` be."""

    def __init__(self, search: Search, room: Week, options: Sequence[int], must: set[int]) -> None:
        self.search, self.room, self.options, self.must = search, room, options, must
        self.class_of, self.size = search.tables.class_of, room.rank(options)

    def sets(self, at: int, known: _Chosen, skips: int) -> Iterator[tuple[int, ...]]:
        """``known`` with some of ``options[at:]``, ``size`` in all, after ``skips`` more skips.

        No set is larger than ``size``, and every set to which nobody can be added has that size,
        for the sets that can be placed form a matroid. ``barred`` are the classes of the skipped.
        """
        (taken, bits, barred), options, must, size = known, self.options, self.must, self.size
        for n in range(at, len(options)):
            if len(taken) == size:
                if skips == 0 and not must.intersection(options[n:]):
                    yield taken
                return
            if len(taken) + len(options) - n < size + skips:
                return
            self.search.steps += 1
            i = options[n]
            grown = None if self.class_of[i] in barred else self.room.grown(bits, i)
            if grown is None:
                if i in must:
                    return
                continue
            if skips == 0:
                taken, bits = (*taken, i), grown
                continue
            yield from self.sets(n + 1, ((*taken, i), grown, barred), skips)
            if i in must:
                return
            barred, skips = (*barred, self.class_of[i]), skips - 1
        if len(taken) == size and skips == 0:
            yield taken
