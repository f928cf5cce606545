"""What the charts of time and of focus show, put together from the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from coachcli.coaching.charts.hours import NO_KIND, shared_out
from coachcli.coaching.words import label
from coachcli.dates import MONTHS, many, say_minutes, say_no_length, say_span
from coachcli.values.frozen import dataclass
from coachcli.values.pictures import Bars
from coachcli.values.record import OtherTime
from coachcli.values.school import DateRange
from coachcli.values.session import Session
from coachcli.values.words import Focus, Kind, SessionState, is_contact

SERIES_MAX = 8
"""So many parts of a bar can be told apart without colour."""

OTHER_KINDS = "other kinds"
OTHER_TIME = "other time"


class KindMinutes(NamedTuple):
    kind: Kind | None
    minutes: Fraction


@dataclass(frozen=True)
class StretchHours:
    """The minutes of one stretch; ``other`` is time without a teacher."""

    days: DateRange
    kinds: tuple[KindMinutes, ...]
    other: int
    JSON = {"first": "days.first", "last": "days.last", "kinds": "kinds", "other": "other"}


@dataclass(frozen=True)
class Hours:
    """Minutes by kind of session in each of some stretches, usually months.

    ``kinds`` has those that there were, in the order of Kind, None last; ``other`` is time without
    a teacher. ``without_length`` sessions add nothing.
    """

    stretches: tuple[DateRange, ...]
    kinds: tuple[tuple[Kind | None, tuple[Fraction, ...]], ...]
    other: tuple[int, ...]
    without_length: int
    JSON = {"months": "by_stretch", "without_length": "without_length"}

    @property
    def by_stretch(self) -> tuple[StretchHours, ...]:
        return tuple(
            StretchHours(
                days,
                tuple(KindMinutes(kind, minutes[place]) for kind, minutes in self.kinds),
                self.other[place],
            )
            for place, days in enumerate(self.stretches)
        )

    @property
    def with_teachers(self) -> Fraction:
        return sum((each for _, minutes in self.kinds for each in minutes), Fraction())

    @property
    def empty(self) -> bool:
        return not (self.kinds or any(self.other) or self.without_length)


def hours(
    sessions: Iterable[Session], others: Iterable[OtherTime], stretches: Sequence[DateRange]
) -> Hours:
    """The time of held sessions, that of several kinds shared out evenly among them.

    Stretches before the first entry are left out.
    """
    held = [each for each in sessions if each.state is SessionState.HELD]
    other = list(others)
    days = [each.date for each in held] + [each.on for each in other]
    begun = [each for each in stretches if any(day <= (each.last or day) for day in days)]
    sums: dict[Kind | None, list[Fraction]] = {}
    for session in held:
        for place in (n for n, days in enumerate(begun) if session.date in days):
            for kind, part in shared_out(session.kinds, session.minutes):
                sums.setdefault(kind, [Fraction()] * len(begun))[place] += part
    order: tuple[Kind | None, ...] = (*Kind, None)
    return Hours(
        stretches=tuple(begun),
        kinds=tuple((kind, tuple(sums[kind])) for kind in order if kind in sums),
        other=tuple(sum(e.minutes for e in other if e.on in days) for days in begun),
        without_length=sum(
            each.minutes is None and any(each.date in days for days in begun) for each in held
        ),
    )


def time_picture(found: Hours, days: DateRange, most: int = SERIES_MAX) -> Bars:
    """A bar for each stretch. With more than ``most`` parts the smallest kinds go together."""
    parts = [(NO_KIND if kind is None else label(kind), row) for kind, row in found.kinds]
    room = most - any(found.other)
    if len(parts) > room:
        large = sorted(parts, key=lambda part: sum(part[1]), reverse=True)[: room - 1]
        small = [part[1] for part in parts if part not in large]
        together = tuple(sum(row, Fraction()) for row in zip(*small, strict=True))
        parts = [*(part for part in parts if part in large), (OTHER_KINDS, together)]
    if any(found.other):
        parts.append((OTHER_TIME, tuple(map(Fraction, found.other))))
    series = tuple((name, tuple(float(m / 60) for m in row)) for name, row in parts if any(row))
    totals = [sum(row[n] for _, row in parts) for n in range(len(found.stretches))]
    return Bars(
        title=f"Hours by kind, {say_span(days.first, days.last or days.first)}",
        said=_time_in_words(found),
        unit="hours",
        labels=months(found.stretches),
        series=series,
        words=tuple(say_minutes(round(total)) for total in totals),
    )


def _time_in_words(found: Hours) -> str:
    text = f"{say_minutes(round(found.with_teachers))} with teachers, "
    text += f"{say_minutes(sum(found.other))} other time."
    if any(len(minutes) for _, minutes in found.kinds):
        text += " A session of several kinds is shared out evenly among them."
    return text + (f" {say_no_length(missing)}" if (missing := found.without_length) else "")


@dataclass(frozen=True)
class FocusSum:
    """Held sessions with a focus, or with none said; contacts are no sessions here."""

    focus: Focus | None
    sessions: int
    minutes: int
    without_length: int


def by_focus(sessions: Iterable[Session], days: DateRange) -> tuple[FocusSum, ...]:
    """A sum for each focus in the order of Focus, no focus last, whether there was any or not."""
    held = [
        each
        for each in sessions
        if each.state is SessionState.HELD and each.date in days and not is_contact(each.kinds)
    ]
    order: tuple[Focus | None, ...] = (*Focus, None)
    return tuple(_focus_sum(focus, [s for s in held if s.focus is focus]) for focus in order)


def _focus_sum(focus: Focus | None, sessions: Sequence[Session]) -> FocusSum:
    return FocusSum(
        focus,
        len(sessions),
        sum(each.minutes or 0 for each in sessions),
        sum(each.minutes is None for each in sessions),
    )


def focus_picture(found: Sequence[FocusSum], days: DateRange) -> Bars:
    """A bar for each focus, with its sessions in words."""
    sessions = sum(each.sessions for each in found)
    said = f"{many(sessions, 'session')}, {say_minutes(sum(e.minutes for e in found))}."
    said += " Hallway talks and emails are left out."
    if missing := sum(each.without_length for each in found):
        said += f" {say_no_length(missing)}"
    return Bars(
        title=f"Hours by focus, {say_span(days.first, days.last or days.first)}",
        said=said,
        unit="hours",
        labels=tuple(label(each.focus) if each.focus else "no focus" for each in found),
        series=(("", tuple(each.minutes / 60 for each in found)),),
        words=tuple(
            f"{say_minutes(each.minutes)}, {many(each.sessions, 'session')}"
            if each.sessions
            else "none"
            for each in found
        ),
    )


def months(stretches: Sequence[DateRange]) -> tuple[str, ...]:
    """``Aug``; with the year where there is more than one."""
    several = len({each.first.year for each in stretches}) > 1
    return tuple(
        MONTHS[each.first.month - 1] + (f" {each.first.year}" if several else "")
        for each in stretches
    )
