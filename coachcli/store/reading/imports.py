"""What an import from a spreadsheet is held against: spellings, bare visits."""

from __future__ import annotations

import sqlite3

from coachcli.values.words import Kind, Work


def spellings(db: sqlite3.Connection) -> dict[str, Kind | Work]:
    """The coach's own spellings of activities, by word."""
    kinds = set(Kind)
    return {
        word: Kind(meaning) if meaning in kinds else Work(meaning)
        for word, meaning in db.execute("SELECT word, meaning FROM spelling ORDER BY word")
    }


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
