"""What the strict rules refuse beyond what ``report`` leaves out by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from coachcli.errors import CoachError
from coachcli.sharing.agreement import SMALLEST_GROUP
from coachcli.values.report import Shared, SharedSession
from coachcli.values.school import DateRange
from coachcli.values.words import is_contact

SHORTEST = 7
"""So many days at least stand for a time; fewer would tell on which day a session was."""


def refuse_short(days: DateRange) -> None:
    """Raise CoachError for so few days that a report would tell when single sessions were."""
    if length(days) < SHORTEST:
        raise CoachError(
            f"A report on fewer than {SHORTEST} days would tell the days of single sessions.",
            "Type a longer time, such as --period 'last month'; or let the days in with --include"
            " dates, if all teachers concerned agree.",
            code="short",
        )


def refuse_told_by_others(found: Shared) -> None:
    """Raise CoachError where the sessions of those who are named, taken from the sums, would tell
    those of the few who are not, or of somebody erased."""
    named = {each.who for each in found.teachers if each.name}
    left = [s for s in found.sessions if not is_contact(s.kinds) and not (s.who and s.who <= named)]
    if _too_few(left, named) or _too_few((each for each in left if each.minutes), named):
        raise CoachError(
            "With sessions by name, the sums would tell those of the few who are not named or were"
            " erased.",
            "Leave out --include counts; or add --include small-groups, if they agree as well.",
            code="few",
        )


def _too_few(sessions: Iterable[SharedSession], named: set[int]) -> bool:
    """Whether there are sessions, and fewer than three who are not named have made them."""
    some = list(sessions)
    return bool(some) and len({who for s in some for who in s.who - named}) < SMALLEST_GROUP


def is_cut_short(month: date, days: DateRange) -> bool:
    """Whether only a few days of a month are in a time."""
    end = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    part = DateRange(max(month, days.first), min(end, days.last or end))
    return length(part) < SHORTEST


def length(days: DateRange) -> int:
    return ((days.last or days.first) - days.first).days + 1
