"""Free times as they are typed: the words they may use, and what they come to."""

from __future__ import annotations

from dataclasses import replace

from coachcli.coaching.times.windows import parse_windows
from coachcli.coaching.times.windows import prefer as prefer_windows
from coachcli.store import reading
from coachcli.values.school import Window


def day_words(db: reading.Connection) -> tuple[list[str], tuple[str, ...]]:
    """The periods and the days of the day cycle that a free time may name."""
    cycle = reading.day_cycle(db)
    return [period.name for period in reading.periods(db)], cycle.labels if cycle else ()


def wanted_windows(
    known: tuple[Window, ...],
    free: str | None,
    preferred: str | None,
    periods: list[str],
    labels: tuple[str, ...],
) -> tuple[Window, ...] | None:
    """The free times as they shall be, from what is known and typed; None when nothing is.

    What is preferred is free too. Free times typed anew stay preferred if they were.
    """
    if free is None and preferred is None:
        return None
    liked: tuple[Window, ...] = tuple(window for window in known if window.preferred)
    plain = tuple(replace(window, preferred=False) for window in known)
    if free is not None:
        plain = parse_windows(free, periods, labels)
        liked = tuple(each for each in liked if replace(each, preferred=False) in plain)
    if preferred is not None:
        liked = parse_windows(preferred, periods, labels)
    return prefer_windows(plain, [replace(each, preferred=False) for each in liked])
