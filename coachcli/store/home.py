"""The home folder: where everything lives, readable by its owner alone, one writer at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coachcli.errors import CoachError
from coachcli.files import touch_private
from coachcli.store.refusals import sentence_for, sentences_for_disk, unreadable, unwritable
from coachcli.values.frozen import dataclass

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
    def journal(self) -> Path:
        """Where SQLite keeps what a commit replaces, until the commit is complete."""
        return self.path / "coach.db-journal"

    @property
    def spare(self) -> Path:
        """A store being made ready to become the store."""
        return self.path / "coach.db.new"

    @property
    def history(self) -> Path:
        return self.path / "history"

    @property
    def redo(self) -> Path:
        return self.history / "redo"

    @property
    def keys(self) -> Path:
        """The folder that belongs to the vault; the store only carries it in backups."""
        return self.path / "keys"

    @property
    def incoming_keys(self) -> Path:
        return self.path / "keys.incoming"

    @property
    def outgoing_keys(self) -> Path:
        """While this is here, ``restore`` is exchanging keys and store."""
        return self.path / "keys.outgoing"

    @property
    def erasing(self) -> Path:
        """While this is here, a teacher is being erased; it says which files have to go."""
        return self.path / "erasing.json"

    @property
    def clear_copy(self) -> Path:
        """While this is here, what was sealed is being written in the clear; it says where."""
        return self.path / "giving.json"

    def draft_of(self, what: str) -> Path:
        """Where an unfinished entry waits: a visit, or with ``what`` another one beside it."""
        return self.path / (f"draft-{what}.json" if what else "draft.json")

    @property
    def drafts(self) -> list[Path]:
        """Every unfinished entry there is."""
        return sorted(self.path.glob("draft*.json"))

    @property
    def exists(self) -> bool:
        """Whether there is a store. Raises CoachError when the folder may not be looked into."""
        try:
            return self.store.exists()
        except OSError:
            raise unreadable(self.path) from None

    @property
    def cut_off(self) -> bool:
        """Whether a command was cut off, or still is at it, where that cannot wait for the next
        change: reading could see half of one, or a text lies about in the clear."""
        half_done = (self.journal, self.outgoing_keys, self.erasing, self.clear_copy)
        return any(path.exists() for path in half_done)


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
    """Let one process at a time write, on every platform. Use ``pen.pen``, which also mends.

    The lock is an empty SQLite file held exclusively, because SQLite waits, releases on a crash and
    works alike on every system. It is not the store's own lock: the store may be replaced by rename
    while the lock is held.
    """

    def refusal(error: sqlite3.Error) -> CoachError:
        return sentence_for(error, home.path) or unwritable(home.path)

    with locked(home.path / "lock", LOCK_SECONDS, refusal):
        yield


@contextmanager
def locked(
    path: Path, seconds: float, refusal: Callable[[sqlite3.Error], CoachError]
) -> Iterator[None]:
    """Hold a lock of this name alone, after waiting for it so long; a crash lets go of it."""
    with sentences_for_disk(path.parent):
        touch_private(path)
    held = sqlite3.connect(path, timeout=seconds, isolation_level=None)
    try:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise refusal(error) from None
        yield
    finally:
        held.close()
