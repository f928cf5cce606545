"""Opening the store for reading: SQLite, read-only."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, time

from coachcli.errors import CoachError
from coachcli.store import identity
from coachcli.store.home import Home
from coachcli.store.refusals import no_such_number, sentence_for, unreadable

Connection = sqlite3.Connection
"""An open store; what the functions of this package read from."""


class OlderStore(Exception):
    """The store is of an earlier revision and wants ``store.upgrade`` first."""


@contextmanager
def reading(home: Home) -> Iterator[sqlite3.Connection]:
    """Open the store for reading.

    Raises CoachError when there is no store yet, StoreUnusable when it is damaged, foreign or
    newer, and OlderStore when it is older.
    """
    if os.path.isfile(home.path):  # which, unlike Path.is_file, never raises
        raise CoachError(
            f"{home.path} is a file, not a home folder.",
            "Name the folder with --home or COACH_HOME.",
            code="no_store",
        )
    if not home.exists:
        raise CoachError(
            f"There is no caseload in {home.path} yet.",
            "Type: coach init. To look around first, in an invented one: coach demo",
            code="no_store",
        )
    if home.cut_off:
        from coachcli.store.pen import pen  # rarely needed, so not worth its time otherwise

        with pen(home):
            pass
    try:
        uri = f"{home.store.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=5)) as db:
            if identity.revision(db) != identity.HEAD:
                raise OlderStore
            identity.must_be_complete(db, home.store)
            yield db
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CANTOPEN:
            raise unreadable(home.path) from None
        raise (sentence_for(error, home.path) or identity.damaged()) from None
    except OverflowError:
        raise no_such_number() from None
    except (ValueError, TypeError):
        from coachcli.store.stores import is_whole

        # A value that no command would have stored is damage, if SQLite sees damage too.
        if is_whole(home.store):
            raise
        raise identity.damaged() from None


def handles_of(table: str, belongs: str) -> str:
    """The part of a query that gives the teachers of a row: their handles, joined. ``belongs`` is
    the condition that ties ``table``, which links teachers to something, to that row."""
    return (
        f"(SELECT coalesce(group_concat(handle), '') FROM (SELECT handle FROM {table} JOIN teacher"
        f" ON teacher.id = teacher_id WHERE {belongs} ORDER BY handle))"
    )


def handles_in(joined: str | None) -> tuple[str, ...]:
    """The handles that ``handles_of`` has joined, or another column with one of them."""
    return tuple(joined.split(",")) if joined else ()


def a_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def a_time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)
