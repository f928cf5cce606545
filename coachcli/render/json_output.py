"""``--json``: one object on stdout, the same shape for every command."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date, time
from fractions import Fraction
from operator import attrgetter
from typing import Any

SCHEMA = 1


def answer(command: str, today: date, data: object) -> None:
    """Print a command's answer."""
    emit(answered(command, today, data))


def answered(command: str, today: date, data: object) -> dict[str, Any]:
    """A command's answer as an object, with its version."""
    return {"schema": SCHEMA, "command": command, "today": today.isoformat(), "data": plain(data)}


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
    return json.dumps(found, ensure_ascii=ascii_only, indent=2) + "\n"


def plain(value: object) -> object:
    """A view as plain words, numbers, lists and objects.

    A value becomes an object of its fields, or of what its class names in ``JSON``: attributes, or
    keys with the attribute that each stands for (``{"date": "session.date"}``). Days are ISO text,
    times go to the minute, fractions are whole numbers where they are.
    """
    if (shape := shape_of(type(value))) is not None:
        return {key: plain(attrgetter(path)(value)) for key, path in shape.items()}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else round(float(value), 2)
    return value


def shape_of(kind: type) -> Mapping[str, str] | None:
    """The keys of a value's object, each with the attribute behind it; None for what is none."""
    named = getattr(kind, "JSON", None) or tuple(getattr(kind, "__dataclass_fields__", ()))
    if not named:
        return None
    return named if isinstance(named, Mapping) else dict(zip(named, named, strict=True))
