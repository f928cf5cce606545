"""``--json``: one object on stdout, the same shape for every command."""

from __future__ import annotations

import json
import sys
from datetime import date, time
from fractions import Fraction
from typing import Any

SCHEMA = 1


def answer(command: str, today: date, data: object) -> None:
    """Print a command's answer."""
    emit(answered(command, today, data))


def answered(command: str, today: date, data: object) -> dict[str, Any]:
    """A command's answer as an object, with its version."""
    return {"schema": SCHEMA, "command": command, "today": today.isoformat(), "data": data}


def failure(command: str, today: date | None, code: str, message: str, hint: str) -> None:
    """Print why a command could not answer."""
    emit(
        {
            "schema": SCHEMA,
            "command": command,
            "today": today.isoformat() if today else None,
            "error": {"code": code, "message": message, "hint": hint},
        }
    )


def emit(found: dict[str, Any]) -> None:
    # Escaped where the stream's own encoding could not hold every name.
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    sys.stdout.write(written(found, ascii_only=ascii_only))


def written(found: dict[str, Any], *, ascii_only: bool = False) -> str:
    return json.dumps(found, ensure_ascii=ascii_only, indent=2, default=plain) + "\n"


def plain(value: object) -> object:
    """Dates as ISO text, times to the minute, fractions as whole numbers where they are."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else round(float(value), 2)
    raise TypeError(type(value).__name__)
