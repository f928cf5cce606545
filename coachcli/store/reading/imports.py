"""What an import from a spreadsheet is held against: spellings, other work, bare visits."""

from __future__ import annotations

import sqlite3
from datetime import date

from coachcli.values import Kind, OtherTime, Work


def spellings(db: sqlite3.Connection) -> dict[str, Kind | Work]:
    """The coach's own spellings of activities, by word."""
    kinds = set(Kind)
    return {
        word: Kind(meaning) if meaning in kinds else Work(meaning)
        for word, meaning in db.execute("SELECT word, meaning FROM spelling ORDER BY word")
    }


def other_times(db: sqlite3.Connection) -> list[OtherTime]:
    """Time that was no session with a teacher, earliest first, its notes still sealed."""
    return [
        OtherTime(id, uid, date.fromisoformat(on), Work(work), minutes, sealed)
        for id, uid, on, work, minutes, sealed in db.execute(
            "SELECT id, uid, spent_on, work, minutes, sealed FROM other_time ORDER BY spent_on, id"
        )
    ]


def known_only_by_day(db: sqlite3.Connection) -> set[int]:
    """The numbers of held sessions of which nothing is known but day and teachers."""
    rows = db.execute(
        "SELECT id FROM session WHERE state = 'held' AND minutes IS NULL AND focus IS NULL"
        " AND start IS NULL AND commitment_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM session_kind WHERE session_id = session.id)"
        " AND NOT EXISTS (SELECT 1 FROM note WHERE session_id = session.id)"
        " AND NOT EXISTS (SELECT 1 FROM next_step WHERE session_id = session.id)"
    )
    return {id for (id,) in rows}
