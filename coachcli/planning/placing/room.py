"""What a week can still take, beyond what it already holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property

from coachcli.planning.calendar.slots import Slot, places, slot_order
from coachcli.values.frozen import dataclass


@dataclass(frozen=True)
class WeekRoom:
    """``slots`` are the usable slots by handle; a handle that is not there has none, and None for
    all of them means that only the capacity counts. ``load`` is how many visits a day already
    holds. ``preferred`` are the slots a teacher would rather have; who prefers nothing is not in
    it.
    """

    capacity: int
    slots: Mapping[str, Sequence[Slot]] | None
    load: Mapping[date, int] = field(default_factory=dict)
    day_max: int | None = None
    preferred: Mapping[str, Collection[Slot]] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[Slot, int]:
        return places(slot for slots in (self.slots or {}).values() for slot in slots)

    def slots_of(self, handle: str) -> tuple[Slot, ...]:
        """A teacher's slots, in canonical order. ``slots`` must be known."""
        return tuple(sorted((self.slots or {}).get(handle, ()), key=slot_order))
