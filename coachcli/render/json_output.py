"""``--json``: one object on stdout, the same shape for every command."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date, time
from fractions import Fraction
from typing import Any, Union

SCHEMA = 1

Shape = Union[tuple[str, ...], Mapping[str, "str | tuple[str, Shape]"]]  # noqa: UP007
"""What is taken of a value: attributes, or keys with what each stands for."""

ALL = "*"


def answer(command: str, today: date, view: object) -> None:
    """Print a command's answer."""
    emit(answered(command, today, view))


def answered(command: str, today: date, view: object) -> dict[str, Any]:
    """A command's answer as an object, with its version."""
    return {"schema": SCHEMA, "command": command, "today": today.isoformat(), "data": plain(view)}


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


def emit(frame: dict[str, Any]) -> None:
    # Escaped where the stream's own encoding could not hold every name.
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    sys.stdout.write(written(frame, ascii_only=ascii_only))


def written(frame: dict[str, Any], *, ascii_only: bool = False) -> str:
    return json.dumps(frame, ensure_ascii=ascii_only, indent=2) + "\n"


def plain(value: object, shape: Shape | None = None) -> object:
    """A view as plain words, numbers, lists and objects.

    A value becomes an object of its fields, or of what its class names in ``JSON``: attributes, or
    keys with the attribute that each stands for (``{"date": "session.date"}``) and, in a pair with
    it, what is taken of that in turn (``{"visit": ("visit", ("id", "date"))}``). ``*`` stands for
    all keys of an attribute. What is None on the way is null. Days are ISO text, times go to the
    minute, fractions are whole where they are.
    """
    own = shape_of(type(value))
    if own is None and isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item, shape) for item in value]
    if value is not None and (keys := shape or own):
        return object_from(value, keys)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else round(float(value), 2)
    return value


def object_of(view: object) -> dict[str, Any]:
    """As ``plain``, for a view that is an object: to put something beside its keys."""
    found = plain(view)
    if not isinstance(found, dict):
        raise TypeError(f"{type(view).__name__} is no object in JSON")
    return found


def shape_of(kind: type) -> Shape | None:
    """What a class says of its values' objects, or its fields; None for one that has none."""
    for name in ("JSON", "_fields", "__dataclass_fields__"):
        if shape := getattr(kind, name, None):
            return shape if name == "JSON" else tuple(shape)
    return None


def object_from(value: object, shape: Shape) -> dict[str, object]:
    pairs = shape.items() if isinstance(shape, Mapping) else zip(shape, shape, strict=True)
    found: dict[str, object] = {}
    for key, what in pairs:
        part = taken(value, what)
        found |= part if key == ALL and isinstance(part, dict) else {key: part}
    return found


def taken(value: object, what: str | tuple[str, Shape]) -> object:
    """The attribute of a value that a key stands for."""
    path, shape = what if isinstance(what, tuple) else (what, None)
    for name in path.split("."):
        value = None if value is None else getattr(value, name)
    return plain(value, shape)
