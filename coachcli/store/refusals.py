"""What the disk and SQLite say when they refuse, as sentences."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coachcli.errors import CoachError
from coachcli.store import identity

HOME_HINT = "Make it writable, or name another with --home or COACH_HOME."


@contextmanager
def sentences_for_disk(folder: Path, hint: str = HOME_HINT) -> Iterator[None]:
    """Turn the refusals of the system and of SQLite to write into sentences. ``hint`` is for a
    folder that the system protects."""
    try:
        yield
    except (
        PermissionError,
        FileExistsError,
        FileNotFoundError,
        NotADirectoryError,
        IsADirectoryError,
    ):
        raise unwritable(folder, hint) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise _disk_full() from None
        if error.errno in (errno.EROFS, errno.ENAMETOOLONG):
            raise unwritable(folder, hint) from None
        if error.errno == errno.EIO:
            raise _disk_failed() from None
        raise
    except sqlite3.Error as error:
        sentence = sentence_for(error, folder)
        if sentence is None:
            raise
        raise sentence from None


def sentence_for(error: BaseException, folder: Path) -> CoachError | None:
    """What an error of SQLite means to a coach, by its result code (sqlite.org/rescode.html).

    None when it is no refusal but a fault of the program.
    """
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return identity.damaged()
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return busy()
    if code == sqlite3.SQLITE_FULL:
        return _disk_full()
    if code == sqlite3.SQLITE_IOERR:
        return _disk_failed()
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return unwritable(folder)
    return None


def unwritable(folder: Path, hint: str = HOME_HINT) -> CoachError:
    return CoachError(
        f"The folder {folder} cannot be written; nothing was changed.", hint, code="unwritable"
    )


def unreadable(folder: Path) -> CoachError:
    return CoachError(
        f"The store in {folder} cannot be read.",
        "It belongs to someone else, or the folder is not readable.",
        code="unreadable",
    )


def busy() -> CoachError:
    return CoachError(
        "Another coach command is still writing; nothing was changed.",
        "Wait for it to finish, then type the command again.",
        code="busy",
    )


def _disk_full() -> CoachError:
    return CoachError(
        "The disk is full; nothing was changed.",
        "Make some room, then type the command again.",
        code="disk_full",
    )


def _disk_failed() -> CoachError:
    return CoachError(
        "The disk would not take it; nothing was changed.",
        "See whether it is full or failing, then type the command again.",
        code="disk",
    )


def no_such_number() -> CoachError:
    """For a number typed by a coach that is larger than SQLite can hold."""
    return CoachError("There is nothing with a number that large.", code="unknown")
