"""What differs between a session as it was logged and as it should be. No sealed text is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from enum import StrEnum
from typing import Any

from coachcli.coaching.card.card import Card
from coachcli.coaching.texts import tidy_text
from coachcli.coaching.words import label
from coachcli.dates import say_day
from coachcli.values.frozen import dataclass
from coachcli.values.words import PARTS, Kind, Part

SEALED = "sealed"

TITLES: dict[str, str] = {
    "teachers": "Teachers",
    "on": "Day",
    "at": "Time",
    "state": "State",
    "kinds": "Kinds",
    "minutes": "Minutes",
    "focus": "Focus",
    "asked_by": "Asked by",
    "cancelled_by": "Cancelled by",
} | PARTS


@dataclass(frozen=True)
class Change:
    """One field of the card, as it was and as it will be. Of a text only that there is one."""

    field: str
    old: object
    new: object

    @property
    def title(self) -> str:
        return TITLES[self.field]

    @property
    def is_text(self) -> bool:
        return self.field in tuple(Part)

    def in_words(self, today: date) -> tuple[str, str]:
        return said(self.field, self.old, today), said(self.field, self.new, today)


def changes(old: Card, new: Card) -> tuple[Change, ...]:
    """Every field that differs, in the order of the card. The order of teachers and of kinds, and
    space around a text, do not matter."""
    differing = []
    for field in TITLES:
        before, after = getattr(old, field), getattr(new, field)
        if alike(before) != alike(after):
            if field in tuple(Part):
                before, after = (SEALED if text else None for text in (before, after))
            differing.append(Change(field, before, after))
    return tuple(differing)


def alike(value: object) -> object:
    if isinstance(value, tuple):
        return sorted(value)
    return tidy_text(value) if type(value) is str else value


def said(field: str, value: object, today: date) -> str:
    """The value in words, as a card has it."""
    if isinstance(value, tuple):
        words = [kind for kind in Kind if kind in value] if field == "kinds" else value
        return ", ".join(label(w) if isinstance(w, StrEnum) else w for w in words) or "none"
    if isinstance(value, date):
        return say_day(value, today)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, StrEnum):
        return label(value)
    return "none" if value is None else str(value)


def parts_changed(changes: tuple[Change, ...]) -> frozenset[Part]:
    """The sealed parts among the changes."""
    return frozenset(Part(change.field) for change in changes if change.is_text)


def with_texts(card: Card, texts: Mapping[Part, str]) -> Card:
    """The card with these texts and no others."""
    fields: dict[str, Any] = {part.value: texts.get(part, "") for part in Part}
    return replace(card, **fields)
