"""Why somebody has to wait, as a count that can be checked, and the small changes that would help.

Each remedy is verified: the weeks are planned again with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from coachcli.planning.calendar.slots import Slot
from coachcli.planning.placing.room import WeekRoom
from coachcli.planning.rotation.rotation import can_keep, rotate
from coachcli.planning.rotation.tables import FIELD, Tables
from coachcli.planning.rotation.visits_needed import VisitsNeeded
from coachcli.planning.rotation.waits import BEFORE, Rotation, Wait
from coachcli.values.frozen import dataclass

_SHARE = 48
"""The part of the planner's effort that one remedy is tried with."""

MOST = 3
"""At most so many remedies of one kind are looked for."""

_TRIED = 24
"""At most so many changes of one kind are tried."""


@dataclass(frozen=True)
class Shortage:
    """Up to week ``week`` the teachers in ``handles`` need ``needed`` visits, each of them at least
    one, and ``room`` of theirs fit.

    ``is_everybody``: all who need one; otherwise those whose free times are the bottleneck.
    """

    week: int
    handles: tuple[str, ...]
    needed: int
    room: int
    is_everybody: bool


@dataclass(frozen=True)
class Remedy:
    """A change after which nobody has to wait longer who does not already.

    ``code``: ``extra_visit`` in week ``week``, ``longer_cadence`` of ``every`` weeks for
    ``handle``, ``free_time`` (any other) for ``handle``, or ``capacity`` of ``visits`` each week.
    """

    code: str
    handle: str = ""
    week: int = 0
    every: int = 0
    visits: int = 0


Options = Iterator[tuple[Remedy, Rotation]]


def shortage(rotation: Rotation) -> Shortage | None:
    """The first week up to which more visits are needed than fit, if counting shows it.

    Needed is what keeps everybody on time from now on, each visit as late as that allows. None
    when the counts fit and only the arrangement does not.
    """
    tables = Tables(rotation)
    visits_needed = VisitsNeeded(tables, 0, some_late=True)
    chains = []
    for i in tables.numbers:
        by = visits_needed.deadline[i][BEFORE]
        if by == BEFORE:  # late already: as soon as can be
            first = tables.soonest[i][0]
            chains.append(0 if first == tables.horizon else visits_needed.chain_after(i, first))
        else:
            chains.append(visits_needed.chain[i][BEFORE])
    for week in range(tables.horizon):
        for number, (group, rooms) in enumerate(tables.groups):
            needed = sum(_field(chains[i], week) for i in group)
            if needed > _field(rooms[0], week):
                named = [i for i in group if _field(chains[i], week)]
                handles = tuple(sorted(tables.teachers[i].handle for i in named))
                room = sum(each.rank(named) for each in tables.weeks[: week + 1])
                return Shortage(week, handles, needed, room, number == 0)
    return None


def _field(packed: int, week: int) -> int:
    return packed >> (FIELD * week) & ((1 << FIELD) - 1)


def remedies(
    rotation: Rotation, late: Sequence[Wait], usual: Mapping[int, int]
) -> tuple[Remedy, ...]:
    """The cheapest changes that were found to clear the waits that have not begun yet.

    ``usual`` has the weeks whose capacity is the usual one, with what stands in them already.
    One extra visit, one longer cadence, another free time for one teacher; only when none of these
    is enough, more visits in every week.
    """
    already = [
        wait for wait in late if wait.after == BEFORE and -wait.teacher.last > wait.teacher.every
    ]
    if len(already) == len(late):
        return ()
    concerned = {wait.teacher.handle for wait in late} - {wait.teacher.handle for wait in already}
    short = shortage(rotation)
    if short is not None and not short.is_everybody:
        concerned |= set(short.handles)
    until = max(wait.visit for wait in late)
    helpful: list[Remedy] = []
    for options in (
        _extra_visits(rotation, until),
        _longer_cadences(rotation, sorted(concerned)),
        _free_times(rotation, sorted(concerned)),
    ):
        helpful += islice(_clearing(options, already), MOST)
    return tuple(helpful or islice(_clearing(_more_visits(rotation, usual), already), 1))


def _clearing(options: Options, already: Sequence[Wait]) -> Iterator[Remedy]:
    """Those after which nobody waits too long but in a wait that has begun."""
    begun = {wait.teacher.handle for wait in already}
    for remedy, changed in islice(options, _TRIED):
        if can_keep(changed, already, share=_SHARE) and all(
            wait.after == BEFORE and wait.teacher.handle in begun for wait in rotate(changed).late
        ):
            yield remedy


def _extra_visits(rotation: Rotation, until: int) -> Options:
    for week in range(min(until + 1, rotation.horizon)):
        weeks = list(rotation.weeks)
        weeks[week] = replace(weeks[week], capacity=weeks[week].capacity + 1)
        yield Remedy("extra_visit", week=week), replace(rotation, weeks=tuple(weeks))


def _longer_cadences(rotation: Rotation, handles: Sequence[str]) -> Options:
    for handle in handles:
        every = next(teacher.every for teacher in rotation.teachers if teacher.handle == handle) + 1
        teachers = tuple(
            replace(teacher, every=every, max_gap=max(teacher.max_gap, every))
            if teacher.handle == handle
            else teacher
            for teacher in rotation.teachers
        )
        if every <= 12:
            yield (
                Remedy("longer_cadence", handle, every=every),
                replace(rotation, teachers=teachers),
            )


def _free_times(rotation: Rotation, handles: Sequence[str]) -> Options:
    for handle in handles:
        weeks = tuple(_free_for(handle, room) for room in rotation.weeks)
        if weeks != rotation.weeks:
            yield Remedy("free_time", handle), replace(rotation, weeks=weeks)


def _free_for(handle: str, room: WeekRoom) -> WeekRoom:
    """The week with ``handle`` free in every slot of anybody's."""
    if room.slots is None:
        return room
    every: tuple[Slot, ...] = tuple(room.places)
    if set(every) == set(room.slots.get(handle, ())):
        return room
    return replace(room, slots={**room.slots, handle: every})


def _more_visits(rotation: Rotation, usual: Mapping[int, int]) -> Options:
    most = max((rotation.weeks[week].capacity + held for week, held in usual.items()), default=0)
    for visits in range(most + 1, most + 4):
        weeks = tuple(
            replace(room, capacity=max(0, visits - usual[week])) if week in usual else room
            for week, room in enumerate(rotation.weeks)
        )
        yield Remedy("capacity", visits=visits), replace(rotation, weeks=weeks)
