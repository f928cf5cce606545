"""What may stand in a report, read through a connection that gives nothing else away."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from coachcli.store.reading.record import kinds_of
from coachcli.store.reading.rows import values_in
from coachcli.values.report import (
    HeldDay,
    Met,
    Shared,
    SharedCycle,
    SharedEvidence,
    SharedSession,
    SharedTeacher,
    SharedTime,
)
from coachcli.values.school import DateRange
from coachcli.values.words import Focus, InReports, Party, Phase, is_contact

_HARMLESS = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION)

_KINDS = "(SELECT coalesce(group_concat(kind), '') FROM session_kind WHERE session_id = session.id)"
_BY_QUESTION = "in_reports = 'question' AND :standing = 'question'"
_BY_NAME = "in_reports <> 'anonymous' AND :standing <> 'anonymous'"


def only(db: sqlite3.Connection, columns: Collection[str]) -> None:
    """From now on the connection reads these columns (``table.column``) and refuses all others.

    SQLite itself refuses, when it prepares the statement: sqlite3.DatabaseError. What a view reads
    for itself is let pass: it gives away no column that is not asked for by its name.
    """
    tables = {column.partition(".")[0] for column in columns}

    def answer(
        action: int, table: str | None, column: str | None, _db: str | None, view: str | None
    ) -> int:
        if action in _HARMLESS or view is not None:
            return sqlite3.SQLITE_OK
        allowed = f"{table}.{column}" in columns if column else table in tables
        is_reading = action == sqlite3.SQLITE_READ
        return sqlite3.SQLITE_OK if is_reading and allowed else sqlite3.SQLITE_DENY

    db.set_authorizer(answer)


def shared(
    db: sqlite3.Connection, days: DateRange, standing: InReports = InReports.QUESTION
) -> Shared:
    """What may stand in a report on ``days``, where nobody stands with more than ``standing``."""
    given = _given(days) | {"standing": standing.value}
    teachers = _teachers(db, given)
    cycles = _cycles(db, given, {teacher.who for teacher in teachers})
    return Shared(teachers, _sessions(db, given), cycles, _times(db, given))


def _given(days: DateRange) -> dict[str, str]:
    return {"first": days.first.isoformat(), "last": (days.last or date.max).isoformat()}


def _teachers(db: sqlite3.Connection, given: dict[str, str]) -> tuple[SharedTeacher, ...]:
    """Who was on the caseload in the period, or met in it."""
    rows = db.execute(
        f"SELECT id AS who, CASE WHEN {_BY_NAME} THEN name ELSE '' END AS name,"
        f" CASE WHEN {_BY_QUESTION} THEN question ELSE '' END AS question,"
        f" CASE WHEN {_BY_QUESTION} THEN focus END AS focus, support, subject, grade FROM teacher"
        " WHERE (since <= :last AND (archived_on IS NULL OR archived_on > :first))"
        " OR id IN (SELECT teacher_id FROM attendance JOIN session ON session.id = session_id"
        " WHERE state = 'held' AND date BETWEEN :first AND :last) ORDER BY name, id",
        given,
    )
    return tuple(values_in(rows, SharedTeacher))


def _sessions(db: sqlite3.Connection, given: dict[str, str]) -> tuple[SharedSession, ...]:
    of_period = "state = 'held' AND date BETWEEN :first AND :last"
    seats = "SELECT session_id, teacher_id FROM attendance JOIN session ON session.id = session_id"
    who = _by_first(db.execute(f"{seats} WHERE {of_period}", given))
    rows = db.execute(
        "SELECT id AS who, substr(date, 1, 8) || '01' AS month, focus, minutes,"
        f" {_KINDS} AS kinds FROM session WHERE {of_period} ORDER BY date, id",
        given,
    )
    return tuple(values_in(rows, SharedSession, who=lambda id: frozenset(who[id]), kinds=kinds_of))


def _by_first(pairs: Iterable[tuple[int, int]]) -> Mapping[int, set[int]]:
    """The second of each pair, by the first."""
    grouped: dict[int, set[int]] = defaultdict(set)
    for first, second in pairs:
        grouped[first].add(second)
    return grouped


def _cycles(
    db: sqlite3.Connection, given: dict[str, str], among: set[int]
) -> tuple[SharedCycle, ...]:
    who = _by_first(db.execute("SELECT cycle_id, teacher_id FROM cycle_teacher"))
    rows = db.execute(
        "SELECT id, question, focus, CASE WHEN closed_on <= :last THEN 'closed' ELSE coalesce("
        " (SELECT phase FROM cycle_phase WHERE cycle_id = cycle.id AND began_on <= :last"
        " AND phase <> 'closed' ORDER BY cycle_phase.id DESC LIMIT 1), 'identify') END,"
        " EXISTS (SELECT 1 FROM cycle_teacher WHERE cycle_id = cycle.id) AND NOT EXISTS"
        " (SELECT 1 FROM cycle_teacher JOIN teacher ON teacher.id = teacher_id"
        f"  WHERE cycle_id = cycle.id AND NOT ({_BY_QUESTION}))"
        " FROM cycle WHERE started_on <= :last AND (closed_on IS NULL OR closed_on >= :first)"
        " ORDER BY id",
        given,
    ).fetchall()
    return tuple(
        SharedCycle(
            who=frozenset(who[id]),
            question=question if agreed else "",
            focus=Focus(focus) if focus and agreed else None,
            phase=Phase(phase),
            evidence=_evidence(db, id, given, among) if agreed else (),
        )
        for id, question, focus, phase, agreed in rows
    )


def _evidence(
    db: sqlite3.Connection, cycle: int, given: dict[str, str], among: set[int]
) -> tuple[SharedEvidence, ...]:
    """By measure, and by whose students they were, what both agreed to share.

    Evidence of one of a team who is not ``among`` those of the period would stand under the names
    of the others, so it is left out.
    """
    taken: dict[tuple[str, int | None], list[tuple[str, Met]]] = defaultdict(list)
    for whose, measure, met, total in db.execute(
        "SELECT teacher_id, measure, met, total FROM evidence WHERE cycle_id = :cycle"
        " AND shareable AND taken_on <= :last ORDER BY taken_on, id",
        given | {"cycle": cycle},
    ):
        if whose is None or whose in among:
            taken[measure.casefold(), whose].append((measure, Met(met, total)))
    return tuple(
        SharedEvidence(some[0][0], some[0][1], some[-1][1], len(some)) for some in taken.values()
    )


def _times(db: sqlite3.Connection, given: dict[str, str]) -> tuple[SharedTime, ...]:
    rows = db.execute(
        "SELECT substr(spent_on, 1, 8) || '01' AS month, work, minutes FROM other_time"
        " WHERE spent_on BETWEEN :first AND :last ORDER BY spent_on, id",
        given,
    )
    return tuple(values_in(rows, SharedTime))


def held_days(db: sqlite3.Connection, days: DateRange) -> tuple[HeldDay, ...]:
    """The day and the kinds of each held session, earliest first; short contacts are none."""
    rows = db.execute(
        f"SELECT date, {_KINDS} AS kinds FROM session"
        " WHERE state = 'held' AND date BETWEEN :first AND :last ORDER BY date, id",
        _given(days),
    )
    held = values_in(rows, HeldDay, kinds=kinds_of)
    return tuple(day for day in held if not is_contact(day.kinds))


def called_off(db: sqlite3.Connection, days: DateRange) -> dict[Party, int]:
    """How many sessions each party called off; needs ``session.cancelled_by``."""
    rows = db.execute(
        "SELECT cancelled_by, count(*) FROM session WHERE state = 'cancelled'"
        " AND date BETWEEN :first AND :last GROUP BY cancelled_by ORDER BY cancelled_by",
        _given(days),
    )
    return {Party(party): count for party, count in rows}


def no_shows(db: sqlite3.Connection, days: DateRange) -> int:
    """How many sessions nobody came to."""
    count: int = db.execute(
        "SELECT count(*) FROM session WHERE state = 'no_show' AND date BETWEEN :first AND :last",
        _given(days),
    ).fetchone()[0]
    return count
