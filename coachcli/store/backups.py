"""A backup is one zip file: the store and the sealed key, enough to go on elsewhere."""

from __future__ import annotations

import io
import os
import re
import shutil
import struct
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

from coachcli.errors import CoachError, StoreUnusable
from coachcli.files import may_write, sync_folder, write_folder, write_private
from coachcli.store import drafts, history, stores
from coachcli.store.home import Home, make
from coachcli.store.pen import pen
from coachcli.store.refusals import sentences_for_disk

STORE = "coach.db"
KEY = re.compile(r"keys/([a-z]+\.(?:age|txt))")
RECIPIENTS = "recipients.txt"
LARGEST_STORE = 500_000_000
LARGEST_KEY = 100_000
"""Bytes that a part of a backup may unpack to; what is larger was not written by us."""

Keys = dict[str, bytes]
"""The files of a ``keys/`` folder by name."""


def backup(home: Home, target: Path, *, force: bool = False) -> None:
    """Write store and keys to ``target`` in one step; ``force`` replaces an existing file.

    A damaged store is not backed up, so that it never replaces a good backup.
    """
    with sentences_for_disk(target.parent, "Name a file in another folder."):
        may_write(target, force=force)
        must_be_elsewhere(home, target)
        with pen(home):
            stores.must_be_whole(home.store)
            write_private(target, packed(home))


def must_be_elsewhere(home: Home, target: Path) -> None:
    """Raise CoachError for a place that is lost together with the home folder."""
    if target.resolve().is_relative_to(home.path.resolve()):
        raise CoachError(
            f"{target} is in the home folder: a backup there is lost with it.",
            "Name a file somewhere else, on another disk for instance.",
            code="inside",
        )


def packed(home: Home, *others: Path) -> bytes:
    """The bytes of a backup of the present state, with ``others`` beside it. The pen is held."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(home.store, STORE)
        for name, content in keys_of(home).items():
            archive.writestr(f"keys/{name}", content)
        for path in others:
            if path.exists():
                archive.write(path, path.name)
    return held.getvalue()


def keys_of(home: Home) -> Keys:
    if not home.keys.is_dir():
        return {}
    return {
        path.name: path.read_bytes()
        for path in sorted(home.keys.iterdir())
        if KEY.fullmatch(f"keys/{path.name}")
    }


def restore(home: Home, source: Path, now: datetime) -> Path | None:
    """Make the store in ``source`` the present one: a backup, or a file from the history.

    The present state stays in the history. When the backup changes the keys, or the present store
    is damaged, everything present is also kept as a zip, whose path is returned.
    """
    must_be_readable(source)
    make(home)
    with drafts.alone(home), pen(home), sentences_for_disk(home.path):
        spare = stores.fresh(home)
        keys = _unpack(source, spare)
        prepare(source, spare)
        if home.exists:
            return replace(home, keys, now)
        _begin_with(home, keys, source, now)
        return None


def must_be_readable(source: Path) -> None:
    """Raises CoachError when there is no such file, before anybody is asked about it."""
    if not os.path.isfile(source):  # which, unlike Path.is_file, never raises
        raise CoachError(
            f"There is no file {source}.",
            "Name a file that coach backup wrote, with its folder.",
            code="no_file",
        )
    if not os.access(source, os.R_OK):
        raise CoachError(f"The file {source} cannot be read.", code="unreadable")


def _unpack(source: Path, spare: Path) -> Keys:
    """Put the store inside ``source`` at ``spare`` and return the keys beside it, if any."""
    try:
        if not zipfile.is_zipfile(source):
            stores.copy(source, spare)
            return {}
        with zipfile.ZipFile(source) as archive:
            return _unzip(archive, source, spare)
    except (
        StoreUnusable,
        KeyError,
        EOFError,
        RuntimeError,
        ValueError,
        struct.error,
        zlib.error,
        zipfile.BadZipFile,
    ):
        raise _not_a_backup(source) from None


def _unzip(archive: zipfile.ZipFile, source: Path, spare: Path) -> Keys:
    """Read the parts that a backup has, by their names alone; nothing else is looked at."""
    parts = [part for part in archive.infolist() if KEY.fullmatch(part.filename)]
    for part in (archive.getinfo(STORE), *parts):
        largest = LARGEST_STORE if part.filename == STORE else LARGEST_KEY
        known = part.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if part.file_size > largest or not known:
            raise _not_a_backup(source)
    keys = {part.filename.removeprefix("keys/"): archive.read(part) for part in parts}
    if RECIPIENTS not in keys:
        raise _not_a_backup(source)
    with archive.open(STORE) as packed_store, open(spare, "wb") as file:
        shutil.copyfileobj(packed_store, file)
    return keys


def prepare(source: Path, spare: Path) -> None:
    """Check what came out of ``source`` and bring it to this version's revision."""
    try:
        stores.prepare(spare)
    except StoreUnusable as error:
        if error.code in ("damaged", "foreign"):
            raise _not_a_backup(source) from None
        raise


def replace(home: Home, keys: Keys, now: datetime) -> Path | None:
    """Put the spare store, and the keys unless they are the present ones, in place."""
    present = keys_of(home)
    other_keys = bool(keys) and keys != present
    same_notes = not keys or keys[RECIPIENTS] == present.get(RECIPIENTS)
    whole = stores.is_whole(home.store)
    kept = _keep_all(home, now) if other_keys or not whole else None
    if same_notes and whole:
        stores.never_reuse_ids(home.store, home.spare)
        history.begin(home, "restore", now)
    if not same_notes:
        past = history.kept_states(home.history)
        history.set_aside(home, [*past, *history.kept_states(home.redo)])
        for draft in home.drafts:
            draft.unlink(missing_ok=True)
    if other_keys:
        _exchange_keys(home, keys)
    else:
        stores.put_in_place(home.spare, home.store)
    return kept


def _keep_all(home: Home, now: datetime) -> Path:
    """Keep store, keys and unfinished entries as they are, damaged or not."""
    number = 1
    while (kept := home.history / f"before-restore-{now:%Y%m%dT%H%M%SZ}-{number}.zip").exists():
        number += 1
    write_private(kept, packed(home, *home.drafts, home.journal))
    return kept


def _exchange_keys(home: Home, keys: Keys) -> None:
    """Say that the spare store and these keys belong in; the pen puts both in when it mends.

    The last step says it. Whatever stops the program later, the next command goes on with it.
    """
    write_folder(home.incoming_keys, keys)
    if home.keys.exists():
        os.replace(home.keys, home.outgoing_keys)
    else:
        home.outgoing_keys.mkdir(mode=0o700)
    sync_folder(home.path)


def _begin_with(home: Home, keys: Keys, source: Path, now: datetime) -> None:
    """Put the first store in place. Keys without a store, from a cut-off ``init``, go aside."""
    present = keys_of(home)
    if not keys and not present:
        raise CoachError(
            f"{source} is a store without its keys, and there are none in {home.path}.",
            "Restore a backup, which has both, or bring the keys folder here first.",
            code="no_keys",
        )
    if keys and keys != present:
        if home.keys.exists():
            os.replace(home.keys, home.path / f"keys-unused-{now:%Y%m%dT%H%M%SZ}")
        write_folder(home.keys, keys)
    stores.put_in_place(home.spare, home.store)


def _not_a_backup(source: Path) -> CoachError:
    return CoachError(
        f"{source} is not a backup of coach, or it is damaged; nothing was changed.",
        "Name a file that coach backup wrote.",
        code="not_a_backup",
    )
