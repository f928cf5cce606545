"""A whole log brought in at once, and the spellings that it is read with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from sqlmodel import Session

from coachcli.store import models, models_record
from coachcli.store.writing.door import id_of, known_id, remove_rows, row_from, row_with
from coachcli.store.writing.record import other_time_row
from coachcli.store.writing.sessions import counts_as_visit, step_row
from coachcli.values import session, words
from coachcli.values.record import OtherTime
from coachcli.values.session import LoggedSession

BATCH = 200
"""Rows written at once: enough to be quick, few enough to be held."""


def add_log(db: Session, log: Iterable[LoggedSession | OtherTime]) -> None:
    """Store many sessions as ``sessions.log`` stores one, with few statements for all of them.

    One with a number was planned, or held with nothing known but its day. ``log`` is taken in
    batches, and nothing of a batch is held once it is written.
    """
    rest = iter(log)
    while batch := list(islice(rest, BATCH)):
        _add_batch(db, batch)
        db.expunge_all()


def _add_batch(db: Session, batch: Sequence[LoggedSession | OtherTime]) -> None:
    sessions = [entry for entry in batch if isinstance(entry, LoggedSession)]
    rows = [_session_row(db, logged.session) for logged in sessions]
    db.add_all(rows)
    db.flush()
    handles = {handle for logged in sessions for handle in logged.session.teachers}
    ids = {handle: id_of(db, handle) for handle in handles}
    for row, logged in zip(rows, sessions, strict=True):
        db.add_all(_belongings(known_id(row.id), logged, ids))
    db.add_all(other_time_row(entry) for entry in batch if isinstance(entry, OtherTime))
    db.flush()


def _session_row(db: Session, happened: session.Session) -> models.Session:
    if happened.id:
        sentence = "A session of this log is gone by now."
        row = row_with(db, models.Session, happened.id, sentence, "Import it again.", "gone")
        remove_rows(db, models.SessionKind.session_id, happened.id)
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


def _belongings(session_id: int, logged: LoggedSession, ids: Mapping[str, int]) -> Iterable[object]:
    happened = logged.session
    if not happened.id:
        for handle in happened.teachers:
            yield models.Attendance(session_id=session_id, teacher_id=ids[handle])
    for kind in happened.kinds:
        yield models.SessionKind(session_id=session_id, kind=kind)
    for note in logged.notes:
        yield row_from(note, models.Note, session_id=session_id)
    for step in logged.steps:
        yield step_row(step, ids[step.teacher], happened.date, session_id)


def set_spelling(
    db: Session, word: str, meaning: words.Kind | words.Work, instead_of: Iterable[str] = ()
) -> None:
    """Keep what a word means; ``instead_of`` are words that are the same but for their dress."""
    for other in {word, *instead_of}:
        remove_spelling(db, other)
    db.add(models_record.Spelling(word=word, meaning=meaning))
    db.flush()


def remove_spelling(db: Session, word: str) -> None:
    remove_rows(db, models_record.Spelling.word, word)
