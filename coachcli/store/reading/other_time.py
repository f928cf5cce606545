"""Time of the coach that was no session with a teacher."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from coachcli.store.reading.rows import values_in

if TYPE_CHECKING:
    from coachcli.values.record import OtherTime


def other_times(
    db: sqlite3.Connection, first: date = date.min, last: date = date.max
) -> list[OtherTime]:
    """Other time from ``first`` to ``last``, both included, earliest first, notes still sealed."""
    from coachcli.values.record import OtherTime

    rows = db.execute(
        'SELECT *, spent_on AS "on" FROM other_time'
        " WHERE spent_on BETWEEN ? AND ? ORDER BY spent_on, id",
        (first.isoformat(), last.isoformat()),
    )
    return values_in(rows, OtherTime)
