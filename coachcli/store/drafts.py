"""What was typed and is not stored yet: on disk after each answer, sealed before it gets here.

A whole entry waits as a ``Draft``: one for visits and, beside it, each in a file of its own that
``what`` names, one for contacts and one for changes of a session. A text that was asked for alone
waits as a ``DraftText``. Both hold the final sealed values, so going on needs no passphrase.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from coachcli.errors import CoachError
from coachcli.files import remove, write_private
from coachcli.store.home import Home, locked
from coachcli.store.refusals import sentences_for_disk
from coachcli.values.session import Note, SealedStep
from coachcli.values.words import Owner, Part

EDIT = "edit"
"""The draft that a change of a logged session waits in."""

_TEXT = "draft-text-"


@dataclass
class Draft:
    """``about`` says in the clear what it is; ``answers`` are the clear answers by question.

    ``card`` is a sealed card from an editor. ``storing`` means that everything is said: the store
    may hold it already.
    """

    uid: str
    what: str = ""
    session: int | None = None
    about: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    steps: list[SealedStep] = field(default_factory=list)
    card: bytes | None = None
    card_uid: str = ""
    storing: bool = False

    @property
    def command(self) -> str:
        """What is typed to go on with it."""
        if self.what == EDIT and self.session is not None:
            return f"coach log edit {self.session} --editor"
        return f"coach log {self.what or 'session'}"

    def path(self, home: Home) -> Path:
        return home.draft_of(self.what)


@dataclass(frozen=True)
class DraftText:
    """A text and its uid. ``about`` says in the clear what it was typed for, which is the command
    that asked and, where it asks several, which one: ``idea add``, ``cycle close 3: reflection``.
    """

    about: str
    uid: str
    sealed: bytes

    def path(self, home: Home) -> Path:
        return home.path / f"{_TEXT}{self.uid}.json"


@contextmanager
def alone(home: Home, what: str = "") -> Iterator[None]:
    """Hold the one draft for as long as an entry is being typed; a crash lets go of it.

    Raises CoachError when another command holds it.
    """
    refusal = CoachError(
        f"{'This' if what else 'A visit'} is being logged already, perhaps in another window.",
        "Finish it there, or close that window.",
        code="busy",
    )
    with locked(home.draft_of(what).with_suffix(".lock"), 0, lambda _: refusal):
        yield


def save(home: Home, draft: Draft | DraftText) -> None:
    """Put a draft on disk, at once and whole."""

    def plain(value: object) -> object:
        if isinstance(value, bytes):
            return b64encode(value).decode()
        if isinstance(value, date):
            return value.isoformat()
        raise TypeError(type(value).__name__)

    fields = {name: value for name, value in asdict(draft).items() if name != "what"}
    # What has a number or was closed is stored, and no draft.
    for note in fields.get("notes", ()):
        del note["session"], note["id"]
    for step in fields.get("steps", ()):
        del step["state"], step["closed_on"]
    data = json.dumps(fields, default=plain, indent=1).encode()
    with sentences_for_disk(home.path):
        write_private(draft.path(home), data)


def drop(home: Home, draft: Draft | DraftText) -> None:
    """The draft is stored, or the coach does not want it."""
    with sentences_for_disk(home.path):
        remove(draft.path(home))


def load(home: Home, what: str = "") -> Draft | None:
    """The draft that waits to be finished, if there is one.

    Raises CoachError for a file that is no draft, which stays where it is.
    """
    path = home.draft_of(what)
    if not path.exists():
        return None
    try:
        fields = json.loads(path.read_bytes())
        answers = {question: _text(answer) for question, answer in fields["answers"].items()}
        return Draft(
            uid=_text(fields["uid"]),
            what=what,
            session=_number(fields["session"]),
            about=_text(fields.get("about", "")) or answers.pop("about", ""),
            answers=answers,
            notes=[
                Note(_text(note["uid"]), Part(note["part"]), _bytes(note["sealed"]))
                for note in fields["notes"]
            ],
            steps=[
                SealedStep(
                    _text(step["uid"]),
                    _text(step["teacher"]),
                    Owner(step["owner"]),
                    _bytes(step["sealed"]),
                    date.fromisoformat(step["check_on"]) if step["check_on"] else None,
                )
                for step in fields["steps"]
            ],
            card=_bytes(fields["card"]) if fields["card"] else None,
            card_uid=_text(fields["card_uid"]),
            storing=bool(fields.get("storing")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        raise CoachError(
            f"The unfinished entry {path} cannot be read.",
            "Move it somewhere safe, then type the command again.",
            code="draft",
        ) from None


def texts(home: Home) -> Iterator[DraftText]:
    """The texts that were typed and never stored. A file that is none of ours stays as it is."""
    for path in sorted(home.path.glob(f"{_TEXT}*.json")):
        try:
            fields = json.loads(path.read_bytes())
            text = DraftText(str(fields["about"]), str(fields["uid"]), b64decode(fields["sealed"]))
        except (ValueError, KeyError, TypeError, OSError):
            continue
        yield text


def commands(home: Home) -> tuple[str, ...]:
    """What is typed to go on with everything that is unfinished."""
    words = []
    for path in home.drafts:
        if path.name.startswith(_TEXT):
            continue
        what = path.stem.partition("-")[2]
        try:
            draft = load(home, what)
        except CoachError:  # its own command tells of it
            draft = None
        words.append((draft or Draft("", what)).command)
    words += [f"coach {text.about.partition(':')[0]}" for text in texts(home)]
    return tuple(dict.fromkeys(words))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int | None:
    if value is not None and type(value) is not int:
        raise TypeError
    return value


def _bytes(value: object) -> bytes:
    return b64decode(_text(value), validate=True)
