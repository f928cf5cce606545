"""How a file shows that it is a store of ours, and of which revision."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from coachcli.errors import StoreUnusable

APPLICATION_ID = 0x436F4368
"""SQLite's ``application_id`` of a store: the letters CoCh."""

_VERSIONS = os.path.join(os.path.dirname(__file__), "migrations", "versions")

REVISIONS = tuple(sorted(name[:4] for name in os.listdir(_VERSIONS) if name.endswith(".py")))
"""Every schema revision this version knows, oldest first; the last is the one it reads. Each has a
file that begins with its number. Alembic, which knows them too, is too slow for looking."""

HEAD = REVISIONS[-1]


def is_ours(header: bytes) -> bool:
    """Whether a file begins as a store does (sqlite.org/fileformat2.html, the database header)."""
    return header[:16] == b"SQLite format 3\0" and header[68:72] == APPLICATION_ID.to_bytes(
        4, "big"
    )


def revision(db: sqlite3.Connection) -> str:
    """The revision of an open store. Raises StoreUnusable for a file that is not ours or is newer.

    An older, known revision is returned as it is: the caller decides whether to upgrade.
    """
    try:
        (application,) = db.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION_ID:
            raise _not_ours()
        row = db.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            raise _not_ours() from None
        raise
    except UnicodeDecodeError:  # what SQLite says of garbage may be garbage itself
        raise damaged() from None
    if row is None or not str(row[0]).isdecimal():
        raise damaged()
    if row[0] not in REVISIONS:
        raise StoreUnusable(
            "This store was written by a newer version of coach; it is left untouched.",
            "Install the newest coach, then type the command again.",
            code="newer",
        )
    found: str = row[0]
    return found


def must_be_complete(db: sqlite3.Connection, path: Path) -> None:
    """Raise StoreUnusable for a file cut within its last page, which SQLite takes for a whole one.

    It notices by itself when whole pages are missing.
    """
    (page_size,) = db.execute("PRAGMA page_size").fetchone()
    if path.stat().st_size % page_size:
        raise damaged()


def _not_ours() -> StoreUnusable:
    return StoreUnusable(
        "The file coach.db in the home folder is not a coach store; it is left untouched.",
        "See which folder is used with: coach path",
        code="foreign",
    )


def damaged() -> StoreUnusable:
    return StoreUnusable(
        "The store is damaged; it is left untouched.",
        "Earlier states are in the history folder: coach restore FILE brings one back.",
        code="damaged",
    )
