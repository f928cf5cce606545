"""A backup is one zip file: the store and the sealed key, enough to go on elsewhere."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from coachcli.errors import CoachError
from coachcli.files import touch_private, write_private
from coachcli.store import history, identity, upgrade
from coachcli.store.home import Home, make, sentences_for_disk, writer

STORE = "coach.db"
KEYS = "keys/"
RECIPIENTS = "recipients.txt"
LARGEST = 2_000_000_000
"""Bytes a backup may unpack to; more is refused as damaged."""


def backup(home: Home, target: Path, *, force: bool = False) -> None:
    """Write store and keys to ``target`` in one step; ``force`` replaces an existing file."""
    if target.exists() and not force:
        raise CoachError(
            f"{target} is there already; it was left as it is.",
            "Name another file, or add --force to replace it.",
            code="exists",
        )
    if not target.parent.is_dir():
        raise CoachError(f"There is no folder {target.parent}.", code="no_folder")
    with writer(home), sentences_for_disk(target.parent):
        write_private(target, packed(home))


def packed(home: Home) -> bytes:
    """The bytes of a backup of the present state. The pen is held."""
    spare = home.path / "coach.db.backup"
    history.copy(home.store, spare)
    try:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(spare, STORE)
            for key in sorted(home.keys.iterdir()) if home.keys.is_dir() else []:
                if key.is_file():
                    archive.write(key, KEYS + key.name)
        return held.getvalue()
    finally:
        spare.unlink(missing_ok=True)


def restore(home: Home, source: Path, now: datetime) -> Path | None:
    """Make the store in ``source`` the present one: a backup, or a file from the history.

    The present state stays in the history. When the backup has other keys, the present store and
    keys are kept together as a backup of their own, whose path is returned.
    """
    if not source.is_file():
        raise CoachError(f"There is no file {source}.", code="no_file")
    make(home)
    with writer(home), sentences_for_disk(home.path):
        spare = upgrade.fresh(home)
        try:
            keys = unpack(source, spare)
            prepare(spare)
            return replace(home, spare, keys, now)
        finally:
            spare.unlink(missing_ok=True)


def replace(home: Home, spare: Path, keys: dict[str, bytes], now: datetime) -> Path | None:
    kept_as = None
    if home.exists:
        if keys and keys.get(RECIPIENTS) != present_recipients(home):
            kept_as = home.history / f"before-restore-{now:%Y%m%dT%H%M%SZ}.zip"
            write_private(kept_as, packed(home))
            for entry in (*history.entries(home.history), *history.entries(home.redo)):
                os.replace(entry.path, home.history / f"aside-{entry.path.name}")
        else:
            history.settle(home, history.begin(home, "restore", now), now)
            history.never_reuse_ids(home.store, spare)
    if kept_as is not None or not home.keys.is_dir():
        put_keys(home, keys)
    upgrade.put_in_place(spare, home.store)
    return kept_as


def unpack(source: Path, spare: Path) -> dict[str, bytes]:
    """Put the store inside ``source`` at ``spare`` and return the keys beside it, by name."""
    if not zipfile.is_zipfile(source):
        history.copy(source, spare)
        return {}
    try:
        with zipfile.ZipFile(source) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise not_a_backup(source)
            with archive.open(STORE) as packed_store, open(spare, "wb") as file:
                shutil.copyfileobj(packed_store, file)
            return {
                name.removeprefix(KEYS): archive.read(name)
                for name in archive.namelist()
                if name.startswith(KEYS) and "/" not in name.removeprefix(KEYS)
            }
    except (KeyError, zipfile.BadZipFile, EOFError, RuntimeError):
        raise not_a_backup(source) from None


def prepare(spare: Path) -> None:
    """Check a store that came from elsewhere and bring it to this version's revision."""
    try:
        with closing(sqlite3.connect(spare)) as db:
            found = identity.revision(db)
            upgrade.check(db)
    except sqlite3.DatabaseError:
        raise identity.damaged() from None
    if found != identity.HEAD:
        upgrade.migrate(spare)


def put_keys(home: Home, keys: dict[str, bytes]) -> None:
    incoming = home.path / "keys.new"
    outgoing = home.path / "keys.old"
    for folder in (incoming, outgoing):
        shutil.rmtree(folder, ignore_errors=True)
    incoming.mkdir(mode=0o700)
    for name, data in keys.items():
        touch_private(incoming / name)
        write_private(incoming / name, data)
    if home.keys.is_dir():
        os.replace(home.keys, outgoing)
    os.replace(incoming, home.keys)
    shutil.rmtree(outgoing, ignore_errors=True)


def present_recipients(home: Home) -> bytes | None:
    path = home.keys / RECIPIENTS
    return path.read_bytes() if path.exists() else None


def not_a_backup(source: Path) -> CoachError:
    return CoachError(
        f"{source} is not a backup of coach; nothing was changed.",
        "Name a file that coach backup wrote.",
        code="not_a_backup",
    )
