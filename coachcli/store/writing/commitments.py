"""What a coach does to recurring meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, select

from coachcli.store import models, models_record
from coachcli.store.writing.door import (
    id_of,
    known_id,
    new_uid,
    number_of,
    remove_rows,
    row_from,
    row_with,
)
from coachcli.store.writing.sessions import unplan
from coachcli.values import words
from coachcli.values.school import Commitment


def add(db: Session, new: Commitment) -> int:
    """Store a recurring meeting and return its number."""
    number = number_of(db, row_from(new, models.Commitment, uid=new_uid()))
    for handle in new.teachers:
        teacher_id = id_of(db, handle)
        db.add(models_record.CommitmentTeacher(commitment_id=number, teacher_id=teacher_id))
    for day in new.skipped:
        db.add(models_record.CommitmentSkip(commitment_id=number, day=day))
    db.flush()
    return number


def skip(db: Session, number: int, day: date) -> None:
    """Let one occurrence fall out; if it is planned as a session, that goes."""
    row_of(db, number)
    db.add(models_record.CommitmentSkip(commitment_id=number, day=day))
    for session in _sessions(db, number):
        if session.occurrence == day and session.state == words.SessionState.PLANNED:
            unplan(db, known_id(session.id))
    db.flush()


def remove(db: Session, number: int, today: date) -> None:
    """End a recurring meeting. What is planned of it from ``today`` on goes; the rest stays."""
    row = row_of(db, number)
    for session in _sessions(db, number):
        if session.state == words.SessionState.PLANNED and session.date >= today:
            unplan(db, known_id(session.id))
        else:
            session.commitment_id = session.occurrence = None
    remove_rows(db, models_record.CommitmentTeacher.commitment_id, number)
    remove_rows(db, models_record.CommitmentSkip.commitment_id, number)
    db.delete(row)
    db.flush()


def row_of(db: Session, number: int) -> models.Commitment:
    return row_with(
        db,
        models.Commitment,
        number,
        f"There is no commitment {number}.",
        "See the numbers with: coach commitment list",
    )


def _sessions(db: Session, number: int) -> Sequence[models.Session]:
    return db.exec(select(models.Session).where(models.Session.commitment_id == number)).all()
