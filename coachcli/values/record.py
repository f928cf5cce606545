"""What few commands need: time without a teacher, ideas, open questions, what nobody else sees."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from coachcli.values.columns import Text
from coachcli.values.frozen import dataclass
from coachcli.values.words import Focus, Phase, Work

TAG = Text(
    "tag",
    40,
    1,
    pattern=r".*[^\W_].*",
    refusal="{typed} cannot be a tag.",
    hint="A tag is a word or two, like talk or exit tickets, at most {longest} characters.",
)
PROMPT = Text("question", 300, 1)
SPELLING = Text("word", 80, 1)


@dataclass(frozen=True)
class OtherTime:
    """Time of the coach that was no session with a teacher; ``sealed`` is a note, if any."""

    id: int
    uid: str
    on: date
    work: Work
    minutes: int
    sealed: bytes | None


@dataclass(frozen=True)
class Idea:
    """A good idea seen somewhere. Without leave (``may_name``) its ``teacher`` is never shown."""

    id: int
    uid: str
    teacher: str | None
    may_name: bool
    focus: Focus | None
    tags: tuple[str, ...]
    sealed: bytes
    added_on: date


@dataclass(frozen=True)
class Prompt:
    """An open question to ask. ``built_in`` is the key of one that comes with the program.

    ``phase`` and ``focus`` are what it suits; None suits all.
    """

    id: int
    text: str
    phase: Phase | None
    focus: Focus | None
    is_on: bool
    built_in: str = ""


class Place(StrEnum):
    """What a sealed text is a part of."""

    SESSION = "session"
    STEP = "step"
    CYCLE = "cycle"
    EVIDENCE = "evidence"
    OTHER_TIME = "other_time"
    IDEA = "idea"


@dataclass(frozen=True)
class SealedText:
    """A sealed text with where it stands.

    ``id`` is the number of the session, step, cycle, evidence, other time or idea. ``part`` says
    which of its texts it is, or what it is about: a part of a session or of a cycle, whose step it
    is, what was counted, what work it was; nothing for an idea. ``of`` is the session that a step
    comes from, or the cycle that evidence belongs to; ``counted`` how many met the measure, of how
    many. An idea has only a teacher who may be named.
    """

    place: Place
    id: int
    part: str
    on: date
    teachers: tuple[str, ...]
    uid: str
    sealed: bytes
    of: int | None = None
    counted: tuple[int, int] | None = None


Span = tuple[int, int]
"""From one character of a text up to another, the end not included."""


@dataclass(frozen=True)
class ExcerptLine:
    """A line to show, with what was found in it. ``gap``: other lines were left out before it."""

    text: str
    spans: tuple[Span, ...]
    gap: bool = False
