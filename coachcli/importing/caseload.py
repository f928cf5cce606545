"""A caseload kept in a spreadsheet: one row a teacher."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

from coachcli.coaching.people.names import check_name, fold
from coachcli.coaching.texts import one_line
from coachcli.coaching.times.windows import parse_windows, prefer
from coachcli.coaching.words import focus_named, letters
from coachcli.dates import quoted
from coachcli.errors import CoachError
from coachcli.importing.days import Order, day_order, read_day
from coachcli.importing.table import Problem, Row, read_table
from coachcli.values.frozen import dataclass
from coachcli.values.school import Window
from coachcli.values.teacher import EVERY, TEXTS, TeacherDetails
from coachcli.values.words import Support

Read = TypeVar("Read")

_COLUMNS = {
    "name": ("teacher", "full name", "teacher name"),
    "first_name": ("given name", "first"),
    "last_name": ("surname", "family name", "last"),
    "email": ("e-mail", "mail", "email address"),
    "subject": ("content", "content area", "department"),
    "grade": ("grades", "grade level", "year"),
    "room": ("classroom", "room number"),
    "support": ("type", "role"),
    "every": ("cadence", "every n weeks", "frequency", "weeks"),
    "since": ("start", "start date", "on caseload since"),
    "last_visit": ("last visited", "last seen", "last session"),
    "free": ("windows", "free periods", "free times", "availability", "available"),
    "prefer": ("preferred", "preferred times", "prefers"),
    "question": ("inquiry question", "goal", "inquiry"),
    "focus": ("focus area", "big four"),
}
_CORE = {"core", "official", "officiallyassigned", "assigned"}
_SIDE = {"side", "project", "sideproject", "carriedover", "carryover"}
_EVERY_WORDS = {"weekly": 1, "everyweek": 1, "everyotherweek": 2}
_NEVER = {"", "never", "none", "notyet", "na"}


@dataclass(frozen=True)
class CaseloadFile:
    """``rows`` are those without any problem, by line; ``problems`` say why others are left out.
    ``notes`` are sentences about the whole file."""

    rows: Mapping[int, TeacherDetails]
    problems: tuple[Problem, ...]
    ignored_columns: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_caseload(
    data: bytes, today: date, periods: Collection[str] = (), labels: Sequence[str] = ()
) -> CaseloadFile:
    """The teachers in the file. ``periods`` are the names of the bell schedule, when there is one:
    free times that name another are a problem. ``labels`` are the days of the day cycle.

    A row with a problem is left out whole, so that nobody is taken on with half of what the file
    says; a name or email that came in an earlier row is such a problem.
    """
    table = read_table(data, _COLUMNS)
    if not table.columns & {"name", "first_name", "last_name"}:
        raise CoachError(
            "The file has no column for the teacher's name.",
            "Name the columns in the first line: name, email, subject, grade, room, support, "
            "every, since, last_visit, free, prefer, question, focus.",
        )
    orders = _orders(table.rows)
    rows: dict[int, TeacherDetails] = {}
    problems = list(table.problems)
    seen: dict[str, int] = {}
    for row in table.rows:
        teacher, wrong = _teacher_row(row, orders, today, periods, labels)
        wrong += _repetitions(teacher, row.line, seen)
        problems += [Problem(row.line, message, teacher.name or "") for message in wrong]
        if not wrong:
            rows[row.line] = teacher
    problems.sort(key=lambda problem: problem.line)
    return CaseloadFile(rows, tuple(problems), table.ignored, table.notes)


def _orders(rows: Sequence[Row]) -> Mapping[str, Order | None]:
    """How each date column is written; a column that does not tell is written like the others."""
    cells = {key: [row.cells.get(key, "") for row in rows] for key in ("since", "last_visit")}
    together = day_order([cell for column in cells.values() for cell in column])
    return {key: day_order(column) or together for key, column in cells.items()}


def _teacher_row(
    row: Row,
    orders: Mapping[str, Order | None],
    today: date,
    periods: Collection[str],
    labels: Sequence[str],
) -> tuple[TeacherDetails, list[str]]:
    """The row as far as it can be read, and a sentence for each cell that cannot."""
    wrong: list[str] = []

    def cell(key: str, read: Callable[[str], Read]) -> Read | None:
        text = row.cells.get(key, "")
        try:
            return read(text) if text else None
        except CoachError as error:
            wrong.append(f"{key}: {error.message} {error.hint}".rstrip())
            return None

    def name() -> str:
        first, last = row.cells.get("first_name", ""), row.cells.get("last_name", "")
        try:
            return check_name(row.cells.get("name") or f"{first} {last}")
        except CoachError as error:
            wrong.append(f"name: {error.message}")
            return ""

    def windows() -> tuple[Window, ...] | None:
        free = cell("free", lambda text: parse_windows(text, periods, labels))
        liked = cell("prefer", lambda text: parse_windows(text, periods, labels))
        return free if liked is None else prefer(free or (), liked)

    texts: dict[str, Any] = {
        key: cell(key, partial(one_line, column=column)) for key, column in TEXTS.items()
    }
    teacher = TeacherDetails(
        name=name(),
        support=cell("support", _support),
        every=cell("every", _every),
        since=cell("since", lambda text: read_day(text, orders["since"])),
        last_visit=cell("last_visit", lambda text: _last_visit(text, orders["last_visit"], today)),
        windows=windows(),
        focus=cell("focus", focus_named),
        **texts,
    )
    return teacher, wrong


def _repetitions(teacher: TeacherDetails, line: int, seen: dict[str, int]) -> list[str]:
    """A sentence for each of name and email that an earlier row has; ``seen`` grows."""
    wrong = []
    keys = {"name": fold(teacher.name or ""), "email": (teacher.email or "").casefold()}
    for key, value in keys.items():
        first = seen.setdefault(f"{key} {value}", line)
        if value and first != line:
            wrong.append(f"{key}: The same {key} stands in line {first}.")
    return wrong


def _support(text: str) -> Support:
    for words, support in ((_CORE, Support.CORE), (_SIDE, Support.SIDE)):
        if letters(text) in words:
            return support
    raise CoachError(
        f"{quoted(text)} is not a kind of support.", "Write core (assigned) or side (project)."
    )


def _every(text: str) -> int:
    typed = letters(text.removesuffix(".0"))
    if typed in _EVERY_WORDS:
        return _EVERY_WORDS[typed]
    match = re.fullmatch(r"(?:every|each)?([0-9]{1,2})(?:(?:working)?w(?:ee)?ks?)?", typed)
    if match is None or not EVERY.least <= int(match[1]) <= EVERY.most:
        raise CoachError(
            f"{quoted(text)} is not a number of weeks.",
            f"Write {EVERY.least} to {EVERY.most}, like 3.",
        )
    return int(match[1])


def _last_visit(text: str, order: Order | None, today: date) -> date | None:
    if letters(text) in _NEVER:
        return None
    day = read_day(text, order)
    if day > today:
        raise CoachError(f"{day.isoformat()} is still to come.", "Write the last visit so far.")
    return day
