"""What few commands need: time without a teacher, ideas, open questions, what nobody else sees."""

from __future__ import annotations

from datetime import date

from coachcli.values.columns import Text
from coachcli.values.frozen import dataclass
from coachcli.values.school import DateRange
from coachcli.values.teacher import Teacher
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


@dataclass(frozen=True)
class Sign:
    """Held sessions of some days and how many of them the teacher asked for; contacts apart.

    ``title`` is what the days are called, where there are several signs beside each other.
    """

    days: DateRange
    held: int
    asked: int
    contacts: int
    contacts_asked: int
    title: str = ""

    JSON = {
        "first": "days.first",
        "last": "days.last",
        "held": "held",
        "asked_by_teacher": "asked",
        "contacts": "contacts",
        "contacts_by_teacher": "contacts_asked",
    }

    @property
    def empty(self) -> bool:
        return not self.held and not self.contacts


@dataclass(frozen=True)
class Signs:
    """One teacher's signs: over all of the time, and in each month or quarter (``by``) of it."""

    teacher: Teacher
    by: str
    total: Sign
    periods: tuple[Sign, ...]

    JSON = {
        "teacher": "teacher.handle",
        "by": "by",
        **{key: f"total.{path}" for key, path in Sign.JSON.items()},
        "periods": "periods",
    }


@dataclass(frozen=True)
class SignOf:
    """One teacher's sign among everybody's."""

    teacher: Teacher
    sign: Sign

    JSON = {
        "teacher": "teacher.handle",
        "name": "teacher.name",
        **{key: f"sign.{path}" for key, path in Sign.JSON.items()},
    }


@dataclass(frozen=True)
class Unseen:
    """What others who see the screen must not see.

    ``people``: number, handle and name of everybody, the latest last; ``texts`` go, and
    ``meetings`` are called only that.
    """

    people: tuple[tuple[int, str, str], ...] = ()
    texts: frozenset[str] = frozenset()
    meetings: frozenset[str] = frozenset()

    def __or__(self, later: Unseen) -> Unseen:
        """Both together: who has another name by now is not seen by the earlier one either."""
        return Unseen(
            tuple(dict.fromkeys((*self.people, *later.people))),
            self.texts | later.texts,
            self.meetings | later.meetings,
        )
