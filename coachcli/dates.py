"""Days as a coach says them. Today is always an argument; nothing here asks the clock."""

from __future__ import annotations

from datetime import date

from coachcli.values import WEEKDAYS

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_day(day: date, today: date | None = None) -> str:
    """``Tue 24 Nov``, with the year when it is not that of ``today``."""
    said = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return said if today is None or today.year == day.year else f"{said} {day.year}"


def say_week(week: date, today: date | None = None) -> str:
    """``the week of 23 Nov`` for a Monday, with the year when it is not that of ``today``."""
    said = f"the week of {week.day} {MONTHS[week.month - 1]}"
    return said if today is None or today.year == week.year else f"{said} {week.year}"
