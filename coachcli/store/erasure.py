"""A teacher goes from the store and from every copy of it in the home folder, for good.

The new store is made ready beside the old one, without the teacher and without a free page. Then
one file, ``erasing.json``, says that it belongs in and what has to go. From that moment the erasure
happens: ``pen`` does the rest when the pen is put down, or, if that was cut off, when the next
command takes it.

Nothing is kept for ``undo``. States of the history in which the teacher never was stay, out of the
reach of ``undo``, because the step from one of them to now would take back everything since.
"""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from uuid import uuid4

from coachcli import files
from coachcli.errors import CoachError
from coachcli.store import drafts, erased_teachers, stores
from coachcli.store.home import Home
from coachcli.store.pen import pen
from coachcli.store.reading.erasure import (
    CYCLES,
    EVIDENCE,
    MEETINGS,
    SESSIONS,
    SHARED_CYCLES,
    SHARED_SESSIONS,
)
from coachcli.store.refusals import sentences_for_disk
from coachcli.values.teacher import Teacher

ENTRIES = ("", "contact", "edit")
"""The entries that may be typed in another window meanwhile, as ``drafts.alone`` knows them."""


def erase(home: Home, who: Teacher, *, keep_hours: bool) -> None:
    """Erase a teacher. With ``keep_hours`` held sessions stay as a day, kinds and minutes."""
    with ExitStack() as held:
        for what in ENTRIES:
            held.enter_context(drafts.alone(home, what))
        held.enter_context(pen(home))
        held.enter_context(sentences_for_disk(home.path))
        spare = stores.fresh(home)
        stores.copy(home.store, spare)
        with closing(sqlite3.connect(spare, isolation_level=None)) as db:
            going = [*states_with(home, who), *drafts_about(home, db, who)]
            _leave_out(db, who, keep_hours=keep_hours)
            stores.check(db)
        with open(spare, "rb+") as file:
            os.fsync(file.fileno())
        names = [path.relative_to(home.path).as_posix() for path in going]
        files.write_private(home.erasing, json.dumps(names).encode())


