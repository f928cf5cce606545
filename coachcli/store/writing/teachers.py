"""What a coach does to the caseload."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, select

from coachcli.store import models, models_school
from coachcli.store.writing.door import (
    known_id,
    new_uid,
    number_of,
    remove_rows,
    row_from,
    row_with,
)
from coachcli.store.writing.sessions import unplan
from coachcli.values import school, words
from coachcli.values.teacher import TeacherDetails


def add(db: Session, new: TeacherDetails) -> int:
    """Put a teacher on the caseload and return the id. Handle, name and ``since`` must be said."""
    teacher_id = number_of(db, row_from(new, models.Teacher, uid=new_uid()))
    _set_windows(db, teacher_id, new.windows or ())
    if new.last_visit is not None:
        _record_earlier_visit(db, teacher_id, new.last_visit)
    return teacher_id


def edit(db: Session, teacher_id: int, changes: dict[str, object]) -> None:
    """Set columns of one teacher; ``windows`` and ``last_visit`` are understood too."""
    row = row_of(db, teacher_id)
    for column, value in changes.items():
        if column == "windows":
            _set_windows(db, teacher_id, value)  # type: ignore[arg-type]
        elif column == "last_visit":
            _record_earlier_visit(db, teacher_id, value)  # type: ignore[arg-type]
        else:
            setattr(row, column, value)
    db.flush()


def archive(db: Session, teacher_id: int, on: date) -> None:
    """Take a teacher out of the rotation; everything recorded stays.

    Planned meetings with this teacher alone are removed; out of those with others the teacher goes.
    """
    row_of(db, teacher_id).archived_on = on
    planned = db.exec(
        select(models.Session)
        .join(models.Attendance)
        .where(models.Attendance.teacher_id == teacher_id)
        .where(models.Session.state == words.SessionState.PLANNED)
    ).all()
    for session in planned:
        attending = db.exec(
            select(models.Attendance).where(models.Attendance.session_id == session.id)
        ).all()
        if len(attending) == 1:
            unplan(db, known_id(session.id))
        else:
            db.delete(next(seat for seat in attending if seat.teacher_id == teacher_id))
    db.flush()


def bring_back(db: Session, teacher_id: int) -> None:
    """Put an archived teacher into the rotation again."""
    row_of(db, teacher_id).archived_on = None
    db.flush()


def add_away(db: Session, teacher_id: int, days: school.DateRange) -> int:
    """Note days on which a teacher cannot be met; returns the number of the entry."""
    row = models_school.Away(uid=new_uid(), teacher_id=teacher_id, first=days.first, last=days.last)
    return number_of(db, row)


def remove_away(db: Session, away_id: int) -> None:
    sentence, hint = f"There is no absence {away_id}.", "See them with: coach teacher show"
    db.delete(row_with(db, models_school.Away, away_id, sentence, hint, "invalid"))
    db.flush()


def _set_windows(db: Session, teacher_id: int, windows: Sequence[school.Window]) -> None:
    """Replace a teacher's free times."""
    remove_rows(db, models_school.Window.teacher_id, teacher_id)
    for window in windows:
        db.add(row_from(window, models_school.Window, teacher_id=teacher_id))
    db.flush()


def _record_earlier_visit(db: Session, teacher_id: int, on: date) -> None:
    """A visit known only by its day, as a list brought from elsewhere has it."""
    held, planned = words.SessionState.HELD, words.AskedBy.PLANNED
    number = number_of(db, models.Session(uid=new_uid(), date=on, state=held, asked_by=planned))
    db.add(models.Attendance(session_id=number, teacher_id=teacher_id))
    db.flush()


def row_of(db: Session, teacher_id: int) -> models.Teacher:
    sentence = "This teacher is no longer in the store."
    return row_with(db, models.Teacher, teacher_id, sentence, code="gone")
