"""Rows as values: each column goes to the field of its name, in the form that the field wants."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date, time
from operator import itemgetter
from typing import Any, TypeVar

from coachcli.values import words

Value = TypeVar("Value")

_READ: Mapping[str, Callable[[Any], object]] = {
    "date": date.fromisoformat,
    "Day": date.fromisoformat,
    "time": time.fromisoformat,
    "bool": bool,
}
"""How SQLite's value becomes one of a field, by the field's annotation; words have their class."""


def values_in(
    cursor: sqlite3.Cursor, kind: type[Value], **also: Callable[[Any], object]
) -> list[Value]:
    """The rows of a query as values of a class.

    Columns that are no field are left out, and a field without a column has its default. Of two
    columns of one name the later counts. ``also`` reads those that a field does not say how.
    """
    fields = kind.__dataclass_fields__  # type: ignore[attr-defined]
    columns = {name: place for place, (name, *_) in enumerate(cursor.description)}
    # The defaults stand behind each row, so that it has a place for every field in order: a value
    # is made in two thirds of the time that it takes by names.
    defaults = tuple(field.default for field in fields.values())
    width = len(cursor.description)
    in_order = itemgetter(*(columns.get(name, width + place) for place, name in enumerate(fields)))
    readers = [
        (place, read)
        for place, (name, field) in enumerate(fields.items())
        if name in columns and (read := also.get(name) or reader(field.type))
    ]
    values = []
    for row in cursor:
        given = list(in_order(row + defaults))
        for place, read in readers:
            if given[place] is not None:
                given[place] = read(given[place])
        values.append(kind(*given))
    return values


def reader(annotation: str) -> Callable[[Any], object] | None:
    """How a field of this annotation is read; None for what SQLite gives as it is meant."""
    word = annotation.removesuffix(" | None")
    return _READ.get(word) or getattr(words, word, None)
