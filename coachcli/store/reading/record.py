"""Sessions with their sealed notes, and next steps."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from coachcli.store.reading.door import handles_in, handles_of
from coachcli.store.reading.rows import values_in
from coachcli.values.columns import SEALED_PARTS
from coachcli.values.session import Note, Session, Step
from coachcli.values.words import Kind, SessionState


def sessions(
    db: sqlite3.Connection,
    first: date | None = None,
    last: date | None = None,
    *,
    state: SessionState | None = None,
    teacher: str | None = None,
) -> list[Session]:
    """Sessions from ``first`` to ``last``, both included, by date and start."""
    conditions, given = ["1"], list[object]()
    for condition, value in (
        ("session.date >= ?", first and first.isoformat()),
        ("session.date <= ?", last and last.isoformat()),
        ("session.state = ?", state),
        (
            "session.id IN (SELECT session_id FROM attendance JOIN teacher"
            " ON teacher.id = teacher_id WHERE handle = ?)",
            teacher,
        ),
    ):
        if value is not None:
            conditions.append(condition)
            given.append(value)
    return _some_sessions(db, " AND ".join(conditions), given)


def session(db: sqlite3.Connection, id: int) -> Session | None:
    """One session by its number."""
    return next(iter(_some_sessions(db, "session.id = ?", [id])), None)


def _some_sessions(db: sqlite3.Connection, where: str, given: list[object]) -> list[Session]:
    # ``where`` is one of the conditions above, never text from outside.
    rows = db.execute(
        "SELECT session.*, commitment_id AS commitment,"
        f" {handles_of('attendance', 'session_id = session.id')} AS teachers,"
        " (SELECT coalesce(group_concat(kind), '') FROM session_kind"
        " WHERE session_id = session.id) AS kinds"
        f" FROM session WHERE {where} ORDER BY date, start, session.id",
        given,
    )
    return values_in(rows, Session, teachers=handles_in, kinds=kinds_of)


@cache
def kinds_of(joined: str) -> tuple[Kind, ...]:
    """Kinds in the order of the word list, whatever order SQLite joined them in."""
    present = set(joined.split(","))
    return tuple(kind for kind in Kind if kind in present)


_STEPS = (
    "SELECT next_step.*, handle AS teacher, session_id AS session FROM next_step"
    " JOIN teacher ON teacher.id = teacher_id"
)


def steps(
    db: sqlite3.Connection, *, teacher: str | None = None, closed: bool = False
) -> list[Step]:
    """Next steps, the open ones or all, earliest agreed first, text still sealed.

    Those with an archived teacher too: what was promised stays promised.
    """
    rows = db.execute(
        f"{_STEPS} WHERE (handle = :teacher OR :teacher IS NULL)"
        " AND (next_step.state = 'open' OR :closed) ORDER BY agreed_on, next_step.id",
        {"teacher": teacher, "closed": closed},
    )
    return values_in(rows, Step)


def step(db: sqlite3.Connection, id: int) -> Step | None:
    """One next step by its number."""
    rows = db.execute(f"{_STEPS} WHERE next_step.id = ?", (id,))
    return next(iter(values_in(rows, Step)), None)


def next_meetings(db: sqlite3.Connection, steps: Iterable[Step]) -> dict[int, date]:
    """For each step, the day of the first visit held or planned after it was agreed, if any."""
    days = {}
    for step in steps:
        # CROSS JOIN keeps SQLite walking the index on dates, which stops at the first visit.
        row = db.execute(
            "SELECT session.date FROM session CROSS JOIN attendance ON session.id = session_id"
            " JOIN teacher ON teacher.id = teacher_id WHERE session.date > ? AND handle = ?"
            " AND counts_as_visit AND state IN ('planned', 'held') ORDER BY session.date LIMIT 1",
            (step.agreed_on.isoformat(), step.teacher),
        ).fetchone()
        if row is not None:
            days[step.id] = date.fromisoformat(row[0])
    return days


def notes(db: sqlite3.Connection, teacher: str) -> list[Note]:
    """The sealed parts of a teacher's sessions, in the order in which they were written."""
    rows = db.execute(
        "SELECT note.*, note.session_id AS session FROM note"
        " JOIN attendance ON attendance.session_id = note.session_id"
        " JOIN teacher ON teacher.id = teacher_id WHERE handle = ? ORDER BY note.id",
        (teacher,),
    )
    return values_in(rows, Note)


def notes_of(db: sqlite3.Connection, session: int) -> list[Note]:
    """The sealed parts of one session, in the order in which they were written."""
    rows = db.execute(
        "SELECT *, session_id AS session FROM note WHERE session_id = ? ORDER BY id",
        (session,),
    )
    return values_in(rows, Note)


def has_session(db: sqlite3.Connection, uid: str) -> bool:
    return db.execute("SELECT 1 FROM session WHERE uid = ?", (uid,)).fetchone() is not None


def has_note(db: sqlite3.Connection, uid: str) -> bool:
    return db.execute("SELECT 1 FROM note WHERE uid = ?", (uid,)).fetchone() is not None


def sealed_values(db: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Every sealed value with the uid it must name."""
    for table in SEALED_PARTS:
        yield from db.execute(f"SELECT uid, sealed FROM {table} WHERE sealed IS NOT NULL")
