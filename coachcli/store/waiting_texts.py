"""Text that was typed and not stored yet, sealed and on disk after each line.

Each text is a file of its own in the home folder. It holds the final sealed value with its uid, so
storing it later needs no passphrase.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path

from coachcli.files import remove, write_private
from coachcli.store.home import Home
from coachcli.store.refusals import sentences_for_disk
from coachcli.values.frozen import dataclass

_BEGINS = "draft-text-"


@dataclass(frozen=True)
class Typed:
    """``about`` says in the clear what it was typed for, which is the command that asked and, where
    it asks several, which one: ``idea add``, ``cycle close 3: reflection``."""

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
    return next((each for each in _all(home) if each.about == about), None)


def abouts(home: Home) -> list[str]:
    """What all the texts that wait were typed for."""
    return [each.about for each in _all(home)]


def is_text(path: Path) -> bool:
    """Whether a draft is a text of this kind."""
    return path.name.startswith(_BEGINS)


def drop(home: Home, uid: str) -> None:
    """The text is stored, or the coach does not want it."""
    with sentences_for_disk(home.path):
        remove(_path(home, uid))


def _path(home: Home, uid: str) -> Path:
    return home.path / f"{_BEGINS}{uid}.json"


def _all(home: Home) -> Iterator[Typed]:
    for path in sorted(home.path.glob(f"{_BEGINS}*.json")):
        if (found := _read(path)) is not None:
            yield found


def _read(path: Path) -> Typed | None:
    """None for a file that is none of ours; it stays where it is."""
    try:
        found = json.loads(path.read_bytes())
        return Typed(str(found["about"]), str(found["uid"]), b64decode(found["sealed"]))
    except (ValueError, KeyError, TypeError, OSError):
        return None
