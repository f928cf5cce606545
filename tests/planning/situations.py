"""Weeks to plan: the sample caseload, and a few teachers at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from coachcli.planning.calendar.weeks import OpenDays
from coachcli.planning.week.situation import Situation
from coachcli.planning.week.week import WeekPlan
from coachcli.values.school import Settings
from coachcli.values.teacher import Teacher

from .builders import BELL, MON, SCHOOL_YEAR, caseload

WEEK = timedelta(days=7)
EVERYONE, LAST_VISITS = caseload()

SAMPLE = Situation(
    teachers=EVERYONE,
    days=SCHOOL_YEAR,
    today=MON,
    settings=Settings(),
    last_visits=LAST_VISITS,
    away={},
    periods=BELL,
)


def situation(*teachers: Teacher, last: date | None = MON - 3 * WEEK, **changes: Any) -> Situation:
    """Teachers who were all visited on ``last``, in a week of five open days."""
    known: dict[str, Any] = {
        "teachers": teachers,
        "days": OpenDays(),
        "last_visits": {t.handle: last for t in teachers if last},
        **changes,
    }
    return replace(SAMPLE, **known)


def texts(plan: WeekPlan) -> dict[str, str]:
    reasons = {p.handle: p.reason for p in plan.placed} | {
        u.handle: u.reason for u in plan.unplaced
    }
    return {handle: reason.text for handle, reason in reasons.items()}


def codes(plan: WeekPlan) -> dict[str, str]:
    reasons = {p.handle: p.reason for p in plan.placed} | {
        u.handle: u.reason for u in plan.unplaced
    }
    return {handle: reason.code for handle, reason in reasons.items()}
