"""Pins: placing a session by the coach's own hand: what was meant, and why it cannot be there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from coachcli.dates import parse_time, say_day
from coachcli.errors import CoachError
from coachcli.planning.calendar.slots import Slot, bell_of, end_of, overlaps, place_of, week_slots
from coachcli.planning.calendar.weeks import monday
from coachcli.planning.week import situation as know
from coachcli.planning.week.situation import Situation
from coachcli.values.school import WEEKDAYS
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher

_MOST_FREE = 6
"""At most so many free slots are listed."""


def place_at(day: date, at: str, situation: Situation, minutes: int | None = None) -> Slot:
    """The place that a day and a time or a period's name mean; the whole day without either.

    ``minutes`` None means as long as the period, or as a session usually takes.
    """
    weekday = WEEKDAYS[day.weekday()]
    if not at:
        return Slot(day, None, None, weekday)
    bell = bell_of(day, situation.periods, situation.day_names)
    named = [period for period in bell if period.name.casefold() == at.casefold()]
    if not named:
        try:
            start = parse_time(at)
        except CoachError:
            names = ", ".join(period.name for period in bell)
            hint = f"Type a time like 9:05, or a period: {names}." if names else ""
            raise CoachError(
                f"There is no period {at[:20]!r} on {weekday}.", hint or "Type a time like 9:05."
            ) from None
        named = [period for period in bell if period.start == start and minutes is None]
    if named:
        return Slot(day, named[0].start, named[0].end, f"{weekday} {named[0].name}")
    end = end_of(start, minutes or situation.settings.minutes)
    return Slot(day, start, end, f"{weekday} {start:%H:%M}-{end:%H:%M}")


def must_fit(
    place: Slot,
    teachers: Sequence[Teacher],
    situation: Situation,
    names: Mapping[str, str],
    but: Sequence[Session] = (),
) -> None:
    """Raise CoachError when a session cannot be at ``place``.

    ``names`` by handle, of all in the sessions of the week; ``but`` are the sessions
    that move.
    """
    must_be_open(place.date, teachers, situation)
    for other in know.standing(monday(place.date), situation):
        if other.date != place.date or other in but:
            continue
        if not other.id:
            _must_not_meet(place, other, situation, names)
            continue
        twice = [teacher.name for teacher in teachers if teacher.handle in other.teachers]
        if twice and None in (place.start, other.start):
            raise CoachError(
                f"{twice[0]} has a session on {say_day(place.date, situation.today)} already:"
                f" {other.id}.",
                f"Give it a time with: coach schedule move {other.id} --at TIME",
                code="taken",
            )
        if overlaps(place, place_of(other)):
            who = ", ".join(names[handle] for handle in other.teachers)
            raise CoachError(
                f"{say_place(place, situation.today)} is taken: session {other.id} with {who}.",
                _free_for(teachers, place.date, situation, but)
                or "Choose another time, or move that session first.",
                code="taken",
            )


def _must_not_meet(
    place: Slot, meeting: Session, situation: Situation, names: Mapping[str, str]
) -> None:
    """Raise CoachError when a recurring meeting that is not stored yet takes the place."""
    if overlaps(place, place_of(meeting)):
        who = ", ".join(names[handle] for handle in meeting.teachers)
        raise CoachError(
            f"{say_place(place, situation.today)} is taken by a recurring meeting"
            f"{f' with {who}' if who else ''}.",
            f"See it with: coach commitment list. To let it fall out once: coach commitment remove"
            f" {meeting.commitment} --on {meeting.occurrence}",
            code="taken",
        )


def _free_places(
    teachers: Sequence[Teacher], week: date, situation: Situation, but: Sequence[Session] = ()
) -> tuple[Slot, ...]:
    """What remains of the week (a Monday) that suits all of ``teachers`` and nobody has."""
    known = situation.without_sessions(but)
    most = know.capacity_of(week, situation)
    first, *others = (know.slots_free(teacher, week, most, known) for teacher in teachers)
    times = [{(slot.date, slot.start) for slot in slots} for slots in others]
    return tuple(s for s in first if all((s.date, s.start) in some for some in times))


def _free_for(
    teachers: Sequence[Teacher], day: date, situation: Situation, but: Sequence[Session]
) -> str:
    """The hint that names free slots; empty when there are none."""
    free = _free_places(teachers, monday(day), situation, but)
    if not free:
        return ""
    labels = list(dict.fromkeys(slot.label for slot in free))
    more = f" and {len(labels) - _MOST_FREE} more" if len(labels) > _MOST_FREE else ""
    who = " and ".join(teacher.name for teacher in teachers)
    return f"Free for {who} that week: {', '.join(labels[:_MOST_FREE])}{more}."


def not_free(place: Slot, teachers: Sequence[Teacher], situation: Situation) -> tuple[Teacher, ...]:
    """Those who have noted free times, and none at ``place``. A hand may place them there all the
    same; a place without a time is never outside."""
    if place.start is None:
        return ()
    return tuple(
        teacher
        for teacher in teachers
        if teacher.windows
        and not any(
            slot.start is None or overlaps(slot, place)
            for slot in week_slots(
                teacher.windows,
                situation.periods,
                [place.date],
                minutes=situation.settings.minutes,
                places=1,
                names=situation.day_names,
            )
        )
    )


def must_be_open(day: date, teachers: Sequence[Teacher], situation: Situation) -> None:
    """Raise CoachError for a day that is over, is closed, or finds a teacher away."""
    when = say_day(day, situation.today)
    if day < situation.today:
        raise CoachError(
            f"{when} is over.",
            "To record a visit that took place, type: coach log session",
            code="past",
        )
    if not situation.days.is_open(day):
        raise CoachError(
            f"{when} is not open for coaching.",
            "Choose a day from Monday to Friday that is no closure: coach closure list",
            code="closed",
        )
    for teacher in teachers:
        if not know.is_there(teacher, day, situation):
            raise CoachError(
                f"{teacher.name} is away on {when}.",
                f"See when with: coach teacher show {teacher.typed}",
                code="away",
            )


def say_place(place: Slot, today: date) -> str:
    """``Tue 24 Nov 09:05``."""
    clock = f" {place.start:%H:%M}" if place.start else ""
    return f"{say_day(place.date, today)}{clock}"
