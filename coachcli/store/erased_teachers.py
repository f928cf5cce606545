"""What is kept of teachers who were erased, in settings.

A hash of each handle, so that it is never given again: it does not give the handle back, but a
guess can be held against it. And the numbers of sessions and cycles that somebody erased had with
others, so that what was said in a group is still known as such when only one of it is left.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable
from hashlib import sha256

SALT, HASHES = "erased_salt", "erased_handles"
GROUPS, TEAMS = "once_groups", "once_teams"


def was_erased(db: sqlite3.Connection) -> Callable[[str], bool]:
    """Whether a handle was that of a teacher who was erased."""
    salt, hashes = kept(db)
    return lambda handle: bool(hashes) and _hash_of(handle, salt) in hashes


def remember(db: sqlite3.Connection, handle: str) -> None:
    """Keep the hash of a handle."""
    salt, hashes = kept(db)
    salt = salt or secrets.token_hex(16)
    keep(db, salt, {*hashes, _hash_of(handle, salt)})


def carry(present: sqlite3.Connection, past: sqlite3.Connection) -> None:
    """Let a store of the past know the hashes of the present one, where it has none of its own."""
    salt, hashes = kept(present)
    if hashes and kept(past)[0] in ("", salt):
        keep(past, salt, {*hashes, *kept(past)[1]})


def once_groups(db: sqlite3.Connection) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of sessions and of cycles that had more teachers once."""
    found = dict(
        db.execute("SELECT key, value FROM setting WHERE key IN (?, ?)", (GROUPS, TEAMS)).fetchall()
    )
    groups, teams = (frozenset(map(int, found.get(key, "").split())) for key in (GROUPS, TEAMS))
    return groups, teams


def remember_groups(db: sqlite3.Connection, groups: set[int], teams: set[int]) -> None:
    for key, before, new in zip((GROUPS, TEAMS), once_groups(db), (groups, teams), strict=True):
        if numbers := sorted(before | new):
            value = " ".join(map(str, numbers))
            db.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value))


def kept(db: sqlite3.Connection) -> tuple[str, frozenset[str]]:
    found = dict(
        db.execute("SELECT key, value FROM setting WHERE key IN (?, ?)", (SALT, HASHES)).fetchall()
    )
    return found.get(SALT, ""), frozenset(found.get(HASHES, "").split())


def keep(db: sqlite3.Connection, salt: str, hashes: set[str]) -> None:
    # Sorted, so that nobody reads from it who went first.
    rows = [(SALT, salt), (HASHES, " ".join(sorted(hashes)))]
    db.executemany("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", rows)


def _hash_of(handle: str, salt: str) -> str:
    return sha256(f"{salt}:{handle}".encode()).hexdigest()[:32]
