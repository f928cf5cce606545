"""A report: what a principal may see. ``Report`` has no place for anything sealed.

``report`` makes it from ``shared.Shared``. Whatever is counted is counted for at least
``SMALLEST_GROUP`` teachers, and so is what is left when the parts that are shown are taken from the
sum: smaller parts are put together, and a sum that fewer teachers have made is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from coachcli.coaching.charts.hours import shared_out
from coachcli.sharing.agreement import SMALLEST_GROUP
from coachcli.sharing.strict_rules import is_cut_short
from coachcli.values.frozen import dataclass
from coachcli.values.report import HeldDay, Shared, SharedEvidence, SharedSession, Widened
from coachcli.values.school import DateRange
from coachcli.values.words import Focus, Kind, Party, Phase, Support, Work, is_contact


class Include(StrEnum):
    """What a coach can let in beyond the strict rules, if all teachers concerned agree."""

    COUNTS = "counts"
    DATES = "dates"
    CANCELLATIONS = "cancellations"
    NO_SHOWS = "no-shows"
    WAITS = "waits"
    SMALL_GROUPS = "small-groups"


Subject = Support | Focus | Kind | Work | date | str | None


Minutes = int | Fraction
"""Whole ones, but where a session's time is shared out."""


@dataclass(frozen=True)
class Subtotal:
    """One part of a sum: ``count`` of teachers, sessions or entries. ``of`` None has no word of its
    own, and ``is_rest`` is all that was too small to stand alone. ``minutes`` None: too few
    teachers have made them."""

    of: Subject
    count: int
    minutes: Minutes | None = 0
    is_rest: bool = False
    JSON = {"of": "word", "rest": "is_rest", "count": "count", "minutes": "minutes"}

    @property
    def word(self) -> str | None:
        """What it is about, as a program reads it; a month as ``2026-11``."""
        if isinstance(self.of, date):
            return self.of.isoformat()[:7]
        return str(self.of) if self.of else None


@dataclass(frozen=True)
class Inquiry:
    """One teacher, or the teachers of one cycle, as far as they stand in reports."""

    teachers: tuple[str, ...]
    question: str | None = None
    focus: Focus | None = None
    phase: Phase | None = None
    evidence: tuple[SharedEvidence, ...] = ()


@dataclass(frozen=True)
class Sums:
    """Sessions together. ``open_ended``: some have no length and add nothing to ``minutes``, which
    are None where too few teachers have made them."""

    sessions: int
    minutes: int | None
    open_ended: bool
    JSON = {"count": "sessions", "minutes": "minutes"}


@dataclass(frozen=True)
class Caseload:
    """How many teachers; ``not_named`` of them are only counted."""

    count: int
    not_named: int
    support: tuple[Subtotal, ...]
    grade: tuple[Subtotal, ...]
    subject: tuple[Subtotal, ...]


@dataclass(frozen=True)
class TeacherCount:
    """The sessions of one teacher."""

    teacher: str
    sessions: int
    minutes: int


@dataclass(frozen=True)
class TeacherWait:
    """Working weeks since the last visit to one teacher; None without one."""

    teacher: str
    weeks: int | None


@dataclass(frozen=True)
class Report:
    """All that leaves. What was not let in, or was too small to be counted, is None or empty.

    ``groups`` are sessions with several teachers.
    """

    days: DateRange
    by: str
    narrative: tuple[str, ...]
    included: tuple[Include, ...]
    teachers: Caseload
    inquiries: tuple[Inquiry, ...]
    sessions: Sums | None
    contacts: Sums | None
    groups: Sums | None
    months: tuple[Subtotal, ...]
    kinds: tuple[Subtotal, ...]
    focuses: tuple[Subtotal, ...]
    others: tuple[Subtotal, ...]
    others_by_month: tuple[Subtotal, ...]
    counts: tuple[TeacherCount, ...] | None = None
    dates: tuple[HeldDay, ...] | None = None
    cancellations: Mapping[Party, int] | None = None
    no_shows: int | None = None
    waits: tuple[TeacherWait, ...] | None = None
    JSON = {
        "first": "days.first",
        "last": "days.last",
        "by": "by",
        "narrative": "narrative",
        "included": "included",
        "teachers": "teachers",
        "questions": "inquiries",
        "sessions": "sessions",
        "with_several_teachers": "groups",
        "contacts": "contacts",
        "months": "months",
        "kinds": "kinds",
        "focus": "focuses",
        "other_work": "others",
        "other_work_by_month": "others_by_month",
    }

    @property
    def let_in(self) -> dict[str, object]:
        """What was let in, by its key in JSON. What was not has no key."""
        keys = ("counts", "dates", "cancellations", "no_shows", "waits")
        return {key: getattr(self, key) for key in keys if getattr(self, key) is not None}


