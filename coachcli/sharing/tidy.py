"""A report for programs: as an object of plain words and numbers, and as tidy tables, in which each
row is one observation and each column one variable (Wickham, Tidy Data, 2014)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from coachcli.sharing.plain import plain
from coachcli.sharing.report import Part, Report, Sums

Rows = list[tuple[str, ...]]

TABLES = (
    *("teachers", "questions", "evidence", "sessions", "other-work"),
    *("counts", "dates", "not-held", "waits"),
)
"""The names of the tables, those of what is let in last."""


def data(report: Report) -> dict[str, Any]:
    """``data`` of ``report --json``. What was not let in is not in it."""
    found: dict[str, Any] = {
        "first": report.days.first,
        "last": report.days.last,
        "by": report.by,
        "narrative": list(report.narrative),
        "included": list(report.included),
        "teachers": {
            "count": report.teachers,
            "not_named": report.anonymous,
            "support": _parts(report.supports),
            "grade": _parts(report.grades),
            "subject": _parts(report.subjects),
        },
        "questions": [
            {
                "teachers": list(person.names),
                "question": person.question or None,
                "focus": person.focus,
                "phase": person.phase,
                "evidence": [
                    {
                        "measure": each.measure,
                        "first": {"met": each.first[0], "total": each.first[1]},
                        "latest": {"met": each.latest[0], "total": each.latest[1]},
                        "times": each.times,
                    }
                    for each in person.evidence
                ],
            }
            for person in report.people
        ],
        "sessions": _sums(report.sessions),
        "with_several_teachers": _sums(report.groups),
        "contacts": _sums(report.contacts),
        "months": _parts(report.months),
        "kinds": _parts(report.kinds),
        "focus": _parts(report.focuses),
        "other_work": _parts(report.others),
        "other_work_by_month": _parts(report.others_by_month),
    }
    return found | _let_in(report)


def _let_in(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if report.counts is not None:
        found["counts"] = [
            {"teacher": name, "sessions": n, "minutes": minutes}
            for name, n, minutes in report.counts
        ]
    if report.dates is not None:
        found["dates"] = [{"date": on, "kinds": list(kinds)} for on, kinds in report.dates]
    if report.cancellations is not None:
        found["cancellations"] = {str(party): n for party, n in report.cancellations}
    if report.no_shows is not None:
        found["no_shows"] = report.no_shows
    if report.waits is not None:
        found["waits"] = [{"teacher": name, "weeks": weeks} for name, weeks in report.waits]
    return found


def _parts(parts: Sequence[Part]) -> list[dict[str, Any]]:
    return [
        {"of": word(part), "rest": part.is_rest, "count": part.count, "minutes": part.minutes}
        for part in parts
    ]


def _sums(sums: Sums | None) -> dict[str, Any] | None:
    return None if sums is None else {"count": sums.sessions, "minutes": sums.minutes}


def word(part: Part) -> str | None:
    """What a part is about, as a program reads it; a month as ``2026-11``."""
    if isinstance(part.of, date):
        return part.of.isoformat()[:7]
    return str(part.of) if part.of else None


def tables(report: Report) -> dict[str, Rows]:
    """The tidy tables by name, each with its header row; those without rows are left out."""
    found: dict[str, Rows] = {
        "teachers": [
            ("by", "value", "teachers"),
            *_each("support", report.supports),
            *_each("grade", report.grades),
            *_each("subject", report.subjects),
        ],
        "questions": [
            ("teachers", "question", "focus", "phase"),
            *(
                ("; ".join(each.names), each.question, each.focus or "", each.phase or "")
                for each in report.people
            ),
        ],
        "evidence": [
            ("teachers", "measure", "time", "met", "total"),
            *(
                ("; ".join(person.names), each.measure, when, str(met), str(total))
                for person in report.people
                for each in person.evidence
                for when, (met, total) in (("first", each.first), ("latest", each.latest))
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
            *((name, str(n), str(minutes)) for name, n, minutes in report.counts or ()),
        ],
        "dates": [
            ("date", "kinds"),
            *((on.isoformat(), "; ".join(kinds)) for on, kinds in report.dates or ()),
        ],
        "not-held": [
            ("what", "by", "sessions"),
            *(("cancelled", party, str(n)) for party, n in report.cancellations or ()),
            *[("no_show", "", str(report.no_shows))] * (report.no_shows is not None),
        ],
        "waits": [
            ("teacher", "working_weeks"),
            *((name, "" if n is None else str(n)) for name, n in report.waits or ()),
        ],
    }
    return {
        name: [tuple(map(plain, row)) for row in rows]
        for name, rows in found.items()
        if len(rows) > 1
    }


def _summed(by: str, sums: Sums | None) -> Rows:
    return [(by, "", str(sums.sessions), _minutes(sums))] if sums else []


def _each(by: str, parts: Sequence[Part]) -> Rows:
    return [(by, _value(part), str(part.count)) for part in parts]


def _timed(by: str, parts: Sequence[Part]) -> Rows:
    return [(by, _value(part), str(part.count), _minutes(part)) for part in parts]


def _minutes(of: Sums | Part) -> str:
    """Whole where they are, else to two places."""
    minutes = of.minutes
    if minutes is None:
        return ""
    return str(int(minutes)) if minutes == int(minutes) else str(round(float(minutes), 2))


def _value(part: Part) -> str:
    return "all others" if part.is_rest else word(part) or "none"
