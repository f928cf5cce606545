"""A report as tidy tables for programs: each row is one observation and each column one variable
(Wickham, Tidy Data, 2014)."""

from __future__ import annotations

from collections.abc import Sequence

from coachcli.sharing.printable import printable
from coachcli.sharing.report import Report, Subtotal, Sums

Rows = list[tuple[str, ...]]

TABLES = (
    *("teachers", "questions", "evidence", "sessions", "other-work"),
    *("counts", "dates", "not-held", "waits"),
)
"""The names of the tables, those of what is let in last."""


def tables(report: Report) -> dict[str, Rows]:
    """The tidy tables by name, each with its header row; those without rows are left out."""
    found: dict[str, Rows] = {
        "teachers": [
            ("by", "value", "teachers"),
            *_each("support", report.teachers.support),
            *_each("grade", report.teachers.grade),
            *_each("subject", report.teachers.subject),
        ],
        "questions": [
            ("teachers", "question", "focus", "phase"),
            *(
                ("; ".join(each.teachers), each.question or "", each.focus or "", each.phase or "")
                for each in report.inquiries
            ),
        ],
        "evidence": [
            ("teachers", "measure", "time", "met", "total"),
            *(
                ("; ".join(inquiry.teachers), each.measure, when, str(of.met), str(of.total))
                for inquiry in report.inquiries
                for each in inquiry.evidence
                for when, of in (("first", each.first), ("latest", each.latest))
                if when == "first" or each.times > 1
            ),
        ],
        "sessions": [
            ("by", "value", "sessions", "minutes"),
            *_summed("all", report.sessions),
            *_summed("several teachers", report.groups),
            *_summed("contacts", report.contacts),
            *_timed("month", report.months),
            *_timed("kind", report.kinds),
            *_timed("focus", report.focuses),
        ],
        "other-work": [
            ("by", "value", "times", "minutes"),
            *_timed("work", report.others),
            *_timed("month", report.others_by_month),
        ],
        "counts": [
            ("teacher", "sessions", "minutes"),
            *((of.teacher, str(of.sessions), str(of.minutes)) for of in report.counts or ()),
        ],
        "dates": [
            ("date", "kinds"),
            *((held.date.isoformat(), "; ".join(held.kinds)) for held in report.dates or ()),
        ],
        "not-held": [
            ("what", "by", "sessions"),
            *(("cancelled", party, str(n)) for party, n in (report.cancellations or {}).items()),
            *[("no_show", "", str(report.no_shows))] * (report.no_shows is not None),
        ],
        "waits": [
            ("teacher", "working_weeks"),
            *((of.teacher, "" if of.weeks is None else str(of.weeks)) for of in report.waits or ()),
        ],
    }
    return {
        name: [tuple(map(printable, row)) for row in rows]
        for name, rows in found.items()
        if len(rows) > 1
    }


def _summed(by: str, sums: Sums | None) -> Rows:
    return [(by, "", str(sums.sessions), _minutes(sums))] if sums else []


def _each(by: str, parts: Sequence[Subtotal]) -> Rows:
    return [(by, _value(part), str(part.count)) for part in parts]


def _timed(by: str, parts: Sequence[Subtotal]) -> Rows:
    return [(by, _value(part), str(part.count), _minutes(part)) for part in parts]


def _minutes(of: Sums | Subtotal) -> str:
    """Whole where they are, else to two places."""
    minutes = of.minutes
    if minutes is None:
        return ""
    return str(int(minutes)) if minutes == int(minutes) else str(round(float(minutes), 2))


def _value(part: Subtotal) -> str:
    return "all others" if part.is_rest else part.word or "none"
