"""A bell schedule kept in a spreadsheet: one row a period, for one day or several."""

from __future__ import annotations

from collections.abc import Sequence

from coachcli.coaching.people.names import fold
from coachcli.coaching.times.windows import check_period, parse_days
from coachcli.dates import parse_time
from coachcli.errors import CoachError
from coachcli.importing.table import Problem, Row, read_table
from coachcli.values.frozen import dataclass
from coachcli.values.school import WEEKDAYS, Period

_COLUMNS = {
    "day": ("days", "weekday", "weekdays"),
    "period": ("name", "block", "class period"),
    "start": ("begin", "begins", "starts", "from", "start time"),
    "end": ("ends", "to", "until", "end time"),
}


@dataclass(frozen=True)
class BellFile:
    """``periods`` one for each day, by day and time, from rows without any problem; ``problems``
    say, by line, why others are left out. ``notes`` are sentences about the whole file."""

    periods: tuple[Period, ...]
    problems: tuple[Problem, ...]
    ignored_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_bell(data: bytes, labels: Sequence[str] = ()) -> BellFile:
    """The periods in the file; ``labels`` are the days of the day cycle.

    A row without a day is for Monday to Friday. A row that overlaps an earlier one on a day of its
    own, or uses its name there, is a problem.
    """
    table = read_table(data, _COLUMNS)
    missing = [key for key in ("period", "start", "end") if key not in table.columns]
    if missing:
        raise CoachError(
            f"The file has no column {' or '.join(missing)}.",
            "Name the columns in the first line: day, period, start, end.",
        )
    periods: list[Period] = []
    problems = list(table.problems)
    for row in table.rows:
        try:
            new = _periods(row, labels)
            _check_room(new, periods)
        except CoachError as error:
            problems.append(Problem(row.line, f"{error.message} {error.hint}".rstrip()))
        else:
            periods += new
    order = (*WEEKDAYS, *labels)
    periods.sort(key=lambda period: (order.index(period.day), period.start))
    problems.sort(key=lambda problem: problem.line)
    return BellFile(tuple(periods), tuple(problems), table.ignored, table.notes)


def _periods(row: Row, labels: Sequence[str]) -> list[Period]:
    name = check_period(row.cells["period"])
    start, end = parse_time(row.cells["start"]), parse_time(row.cells["end"])
    if end <= start:
        raise CoachError(f"{name} ends at {end:%H:%M}, not after it begins at {start:%H:%M}.")
    days = parse_days(row.cells.get("day") or "Mon-Fri", labels)
    return [Period(day, name, start, end) for day in days]


def _check_room(new: Sequence[Period], periods: Sequence[Period]) -> None:
    for period in new:
        for other in periods:
            if other.day != period.day:
                continue
            if fold(other.name) == fold(period.name):
                raise CoachError(f"There is another {other.name} on {period.day}.")
            if other.start < period.end and period.start < other.end:
                raise CoachError(f"{period.name} overlaps {other.name} on {period.day}.")
