"""Homes for the store's tests: real folders and files, changed here or by the program."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coachcli.store import home as homes
from coachcli.store import reading, upgrade
from coachcli.store.home import Home
from coachcli.store.writing import change, teachers
from coachcli.values.teacher import TeacherDetails
from coachcli.vault import keys

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
SINCE = date(2026, 9, 1)


def new_home(path: Path) -> Home:
    """A home with unprotected keys and an empty store."""
    made = Home(path)
    homes.make(made)
    keys.create(path, None)
    upgrade.create(made)
    return made


def copied(home: Home, to: Path) -> Home:
    return Home(Path(shutil.copytree(home.path, to)))


@contextmanager
def temporary(template: Home) -> Iterator[Home]:
    """A copy of a home, for one example of a property."""
    with TemporaryDirectory() as folder:
        yield copied(template, Path(folder) / "home")


def add(home: Home, handle: str, now: datetime = NOW) -> None:
    """One change: a teacher named like the handle joins."""
    with change(home, f"add {handle}", now) as db:
        teachers.add(db, TeacherDetails(handle=handle, name=handle.title(), since=SINCE))


def handles(home: Home) -> list[str]:
    with reading.reading(home) as db:
        return [handle for handle, _ in reading.handles(db)]


def ask(path: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query, read from a file without this program."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return db.execute(query).fetchall()


def tell(path: Path, *statements: str) -> None:
    """Change a file behind the program's back."""
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def is_sound(home: Home) -> bool:
    return ask(home.store, "PRAGMA integrity_check") == [("ok",)]


def everything(folder: Path, *ignored: str) -> dict[str, bytes]:
    """Every file in a folder by its relative name, but for locks, which are always empty."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("lock", "draft.lock", *ignored)
    }


def without_powers(words: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run as a user whom file permissions bind; root is bound only without its capabilities."""
    if os.getuid() == 0:
        powers = "-dac_override,-dac_read_search,-fowner,-chown"
        words = ["setpriv", "--bounding-set", powers, "--inh-caps", powers, "--", *words]
    return subprocess.run(words, capture_output=True, timeout=120, check=False, **options)
