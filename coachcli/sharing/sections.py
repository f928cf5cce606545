"""A report laid out: headings, sentences, tables and pictures, the same for every form it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from coachcli.coaching.charts.hours import NO_KIND
from coachcli.coaching.words import label
from coachcli.dates import MONTHS, many, say_day, say_minutes, say_span
from coachcli.sharing.agreement import SMALLEST_GROUP
from coachcli.sharing.report import Include, Inquiry, Minutes, Report, Subtotal, Sums
from coachcli.values.frozen import dataclass
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


@dataclass(frozen=True)
class ReportTable:
    """The first column says what each row is about; ``numbers`` are the columns of figures."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ReportSection:
    title: str
    text: tuple[str, ...] = ()
    tables: tuple[ReportTable, ...] = ()
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


def sections(report: Report) -> tuple[ReportSection, ...]:
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


def _narrative(report: Report) -> ReportSection | None:
    return ReportSection("In the coach's words", report.narrative) if report.narrative else None


def _teachers(report: Report) -> ReportSection:
    teachers = report.teachers
    text = f"{many(teachers.count, 'teacher')} supported"
    text += f": {_listed(teachers.support)}." if teachers.support else "."
    said = [text]
    if teachers.not_named:
        verb = "is" if teachers.not_named == 1 else "are"
        said.append(f"{teachers.not_named} of them {verb} counted and not named.")
    tables = tuple(
        _part_table(head, parts, "Teachers")
        for head, parts in (("Grade", teachers.grade), ("Subject", teachers.subject))
        if any(part.of for part in parts)
    )
    return ReportSection("Teachers", tuple(said), tables)


def _questions(report: Report) -> ReportSection | None:
    """Who is named, with the question where they stand with it."""
    if not report.inquiries:
        return None
    rows = tuple(
        (
            ", ".join(inquiry.teachers),
            inquiry.question or "",
            label(inquiry.focus) if inquiry.focus else "",
            label(inquiry.phase) if inquiry.phase else "",
        )
        for inquiry in report.inquiries
    )
    asked = any(inquiry.question for inquiry in report.inquiries)
    columns = ("Teacher", "Inquiry question", "Focus", "Phase")
    heading = "Inquiry questions" if asked else "Teachers by name"
    return ReportSection(heading, (), (_without_empty(ReportTable(columns, rows)),))


def _without_empty(table: ReportTable) -> ReportTable:
    """Without the columns in which nothing stands, but with the first. Of words, not of figures."""
    kept = [at for at in range(len(table.columns)) if not at or any(row[at] for row in table.rows)]
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return ReportTable(tuple(table.columns[at] for at in kept), rows)


def _evidence(report: Report) -> ReportSection | None:
    rows = tuple(_evidence_rows(report.inquiries))
    if not rows:
        return None
    text = ("What students did, where teacher and coach agreed to share it.",)
    columns = ("Teacher", "Measure", "At first", "Latest")
    return ReportSection("Evidence", text, (ReportTable(columns, rows),))


def _evidence_rows(inquiries: Sequence[Inquiry]) -> Iterator[tuple[str, ...]]:
    for inquiry in inquiries:
        for evidence in inquiry.evidence:
            first, latest = (
                f"{share.met} of {share.total}" for share in (evidence.first, evidence.latest)
            )
            who = ", ".join(inquiry.teachers)
            yield who, evidence.measure, first, latest if evidence.times > 1 else ""


def _sessions(report: Report) -> ReportSection:
    contacts = _summed(report.contacts, "short contact") if report.contacts else ""
    if report.sessions is None:
        few = "Too few teachers were met in this time to say how many sessions."
        return ReportSection("Sessions", (few, *[f"Besides, {contacts}."] * bool(contacts)))
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
    return ReportSection("Sessions", tuple(said), tuple(tables), _hours_picture(report))


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


def _minutes_by_month(parts: Sequence[Subtotal]) -> dict[date, Minutes]:
    return {p.of: p.minutes for p in parts if isinstance(p.of, date) and p.minutes is not None}


