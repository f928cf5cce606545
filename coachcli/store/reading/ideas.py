"""What helps to prepare: ideas seen somewhere, and the open questions that the coach changed."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from coachcli.store.reading.rows import values_in

if TYPE_CHECKING:
    from coachcli.values.record import Idea, Prompt


def ideas(db: sqlite3.Connection) -> list[Idea]:
    """Every idea, newest first, text still sealed.

    Without leave to name the teacher, who it was does not leave the store.
    """
    return _some_ideas(db, "CASE WHEN may_name THEN handle END", "1", None)


def ideas_of(db: sqlite3.Connection, teacher: int) -> list[Idea]:
    """The ideas seen with the teacher of an id, newest first, with leave to name them or not."""
    return _some_ideas(db, "handle", "teacher_id = :teacher", teacher)


def _some_ideas(db: sqlite3.Connection, whose: str, where: str, teacher: int | None) -> list[Idea]:
    from coachcli.values.record import Idea

    # ``whose`` and ``where`` are those above, never text from outside.
    rows = db.execute(
        f"SELECT idea.*, {whose} AS teacher, (SELECT coalesce(group_concat(tag, char(10)), '')"
        " FROM (SELECT tag FROM idea_tag WHERE idea_id = idea.id ORDER BY tag)) AS tags"
        f" FROM idea LEFT JOIN teacher ON teacher.id = teacher_id WHERE {where}"
        " ORDER BY added_on DESC, idea.id DESC",
        {"teacher": teacher},
    )
    return values_in(rows, Idea, tags=_lines)


def _lines(joined: str) -> tuple[str, ...]:
    return tuple(filter(None, joined.split("\n")))


def says_where(db: sqlite3.Connection, number: int) -> bool:
    """Whether it is kept where an idea was seen, though not with whom."""
    found = db.execute("SELECT 1 FROM idea WHERE id = ? AND teacher_id IS NOT NULL", (number,))
    return found.fetchone() is not None


def prompts(db: sqlite3.Connection) -> list[Prompt]:
    """The coach's own open questions, and what was changed about those that are built in."""
    from coachcli.values.record import Prompt

    rows = db.execute("SELECT * FROM prompt ORDER BY id")
    return values_in(rows, Prompt)
