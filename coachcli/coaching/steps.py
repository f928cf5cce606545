"""When a next step is checked on. A step without a day of its own is checked at the next visit."""

from __future__ import annotations

from datetime import date

from coachcli.dates import parse_day
from coachcli.errors import CoachError
from coachcli.values.session import Step
from coachcli.values.words import StepState


def check_day(step: Step, meeting: date | None, expected: date | None) -> date | None:
    """The day on which to check: the step's own, else that of the visit that follows it.

    ``meeting`` is the first visit held or planned after the step was agreed; ``expected`` the day
    by which one should take place when there is none yet.
    """
    return step.check_on or meeting or expected


def is_past_check(step: Step, check: date | None, today: date) -> bool:
    """Whether an open step should have been looked at before today."""
    return step.state is StepState.OPEN and check is not None and check < today


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
