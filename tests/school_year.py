"""A school year, week by week, lived through with the program's own planning: ``plan_week`` over
what a coach has typed in by then. Leaves, closed weeks, snow days, visits called off and missed.

What happens is drawn from the seed by teacher and week and not by what is planned, so that two ways
of planning can be held against each other.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import exact
from rotations import MON
from schools import WEEK, school

from coachcli.planning.calendar.weeks import OpenDays
from coachcli.planning.clock.due import Due
from coachcli.planning.week import situation as know
from coachcli.planning.week.look_ahead import least_weeks, rotation_from
from coachcli.planning.week.replan import close_days, replan_week
from coachcli.planning.week.situation import Situation
from coachcli.planning.week.week import WeekPlan, as_session, plan_week
from coachcli.values.school import DateRange
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import Party, SessionState

CALLED_OFF, NO_SHOW, SNOW, LEAVE = 0.08, 0.03, 0.06, 0.02
"""How likely a visit is called off or missed, a week has a snow day, and a leave begins."""

DAY = timedelta(days=1)

CLOSED = ((3, 3), (4, 4), (80, 90), (150, 150), (178, 182))
"""Closures, known from the start: first and last day, counted from the first Monday."""

Chooser = Callable[[date, Situation], tuple[WeekPlan, Sequence[Session]]]
"""The week's plan, and the planned sessions that it takes away."""


@dataclass
class Year:
    """What a year brought: gaps that were late, those beyond the longest wait, and time spent."""

    late: int = 0
    beyond: int = 0
    seconds: list[float] = field(default_factory=list)
    gaps: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Caseload:
    name: str
    every: tuple[int, ...]
    capacity: int
    slots: int | None = None


CASELOADS = (
    Caseload("interview: 12 every 3, 6 every 6", (3,) * 12 + (6,) * 6, 5),
    Caseload("some room: 9 every 3, 6 every 6", (3,) * 9 + (6,) * 6, 5),
    Caseload("slots: 10 every 3, 6 every 6", (3,) * 10 + (6,) * 6, 5, 15),
    Caseload("mixed: 2 to 12", (2, 2, *(3,) * 5, *(4,) * 6, *(6,) * 3, 12, 12), 5, 20),
)


def live(caseload: Caseload, seed: int, weeks: int, choose: Chooser) -> Year:
    """``weeks`` working weeks. ``choose`` plans one on its Monday, and again after snow."""
    year, known = Year(), begun(caseload, seed)
    for week in known.days.working_weeks(MON, weeks):
        known = replace(known, today=week, away=leaves(known, seed, week))
        known = _planned(known, week, choose, year)
        snow = week + random.Random(f"{seed} day {week}").randrange(5) * DAY
        if happens(SNOW, seed, "snow", week) and known.days.is_open(snow):
            known = _happened(known, seed, week, snow - DAY, year)
            known, _ = close_days(replace(known, today=snow), DateRange(snow, snow), Party.SCHOOL)
            if known.days.is_working(week):
                known = _planned(known, week, choose, year)
        known = _happened(known, seed, week, week + 6 * DAY, year)
    for someone in known.teachers:
        _count(year, know.clock(someone, known.days.next_working(known.today + WEEK), known))
    return year


def begun(caseload: Caseload, seed: int) -> Situation:
    rng = random.Random(f"{caseload.name} {seed}")
    slots = caseload.slots
    known = school(
        {
            "every": caseload.every,
            "last": [-rng.randint(1, n) for n in caseload.every],
            "away": [()] * len(caseload.every),
            "fits": [
                sorted(rng.sample(range(slots), rng.choice((2, 2, 3)))) if slots else None
                for _ in caseload.every
            ],
            "slots": slots,
            "capacity": [caseload.capacity],
        }
    )
    closures = tuple(DateRange(MON + first * DAY, MON + last * DAY) for first, last in CLOSED)
    return replace(known, days=OpenDays(closures))


def leaves(known: Situation, seed: int, week: date) -> dict[str, Sequence[DateRange]]:
    """The absences that have begun by now; each takes three weeks, and nobody foresees one."""
    found: dict[str, Sequence[DateRange]] = {}
    for someone in known.teachers:
        first = [week - n * WEEK for n in range(3)]
        begun = [day for day in first if happens(LEAVE, seed, "leave", someone.handle, day)]
        before = known.away.get(someone.handle, ())
        new = [DateRange(day, day + 3 * WEEK - DAY) for day in begun]
        if before or new:
            found[someone.handle] = [*before, *(each for each in new if each not in before)]
    return found


def _planned(known: Situation, week: date, choose: Chooser, year: Year) -> Situation:
    began = time.process_time()
    plan, gone = choose(week, known)
    year.seconds.append(time.process_time() - began)
    number = 1 + max((session.id for session in known.sessions), default=0)
    new = [as_session(each, id=number + n) for n, each in enumerate(plan.placed)]
    kept = (session for session in known.sessions if session not in gone)
    return replace(known, sessions=(*kept, *new))


def _happened(known: Situation, seed: int, week: date, until: date, year: Year) -> Situation:
    """The planned sessions up to a day took place, or did not."""
    sessions, last = list[Session](), dict(known.last_visits)
    for session in known.sessions:
        if session.state is SessionState.PLANNED and session.date <= until:
            session = replace(session, state=_end(seed, session.teachers[0], week))
            if session.state is SessionState.HELD:
                (handle,) = session.teachers
                clock = know.clock(_named(known, handle), week, known_before(known, week))
                year.gaps.setdefault(handle, []).append(clock.waited)
                _count(year, clock)
                last[handle] = session.date
        sessions.append(session)
    return replace(known, sessions=tuple(sessions), last_visits=last)


def known_before(known: Situation, week: date) -> Situation:
    """The same without the sessions of ``week``: how long each has waited by then."""
    return replace(known, sessions=tuple(s for s in known.sessions if s.date < week))


def _named(known: Situation, handle: str) -> Teacher:
    return next(someone for someone in known.teachers if someone.handle == handle)


def _count(year: Year, clock: Due) -> None:
    year.late += clock.weeks_late > 0
    year.beyond += clock.beyond_max_gap


def _end(seed: int, handle: str, week: date) -> SessionState:
    if happens(CALLED_OFF, seed, "off", handle, week):
        return SessionState.CANCELLED
    if happens(NO_SHOW, seed, "no show", handle, week):
        return SessionState.NO_SHOW
    return SessionState.HELD


def happens(chance: float, *what: object) -> bool:
    return random.Random(" ".join(map(str, what))).random() < chance


def planner(week: date, known: Situation) -> tuple[WeekPlan, Sequence[Session]]:
    """What ``coach schedule week`` does, and after a snow day ``coach closure add``."""
    if know.of_week(week, known):
        return replan_week(week, known)
    return plan_week(week, known), ()


def solver(week: date, known: Situation) -> tuple[WeekPlan, Sequence[Session]]:
    """An exact solver's choice in the same place."""
    gone = [s for s in know.of_week(week, known) if s.state is SessionState.PLANNED]
    free = replace(known, sessions=tuple(s for s in known.sessions if s not in gone))
    _, rotation = rotation_from(week, free, least_weeks(free))
    return plan_week(week, free, chosen=exact.best_week(rotation, seconds=60)[1]), gone
