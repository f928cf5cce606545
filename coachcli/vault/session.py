"""Unlocked for a while: the private key kept outside the home, and a note of where.

The note, ``unlocked.json`` in the home, holds no secret: ``where`` the key is kept, ``since`` and
``until`` when, and the public key it is kept under. Without it nothing else is looked at, so a
locked home costs one failed ``open`` and never an import of ``keyring``. It is written before the
key is kept, so a kill leaves no forgotten key behind.

The runtime folder is memory, which a system may still write to its swap space.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coachcli import files
from coachcli.values.frozen import dataclass
from coachcli.vault import age, keys
from coachcli.vault.age import Identity

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

MARKER = "unlocked.json"
SERVICE = "coach"
KEYRING, RUNTIME, NOWHERE = "keyring", "runtime", ""


@dataclass(frozen=True)
class _Marker:
    where: str
    key: str
    since: datetime
    until: datetime


def has_place() -> bool:
    """Whether there is anywhere to keep an opened key, before anybody types a passphrase."""
    if files.runtime_folder() is not None:
        return True
    with suppress(Exception):
        return _system_keyring() is not None
    return False


def remember(home: Path, identity: Identity, now: datetime, until: datetime) -> str:
    """Keep ``identity`` until ``until``; where it is kept: "keyring", "runtime" or "" (nowhere).

    ``now`` and ``until`` are aware. A keyring that is missing, locked or broken is no error.
    """
    forget(home)
    for where, keep in ((KEYRING, _keep_in_keyring), (RUNTIME, _keep_in_runtime)):
        _mark(home, _Marker(where, identity.public, now, until))
        if keep(identity):
            return where
        forget(home)
    return NOWHERE


def recall(home: Path, now: datetime) -> Identity | None:
    """The private key while it is unlocked. Forgets it when its time is over or ``now`` is before
    its beginning: a clock that was set back must not make the time longer."""
    marker = _read_marker(home)
    if marker is None:
        return None
    if not marker.since <= now < marker.until:
        forget(home)
        return None
    kept = _kept_in_keyring if marker.where == KEYRING else _kept_in_runtime
    identity = age.find_identity(kept(marker.key))
    if identity is None or identity.public != keys.recipients(home).main:
        return None
    return identity


def forget(home: Path) -> bool:
    """Lock. False when the keyring did not let go of its copy: the home is locked all the same,
    and the coach can remove the entry ``coach`` with the system's own keyring tool."""
    marker, gone = _read_marker(home), True
    if marker is not None:
        drop = _drop_from_keyring if marker.where == KEYRING else _drop_from_runtime
        gone = drop(marker.key)
    files.remove(home / MARKER)
    return gone


def _mark(home: Path, marker: _Marker) -> None:
    content = {
        "where": marker.where,
        "key": marker.key,
        "since": marker.since.isoformat(),
        "until": marker.until.isoformat(),
    }
    files.write_private(home / MARKER, json.dumps(content).encode("ascii"))


def _read_marker(home: Path) -> _Marker | None:
    """None also for a marker that is not one of ours."""
    try:
        content = json.loads((home / MARKER).read_bytes())
        since, until = (datetime.fromisoformat(content[name]) for name in ("since", "until"))
        marker = _Marker(str(content["where"]), str(content["key"]), since, until)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    # The key becomes part of a file name, so it must look like a public key.
    is_ours = marker.key.isascii() and marker.key.isalnum() and since.tzinfo and until.tzinfo
    return marker if is_ours else None


def _system_keyring() -> KeyringBackend | None:
    """The keyring of the system, or the one that ``PYTHON_KEYRING_BACKEND`` names.

    Only one that ``keyring`` itself recommends (priority 1 or more): the others are the failing and
    the null keyring and files on the disk, some of them in the clear.
    """
    # keyring takes 100 ms to import, so only a session that is kept there pays for it.
    import keyring.core

    keyring.core.init_backend(limit=lambda backend: backend.priority >= 1)
    backend = keyring.core.get_keyring()
    return backend if backend.priority >= 1 else None


def _keep_in_keyring(identity: Identity) -> bool:
    # Every backend has its own exceptions, and none of them may end the command.
    with suppress(Exception):
        backend = _system_keyring()
        if backend is not None:
            backend.set_password(SERVICE, identity.public, identity.secret())
            return backend.get_password(SERVICE, identity.public) == identity.secret()
    return False


def _kept_in_keyring(key: str) -> str:
    with suppress(Exception):
        backend = _system_keyring()
        if backend is not None:
            return backend.get_password(SERVICE, key) or ""
    return ""


def _drop_from_keyring(key: str) -> bool:
    with suppress(Exception):
        backend = _system_keyring()
        if backend is None:
            return False
        # Deleting what is not there is an error to most backends, so only the look after it counts.
        with suppress(Exception):
            backend.delete_password(SERVICE, key)
        return backend.get_password(SERVICE, key) is None
    return False


def _keep_in_runtime(identity: Identity) -> bool:
    folder = files.runtime_folder()
    if folder is None:
        return False
    try:
        files.write_private(
            _runtime_file(folder, identity.public), identity.secret().encode("ascii")
        )
    except OSError:
        return False
    return True


def _kept_in_runtime(key: str) -> str:
    folder = files.runtime_folder()
    if folder is None:
        return ""
    try:
        return _runtime_file(folder, key).read_bytes().decode("ascii", "replace")
    except OSError:
        return ""


def _drop_from_runtime(key: str) -> bool:
    folder = files.runtime_folder()
    if folder is None:
        return True
    try:
        files.remove(_runtime_file(folder, key))
    except OSError:
        return False
    return True


def _runtime_file(folder: Path, key: str) -> Path:
    return folder / f"coach-{key}"
