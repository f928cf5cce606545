"""Who was met in which week: one mark for each teacher and week, and never an order of merit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from coachcli.coaching.people.initials import initials
from coachcli.coaching.people.names import fold
from coachcli.dates import many, monday, say_span
from coachcli.values.frozen import dataclass
from coachcli.values.pictures import Grid
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState, Support

BACK, AHEAD = 10, 3
"""Weeks that are shown where the coach does not say which: this and those before, and to come."""

WEEKS_MAX = 60


class Mark(StrEnum):
    """What a week was for a teacher; of several the first that is true, ``NOTHING`` if none."""

    HELD = "held"
    PLANNED = "planned"
    TO_LOG = "to_log"
    CLOSED = "closed"
    MISSED = "missed"
    AWAY = "away"
    NOTHING = ""


MEANINGS = {
    Mark.HELD: "visit held",
    Mark.PLANNED: "planned",
    Mark.TO_LOG: "planned, not logged yet",
    Mark.MISSED: "called off or no-show",
    Mark.AWAY: "teacher away",
    Mark.CLOSED: "no coaching",
    Mark.NOTHING: "no visit",
}
"""The legend, in its order."""


@dataclass(frozen=True)
class TeacherWeek:
    """One teacher's week and how many visits were held in it."""

    week: date
    mark: Mark
    held: int = 0
    JSON = {"week": "week", "state": "state", "held": "held"}

    @property
    def state(self) -> Mark | None:
        return self.mark or None


@dataclass(frozen=True)
class TeacherWeeks:
    """What a row shows of a teacher: name and handle, or ``short`` only the initials, which are the
    same whoever else is shown."""

    teacher: Teacher
    initials: str
    weeks: tuple[TeacherWeek, ...]
    short: bool = False
    JSON = {"teacher": "handle", "name": "name", "support": "teacher.support", "weeks": "weeks"}

    @property
    def handle(self) -> str | None:
        return None if self.short else self.teacher.handle

    @property
    def name(self) -> str:
        return self.initials if self.short else self.teacher.name


@dataclass(frozen=True)
class Coverage:
    """``weeks`` are Mondays."""

    weeks: tuple[date, ...]
    teachers: tuple[TeacherWeeks, ...]


def weeks_between(first: date, last: date) -> tuple[date, ...]:
    """The Mondays of the weeks from that of ``first`` to that of ``last``."""
    begin = monday(first)
    return tuple(begin + timedelta(weeks=n) for n in range((monday(last) - begin).days // 7 + 1))


def coverage(
    everybody: Sequence[Teacher],
    sessions: Sequence[Session],
    weeks: Sequence[date],
    *,
    closed: Collection[date],
    away: Mapping[str, Collection[date]],
    today: date,
    short: bool = False,
) -> Coverage:
    """A row for each teacher in the rotation, and for each other with a session in ``weeks``.

    Core before side, then by name. ``closed`` are Mondays, and so are those on which somebody is
    ``away``, by handle. Only sessions that count as visits are looked at.
    """
    found: dict[tuple[str, date], list[Session]] = {}
    for session in sessions:
        if session.counts_as_visit:
            for handle in session.teachers:
                found.setdefault((handle, monday(session.date)), []).append(session)
    known = sorted(everybody, key=lambda each: each.handle)
    letters = dict(zip(known, initials([each.name for each in known]), strict=True))
    letters |= {each: each.name for each in known if each.is_veiled}
    shown = [
        each
        for each in known
        if each.archived_on is None or any((each.handle, week) in found for week in weeks)
    ]
    shown.sort(key=lambda each: (each.support is Support.SIDE, fold(each.name), each.handle))
    teachers = (
        TeacherWeeks(
            each,
            letters[each],
            tuple(
                teacher_week(
                    week,
                    found.get((each.handle, week), ()),
                    closed=week in closed,
                    away=week in away.get(each.handle, ()),
                    today=today,
                )
                for week in weeks
            ),
            short,
        )
        for each in shown
    )
    return Coverage(tuple(weeks), tuple(teachers))


def teacher_week(
    week: date, sessions: Sequence[Session], *, closed: bool, away: bool, today: date
) -> TeacherWeek:
    """What the sessions of a week come to. A plan of a day that is over waits to be logged."""
    held = sum(each.state is SessionState.HELD for each in sessions)
    planned = [each.date for each in sessions if each.state is SessionState.PLANNED]
    true = {
        Mark.HELD: held > 0,
        Mark.PLANNED: any(day >= today for day in planned),
        Mark.TO_LOG: bool(planned),
        Mark.CLOSED: closed,
        Mark.MISSED: bool(sessions),
        Mark.AWAY: away,
        Mark.NOTHING: True,
    }
    return TeacherWeek(week, next(mark for mark, holds in true.items() if holds), held)


def picture(coverage: Coverage, today: date) -> Grid:
    """The marks as a picture."""
    weeks = coverage.weeks
    present = {week.mark for row in coverage.teachers for week in row.weeks}
    return Grid(
        title=f"Visits from {say_span(weeks[0], weeks[-1] + timedelta(days=6))}",
        said=in_words(coverage),
        weeks=weeks,
        now=monday(today),
        rows=tuple(
            (row.name, tuple(week.mark.value for week in row.weeks)) for row in coverage.teachers
        ),
        marks=tuple((mark.value, meaning) for mark, meaning in MEANINGS.items() if mark in present),
    )


def in_words(coverage: Coverage) -> str:
    """What all of it comes to, of nobody alone."""
    weeks = [week for row in coverage.teachers for week in row.weeks]
    held = sum(week.held for week in weeks)
    planned = sum(week.mark is Mark.PLANNED for week in weeks)
    missed = sum(week.mark is Mark.MISSED for week in weeks)
    who = many(len(coverage.teachers), "teacher")
    text = f"{who}: {many(held, 'visit')} held, {planned} planned."
    if missed:
        text += f" Called off or no-show, with no other visit that week: {missed}."
    return text
