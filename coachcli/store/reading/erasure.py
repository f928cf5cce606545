"""What belongs to one teacher alone, and what would stay: before an erasure.

Not a part of what ``store.reading`` itself offers, so that only commands that need it load it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

_ALONE = "HAVING min(teacher_id) = :id AND max(teacher_id) = :id"
"""Of groups of rows of teachers: those with the teacher of an id and nobody else."""

SESSIONS = f"SELECT session_id FROM attendance GROUP BY session_id {_ALONE}"
CYCLES = f"SELECT cycle_id FROM cycle_teacher GROUP BY cycle_id {_ALONE}"
MEETINGS = f"SELECT commitment_id FROM commitment_teacher GROUP BY commitment_id {_ALONE}"
"""The sessions, cycles and recurring meetings with nobody else."""

EVIDENCE = f"SELECT id FROM evidence WHERE teacher_id = :id OR cycle_id IN ({CYCLES})"


def _shared(table: str, what: str, alone: str) -> str:
    return f"SELECT {what} FROM {table} WHERE teacher_id = :id AND {what} NOT IN ({alone})"


SHARED_SESSIONS = _shared("attendance", "session_id", SESSIONS)
SHARED_CYCLES = _shared("cycle_teacher", "cycle_id", CYCLES)
"""Those with others too."""

_COUNTED = {
    "sessions": SESSIONS,
    "held": f"SELECT 1 FROM session WHERE id IN ({SESSIONS}) AND state = 'held'",
    "notes": f"SELECT 1 FROM note WHERE session_id IN ({SESSIONS})",
    "steps": "SELECT 1 FROM next_step WHERE teacher_id = :id",
    "cycles": CYCLES,
    "cycle_notes": f"SELECT 1 FROM cycle_note WHERE cycle_id IN ({CYCLES})",
    "evidence": EVIDENCE,
    "ideas": "SELECT 1 FROM idea WHERE teacher_id = :id",
    "windows": 'SELECT 1 FROM "window" WHERE teacher_id = :id',
    "absences": "SELECT 1 FROM away WHERE teacher_id = :id",
    "meetings": MEETINGS,
    "shared_sessions": SHARED_SESSIONS,
    "shared_cycles": SHARED_CYCLES,
    "shared_meetings": _shared("commitment_teacher", "commitment_id", MEETINGS),
}


def counts(db: sqlite3.Connection, teacher: int) -> dict[str, int]:
    """How much goes with the teacher of an id, by what it is. Of what is shared with others only
    the teacher goes."""
    return {
        what: db.execute(f"SELECT count(*) FROM ({query})", {"id": teacher}).fetchone()[0]
        for what, query in _COUNTED.items()
    }


_CLEAR = {
    "the question of another teacher": "SELECT question FROM teacher WHERE id <> :id",
    "the room of another teacher": "SELECT room FROM teacher WHERE id <> :id",
    "the label of a closure": "SELECT label FROM closure",
    "the label of a recurring meeting": "SELECT label FROM commitment"
    f" WHERE id NOT IN ({MEETINGS})",
    "the question of a cycle": f"SELECT question FROM cycle WHERE id NOT IN ({CYCLES})"
    f" UNION ALL SELECT question FROM cycle_wording WHERE cycle_id NOT IN ({CYCLES})",
    "the learning target or the look-fors of a cycle": "SELECT target || ' ' || look_fors"
    f" FROM cycle WHERE id NOT IN ({CYCLES})",
    "the measure of some evidence": f"SELECT measure FROM evidence WHERE id NOT IN ({EVIDENCE})",
    "the tag of an idea": "SELECT tag FROM idea_tag"
    " WHERE idea_id NOT IN (SELECT id FROM idea WHERE teacher_id = :id)",
    "an open question of yours": "SELECT text FROM prompt",
    "a spelling of yours": "SELECT word FROM spelling",
}
"""Texts in the clear that stay, by what they are, for the teacher with an id."""


def clear_texts(db: sqlite3.Connection, teacher: int) -> Iterable[tuple[str, str]]:
    """Each text in the clear that stays when the teacher goes, with what it is."""
    for what, query in _CLEAR.items():
        for (text,) in db.execute(query, {"id": teacher}):
            yield what, text
