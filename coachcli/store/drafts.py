"""A visit being logged, on disk after each answer; what was said is sealed before it gets here.

The draft holds the final sealed values, so going on needs no passphrase: only what is still to be
asked is asked.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, field
from datetime import date

from coachcli.errors import CoachError
from coachcli.files import write_private
from coachcli.store.home import Home, sentences_for_disk
from coachcli.values import Owner, Part


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
    """``answers`` are the clear answers by question; ``card`` is a sealed card from an editor."""

    uid: str
    session: int | None = None
    answers: dict[str, str] = field(default_factory=dict)
    notes: list[DraftNote] = field(default_factory=list)
    steps: list[DraftStep] = field(default_factory=list)
    card: bytes | None = None
    card_uid: str = ""


def save(home: Home, draft: Draft) -> None:
    """Put the draft on disk, at once and whole."""

    def plain(value: object) -> object:
        if isinstance(value, bytes):
            return b64encode(value).decode()
        if isinstance(value, date):
            return value.isoformat()
        raise TypeError(type(value).__name__)

    data = json.dumps(asdict(draft), default=plain, indent=1).encode()
    with sentences_for_disk(home.path):
        write_private(home.draft, data)


def load(home: Home) -> Draft | None:
    """The draft that waits to be finished, if there is one.

    Raises CoachError for a file that is no draft, which stays where it is.
    """
    if not home.draft.exists():
        return None
    try:
        found = json.loads(home.draft.read_bytes())
        return Draft(
            uid=found["uid"],
            session=found["session"],
            answers=dict(found["answers"]),
            notes=[
                DraftNote(note["uid"], Part(note["part"]), b64decode(note["sealed"]))
                for note in found["notes"]
            ],
            steps=[
                DraftStep(
                    step["uid"],
                    Owner(step["owner"]),
                    step["teacher"],
                    b64decode(step["sealed"]),
                    date.fromisoformat(step["check_on"]) if step["check_on"] else None,
                )
                for step in found["steps"]
            ],
            card=b64decode(found["card"]) if found["card"] else None,
            card_uid=found["card_uid"],
        )
    except (ValueError, KeyError, TypeError):
        raise CoachError(
            f"The unfinished entry {home.draft} cannot be read.",
            "Move it somewhere safe, then type the command again.",
            code="draft",
        ) from None


def drop(home: Home) -> None:
    """The draft is stored, or the coach does not want it."""
    home.draft.unlink(missing_ok=True)
