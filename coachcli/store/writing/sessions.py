"""What a coach does to sessions: plan, move, cancel and log them, and keep the next steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from coachcli.errors import CoachError
from coachcli.store import models
from coachcli.store.writing.door import (
    id_of,
    known_id,
    new_uid,
    number_of,
    remove_rows,
    row_from,
    row_with,
)
from coachcli.values import session, words
from coachcli.values.session import LoggedSession, Note, SealedStep


def plan(db: Session, some: Sequence[session.Session]) -> list[int]:
    """Store planned sessions and return their numbers, in the same order."""
    rows = [
        row_from(
            new,
            models.Session,
            uid=new_uid(),
            state=words.SessionState.PLANNED,
            asked_by=words.AskedBy.PLANNED,
            commitment_id=new.commitment,
        )
        for new in some
    ]
    db.add_all(rows)
    db.flush()
    numbers = [known_id(row.id) for row in rows]
    for number, new in zip(numbers, some, strict=True):
        _add_seats_and_kinds(db, number, new)
    return numbers


def move(db: Session, moved: session.Session) -> None:
    """Put a planned session where ``moved`` is, by the coach's own hand, which pins it."""
    row = _planned_row(db, moved.id)
    row.date, row.start, row.end, row.slot = moved.date, moved.start, moved.end, moved.slot
    row.pinned = True
    db.flush()


def pin(db: Session, session_id: int, pinned: bool) -> None:
    _planned_row(db, session_id).pinned = pinned
    db.flush()


def unplan(db: Session, session_id: int) -> None:
    """Remove a planned session that planning again no longer wants. It never happened."""
    row = _planned_row(db, session_id)
    remove_seats_and_kinds(db, session_id)
    db.delete(row)
    db.flush()


def cancel(db: Session, session_id: int, by: words.Party, reason: Note | None) -> None:
    """Call a planned session off. It stays in the record and never counts as a visit."""
    row = _planned_row(db, session_id)
    row.state = words.SessionState.CANCELLED
    row.cancelled_by = by
    add_notes(db, session_id, (reason,) if reason else ())


def log(db: Session, logged: LoggedSession) -> tuple[int, list[int]]:
    """Record what happened; returns the number of the session and those of its next steps.

    A planned session becomes what happened and keeps its number and uid. A new one takes the uid
    in ``logged``, so that the same entry cannot be stored twice.
    """
    happened = logged.session
    if happened.id:
        row = _planned_row(db, happened.id)
        remove_seats_and_kinds(db, happened.id)
    else:
        row = models.Session(
            uid=happened.uid, date=happened.date, state=happened.state, asked_by=happened.asked_by
        )
    if row.commitment_id is None:  # else the coach has said whether it counts
        row.counts_as_visit = counts_as_visit(happened.kinds)
    session_id = fill(db, row, happened)
    add_notes(db, session_id, logged.notes)
    return session_id, [add_step(db, step, happened.date, session_id) for step in logged.steps]


def counts_as_visit(kinds: Sequence[words.Kind]) -> bool:
    """Whether a session of these kinds is a visit: a hallway talk or an email alone is none."""
    return not words.is_contact(kinds)


def fill(db: Session, row: models.Session, happened: session.Session) -> int:
    """Put what happened into a row that has neither seats nor kinds; returns its number."""
    if (row.date, row.start) != (happened.date, happened.start):
        row.slot = ""  # it named the place where the session was planned
    row.date, row.start, row.end = happened.date, happened.start, happened.end
    row.state, row.focus, row.minutes = happened.state, happened.focus, happened.minutes
    row.asked_by, row.cancelled_by = happened.asked_by, happened.cancelled_by
    session_id = number_of(db, row)
    _add_seats_and_kinds(db, session_id, happened)
    return session_id


def add_step(db: Session, step: SealedStep, agreed_on: date, session_id: int | None) -> int:
    """Store a next step whose text is sealed; returns its number."""
    return number_of(db, step_row(step, id_of(db, step.teacher), agreed_on, session_id))


def step_row(
    step: SealedStep, teacher_id: int, agreed_on: date, session_id: int | None
) -> models.NextStep:
    return row_from(
        step,
        models.NextStep,
        teacher_id=teacher_id,
        session_id=session_id,
        agreed_on=agreed_on,
    )


def close_step(db: Session, step_id: int, state: words.StepState, on: date) -> None:
    """Mark an open step as done or dropped."""
    row = _open_step(db, step_id)
    row.state, row.closed_on = state, on
    db.flush()


def defer_step(db: Session, step_id: int, check_on: date | None) -> None:
    """Check on an open step on another day; None means at the next visit."""
    _open_step(db, step_id).check_on = check_on
    db.flush()


def add_notes(db: Session, session_id: int, notes: Sequence[Note]) -> None:
    # One by one, for the order in which they are read.
    for note in notes:
        db.add(row_from(note, models.Note, session_id=session_id))
        db.flush()


def _add_seats_and_kinds(db: Session, session_id: int, whose: session.Session) -> None:
    for handle in whose.teachers:
        db.add(models.Attendance(session_id=session_id, teacher_id=id_of(db, handle)))
    db.add_all(models.SessionKind(session_id=session_id, kind=kind) for kind in whose.kinds)
    db.flush()


def remove_seats_and_kinds(db: Session, session_id: int) -> None:
    remove_rows(db, models.Attendance.session_id, session_id)
    remove_rows(db, models.SessionKind.session_id, session_id)


def _planned_row(db: Session, session_id: int) -> models.Session:
    sentence = f"There is no session {session_id}."
    hint = "See the numbers with: coach schedule show"
    row = row_with(db, models.Session, session_id, sentence, hint)
    if row.state != words.SessionState.PLANNED:
        raise CoachError(
            f"Session {session_id} is no longer planned: it is {row.state.replace('_', ' ')}.",
            "See the week with: coach schedule show",
            code="not_planned",
        )
    return row


def _open_step(db: Session, step_id: int) -> models.NextStep:
    sentence, hint = f"There is no step {step_id}.", "See the numbers with: coach next-steps"
    row = row_with(db, models.NextStep, step_id, sentence, hint)
    if row.state != words.StepState.OPEN:
        raise CoachError(
            f"Step {step_id} is {row.state} already.",
            "See the open ones with: coach next-steps",
            code="closed",
        )
    return row