def _focus(report: Report) -> ReportSection | None:
    if not any(part.of for part in report.focuses):
        return None
    table = _part_table("Focus", report.focuses, "Sessions")
    labels = [row[0] for row in table.rows]
    minutes = [part.minutes or 0 for part in report.focuses]
    picture = _bars("Hours by focus", labels, [("", minutes)]) if any(minutes) else None
    return ReportSection("Focus", (), (table,), picture)


def _bars(title: str, labels: list[str], series: Sequence[tuple[str, Sequence[Minutes]]]) -> Bars:
    """Minutes as bars in hours, with the whole in words beside each bar."""
    totals = [sum(each) for each in zip(*(minutes for _, minutes in series), strict=True)]
    words = tuple(_time(each) or "none" for each in totals)
    said = ", ".join(f"{label} {word}" for label, word in zip(labels, words, strict=True))
    hours = tuple((name, tuple(float(each / 60) for each in minutes)) for name, minutes in series)
    return Bars(title, f"{title}: {said}.", "hours", tuple(labels), hours, words)


def _others(report: Report) -> ReportSection | None:
    if not report.others:
        return None
    minutes = sum(part.minutes or 0 for part in report.others)
    text = f"The coach's time without a teacher: {say_minutes(round(minutes))}."
    return ReportSection("Other work", (text,), (_part_table("Work", report.others, "Times"),))


def _let_in(report: Report) -> Iterator[ReportSection]:
    """What each ``Include`` adds, and nothing more."""
    if report.counts is not None:
        counts = tuple(
            (
                of.teacher,
                str(of.sessions),
                say_minutes(of.minutes) if of.minutes else "",
            )
            for of in report.counts
        )
        head = ("Teacher", "Sessions", "Time")
        yield _one_table("Sessions by teacher", ReportTable(head, counts, frozenset((1, 2))))
    if report.dates is not None:
        days = tuple(
            (say_day(held.date, report.days.last), ", ".join(map(label, held.kinds)) or NO_KIND)
            for held in report.dates
        )
        yield _one_table("Days of sessions", ReportTable(("Day", "Kind"), days))
    if report.cancellations is not None:
        parties = report.cancellations.items()
        calls = ", ".join(f"{count} by the {party}" for party, count in parties)
        yield ReportSection("Called off", (f"Sessions called off: {calls or 'none'}.",))
    if report.no_shows is not None:
        yield ReportSection("Not met", (f"Sessions nobody came to: {report.no_shows or 'none'}.",))
    if report.waits is not None:
        waits = tuple((wait.teacher, _waited(wait.weeks)) for wait in report.waits)
        columns = ("Teacher", "Working weeks since the last visit")
        yield _one_table("Since the last visit", ReportTable(columns, waits, frozenset((1,))))


def _one_table(title: str, table: ReportTable) -> ReportSection:
    return ReportSection(title, (), (table,))


def _waited(weeks: int | None) -> str:
    return "not visited yet" if weeks is None else str(weeks)


def _part_table(head: str, parts: Sequence[Subtotal], counted: str) -> ReportTable:
    """A row for each part, with its time where there is some."""
    timed = any(part.minutes for part in parts)
    rows = [(named(part, head), str(part.count), *[_time(part.minutes)] * timed) for part in parts]
    columns = (head, counted, *["Time"] * timed)
    return ReportTable(columns, tuple(rows), frozenset(range(1, len(columns))))


def named(part: Subtotal, what: str) -> str:
    """``Nov 2026``, ``co-planning``, ``all others``, ``no focus noted``."""
    if part.is_rest:
        return "all others"
    if isinstance(part.of, date):
        return _month(part.of)
    if not part.of:
        return f"no {what.lower()} noted"
    return label(part.of) if isinstance(part.of, StrEnum) else part.of


def _listed(parts: Sequence[Subtotal]) -> str:
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
