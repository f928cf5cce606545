"""Placing: which slot each teacher gets in one week, and what stands in the way of those without.

A week is a network: teacher -> place -> day -> week. A place takes one visit, a day ``day_max``
less what it already holds, the week ``capacity``. The sets of teachers that can all be linked to
the sink of such a network are the independent sets of a gammoid, a matroid (Mason 1972; capacities
are parallel vertices, and a bound on the whole truncates it to a matroid again). For a matroid,
taking each teacher in order of priority who still fits is exact: no other set is better at the
first teacher in whom they differ. Whether one still fits is a search for an augmenting path, which
moves the teachers already placed but never drops one.

Of the assignments of that same set one is cheapest: first the fewest visits outside a preferred
window, then the most even days (the least sum of the squared day loads, as for optimal
semi-matchings: Harvey, Ladner, Lovász, Tamir 2006), then the earliest slot for each teacher in
order of priority. Written as one whole number, that is the price of a flow; it is convex in the
day loads, so adding the teachers one by one, each along a cheapest path of the residual network,
ends at the least price (successive shortest paths: Ahuja, Magnanti, Orlin 1993, section 9.7).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property

from coachcli.planning.calendar.slots import Slot, places, slot_order
from coachcli.values.frozen import dataclass

Node = str | int | date
"""A teacher's handle, a place's number, or a day."""


@dataclass(frozen=True)
class WeekRoom:
    """What a week can still take, beyond what it already holds.

    ``slots`` are the usable slots by handle; a handle that is not there has none, and None for all
    of them means that only the capacity counts. ``load`` is how many visits a day already holds.
    ``preferred`` are the slots a teacher would rather have; who prefers nothing is not in it.
    """

    capacity: int
    slots: Mapping[str, Sequence[Slot]] | None
    load: Mapping[date, int] = field(default_factory=dict)
    day_max: int | None = None
    preferred: Mapping[str, Collection[Slot]] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[Slot, int]:
        return places(slot for slots in (self.slots or {}).values() for slot in slots)


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


class _Net:
    """The network of one week and the visits placed in it so far."""

    def __init__(self, room: WeekRoom, handles: Sequence[str]) -> None:
        self.room = room
        self.own: dict[str, dict[int, Slot]] = {}
        self.day: dict[int, date] = {}
        for handle in handles:
            liked = room.preferred.get(handle, ())
            own: dict[int, Slot] = {}
            for slot in sorted(
                (room.slots or {}).get(handle, ()), key=lambda s: (s not in liked, slot_order(s))
            ):
                own.setdefault(room.places[slot], slot)
                self.day[room.places[slot]] = slot.date
            self.own[handle] = dict(sorted(own.items(), key=lambda item: slot_order(item[1])))
        self.at: dict[str, int] = {}

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

    def search(self, start: str) -> dict[Node, Node]:
        """Every node that a change beginning at ``start`` can reach, with the node before it.

        Breadth first, nearest first.
        """
        holder = self.holder
        before: dict[Node, Node] = {start: start}
        for node in (queue := list[Node]([start])):
            for follower in self.after(node, holder):
                if follower not in before:
                    before[follower] = node
                    queue.append(follower)
        return before

    def after(self, node: Node, holder: Mapping[int, str]) -> Iterator[Node]:
        """Where a change can go on: to a place, from a place to who holds it (else its day), and
        from a day, one of whose visits would move away, to the places held on it."""
        if isinstance(node, str):
            yield from (place for place in self.own[node] if place != self.at.get(node))
        elif isinstance(node, int):
            yield holder.get(node, self.day[node])
        else:
            yield from (place for place in sorted(holder) if self.day[place] == node)

    def shift(self, before: Mapping[Node, Node], end: Node) -> None:
        """Move every teacher on the way to ``end`` on to the next place of that way."""
        node = end
        while before[node] != node:
            came_from = before[node]
            if isinstance(came_from, str) and isinstance(node, int):
                self.at[came_from] = node
            node = came_from

    def settle(self, handles: Sequence[str]) -> None:
        """Place ``handles``, most important first, at the least price. There is a place for all."""
        prices, a_day = self._prices(handles)
        self.at = {}
        for handle in handles:
            cost, before = self._cheapest(handle, prices)
            load = self.load
            days = [day for day in load if day in cost and _has_room(day, load, self.room.day_max)]
            self.shift(before, min(days, key=lambda day: cost[day] + a_day * (2 * load[day] + 1)))

    def _prices(self, handles: Sequence[str]) -> tuple[dict[str, dict[int, int]], int]:
        """What each place costs each teacher, and the price of one unit of squared day load.

        Digits of one number: a later slot of the least important teacher is the lowest, a visit
        outside a preferred window the highest.
        """
        base = 1 + max((len(self.own[handle]) for handle in handles), default=0)
        a_day = base ** len(handles)
        most = (len(handles) + sum(self.room.load.values())) ** 2 + 1
        prices = {}
        for rank, handle in enumerate(handles, 1):
            liked = self.room.preferred.get(handle, ())
            prices[handle] = {
                place: number * base ** (len(handles) - rank)
                + a_day * most * (bool(liked) and slot not in liked)
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
            for follower in self.after(node, holder):
                price = cost[node]
                if isinstance(node, str) and isinstance(follower, int):
                    price += prices[node][follower]
                elif isinstance(node, int) and isinstance(follower, str):
                    price -= prices[follower][node]
                if follower not in cost or price < cost[follower]:
                    cost[follower], before[follower] = price, node
                    queue.append(follower)
        return cost, before


def select(room: WeekRoom, order: Sequence[str]) -> tuple[str, ...]:
    """Those of ``order`` (most important first) who get a place, in that order. Exact."""
    if room.slots is None:
        return tuple(dict.fromkeys(order))[: max(0, room.capacity)]
    net, _ = _filled(room, order)
    return tuple(net.at)


def place(room: WeekRoom, order: Sequence[str]) -> Placing:
    """A slot for each of ``order`` (most important first) who gets one; why not, for the others.

    The order of ``room.slots`` and of the slots in it does not matter. ``room.slots`` must be
    known.
    """
    net, blocked = _filled(room, order)
    net.settle(tuple(net.at))
    return Placing({handle: net.own[handle][net.at[handle]] for handle in net.at}, blocked)


def _filled(room: WeekRoom, order: Sequence[str]) -> tuple[_Net, dict[str, Blocked]]:
    handles = tuple(dict.fromkeys(order))
    net = _Net(room, handles)
    blocked: dict[str, Blocked] = {}
    for handle in handles:
        reached = net.search(handle)
        load = net.load
        day = next((node for node in reached if _has_room(node, load, room.day_max)), None)
        if day is not None and len(net.at) < room.capacity:
            net.shift(reached, day)
        else:
            blocked[handle] = _witness(net, handle, reached, is_full=day is not None)
    return net, blocked


def _has_room(node: Node, load: Mapping[date, int], day_max: int | None) -> bool:
    return isinstance(node, date) and (day_max is None or load[node] < day_max)


def _witness(net: _Net, handle: str, reached: Mapping[Node, Node], *, is_full: bool) -> Blocked:
    """Nothing that ``reached`` holds leads out of it: it is the set that breaks Hall's condition.

    It stays so, for no later path that enters it can leave it again.
    """
    own = tuple(sorted((net.room.slots or {}).get(handle, ()), key=slot_order))
    if not own:
        return Blocked("no_window")
    if is_full:
        return Blocked("capacity", tuple(sorted(net.at)), own)
    holders = tuple(sorted(n for n in reached if isinstance(n, str) and n != handle))
    full = tuple(sorted(node for node in reached if isinstance(node, date)))
    return Blocked("day_max" if full else "taken", holders, own, full)
