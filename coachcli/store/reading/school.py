"""The school's time: settings, periods, closures, recurring meetings."""

from __future__ import annotations

import sqlite3
from datetime import date

from coachcli.store.reading.door import handles_in, handles_of
from coachcli.store.reading.rows import values_in
from coachcli.values.school import Closure, Commitment, DayCycle, Period, Settings

_WITH = handles_of("commitment_teacher", "commitment_id = commitment.id")


def settings(db: sqlite3.Connection) -> Settings:
    """What the coach has set, with the defaults for the rest."""
    found = dict(db.execute("SELECT key, value FROM setting"))
    plain = Settings()
    return Settings(
        capacity=int(found.get("capacity", plain.capacity)),
        day_max=int(found["day_max"]) if "day_max" in found else None,
        minutes=int(found.get("minutes", plain.minutes)),
        cycles=int(found.get("cycles", plain.cycles)),
    )


def day_cycle(db: sqlite3.Connection) -> DayCycle | None:
    """The school's day cycle, if it has one."""
    found = dict(db.execute("SELECT key, value FROM setting WHERE key LIKE 'day_cycle%'"))
    if "day_cycle" not in found:
        return None
    labels = tuple(found["day_cycle"].split(","))
    return DayCycle(labels, date.fromisoformat(found["day_cycle_anchor"]))


def window_words(db: sqlite3.Connection) -> tuple[list[str], tuple[str, ...]]:
    """What a free time may name: the periods, and the days of the day cycle."""
    cycle = day_cycle(db)
    return [period.name for period in periods(db)], cycle.labels if cycle else ()


def has_setting(db: sqlite3.Connection, key: str) -> bool:
    return db.execute("SELECT 1 FROM setting WHERE key = ?", (key,)).fetchone() is not None


def periods(db: sqlite3.Connection) -> list[Period]:
    """The bell schedule, by day and start."""
    rows = db.execute("SELECT * FROM period ORDER BY id")
    return values_in(rows, Period)


def week_capacities(db: sqlite3.Connection) -> dict[date, int]:
    """The visits of the weeks that differ from the usual, by their Mondays, earliest first."""
    rows = db.execute("SELECT week, visits FROM week_capacity ORDER BY week")
    return {date.fromisoformat(week): visits for week, visits in rows}


def closures(db: sqlite3.Connection) -> list[Closure]:
    """Days without coaching, earliest first."""
    rows = db.execute("SELECT * FROM closure ORDER BY first, id")
    return values_in(rows, Closure)


def commitments(db: sqlite3.Connection) -> list[Commitment]:
    """The recurring meetings, by number."""
    skipped: dict[int, list[date]] = {}
    for id, day in db.execute("SELECT commitment_id, day FROM commitment_skip ORDER BY day"):
        skipped.setdefault(id, []).append(date.fromisoformat(day))
    rows = db.execute(f"SELECT *, {_WITH} AS teachers, id AS skipped FROM commitment ORDER BY id")
    return values_in(
        rows,
        Commitment,
        teachers=handles_in,
        skipped=lambda id: tuple(skipped.get(id, ())),
    )


def occurrences(db: sqlite3.Connection, first: date) -> set[tuple[int, date]]:
    """The occurrences of recurring meetings, from ``first`` on, that are sessions already."""
    rows = db.execute(
        "SELECT commitment_id, occurrence FROM session WHERE occurrence >= ?", (first.isoformat(),)
    )
    return {(id, date.fromisoformat(day)) for id, day in rows}
