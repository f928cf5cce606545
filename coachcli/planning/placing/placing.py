"""Placing: which slot each teacher gets in one week, and what stands in the way of those without.

Who gets a place is settled one by one, in order of priority (``matching``). Of the assignments of
that same set one is cheapest: first the fewest visits outside a preferred window, then the most
even days (the least sum of the squared day loads, as for optimal semi-matchings: Harvey, Ladner,
Lovász, Tamir 2006), then the earliest slot for each teacher in order of priority. Written as one
whole number, that is the price of a flow; it is convex in the day loads, so adding the teachers one
by one, each along a cheapest path of the residual network, ends at the least price (successive
shortest paths: Ahuja, Magnanti, Orlin 1993, section 9.7).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from coachcli.planning.calendar.slots import Slot, slot_order
from coachcli.planning.placing.matching import Matching, Week
from coachcli.planning.placing.room import WeekRoom
from coachcli.values.frozen import dataclass

Node = str | int | date
"""A teacher's handle, a place's number, or a day."""


@dataclass(frozen=True)
class Blocked:
    """Why a teacher has no place, with a witness that can be checked without this module.

    - ``no_window``: not one usable slot. Nobody is in the way.
    - ``taken``: the teachers in ``blocked_by`` and this one have, all together, only as many places
      as ``blocked_by`` are (Hall's condition fails).
    - ``day_max``: the same, where free places are left only on the days ``full``, which have no
      room.
    - ``capacity``: a slot could be had, but ``blocked_by`` fill the week.

    All of ``blocked_by`` come before this teacher in priority. ``slots`` are this teacher's own.
    """

    code: str
    blocked_by: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    full: tuple[date, ...] = ()


@dataclass(frozen=True)
class Placing:
    """Each teacher asked for is in exactly one of the two."""

    placed: dict[str, Slot]
    blocked: dict[str, Blocked]


class _Assignment:
    """The visits of one week and where they are so far."""

    def __init__(self, room: WeekRoom, handles: Sequence[str]) -> None:
        self.room = room
        self.own = {handle: _by_place(room, handle) for handle in handles}
        """The slot that a teacher would have at each place that suits, in canonical order."""
        self.day = {place: slot.date for own in self.own.values() for place, slot in own.items()}
        self.at: dict[str, int] = {}
        """The place of each teacher who has one."""

    @property
    def holder(self) -> dict[int, str]:
        return {place: handle for handle, place in self.at.items()}

    @property
    def load(self) -> dict[date, int]:
        """Visits a day, those it held before included."""
        load = {day: self.room.load.get(day, 0) for day in sorted(set(self.day.values()))}
        for place in self.at.values():
            load[self.day[place]] += 1
        return load

    def place(self, handles: Sequence[str]) -> None:
        """Place ``handles``, most important first, at the least price. There is a place for all."""
        prices, a_day = self._prices(handles)
        most = self.room.day_max
        for handle in handles:
            cost, before = self._cheapest(handle, prices)
            load = self.load
            days = [day for day in load if day in cost and (most is None or load[day] < most)]
            self._move(before, min(days, key=lambda day: cost[day] + a_day * (2 * load[day] + 1)))

    def _prices(self, handles: Sequence[str]) -> tuple[dict[str, dict[int, int]], int]:
        """What each place costs each teacher, and the price of one unit of squared day load.

        Digits of one number: a later slot of the least important teacher is the lowest, a visit
        outside a preferred window the highest.
        """
        base = 1 + max((len(self.own[handle]) for handle in handles), default=0)
        a_day = base ** len(handles)
        outside = a_day * ((len(handles) + sum(self.room.load.values())) ** 2 + 1)
        prices = {}
        for rank, handle in enumerate(handles, 1):
            liked = self.room.preferred.get(handle, ())
            prices[handle] = {
                place: number * base ** (len(handles) - rank)
                + (outside if liked and slot not in liked else 0)
                for number, (place, slot) in enumerate(self.own[handle].items())
            }
        return prices, a_day

    def _cheapest(
        self, start: str, prices: Mapping[str, Mapping[int, int]]
    ) -> tuple[dict[Node, int], dict[Node, Node]]:
        """The price of the cheapest change from ``start`` to each node, and the node before it.

        Bellman and Ford's: leaving a place gives its price back. No round is cheaper than nothing,
        so it ends.
        """
        holder = self.holder
        cost: dict[Node, int] = {start: 0}
        before: dict[Node, Node] = {start: start}
        queue = deque[Node]([start])
        while queue:
            node = queue.popleft()
            for follower in self._after(node, holder):
                price = cost[node]
                if isinstance(node, str) and isinstance(follower, int):
                    price += prices[node][follower]
                elif isinstance(node, int) and isinstance(follower, str):
                    price -= prices[follower][node]
                if follower not in cost or price < cost[follower]:
                    cost[follower], before[follower] = price, node
                    queue.append(follower)
        return cost, before

    def _after(self, node: Node, holder: Mapping[int, str]) -> Iterator[Node]:
        """Where a change can go on: to a place, from a place to who holds it (else its day), and
        from a day, one of whose visits would move away, to the places held on it."""
        if isinstance(node, str):
            yield from (place for place in self.own[node] if place != self.at.get(node))
        elif isinstance(node, int):
            yield holder.get(node, self.day[node])
        else:
            yield from (place for place in sorted(holder) if self.day[place] == node)

    def _move(self, before: Mapping[Node, Node], end: Node) -> None:
        """Move every teacher on the way to ``end`` on to the next place of that way."""
        node = end
        while before[node] != node:
            came_from = before[node]
            if isinstance(came_from, str) and isinstance(node, int):
                self.at[came_from] = node
            node = came_from


def _by_place(room: WeekRoom, handle: str) -> dict[int, Slot]:
    """One slot for each place that suits a teacher: one that is liked, else the earliest."""
    liked = room.preferred.get(handle, ())
    own: dict[int, Slot] = {}
    for slot in sorted(room.slots_of(handle), key=lambda slot: slot not in liked):
        own.setdefault(room.places[slot], slot)
    return dict(sorted(own.items(), key=lambda item: slot_order(item[1])))


def place(room: WeekRoom, order: Sequence[str]) -> Placing:
    """A slot for each of ``order`` (most important first) who gets one; why not, for the others.

    The order of ``room.slots`` and of the slots in it does not matter. ``room.slots`` must be
    known.
    """
    handles = tuple(dict.fromkeys(order))
    matching = Matching(Week(room, handles))
    blocked: dict[str, Blocked] = {}
    for number, handle in enumerate(handles):
        with_it, tried = matching.copy(), set[int]()
        if not with_it.seat(number, tried, set()):
            holders = {handles[matching.holder[p]] for p in tried if p in matching.holder}
            blocked[handle] = _in_way(room, handle, holders, matching.holder)
        elif len(with_it.at) > room.capacity:
            placed = tuple(sorted(handles[i] for i in matching.at))
            blocked[handle] = Blocked("capacity", placed, room.slots_of(handle))
        else:
            matching = with_it
    assignment = _Assignment(room, handles)
    assignment.place([handle for handle in handles if handle not in blocked])
    return Placing({h: assignment.own[h][at] for h, at in assignment.at.items()}, blocked)


def _in_way(
    room: WeekRoom, handle: str, holders: Collection[str], taken: Collection[int]
) -> Blocked:
    """``holders`` have the places that a change for ``handle`` can reach; together with it they
    break Hall's condition, for every other place of theirs is on a day that is full.

    It stays so, for no later path that reaches one of them can leave them again.
    """
    own = room.slots_of(handle)
    if not own:
        return Blocked("no_window")
    slots = (slot for other in (handle, *holders) for slot in room.slots_of(other))
    full = tuple(sorted({slot.date for slot in slots if room.places[slot] not in taken}))
    return Blocked("day_max" if full else "taken", tuple(sorted(holders)), own, full)
