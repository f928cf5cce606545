"""The situation in which a week is planned, and what follows from it for a week and a teacher.

Imported elsewhere as ``know``: ``know.clock(teacher, week, situation)``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, time
from fractions import Fraction

from coachcli.planning.calendar.day_cycle import CycleDays, DayNames, day_names
from coachcli.planning.calendar.slots import Slot, end_of, free_slots, overlaps, week_slots
from coachcli.planning.calendar.weeks import OpenDays, monday
from coachcli.planning.clock.due import Due, due
from coachcli.values.frozen import dataclass
from coachcli.values.school import DateRange, Load, Period, Settings
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import DueState, SessionState

STANDING = (SessionState.PLANNED, SessionState.HELD)


@dataclass(frozen=True)
class Situation:
    """All that planning knows beside the week itself, as plain values.

    ``teachers`` without the archived ones, ``every`` as a running cycle may have set it.
    ``last_visits`` and ``away`` by handle; a handle that is not there was never visited or is never
    away. ``sessions`` are those of the planned week, in any state, and the planned ones of other
    weeks, the recurring meetings among them: those not stored yet have no number (0).
    ``capacities`` are the visits of weeks (Mondays) that differ from the usual. ``busy`` is what
    else takes the coach's time. ``not_before``: on this day nothing is placed that begins before
    this time. ``cycle``: the day cycle of the school, if it has one.
    """

    teachers: tuple[Teacher, ...]
    days: OpenDays
    today: date
    settings: Settings
    last_visits: Mapping[str, date]
    away: Mapping[str, Sequence[DateRange]]
    periods: tuple[Period, ...] = ()
    sessions: tuple[Session, ...] = ()
    capacities: Mapping[date, int] = field(default_factory=dict)
    busy: tuple[Slot, ...] = ()
    not_before: tuple[date, time] | None = None
    cycle: CycleDays | None = None

    @property
    def day_names(self) -> DayNames:
        """What windows and periods may call a day."""
        return day_names(self.cycle)

    def with_sessions(self, more: Iterable[Session]) -> Situation:
        return replace(self, sessions=(*self.sessions, *more))

    def without_sessions(self, gone: Collection[Session]) -> Situation:
        return replace(self, sessions=tuple(s for s in self.sessions if s not in gone))


def load_of(week: date, situation: Situation, capacity: int) -> Load:
    """The load of all who are not away for the whole of ``week``."""
    there = (t for t in situation.teachers if clock(t, week, situation).state is not DueState.AWAY)
    need = sum((Fraction(1, teacher.every) for teacher in there), Fraction(0))
    return Load(need, capacity)


def capacity_of(week: date, situation: Situation) -> int:
    """How many visits the week of Monday ``week`` takes, those in it already included."""
    return situation.capacities.get(week, situation.settings.capacity)


def visits_in(week: date, situation: Situation) -> list[Session]:
    """The week's visits: its sessions that are planned or held and count as one."""
    return [s for s in standing(week, situation) if s.counts_as_visit]


def taking_room(week: date, situation: Situation) -> list[Session]:
    """The visits that the capacity is for: recurring meetings come on top of it."""
    return [s for s in visits_in(week, situation) if s.commitment is None]


def last_visit(handle: str, week: date, situation: Situation) -> date | None:
    """The last visit before ``week``, where one planned from today on is taken as held."""
    held = situation.last_visits.get(handle)
    before = [day for day in _planned(handle, situation) if day < week]
    return max([*before, *([held] if held else [])], default=None)


def clock(teacher: Teacher, week: date, situation: Situation) -> Due:
    """Where the teacher stands in ``week`` when every visit planned before it takes place."""
    return due(
        teacher,
        last_visit=last_visit(teacher.handle, week, situation),
        planned=min((d for d in _planned(teacher.handle, situation) if d >= week), default=None),
        away=situation.away.get(teacher.handle, ()),
        days=situation.days,
        today=week,
    )


def _planned(handle: str, situation: Situation) -> list[date]:
    """The days of a teacher's planned visits from today on."""
    return [
        session.date
        for session in situation.sessions
        if session.state is SessionState.PLANNED
        and session.counts_as_visit
        and session.date >= situation.today
        and handle in session.teachers
    ]


def _dates_left(week: date, situation: Situation) -> tuple[date, ...]:
    """The open days that remain of the week."""
    return tuple(day for day in situation.days.in_week(week) if day >= situation.today)


def is_away_rest(teacher: Teacher, week: date, situation: Situation) -> bool:
    """Whether open days remain of the week, but none on which the teacher is there."""
    left = _dates_left(week, situation)
    return bool(left) and not any(is_there(teacher, day, situation) for day in left)


def is_there(teacher: Teacher, day: date, situation: Situation) -> bool:
    """Whether the teacher is not away on that day."""
    return not any(day in gone for gone in situation.away.get(teacher.handle, ()))


def slots_left(
    teacher: Teacher, week: date, places: int, situation: Situation, *, preferred: bool = False
) -> tuple[Slot, ...]:
    """The teacher's slots in what remains of the week, whether something takes them or not.

    Where the teacher's own session was called off or missed, the same slot is not offered again.
    With ``preferred`` only those in a preferred window.
    """
    windows = tuple(window for window in teacher.windows if window.preferred or not preferred)
    if preferred and not windows:
        return ()
    dates = [day for day in _dates_left(week, situation) if is_there(teacher, day, situation)]
    missed = [
        _time_of(session, situation)
        for session in situation.sessions
        if session.state not in STANDING and teacher.handle in session.teachers
    ]
    slots = week_slots(
        windows,
        situation.periods,
        dates,
        minutes=situation.settings.minutes,
        places=places,
        names=situation.day_names,
    )
    return free_slots(slots, missed, situation.not_before)


def slots_free(teacher: Teacher, week: date, places: int, situation: Situation) -> tuple[Slot, ...]:
    """Those ``slots_left`` that overlap no session that stands and nothing else in the calendar."""
    times = [_time_of(session, situation) for session in standing(week, situation)]
    return free_slots(slots_left(teacher, week, places, situation), [*times, *situation.busy])


def is_free(
    teacher: Teacher, session: Session, week: date, places: int, situation: Situation
) -> bool:
    """Whether a slot that is free for the teacher begins when ``session`` does."""
    return any(
        (slot.date, slot.start) == (session.date, session.start)
        for slot in slots_free(teacher, week, places, situation)
    )


def holders(slots: Sequence[Slot], week: date, situation: Situation) -> tuple[str, ...]:
    """The teachers in the standing sessions that overlap any of ``slots``, sorted."""
    holding = [
        session
        for session in standing(week, situation)
        if any(overlaps(slot, _time_of(session, situation)) for slot in slots)
    ]
    return tuple(sorted({handle for session in holding for handle in session.teachers}))


def of_week(week: date, situation: Situation) -> list[Session]:
    """The sessions of a week, in any state."""
    return [session for session in situation.sessions if monday(session.date) == week]


def standing(week: date, situation: Situation) -> list[Session]:
    """The sessions of a week that are planned or held."""
    return [session for session in of_week(week, situation) if session.state in STANDING]


def _time_of(session: Session, situation: Situation) -> Slot:
    """When a session is; one without an end is taken to last as long as one usually takes."""
    minutes = situation.settings.minutes
    end = session.end or (end_of(session.start, minutes) if session.start else None)
    return Slot(session.date, session.start, end, session.slot)
