"""What a look at the store brings together: the caseload, the calendar and the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachcli.planning.calendar.day_cycle import CycleDays
from coachcli.planning.calendar.weeks import OpenDays
from coachcli.planning.clock.due import Due, due, expected_by, in_cycle, urgency
from coachcli.render.due import DueRow
from coachcli.store import reading
from coachcli.values.frozen import dataclass
from coachcli.values.school import Closure, DateRange
from coachcli.values.session import ShownStep, Step
from coachcli.values.teacher import Teacher
from coachcli.values.words import StepState


@dataclass(frozen=True)
class Caseload:
    """Everybody in the rotation with what the clock needs; mappings are by handle.

    Each teacher's ``every`` is that of the running cycle, where it is closer.
    """

    today: date
    teachers: tuple[Teacher, ...]
    last_visits: dict[str, date]
    planned: dict[str, date]
    away: dict[str, tuple[DateRange, ...]]
    days: OpenDays
    cycle: CycleDays | None

    def due(self, teacher: Teacher) -> Due:
        """Where a teacher stands today."""
        return due(
            teacher,
            last_visit=self.last_visits.get(teacher.handle),
            planned=self.planned.get(teacher.handle),
            away=self.away.get(teacher.handle, ()),
            days=self.days,
            today=self.today,
        )

    @property
    def names(self) -> dict[str, str]:
        """Everybody's name by handle."""
        return {teacher.handle: teacher.name for teacher in self.teachers}

    def named(self, handle: str) -> Teacher:
        return next(teacher for teacher in self.teachers if teacher.handle == handle)


def caseload(db: reading.Connection, today: date, *, archived: bool = False) -> Caseload:
    """Read the caseload as it stands on ``today``."""
    away: dict[str, tuple[DateRange, ...]] = {}
    for absence in reading.absences(db):
        away[absence.teacher] = (*away.get(absence.teacher, ()), absence.days)
    closures = reading.closures(db)
    cycle = reading.day_cycle(db)
    closer = reading.closer_cadences(db, today)
    return Caseload(
        today=today,
        teachers=tuple(
            in_cycle(teacher, closer.get(teacher.handle))
            for teacher in reading.teachers(db, archived=archived)
        ),
        last_visits=reading.last_visits(db),
        planned=reading.planned_from(db, today),
        away=away,
        days=OpenDays(tuple(closure.days for closure in closures)),
        cycle=CycleDays(cycle, school_days(closures)) if cycle else None,
    )


def school_days(closures: Sequence[Closure]) -> OpenDays:
    """The days on which a day cycle goes round: those with school, coaching or not."""
    return OpenDays(tuple(closure.days for closure in closures if not closure.in_session))


def closed_on(db: reading.Connection, day: date) -> str | None:
    """What closes a day, as the coach called it; None when the day is open."""
    closures = reading.closures(db)
    return next((c.label for c in closures if c.first <= day <= c.last), None)


def checked(db: reading.Connection, everybody: Caseload, steps: Sequence[Step]) -> list[ShownStep]:
    """The steps with their check days, as the visits stand now."""
    unsaid = [step for step in steps if step.check_on is None]
    meetings = reading.next_meetings(db, unsaid)
    waiting = {step.teacher for step in unsaid if step.id not in meetings}
    expected = {
        teacher.handle: expected_by(everybody.due(teacher), everybody.days, everybody.today)
        for teacher in everybody.teachers
        if teacher.handle in waiting
    }
    result = []
    for step in steps:
        # Its own day, else that of the visit that follows it, or by which one should take place.
        check = step.check_on or meetings.get(step.id) or expected.get(step.teacher)
        past = step.state is StepState.OPEN and check is not None and check < everybody.today
        result.append(ShownStep(step, check, past))
    return result


def due_rows(db: reading.Connection, everybody: Caseload) -> list[DueRow]:
    """Everybody in the rotation, most urgent first."""
    open_steps: dict[str, int] = {}
    past: dict[str, int] = {}
    today: dict[str, int] = {}
    for row in checked(db, everybody, reading.steps(db)):
        handle = row.step.teacher
        open_steps[handle] = open_steps.get(handle, 0) + 1
        past[handle] = past.get(handle, 0) + row.past
        today[handle] = today.get(handle, 0) + (row.step.check_on == everybody.today)
    clocks = sorted(
        (
            (everybody.due(teacher), teacher)
            for teacher in everybody.teachers
            if teacher.archived_on is None
        ),
        key=lambda pair: urgency(*pair),
    )
    return [
        DueRow(
            teacher=teacher.handle,
            name=teacher.name,
            support=teacher.support,
            every=teacher.every,
            last_visit=everybody.last_visits.get(teacher.handle),
            waited=clock.waited,
            due_week=clock.due_week,
            state=clock.state,
            weeks_late=clock.weeks_late,
            beyond_max_gap=clock.beyond_max_gap,
            planned=everybody.planned.get(teacher.handle),
            open_steps=open_steps.get(teacher.handle, 0),
            steps_past_check=past.get(teacher.handle, 0),
            steps_for_today=today.get(teacher.handle, 0),
        )
        for clock, teacher in clocks
    ]
