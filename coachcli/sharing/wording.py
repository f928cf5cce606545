"""What a language says of the agreement: its own words, and nothing of what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from coachcli.values.frozen import dataclass


class Language(StrEnum):
    ENGLISH = "en"
    SPANISH = "es"


class Topic(StrEnum):
    """The sections, in the order in which they stand. Those of data are named like their tier."""

    SEALED = "sealed"
    PRIVATE = "private"
    SHARED = "shared"
    NEVER = "never"
    READERS = "readers"
    PROTECTS = "protects"
    LIMITS = "limits"
    LAW = "law"


@dataclass(frozen=True)
class SectionWording:
    """A section as a language says it: its heading, its paragraphs, and its points by name."""

    title: str
    text: tuple[str, ...]
    points: Mapping[str, str]


@dataclass(frozen=True)
class Wording:
    """The whole agreement as a language says it. ``{smallest}`` stands for ``SMALLEST_GROUP``."""

    title: str
    lead: tuple[str, ...]
    sections: Mapping[Topic, SectionWording]
