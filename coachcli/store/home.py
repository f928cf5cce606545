"""The home folder: where everything lives, readable by its owner alone, one writer at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coachcli.errors import CoachError
from coachcli.files import touch_private

LOCK_SECONDS = 5.0
"""How long a second command waits for the first."""


@dataclass(frozen=True)
class Home:
    """The places inside one home folder. The folder need not exist yet."""

    path: Path

    @property
    def store(self) -> Path:
        return self.path / "coach.db"

    @property
    def history(self) -> Path:
        return self.path / "history"

    @property
    def redo(self) -> Path:
        return self.history / "redo"

    @property
    def keys(self) -> Path:
        """The folder that belongs to the vault; the store only copies it into backups."""
        return self.path / "keys"

    @property
    def draft(self) -> Path:
        return self.path / "draft.json"

    @property
    def exists(self) -> bool:
        return self.store.exists()


def make(home: Home) -> None:
    """Create the folder (0700) with what it always holds.

    Raises CoachError when the place cannot be written.
    """
    with sentences_for_disk(home.path):
        for folder in (home.path, home.history, home.redo):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chmod(home.path, 0o700)


@contextmanager
def writer(home: Home) -> Iterator[None]:
    """Hold the only pen: one writing command at a time, across processes and platforms.

    The lock is an empty SQLite file held exclusively, because SQLite waits, releases on a crash and
    works alike on every system. It is not the store's own lock: the store may be replaced by rename
    while the pen is held.
    """
    path = home.path / "lock"
    with sentences_for_disk(home.path):
        touch_private(path)
    held = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)
    try:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise CoachError(
                    "Another coach command is still writing; nothing was changed.",
                    "Wait for it to finish, then type the command again.",
                    code="busy",
                ) from None
            raise unwritable(home.path) from None
        yield
    finally:
        held.close()


def unwritable(folder: Path) -> CoachError:
    return CoachError(
        f"The folder {folder} cannot be written; nothing was changed.",
        "Make it writable, or name another with --home or COACH_HOME.",
        code="unwritable",
    )


@contextmanager
def sentences_for_disk(folder: Path) -> Iterator[None]:
    """Turn the system's refusals to write into sentences."""
    try:
        yield
    except (PermissionError, FileExistsError, NotADirectoryError):
        raise unwritable(folder) from None
    except OSError as error:
        import errno

        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise disk_full() from None
        if error.errno == errno.EROFS:
            raise unwritable(folder) from None
        raise


def disk_full() -> CoachError:
    return CoachError(
        "The disk is full; nothing was changed.",
        "Make some room, then type the command again.",
        code="disk_full",
    )
