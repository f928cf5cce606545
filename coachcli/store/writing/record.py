"""What a coach puts right in the record afterwards, and the time that was no session."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlmodel import Session, select

from coachcli.errors import CoachError
from coachcli.store import models, models_record
from coachcli.store.writing.door import number_of, remove_rows, row_from, row_with
from coachcli.store.writing.sessions import (
    add_notes,
    add_step,
    counts_as_visit,
    fill,
    remove_seats_and_kinds,
)
from coachcli.values import words
from coachcli.values.record import OtherTime
from coachcli.values.session import LoggedSession, Note


def edit(
    db: Session,
    number: int,
    edited: LoggedSession,
    *,
    replaced: Collection[words.Part] = (),
    steps_go_to: int | None = None,
) -> list[int]:
    """Put a logged session right; returns the numbers of the steps added to it.

    ``replaced`` are the parts whose earlier notes go. Steps agreed on the session's day stay with
    it on its new day, since they are checked at a visit after it. ``steps_go_to`` is the teacher
    whose steps they all are, when it was logged with somebody else.
    """
    row = _logged_row(db, number)
    happened = edited.session
    is_visit, was_visit = counts_as_visit(happened.kinds), counts_as_visit(_kinds_of(db, number))
    if row.commitment_id is None and is_visit != was_visit:
        row.counts_as_visit = is_visit
    remove_seats_and_kinds(db, number)
    for step in _steps_of(db, number):
        if step.agreed_on == row.date:
            step.agreed_on = happened.date
        if steps_go_to is not None:
            step.teacher_id = steps_go_to
    for note in db.exec(select(models.Note).where(models.Note.session_id == number)):
        if note.part in replaced:
            db.delete(note)
    db.flush()
    fill(db, row, happened)
    add_notes(db, number, edited.notes)
    return [add_step(db, step, happened.date, number) for step in edited.steps]


def add_to(db: Session, number: int, notes: Collection[Note]) -> None:
    """Add sealed notes to a logged session."""
    _logged_row(db, number)
    add_notes(db, number, tuple(notes))


def delete(db: Session, number: int, *, with_steps: bool) -> None:
    """Remove a logged session and its notes. The steps agreed in it stand, unless they go too."""
    row = _logged_row(db, number)
    for step in _steps_of(db, number):
        if with_steps:
            db.delete(step)
        else:
            step.session_id = None
    remove_rows(db, models.Note.session_id, number)
    remove_seats_and_kinds(db, number)
    db.delete(row)
    db.flush()


def add_other_time(db: Session, entry: OtherTime) -> int:
    """Store time that was no session; returns its number."""
    return number_of(db, other_time_row(entry))


def other_time_row(entry: OtherTime) -> models_record.OtherTime:
    return row_from(entry, models_record.OtherTime, spent_on=entry.on)


def edit_other_time(db: Session, entry: OtherTime) -> None:
    """Put other time right; ``uid`` is what its note was sealed for."""
    row = _other_time_row(db, entry.id)
    row.uid, row.sealed = entry.uid, entry.sealed
    row.spent_on, row.work, row.minutes = entry.on, entry.work, entry.minutes
    db.flush()


def delete_other_time(db: Session, number: int) -> None:
    """Remove other time with its note."""
    db.delete(_other_time_row(db, number))
    db.flush()


def _other_time_row(db: Session, number: int) -> models_record.OtherTime:
    return row_with(db, models_record.OtherTime, number, f"There is no other time {number}.")


def _logged_row(db: Session, number: int) -> models.Session:
    row = db.get(models.Session, number)
    if row is None or row.state == words.SessionState.PLANNED:
        raise CoachError(f"There is no logged session {number}.", code="unknown")
    return row


def _kinds_of(db: Session, number: int) -> tuple[words.Kind, ...]:
    rows = db.exec(select(models.SessionKind).where(models.SessionKind.session_id == number))
    return tuple(words.Kind(row.kind) for row in rows)


def _steps_of(db: Session, number: int) -> Sequence[models.NextStep]:
    return db.exec(select(models.NextStep).where(models.NextStep.session_id == number)).all()
