"""A teacher's free times as a coach writes them: ``Tue P2; Thu 10:15-11:00; Mon-Fri P3; B P4``."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from coachcli.coaching.people.names import fold
from coachcli.coaching.texts import one_line, unfit
from coachcli.dates import parse_time, quoted, weekday_named
from coachcli.errors import CoachError
from coachcli.values.school import DAY, PERIOD, WEEKDAYS, Window

LABELS_MAX = 12
"""A day cycle has at most so many days."""

_DAY = r"[^\W\d_]{2,}\.?"
_HINT = "Write a day and a period or two times: Tue P2; Thu 10:15-11:00; Mon-Fri P3; Mon/Wed P2/P4."


def days_pattern(labels: Collection[str] = ()) -> str:
    """What a list of days looks like; ``labels`` are those of the day cycle."""
    words = [re.escape(label) for label in sorted(labels, key=len, reverse=True)]
    one = "|".join([*([rf"(?:day\s+)?(?:{'|'.join(words)})\b"] if words else []), _DAY])
    return rf"(?:{one})(?:\s*(?:[-–,/&+]|\bto\b|\band\b)\s*(?:{one}))*"


def parse_labels(text: str) -> tuple[str, ...]:
    """The labels of a day cycle: ``A,B`` or ``1 2 3 4 5 6``."""
    labels = tuple(re.split(r"[\s,;/]+", text.strip(" ,;/")))
    for label in labels:
        if weekday_named(one_line(label, DAY)) is not None:
            raise unfit(label, DAY)
    if len({fold(label) for label in labels}) != len(labels) or not 2 <= len(labels) <= LABELS_MAX:
        raise CoachError(
            f"A day cycle has 2 to {LABELS_MAX} different days.", "Type it like A,B or 1,2,3,4,5,6."
        )
    return labels


def prefer(windows: Sequence[Window], preferred: Sequence[Window]) -> tuple[Window, ...]:
    """``windows`` with those of ``preferred`` marked, and those that are not there added."""
    plain = [replace(window, preferred=False) for window in (*windows, *preferred)]
    return tuple(replace(each, preferred=each in preferred) for each in dict.fromkeys(plain))


def change_windows(
    known: Sequence[Window],
    free: str | None,
    preferred: str | None,
    periods: Collection[str],
    labels: Sequence[str],
) -> tuple[Window, ...] | None:
    """The free times as they shall be, from what is known and typed; None when nothing is.

    What is preferred is free too. Free times typed anew stay preferred if they were.
    """
    if free is None and preferred is None:
        return None
    windows: Sequence[Window] = known
    rather = [replace(window, preferred=False) for window in known if window.preferred]
    if free is not None:
        windows = parse_windows(free, periods, labels)
        rather = [window for window in rather if window in windows]
    if preferred is not None:
        rather = list(parse_windows(preferred, periods, labels))
    return prefer(windows, rather)


def parse_windows(
    text: str, periods: Collection[str] = (), labels: Sequence[str] = ()
) -> tuple[Window, ...]:
    """The windows in the order written, each day of a range or list by itself, none twice.

    ``periods`` are the names of the bell schedule: with them a period is found in any case and
    an unknown one is refused; without them a period is kept as it is typed. ``labels`` are the
    days of the day cycle.
    """
    windows: list[Window] = []
    for line in re.split(r"[;\n]", text):
        windows += _line_windows(line.strip(), periods, labels)
    return tuple(dict.fromkeys(windows))


def _line_windows(line: str, periods: Collection[str], labels: Sequence[str]) -> list[Window]:
    """The windows between two semicolons: one, or several with commas between."""
    windows: list[Window] = []
    pattern = rf"({days_pattern(labels)})(?:\s*:\s*|\s+)([^,]+)(?:,|$)\s*"
    while line:
        match = re.match(pattern, line, re.I)
        if match is None:
            raise CoachError(f"{quoted(line)} is not a free time.", _HINT)
        windows += _windows(match[0].strip(" ,"), match[1], match[2].strip(), periods, labels)
        line = line[match.end() :]
    return windows


def _windows(
    piece: str, days: str, when: str, periods: Collection[str], labels: Sequence[str]
) -> list[Window]:
    try:
        names = parse_days(days, labels)
        whens = re.split(r"\s*[/&+]\s*|\s+and\s+", when, flags=re.I)
        return [
            _timed(day, one) if _begins_with_a_time(one) else Window(day, _period(one, periods))
            for day in names
            for one in whens
        ]
    except CoachError as error:
        raise CoachError(f"{quoted(piece)}: {error.message}", error.hint) from None


def parse_days(text: str, labels: Sequence[str] = ()) -> tuple[str, ...]:
    """Day labels from ``Tue``, ``tuesday``, ``Mon-Fri``, ``Mon/Wed``, ``Mon, Wed and Fri``, and
    from ``B``, ``day 3``, ``1-3`` where ``labels`` are the days of a day cycle."""
    days: list[str] = []
    for part in re.split(r"[,/&+]|\band\b", text, flags=re.I):
        names = re.split(r"[-–]|\bto\b", part, flags=re.I)
        ends = [_label_named(name, labels) for name in names]
        order: Sequence[str] = labels
        if None in ends:
            order, ends = WEEKDAYS, [weekday_named(name) for name in names]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(ends) > 2:
            known = ", ".join([*WEEKDAYS, *labels])
            raise CoachError(
                f"{quoted(part.strip())} is not a day.",
                f"Days are {known}, or a range like Mon-Fri.",
            )
        if last < first:
            raise CoachError(
                f"{quoted(part.strip())} ends before it begins.",
                "Write the days in their order, like Mon-Fri.",
            )
        days += order[first : last + 1]
    return tuple(dict.fromkeys(days))


def _label_named(text: str, labels: Sequence[str]) -> int | None:
    """Which of ``labels`` the text is, in any case and with ``day`` before it or not."""
    name = re.sub(r"^day\s+", "", fold(text.strip()))
    return next((i for i, label in enumerate(labels) if fold(label) == name), None)


def _begins_with_a_time(text: str) -> bool:
    return bool(re.match(r"[0-9]{1,2}(?:[:.h][0-9]{2}|[0-9]{2}\s*[-–]|\s*[ap]\.?m)", text, re.I))


def _timed(day: str, text: str) -> Window:
    ends = re.split(r"\s*[-–—]\s*|\s+to\s+", text)
    if len(ends) != 2:
        raise CoachError("A time needs a beginning and an end.", _HINT)
    start, end = map(parse_time, ends)
    if end <= start:
        raise CoachError("It ends before it begins.", _HINT)
    return Window(day, start=start, end=end)


def _period(text: str, periods: Collection[str]) -> str:
    name = check_period(text)
    if not periods:
        return name
    for period in periods:
        if fold(period) == fold(name):
            return period
    raise CoachError(
        f"There is no period {quoted(name)}.", f"The bell schedule has {', '.join(periods)}."
    )


def check_period(text: str) -> str:
    """A period's name with single spaces, such that a window can name it: ``P2``, ``Lunch B``."""
    name = one_line(text, PERIOD)
    words = name.casefold().split()
    if {"and", "to"} & set(words):  # they join days and times
        raise unfit(text, PERIOD)
    if _begins_with_a_time(name) or (len(words[0]) > 2 and weekday_named(words[0]) is not None):
        raise CoachError(
            f"{quoted(text)} looks like a time or a day, not like the name of a period.",
            "Name the period like P2 or Lunch B.",
        )
    return name
