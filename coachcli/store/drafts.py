"""A visit being logged, on disk after each answer; what was said is sealed before it gets here.

The draft holds the final sealed values, so going on needs no passphrase: only what is still to be
asked is asked. A contact and a change wait beside an unfinished visit, each in a file of its own,
which ``what`` names.
"""

from __future__ import annotations

import json
import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date

from coachcli.errors import CoachError
from coachcli.files import remove, touch_private, write_private
from coachcli.store.home import Home
from coachcli.store.refusals import sentences_for_disk
from coachcli.values.words import Owner, Part


@dataclass
class DraftNote:
    uid: str
    part: Part
    sealed: bytes


@dataclass
class DraftStep:
    """``teacher`` is a handle; ``check_on`` None means the next visit."""

    uid: str
    owner: Owner
    teacher: str
    sealed: bytes
    check_on: date | None = None


@dataclass
class Draft:
    """``answers`` are the clear answers by question; ``card`` is a sealed card from an editor.

    ``storing`` means that everything is said: the store may hold it already.
    """

    uid: str
    session: int | None = None
    answers: dict[str, str] = field(default_factory=dict)
    notes: list[DraftNote] = field(default_factory=list)
    steps: list[DraftStep] = field(default_factory=list)
    card: bytes | None = None
    card_uid: str = ""
    storing: bool = False


@contextmanager
def alone(home: Home, what: str = "") -> Iterator[None]:
    """Hold the one draft for as long as an entry is being typed; a crash lets go of it.

    Raises CoachError when another command holds it.
    """
    path = home.draft_of(what).with_suffix(".lock")
    with sentences_for_disk(home.path):
        touch_private(path)
    held = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise CoachError(
                "This is being logged already, perhaps in another window."
                if what
                else "A visit is being logged already, perhaps in another window.",
                "Finish it there, or close that window.",
                code="busy",
            ) from None
        yield
    finally:
        held.close()


def save(home: Home, draft: Draft, what: str = "") -> None:
    """Put the draft on disk, at once and whole."""

    def plain(value: object) -> object:
        if isinstance(value, bytes):
            return b64encode(value).decode()
        if isinstance(value, date):
            return value.isoformat()
        raise TypeError(type(value).__name__)

    data = json.dumps(asdict(draft), default=plain, indent=1).encode()
    with sentences_for_disk(home.path):
        write_private(home.draft_of(what), data)


def load(home: Home, what: str = "") -> Draft | None:
    """The draft that waits to be finished, if there is one.

    Raises CoachError for a file that is no draft, which stays where it is.
    """
    path = home.draft_of(what)
    if not path.exists():
        return None
    try:
        found = json.loads(path.read_bytes())
        return Draft(
            uid=text(found["uid"]),
            session=number(found["session"]),
            answers={question: text(said) for question, said in found["answers"].items()},
            notes=[
                DraftNote(text(note["uid"]), Part(note["part"]), _unpacked(note["sealed"]))
                for note in found["notes"]
            ],
            steps=[
                DraftStep(
                    text(step["uid"]),
                    Owner(step["owner"]),
                    text(step["teacher"]),
                    _unpacked(step["sealed"]),
                    date.fromisoformat(step["check_on"]) if step["check_on"] else None,
                )
                for step in found["steps"]
            ],
            card=_unpacked(found["card"]) if found["card"] else None,
            card_uid=text(found["card_uid"]),
            storing=bool(found.get("storing")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        raise CoachError(
            f"The unfinished entry {path} cannot be read.",
            "Move it somewhere safe, then type the command again.",
            code="draft",
        ) from None


def text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def number(value: object) -> int | None:
    if value is not None and type(value) is not int:
        raise TypeError
    return value


def _unpacked(value: object) -> bytes:
    return b64decode(text(value), validate=True)


def drop(home: Home, what: str = "") -> None:
    """The draft is stored, or the coach does not want it."""
    with sentences_for_disk(home.path):
        remove(home.draft_of(what))
