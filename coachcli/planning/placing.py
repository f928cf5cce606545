"""Placing: which slot each teacher gets in one week, and what stands in the way of those without.

A week is a network: teacher -> place -> day -> week. A place takes one visit, a day ``day_max``
less what it already holds, the week ``capacity``. The sets of teachers that can all be linked to
the sink of such a network are the independent sets of a gammoid, a matroid (Mason 1972; capacities
are parallel vertices, and a bound on the whole truncates it to a matroid again). For a matroid,
taking each teacher in order of priority who still fits is exact: no other set is better at the
first teacher in whom they differ. Whether one still fits is a search for an augmenting path, which
moves the teachers already placed but never drops one.

Of the assignments of that same set, the one with the most even days is found by moving visits
along alternating paths from a day to one with at least two fewer. When none is left, the sum of
the squared day loads is least: the residual network has no negative cycle (as for optimal
semi-matchings, Harvey, Ladner, Lovász, Tamir 2006). Last, each teacher in order of priority moves
to the earliest slot that some equally even assignment, with those before settled, allows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from coachcli.planning.slots import Slot, places, slot_order

Node = str | int | date
"""A teacher's handle, a place's number, or a day."""


@dataclass(frozen=True)
class WeekRoom:
    """What a week can still take, beyond what it already holds.

    ``slots`` are the usable slots by handle; a handle that is not there has none, and None for all
    of them means that only the capacity counts. ``load`` is how many visits a day already holds.
    """

    capacity: int
    slots: Mapping[str, Sequence[Slot]] | None
    load: Mapping[date, int] = field(default_factory=dict)
    day_max: int | None = None

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
            own = self.own[handle] = {}
            for slot in sorted((room.slots or {}).get(handle, ()), key=slot_order):
                own.setdefault(room.places[slot], slot)
                self.day[room.places[slot]] = slot.date
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

    def search(
        self, start: Node, settled: Collection[str] = (), level: bool = False
    ) -> dict[Node, Node]:
        """Every node that a change beginning at ``start`` can reach, with the node before it.

        Breadth first, nearest first. ``settled`` teachers are not moved. ``level`` also lets a
        visit more on one day pay for a visit less on a day with one more, which leaves the days as
        even.
        """
        holder, load = self.holder, self.load
        before: dict[Node, Node] = {start: start}
        for node in (queue := [start]):
            for follower in self._next(node, holder, load if level else {}):
                if follower not in before and follower not in settled:
                    before[follower] = node
                    queue.append(follower)
        return before

    def _next(
        self, node: Node, holder: Mapping[int, str], load: Mapping[date, int]
    ) -> Iterator[Node]:
        if isinstance(node, str):
            yield from (place for place in self.own[node] if place != self.at.get(node))
        elif isinstance(node, int):
            yield holder.get(node, self.day[node])
        else:
            yield from (place for place in sorted(holder) if self.day[place] == node)
            yield from (day for day in load if load[day] == load[node] + 1)

    def shift(self, before: Mapping[Node, Node], end: Node) -> None:
        """Move every teacher on the way to ``end`` on to the next place of that way."""
        node = end
        while before[node] != node:
            came_from = before[node]
            if isinstance(came_from, str) and isinstance(node, int):
                self.at[came_from] = node
            node = came_from


def select(room: WeekRoom, order: Sequence[str]) -> tuple[str, ...]:
    """Those of ``order`` (most important first) who get a place, in that order. Exact."""
    if room.slots is None:
        return tuple(dict.fromkeys(order))[: max(0, room.capacity)]
    net, _ = _filled(room, order)
    return tuple(net.at)


def can_place(room: WeekRoom, handles: Collection[str]) -> bool:
    """Whether all of ``handles`` can be met in the week. Exact."""
    return len(select(room, sorted(set(handles)))) == len(set(handles))


def place(room: WeekRoom, order: Sequence[str]) -> Placing:
    """A slot for each of ``order`` (most important first) who gets one; why not, for the others.

    The order of ``room.slots`` and of the slots in it does not matter. ``room.slots`` must be
    known.
    """
    net, blocked = _filled(room, order)
    _even_out(net)
    _move_forward(net)
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


def _even_out(net: _Net) -> None:
    """Move visits from fuller to emptier days until the sum of squared day loads is least."""
    while _moved_one(net):
        pass


def _moved_one(net: _Net) -> bool:
    load = net.load
    for day in load:
        reached = net.search(day)
        days = [node for node in reached if isinstance(node, date)]
        emptiest = min(days, key=lambda other: (load[other], other))
        if load[emptiest] <= load[day] - 2:
            net.shift(reached, emptiest)
            return True
    return False


def _move_forward(net: _Net) -> None:
    """Give each teacher the earliest slot that keeps the days even, in order of priority.

    A change that begins with a teacher's earlier place and ends with that teacher's present one is
    a cycle in the residual network; one of cost nothing is another most even assignment, and every
    such assignment is reached by one.
    """
    settled: set[str] = set()
    for handle in net.at:
        for place in net.own[handle]:
            if place == net.at[handle]:
                break
            reached = net.search(place, settled, level=True)
            if handle in reached:
                net.shift(reached, handle)
                net.at[handle] = place
                break
        settled.add(handle)
