"""The door for reading: SQLite opened read-only, plain values out.

SQLModel is never imported here: that import alone takes longer than a whole reading command. What
only reads cannot harm the store.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, time
from typing import Any

from coachcli.errors import CoachError
from coachcli.store import identity
from coachcli.store.home import Home
from coachcli.store.refusals import no_such_number, sentence_for, unreadable
from coachcli.values import (
    AskedBy,
    Away,
    Closure,
    Commitment,
    DayCycle,
    Focus,
    Kind,
    Note,
    Owner,
    Part,
    Party,
    Period,
    Session,
    SessionState,
    Settings,
    Step,
    StepState,
    Support,
    Teacher,
    Window,
)

Connection = sqlite3.Connection
"""An open store; what the functions below read from."""


class OlderStore(Exception):
    """The store is of an earlier revision and wants ``store.upgrade`` first."""


@contextmanager
def reading(home: Home) -> Iterator[sqlite3.Connection]:
    """Open the store for reading.

    Raises CoachError when there is no store yet, StoreUnusable when it is damaged, foreign or
    newer, and OlderStore when it is older.
    """
    if os.path.isfile(home.path):  # which, unlike Path.is_file, never raises
        raise CoachError(
            f"{home.path} is a file, not a home folder.",
            "Name the folder with --home or COACH_HOME.",
            code="no_store",
        )
    if not home.exists:
        raise CoachError(
            f"There is no caseload in {home.path} yet.",
            "Type: coach init",
            code="no_store",
        )
    if home.cut_off:
        from coachcli.store.mending import pen  # rarely needed, so not worth its time otherwise

        with pen(home):
            pass
    try:
        uri = f"{home.store.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=5)) as db:
            if identity.revision(db) != identity.HEAD:
                raise OlderStore
            identity.must_be_complete(db, home.store)
            yield db
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CANTOPEN:
            raise unreadable(home.path) from None
        raise (sentence_for(error, home.path) or identity.damaged()) from None
    except OverflowError:
        raise no_such_number() from None
    except ValueError:
        from coachcli.store.stores import is_whole

        # A value that no command would have stored is damage, if SQLite sees damage too.
        if is_whole(home.store):
            raise
        raise identity.damaged() from None


def settings(db: sqlite3.Connection) -> Settings:
    """What the coach has set, with the defaults for the rest."""
    found = dict(db.execute("SELECT key, value FROM setting"))
    plain = Settings()
    return Settings(
        capacity=int(found.get("capacity", plain.capacity)),
        day_max=int(found["day_max"]) if "day_max" in found else None,
        minutes=int(found.get("minutes", plain.minutes)),
    )


def day_cycle(db: sqlite3.Connection) -> DayCycle | None:
    """The school's day cycle, if it has one."""
    found = dict(db.execute("SELECT key, value FROM setting WHERE key LIKE 'day_cycle%'"))
    if "day_cycle" not in found:
        return None
    labels = tuple(found["day_cycle"].split(","))
    return DayCycle(labels, date.fromisoformat(found["day_cycle_anchor"]))


def has_setting(db: sqlite3.Connection, key: str) -> bool:
    return db.execute("SELECT 1 FROM setting WHERE key = ?", (key,)).fetchone() is not None


def teachers(db: sqlite3.Connection, *, archived: bool = False) -> list[Teacher]:
    """The caseload by handle; with ``archived`` also those out of the rotation."""
    windows: dict[int, list[Window]] = {}
    for teacher_id, day, period, start, end, preferred in db.execute(
        'SELECT teacher_id, day, period, start, "end", preferred FROM "window" ORDER BY id'
    ):
        window = Window(day, period, a_time(start), a_time(end), bool(preferred))
        windows.setdefault(teacher_id, []).append(window)
    return [
        Teacher(
            id=row[0],
            uid=row[1],
            handle=row[2],
            name=row[3],
            support=Support(row[4]),
            every=row[5],
            max_gap=row[6] if row[6] is not None else 2 * row[5],
            since=date.fromisoformat(row[7]),
            email=row[8],
            subject=row[9],
            grade=row[10],
            room=row[11],
            question=row[12],
            focus=Focus(row[13]) if row[13] else None,
            archived_on=a_date(row[14]),
            windows=tuple(windows.get(row[0], ())),
        )
        for row in db.execute(
            'SELECT id, uid, handle, name, support, "every", max_gap, since, email, subject,'
            " grade, room, question, focus, archived_on FROM teacher"
            " WHERE archived_on IS NULL OR ? ORDER BY handle",
            (archived,),
        )
    ]


