"""A recurring meeting as a coach says it: ``every Tuesday 11:00-11:45 with marta, ana-lima, joe``.

What comes out is the RRULE of RFC 5545 (section 3.3.10). Who knows RRULE may write one in the place
of the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from datetime import date, time

from coachcli.coaching.times.windows import check_period, days_pattern, parse_days
from coachcli.dates import parse_day, parse_range, parse_time, quoted
from coachcli.errors import CoachError
from coachcli.values.frozen import dataclass
from coachcli.values.school import WEEKDAYS

_RULE_DAYS = dict(zip(WEEKDAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_NUMBERS = {"other": 2, "second": 2, "third": 3, "fourth": 4, "two": 2, "three": 3, "four": 4}
INTERVAL_MAX = 52
COUNT_MAX = 400
"""A rule with a count is turned into one with a last day."""

_ALLOWED = {
    "DAILY": {"INTERVAL", "BYDAY", "BYMONTH"},
    "WEEKLY": {"INTERVAL", "BYDAY", "BYMONTH", "WKST"},
    "MONTHLY": {"INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"},
    "YEARLY": {"INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"},
}
"""The parts of a rule that name days; more than one time a day is no meeting's rule."""

_DAYS = days_pattern()
_CLOCK = r"[0-9]{1,2}(?:[:.h][0-9]{2})?\s*(?:[ap]\.?m\.?)?"
_HINT = (
    "Type it like: every tuesday 11:00-11:45 with marta, joe; every other wed P3;"
    " every first monday of the month 15:30-16:30."
)


@dataclass(frozen=True)
class Recurring:
    """What was said. ``rule`` has no DTSTART, UNTIL or COUNT; ``count`` is how often at most.

    ``names`` are the teachers as they were typed. Either ``period`` or both times are given.
    """

    rule: str
    period: str = ""
    start: time | None = None
    end: time | None = None
    names: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    count: int | None = None
    skipped: tuple[date, ...] = field(default=())


def parse_recurring(text: str, today: date, periods: Sequence[str] = ()) -> Recurring:
    """What the text says; ``periods`` are the names in the bell schedule, when there is one.

    After the days and the time may follow, in any order: ``with NAMES``, ``from DAY``,
    ``until DAY`` and ``except DAY, DAY``. Raises CoachError for anything else.
    """
    clauses = _clauses(" ".join(text.split()))
    head = clauses.pop("", "")
    rule, last, count, when = _rule_as_written(head) if _is_rule(head) else _rule_in_words(head)
    start, end, period = _time(when, periods)
    first = parse_day(clauses["from"], today) if "from" in clauses else None
    if "until" in clauses:
        last = parse_range(f"{first or today}..{clauses['until']}", today).last
    return Recurring(
        rule=rule,
        period=period,
        start=start,
        end=end,
        names=_items(clauses.get("with", "")),
        first=first,
        last=last,
        count=count,
        skipped=tuple(parse_day(day, today) for day in _items(clauses.get("except", ""))),
    )


def _clauses(text: str) -> dict[str, str]:
    """The text by its clauses; that of the days and the time has the empty word."""
    words = {"starting": "from", "till": "until", "but not": "except"}
    parts = re.split(r"\b(with|from|starting|until|till|except|but not)\b(?!=)", text, flags=re.I)
    found = {"": parts[0].strip(" ,;")}
    for word, rest in zip(parts[1::2], parts[2::2], strict=True):
        key, rest = words.get(word.lower(), word.lower()), rest.strip(" ,;")
        if key == "from" and re.match(rf"{_CLOCK}\s*(?:[-–—]|to\b)", rest, re.I):
            found[""] += f" {rest}"  # from 11:00 to 11:45
            continue
        if not rest or key in found:
            raise CoachError(
                f"{quoted(word)} is said twice." if rest else f"Nothing follows {quoted(word)}.",
                _HINT,
            )
        found[key] = rest
    return found


def _items(text: str) -> tuple[str, ...]:
    words = re.split(r"\s*[,;/&+]\s*|\s+and\s+", text, flags=re.I)
    return tuple(word for word in words if word)


