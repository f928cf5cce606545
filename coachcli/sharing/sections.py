"""A report laid out: headings, sentences, tables and pictures, the same for every form it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from coachcli.coaching.charts.hours import NO_KIND
from coachcli.coaching.words import label
from coachcli.dates import MONTHS, many, say_day, say_minutes, say_span
from coachcli.sharing.agreement import SMALLEST_GROUP
from coachcli.sharing.report import Include, Minutes, Part, Person, Report, Sums
from coachcli.values.pictures import Bars
from coachcli.values.words import Support

SUPPORTS = {Support.CORE: "officially assigned", Support.SIDE: "carried over or on a project"}

INCLUDED = {
    Include.COUNTS: "sessions and hours of each teacher by name",
    Include.DATES: "the days of single sessions",
    Include.CANCELLATIONS: "how many sessions were called off, and by whom",
    Include.NO_SHOWS: "how many sessions nobody came to",
    Include.WAITS: "how long since the last visit to each teacher by name",
    Include.SMALL_GROUPS: f"numbers for fewer than {SMALLEST_GROUP} teachers",
}

STRICT = (
    "It is made from what may be shared and nothing else. Nobody's notes, next steps or single"
    " sessions are in it, and neither sessions nor hours are counted for fewer than"
    f" {SMALLEST_GROUP} teachers."
)

ALWAYS = "Nobody's notes or next steps are in it."
"""What holds whatever was let in."""


class Table(NamedTuple):
    """The first column says what each row is about; ``numbers`` are the columns of figures."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


class Section(NamedTuple):
    title: str
    text: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    picture: Bars | None = None


def title(report: Report) -> str:
    """``Coaching, 1 Aug to 24 Nov 2026``."""
    return f"Coaching, {say_span(report.days.first, report.days.last or report.days.first)}"


def widened(report: Report) -> tuple[str, ...]:
    """What was let in beyond the strict rules, one thing in each."""
    return tuple(INCLUDED[each] for each in report.included)


def lead(report: Report) -> tuple[str, ...]:
    """What stands under the title."""
    said = [f"By {report.by}."] * bool(report.by)
    said.append(ALWAYS if report.included else STRICT)
    if report.included:
        said.append(f"By agreement it also says {'; '.join(widened(report))}.")
    return tuple(said)


def sections(report: Report) -> tuple[Section, ...]:
    """Everything that the report says, in order; what it does not have is left out."""
    found = (
        _narrative(report),
        _teachers(report),
        _questions(report),
        _evidence(report),
        _sessions(report),
        _focus(report),
        _others(report),
        *_let_in(report),
    )
    return tuple(each for each in found if each is not None)


def _narrative(report: Report) -> Section | None:
    return Section("In the coach's words", report.narrative) if report.narrative else None


def _teachers(report: Report) -> Section:
    text = f"{many(report.teachers, 'teacher')} supported"
    text += f": {_listed(report.supports)}." if report.supports else "."
    said = [text]
    if report.anonymous:
        verb = "is" if report.anonymous == 1 else "are"
        said.append(f"{report.anonymous} of them {verb} counted and not named.")
    tables = tuple(
        _part_table(head, parts, "Teachers")
        for head, parts in (("Grade", report.grades), ("Subject", report.subjects))
        if any(part.of for part in parts)
    )
    return Section("Teachers", tuple(said), tables)


def _questions(report: Report) -> Section | None:
    """Who is named, with the question where they stand with it."""
    if not report.people:
        return None
    rows = tuple(
        (
            ", ".join(each.names),
            each.question,
            label(each.focus) if each.focus else "",
            label(each.phase) if each.phase else "",
        )
        for each in report.people
    )
    asked = any(each.question for each in report.people)
    columns = ("Teacher", "Inquiry question", "Focus", "Phase")
    heading = "Inquiry questions" if asked else "Teachers by name"
    return Section(heading, (), (_without_empty(Table(columns, rows)),))


def _without_empty(table: Table) -> Table:
    """Without the columns in which nothing stands, but with the first. Of words, not of figures."""
    kept = [at for at in range(len(table.columns)) if not at or any(row[at] for row in table.rows)]
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return Table(tuple(table.columns[at] for at in kept), rows)


def _evidence(report: Report) -> Section | None:
    rows = tuple(_evidence_rows(report.people))
    if not rows:
        return None
    text = ("What students did, where teacher and coach agreed to share it.",)
    columns = ("Teacher", "Measure", "At first", "Latest")
    return Section("Evidence", text, (Table(columns, rows),))


def _evidence_rows(people: Sequence[Person]) -> Iterator[tuple[str, ...]]:
    for person in people:
        for each in person.evidence:
            latest = f"{each.latest[0]} of {each.latest[1]}" if each.times > 1 else ""
            first = f"{each.first[0]} of {each.first[1]}"
            yield ", ".join(person.names), each.measure, first, latest


def _sessions(report: Report) -> Section:
    contacts = _summed(report.contacts, "short contact") if report.contacts else ""
    if report.sessions is None:
        few = "Too few teachers were met in this time to say how many sessions."
        return Section("Sessions", (few, *[f"Besides, {contacts}."] * bool(contacts)))
    said = [f"{_summed(report.sessions, 'session')}."]
    if report.groups:
        said.append(f"Of these with several teachers at once: {_summed(report.groups, 'session')}.")
    if contacts:
        said.append(f"Besides, {contacts}.")
    if report.sessions.minutes is None:
        said.append("Too few teachers have sessions with a length to say how many hours.")
    elif report.sessions.open_ended:
        said.append("Some sessions have no length; they add nothing to the hours.")
    tables = [_part_table("Month", report.months, "Sessions")] * bool(report.months)
    if report.kinds:
        said.append("A session of several kinds counts for each; its time is shared out.")
        tables.append(_part_table("Kind", report.kinds, "Sessions"))
    return Section("Sessions", tuple(said), tuple(tables), _hours_picture(report))


