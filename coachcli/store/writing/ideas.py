"""What a coach does to ideas and to the open questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, select

from coachcli.errors import CoachError
from coachcli.store import models_record as models
from coachcli.store.writing.door import known_id
from coachcli.values import words
from coachcli.values.frozen import dataclass
from coachcli.values.record import Prompt


@dataclass(frozen=True)
class NewIdea:
    """As ``record.Idea``, with the teacher's id; ``sealed`` is its text, sealed for ``uid``."""

    uid: str
    sealed: bytes
    added_on: date
    teacher_id: int | None = None
    may_name: bool = False
    focus: words.Focus | None = None
    tags: tuple[str, ...] = ()


def add(db: Session, new: NewIdea) -> int:
    """Keep an idea; returns its number."""
    row = models.Idea(
        uid=new.uid,
        teacher_id=new.teacher_id,
        may_name=new.may_name,
        focus=new.focus,
        sealed=new.sealed,
        added_on=new.added_on,
    )
    db.add(row)
    db.flush()
    number = known_id(row.id)
    _add_tags(db, number, new.tags)
    db.flush()
    return number


def _add_tags(db: Session, number: int, tags: Iterable[str]) -> None:
    for tag in tags:
        db.add(models.IdeaTag(idea_id=number, tag=tag))


def _remove_tags(db: Session, number: int) -> None:
    for tag in db.exec(select(models.IdeaTag).where(models.IdeaTag.idea_id == number)):
        db.delete(tag)
    db.flush()


@dataclass(frozen=True)
class IdeaChange:
    """What becomes of an idea; None leaves it. ``text`` is a uid and what was sealed for it,
    ``focus`` holds one or, for no focus any more, None."""

    may_name: bool | None = None
    teacher_id: int | None = None
    text: tuple[str, bytes] | None = None
    focus: tuple[words.Focus | None] | None = None
    tags: tuple[str, ...] | None = None


def edit(db: Session, number: int, wanted: IdeaChange) -> None:
    """Change an idea. Leave belongs to the teacher who gave it: another one starts without."""
    row = _idea_row(db, number)
    if wanted.teacher_id is not None and wanted.teacher_id != row.teacher_id:
        row.teacher_id, row.may_name = wanted.teacher_id, False
    if wanted.may_name and row.teacher_id is None:
        raise CoachError(
            f"Idea {number} does not say where you saw it.",
            f"Say who agreed: coach idea edit {number} --from TEACHER --may-name",
            code="nobody",
        )
    if wanted.may_name is not None:
        row.may_name = wanted.may_name
    if wanted.text is not None:
        row.uid, row.sealed = wanted.text
    if wanted.focus is not None:
        (row.focus,) = wanted.focus
    db.add(row)
    if wanted.tags is not None:
        _remove_tags(db, number)
        _add_tags(db, number, wanted.tags)
    db.flush()


def _idea_row(db: Session, number: int) -> models.Idea:
    row = db.get(models.Idea, number)
    if row is None:
        raise CoachError(
            f"There is no idea {number}.", "See the numbers with: coach idea list", code="unknown"
        )
    return row


def remove(db: Session, number: int) -> None:
    """Let an idea go, with its tags."""
    row = _idea_row(db, number)
    _remove_tags(db, number)
    db.delete(row)
    db.flush()


def add_question(
    db: Session, text: str, phase: words.Phase | None, focus: words.Focus | None
) -> int:
    """Keep an open question of the coach's own; returns the number of its row."""
    row = models.Prompt(text=text, phase=phase, focus=focus)
    db.add(row)
    db.flush()
    return known_id(row.id)


def change_question(db: Session, wanted: Prompt) -> None:
    """Store an own question, by its id, or a built-in one, by its key, as it is wanted now."""
    if wanted.built_in:
        found = select(models.Prompt).where(models.Prompt.built_in == wanted.built_in)
        row = db.exec(found).first() or models.Prompt(text="", built_in=wanted.built_in)
    else:
        row = db.get_one(models.Prompt, wanted.id)
    row.text, row.phase, row.focus = wanted.text, wanted.phase, wanted.focus
    row.is_on = wanted.is_on
    db.add(row)
    db.flush()
