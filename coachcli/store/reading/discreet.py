"""What a screen that others see must not show."""

from __future__ import annotations

import sqlite3

from coachcli.values.record import Unseen

PEOPLE = ("teacher.name", "teacher.handle")
"""Columns of which initials are shown."""

TEXTS = (
    *("teacher.email", "teacher.question"),
    *("cycle.question", "cycle.target", "cycle.look_fors", "cycle_wording.question"),
    *("evidence.measure", "prompt.text"),
)
"""Columns of which nothing is shown."""

MEETINGS = ("commitment.label",)
"""Columns that are shown as a meeting, whichever."""

SHORT = ("teacher.subject", "teacher.grade", "teacher.room", "idea_tag.tag")
"""Columns that cannot be found in a text, for a room may be ``5``: each view leaves them out."""


def unseen(db: sqlite3.Connection) -> Unseen:
    """All of it, as it stands now."""
    return Unseen(
        tuple(db.execute("SELECT id, handle, name FROM teacher ORDER BY id")),
        _all_of(db, TEXTS),
        _all_of(db, MEETINGS),
    )


def _all_of(db: sqlite3.Connection, columns: tuple[str, ...]) -> frozenset[str]:
    found = (
        db.execute(f"SELECT DISTINCT {column} FROM {table}")
        for table, _, column in (each.partition(".") for each in columns)
    )
    return frozenset(text for rows in found for (text,) in rows if text)
