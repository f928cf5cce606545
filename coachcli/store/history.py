"""Every change keeps the state before it: undo, redo and thinned backups from one mechanism.

``history/`` holds whole stores, one file per change, named like
``000042-20261124T101500Z-schedule-week.db``.
``history/redo/`` holds what undo took away. A file ending in ``.pending`` belongs to a change that
was cut off: ``tidy`` finds out whether it had happened.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coachcli.errors import CoachError
from coachcli.files import sync_folder, touch_private
from coachcli.store import identity
from coachcli.store.home import Home, sentences_for_disk, writer

KEEP_NEWEST = 30
KEEP_DAILY = timedelta(days=14)
KEEP_WEEKLY = timedelta(days=60)

NAME = re.compile(r"(\d{6})-(\d{8}T\d{6}Z)-([a-z0-9-]+)\.db")


@dataclass(frozen=True)
class Entry:
    """The state before one change. ``at`` is when the change was made, in UTC."""

    path: Path
    number: int
    at: datetime
    label: str

    @property
    def said(self) -> str:
        return self.label.replace("-", " ")


def entries(folder: Path) -> list[Entry]:
    """The states kept in a folder, oldest first."""
    found = []
    for path in folder.glob("*.db"):
        parts = NAME.fullmatch(path.name)
        if parts is not None:
            at = datetime.strptime(parts[2], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append(Entry(path, int(parts[1]), at, parts[3]))
    return sorted(found, key=lambda entry: entry.number)


def begin(home: Home, label: str, now: datetime) -> Path:
    """Copy the store before a change. The pen is held; ``settle`` or ``discard`` must follow."""
    tidy(home)
    pending = home.history / (name_for(home.history, label, now) + ".pending")
    with sentences_for_disk(home.path):
        copy(home.store, pending)
    return pending


def settle(home: Home, pending: Path, now: datetime) -> None:
    """The change has happened: keep its copy, set aside what undo had taken away, thin the rest."""
    os.replace(pending, pending.with_suffix(""))
    for undone in entries(home.redo):
        os.replace(undone.path, home.history / f"aside-{undone.path.name}")
    thin(home, now)


def discard(pending: Path) -> None:
    """The change did not happen."""
    pending.unlink(missing_ok=True)


def tidy(home: Home) -> None:
    """Settle what a cut-off change left: kept if the change had happened, dropped if not."""
    for pending in sorted(home.history.glob("*.db.pending")):
        if content(pending) == content(home.store):
            pending.unlink()
        else:
            os.replace(pending, pending.with_suffix(""))


def content(path: Path) -> bytes:
    """A store's bytes but for the counters that every write raises (bytes 24-27 and 92-99)."""
    data = path.read_bytes()
    return data[:24] + data[28:92] + data[100:]


def undo(home: Home, now: datetime) -> Entry:
    """Go back to the state before the last change, which ``redo`` can bring back."""
    with writer(home):
        tidy(home)
        past = entries(home.history)
        if not past:
            raise CoachError("There is nothing to undo.", code="nothing")
        last = past[-1]
        swap(home, last, home.redo, now)
        return last


def redo(home: Home, now: datetime) -> Entry:
    """Bring back the change that ``undo`` took away last."""
    with writer(home):
        tidy(home)
        undone = entries(home.redo)
        if not undone:
            raise CoachError("There is nothing to redo.", code="nothing")
        last = undone[-1]
        swap(home, last, home.history, now)
        return last


def swap(home: Home, wanted: Entry, keep_in: Path, now: datetime) -> None:
    """Make ``wanted`` the store and keep the present one in ``keep_in`` under the same label.

    The order makes a kill harmless: the present is kept before it is replaced.
    """
    kept = keep_in / name_for(keep_in, wanted.label, now)
    with sentences_for_disk(home.path):
        copy(home.store, kept.with_suffix(".part"))
        os.replace(kept.with_suffix(".part"), kept)
        bring_back(home, wanted.path)
        wanted.path.unlink()


def bring_back(home: Home, path: Path) -> None:
    """Make a copy of the store at ``path`` the present store, in one rename. The pen is held."""
    spare = home.path / "coach.db.new"
    spare.unlink(missing_ok=True)
    copy(path, spare)
    never_reuse_ids(home.store, spare)
    os.replace(spare, home.store)
    sync_folder(home.path)


def never_reuse_ids(present: Path, past: Path) -> None:
    """Carry the counters of ids forward, so that "step 3" never comes to mean another step."""
    with closing(sqlite3.connect(present)) as db:
        counters = db.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
    with closing(sqlite3.connect(past)) as db:
        known = dict(db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        for name, seq in counters:
            if name not in known:
                db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, seq))
            elif known[name] < seq:
                db.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (seq, name))
        db.commit()


def copy(source: Path, target: Path) -> None:
    """A complete copy through SQLite's backup API, on disk before this returns.

    Raises StoreUnusable when the source cannot be read as a database.
    """
    touch_private(target)
    try:
        with (
            closing(sqlite3.connect(f"file:{quoted(source)}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(target)) as new,
        ):
            new.execute("PRAGMA journal_mode=OFF")
            new.execute("PRAGMA synchronous=OFF")
            old.backup(new)
        with open(target, "rb+") as file:
            os.fsync(file.fileno())
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        if "full" in str(error):
            raise OSError(28, "No space left on device") from None
        raise identity.damaged() from None
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def quoted(path: Path) -> str:
    """A path inside an SQLite URI."""
    from urllib.parse import quote

    return quote(str(path.absolute()))


def name_for(folder: Path, label: str, now: datetime) -> str:
    number = max((entry.number for entry in entries(folder)), default=0) + 1
    return f"{number:06d}-{now:%Y%m%dT%H%M%SZ}-{slug(label)}.db"


def slug(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")[:40] or "change"


def thin(home: Home, now: datetime) -> None:
    """Keep the newest states, then the last of each day, of each week and of each month."""
    past = entries(home.history)
    keep = {entry.path for entry in past[-KEEP_NEWEST:]}
    seen = set()
    for entry in reversed(past):
        age = now - entry.at
        if age <= KEEP_DAILY:
            slot = f"day {entry.at:%Y-%m-%d}"
        elif age <= KEEP_WEEKLY:
            slot = f"week {entry.at:%G-%V}"
        else:
            slot = f"month {entry.at:%Y-%m}"
        if slot not in seen:
            seen.add(slot)
            keep.add(entry.path)
    for entry in past:
        if entry.path not in keep:
            entry.path.unlink()
    for old in sorted(home.history.glob("aside-*.db"))[:-KEEP_NEWEST]:
        old.unlink()
