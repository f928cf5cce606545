"""Where a coach's time went, as numbers."""

from __future__ import annotations

from typing import NamedTuple

from coachcli.values.frozen import dataclass
from coachcli.values.school import DateRange
from coachcli.values.words import Work

TAKEN = (Work.COVERING, Work.DUTY)
"""Work that somebody else's absence or the school's running takes from coaching."""


@dataclass(frozen=True)
class Amount:
    """``minutes`` in ``times`` entries; ``open_ended`` of them have no length and add nothing."""

    minutes: int = 0
    times: int = 0
    open_ended: int = 0

    JSON = ("minutes", "times")

    def plus(self, minutes: int | None) -> Amount:
        return Amount(
            self.minutes + (minutes or 0), self.times + 1, self.open_ended + (minutes is None)
        )


class WorkTime(NamedTuple):
    """How much of one kind of other work there was."""

    work: Work
    amount: Amount


@dataclass(frozen=True)
class Spent:
    """The time of some days. ``other`` names only the work that there was, in the order of Work.

    ``title`` is what the days are called, where several stretches stand beside each other.
    """

    days: DateRange
    sessions: Amount
    contacts: Amount
    other: tuple[WorkTime, ...]
    title: str = ""

    JSON = {
        "first": "days.first",
        "last": "days.last",
        "sessions": "sessions",
        "contacts": "contacts",
        "without_length": "open_ended",
        "other": ("other", {"work": "work", "*": "amount"}),
    }

    @property
    def open_ended(self) -> int:
        return self.sessions.open_ended + self.contacts.open_ended

    @property
    def with_teachers(self) -> int:
        return self.sessions.minutes + self.contacts.minutes

    @property
    def elsewhere(self) -> int:
        return sum(amount.minutes for _, amount in self.other)

    @property
    def taken(self) -> int:
        """Minutes of covering and duties."""
        return sum(amount.minutes for work, amount in self.other if work in TAKEN)

    def of(self, work: Work) -> Amount:
        return dict(self.other).get(work, Amount())
