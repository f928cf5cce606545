"""The pen: who holds it writes alone, in a home where nothing is left half-done.

What a killed command left is finished or undone by the code that also ends every ordinary change,
so that the way back from a crash is the way that is walked every day.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from coachcli.errors import CoachError
from coachcli.files import clear_beside, remove, sync_folder, write_private
from coachcli.store import history, identity, stores
from coachcli.store.home import Home, writer
from coachcli.store.refusals import sentences_for_disk


@contextmanager
def pen(home: Home) -> Iterator[None]:
    """Hold the only pen, mending before and after. The home folder exists."""
    with writer(home):
        mend(home)
        try:
            yield
        finally:
            mend(home)


@contextmanager
def clear_copy(home: Home, target: Path) -> Iterator[None]:
    """While a file or a folder is put at ``target`` with what was sealed in it, to be given away.

    A text is whole at its place or not there, but what is made ready beside that place is hidden,
    and a kill could leave it. So a file in the home folder says first where it is.
    """
    with pen(home):
        with sentences_for_disk(home.path):
            write_private(home.clear_copy, json.dumps(str(target.absolute())).encode())
        yield


def mend(home: Home) -> None:
    """Leave nothing half-done: a commit, a restore, an erasure, what is given away in the clear, a
    spare file, a kept state."""
    with sentences_for_disk(home.path):
        if home.journal.exists() and home.exists:
            _roll_back(home)
        if home.outgoing_keys.exists():
            exchange(home)
        if home.erasing.exists():
            finish_erasing(home)
        if home.clear_copy.exists():
            clear_given(home)
        stores.discard(home.spare)
        for folder in home.path.glob(f"{home.incoming_keys.name}*"):
            shutil.rmtree(folder)
        if home.exists:
            history.tidy(home)


def _roll_back(home: Home) -> None:
    """Take back a commit that was cut off, which takes one connection that may write.

    A journal that was begun and never reached the disk is none to SQLite, which lets it lie; it
    goes while nobody can write. A file that is not ours keeps its bytes. A failure shows when the
    store is opened next.
    """
    with open(home.store, "rb") as file:
        header = file.read(100)
    if identity.is_ours(header):
        with suppress(sqlite3.Error), closing(sqlite3.connect(home.store)) as db:
            db.execute("BEGIN EXCLUSIVE")
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            home.journal.unlink(missing_ok=True)


def exchange(home: Home) -> None:
    """Bring in the keys and the store that ``restore`` made ready, whatever is done already."""
    if not home.keys.exists():
        os.replace(home.incoming_keys, home.keys)
    if home.spare.exists():
        stores.put_in_place(home.spare, home.store)
    shutil.rmtree(home.outgoing_keys)


def finish_erasing(home: Home) -> None:
    """Put the store without the teacher in place and remove what ``erasing`` says.

    Each step may be done already; the file that says it goes last.
    """
    try:
        names = json.loads(home.erasing.read_bytes())
        if home.spare.exists():
            stores.put_in_place(home.spare, home.store)
        for name in names:
            (home.path / name).unlink(missing_ok=True)
        for folder in (home.path, home.history):
            for unfinished in (*folder.glob(".draft*.new"), *folder.glob(".before-restore*.new")):
                unfinished.unlink()
        for folder in (home.history, home.redo):
            history.set_aside(home, history.kept_states(folder))
        for folder in (home.redo, home.history, home.path):
            sync_folder(folder)
        remove(home.erasing)
    except OSError:
        raise CoachError(
            "An erasure has begun and could not be finished yet; nothing else was changed.",
            "See that the disk has room and the home folder can be written (coach path prints it), "
            "then type any command: it goes on with it.",
            code="unfinished",
        ) from None


def clear_given(home: Home) -> None:
    """Clear away what is left in the clear beside the place that ``home.clear_copy`` says. What
    cannot be cleared now, because its folder is protected, is tried again by every command."""
    try:
        place = Path(json.loads(home.clear_copy.read_bytes()))
    except (ValueError, TypeError):
        remove(home.clear_copy)
        return
    with suppress(OSError):
        clear_beside(place)
        remove(home.clear_copy)
