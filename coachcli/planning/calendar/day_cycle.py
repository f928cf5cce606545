"""Day cycles: A and B days, or one to six, that go round on school days only.

A day without school has no label and does not move the cycle on, so a snow day shifts every later
one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from coachcli.planning.calendar.weeks import OpenDays
from coachcli.values.frozen import dataclass
from coachcli.values.school import WEEKDAYS, DayCycle

DayNames = Callable[[date], tuple[str, ...]]
"""The labels that a window or a period may name a day by: the weekday, and that of the cycle."""


@dataclass(frozen=True)
class CycleDays:
    """A day cycle on a school's calendar: ``school`` are the days with school."""

    cycle: DayCycle
    school: OpenDays

    def label(self, day: date) -> str:
        """The label of a school day, empty for a day without school.

        The first school day from the anchor on has the first label, whatever was closed since.
        """
        if not self.school.is_open(day):
            return ""
        anchor = self.cycle.anchor
        if day >= anchor:
            passed = self.school.count(anchor, day) - 1
        else:
            passed = -self.school.count(day, anchor - timedelta(days=1))
        return self.cycle.labels[passed % len(self.cycle.labels)]

    def anchored(self, day: date, label: str) -> DayCycle:
        """The same cycle, such that ``day`` (a school day) has ``label``."""
        back = self.cycle.labels.index(label)
        while back:
            day -= timedelta(days=1)
            back -= self.school.is_open(day)
        return DayCycle(self.cycle.labels, day)


def day_names(cycle: CycleDays | None) -> DayNames:
    """How days are called: by the weekday alone where there is no cycle."""

    def names(day: date) -> tuple[str, ...]:
        label = cycle.label(day) if cycle else ""
        return (WEEKDAYS[day.weekday()], *([label] if label else ()))

    return names
