"""The record of one teacher as plain values, for a program to read. Its keys are frozen."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, time
from typing import Any

from coachcli.coaching.record.record import FORMAT, Missing, Record


def data(record: Record) -> dict[str, Any]:
    """What stands in the JSON file: plain values alone."""
    who = record.teacher
    found = {
        "format": FORMAT,
        "made_on": record.made_on,
        "texts": {
            "opened": sum(each.missing is None for each in record.said),
            "missing": {why.value: record.missing(why) for why in Missing},
        },
        "teacher": {
            "handle": who.handle,
            "uid": who.uid,
            "name": who.name,
            "support": who.support,
            "every": who.every,
            "max_gap": who.max_gap,
            "since": who.since,
            "email": who.email,
            "subject": who.subject,
            "grade": who.grade,
            "room": who.room,
            "question": who.question,
            "focus": who.focus,
            "archived_on": who.archived_on,
            "in_reports": who.in_reports,
            "free": [asdict(each) for each in who.windows],
        },
        "away": [{"first": each.first, "last": each.last} for each in record.away],
        **{
            name: [asdict(each) for each in getattr(record, name)]
            for name in ("meetings", "sessions", "steps", "cycles", "ideas")
        },
    }
    plain: dict[str, Any] = json.loads(json.dumps(found, default=_plain))
    return plain


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    raise TypeError(type(value).__name__)
