"""Bring a store to this version's revision: always on a copy, checked, then put in place at once.

Alembic stands behind these functions alone, because importing it costs more than a whole command.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from coachcli.errors import StoreUnusable
from coachcli.files import sync_folder, touch_private
from coachcli.store import history, identity
from coachcli.store.home import Home, writer


def create(home: Home) -> None:
    """Make an empty store. The home folder exists; a store that is there already is kept."""
    with writer(home):
        if not home.exists:
            spare = fresh(home)
            migrate(spare)
            put_in_place(spare, home.store)


def upgrade(home: Home, now: datetime) -> None:
    """Bring an older store to ``identity.HEAD``; the earlier file stays in the history.

    Raises StoreUnusable and leaves the store as it was when a migration fails or its result does
    not check out.
    """
    with writer(home):
        spare = fresh(home)
        history.copy(home.store, spare)
        migrate(spare)
        kept = history.begin(home, "upgrade", now)
        history.settle(home, kept, now)
        put_in_place(spare, home.store)


def fresh(home: Home) -> Path:
    spare = home.path / "coach.db.new"
    spare.unlink(missing_ok=True)
    touch_private(spare)
    return spare


def migrate(path: Path, revision: str = identity.HEAD) -> None:
    """Run the revisions on the file at ``path`` and check the result. Removes it on failure."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.pool import NullPool

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path), poolclass=NullPool)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
        with closing(sqlite3.connect(path)) as db:
            db.execute(f"PRAGMA application_id = {identity.APPLICATION_ID}")
            check(db)
    except (SQLAlchemyError, sqlite3.Error):
        path.unlink(missing_ok=True)
        raise StoreUnusable(
            "The store could not be brought to this version; it is left as it was.",
            "Keep the older coach for now, and keep a backup: coach backup FILE",
            code="migration",
        ) from None
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def check(db: sqlite3.Connection) -> None:
    """Raise StoreUnusable unless SQLite finds the file whole and its references in order."""
    try:
        whole = db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        dangling = db.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError:
        raise identity.damaged() from None
    if not whole or dangling is not None:
        raise identity.damaged()


def put_in_place(spare: Path, store: Path) -> None:
    """Make a finished file the store, in one rename that a power cut cannot halve."""
    with open(spare, "rb+") as file:
        os.fsync(file.fileno())
    os.replace(spare, store)
    sync_folder(store.parent)
