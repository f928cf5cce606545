"""Rows as values: each column goes to the field of its name, in the form that the field wants."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from typing import Any

from coachcli.values import words

_READ: Mapping[str, Callable[[Any], object]] = {
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "bool": bool,
}
"""How SQLite's value becomes one of a field, by the field's annotation; words have their class."""


def fields_in(
    cursor: sqlite3.Cursor, kind: type, **also: Callable[[Any], object]
) -> Iterator[dict[str, Any]]:
    """What the rows of a query say in the fields of a class, by their names, one dict a row.

    Columns that are no field are left out. ``also`` reads those that a field does not say how.
    """
    fields = kind.__dataclass_fields__  # type: ignore[attr-defined]
    columns = [
        (place, name, also.get(name) or reader(fields[name].type))
        for place, (name, *_) in enumerate(cursor.description)
        if name in fields
    ]
    for row in cursor:
        yield {
            name: row[place] if read is None or row[place] is None else read(row[place])
            for place, name, read in columns
        }


def reader(annotation: str) -> Callable[[Any], object] | None:
    """How a field of this annotation is read; None for what SQLite gives as it is meant."""
    word = annotation.removesuffix(" | None")
    return _READ.get(word) or getattr(words, word, None)
