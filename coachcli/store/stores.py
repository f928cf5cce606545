"""Store files as wholes: copy one, check one, bring one to this version, put one in place.

Alembic stands behind ``migrate`` alone, because importing it costs more than a whole command.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from coachcli.errors import StoreUnusable
from coachcli.files import sync_folder, touch_private
from coachcli.store import erased_teachers, identity
from coachcli.store.home import Home
from coachcli.store.refusals import sentence_for


def fresh(home: Home) -> Path:
    """An empty file beside the store, to be made ready. The pen removes it if it is not used."""
    discard(home.spare)
    touch_private(home.spare)
    return home.spare


def discard(path: Path) -> None:
    """Remove a store file with all that SQLite may have left beside it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def copy(source: Path, target: Path) -> None:
    """A complete copy through SQLite's backup API, on disk before this returns.

    Raises CoachError when the source is no database or the disk refuses; no half copy stays.
    """
    touch_private(target)
    try:
        with (
            closing(sqlite3.connect(read_only(source), uri=True)) as old,
            closing(sqlite3.connect(target)) as new,
        ):
            new.execute("PRAGMA journal_mode=OFF")
            new.execute("PRAGMA synchronous=OFF")
            old.backup(new)
        with open(target, "rb+") as file:
            os.fsync(file.fileno())
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise (sentence_for(error, target.parent) or identity.damaged()) from None
        raise


def keep(source: Path, target: Path) -> None:
    """``copy`` that appears under its name only when it is complete, and survives a power cut."""
    part = target.with_name(target.name + ".part")
    copy(source, part)
    os.replace(part, target)
    sync_folder(target.parent)


def read_only(path: Path) -> str:
    """The SQLite URI that opens ``path`` for reading only."""
    return f"{path.absolute().as_uri()}?mode=ro"


def check(db: sqlite3.Connection) -> None:
    """Raise StoreUnusable unless SQLite finds the file whole and each rule and reference kept.

    It looks at a copy in memory, for on a connection that only reads SQLite passes over the rules.
    """
    with closing(sqlite3.connect(":memory:")) as copied:
        try:
            db.backup(copied)
            whole = copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            dangling = copied.execute("PRAGMA foreign_key_check").fetchone()
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            raise identity.damaged() from None
    if not whole or dangling is not None:
        raise identity.damaged()


def is_whole(path: Path) -> bool:
    """Whether the file is a store of ours, of any known revision, without damage."""
    try:
        must_be_whole(path)
    except StoreUnusable:
        return False
    return True


def must_be_whole(path: Path) -> None:
    """Raise StoreUnusable unless the file is a store of ours without damage."""
    try:
        with closing(sqlite3.connect(read_only(path), uri=True)) as db:
            _revision_of_whole(db, path)
    except sqlite3.DatabaseError:
        raise identity.damaged() from None


def prepare(path: Path) -> None:
    """Check a store from the history or from elsewhere and bring it to this version's revision.

    Raises StoreUnusable when it is no store, damaged or newer.
    """
    try:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA journal_mode=DELETE")
            revision = _revision_of_whole(db, path)
    except sqlite3.DatabaseError as error:
        raise (sentence_for(error, path.parent) or identity.damaged()) from None
    if revision != identity.HEAD:
        migrate(path)


def _revision_of_whole(db: sqlite3.Connection, path: Path) -> str:
    revision = identity.revision(db)
    identity.must_be_complete(db, path)
    check(db)
    return revision


def migrate(path: Path) -> None:
    """Run the revisions on the file at ``path``, which is a copy, and check the result."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path), poolclass=NullPool)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        with closing(sqlite3.connect(path)) as db:
            db.execute(f"PRAGMA application_id = {identity.APPLICATION_ID}")
            # A table that was made anew leaves behind pages with what the earlier one held.
            db.execute("PRAGMA temp_store=MEMORY")
            db.execute("VACUUM")
            check(db)
    except Exception as error:
        said = sentence_for(getattr(error, "orig", error), path.parent)
        if said is not None and said.exit_code == 1:
            raise said from None
        raise StoreUnusable(
            "The store could not be brought to this version; it is left as it was.",
            "Keep the older coach for now, and keep a backup: coach backup FILE",
            code="migration",
        ) from None


def put_in_place(spare: Path, store: Path) -> None:
    """Make a finished file the store, in one rename that a power cut cannot halve."""
    with open(spare, "rb+") as file:
        os.fsync(file.fileno())
    # A journal that could not be rolled back belongs to the file that goes away.
    store.with_name(store.name + "-journal").unlink(missing_ok=True)
    os.replace(spare, store)
    sync_folder(store.parent)


def never_reuse_ids(present: Path, past: Path) -> None:
    """Carry the counters of ids forward, so that "step 3" never comes to mean another step.

    And what is kept of the handles of erased teachers, which are never given again either.
    """
    with (
        closing(sqlite3.connect(read_only(present), uri=True)) as now,
        closing(sqlite3.connect(past)) as db,
    ):
        known = dict(db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        for name, seq in now.execute("SELECT name, seq FROM sqlite_sequence"):
            if name not in known:
                db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, seq))
            elif known[name] < seq:
                db.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (seq, name))
        erased_teachers.carry(now, db)
        db.commit()
