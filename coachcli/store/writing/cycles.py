"""What a coach does to cycles: start, move on, reword, note evidence, close."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col
from sqlmodel import delete as sql_delete

from coachcli.dates import say_day
from coachcli.errors import CoachError
from coachcli.store import models_record as models
from coachcli.store.writing.door import known_id, new_uid
from coachcli.values import words
from coachcli.values.frozen import dataclass


@dataclass(frozen=True)
class NewCycle:
    """As ``cycle.Cycle``, with the ids of the teachers."""

    teacher_ids: tuple[int, ...]
    question: str
    started_on: date
    weeks: int
    focus: words.Focus | None = None
    target: str = ""
    look_fors: str = ""
    every: int | None = None
    project: bool = False


@dataclass(frozen=True)
class NewEvidence:
    """``sealed`` is the narrative with its ``uid``, None where there is none."""

    uid: str
    cycle: int
    teacher_id: int | None
    on: date
    measure: str
    met: int
    total: int
    sealed: bytes | None
    shareable: bool


@dataclass(frozen=True)
class SealedCycleNote:
    uid: str
    part: words.CyclePart
    sealed: bytes


def start(db: Session, new: NewCycle) -> int:
    """Begin a cycle, in its first phase; returns its number."""
    row = models.Cycle(
        uid=new_uid(),
        question=new.question,
        focus=new.focus,
        target=new.target,
        look_fors=new.look_fors,
        started_on=new.started_on,
        weeks=new.weeks,
        every=new.every,
        phase=words.Phase.IDENTIFY,
        project=new.project,
    )
    db.add(row)
    db.flush()
    number = known_id(row.id)
    for teacher_id in new.teacher_ids:
        db.add(models.CycleTeacher(cycle_id=number, teacher_id=teacher_id))
    _begin(db, number, words.Phase.IDENTIFY, new.started_on)
    return number


def move(db: Session, number: int, phase: words.Phase, on: date) -> None:
    """Go on to a phase, or back to one."""
    row = _running_row(db, number)
    row.phase = phase
    db.add(row)
    _begin(db, number, phase, on)


def edit(db: Session, number: int, changes: dict[str, Any], on: date) -> None:
    """Set columns of a running cycle. An earlier wording of the question is kept."""
    row = _running_row(db, number)
    if changes.get("question", row.question) != row.question:
        db.add(models.CycleWording(cycle_id=number, question=row.question, until=on))
    for column, value in changes.items():
        setattr(row, column, value)
    db.add(row)
    db.flush()


def add_evidence(db: Session, new: NewEvidence) -> int:
    """Note what students did; returns the number of the entry."""
    row_of(db, new.cycle)
    row = models.Evidence(
        uid=new.uid,
        cycle_id=new.cycle,
        teacher_id=new.teacher_id,
        taken_on=new.on,
        measure=new.measure,
        met=new.met,
        total=new.total,
        sealed=new.sealed,
        shareable=new.shareable,
    )
    db.add(row)
    db.flush()
    return known_id(row.id)


def close(db: Session, number: int, on: date, notes: Sequence[SealedCycleNote]) -> None:
    """End a cycle, with what was said about it."""
    row = _running_row(db, number)
    row.phase, row.closed_on = words.Phase.CLOSED, on
    db.add(row)
    _begin(db, number, words.Phase.CLOSED, on)
    for note in notes:
        db.add(models.CycleNote(uid=note.uid, cycle_id=number, part=note.part, sealed=note.sealed))
    db.flush()


def delete(db: Session, number: int) -> None:
    """Remove a cycle with its phases, wordings, evidence and what was said at its end."""
    row = row_of(db, number)
    for table in (models.Evidence, models.CycleNote, models.CyclePhase, models.CycleWording):
        db.exec(sql_delete(table).where(col(table.cycle_id) == number))
    db.exec(sql_delete(models.CycleTeacher).where(col(models.CycleTeacher.cycle_id) == number))
    db.delete(row)
    db.flush()


def row_of(db: Session, number: int) -> models.Cycle:
    row = db.get(models.Cycle, number)
    if row is None:
        raise CoachError(
            f"There is no cycle {number}.", "See them with: coach cycle list --all", code="unknown"
        )
    return row


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
