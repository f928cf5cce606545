"""Days, times, lengths and counts: what a coach types, understood, and how it is said back.

Today is always an argument; nothing here asks the clock.
"""

from coachcli.dates.days import (
    YEAR_MAX,
    YEAR_MIN,
    monday,
    parse_day,
    parse_past_day,
    parse_range,
    past_day,
    weekday_named,
)
from coachcli.dates.lengths import parse_duration, parse_minutes, parse_time
from coachcli.dates.phrases import (
    MONTHS,
    counted,
    either,
    item_lines,
    many,
    quoted,
    say_ago,
    say_date,
    say_day,
    say_days,
    say_every,
    say_minutes,
    say_no_length,
    say_span,
    say_week,
    say_word,
)

__all__ = [
    "MONTHS",
    "YEAR_MAX",
    "YEAR_MIN",
    "counted",
    "either",
    "item_lines",
    "many",
    "monday",
    "parse_day",
    "parse_duration",
    "parse_minutes",
    "parse_past_day",
    "parse_range",
    "parse_time",
    "past_day",
    "quoted",
    "say_ago",
    "say_date",
    "say_day",
    "say_days",
    "say_every",
    "say_minutes",
    "say_no_length",
    "say_span",
    "say_week",
    "say_word",
    "weekday_named",
]
