"""What a column that a coach can fill may hold, and what is said where it does not fit.

The rule of each column stands beside the value it belongs to (``teacher.TEXTS``, ``cycle.TARGET``).
Adding, editing and importing check by it (``coaching.texts.one_line``), and the table's constraint
is made from it, which holds the bounds alone.
"""

from __future__ import annotations

from coachcli.values.frozen import dataclass


@dataclass(frozen=True)
class Text:
    """A text in the clear, on one line, of ``shortest`` to ``longest`` characters.

    ``label`` is what it is called. One that has a form fits ``pattern`` as a whole; else it is
    refused with ``refusal`` and ``hint``, in which ``{typed}`` and ``{longest}`` may stand.
    """

    label: str
    longest: int
    shortest: int = 0
    pattern: str = ""
    refusal: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Number:
    """A whole number from ``least`` to ``most``, both included."""

    least: int
    most: int


MINUTES = Number(1, 600)
"""How long a session, or other work, may take."""

SEALED_PARTS = {
    "note": "part",
    "next_step": "owner",
    "cycle_note": "part",
    "evidence": "measure",
    "other_time": "work",
    "idea": "''",
}
"""Every table with a column ``sealed``, and what says there which text it is."""
