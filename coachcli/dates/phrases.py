"""How days, lengths, counts, words and lists are said back to a coach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachcli.values.school import WEEKDAYS

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def quoted(text: str) -> str:
    """The text as an error message may show it: in quotes, at most 40 characters of it, and
    nothing in it that could move the cursor or turn the line around."""
    short = text if len(text) <= 40 else text[:39] + "…"
    return '"' + "".join(char if char.isprintable() else "\ufffd" for char in short) + '"'


def say_word(value: str) -> str:
    """``co-planning``, ``student work``, ``no-show``: a plain value as a person writes it."""
    if value.startswith(("co_", "no_")):
        value = value.replace("_", "-", 1)
    return value.replace("_", " ")


def say_day(day: date, today: date | None = None) -> str:
    """``Tue 24 Nov``, with the year when it is not that of ``today``."""
    said = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return said if today is None or today.year == day.year else f"{said} {day.year}"


def say_date(day: date, today: date | None = None) -> str:
    """``24 Nov``, with the year when it is not that of ``today``."""
    return say_day(day, today)[4:]


def say_days(first: date, last: date, today: date) -> str:
    """``Thu 26 Nov to Fri 27 Nov``; one day is said once."""
    begins = say_day(first, today)
    return begins if first == last else f"{begins} to {say_day(last, today)}"


def say_span(first: date, last: date) -> str:
    """``1 Aug to 23 Nov 2026``, with both years where they differ; one day is said once."""
    if first == last:
        return f"{say_date(last)} {last.year}"
    return f"{say_date(first, last)} to {say_date(last)} {last.year}"


def say_week(week: date, today: date | None = None) -> str:
    """``the week of 23 Nov`` for a Monday, with the year when it is not that of ``today``."""
    said = f"the week of {week.day} {MONTHS[week.month - 1]}"
    return said if today is None or today.year == week.year else f"{said} {week.year}"


def say_ago(day: date, today: date) -> str:
    """``5 days ago``, ``in 5 days``; whole weeks from the fourteenth day on."""
    days = (today - day).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}
    if days in near:
        return near[days]
    length = f"{abs(days)} days" if abs(days) < 14 else f"{abs(days) // 7} weeks"
    return f"{length} ago" if days > 0 else f"in {length}"


def say_minutes(minutes: int) -> str:
    """``45 min``, ``2 h``, ``2 h 30``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def say_no_length(sessions: int) -> str:
    """Of sessions whose length nobody gave."""
    if sessions == 1:
        return "One session has no length and adds nothing."
    return f"{sessions} sessions have no length and add nothing."


def say_every(count: int) -> str:
    """After *every*: ``week``, ``3 weeks``."""
    return "week" if count == 1 else f"{count} weeks"


def counted(count: int, one: str, many: str = "") -> str:
    """``1 step``, ``1,200 steps``; nothing for none."""
    return "" if not count else f"{count:,} {one if count == 1 else many or one + 's'}"


def many(count: int, what: str) -> str:
    """``1 visit``, ``2 visits``, ``0 visits``."""
    return counted(count, what) or f"0 {what}s"


def item_lines(text: str, mark: str = "- ") -> list[str]:
    """An item of a list behind its mark; further lines are indented, so that they stay in it."""
    first, *rest = text.split("\n")
    return [f"{mark}{first}", *(f"  {line}".rstrip() for line in rest)]


def either(words: Sequence[str]) -> str:
    """``a, b or c``."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
