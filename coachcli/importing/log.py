"""A coaching log kept in a spreadsheet: one row a meeting, or a time of other work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from coachcli.dates import quoted
from coachcli.errors import CoachError
from coachcli.importing.days import Order, day_order, is_unclear, needed_orders
from coachcli.importing.log_cells import full_year
from coachcli.importing.log_columns import ADDED, COLUMNS
from coachcli.importing.log_rows import ORDERS, LogContext, LogRow, RowProblem, RowReader
from coachcli.importing.table import Table, read_table
from coachcli.values.frozen import dataclass

HEADING_MAX = 40


@dataclass(frozen=True)
class LogFile:
    """``columns`` are the names of ``log_columns`` with the headings of the file; ``notes`` are
    sentences about the whole file; ``header`` and ``raw`` the cells as they stand there."""

    rows: tuple[LogRow, ...]
    problems: tuple[RowProblem, ...]
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    notes: tuple[str, ...]
    header: tuple[str, ...] = field(repr=False)
    raw: Mapping[int, tuple[str, ...]] = field(repr=False)


def read_log(
    data: bytes, known: LogContext, chosen: Mapping[str, str], order: Order | None = None
) -> LogFile:
    """The log in the file. ``chosen`` are columns that the coach names, by ``log_columns``;
    ``order`` how dates are written, where the coach says so."""
    table = _table(data, chosen)
    days = _cells(table, "day")
    checks = _cells(table, "by_when")
    decided = order or day_order(days) or day_order([*days, *checks])
    known = replace(known, order=decided, check_order=order or day_order(checks) or decided)
    rows: list[LogRow] = []
    problems = [RowProblem(each.line, (each.message,), ()) for each in table.problems]
    for row in table.rows:
        found = RowReader(row, known).read()
        if isinstance(found, LogRow):
            rows.append(found)
        else:
            problems.append(found)
    problems.sort(key=lambda problem: problem.line)
    ignored = tuple(each for each in table.ignored if each.casefold() not in ADDED)
    return LogFile(
        rows=tuple(rows),
        problems=tuple(problems),
        columns=table.headings,
        ignored=tuple(each for each in ignored if len(each) <= HEADING_MAX),
        notes=(*table.notes, *_about_days(table, days, known, given=order is not None)),
        header=table.header,
        raw=table.raw,
    )


def _table(data: bytes, chosen: Mapping[str, str]) -> Table:
    try:
        table = read_table(data, COLUMNS, chosen)
    except CoachError as error:
        if not error.hint.startswith("Name the columns"):
            raise
        raise CoachError(
            "The first line of the file does not name its columns.",
            "Put a line on top such as: Date,Teacher,What we did,Minutes,Notes,Next step,By when",
        ) from None
    # What stands in the first line is said back only when it looks like headings.
    headings = ", ".join(quoted(each) for each in table.header if each.strip())
    said = f" The headings are {headings}." if len(table.columns) > 1 else ""
    lacking = [heading for name, heading in chosen.items() if heading and name not in table.columns]
    if lacking:
        raise CoachError(f"No column is headed {quoted(lacking[0])}.", f"Look again.{said}")
    if "day" not in table.columns:
        raise CoachError(
            f"No column for the day is known in this file.{said}",
            'Say which it is, for example: --column date="Day of visit"',
        )
    if not table.columns & {"teacher", "activity"}:
        raise CoachError(
            f"The file says neither with whom nor what it was.{said}",
            'Say which columns do, for example: --column teacher="Met with"',
        )
    return table


def _cells(table: Table, column: str) -> list[str]:
    return [full_year(row.cells.get(column, "")) for row in table.rows]


def _about_days(table: Table, days: Sequence[str], known: LogContext, *, given: bool) -> list[str]:
    """Which way unclear days were read, and why."""
    lines = [row.line for row, cell in zip(table.rows, days, strict=True) if is_unclear(cell)]
    if not lines:
        return []
    cell = next(cell for cell in days if is_unclear(cell))
    said = f"{len(lines)} days can be read two ways" if len(lines) > 1 else "1 day has two readings"
    said += f", such as {cell} in line {lines[0]}"
    if known.order is None:
        return [f"{said}. Nothing else in the file tells: add --dates mdy or --dates dmy."]
    needs = needed_orders(days)
    mine, other = needs[known.order], sum(needs.values()) - needs[known.order]
    why = "as you said" if given else f"as {mine} others can only be"
    against = f" {other} can only be read the other way, and are." if other else ""
    return [f"{said}: {ORDERS[known.order]}, {why}.{against}"]