def report(
    found: Shared,
    days: DateRange,
    *,
    by: str = "",
    narrative: tuple[str, ...] = (),
    included: frozenset[Include] = frozenset(),
    widened: Widened | None = None,
) -> Report:
    """The report on ``days``, by the strict rules but for what is ``included``."""
    smallest = 1 if Include.SMALL_GROUPS in included else SMALLEST_GROUP
    wide = widened or Widened()
    contacts = [each for each in found.sessions if is_contact(each.kinds)]
    met = [each for each in found.sessions if not is_contact(each.kinds)]
    return Report(
        days=days,
        by=by,
        narrative=narrative,
        included=tuple(each for each in Include if each in included),
        teachers=caseload(found, smallest),
        inquiries=inquiries(found),
        sessions=sums(met, smallest),
        contacts=sums(contacts, smallest),
        groups=groups(met, smallest),
        months=subtotals(_by_month(met, days, included), smallest),
        kinds=subtotals((piece for s in met for piece in _by_kind(s)), smallest),
        focuses=subtotals(((s.focus, s.who, s.minutes or 0) for s in met), smallest),
        others=subtotals(((t.work, (), t.minutes) for t in found.others), 0),
        others_by_month=subtotals(((t.month, (), t.minutes) for t in found.others), 0),
        counts=counts(found, met) if Include.COUNTS in included else None,
        dates=wide.dates,
        cancellations=wide.cancellations,
        no_shows=wide.no_shows,
        waits=waits(found, wide.waits) if wide.waits is not None else None,
    )


def caseload(found: Shared, smallest: int) -> Caseload:
    """How many teachers there are of each support, grade and subject."""
    teachers = found.teachers
    return Caseload(
        count=len(teachers),
        not_named=sum(not teacher.name for teacher in teachers),
        support=subtotals(((t.support, {t.who}, 0) for t in teachers), smallest),
        grade=subtotals(((t.grade, {t.who}, 0) for t in teachers), smallest),
        subject=subtotals(((t.subject, {t.who}, 0) for t in teachers), smallest),
    )


Of = TypeVar("Of", bound=Subject)


def subtotals(
    pieces: Iterable[tuple[Of, Iterable[int], Minutes]], smallest: int
) -> tuple[Subtotal, ...]:
    """What, with whom and how many minutes, summed up by what.

    No part is of fewer than ``smallest`` teachers: those go together, and when all of them are
    still too few, with the smallest of the others. Empty when that leaves nothing to tell apart.
    Minutes are left out of all parts where those of one were made by too few.
    """
    who: dict[Of, set[int]] = {}
    timed: dict[Of, set[int]] = {}
    count: dict[Of, int] = {}
    minutes: dict[Of, Minutes] = {}
    for of, with_whom, length in pieces:
        who.setdefault(of, set()).update(with_whom)
        count[of] = count.get(of, 0) + 1
        minutes[of] = minutes.get(of, 0) + length
        timed.setdefault(of, set()).update(with_whom if length else ())
    shown = sorted(who, key=lambda of: (of is None, str(of)))
    rest: list[Of] = [of for of in shown if len(who[of]) < smallest]
    shown = [of for of in shown if of not in rest]
    while rest and shown and len(set().union(*(who[of] for of in rest))) < smallest:
        rest.append(min(shown, key=lambda of: len(who[of])))
        shown.remove(rest[-1])
    if not shown:
        return ()
    found = [Subtotal(of, count[of], minutes[of]) for of in shown]
    by_whom = [timed[of] for of in shown]
    if rest:
        together = sum(count[of] for of in rest), sum(minutes[of] for of in rest)
        found.append(Subtotal(None, *together, is_rest=True))
        by_whom.append(set().union(*(timed[of] for of in rest)))
    if any(
        part.minutes and len(those) < smallest for part, those in zip(found, by_whom, strict=True)
    ):
        return tuple(replace(part, minutes=None) for part in found)
    return tuple(found)


