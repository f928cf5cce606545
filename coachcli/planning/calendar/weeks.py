"""Working weeks: which days are open for coaching, and how weeks are counted.

A week is named by its Monday. For counting it is a number (Monday 1 January of the year 1 opens
week 0), and a set of weeks is a sorted tuple of disjoint runs of numbers, both ends included. So
closures and absences are counted run by run, however many years they span, never week by week.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from coachcli.dates import monday as monday
from coachcli.errors import CoachError
from coachcli.values.frozen import dataclass
from coachcli.values.school import DateRange

Run = tuple[int, int]
"""First and last number of a stretch of weeks (or of day ordinals), both included."""

LONGEST = 522
"""Ten years of weeks: a stretch without a counting week that is longer than this has no end."""

_FRIDAY = 4
_MONDAY_TO_FRIDAY = frozenset(range(5))
_LAST_WEEK = (date.max.toordinal() - 1) // 7


def number(day: date) -> int:
    """The number of the week of ``day``; consecutive weeks have consecutive numbers."""
    return (day.toordinal() - 1) // 7


def monday_of(number: int) -> date:
    """The Monday of a week's number."""
    return date.fromordinal(number * 7 + 1)


def _merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same numbers as sorted, disjoint, non-adjacent runs; runs that end early are empty."""
    result: list[Run] = []
    for first, last in sorted(runs):
        if last < first:
            continue
        if result and first <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return tuple(result)


def run_with(runs: Sequence[Run], number: int) -> Run | None:
    """The run that holds ``number``, if one does."""
    index = bisect_right(runs, number, key=lambda run: run[0]) - 1
    return runs[index] if index >= 0 and number <= runs[index][1] else None


def counted(skipped: Sequence[Run], after: int, upto: int) -> int:
    """How many weeks after ``after`` and up to ``upto`` are outside ``skipped``; never below 0."""
    if upto <= after:
        return 0
    count = upto - after
    for first, last in skipped[_first_ending_after(skipped, after) :]:
        if first > upto:
            break
        count -= min(upto, last) - max(after, first - 1)
    return count


def nth_counted(skipped: Sequence[Run], after: int, n: int) -> int | None:
    """The n-th week after ``after`` outside ``skipped``; None when a stretch has no end."""
    reached = after
    for first, last in skipped[_first_ending_after(skipped, after) :]:
        between = max(0, first - reached - 1)
        if n <= between:
            break
        if last - max(first, reached + 1) >= LONGEST:
            return None
        n -= between
        reached = last
    return reached + n


def _first_ending_after(runs: Sequence[Run], number: int) -> int:
    return bisect_right(runs, number, key=lambda run: run[1])


def _whole_weeks(spans: Iterable[Run], is_free: Callable[[date], bool]) -> list[Run]:
    """The weeks that ``spans`` (day ordinals) take whole.

    A week inside a span is whole; of its first and last week ``is_free`` says whether a day is
    left.
    """
    weeks: list[Run] = []
    for first_day, last_day in spans:
        first, last = (first_day - 1) // 7, (last_day - 1) // 7
        weeks.append((first + 1, last - 1))
        weeks.extend(
            (edge, edge) for edge in {first, last} - {_LAST_WEEK} if not is_free(monday_of(edge))
        )
    return weeks


def _days(ranges: Iterable[DateRange]) -> tuple[Run, ...]:
    return _merged((r.first.toordinal(), (r.last or date.max).toordinal()) for r in ranges)


@dataclass(frozen=True)
class OpenDays:
    """The days on which the coach can coach: ``weekdays`` (0 is Monday) outside ``closures``."""

    closures: tuple[DateRange, ...] = ()
    weekdays: frozenset[int] = _MONDAY_TO_FRIDAY

    @cached_property
    def _shut(self) -> tuple[Run, ...]:
        return _days(self.closures)

    @cached_property
    def closed(self) -> tuple[Run, ...]:
        """The weeks without an open day, by number."""
        if not self.weekdays:
            return ((0, _LAST_WEEK),)
        return _merged(_whole_weeks(self._shut, lambda monday: any(self._open(monday))))

    def closed_or_away(self, away: Sequence[DateRange]) -> tuple[Run, ...]:
        """The weeks that do not count for someone: closed, or ``away`` on every open day."""
        if not away:
            return self.closed

        def is_free(monday: date) -> bool:
            return any(not any(day in gone for gone in away) for day in self._open(monday))

        return _merged([*self.closed, *_whole_weeks(_days(away), is_free)])

    def is_open(self, day: date) -> bool:
        return day.weekday() in self.weekdays and run_with(self._shut, day.toordinal()) is None

    def count(self, first: date, last: date) -> int:
        """How many days from ``first`` to ``last``, both included, are open."""
        begins, ends = first.toordinal(), last.toordinal()
        shut = (
            (max(run_first, begins), min(run_last, ends))
            for run_first, run_last in self._shut
            if run_first <= ends and run_last >= begins
        )
        return self._weekdays(begins, ends) - sum(self._weekdays(*run) for run in shut)

    def _weekdays(self, first: int, last: int) -> int:
        """How many of the ordinals from ``first`` to ``last`` are days of ``weekdays``."""
        whole, rest = divmod(max(0, last - first + 1), 7)
        over = sum((first - 1 + day) % 7 in self.weekdays for day in range(rest))
        return whole * len(self.weekdays) + over

    def in_week(self, monday: date) -> tuple[date, ...]:
        """The open days of a week, earliest first."""
        return tuple(self._open(monday))

    def _open(self, monday: date) -> Iterator[date]:
        days = (monday + timedelta(days=offset) for offset in sorted(self.weekdays))
        return (day for day in days if self.is_open(day))

    def is_working(self, monday: date) -> bool:
        """Whether the week has at least one open day."""
        return run_with(self.closed, number(monday)) is None

    def next_working(self, monday: date) -> date:
        """The first working week at or after ``monday``; CoachError when none is in ten years."""
        shut = run_with(self.closed, number(monday))
        if shut is None:
            return monday
        if shut[1] - number(monday) >= LONGEST:
            raise CoachError(
                f"No day is open for coaching in the ten years from {monday:%Y-%m-%d} on.",
                "Remove the closure that is too long. See them with: coach closure list",
                code="no_open_days",
            )
        return monday_of(shut[1] + 1)

    def working_weeks(self, monday: date, n: int) -> tuple[date, ...]:
        """The first ``n`` working weeks at or after ``monday``."""
        weeks: list[date] = []
        while len(weeks) < n:
            weeks.append(self.next_working(monday))
            monday = weeks[-1] + timedelta(days=7)
        return tuple(weeks)


def week_to_plan(today: date, days: OpenDays) -> date:
    """The Monday that ``schedule week`` means: this week's, from Friday on the next working week's.

    The next working week's too when no open day remains in this one. CoachError when there is none.
    """
    this = monday(today)
    if today.weekday() < _FRIDAY and any(day >= today for day in days.in_week(this)):
        return this
    return days.next_working(this + timedelta(days=7))


def which_week(week: date, today: date, days: OpenDays) -> str:
    """``This week``, ``Next week``, ``Next working week``, or ``Week`` for any other Monday."""
    this = monday(today)
    after = this + timedelta(days=7)
    if week == this:
        return "This week"
    if week == after:
        return "Next week"
    return "Next working week" if week == days.next_working(after) else "Week"
