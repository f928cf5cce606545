"""The tables of a rotation: what a search asks many times, worked out once and in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce
from itertools import combinations
from operator import or_

from coachcli.planning.placing.matching import Week
from coachcli.planning.rotation.waits import BEFORE, Levels, Rotation, end_position

FIELD = 24
"""Bits of one week's count in a row of counts packed into a number; the highest is a guard."""

_GROUPS = 48
"""At most so many groups of teachers with few slots are watched."""

_KINDS = 24
"""With more different free times than this, only pairs of them are looked at for groups."""


Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Teachers, and for each week w, packed, how many of them the weeks from w on can take."""


class Tables:
    """A rotation in numbers: teacher i is the i-th of ``rotation.teachers``."""

    def __init__(self, rotation: Rotation) -> None:
        self.rotation, self.teachers = rotation, rotation.teachers
        self.horizon = rotation.horizon
        handles = [teacher.handle for teacher in rotation.teachers]
        rooms = {id(room): room for room in rotation.weeks}
        weeks = {key: Week(room, handles) for key, room in rooms.items()}
        alike = {week.pattern(): week for week in weeks.values()}
        self.weeks = [alike[weeks[id(room)].pattern()] for room in rotation.weeks]
        self.levels = Levels(rotation)
        self.numbers = range(len(handles))
        self.position = [
            [end_position(teacher, w, self.horizon) for w in range(self.horizon + 1)]
            for teacher in rotation.teachers
        ]
        self.open = [
            [
                w not in teacher.away and w not in teacher.booked and self.weeks[w].can_take(i)
                for w in range(self.horizon)
            ]
            for i, teacher in enumerate(rotation.teachers)
        ]
        """``open[i][w]``: whether teacher i could be given a visit in week w."""

        self.soonest = [self._soonest(i) for i in self.numbers]
        """``soonest[i][w]``: the first week from w on in which teacher i can be visited, or is."""
        self._deadlines: dict[tuple[int, int], list[int]] = {}
        """By the teacher and the longest gap that is allowed."""

    def _soonest(self, i: int) -> list[int]:
        row = [self.horizon] * (self.horizon + 1)
        for week in range(self.horizon - 1, -1, -1):
            row[week] = week if self.is_visit(i, week) else row[week + 1]
        return row

    def is_visit(self, i: int, week: int) -> bool:
        """Whether the teacher is visited in ``week``, or could be."""
        return week < self.horizon and (week in self.teachers[i].booked or self.open[i][week])

    def gap(self, i: int, after: int, week: int) -> int:
        since = self.teachers[i].last if after == BEFORE else self.position[i][after]
        return self.position[i][week] - since

    def level(self, i: int, after: int, week: int) -> int:
        """The level of the gap that a visit in ``week`` (the horizon: its end) would close."""
        return self.levels.of[i][self.gap(i, after, week)]

    def deadlines(self, i: int, level: int) -> list[int]:
        """By the week of the last visit (``BEFORE`` is the last entry), the last week in which the
        next one can be for its wait to stay within ``level``.

        The horizon when no visit is needed; ``BEFORE`` when none can be in time. A booked visit
        that comes in time stands for the next one.
        """
        longest = self.levels.longest(i, level)
        known = self._deadlines.get((i, longest))
        if known is not None:
            return known
        booked = sorted(week for week in self.teachers[i].booked if week < self.horizon)
        row = [0] * (self.horizon + 1)
        for after in [*range(self.horizon - 1, -1, -1), BEFORE]:
            coming = next((week for week in booked if week > after), None)
            if coming is not None and self.gap(i, after, coming) <= longest:
                row[after] = row[coming]
            elif coming is None and self.gap(i, after, self.horizon) <= longest:
                row[after] = self.horizon
            else:
                last = self.horizon if coming is None else coming
                row[after] = next(
                    (
                        week
                        for week in range(last - 1, after, -1)
                        if self.open[i][week] and self.gap(i, after, week) <= longest
                    ),
                    BEFORE,
                )
        self._deadlines[i, longest] = row
        return row

    @cached_property
    def covered(self) -> list[list[bool]]:
        """``covered[i][after]``: the next visit that stands, or the end, comes in time as it is."""
        return [self._covered(i) for i in self.numbers]

    def _covered(self, i: int) -> list[bool]:
        teacher = self.teachers[i]
        ends = sorted({*teacher.booked, self.horizon})
        return [
            self.gap(i, after, min(end for end in ends if end > after)) <= teacher.every
            for after in [*range(self.horizon), BEFORE]
        ]

    @cached_property
    def classes(self) -> tuple[tuple[int, ...], ...]:
        """Teachers who can stand in for each other, but for when each was seen last."""
        alike: dict[object, list[int]] = {}
        for i, teacher in enumerate(self.teachers):
            fits = tuple(week.key(i) for week in self.weeks)
            key = (teacher.every, teacher.max_gap, teacher.away, teacher.booked, fits)
            alike.setdefault(key, []).append(i)
        return tuple(tuple(members) for members in alike.values())

    @cached_property
    def class_of(self) -> tuple[int, ...]:
        class_of = {i: number for number, members in enumerate(self.classes) for i in members}
        return tuple(class_of[i] for i in self.numbers)

    @cached_property
    def everybody(self) -> tuple[Group, ...]:
        """The whole caseload, as the only group."""
        return ((tuple(self.numbers), self._rooms(self.numbers)),)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Everybody, and groups that share few slots."""
        return (*self.everybody, *((some, self._rooms(some)) for some in self._short_of_slots()))

    def _short_of_slots(self) -> list[tuple[int, ...]]:
        """Groups that in some week have fewer slots than members and than the week has visits.

        Those with the least room for what they need come first. A group is all whose slots lie
        within the slots of a few members.
        """
        weeks = {(week.capacity, week.fits): week for week in self.weeks if week.fits is not None}
        if not weeks:
            return []
        slots = [
            tuple(sum(1 << place for place in week.key(i) or ()) for week in weeks.values())
            for i in self.numbers
        ]
        kinds = list(dict.fromkeys(slots))
        pressure: dict[tuple[int, ...], float] = {}
        for count in (1, 2, 3, 4) if len(kinds) <= _KINDS else (1, 2):
            for some in combinations(kinds, count):
                union = [reduce(or_, each) for each in zip(*some, strict=True)]
                group = tuple(i for i in self.numbers if all(map(_is_within, slots[i], union)))
                if len(group) < 2 or group in pressure:
                    continue
                rooms = [
                    min(within.bit_count(), week.capacity, len(group))
                    for within, week in zip(union, weeks.values(), strict=True)
                ]
                if rooms != [min(week.capacity, len(group)) for week in weeks.values()]:
                    needed = sum(1 / self.teachers[i].every for i in group)
                    pressure[group] = needed / (sum(rooms) / len(rooms) or 0.1)
        return sorted(pressure, key=lambda group: (-pressure[group], group))[:_GROUPS]

    def _ranks(self, group: Sequence[int]) -> list[int]:
        """How many of a group each week can take."""
        ranks = {id(week): week.rank(group) for week in self.weeks}
        return [ranks[id(week)] for week in self.weeks]

    def _rooms(self, group: Sequence[int]) -> tuple[int, ...]:
        """For each week w, packed: what the weeks from w to t take of the group, for every t."""
        rooms = self._ranks(group)
        return tuple(
            packed([sum(rooms[w : t + 1]) for t in range(self.horizon)])
            for w in range(self.horizon)
        )


def _is_within(slots: int, others: int) -> bool:
    return not slots & ~others


def packed(counts: Sequence[int]) -> int:
    """A row of counts as one number, ``FIELD`` bits for each week."""
    return sum(count << (FIELD * t) for t, count in enumerate(counts))
