"""How many visits everybody still needs by each week, each taken as late as allowed.

A row of counts is packed into one number (``tables.packed``), so that adding two rows is one sum.
"""

from __future__ import annotations

from coachcli.planning.rotation.tables import FIELD, Tables, packed
from coachcli.planning.rotation.waits import BEFORE


class VisitsNeeded:
    """The visits where waits up to ``level`` are allowed; with ``some_late`` some longer ones too.

    ``deadline[i][after]`` and ``chain[i][after]`` are of teacher i, visited last in week ``after``
    (``BEFORE`` is the last entry): the last week for the next visit, and what is needed from there
    on. Without ``some_late`` whoever cannot be in time needs more than fits anywhere.
    """

    def __init__(self, tables: Tables, level: int, *, some_late: bool) -> None:
        self.tables = tables
        self.ones = packed([1] * tables.horizon)
        self.deadline = [tables.deadlines(i, level) for i in tables.numbers]
        never = 0 if some_late else self.ones << (FIELD - 8)
        self.chain = [self._chain(i, never) for i in tables.numbers]

    def _chain(self, i: int, never: int) -> list[int]:
        row = [0] * (self.tables.horizon + 1)
        for after in [*range(self.tables.horizon - 1, -1, -1), BEFORE]:
            by = self.deadline[i][after]
            if by == BEFORE:
                row[after] = never
            elif by < self.tables.horizon:
                row[after] = row[by] + self._from(by)
        return row

    def _from(self, week: int) -> int:
        """Packed: one, from ``week`` on."""
        return (self.ones >> (FIELD * week)) << (FIELD * week)

    def chain_after(self, i: int, week: int) -> int:
        """Packed: a visit in ``week``, unless it stands already, and those needed after it."""
        is_booked = week in self.tables.teachers[i].booked
        return self.chain[i][week] + (0 if is_booked else self._from(week))
