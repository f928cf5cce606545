"""Cycles: the work on inquiry questions, and what students did."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from coachcli.store.reading.door import handles_in, handles_of, values
from coachcli.values.words import CyclePart, Focus, Phase

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
        f"SELECT id, uid, {handles_of('cycle_teacher', 'cycle_id = cycle.id')}, question, focus,"
        ' target, look_fors, started_on, weeks, "every", phase, closed_on, project'
        " FROM cycle ORDER BY id"
    )
    return values(
        Cycle,
        ((*row, tuple(phases.get(row[0], ())), tuple(earlier.get(row[0], ()))) for row in rows),
        teachers=handles_in,
        focus=Focus,
        started_on=date.fromisoformat,
        phase=Phase,
        closed_on=date.fromisoformat,
        project=bool,
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
        "SELECT evidence.id, evidence.uid, cycle_id, handle, taken_on, measure, met, total,"
        " sealed, shareable FROM evidence LEFT JOIN teacher ON teacher.id = teacher_id"
        " WHERE cycle_id = :cycle OR :cycle IS NULL ORDER BY taken_on, evidence.id",
        {"cycle": cycle},
    )
    return values(Evidence, rows, on=date.fromisoformat, shareable=bool)


def cycle_notes(db: sqlite3.Connection, cycle: int | None = None) -> list[CycleNote]:
    """What was said when a cycle, or any, was closed; still sealed."""
    from coachcli.values.cycle import CycleNote

    rows = db.execute(
        "SELECT id, uid, cycle_id, part, sealed FROM cycle_note"
        " WHERE cycle_id = :cycle OR :cycle IS NULL ORDER BY id",
        {"cycle": cycle},
    )
    return values(CycleNote, rows, part=CyclePart)
