"""Cycles: which one is meant, what students did from the first time to the last."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from coachcli.dates import either, quoted
from coachcli.errors import CoachError
from coachcli.values.cycle import TOTAL, Cycle, Evidence, Measured
from coachcli.values.teacher import Teacher

WEEKS = 8
"""How long a cycle is meant to take where nobody says otherwise."""

Find = Callable[[str], Teacher]
"""Finds whom a word means. Raises CoachError."""


def by_measure(evidence: Iterable[Evidence]) -> tuple[tuple[Evidence, ...], ...]:
    """The evidence of each measure, and of each teacher's students apart, earliest first."""
    groups: dict[tuple[str, str | None], list[Evidence]] = {}
    for entry in sorted(evidence, key=lambda entry: (entry.on, entry.id)):
        groups.setdefault((entry.measure.casefold(), entry.teacher), []).append(entry)
    return tuple(map(tuple, groups.values()))


def measured(evidence: Iterable[Evidence]) -> tuple[Measured, ...]:
    """Baseline and latest of each measure, in order of the first day."""
    return tuple(
        Measured(
            some[0].measure, some[0], some[-1], len(some), sum(each.shareable for each in some)
        )
        for some in by_measure(evidence)
    )


def parse_met(text: str) -> tuple[int, int]:
    """``(14, 22)`` from ``14/22``, ``14 of 22`` or ``14 out of 22``."""
    match = re.fullmatch(r"([0-9]{1,5})\s*(?:/|of|out of)\s*([0-9]{1,5})", text.strip(), re.I)
    if match is None:
        raise CoachError(
            f"{quoted(text)} does not say how many of how many.", "Type it like 14/22 or 14 of 22."
        )
    met, total = int(match[1]), int(match[2])
    if not TOTAL.least <= total <= TOTAL.most or met > total:
        raise CoachError(
            f"{met} of {total} cannot be.",
            f"The second number is 1 to {TOTAL.most}, and no smaller.",
        )
    return met, total


def cycle_meant(which: str, cycles: Sequence[Cycle], find: Find, *, closed: bool = False) -> Cycle:
    """The cycle that a number or a teacher's name means: for a name the running one.

    With ``closed`` the last closed one when none runs. Raises CoachError for none or several.
    """
    if which.isdecimal():
        for cycle in cycles:
            if cycle.id == int(which):
                return cycle
        raise CoachError(
            f"There is no cycle {which[:10]}.",
            "See them with: coach cycle list --all",
            code="unknown",
        )
    who = find(which)
    theirs = [cycle for cycle in cycles if who.handle in cycle.teachers]
    running = [cycle for cycle in theirs if cycle.runs]
    if not running and closed and theirs:
        return max(theirs, key=lambda cycle: (str(cycle.closed_on), cycle.id))
    if not running:
        raise CoachError(
            f"{who.name} is between cycles.",
            f"Start one with: coach cycle start {who.typed}",
            code="no_cycle",
        )
    if len(running) > 1:
        numbers = either([f"{cycle.id} ({cycle.question})" for cycle in running])
        raise CoachError(
            f"{who.name} is in {len(running)} running cycles.",
            f"Say which by its number: {numbers}",
            code="ambiguous",
        )
    return running[0]


def cycle_of(teacher: str, number: str, cycles: Sequence[Cycle], find: Find) -> Cycle:
    """A teacher's cycle: the one of that number, else the running or the last one.

    Raises CoachError where there is none, or where that one is with somebody else.
    """
    if not number:
        return cycle_meant(teacher, cycles, find, closed=True)
    who = find(teacher)
    for cycle in cycles:
        if number == str(cycle.id) and who.handle in cycle.teachers:
            return cycle
    theirs = [str(cycle.id) for cycle in cycles if who.handle in cycle.teachers]
    raise CoachError(
        f"{who.name} is in no cycle {quoted(number)}.",
        f"Theirs: {', '.join(theirs)}" if theirs else "See them with: coach cycle list --all",
        code="unknown",
    )


def cycle_on(cycles: Sequence[Cycle], handle: str, day: date) -> Cycle | None:
    """The cycle that a teacher is in on a day: a project only where there is no other, and the
    latest of several."""
    running = [
        each
        for each in cycles
        if handle in each.teachers
        and each.started_on <= day
        and (each.closed_on is None or day <= each.closed_on)
    ]
    return max(running, key=lambda each: (not each.project, each.started_on, each.id), default=None)
