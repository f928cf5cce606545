"""A teacher on the caseload, and the days without."""

from __future__ import annotations

from datetime import date

from coachcli.values.columns import Number, Text
from coachcli.values.frozen import dataclass
from coachcli.values.school import DateRange, Window
from coachcli.values.words import Focus, InReports, Support

NAME = Text("name", 120, 1)
HANDLE = Text(
    "handle",
    40,
    1,
    pattern=r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*",
    refusal="{typed} cannot be a handle.",
    hint="A handle is a short word that begins with a letter, of the letters a to z, digits and"
    " single hyphens, at most {longest} characters: marta, ana-lima.",
)
TEXTS = {
    "email": Text(
        "email",
        254,
        pattern=r"(?:[^\s@,;<>]+@[^\s@,;<>]+)?",
        refusal="That is not an email address.",
        hint="Type one like name@school.example, or leave it.",
    ),
    "subject": Text("subject", 120),
    "grade": Text("grade", 120),
    "room": Text("room", 120),
    "question": Text("question", 1000),
}
"""The texts about a teacher that may be empty, by column."""

EVERY = Number(1, 12)
"""A cadence, in working weeks."""

USUAL_EVERY = 3
"""The cadence of a teacher where nobody says another."""

ANYBODY = "TEACHER"
"""What stands for a teacher in a command on a screen that others see."""

VEILED = "#"
"""What a handle begins with on a screen that others see: a number, which nobody can type."""


def typed(handle: str) -> str:
    """What to type for the teacher of a handle in a command that is told."""
    return ANYBODY if handle.startswith(VEILED) else handle


@dataclass(frozen=True)
class Away:
    """Days on which a teacher cannot be met; ``last`` None means paused until further notice."""

    id: int
    teacher: str
    first: date
    last: date | None

    @property
    def days(self) -> DateRange:
        return DateRange(self.first, self.last)


@dataclass(frozen=True)
class Teacher:
    """Someone on the caseload. ``every`` and ``max_gap`` count working weeks.

    Where a running cycle brings visits closer, ``every`` is its cadence, ``usual`` the teacher's
    own and ``closer_since`` the day on which the cycle began.

    One who ``is_veiled`` has initials for a name, no texts, and a handle that nobody can type.
    """

    id: int
    uid: str
    handle: str
    name: str
    support: Support
    every: int
    max_gap: int
    since: date
    email: str = ""
    subject: str = ""
    grade: str = ""
    room: str = ""
    question: str = ""
    focus: Focus | None = None
    archived_on: date | None = None
    windows: tuple[Window, ...] = ()
    usual: int | None = None
    closer_since: date | None = None
    in_reports: InReports = InReports.QUESTION
    is_veiled: bool = False

    JSON = {
        "teacher": "handle",
        **{key: key for key in ("name", "support", "every", "max_gap", "since", *TEXTS, "focus")},
        "free": "free",
        "preferred": "preferred",
        "archived_on": "archived_on",
        "in_reports": "in_reports",
    }

    @property
    def free(self) -> tuple[str, ...]:
        """The free times as they are typed."""
        return tuple(map(str, self.windows))

    @property
    def preferred(self) -> tuple[str, ...]:
        return tuple(str(window) for window in self.windows if window.preferred)

    @property
    def short(self) -> str:
        """The handle, for a place where a name is too long; under the veil the initials."""
        return self.name if self.is_veiled else self.handle

    @property
    def full(self) -> str:
        """The name, and what to type for it where that may be seen."""
        return self.name if self.is_veiled else f"{self.name} ({self.handle})"

    @property
    def typed(self) -> str:
        """What to type for the teacher in a command that is told."""
        return ANYBODY if self.is_veiled else self.handle


@dataclass(frozen=True)
class TeacherDetails:
    """What is said about a teacher, typed or in a row of a file; None where nothing is said.

    ``last_visit`` becomes a held session without a time.
    """

    handle: str | None = None
    name: str | None = None
    since: date | None = None
    support: Support | None = None
    every: int | None = None
    max_gap: int | None = None
    email: str | None = None
    subject: str | None = None
    grade: str | None = None
    room: str | None = None
    question: str | None = None
    focus: Focus | None = None
    windows: tuple[Window, ...] | None = None
    in_reports: InReports | None = None
    last_visit: date | None = None
