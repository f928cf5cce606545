"""Plain values for the tests of planning, the sample caseload written out, and weeks to plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from coachcli.planning.calendar.slots import Slot
from coachcli.planning.calendar.weeks import OpenDays
from coachcli.planning.week.situation import Situation
from coachcli.planning.week.week import WeekPlan
from coachcli.values.school import WEEKDAYS, DateRange, Period, Settings, Window
from coachcli.values.session import Reason, Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState, Support

MON = date(2026, 11, 23)
"""The Monday of the sample caseload; Thanksgiving closes its Thursday and Friday."""

_BELL = "08:15 09:00, 09:05 09:50, 10:10 10:55, 11:00 11:45, 12:30 13:15, 13:20 14:05"

BELL = tuple(
    Period(day, f"P{n}", *map(time.fromisoformat, times.split()))
    for day in WEEKDAYS[:5]
    for n, times in enumerate(_BELL.split(", "), 1)
)

SCHOOL_YEAR = OpenDays(
    tuple(
        DateRange(date.fromisoformat(first), date.fromisoformat(last))
        for first, last in (
            ("2026-09-07", "2026-09-07"),
            ("2026-10-12", "2026-10-12"),
            ("2026-11-03", "2026-11-03"),
            ("2026-11-11", "2026-11-11"),
            ("2026-11-26", "2026-11-27"),
            ("2026-12-24", "2027-01-01"),
            ("2027-02-15", "2027-02-19"),
            ("2027-04-19", "2027-04-23"),
        )
    )
)

_CASELOAD = """
marta        3 2026-11-06 Tue P2; Thu P5
ana-lima     3 2026-11-10 Tue P2; Wed P4
ana-oconnor  3 2026-11-12 Mon P3; Fri P1
sung-ho      3 2026-11-19 Mon P5; Wed P2
dana         3 2026-11-13 Wed P6; Thu P3; Fri P4
tomas        3 2026-11-03 Tue P4; Thu P1
priya        3 2026-11-18 Mon P2; Wed P5
joe          3 2026-11-10 Tue P2; Fri P3
leila        3 2026-11-16 Wed P1; Thu P6
beth         3 2026-11-05 Mon P4; Thu P4
zoe          3 2026-11-17 Tue P6; Fri P2
kwame        3 2026-11-09 Mon P1; Wed P3
ingrid       6 2026-11-06 Mon P6; Thu P2
luis         6 2026-11-02 Wed P6; Fri P5
hannah       6 2026-10-15 Tue P5; Thu P5
marcus       6 -          Mon P3; Wed P2
yuki         6 2026-10-28 Tue P1; Fri P6
ruth         6 2026-11-20 Wed P5; Thu P3
"""


def window(text: str) -> Window:
    """``Tue P2``, ``Thu 10:15-11:00`` or ``Tue``."""
    day, _, rest = text.partition(" ")
    if "-" in rest:
        start, end = rest.split("-")
        return Window(day, "", time.fromisoformat(start), time.fromisoformat(end))
    return Window(day, rest)


def teacher(
    handle: str = "marta",
    every: int = 3,
    windows: str = "",
    *,
    since: date = date(2025, 9, 2),
    max_gap: int | None = None,
    name: str = "",
) -> Teacher:
    return Teacher(
        id=1,
        uid=handle,
        handle=handle,
        name=name or handle.title(),
        support=Support.CORE,
        every=every,
        max_gap=2 * every if max_gap is None else max_gap,
        since=since,
        windows=tuple(window(text) for text in windows.split("; ") if text),
    )


def session(
    day: date,
    *handles: str,
    slot: str = "",
    state: SessionState = SessionState.PLANNED,
    start: time | None = None,
    end: time | None = None,
    pinned: bool = False,
    counts: bool = True,
) -> Session:
    return Session(
        id=1,
        uid="s",
        date=day,
        start=start,
        end=end,
        state=state,
        teachers=handles,
        pinned=pinned,
        slot=slot,
        counts_as_visit=counts,
    )


def caseload() -> tuple[tuple[Teacher, ...], dict[str, date]]:
    """The 18 teachers of the sample caseload and their last visits."""
    teachers, last = [], {}
    for line in _CASELOAD.strip().splitlines():
        handle, every, visited, windows = line.split(maxsplit=3)
        teachers.append(teacher(handle, int(every), windows))
        if visited != "-":
            last[handle] = date.fromisoformat(visited)
    return tuple(teachers), last


def at(day: date, start: str, end: str, label: str = "") -> Slot:
    """A timed slot."""
    return Slot(day, time.fromisoformat(start), time.fromisoformat(end), label or f"{start}-{end}")


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


def reasons(plan: WeekPlan) -> dict[str, Reason]:
    """Why each is met or not, by handle."""
    met = {visit.handle: visit.reason for visit in plan.placed}
    return met | {refused.handle: refused.reason for refused in plan.unplaced}


def texts(plan: WeekPlan) -> dict[str, str]:
    return {handle: reason.text for handle, reason in reasons(plan).items()}


def codes(plan: WeekPlan) -> dict[str, str]:
    return {handle: reason.code for handle, reason in reasons(plan).items()}
