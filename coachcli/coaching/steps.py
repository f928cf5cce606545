"""When a next step is checked on. A step without a day of its own is checked at the next visit."""

from __future__ import annotations

from datetime import date

from coachcli.values import Step, StepState


def check_day(step: Step, meeting: date | None, expected: date | None) -> date | None:
    """The day on which to check: the step's own, else that of the visit that follows it.

    ``meeting`` is the first visit held or planned after the step was agreed; ``expected`` the day
    by which one should take place when there is none yet.
    """
    return step.check_on or meeting or expected


def is_past_check(step: Step, check: date | None, today: date) -> bool:
    """Whether an open step should have been looked at before today."""
    return step.state is StepState.OPEN and check is not None and check < today