def _rule_in_words(head: str) -> tuple[str, date | None, int | None, str]:
    """The rule that the words mean, and what is left of them for the time."""
    words = re.sub(r"^(?:every|each|on)\s+", "", head, flags=re.I)
    words = re.sub(r"\b(\w+day)s\b", r"\1", words, flags=re.I)
    monthly = re.match(
        rf"(?:the )?({'|'.join(_NTH)}|[1-5](?:st|nd|rd|th)) ({_DAYS}) (?:of|in) (?:the|each|every)"
        r" month\b",
        words,
        re.I,
    )
    if monthly:
        nth = _NTH.get(monthly[1].lower()) or int(monthly[1][0])
        days = ",".join(f"{nth}{_RULE_DAYS[day]}" for day in parse_days(monthly[2]))
        return f"FREQ=MONTHLY;BYDAY={days}", None, None, words[monthly.end() :]
    daily = re.match(r"(?:school |week)?days?\b", words, re.I)
    if daily:
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", None, None, words[daily.end() :]
    weekly = re.match(
        rf"(?:({'|'.join(_NUMBERS)}|[0-9]{{1,2}}(?:st|nd|rd|th)?)\s+(?:weeks?\s+(?:on\s+)?)?)?"
        rf"({_DAYS})(?=\s|$)",
        words,
        re.I,
    )
    if weekly is None:
        raise CoachError(f"{quoted(head)} does not say on which days.", _HINT)
    every = weekly[1] or "1"
    weeks = _NUMBERS.get(every.lower()) or int(re.sub(r"\D", "", every))
    days = ",".join(_RULE_DAYS[day] for day in parse_days(weekly[2]))
    rule = (
        f"FREQ=WEEKLY;INTERVAL={weeks};BYDAY={days}" if weeks != 1 else f"FREQ=WEEKLY;BYDAY={days}"
    )
    return _check_rule(rule), None, None, words[weekly.end() :]


def _time(text: str, periods: Sequence[str]) -> tuple[time | None, time | None, str]:
    when = re.sub(r"^(?:at|in|during)\s+", "", text.strip(" ,;"), flags=re.I)
    if not when:
        raise CoachError("When is it? The time is missing.", _HINT)
    match = re.fullmatch(rf"({_CLOCK})\s*(?:[-–—]|\bto\b)\s*({_CLOCK})", when, re.I)
    if match is None:
        if re.fullmatch(_CLOCK, when, re.I):
            raise CoachError(f"{quoted(when)} has no end.", _HINT)
        return None, None, _period(when, periods)
    start, end = parse_time(match[1]), parse_time(match[2])
    if end <= start:
        raise CoachError(f"{quoted(when)} ends before it begins.", _HINT)
    return start, end, ""


def _period(text: str, periods: Sequence[str]) -> str:
    name = check_period(text)
    for known in periods:
        if known.casefold() == name.casefold():
            return known
    if periods:
        raise CoachError(
            f"{quoted(text)} is no time and no period.",
            f"The bell schedule has {', '.join(periods)}. {_HINT}",
        )
    return name


def _is_rule(head: str) -> bool:
    return head.upper().startswith(("RRULE:", "FREQ="))


def _rule_as_written(head: str) -> tuple[str, date | None, int | None, str]:
    """A rule written as RRULE, the last day and the count it sets, and what follows it."""
    rule, _, rest = head.partition(" ")
    parts = dict(_part(each) for each in rule.upper().removeprefix("RRULE:").split(";") if each)
    until, count = parts.pop("UNTIL", ""), parts.pop("COUNT", "")
    try:
        last = date.fromisoformat(until[:8]) if until else None
        most = int(count) if count else None
    except ValueError:
        raise CoachError("UNTIL or COUNT of the rule cannot be read.", _HINT) from None
    if most is not None and not 1 <= most <= COUNT_MAX:
        raise CoachError(f"COUNT can be 1 to {COUNT_MAX}.", "Say the last day with: until DATE")
    return _check_rule(";".join(f"{key}={value}" for key, value in parts.items())), last, most, rest


def _part(text: str) -> tuple[str, str]:
    key, _, value = text.partition("=")
    return key, value


def _check_rule(rule: str) -> str:
    """The rule with FREQ first. Raises CoachError for one that is not a rule of days."""
    parts = dict(_part(each) for each in rule.split(";"))
    often = parts.pop("FREQ", "")
    if often not in _ALLOWED:
        raise CoachError(
            f"A commitment repeats daily, weekly, monthly or yearly, not {quoted(often.lower())}.",
            _HINT,
        )
    for key, value in parts.items():
        if key not in _ALLOWED[often] or not re.fullmatch(r"[A-Z0-9,+-]{1,60}", value):
            raise CoachError(
                f"{quoted(f'{key}={value}')} cannot be in the rule of a commitment.",
                f"With FREQ={often} there can be {', '.join(sorted(_ALLOWED[often]))}.",
            )
    interval = parts.get("INTERVAL", "1")
    if not interval.isdecimal() or not 1 <= int(interval) <= INTERVAL_MAX:
        raise CoachError(f"INTERVAL can be 1 to {INTERVAL_MAX}.", _HINT)
    return ";".join([f"FREQ={often}", *(f"{key}={value}" for key, value in parts.items())])
