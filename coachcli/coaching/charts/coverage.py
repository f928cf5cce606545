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
class Cell:
    """One teacher's week and how many visits were held in it."""

    mark: Mark
    held: int = 0


@dataclass(frozen=True)
class Row:
    """``initials`` are the same whoever else is shown."""

    teacher: Teacher
    initials: str
    cells: tuple[Cell, ...]


def weeks_between(first: date, last: date) -> tuple[date, ...]:
    """The Mondays of the weeks from that of ``first`` to that of ``last``."""
    begin = monday(first)
    return tuple(begin + timedelta(weeks=n) for n in range((monday(last) - begin).days // 7 + 1))


def rows(
    everybody: Sequence[Teacher],
    sessions: Sequence[Session],
    weeks: Sequence[date],
    *,
    closed: Collection[date],
    away: Mapping[str, Collection[date]],
    today: date,
) -> tuple[Row, ...]:
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
    short = dict(zip(known, initials([each.name for each in known]), strict=True))
    shown = [
        each
        for each in known
        if each.archived_on is None or any((each.handle, week) in found for week in weeks)
    ]
    shown.sort(key=lambda each: (each.support is Support.SIDE, fold(each.name), each.handle))
    return tuple(
        Row(
            each,
            short[each],
            tuple(
                cell(
                    found.get((each.handle, week), ()),
                    closed=week in closed,
                    away=week in away.get(each.handle, ()),
                    today=today,
                )
                for week in weeks
            ),
        )
        for each in shown
    )


def cell(sessions: Sequence[Session], *, closed: bool, away: bool, today: date) -> Cell:
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
    return Cell(next(mark for mark, holds in true.items() if holds), held)


def picture(found: Sequence[Row], weeks: Sequence[date], today: date, *, short: bool) -> Grid:
    """The marks as a picture, with initials in place of names where ``short``."""
    present = {cell.mark for row in found for cell in row.cells}
    last = weeks[-1] + timedelta(days=6)
    return Grid(
        title=f"Visits from {say_span(weeks[0], last)}",
        said=in_words(found),
        weeks=tuple(weeks),
        now=monday(today),
        rows=tuple(
            (row.initials if short else row.teacher.name, tuple(c.mark.value for c in row.cells))
            for row in found
        ),
        marks=tuple((mark.value, meaning) for mark, meaning in MEANINGS.items() if mark in present),
    )


def in_words(found: Sequence[Row]) -> str:
    """What all of it comes to, of nobody alone."""
    cells = [cell for row in found for cell in row.cells]
    held = sum(cell.held for cell in cells)
    planned = sum(cell.mark is Mark.PLANNED for cell in cells)
    missed = sum(cell.mark is Mark.MISSED for cell in cells)
    text = f"{many(len(found), 'teacher')}: {many(held, 'visit')} held, {planned} planned."
    if missed:
        text += f" Called off or no-show, with no other visit that week: {missed}."
    return text
