"""Times of day and lengths as a coach types them."""

from __future__ import annotations

import re
from datetime import time, timedelta

from coachcli.dates.phrases import quoted
from coachcli.errors import CoachError
from coachcli.values.columns import MINUTES

UNLOCK_MAX = timedelta(hours=12)

_TIME_HINT = "Type it like 9:05, 13:15 or 1:15pm."
_MINUTES_HINT = f"Type 1 to {MINUTES.most} minutes, like 45, 45 min, 1h or 1h30."
_DURATION_HINT = "Type a length like 15m, 2h or 1h30m; 12h is the longest."


def parse_time(text: str) -> time:
    """A time of day from ``9:05``, ``09:05``, ``905``, ``13.15``, ``1:15pm``, ``9 am``.

    ``1:15`` to ``5:59`` without a leading zero, am or pm are refused: at a school they mean the
    afternoon, on a clock the night.
    """
    match = re.fullmatch(
        r"([0-9]{1,2})(?:[:.h]?([0-9]{2})(?::00)?)?\s*(?:([ap])\.?m\.?)?", text.strip().casefold()
    )
    if match is None or not (match[2] or match[3]):
        raise CoachError(f"{quoted(text)} is not a time of day.", _TIME_HINT)
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half is None and match[1] in ("1", "2", "3", "4", "5"):
        raise CoachError(
            f"{quoted(text)} could be in the night or in the afternoon.",
            f"Type {hour + 12}:{minute:02} or {hour}:{minute:02}pm.",
        )
    if half and not 1 <= hour <= 12:
        raise CoachError(f"There is no time {quoted(text)}.", _TIME_HINT)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise CoachError(f"There is no time {quoted(text)}.", _TIME_HINT) from None


def parse_minutes(text: str) -> int:
    """Minutes, 1 to 600, from ``45``, ``45 min``, ``1h``, ``1h30``, ``1 hour 30 minutes``."""
    match = re.fullmatch(
        r"(?:([0-9]{1,2})\s*h(?:rs?|ours?)?\.?\s*)?(?:([0-9]{1,3})\s*(?:m|mins?|minutes?)?\.?)?",
        text.strip().casefold(),
    )
    minutes = int(match[1] or 0) * 60 + int(match[2] or 0) if match else 0
    if not MINUTES.least <= minutes <= MINUTES.most:
        raise CoachError(f"{quoted(text)} is not a length in minutes.", _MINUTES_HINT)
    return minutes


def parse_duration(text: str) -> timedelta:
    """How long to stay unlocked, up to 12 hours, from ``15m``, ``2h``, ``1h30m``, ``1d``.

    The unit is needed: ``15`` alone could be minutes or hours.
    """
    match = re.fullmatch(
        r"(?:([0-9]{1,3})\s*d(?:ays?)?\s*)?(?:([0-9]{1,3})\s*h(?:ours?|rs?)?\s*)?"
        r"(?:([0-9]{1,4})\s*m(?:ins?|inutes?)?)?",
        text.strip().casefold(),
    )
    if match is None or not any(match.groups()):
        raise CoachError(f"{quoted(text)} is not a length of time.", _DURATION_HINT)
    days, hours, minutes = (int(part or 0) for part in match.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes)
    if not length:
        raise CoachError(f"{quoted(text)} is no time at all.", _DURATION_HINT)
    if length > UNLOCK_MAX:
        raise CoachError(f"{quoted(text)} is longer than 12 hours.", _DURATION_HINT)
    return length
