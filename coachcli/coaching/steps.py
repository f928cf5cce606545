"""When a next step is checked on. A step without a day of its own is checked at the next visit."""

from __future__ import annotations

from datetime import date

from coachcli.dates import parse_day
from coachcli.errors import CoachError


def parse_check_day(text: str, today: date) -> date | None:
    """The day to check on a step, as typed; None for the next visit, which is also no text at all.

    Raises CoachError for a day that is over.
    """
    if text.strip().casefold() in ("", "next visit", "next time"):
        return None
    day = parse_day(text, today)
    if day < today:
        raise CoachError(
            "A day to check on cannot be over already.", "Type a later one, or: next visit"
        )
    return day
