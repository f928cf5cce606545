"""A school as the program knows it, made of an instance: real weeks and real slots."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from rotations import MON

from coachcli.planning.calendar.weeks import OpenDays
from coachcli.planning.week.situation import Situation
from coachcli.values.school import WEEKDAYS, DateRange, Period, Settings, Window
from coachcli.values.teacher import Teacher
from coachcli.values.words import Support

WEEK = timedelta(weeks=1)


def school(instance: dict[str, Any], today: date = MON) -> Situation:
    """What the program would know on ``today``, the Monday of week 0.

    A slot is a period: the first five are the first period of each day. Weeks after the last of
    the instance have its usual capacity.
    """
    handles = [f"t{n:02}" for n in range(len(instance["every"]))]
    usual = max(instance["capacity"])
    return Situation(
        teachers=tuple(
            teacher(handle, every, fits)
            for handle, every, fits in zip(
                handles, instance["every"], instance["fits"], strict=True
            )
        ),
        days=OpenDays(),
        today=today,
        settings=Settings(capacity=usual),
        last_visits={
            handle: today + last * WEEK
            for handle, last in zip(handles, instance["last"], strict=True)
        },
        away={
            handle: [DateRange(today + w * WEEK, today + w * WEEK + 6 * timedelta(1)) for w in away]
            for handle, away in zip(handles, instance["away"], strict=True)
            if away
        },
        periods=tuple(
            Period(WEEKDAYS[slot % 5], f"P{slot // 5 + 1}", *times(slot // 5))
            for slot in range(instance["slots"] or 0)
        ),
        capacities={
            today + week * WEEK: visits
            for week, visits in enumerate(instance["capacity"])
            if visits != usual
        },
    )


def teacher(handle: str, every: int, fits: list[int] | None) -> Teacher:
    return Teacher(
        id=int(handle[1:]) + 1,
        uid=handle,
        handle=handle,
        name=handle.title(),
        support=Support.CORE,
        every=every,
        max_gap=2 * every,
        since=MON - 60 * WEEK,
        windows=tuple(Window(WEEKDAYS[n % 5], f"P{n // 5 + 1}") for n in fits or ()),
    )


def times(period: int) -> tuple[time, time]:
    return time(8 + period, 0), time(8 + period, 45)
