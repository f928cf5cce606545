"""Where a coach's time went, with teachers and elsewhere: as sums, and as charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from coachcli.coaching.words import label
from coachcli.dates import MONTHS, many, say_minutes, say_no_length, say_span
from coachcli.values.frozen import dataclass
from coachcli.values.hours import Amount, Spent, WorkTime
from coachcli.values.pictures import Bars
from coachcli.values.record import OtherTime
from coachcli.values.school import DateRange
from coachcli.values.session import Session
from coachcli.values.words import Focus, Kind, SessionState, Work, is_contact

NO_KIND = "no kind noted"
"""How a session without a kind is called."""

SERIES_MAX = 8
"""So many parts of a bar can be told apart without colour."""

OTHER_KINDS = "other kinds"
OTHER_TIME = "other time"


def shared_out(kinds: Sequence[Kind], minutes: int | None) -> list[tuple[Kind | None, Fraction]]:
    """The time of a session shared out evenly among its kinds; None is a session without one."""
    several: Sequence[Kind | None] = kinds or (None,)
    return [(kind, Fraction(minutes or 0, len(several))) for kind in several]


def spent(sessions: Iterable[Session], others: Iterable[OtherTime], days: DateRange) -> Spent:
    """What was held and done on ``days``. A session with several teachers counts once."""
    held = [s for s in sessions if s.state is SessionState.HELD and s.date in days]
    met, contacts = Amount(), Amount()
    for session in held:
        if is_contact(session.kinds):
            contacts = contacts.plus(session.minutes)
        else:
            met = met.plus(session.minutes)
    by_work: dict[Work, Amount] = {}
    for other in others:
        if other.on in days:
            by_work[other.work] = by_work.get(other.work, Amount()).plus(other.minutes)
    return Spent(days, met, contacts, tuple(WorkTime(w, by_work[w]) for w in Work if w in by_work))


def usual_stretches(today: date) -> tuple[DateRange, DateRange]:
    """This month so far, and the last four weeks, today included."""
    return (
        DateRange(today.replace(day=1), today),
        DateRange(today - timedelta(days=27), today),
    )


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


def time_picture(hours: Hours, days: DateRange, most: int = SERIES_MAX) -> Bars:
    """A bar for each stretch. With more than ``most`` parts the smallest kinds go together."""
    parts = [(NO_KIND if kind is None else label(kind), row) for kind, row in hours.kinds]
    room = most - any(hours.other)
    if len(parts) > room:
        large = sorted(parts, key=lambda part: sum(part[1]), reverse=True)[: room - 1]
        small = [part[1] for part in parts if part not in large]
        together = tuple(sum(row, Fraction()) for row in zip(*small, strict=True))
        parts = [*(part for part in parts if part in large), (OTHER_KINDS, together)]
    if any(hours.other):
        parts.append((OTHER_TIME, tuple(map(Fraction, hours.other))))
    series = tuple((name, tuple(float(m / 60) for m in row)) for name, row in parts if any(row))
    totals = [sum(row[n] for _, row in parts) for n in range(len(hours.stretches))]
    return Bars(
        title=f"Hours by kind, {say_span(days.first, days.last or days.first)}",
        said=_time_in_words(hours),
        unit="hours",
        labels=months(hours.stretches),
        series=series,
        words=tuple(say_minutes(round(total)) for total in totals),
    )


def _time_in_words(hours: Hours) -> str:
    text = f"{say_minutes(round(hours.with_teachers))} with teachers, "
    text += f"{say_minutes(sum(hours.other))} other time."
    if any(len(minutes) for _, minutes in hours.kinds):
        text += " A session of several kinds is shared out evenly among them."
    return text + (f" {say_no_length(missing)}" if (missing := hours.without_length) else "")


@dataclass(frozen=True)
class FocusSum:
    """Held sessions with a focus, or with none said; contacts are no sessions here."""

    focus: Focus | None
    sessions: int
    minutes: int
    without_length: int


def by_focus(sessions: Iterable[Session], days: DateRange) -> tuple[FocusSum, ...]:
    """A sum for each focus in the order of Focus, no focus last, whether there was any or not."""
    minutes: dict[Focus | None, list[int | None]] = {focus: [] for focus in (*Focus, None)}
    for session in sessions:
        is_held = session.state is SessionState.HELD and session.date in days
        if is_held and not is_contact(session.kinds):
            minutes[session.focus].append(session.minutes)
    return tuple(
        FocusSum(focus, len(each), sum(length or 0 for length in each), each.count(None))
        for focus, each in minutes.items()
    )


def focus_picture(sums: Sequence[FocusSum], days: DateRange) -> Bars:
    """A bar for each focus, with its sessions in words."""
    sessions = sum(each.sessions for each in sums)
    said = f"{many(sessions, 'session')}, {say_minutes(sum(e.minutes for e in sums))}."
    said += " Hallway talks and emails are left out."
    if missing := sum(each.without_length for each in sums):
        said += f" {say_no_length(missing)}"
    return Bars(
        title=f"Hours by focus, {say_span(days.first, days.last or days.first)}",
        said=said,
        unit="hours",
        labels=tuple(label(each.focus) if each.focus else "no focus" for each in sums),
        series=(("", tuple(each.minutes / 60 for each in sums)),),
        words=tuple(
            f"{say_minutes(each.minutes)}, {many(each.sessions, 'session')}"
            if each.sessions
            else "none"
            for each in sums
        ),
    )


def months(stretches: Sequence[DateRange]) -> tuple[str, ...]:
    """``Aug``; with the year where there is more than one."""
    several = len({each.first.year for each in stretches}) > 1
    return tuple(
        MONTHS[each.first.month - 1] + (f" {each.first.year}" if several else "")
        for each in stretches
    )
