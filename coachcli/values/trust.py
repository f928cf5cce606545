"""A sign of trust: how many of the held sessions the teacher asked for."""

from __future__ import annotations

from coachcli.values.frozen import dataclass
from coachcli.values.school import DateRange
from coachcli.values.teacher import Teacher


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
        "*": "total",
        "periods": "periods",
    }


@dataclass(frozen=True)
class SignOf:
    """One teacher's sign among everybody's."""

    teacher: Teacher
    sign: Sign

    JSON = {"teacher": "teacher.handle", "name": "teacher.name", "*": "sign"}
