"""Who can be met in one week: teachers matched to places, one after the other.

A week is a network: teacher -> place -> day -> week. A place takes one visit, a day ``day_max``
less what it already holds, the week ``capacity``. The sets of teachers that can all be linked to
the sink of such a network are the independent sets of a gammoid, a matroid (Mason 1972; capacities
are parallel vertices, and a bound on the whole truncates it to a matroid again). For a matroid,
taking each teacher in order of priority who still fits is exact: no other set is better at the
first teacher in whom they differ. Whether one still fits is a search for an augmenting path, which
moves the teachers already placed but never drops one.

The search for a rotation asks this thousands of times, so teachers, places and days are numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from coachcli.planning.placing.room import WeekRoom

_NO_BOUND = 1 << 30


class Week:
    """What one week can take. ``fits[i]`` are the places of teacher i; None when any week suits."""

    def __init__(self, room: WeekRoom, handles: Sequence[str]) -> None:
        self.capacity = max(0, room.capacity)
        self.tried: dict[int, Matching | None] = {}
        self.fits: tuple[tuple[int, ...], ...] | None = None
        self.day_of: dict[int, int] = {}
        self.day_room: list[int] = []
        if room.slots is None:
            return
        days = sorted({slot.date for slot in room.places})
        for slot, place in room.places.items():
            self.day_of[place] = days.index(slot.date)
        most = _NO_BOUND if room.day_max is None else room.day_max
        self.day_room = [most - room.load.get(day, 0) for day in days]
        self.fits = tuple(
            tuple(
                place
                for place in sorted({room.places[slot] for slot in room.slots.get(handle, ())})
                if self.day_room[self.day_of[place]] > 0
            )
            for handle in handles
        )
        self.tried[0] = Matching(self)

    def key(self, teacher: int) -> tuple[int, ...] | None:
        """What of the week suits a teacher: equal for two who can stand in for each other."""
        return None if self.fits is None else self.fits[teacher]

    def can_take(self, teacher: int) -> bool:
        return self.capacity > 0 and (self.fits is None or bool(self.fits[teacher]))

    def grown(self, taken: int, teacher: int) -> int | None:
        """``taken`` (teachers who can be met, as bits) and one more; None when not all can.

        What was asked once is known: a search comes back to the same sets in week after week.
        """
        more = taken | 1 << teacher
        if taken.bit_count() >= self.capacity:
            return None
        if self.fits is None:
            return more
        if more not in self.tried:
            before = self.tried[taken]
            assert before is not None
            matching = before.copy()
            self.tried[more] = matching if matching.add(teacher) else None
        return None if self.tried[more] is None else more

    def rank(self, teachers: Sequence[int]) -> int:
        """How many of ``teachers`` can be met."""
        matching = Matching(self)
        return sum(matching.add(teacher) for teacher in teachers)

    def most(self, teachers: int) -> int:
        """How many of ``teachers`` (as bits) can be met."""
        if self.fits is None:
            return min(self.capacity, teachers.bit_count())
        return self.rank([i for i in range(teachers.bit_length()) if teachers >> i & 1])

    def pattern(self) -> object:
        """Equal for weeks that can take the same."""
        return (self.capacity, self.fits, tuple(self.day_of.items()), tuple(self.day_room))


class Matching:
    """Those of a week who have a place so far, and which."""

    __slots__ = ("at", "day_room", "holder", "week")

    def __init__(self, week: Week) -> None:
        self.week = week
        self.at: dict[int, int] = {}
        self.holder: dict[int, int] = {}
        self.day_room = list(week.day_room)

    def copy(self) -> Matching:
        other = Matching.__new__(Matching)
        other.week, other.at = self.week, self.at.copy()
        other.holder, other.day_room = self.holder.copy(), self.day_room.copy()
        return other

    def add(self, teacher: int) -> bool:
        """Give one teacher more a place, moving others if need be; False when there is none."""
        if len(self.at) >= self.week.capacity:
            return False
        if self.week.fits is None:
            self.at[teacher] = 0
            return True
        return self.seat(teacher, set(), set())

    def seat(self, teacher: int, tried: set[int], full: set[int]) -> bool:
        """Along one augmenting path: a free place, else a place that its holder can leave.

        A free place on a full day can be had when someone of that day can leave it for another.
        When there is none, nobody is moved, and ``tried`` and ``full`` have the places and the days
        that a change could have reached.
        """
        assert self.week.fits is not None
        mine = [place for place in self.week.fits[teacher] if place not in tried]
        for place in mine:
            if place not in self.holder and self.day_room[self.week.day_of[place]] > 0:
                self._take(teacher, place)
                return True
        for place in mine:
            if place in tried:
                continue
            tried.add(place)
            holder, day = self.holder.get(place), self.week.day_of[place]
            if holder is not None:
                if self.seat(holder, tried, full):
                    self._take(teacher, place)
                    return True
            elif day not in full:
                full.add(day)
                if self._clear(day, tried, full):
                    self._take(teacher, place)
                    return True
        return False

    def _clear(self, day: int, tried: set[int], full: set[int]) -> bool:
        """Whether someone left the day for another."""
        for place, holder in [*self.holder.items()]:
            if place not in tried and self.week.day_of[place] == day:
                tried.add(place)
                if self.seat(holder, tried, full):
                    return True
        return False

    def _take(self, teacher: int, place: int) -> None:
        before = self.at.get(teacher)
        if before is not None and self.holder.get(before) == teacher:
            del self.holder[before]
            self.day_room[self.week.day_of[before]] += 1
        self.at[teacher], self.holder[place] = place, teacher
        self.day_room[self.week.day_of[place]] -= 1