def handles(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Handle and name of everybody in the rotation: all that completing a name needs."""
    return db.execute(
        "SELECT handle, name FROM teacher WHERE archived_on IS NULL ORDER BY handle"
    ).fetchall()


def periods(db: sqlite3.Connection) -> list[Period]:
    """The bell schedule, by day and start."""
    rows = db.execute('SELECT day, name, start, "end" FROM period ORDER BY id')
    return [
        Period(day, name, time.fromisoformat(start), time.fromisoformat(end))
        for day, name, start, end in rows
    ]


def week_capacities(db: sqlite3.Connection) -> dict[date, int]:
    """The visits of the weeks that differ from the usual, by their Mondays, earliest first."""
    rows = db.execute("SELECT week, visits FROM week_capacity ORDER BY week")
    return {date.fromisoformat(week): visits for week, visits in rows}


def closures(db: sqlite3.Connection) -> list[Closure]:
    """Days without coaching, earliest first."""
    rows = db.execute(
        "SELECT id, uid, first, last, label, in_session FROM closure ORDER BY first, id"
    )
    return [
        Closure(id, uid, date.fromisoformat(first), date.fromisoformat(last), label, bool(school))
        for id, uid, first, last, label, school in rows
    ]


def commitments(db: sqlite3.Connection) -> list[Commitment]:
    """The recurring meetings, by number."""
    skipped: dict[int, list[date]] = {}
    for id, day in db.execute("SELECT commitment_id, day FROM commitment_skip ORDER BY day"):
        skipped.setdefault(id, []).append(date.fromisoformat(day))
    rows = db.execute(
        'SELECT id, uid, label, rule, first, last, period, start, "end", counts_as_visit,'
        " (SELECT group_concat(handle) FROM (SELECT handle FROM commitment_teacher JOIN teacher"
        " ON teacher.id = teacher_id WHERE commitment_id = commitment.id ORDER BY handle))"
        " FROM commitment ORDER BY id"
    )
    return [
        Commitment(
            id=row[0],
            uid=row[1],
            label=row[2],
            rule=row[3],
            first=date.fromisoformat(row[4]),
            last=a_date(row[5]),
            period=row[6],
            start=a_time(row[7]),
            end=a_time(row[8]),
            counts_as_visit=bool(row[9]),
            teachers=tuple(row[10].split(",")) if row[10] else (),
            skipped=tuple(skipped.get(row[0], ())),
        )
        for row in rows
    ]


def occurrences(db: sqlite3.Connection, first: date) -> set[tuple[int, date]]:
    """The occurrences of recurring meetings, from ``first`` on, that are sessions already."""
    rows = db.execute(
        "SELECT commitment_id, occurrence FROM session WHERE occurrence >= ?", (first.isoformat(),)
    )
    return {(id, date.fromisoformat(day)) for id, day in rows}


def absences(db: sqlite3.Connection) -> list[Away]:
    """When which teacher is away, earliest first."""
    rows = db.execute(
        "SELECT away.id, handle, first, last FROM away JOIN teacher ON teacher.id = teacher_id"
        " ORDER BY first, away.id"
    )
    return [
        Away(id, handle, date.fromisoformat(first), a_date(last))
        for id, handle, first, last in rows
    ]


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
    return some_sessions(db, " AND ".join(conditions), given)


def session(db: sqlite3.Connection, id: int) -> Session | None:
    """One session by its number."""
    found = some_sessions(db, "session.id = ?", [id])
    return found[0] if found else None


def some_sessions(db: sqlite3.Connection, where: str, given: list[object]) -> list[Session]:
    # ``where`` is one of the conditions above, never text from outside.
    rows = db.execute(
        'SELECT session.id, uid, date, start, "end", state, focus, minutes, asked_by,'
        " counts_as_visit, pinned, slot, cancelled_by, commitment_id, occurrence,"
        " (SELECT group_concat(handle) FROM (SELECT handle FROM attendance JOIN teacher"
        " ON teacher.id = teacher_id WHERE session_id = session.id ORDER BY handle)),"
        " (SELECT group_concat(kind) FROM session_kind WHERE session_id = session.id)"
        f" FROM session WHERE {where} ORDER BY date, start, session.id",
        given,
    )
    return [
        Session(
            id=row[0],
            uid=row[1],
            date=date.fromisoformat(row[2]),
            start=a_time(row[3]),
            end=a_time(row[4]),
            state=SessionState(row[5]),
            focus=Focus(row[6]) if row[6] else None,
            minutes=row[7],
            asked_by=AskedBy(row[8]),
            counts_as_visit=bool(row[9]),
            pinned=bool(row[10]),
            slot=row[11],
            cancelled_by=Party(row[12]) if row[12] else None,
            commitment=row[13],
            occurrence=a_date(row[14]),
            teachers=tuple(row[15].split(",")) if row[15] else (),
            kinds=kinds_of(row[16]),
        )
        for row in rows
    ]


def kinds_of(joined: str | None) -> tuple[Kind, ...]:
    """Kinds in the order of the word list, whatever order SQLite joined them in."""
    present = set(joined.split(",")) if joined else set()
    return tuple(kind for kind in Kind if kind in present)


def planned_from(db: sqlite3.Connection, day: date) -> dict[str, date]:
    """The day of the next planned visit from ``day`` on, by handle."""
    rows = db.execute(
        "SELECT handle, min(session.date) FROM session"
        " JOIN attendance ON session.id = session_id JOIN teacher ON teacher.id = teacher_id"
        " WHERE session.date >= ? AND state = 'planned' AND counts_as_visit GROUP BY teacher.id",
        (day.isoformat(),),
    )
    return {handle: date.fromisoformat(found) for handle, found in rows}


STEP_COLUMNS = (
    "SELECT next_step.id, next_step.uid, handle, owner, sealed, agreed_on, check_on,"
    " next_step.state, closed_on, session_id FROM next_step"
    " JOIN teacher ON teacher.id = teacher_id"
)


def steps(
    db: sqlite3.Connection, *, teacher: str | None = None, closed: bool = False
) -> list[Step]:
    """Next steps, the open ones or all, earliest agreed first, text still sealed.

    Those with an archived teacher too: what was promised stays promised.
    """
    rows = db.execute(
        f"{STEP_COLUMNS} WHERE (handle = :teacher OR :teacher IS NULL)"
        " AND (next_step.state = 'open' OR :closed) ORDER BY agreed_on, next_step.id",
        {"teacher": teacher, "closed": closed},
    )
    return [a_step(row) for row in rows]


def step(db: sqlite3.Connection, id: int) -> Step | None:
    """One next step by its number."""
    row = db.execute(f"{STEP_COLUMNS} WHERE next_step.id = ?", (id,)).fetchone()
    return a_step(row) if row else None


def a_step(row: tuple[Any, ...]) -> Step:
    id, uid, handle, owner, sealed, agreed_on, check_on, state, closed_on, session_id = row
    return Step(
        id=id,
        uid=uid,
        teacher=handle,
        owner=Owner(owner),
        sealed=sealed,
        agreed_on=date.fromisoformat(agreed_on),
        check_on=a_date(check_on),
        state=StepState(state),
        closed_on=a_date(closed_on),
        session=session_id,
    )


def next_meetings(db: sqlite3.Connection, steps: Iterable[Step]) -> dict[int, date]:
    """For each step, the day of the first visit held or planned after it was agreed, if any."""
    found = {}
    for step in steps:
        # CROSS JOIN keeps SQLite walking the index on dates, which stops at the first visit.
        row = db.execute(
            "SELECT session.date FROM session CROSS JOIN attendance ON session.id = session_id"
            " JOIN teacher ON teacher.id = teacher_id WHERE session.date > ? AND handle = ?"
            " AND counts_as_visit AND state IN ('planned', 'held') ORDER BY session.date LIMIT 1",
            (step.agreed_on.isoformat(), step.teacher),
        ).fetchone()
        if row is not None:
            found[step.id] = date.fromisoformat(row[0])
    return found


def notes(db: sqlite3.Connection, teacher: str) -> list[Note]:
    """The sealed parts of a teacher's sessions, in the order in which they were written."""
    rows = db.execute(
        "SELECT note.id, note.uid, note.session_id, part, sealed FROM note"
        " JOIN attendance ON attendance.session_id = note.session_id"
        " JOIN teacher ON teacher.id = teacher_id WHERE handle = ? ORDER BY note.id",
        (teacher,),
    )
    return [
        Note(id, uid, session_id, Part(part), sealed) for id, uid, session_id, part, sealed in rows
    ]


def has_session(db: sqlite3.Connection, uid: str) -> bool:
    return db.execute("SELECT 1 FROM session WHERE uid = ?", (uid,)).fetchone() is not None


def has_note(db: sqlite3.Connection, uid: str) -> bool:
    return db.execute("SELECT 1 FROM note WHERE uid = ?", (uid,)).fetchone() is not None


def sealed_values(db: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Every sealed value with the uid it must name."""
    yield from db.execute("SELECT uid, sealed FROM note")
    yield from db.execute("SELECT uid, sealed FROM next_step")


def a_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def a_time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)
