"""The caseload: who is on it, who is away, who was visited when and is planned next."""

from __future__ import annotations

import sqlite3
from datetime import date

from coachcli.store.reading.door import a_time
from coachcli.store.reading.rows import values_in
from coachcli.values.school import Window
from coachcli.values.teacher import Away, Teacher


def teachers(db: sqlite3.Connection, *, archived: bool = False) -> list[Teacher]:
    """The caseload by handle; with ``archived`` also those out of the rotation."""
    windows: dict[int, list[Window]] = {}
    for teacher_id, day, period, start, end, preferred in db.execute(
        'SELECT teacher_id, day, period, start, "end", preferred FROM "window" ORDER BY id'
    ):
        window = Window(day, period, a_time(start), a_time(end), bool(preferred))
        windows.setdefault(teacher_id, []).append(window)
    rows = db.execute(
        "SELECT *, id AS windows, coalesce(max_gap, 2 * every) AS max_gap FROM teacher"
        " WHERE archived_on IS NULL OR ? ORDER BY handle",
        (archived,),
    )
    return values_in(rows, Teacher, windows=lambda id: tuple(windows.get(id, ())))


def handles(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Handle and name of everybody in the rotation: all that completing a name needs."""
    return db.execute(
        "SELECT handle, name FROM teacher WHERE archived_on IS NULL ORDER BY handle"
    ).fetchall()


def absences(db: sqlite3.Connection) -> list[Away]:
    """When which teacher is away, earliest first."""
    rows = db.execute(
        "SELECT away.id, handle AS teacher, first, last FROM away"
        " JOIN teacher ON teacher.id = teacher_id ORDER BY first, away.id"
    )
    return values_in(rows, Away)


def last_visits(db: sqlite3.Connection, *, before: date | None = None) -> dict[str, date]:
    """The day of each teacher's last visit, of all or of those before a day, by handle.

    Who was never visited is not in it.
    """
    rows = db.execute(
        "SELECT handle, max(session.date) FROM teacher"
        " JOIN attendance ON teacher.id = teacher_id JOIN session ON session.id = session_id"
        " WHERE state = 'held' AND counts_as_visit AND session.date < ? GROUP BY teacher.id",
        ((before or date.max).isoformat(),),
    )
    return {handle: date.fromisoformat(day) for handle, day in rows}


def planned_from(db: sqlite3.Connection, day: date) -> dict[str, date]:
    """The day of the next planned visit from ``day`` on, by handle."""
    rows = db.execute(
        "SELECT handle, min(session.date) FROM session"
        " JOIN attendance ON session.id = session_id JOIN teacher ON teacher.id = teacher_id"
        " WHERE session.date >= ? AND state = 'planned' AND counts_as_visit GROUP BY teacher.id",
        (day.isoformat(),),
    )
    return {handle: date.fromisoformat(day) for handle, day in rows}
