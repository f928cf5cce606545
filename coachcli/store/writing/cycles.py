"""What a coach does to cycles: start, move on, reword, note evidence, close."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from coachcli.dates import say_day
from coachcli.errors import CoachError
from coachcli.store import models_record as models
from coachcli.store.writing.door import id_of, new_uid, number_of, remove_rows, row_from, row_with
from coachcli.values import words
from coachcli.values.cycle import Cycle, CycleNote, Evidence


def start(db: Session, cycle: Cycle) -> int:
    """Begin a cycle, in its first phase; returns its number. The store gives it its ids."""
    row = row_from(cycle, models.Cycle, uid=new_uid(), phase=words.Phase.IDENTIFY)
    number = number_of(db, row)
    for handle in cycle.teachers:
        db.add(models.CycleTeacher(cycle_id=number, teacher_id=id_of(db, handle)))
    _begin(db, number, words.Phase.IDENTIFY, cycle.started_on)
    return number


def move(db: Session, number: int, phase: words.Phase, on: date) -> None:
    """Go on to a phase, or back to one."""
    row = _running_row(db, number)
    row.phase = phase
    _begin(db, number, phase, on)


def edit(db: Session, number: int, changes: dict[str, Any], on: date) -> None:
    """Set columns of a running cycle. An earlier wording of the question is kept."""
    row = _running_row(db, number)
    if changes.get("question", row.question) != row.question:
        db.add(models.CycleWording(cycle_id=number, question=row.question, until=on))
    for column, value in changes.items():
        setattr(row, column, value)
    db.flush()


def add_evidence(db: Session, evidence: Evidence) -> int:
    """Note what students did; returns the number of the entry. ``uid`` is what its narrative, if
    any, was sealed for."""
    row_of(db, evidence.cycle)
    row = row_from(
        evidence,
        models.Evidence,
        cycle_id=evidence.cycle,
        teacher_id=id_of(db, evidence.teacher) if evidence.teacher else None,
        taken_on=evidence.on,
    )
    return number_of(db, row)


def close(db: Session, number: int, on: date, notes: Sequence[CycleNote]) -> None:
    """End a cycle, with what was said about it."""
    row = _running_row(db, number)
    row.phase, row.closed_on = words.Phase.CLOSED, on
    _begin(db, number, words.Phase.CLOSED, on)
    for note in notes:
        db.add(row_from(note, models.CycleNote, cycle_id=number))
    db.flush()


def delete(db: Session, number: int) -> None:
    """Remove a cycle with its phases, wordings, evidence and what was said at its end."""
    row = row_of(db, number)
    for table in (
        models.Evidence,
        models.CycleNote,
        models.CyclePhase,
        models.CycleWording,
        models.CycleTeacher,
    ):
        remove_rows(db, table.cycle_id, number)
    db.delete(row)
    db.flush()


def row_of(db: Session, number: int) -> models.Cycle:
    sentence = f"There is no cycle {number}."
    return row_with(db, models.Cycle, number, sentence, "See them with: coach cycle list --all")


def _running_row(db: Session, number: int) -> models.Cycle:
    row = row_of(db, number)
    if row.closed_on is not None:
        raise CoachError(
            f"Cycle {number} was closed on {say_day(row.closed_on)} {row.closed_on.year}.",
            "Start another one with: coach cycle start TEACHER",
            code="closed",
        )
    return row


def _begin(db: Session, number: int, phase: words.Phase, on: date) -> None:
    db.add(models.CyclePhase(cycle_id=number, phase=phase, began_on=on))
    db.flush()
