"""The door for reading: SQLite opened read-only, plain values out.

SQLModel is never imported here: that import alone takes longer than a whole reading command. What
only reads cannot harm the store.
"""

from coachcli.store.reading.caseload import absences, handles, last_visits, planned_from, teachers
from coachcli.store.reading.cycles import closer_cadences, cycle_notes, cycles, evidence
from coachcli.store.reading.discreet import lay, true_names
from coachcli.store.reading.door import Connection, OlderStore, reading
from coachcli.store.reading.ideas import ideas, prompts, says_where
from coachcli.store.reading.imports import known_only_by_day, spellings
from coachcli.store.reading.other_time import other_times
from coachcli.store.reading.record import (
    has_note,
    has_session,
    next_meetings,
    notes,
    notes_of,
    sealed_values,
    session,
    sessions,
    step,
    steps,
)
from coachcli.store.reading.school import (
    closures,
    commitments,
    day_cycle,
    has_setting,
    occurrences,
    periods,
    settings,
    week_capacities,
    window_words,
)

__all__ = [
    "Connection",
    "OlderStore",
    "absences",
    "closer_cadences",
    "closures",
    "commitments",
    "cycle_notes",
    "cycles",
    "day_cycle",
    "evidence",
    "handles",
    "has_note",
    "has_session",
    "has_setting",
    "ideas",
    "known_only_by_day",
    "last_visits",
    "lay",
    "next_meetings",
    "notes",
    "notes_of",
    "occurrences",
    "other_times",
    "periods",
    "planned_from",
    "prompts",
    "reading",
    "says_where",
    "sealed_values",
    "session",
    "sessions",
    "settings",
    "spellings",
    "step",
    "steps",
    "teachers",
    "true_names",
    "week_capacities",
    "window_words",
]
