"""Everything that is sealed, with where it belongs: for searching it, and for reading it in order.

What is sealed stays so here; the day, the teachers and what kind of text it is are in the clear.
Not a part of what ``store.reading`` itself offers, so that only commands that need it load it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date

from coachcli.store.reading.door import a_date, handles_in, handles_of
from coachcli.values.columns import SEALED_PARTS as _PART
from coachcli.values.record import Place, SealedText
from coachcli.values.school import DateRange

_OF_SESSION = handles_of("attendance", "session_id = session.id")
_OF_CYCLE = handles_of("cycle_teacher", "cycle_id = cycle.id")

_SEALED = {
    Place.SESSION: (
        f"SELECT session.id, {_PART['note']}, session.date AS day, {_OF_SESSION} AS who,"
        " note.uid, sealed, NULL, NULL, NULL FROM note JOIN session ON session.id = session_id"
    ),
    Place.STEP: (
        f"SELECT next_step.id, {_PART['next_step']}, agreed_on AS day, handle AS who,"
        " next_step.uid, sealed, session_id, NULL, NULL FROM next_step"
        " JOIN teacher ON teacher.id = teacher_id"
    ),
    Place.CYCLE: (
        f"SELECT cycle.id, {_PART['cycle_note']}, coalesce(closed_on, started_on) AS day,"
        f" {_OF_CYCLE} AS who, cycle_note.uid, sealed, NULL, NULL, NULL FROM cycle_note"
        " JOIN cycle ON cycle.id = cycle_id"
    ),
    Place.EVIDENCE: (
        f"SELECT evidence.id, {_PART['evidence']}, taken_on AS day,"
        f" coalesce(handle, {_OF_CYCLE}) AS who, evidence.uid, sealed, cycle_id, met, total"
        " FROM evidence JOIN cycle ON cycle.id = cycle_id"
        " LEFT JOIN teacher ON teacher.id = teacher_id"
    ),
    Place.OTHER_TIME: (
        f"SELECT id, {_PART['other_time']}, spent_on AS day, NULL AS who, uid, sealed,"
        " NULL, NULL, NULL FROM other_time"
    ),
    Place.IDEA: (
        f"SELECT idea.id, {_PART['idea']}, added_on AS day, handle AS who, idea.uid, sealed,"
        " NULL, NULL, NULL FROM idea LEFT JOIN teacher ON teacher.id = teacher_id AND may_name"
    ),
}

_WITHIN = (
    "sealed IS NOT NULL AND day >= :since AND day <= :until"
    " AND (:teacher IS NULL OR ',' || who || ',' LIKE '%,' || :teacher || ',%')"
)


def sealed_texts(
    db: sqlite3.Connection,
    places: Collection[Place] = tuple(Place),
    *,
    teacher: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Iterator[SealedText]:
    """Sealed texts one by one, of everybody or of one teacher (a handle), from ``since`` to
    ``until``, both included; place by place, and within each as they were written."""
    given = _given(teacher, since, until)
    for place in places:
        for row in db.execute(f"{_SEALED[place]} WHERE {_WITHIN}", given):
            id, part, on, who, uid, sealed, of, met, total = row
            yield SealedText(
                place=place,
                id=id,
                part=part,
                on=date.fromisoformat(on),
                teachers=handles_in(who),
                uid=uid,
                sealed=sealed,
                of=of,
                counted=None if total is None else (met, total),
            )


def how_many_sealed(
    db: sqlite3.Connection,
    *,
    teacher: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> int:
    """How many texts ``sealed_texts`` gives."""
    given = _given(teacher, since, until)
    counts = (
        db.execute(f"SELECT count(*) FROM ({query} WHERE {_WITHIN})", given).fetchone()[0]
        for query in _SEALED.values()
    )
    return sum(counts)


def _given(teacher: str | None, since: date | None, until: date | None) -> dict[str, str | None]:
    return {
        "teacher": teacher,
        "since": (since or date.min).isoformat(),
        "until": (until or date.max).isoformat(),
    }


def of_cycle(db: sqlite3.Connection, id: int) -> tuple[tuple[str, ...], DateRange] | None:
    """Whom a cycle is with (handles), and from its first day to its last, if it is over."""
    row = db.execute(
        f"SELECT {_OF_CYCLE}, started_on, closed_on FROM cycle WHERE id = ?", (id,)
    ).fetchone()
    if row is None:
        return None
    who, first, last = row
    return handles_in(who), DateRange(date.fromisoformat(first), a_date(last))
