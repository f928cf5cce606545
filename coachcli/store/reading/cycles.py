"""Cycles: the work on inquiry questions, and what students did."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from coachcli.store.reading.door import handles_in, handles_of
from coachcli.store.reading.rows import values_in
from coachcli.values.words import Phase

if TYPE_CHECKING:
    from coachcli.values.cycle import Cycle, CycleNote, Evidence, PhaseBegun, Wording


def cycles(db: sqlite3.Connection) -> list[Cycle]:
    """Every cycle, running or closed, in the order in which they were noted."""
    from coachcli.values.cycle import Cycle, PhaseBegun, Wording

    phases: dict[int, list[PhaseBegun]] = {}
    for id, phase, day in db.execute(
        "SELECT cycle_id, phase, began_on FROM cycle_phase ORDER BY id"
    ):
        phases.setdefault(id, []).append(PhaseBegun(Phase(phase), date.fromisoformat(day)))
    earlier: dict[int, list[Wording]] = {}
    for id, question, day in db.execute(
        "SELECT cycle_id, question, until FROM cycle_wording ORDER BY id"
    ):
        earlier.setdefault(id, []).append(Wording(question, date.fromisoformat(day)))
    rows = db.execute(
        f"SELECT *, {handles_of('cycle_teacher', 'cycle_id = cycle.id')} AS teachers,"
        " id AS phases, id AS earlier FROM cycle ORDER BY id"
    )
    return values_in(
        rows,
        Cycle,
        teachers=handles_in,
        phases=lambda id: tuple(phases.get(id, ())),
        earlier=lambda id: tuple(earlier.get(id, ())),
    )


def closer_cadences(db: sqlite3.Connection, today: date) -> dict[str, tuple[int, date]]:
    """The closest cadence that a cycle running on ``today`` sets and since when, by handle."""
    # SQLite takes the other columns from the row that has the minimum.
    rows = db.execute(
        'SELECT handle, min(cycle."every"), started_on FROM cycle'
        " JOIN cycle_teacher ON cycle.id = cycle_id JOIN teacher ON teacher.id = teacher_id"
        ' WHERE closed_on IS NULL AND started_on <= ? AND cycle."every" IS NOT NULL'
        " GROUP BY teacher.id",
        (today.isoformat(),),
    )
    return {handle: (every, date.fromisoformat(since)) for handle, every, since in rows}


def evidence(db: sqlite3.Connection, cycle: int | None = None) -> list[Evidence]:
    """What students did, of one cycle or of all, earliest first; narratives still sealed."""
    from coachcli.values.cycle import Evidence

    rows = db.execute(
        'SELECT evidence.*, cycle_id AS cycle, handle AS teacher, taken_on AS "on"'
        " FROM evidence LEFT JOIN teacher ON teacher.id = teacher_id"
        " WHERE cycle_id = :cycle OR :cycle IS NULL ORDER BY taken_on, evidence.id",
        {"cycle": cycle},
    )
    return values_in(rows, Evidence)


def cycle_notes(db: sqlite3.Connection, cycle: int | None = None) -> list[CycleNote]:
    """What was said when a cycle, or any, was closed; still sealed."""
    from coachcli.values.cycle import CycleNote

    rows = db.execute(
        "SELECT *, cycle_id AS cycle FROM cycle_note"
        " WHERE cycle_id = :cycle OR :cycle IS NULL ORDER BY id",
        {"cycle": cycle},
    )
    return values_in(rows, CycleNote)