def _leave_out(db: sqlite3.Connection, who: Teacher, *, keep_hours: bool) -> None:
    """Take the teacher's rows out of a copy of the store and leave no free page in it."""
    # The copy is thrown away if anything fails, so its journal may stay in memory.
    for pragma in ("journal_mode=MEMORY", "temp_store=MEMORY", "foreign_keys=ON"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("BEGIN")
    given = {"id": who.id, "uid": who.uid}
    if db.execute("SELECT 1 FROM teacher WHERE id = :id AND uid = :uid", given).fetchone() is None:
        raise CoachError("This teacher is no longer in the store.", code="gone")
    groups, teams = (
        {number for (number,) in db.execute(query, given)}
        for query in (SHARED_SESSIONS, SHARED_CYCLES)
    )
    erased_teachers.remember_groups(db, groups, teams)
    for statement in statements(keep_hours=keep_hours):
        db.execute(statement, given)
    for (number,) in db.execute("SELECT id FROM temp.kept").fetchall():
        db.execute("UPDATE session SET uid = ? WHERE id = ?", (uuid4().hex, number))
    erased_teachers.remember(db, who.handle)
    db.execute("COMMIT")
    db.execute("VACUUM")


def statements(*, keep_hours: bool) -> Iterator[str]:
    """What is done to the rows, in an order that keeps every reference."""
    for name, those in (
        ("gone_session", SESSIONS),
        ("gone_cycle", CYCLES),
        ("gone_meeting", MEETINGS),
        ("gone_evidence", EVIDENCE),
    ):
        yield f"CREATE TEMP TABLE {name} AS SELECT * FROM ({those})"
    kept = "id IN temp.gone_session AND state = 'held'" if keep_hours else "0"
    yield f"CREATE TEMP TABLE kept AS SELECT id FROM session WHERE {kept}"
    yield "DELETE FROM note WHERE session_id IN temp.gone_session"
    yield "DELETE FROM next_step WHERE teacher_id = :id"
    yield "UPDATE next_step SET session_id = NULL WHERE session_id IN temp.gone_session"
    yield "DELETE FROM attendance WHERE teacher_id = :id"
    yield "DELETE FROM temp.gone_session WHERE session_id IN temp.kept"
    yield "DELETE FROM session_kind WHERE session_id IN temp.gone_session"
    yield "DELETE FROM session WHERE id IN temp.gone_session"
    yield (
        "UPDATE session SET start = NULL, \"end\" = NULL, slot = '', focus = NULL, pinned = 0,"
        " asked_by = 'planned', commitment_id = NULL, occurrence = NULL WHERE id IN temp.kept"
    )
    yield "DELETE FROM evidence WHERE id IN temp.gone_evidence"
    for table in ("cycle_note", "cycle_phase", "cycle_wording"):
        yield f"DELETE FROM {table} WHERE cycle_id IN temp.gone_cycle"
    yield "DELETE FROM cycle_teacher WHERE teacher_id = :id"
    yield "DELETE FROM cycle WHERE id IN temp.gone_cycle"
    yield (
        "UPDATE session SET commitment_id = NULL, occurrence = NULL"
        " WHERE commitment_id IN temp.gone_meeting"
    )
    yield "DELETE FROM commitment_skip WHERE commitment_id IN temp.gone_meeting"
    yield "DELETE FROM commitment_teacher WHERE teacher_id = :id"
    yield "DELETE FROM commitment WHERE id IN temp.gone_meeting"
    yield "DELETE FROM idea_tag WHERE idea_id IN (SELECT id FROM idea WHERE teacher_id = :id)"
    for table in ("idea", '"window"', "away"):
        yield f"DELETE FROM {table} WHERE teacher_id = :id"
    yield "DELETE FROM teacher WHERE id = :id"


def states_with(home: Home, who: Teacher) -> list[Path]:
    """The files of the history that hold the teacher, or of which that cannot be told."""
    found = [path for path in home.history.rglob("*") if path.is_file()]
    return sorted(path for path in found if holds(path, who))


def holds(path: Path, who: Teacher) -> bool:
    """Whether a file of the history holds the teacher, by its name or by what is in it."""
    if f"-{who.handle}-" in f"-{_said_of(path)}-" or path.suffix not in (".db", ".zip"):
        return True
    try:
        return any(is_in(content, who) for content in contents(path))
    except (OSError, ValueError, RuntimeError, sqlite3.Error, zipfile.BadZipFile, EOFError):
        return True


def _said_of(path: Path) -> str:
    """The name of a file of the history without the command: ``teacher-edit`` names nobody who is
    called Edit."""
    found = re.fullmatch(r".*\d{8}T\d{6}Z-[a-z]+-[a-z]+(.*)", path.stem)
    return found[1] if found else path.stem


def contents(path: Path) -> Iterator[bytes]:
    """The files that a file of the history is made of."""
    data = path.read_bytes()
    if path.suffix == ".db":
        yield data
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.startswith("keys/"):
                yield archive.read(name)


def is_in(content: bytes, who: Teacher) -> bool:
    """Whether a store, of whatever version, knows the teacher; of another file whether it names
    the handle. Somebody taken back and added anew has another uid and is known by the rest."""
    if not content.startswith(b"SQLite format 3\0"):
        return who.handle.encode() in content
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(content)
        found = db.execute(
            "SELECT 1 FROM teacher WHERE uid = :uid OR handle = :handle"
            " OR name = :name COLLATE NOCASE OR (email <> '' AND email = :email COLLATE NOCASE)",
            {"uid": who.uid, "handle": who.handle, "name": who.name, "email": who.email},
        )
        return found.fetchone() is not None or who.uid.encode() in content


def drafts_about(home: Home, db: sqlite3.Connection, who: Teacher) -> list[Path]:
    """The unfinished entries that are about the teacher or about something that goes."""
    given = {"id": who.id}
    going = {
        command: {str(id) for (id,) in db.execute(query, given)}
        for command, query in (
            ("log edit", SESSIONS),
            ("cycle evidence", CYCLES),
            ("cycle close", CYCLES),
            ("idea edit", "SELECT id FROM idea WHERE teacher_id = :id"),
        )
    }
    named = re.compile(rf"(?<![\w-])(?:{who.handle}|{re.escape(who.name)})(?![\w-])", re.IGNORECASE)
    return [path for path in home.drafts if is_about(path.read_bytes(), named, going)]


def is_about(content: bytes, named: re.Pattern[str], going: dict[str, set[str]]) -> bool:
    """Whether a draft names the teacher, or the number of something that goes, as in ``cycle close
    3: reflection``. One that cannot be read is taken for one that does."""
    try:
        found = json.loads(content)
        about, session = str(found.get("about", "")), str(found.get("session"))
        teachers = [step["teacher"] for step in found.get("steps", [])]
        clear = [about, *found.get("answers", {}).values(), *teachers]
        said = re.match(r"(\w+ \w+) (\d+)(?![\w-])", about)
    except (ValueError, KeyError, TypeError, AttributeError):
        return True
    if session in going["log edit"] or (said and said[2] in going.get(said[1], ())):
        return True
    return any(named.search(text) for text in clear)