def _hours_picture(report: Report) -> Bars | None:
    """Hours by month, with teachers and elsewhere; only where months can be told apart.

    A month whose sessions went together with others has no bar: it would be too short.
    """
    met = _minutes_by_month(report.months)
    others = _minutes_by_month(report.others_by_month)
    are_all = met and not any(part.is_rest for part in report.months)
    months = sorted({*met, *(others if are_all else ())})
    if len(months) < 2:
        return None
    series = [("with teachers", [met.get(each, 0) for each in months])]
    if any(each in others for each in months):
        series.append(("elsewhere", [others.get(each, 0) for each in months]))
    return _bars("Hours by month", [_month(each) for each in months], series)


def _minutes_by_month(parts: Sequence[Part]) -> dict[date, Minutes]:
    return {p.of: p.minutes for p in parts if isinstance(p.of, date) and p.minutes is not None}


def _focus(report: Report) -> Section | None:
    if not any(part.of for part in report.focuses):
        return None
    table = _part_table("Focus", report.focuses, "Sessions")
    labels = [row[0] for row in table.rows]
    minutes = [part.minutes or 0 for part in report.focuses]
    picture = _bars("Hours by focus", labels, [("", minutes)]) if any(minutes) else None
    return Section("Focus", (), (table,), picture)


def _bars(title: str, labels: list[str], series: Sequence[tuple[str, Sequence[Minutes]]]) -> Bars:
    """Minutes as bars in hours, with the whole in words beside each bar."""
    totals = [sum(each) for each in zip(*(minutes for _, minutes in series), strict=True)]
    words = tuple(_time(each) or "none" for each in totals)
    said = ", ".join(f"{label} {word}" for label, word in zip(labels, words, strict=True))
    hours = tuple((name, tuple(float(each / 60) for each in minutes)) for name, minutes in series)
    return Bars(title, f"{title}: {said}.", "hours", tuple(labels), hours, words)


def _others(report: Report) -> Section | None:
    if not report.others:
        return None
    minutes = sum(part.minutes or 0 for part in report.others)
    text = f"The coach's time without a teacher: {say_minutes(round(minutes))}."
    return Section("Other work", (text,), (_part_table("Work", report.others, "Times"),))


def _let_in(report: Report) -> Iterator[Section]:
    """What each ``Include`` adds, and nothing more."""
    if report.counts is not None:
        rows = tuple((name, str(n), say_minutes(m) if m else "") for name, n, m in report.counts)
        table = Table(("Teacher", "Sessions", "Time"), rows, frozenset((1, 2)))
        yield Section("Sessions by teacher", (), (table,))
    if report.dates is not None:
        days = tuple(
            (say_day(on, report.days.last), ", ".join(map(label, kinds)) or NO_KIND)
            for on, kinds in report.dates
        )
        yield Section("Days of sessions", (), (Table(("Day", "Kind"), days),))
    if report.cancellations is not None:
        calls = ", ".join(f"{count} by the {party}" for party, count in report.cancellations)
        yield Section("Called off", (f"Sessions called off: {calls or 'none'}.",))
    if report.no_shows is not None:
        yield Section("Not met", (f"Sessions nobody came to: {report.no_shows or 'none'}.",))
    if report.waits is not None:
        rows_of = tuple((name, _waited(weeks)) for name, weeks in report.waits)
        head = ("Teacher", "Working weeks since the last visit")
        yield Section("Since the last visit", (), (Table(head, rows_of, frozenset((1,))),))


def _waited(weeks: int | None) -> str:
    return "not visited yet" if weeks is None else str(weeks)


def _part_table(head: str, parts: Sequence[Part], counted: str) -> Table:
    """A row for each part, with its time where there is some."""
    timed = any(part.minutes for part in parts)
    rows = [(named(part, head), str(part.count), *[_time(part.minutes)] * timed) for part in parts]
    columns = (head, counted, *["Time"] * timed)
    return Table(columns, tuple(rows), frozenset(range(1, len(columns))))


def named(part: Part, what: str) -> str:
    """``Nov 2026``, ``co-planning``, ``all others``, ``no focus noted``."""
    if part.is_rest:
        return "all others"
    if isinstance(part.of, date):
        return _month(part.of)
    if not part.of:
        return f"no {what.lower()} noted"
    return label(part.of) if isinstance(part.of, StrEnum) else part.of


def _listed(parts: Sequence[Part]) -> str:
    said = [
        f"{part.count} {SUPPORTS[part.of] if isinstance(part.of, Support) else 'others'}"
        for part in parts
    ]
    return ", ".join(said)


def _summed(sums: Sums, what: str) -> str:
    """``86 sessions, 58 h``."""
    text = many(sums.sessions, what)
    return f"{text}, {say_minutes(sums.minutes)}" if sums.minutes else text


def _time(minutes: Minutes | None) -> str:
    return say_minutes(round(minutes)) if minutes else ""


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
