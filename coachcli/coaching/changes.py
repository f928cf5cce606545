"""What differs between a session as it was logged and as it should be. No sealed text is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from coachcli.coaching.card import Card, tidy_text
from coachcli.coaching.words import label
from coachcli.dates import say_day
from coachcli.values import Part

SEALED = "sealed"

TITLES = {
    "teachers": "Teachers",
    "on": "Day",
    "at": "Time",
    "state": "State",
    "kinds": "Kinds",
    "minutes": "Minutes",
    "focus": "Focus",
    "asked_by": "Asked by",
    "cancelled_by": "Cancelled by",
    Part.NOTES.value: "Notes",
    Part.WORKS.value: "What works",
    Part.HARD.value: "What is hard",
    Part.ASK_NEXT.value: "Ask next time",
    Part.REASON.value: "Reason",
}


@dataclass(frozen=True)
class Change:
    """One field of the card, as it was and as it will be, in words; of a text only that it is."""

    field: str
    old: str
    new: str

    @property
    def title(self) -> str:
        return TITLES[self.field]


def changes(old: Card, new: Card, today: date) -> tuple[Change, ...]:
    """Every field that differs, in the order of the card. The order of teachers and of kinds, and
    space around a text, do not matter."""
    found = []
    for field in TITLES:
        before, after = getattr(old, field), getattr(new, field)
        if alike(before) != alike(after):
            found.append(Change(field, *(said(field, each, today) for each in (before, after))))
    return tuple(found)


def alike(value: object) -> object:
    if isinstance(value, tuple):
        return sorted(value)
    return tidy_text(value) if type(value) is str else value


def said(field: str, value: object, today: date) -> str:
    """The value in words, as a card has it."""
    if field in tuple(Part):
        return SEALED if value else "none"
    if isinstance(value, date):
        return say_day(value, today)
    if field == "teachers" or field == "kinds":
        words = value if isinstance(value, tuple) else ()
        return ", ".join(label(w) if field == "kinds" else str(w) for w in words) or "none"
    if field == "at":
        return f"{value:%H:%M}" if value else "none"
    if field == "minutes":
        return str(value) if value else "not known"
    return label(value) if value else "none"  # type: ignore[arg-type]


def parts_changed(found: tuple[Change, ...]) -> frozenset[Part]:
    """The sealed parts among the changes."""
    return frozenset(part for part in Part if any(each.field == part.value for each in found))


def with_texts(card: Card, texts: Mapping[Part, str]) -> Card:
    """The card with these texts and no others."""
    return replace(
        card,
        notes=texts.get(Part.NOTES, ""),
        works=texts.get(Part.WORKS, ""),
        hard=texts.get(Part.HARD, ""),
        ask_next=texts.get(Part.ASK_NEXT, ""),
        reason=texts.get(Part.REASON, ""),
    )
