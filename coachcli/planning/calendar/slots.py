"""Slots: the places in a week that a session with a teacher can take.

Two teachers who share a window get equal slots and so compete for one place. Slots that overlap
without being equal are one place too, see ``places``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time

from coachcli.planning.calendar.day_cycle import DayNames, day_names
from coachcli.values.frozen import dataclass
from coachcli.values.school import WEEKDAYS, Period, Window
from coachcli.values.session import Session

WITHOUT_CYCLE = day_names(None)


@dataclass(frozen=True)
class Slot:
    """A place in a week: ``Tue P2``, ``Thu 10:15-11:00`` or, without times, ``Tue``.

    ``index`` tells apart the untimed places of one day, of which there are as many as needed. A
    slot also says when something else takes place that a session must not overlap.
    """

    date: date
    start: time | None
    end: time | None
    label: str
    index: int = 0


def place_of(session: Session) -> Slot:
    """The place that a session has."""
    return Slot(session.date, session.start, session.end, session.slot)


def slot_order(slot: Slot) -> tuple[date, bool, time, str, int]:
    """Canonical order: date, timed before untimed, start, label, index."""
    return (slot.date, slot.start is None, slot.start or time.min, slot.label, slot.index)


def week_slots(
    windows: Sequence[Window],
    periods: Sequence[Period],
    dates: Sequence[date],
    *,
    minutes: int,
    places: int,
    names: DayNames = WITHOUT_CYCLE,
) -> tuple[Slot, ...]:
    """A teacher's slots on ``dates``, in canonical order; no windows at all means any time.

    ``minutes`` is how long a session takes where no bell schedule says it; ``places`` is how many
    untimed places (at least one) a day has when nothing tells its times apart. ``names`` are what
    windows and periods may call a day. A slot is always labelled by its weekday.
    """
    whole_days = tuple(Window(day) for day in WEEKDAYS)
    untimed = 0 if periods else max(1, places)
    slots: set[Slot] = set()
    for day in dates:
        called, bell = names(day), bell_of(day, periods, names)
        for window in windows or whole_days:
            if window.day in called:
                slots.update(_of_window(window, bell, day, minutes, untimed))
    return tuple(sorted(slots, key=slot_order))


def bell_of(day: date, periods: Sequence[Period], names: DayNames) -> list[Period]:
    """The periods of a day: those of its day in the cycle where it has any, else its weekday's."""
    for name in reversed(names(day)):
        bell = [period for period in periods if period.day == name]
        if bell:
            return bell
    return []


def _of_window(
    window: Window, bell: Sequence[Period], day: date, minutes: int, untimed: int
) -> Iterator[Slot]:
    weekday = WEEKDAYS[day.weekday()]
    if window.start is not None and window.end is not None:
        start, end = window.start, window.end
        inside = [period for period in bell if start <= period.start and period.end <= end]
        yield from _of_periods(inside, day) if inside else _chunks(start, end, day, minutes)
    elif window.period:
        named = [period for period in bell if period.name.casefold() == window.period.casefold()]
        yield from _of_periods(named, day)
        if not named:
            yield Slot(day, None, None, f"{weekday} {window.period}")
    else:
        yield from _of_periods(bell, day)
        yield from (Slot(day, None, None, weekday, index) for index in range(untimed))


def _of_periods(periods: Iterable[Period], day: date) -> Iterator[Slot]:
    for period in periods:
        label = f"{WEEKDAYS[day.weekday()]} {period.name}"
        yield Slot(day, period.start, period.end, label)


def _chunks(start: time, end: time, day: date, minutes: int) -> Iterator[Slot]:
    """Successive sessions of ``minutes`` that fit; the whole stretch when not even one fits."""
    first, last = _minute(start), _minute(end)
    starts = range(first, last - minutes + 1, minutes)
    spans = [(at, at + minutes) for at in starts] or [(first, last)]
    for opens, shuts in spans:
        if opens < shuts:
            begins, ends = _time(opens), _time(shuts)
            label = f"{WEEKDAYS[day.weekday()]} {begins:%H:%M}-{ends:%H:%M}"
            yield Slot(day, begins, ends, label)


def end_of(start: time, minutes: int) -> time:
    """The time ``minutes`` after ``start``, at most the last minute of the day."""
    return _time(min(_minute(start) + minutes, 24 * 60 - 1))


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)


def overlaps(one: Slot, other: Slot) -> bool:
    """Whether the two cannot both happen; touching ends do not overlap.

    Without the times of both, the same label on the same day is the same time. A label that is only
    a weekday names no time: such places are bounded by the day's and the week's room instead.
    """
    if one.date != other.date:
        return False
    if one.start and one.end and other.start and other.end:
        return one.start < other.end and other.start < one.end
    label = one.label.casefold()
    return label == other.label.casefold() and label != WEEKDAYS[one.date.weekday()].casefold()


def free_slots(
    slots: Iterable[Slot], busy: Sequence[Slot], not_before: tuple[date, time] | None = None
) -> tuple[Slot, ...]:
    """The slots that overlap nothing in ``busy`` and do not begin before ``not_before``.

    A day that is taken whole is no open day, so it is not said here.
    """
    return tuple(
        slot
        for slot in slots
        if not any(overlaps(slot, other) for other in busy) and not _is_past(slot, not_before)
    )


def _is_past(slot: Slot, not_before: tuple[date, time] | None) -> bool:
    if not_before is None or slot.start is None:
        return False
    day, at = not_before
    return slot.date == day and slot.start < at


def places(slots: Iterable[Slot]) -> dict[Slot, int]:
    """The place of each slot, numbered in canonical order; a place takes one visit.

    Overlapping timed slots of a day are one place, and so is a chain of overlaps (the connected
    components). That is sound, for no two visits can then overlap, and it keeps the week a
    matching; the price is that both ends of a chain are not used together, which a bell schedule
    never meets.
    """
    result: dict[Slot, int] = {}
    untimed: dict[tuple[date, str, int], int] = {}
    count = 0
    reaches: tuple[date, time] | None = None
    for slot in sorted(set(slots), key=slot_order):
        if slot.start is None or slot.end is None:
            key = (slot.date, slot.label.casefold(), slot.index)
            is_new = key not in untimed
            place = untimed.setdefault(key, count)
        else:
            is_new = reaches is None or reaches[0] < slot.date or reaches[1] <= slot.start
            reaches = (slot.date, slot.end if is_new or not reaches else max(reaches[1], slot.end))
            place = count if is_new else count - 1
        result[slot] = place
        count += is_new
    return result
