"""What a coach does to recurring meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, select

from coachcli.errors import CoachError
from coachcli.store import models, models_record
from coachcli.store.writing.door import id_of, known_id, new_uid, row_from
from coachcli.store.writing.sessions import unplan
from coachcli.values import words
from coachcli.values.school import Commitment


def add(db: Session, new: Commitment) -> int:
    """Store a recurring meeting and return its number."""
    row = row_from(new, models.Commitment, id=None, uid=new_uid())
    db.add(row)
    db.flush()
    number = known_id(row.id)
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
            db.add(session)
    db.flush()
    for table in (models_record.CommitmentTeacher, models_record.CommitmentSkip):
        for part in db.exec(select(table).where(table.commitment_id == number)):
            db.delete(part)
    db.flush()
    db.delete(row)
    db.flush()


def row_of(db: Session, number: int) -> models.Commitment:
    row = db.get(models.Commitment, number)
    if row is None:
        raise CoachError(
            f"There is no commitment {number}.",
            "See the numbers with: coach commitment list",
            code="unknown",
        )
    return row


def _sessions(db: Session, number: int) -> Sequence[models.Session]:
    return db.exec(select(models.Session).where(models.Session.commitment_id == number)).all()
