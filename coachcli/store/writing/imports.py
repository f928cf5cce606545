"""A whole log brought in at once, and the spellings that it is read with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice

from sqlmodel import Session

from coachcli.errors import CoachError
from coachcli.store import models, models_record
from coachcli.store.writing.door import id_of, known_id
from coachcli.store.writing.sessions import counts_as_visit, remove_kinds
from coachcli.values import session, words
from coachcli.values.frozen import dataclass
from coachcli.values.session import SealedNote, SealedStep

BATCH = 200
"""Rows written at once: enough to be quick, few enough to be held."""


@dataclass(frozen=True)
class ImportedStep:
    """A next step that may be closed already."""

    step: SealedStep
    state: words.StepState
    closed_on: date | None


@dataclass(frozen=True)
class ImportedSession:
    """What happened. With a number it was planned, or held with nothing known but its day."""

    session: session.Session
    notes: tuple[SealedNote, ...] = ()
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
    rows = [_session_row(db, each.session) for each in sessions]
    db.add_all(rows)
    db.flush()
    handles = {handle for each in sessions for handle in each.session.teachers}
    ids = {handle: id_of(db, handle) for handle in handles}
    for row, each in zip(rows, sessions, strict=True):
        db.add_all(_belongings(known_id(row.id), each, ids))
    db.add_all(_time_row(each) for each in batch if isinstance(each, ImportedTime))
    db.flush()


def _time_row(time: ImportedTime) -> models_record.OtherTime:
    return models_record.OtherTime(
        uid=time.uid, spent_on=time.on, work=time.work, minutes=time.minutes, sealed=time.sealed
    )


def _session_row(db: Session, happened: session.Session) -> models.Session:
    if happened.id:
        row = _waiting_row(db, happened.id)
        remove_kinds(db, happened.id)
    else:
        row = models.Session(
            uid=happened.uid, date=happened.date, state=happened.state, asked_by=happened.asked_by
        )
    if happened.start is not None and happened.start != row.start:
        row.start, row.end, row.slot = happened.start, happened.end, ""
    row.state, row.focus, row.minutes = happened.state, happened.focus, happened.minutes
    row.cancelled_by = happened.cancelled_by
    if row.commitment_id is None:  # else the coach has said whether it counts
        row.counts_as_visit = counts_as_visit(happened.kinds)
    return row


def _waiting_row(db: Session, number: int) -> models.Session:
    row = db.get(models.Session, number)
    if row is None:
        raise CoachError("A session of this log is gone by now.", "Import it again.", code="gone")
    return row


def _belongings(
    session_id: int, imported: ImportedSession, ids: Mapping[str, int]
) -> Iterable[object]:
    happened = imported.session
    if not happened.id:
        for handle in happened.teachers:
            yield models.Attendance(session_id=session_id, teacher_id=ids[handle])
    for kind in happened.kinds:
        yield models.SessionKind(session_id=session_id, kind=kind)
    for note in imported.notes:
        yield models.Note(uid=note.uid, session_id=session_id, part=note.part, sealed=note.sealed)
    for each in imported.steps:
        yield models.NextStep(
            uid=each.step.uid,
            teacher_id=ids[each.step.teacher],
            session_id=session_id,
            owner=each.step.owner,
            sealed=each.step.sealed,
            agreed_on=happened.date,
            check_on=each.step.check_on,
            state=each.state,
            closed_on=each.closed_on,
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
