"""Text that was typed and not stored yet, sealed and on disk after each line.

Each text is a file of its own in the home folder. It holds the final sealed value with its uid, so
storing it later needs no passphrase.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from coachcli.files import remove, write_private
from coachcli.store.home import Home
from coachcli.store.refusals import sentences_for_disk


@dataclass(frozen=True)
class Typed:
    """``about`` says in the clear what it was typed for: ``cycle close 3: reflection``."""

    about: str
    uid: str
    sealed: bytes


def save(home: Home, typed: Typed) -> None:
    """Put a text on disk, at once and whole."""
    data = {"about": typed.about, "uid": typed.uid, "sealed": b64encode(typed.sealed).decode()}
    with sentences_for_disk(home.path):
        write_private(_path(home, typed.uid), json.dumps(data).encode())


def waiting(home: Home, about: str) -> Typed | None:
    """The text that was typed for this and never stored, if there is one."""
    for path in sorted(home.path.glob("draft-text-*.json")):
        found = _read(path)
        if found is not None and found.about == about:
            return found
    return None


def drop(home: Home, uid: str) -> None:
    """The text is stored, or the coach does not want it."""
    with sentences_for_disk(home.path):
        remove(_path(home, uid))


def _path(home: Home, uid: str) -> Path:
    return home.path / f"draft-text-{uid}.json"


def _read(path: Path) -> Typed | None:
    """None for a file that is none of ours; it stays where it is."""
    try:
        found = json.loads(path.read_bytes())
        return Typed(str(found["about"]), str(found["uid"]), b64decode(found["sealed"]))
    except (ValueError, KeyError, TypeError, OSError):
        return None