def _by_month(
    sessions: list[SharedSession], days: DateRange, included: frozenset[Include]
) -> list[tuple[date, frozenset[int], int]]:
    """A month of which only a few days are meant goes with the others, as if with nobody: it would
    tell when its sessions were."""
    known = Include.DATES in included
    return [
        (
            each.month,
            each.who if known or not is_cut_short(each.month, days) else frozenset(),
            each.minutes or 0,
        )
        for each in sessions
    ]


def has_small_months(told: Report) -> bool:
    """Whether sessions of a month are in the sums that no report on that month would count: who
    has those on the other months finds them by subtracting."""
    return told.sessions is not None and (
        not told.months or any(part.is_rest for part in told.months)
    )


def _by_kind(session: SharedSession) -> list[tuple[Kind | None, frozenset[int], Fraction]]:
    """A session counts for each of its kinds, and its time is shared out among them."""
    return [(kind, session.who, part) for kind, part in shared_out(session.kinds, session.minutes)]


def sums(sessions: list[SharedSession], smallest: int) -> Sums | None:
    """The sessions together; None when there are none, or with too few teachers."""
    if not sessions or len(frozenset().union(*(each.who for each in sessions))) < smallest:
        return None
    timed = [each for each in sessions if each.minutes]
    by_few = timed and len(frozenset().union(*(each.who for each in timed))) < smallest
    return Sums(
        sessions=len(sessions),
        minutes=None if by_few else sum(each.minutes or 0 for each in timed),
        open_ended=any(each.minutes is None for each in sessions),
    )


def groups(sessions: list[SharedSession], smallest: int) -> Sums | None:
    """Those with several teachers; None also when the others would be told by what is left."""
    several = [each for each in sessions if len(each.who) > 1]
    alone = [each for each in sessions if len(each.who) <= 1]
    found, left = sums(several, smallest), sums(alone, smallest)
    if not alone or found is None:
        return found
    if left is None:
        return None
    return replace(found, minutes=None) if left.minutes is None else found


def inquiries(found: Shared) -> tuple[Inquiry, ...]:
    """By name: the cycles whose teachers all stand with the question, then whoever is in none."""
    by_who = {each.who: each for each in found.teachers}
    listed: list[Inquiry] = []
    in_cycle: set[int] = set()
    for cycle in found.cycles:
        teachers = [each for each in found.teachers if each.who in cycle.who]
        if not cycle.question or not teachers:
            continue
        in_cycle |= cycle.who
        focus = cycle.focus or (teachers[0].focus if len(teachers) == 1 else None)
        names = tuple(each.name for each in teachers)
        listed.append(Inquiry(names, cycle.question, focus, cycle.phase, cycle.evidence))
    for who, teacher in by_who.items():
        if teacher.name and who not in in_cycle:
            listed.append(Inquiry((teacher.name,), teacher.question or None, teacher.focus))
    return tuple(sorted(listed, key=lambda inquiry: [name.casefold() for name in inquiry.teachers]))


def counts(found: Shared, met: list[SharedSession]) -> tuple[TeacherCount, ...]:
    """Sessions and minutes of each teacher who is named."""
    return tuple(
        TeacherCount(
            each.name,
            sum(each.who in session.who for session in met),
            sum(session.minutes or 0 for session in met if each.who in session.who),
        )
        for each in found.teachers
        if each.name
    )


def waits(found: Shared, weeks: Mapping[int, int | None]) -> tuple[TeacherWait, ...]:
    """Working weeks by name, of those who are named and have a place in the rotation."""
    return tuple(
        TeacherWait(t.name, weeks[t.who]) for t in found.teachers if t.name and t.who in weeks
    )
