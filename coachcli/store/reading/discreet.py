"""The veil: what others who see the screen must not see does not leave the store.

It is laid over an open connection, as views with the names of tables, which every query then reads
instead. So whatever is made of what was read, there is no name and no text in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from coachcli.values.teacher import VEILED

Initials = Callable[[Sequence[str]], Sequence[str]]
"""Makes of the names of all people short ones that differ, in the same order."""

NOTHING = "''"
HIDDEN = "CASE {column} WHEN '' THEN '' ELSE '(hidden)' END"
MEETING = "CASE {column} WHEN '' THEN '' ELSE 'meeting' END"
TOLD_APART = (
    "(SELECT '(hidden' || CASE count(*) WHEN 0 THEN '' ELSE ' ' || (count(*) + 1) END || ')' FROM"
    " (SELECT DISTINCT folded({column}) AS one FROM main.{table} AS other"
    " WHERE other.cycle_id = {table}.cycle_id) WHERE one < folded({table}.{column}))"
)
"""What is the same in a cycle stays the same, and what differs stays different."""

SEALED = "CASE WHEN {column} IS NULL THEN NULL ELSE CAST('(hidden)' AS BLOB) END"
OF_PEOPLE = "(SELECT {column} FROM temp.veil WHERE veil.id = main.{table}.id)"

COLUMNS = {
    "teacher": {
        **dict.fromkeys(("handle", "name"), OF_PEOPLE),
        **dict.fromkeys(("email", "subject", "grade", "room"), NOTHING),
        "question": HIDDEN,
    },
    "cycle": dict.fromkeys(("question", "target", "look_fors"), HIDDEN),
    "cycle_wording": {"question": HIDDEN},
    "cycle_note": {"sealed": SEALED},
    "commitment": {"label": MEETING},
    "evidence": {"measure": TOLD_APART, "sealed": SEALED},
    "idea": {"sealed": SEALED},
    "idea_tag": {"tag": NOTHING},
    "next_step": {"sealed": SEALED},
    "note": {"sealed": SEALED},
    "other_time": {"sealed": SEALED},
    "prompt": {"text": HIDDEN},
}
"""What is read in the place of each column, by table."""

KEPT = (
    "teacher.handle",
    *(f"{table}.sealed" for table, columns in COLUMNS.items() if "sealed" in columns),
)
"""Columns that are not veiled where what is read is stored again: nothing shows them."""


def lay(db: sqlite3.Connection, initials: Initials, *, storing: bool) -> None:
    """Let the connection read from now on only what others may see; with ``storing`` the handles
    and what is sealed as well.

    A handle becomes a number in the order of the handles, so that what is sorted by them, and every
    plan, is the same as without.
    """
    people = db.execute("SELECT id, handle, name FROM main.teacher ORDER BY id").fetchall()
    places = {handle: place for place, handle in enumerate(sorted(each[1] for each in people))}
    short = initials([name for _, _, name in people])
    db.execute("PRAGMA temp_store = MEMORY")
    db.create_function("folded", 1, str.casefold, deterministic=True)
    db.execute("CREATE TEMP TABLE veil (id INTEGER PRIMARY KEY, handle TEXT, name TEXT)")
    db.executemany(
        "INSERT INTO veil VALUES (?, ?, ?)",
        [
            (id, handle if storing else f"{VEILED}{places[handle]:06}", name)
            for (id, handle, _), name in zip(people, short, strict=True)
        ],
    )
    for table, veiled in COLUMNS.items():
        columns = [row[1] for row in db.execute(f"PRAGMA main.table_info({table})")]
        read = {
            column: how.format(table=table, column=column)
            for column, how in veiled.items()
            if not (storing and f"{table}.{column}" in KEPT)
        }
        shown = ", ".join(
            f'{read[each]} AS "{each}"' if each in read else f'"{each}"' for each in columns
        )
        marked = ", 1 AS is_veiled" if table == "teacher" else ""
        db.execute(f"CREATE TEMP VIEW {table} AS SELECT {shown}{marked} FROM main.{table}")
    db.commit()


def true_names(db: sqlite3.Connection) -> dict[int, tuple[str, str]]:
    """Handle and name of everybody by number, veil or not: for finding whom a word means."""
    rows = db.execute("SELECT id, handle, name FROM main.teacher")
    return {id: (handle, name) for id, handle, name in rows}
