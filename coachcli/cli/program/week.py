"""A week as the store has it: who is on the caseload, what stands, and all that planning knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from coachcli.cli.program.caseload import Caseload, caseload
from coachcli.cli.program.context import Run
from coachcli.planning.calendar.day_cycle import day_names
from coachcli.planning.calendar.weeks import monday, week_to_plan
from coachcli.planning.week import situation as know
from coachcli.planning.week.situation import Situation
from coachcli.store import reading
from coachcli.values.frozen import dataclass
from coachcli.values.school import Commitment
from coachcli.values.session import Session
from coachcli.values.words import SessionState

AHEAD = timedelta(weeks=70)
"""Recurring meetings are looked up for so long: 52 working weeks and the closed ones between."""


@dataclass(frozen=True)
class StoredWeek:
    """The week of ``monday``. ``caseload`` has the archived teachers too, for their names;
    ``meetings`` are the recurring ones by number."""

    monday: date
    caseload: Caseload
    situation: Situation
    meetings: Mapping[int, Commitment]

    @property
    def sessions(self) -> list[Session]:
        """Those of the week, in any state, and the recurring meetings that are not stored yet."""
        return know.of_week(self.monday, self.situation)

    def names_of(self, session: Session) -> tuple[str, ...]:
        """The names of its teachers."""
        return tuple(self.caseload.named(handle).name for handle in session.teachers)

    def shorts_of(self, session: Session) -> tuple[str, ...]:
        """Its teachers where names are too long."""
        return tuple(self.caseload.named(handle).short for handle in session.teachers)


def read_week(db: reading.Connection, run: Run, day: date | None) -> StoredWeek:
    """Read the week of a day; without one, the week that planning is about today.

    Today's earlier hours are over, when today is really today.
    """
    everybody = caseload(db, run.today, archived=True)
    week = week_to_plan(run.today, everybody.days) if day is None else monday(day)
    of_week = reading.sessions(db, week, week + timedelta(days=6))
    known = {session.id for session in of_week}
    coming = reading.sessions(db, first=run.today, state=SessionState.PLANNED)
    later = (session for session in coming if session.id not in known)
    commitments = reading.commitments(db)
    situation = Situation(
        teachers=tuple(each for each in everybody.teachers if each.archived_on is None),
        days=everybody.days,
        today=run.today,
        settings=reading.settings(db),
        last_visits=reading.last_visits(db, before=week),
        away=everybody.away,
        periods=tuple(reading.periods(db)),
        capacities=reading.week_capacities(db),
        sessions=(
            *of_week,
            *later,
            *recurring(db, everybody, commitments, max(week, run.today)),
        ),
        cycle=everybody.cycle,
        not_before=None if run.clock is None else (run.today, run.clock),
    )
    return StoredWeek(week, everybody, situation, {each.id: each for each in commitments})


def recurring(
    db: reading.Connection,
    everybody: Caseload,
    commitments: Sequence[Commitment],
    first: date,
    last: date | None = None,
    *,
    stored_too: bool = False,
) -> tuple[Session, ...]:
    """The recurring meetings as sessions, from ``first`` to ``last`` or as far as planning looks,
    those that are stored as sessions left out."""
    if not commitments:
        return ()
    # It needs dateutil's rules, which most stores do not.
    from coachcli.planning.calendar.commitments import as_sessions

    return as_sessions(
        commitments,
        first,
        last or first + AHEAD,
        everybody.days,
        periods=reading.periods(db),
        names=day_names(everybody.cycle),
        stored=() if stored_too else reading.occurrences(db, first),
        away=everybody.away,
        active={each.handle for each in everybody.teachers if each.archived_on is None},
    )


def planned_again(db: reading.Connection, run: Run, session: Session) -> Session | None:
    """The occurrence of a recurring meeting that a session was, as it would be planned now.

    None for any other session, and where the meeting no longer takes place on that day.
    """
    day = session.occurrence
    if day is None:
        return None
    series = [each for each in reading.commitments(db) if each.id == session.commitment]
    everybody = caseload(db, run.today, archived=True)
    meetings = recurring(db, everybody, series, day, day, stored_too=True)
    return next((meeting for meeting in meetings if meeting.teachers), None)
