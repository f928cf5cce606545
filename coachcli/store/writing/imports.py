"""A whole log brought in at once, and the spellings that it is read with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from sqlmodel import Session

from coachcli.errors import CoachError
from coachcli.store import models, models_record
from coachcli.store.writing.door import known_id
from coachcli.store.writing.sessions import LoggedSession, counts_as_visit, remove_kinds
from coachcli.values import words
from coachcli.values.frozen import dataclass

BATCH = 200
"""Rows written at once: enough to be quick, few enough to be held."""


@dataclass(frozen=True)
class ImportedStep:
    """A next step that may be closed already."""

    uid: str
    teacher_id: int
    owner: words.Owner
    sealed: bytes
    check_on: date | None
    state: words.StepState
    closed_on: date | None


@dataclass(frozen=True)
class ImportedSession:
    """``logged.session`` may be planned, or held with nothing known but its day; its ``steps`` are
    those here."""

    logged: LoggedSession
    steps: tuple[ImportedStep, ...] = ()


@dataclass(frozen=True)
class ImportedTime:
    uid: str
    on: date
    work: words.Work
    minutes: int
    sealed: bytes | None


def add_log(db: Session, found: Iterable[ImportedSession | ImportedTime]) -> None:
    """Store many sessions as ``sessions.log`` stores one, with few statements for all of them.

    ``found`` is taken in batches, and nothing of a batch is held once it is written.
    """
    rest = iter(found)
    while batch := list(islice(rest, BATCH)):
        _add_batch(db, batch)
        db.expunge_all()


def _add_batch(db: Session, batch: Sequence[ImportedSession | ImportedTime]) -> None:
    sessions = [each for each in batch if isinstance(each, ImportedSession)]
    rows = [_session_row(db, each.logged) for each in sessions]
    db.add_all(rows)
    db.flush()
    for row, each in zip(rows, sessions, strict=True):
        db.add_all(_belongings(known_id(row.id), each))
    db.add_all(_time_row(each) for each in batch if isinstance(each, ImportedTime))
    db.flush()


def _time_row(time: ImportedTime) -> models_record.OtherTime:
    return models_record.OtherTime(
        uid=time.uid, spent_on=time.on, work=time.work, minutes=time.minutes, sealed=time.sealed
    )


def _session_row(db: Session, logged: LoggedSession) -> models.Session:
    if logged.session is None:
        row = models.Session(
            uid=logged.uid, date=logged.date, state=logged.state, asked_by=logged.asked_by
        )
    else:
        row = _waiting_row(db, logged.session)
        remove_kinds(db, logged.session)
    if logged.start is not None and logged.start != row.start:
        row.start, row.end, row.slot = logged.start, logged.end, ""
    row.state, row.focus, row.minutes = logged.state, logged.focus, logged.minutes
    row.cancelled_by = logged.cancelled_by
    if row.commitment_id is None:  # else the coach has said whether it counts
        row.counts_as_visit = counts_as_visit(logged.kinds)
    return row


def _waiting_row(db: Session, number: int) -> models.Session:
    row = db.get(models.Session, number)
    if row is None:
        raise CoachError("A session of this log is gone by now.", "Import it again.", code="gone")
    return row


def _belongings(session_id: int, each: ImportedSession) -> Iterable[object]:
    logged = each.logged
    if logged.session is None:
        for teacher_id in logged.teacher_ids:
            yield models.Attendance(session_id=session_id, teacher_id=teacher_id)
    for kind in logged.kinds:
        yield models.SessionKind(session_id=session_id, kind=kind)
    for note in logged.notes:
        yield models.Note(uid=note.uid, session_id=session_id, part=note.part, sealed=note.sealed)
    for step in each.steps:
        yield models.NextStep(
            uid=step.uid,
            teacher_id=step.teacher_id,
            session_id=session_id,
            owner=step.owner,
            sealed=step.sealed,
            agreed_on=logged.date,
            check_on=step.check_on,
            state=step.state,
            closed_on=step.closed_on,
        )


def set_spelling(
    db: Session, word: str, meaning: words.Kind | words.Work, instead_of: Iterable[str] = ()
) -> None:
    """Keep what a word means; ``instead_of`` are words that are the same but for their dress."""
    for other in {word, *instead_of}:
        row = db.get(models_record.Spelling, other)
        if row is not None:
            db.delete(row)
    db.flush()
    db.add(models_record.Spelling(word=word, meaning=meaning))
    db.flush()


def remove_spelling(db: Session, word: str) -> None:
    row = db.get(models_record.Spelling, word)
    if row is not None:
        db.delete(row)
    db.flush()
