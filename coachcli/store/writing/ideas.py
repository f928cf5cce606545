"""What a coach does to ideas and to the open questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session, select

from coachcli.errors import CoachError
from coachcli.store import models_record as models
from coachcli.store.writing.door import id_of, number_of, remove_rows, row_from, row_with
from coachcli.values import words
from coachcli.values.record import Idea, Prompt


def add(db: Session, idea: Idea) -> int:
    """Keep an idea, sealed for its ``uid``; returns its number."""
    teacher_id = id_of(db, idea.teacher) if idea.teacher else None
    number = number_of(db, row_from(idea, models.Idea, teacher_id=teacher_id))
    _add_tags(db, number, idea.tags)
    return number


def _add_tags(db: Session, number: int, tags: Iterable[str]) -> None:
    db.add_all(models.IdeaTag(idea_id=number, tag=tag) for tag in tags)
    db.flush()


def edit(db: Session, number: int, changes: Mapping[str, Any]) -> None:
    """Change an idea: ``teacher`` (a handle), ``may_name``, ``focus``, ``tags``, ``text`` (a uid
    and what was sealed for it). Leave belongs to the teacher who gave it: another one starts
    without."""
    row = _idea_row(db, number)
    if "teacher" in changes and (other := id_of(db, changes["teacher"])) != row.teacher_id:
        row.teacher_id, row.may_name = other, False
    row.may_name = changes.get("may_name", row.may_name)
    if row.may_name and row.teacher_id is None:
        raise CoachError(
            f"Idea {number} does not say where you saw it.",
            f"Say who agreed: coach idea edit {number} --from TEACHER --may-name",
            code="nobody",
        )
    row.uid, row.sealed = changes.get("text", (row.uid, row.sealed))
    row.focus = changes.get("focus", row.focus)
    if "tags" in changes:
        remove_rows(db, models.IdeaTag.idea_id, number)
        _add_tags(db, number, changes["tags"])
    db.flush()


def _idea_row(db: Session, number: int) -> models.Idea:
    sentence = f"There is no idea {number}."
    return row_with(db, models.Idea, number, sentence, "See the numbers with: coach idea list")


def remove(db: Session, number: int) -> None:
    """Let an idea go, with its tags."""
    row = _idea_row(db, number)
    remove_rows(db, models.IdeaTag.idea_id, number)
    db.delete(row)
    db.flush()


def add_question(
    db: Session, text: str, phase: words.Phase | None, focus: words.Focus | None
) -> int:
    """Keep an open question of the coach's own; returns the number of its row."""
    return number_of(db, models.Prompt(text=text, phase=phase, focus=focus))


def change_question(db: Session, wanted: Prompt) -> None:
    """Store an own question, by its id, or a built-in one, by its key, as it is wanted now."""
    if wanted.built_in:
        changed = select(models.Prompt).where(models.Prompt.built_in == wanted.built_in)
        row = db.exec(changed).first() or models.Prompt(text="", built_in=wanted.built_in)
    else:
        row = db.get_one(models.Prompt, wanted.id)
    row.text, row.phase, row.focus = wanted.text, wanted.phase, wanted.focus
    row.is_on = wanted.is_on
    db.add(row)
    db.flush()
