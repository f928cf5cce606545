"""Dates in a spreadsheet, where only the other cells tell whether the month or the day is first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from coachcli.dates import parse_day, quoted
from coachcli.errors import CoachError

Order = Literal["mdy", "dmy"]

_ANY_DAY = date(2000, 1, 1)
"""Stands for today where the cell has a year, so that it does not matter."""

_HINT = "Write the day as year-month-day, like 2026-11-24."


def day_order(cells: Iterable[str]) -> Order | None:
    """The order that most of the cells need which can be read in one order only; None when as
    many need the other, or when there is no such cell."""
    needs = needed_orders(cells)
    lean = needs["mdy"] - needs["dmy"]
    return None if lean == 0 else "mdy" if lean > 0 else "dmy"


def needed_orders(cells: Iterable[str]) -> dict[Order, int]:
    """How many cells can be read in one order only, for each order."""
    needs: dict[Order, int] = {"mdy": 0, "dmy": 0}
    for cell in cells:
        readings = _readings(cell)
        if len(readings) == 1:
            needs[next(iter(readings))] += 1
    return needs


def is_unclear(cell: str) -> bool:
    """Whether the numbers mean one day with the month first and another with the day first."""
    return len(set(_readings(cell).values())) == 2


def read_day(cell: str, order: Order | None) -> date:
    """``2026-11-24`` (a midnight behind it is ignored), ``24 Nov 2026``, or numbers with slashes,
    dots or hyphens; ``order`` decides where both are possible. Never a day without its year.
    """
    plain = re.sub(r"[ T]0?0:00(?::00)?\Z", "", cell.strip())
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", plain):
        return parse_day(plain, _ANY_DAY)
    if re.search(r"[a-z]", plain, re.I) and re.search(r"\b[0-9]{4}\Z", plain):
        return parse_day(plain, _ANY_DAY)
    if not _numbers(plain):
        raise CoachError(f"{quoted(cell)} is not a day with its year.", _HINT)
    readings = _readings(plain)
    days = set(readings.values())
    if not days:
        raise CoachError(f"There is no day {quoted(cell)}.", _HINT)
    if len(days) == 1:
        return parse_day(days.pop().isoformat(), _ANY_DAY)
    if order is None:
        first, second = sorted(days)
        raise CoachError(
            f"{quoted(cell)} could be {first.isoformat()} or {second.isoformat()}.", _HINT
        )
    return parse_day(readings[order].isoformat(), _ANY_DAY)


def _numbers(cell: str) -> re.Match[str] | None:
    return re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", cell)


def _readings(cell: str) -> dict[Order, date]:
    """The real days that the numbers can mean, by their order."""
    match = _numbers(re.sub(r"[ T]0?0:00(?::00)?\Z", "", cell.strip()))
    if match is None:
        return {}
    first, second, year = map(int, match.groups())
    readings: dict[Order, date] = {}
    tries: tuple[tuple[Order, int, int], ...] = (("mdy", first, second), ("dmy", second, first))
    for order, month, day in tries:
        try:
            readings[order] = date(year, month, day)
        except ValueError:
            continue
    return readings
