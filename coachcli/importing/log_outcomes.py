"""What an import would do with each row of a log: new, a duplicate, or a problem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import NamedTuple

from coachcli.importing.log import LogFile
from coachcli.importing.log_rows import LogRow, RowProblem
from coachcli.values.frozen import dataclass
from coachcli.values.record import OtherTime
from coachcli.values.session import Session
from coachcli.values.words import SessionState

NEW, DUPLICATE, PROBLEM = "new", "duplicate", "problem"

Key = tuple[object, ...]
"""What two entries have alike when they are taken for one and the same."""


class Likeness(NamedTuple):
    """A row or what is stored, as far as it says whether both are the same. ``who`` is None for
    other work, ``what`` the kinds or the work; ``name`` is that of what is stored."""

    on: date
    who: frozenset[str] | None
    what: object
    state: SessionState | None
    minutes: int | None
    name: str = ""


SAME: tuple[tuple[str, Callable[[Likeness], Key]], ...] = (
    ("", lambda entry: entry[:5]),
    # Without the minutes, which for other work are all that tells two of them apart.
    ("", lambda entry: entry[:5] if entry.who is None else entry[:4]),
    # Without what it was: a spelling was corrected since, or the session.
    (" of another kind", lambda entry: (entry.on, entry.who, entry.state, entry.minutes)),
)
"""How a row is held against what is stored, the closest first, and what is said of it."""


@dataclass(frozen=True)
class Outcome:
    """``session`` is the planned session that a new row turns into what happened, or one of which
    only the day was known, which it completes."""

    line: int
    what: str
    row: LogRow | None = None
    problem: RowProblem | None = None
    session: int | None = None
    why: tuple[str, ...] = ()
    JSON = {
        "line": "line",
        "outcome": "what",
        "date": "on",
        "teachers": "content.teachers",
        "kinds": "content.kinds",
        "work": "content.work",
        "state": "state",
        "minutes": "content.minutes",
        "characters": "content.characters",
        "steps": "content.step_count",
        "session": "session",
        "why": "reasons",
        "hints": "hints",
    }

    @property
    def content(self) -> LogRow:
        """What the row tells; of a problem nothing."""
        return self.row or LogRow(self.line, date.max)

    @property
    def on(self) -> date | None:
        return self.row.on if self.row else self.problem.on if self.problem else None

    @property
    def state(self) -> SessionState | None:
        return self.row.state if self.row and self.row.work is None else None

    @property
    def reasons(self) -> tuple[str, ...]:
        more = self.problem.messages if self.problem else self.content.remarks
        return (*self.why, *more)

    @property
    def hints(self) -> tuple[str, ...]:
        return self.problem.hints if self.problem else ()


def outcomes_of(
    file: LogFile,
    sessions: Sequence[Session],
    others: Sequence[OtherTime],
    bare: Collection[int],
    also: Collection[int] = (),
) -> list[Outcome]:
    """By line. ``bare`` are the numbers of sessions of which only the day is known; ``also`` the
    lines that the coach says are no duplicates.

    A row that says the same as an earlier one in everything is that row typed twice. A row is in
    the store already when a session of that day with the same teachers, kinds and state is, or else
    with the same teachers, state and minutes; each session there stands for one row.
    """
    outcomes = [Outcome(each.line, PROBLEM, problem=each) for each in file.problems]
    first: dict[object, int] = {}
    rows: list[LogRow] = []
    for row in file.rows:
        earlier = first.setdefault(_content(row), row.line)
        if earlier == row.line or row.line in also:
            rows.append(row)
        else:
            why = (f"the same as line {earlier}",)
            outcomes.append(Outcome(row.line, DUPLICATE, row, why=why))
    outcomes += _against(rows, sessions, others, set(bare), also)
    return sorted(outcomes, key=lambda outcome: outcome.line)


def _content(row: LogRow) -> object:
    """Everything in a row but where it stands, for comparing."""
    texts = tuple(sorted((part.value, text) for part, text in row.texts.items()))
    aside = ("line", "remarks", "texts")
    others = (getattr(row, field.name) for field in fields(row) if field.name not in aside)
    return (*others, texts)


def _against(
    rows: Sequence[LogRow],
    sessions: Sequence[Session],
    others: Sequence[OtherTime],
    bare: set[int],
    also: Collection[int],
) -> Iterable[Outcome]:
    stored: list[Likeness] = []
    open_places: dict[tuple[date, frozenset[str]], list[Session]] = defaultdict(list)
    for session in sessions:
        if session.id in bare or session.state is SessionState.PLANNED:
            open_places[session.date, frozenset(session.teachers)].append(session)
        else:
            stored.append(_likeness_of(session))
    stored += [
        Likeness(each.on, None, each.work, None, each.minutes, f"time {each.id}") for each in others
    ]
    left: list[LogRow] = []
    for row, same in _paired([row for row in rows if row.line not in also], stored):
        if same:
            yield Outcome(row.line, DUPLICATE, row, why=(f"kept already, as {same}",))
        else:
            left.append(row)
    left += [row for row in rows if row.line in also]
    for row in sorted(left, key=lambda row: row.line):
        waiting = open_places[row.on, frozenset(row.teachers)]
        place = None if row.line in also else _place(row, waiting, bare)
        if place is None:
            yield Outcome(row.line, NEW, row)
        elif place.id in bare and not _says_more(row):
            yield Outcome(row.line, DUPLICATE, row, why=(f"kept already, as session {place.id}",))
        else:
            how = "completes" if place.id in bare else "is the planned"
            why = (f"{how} session {place.id}",)
            yield Outcome(row.line, NEW, row, session=place.id, why=why)


def _paired(rows: Sequence[LogRow], stored: Sequence[Likeness]) -> list[tuple[LogRow, str]]:
    """Each row with what is kept of it already, or nothing."""
    taken: dict[int, str] = {}
    left = list(stored)
    for said, key in SAME:
        there: dict[Key, list[Likeness]] = defaultdict(list)
        for each in left:
            there[key(each)].append(each)
        for row in rows:
            found = key(_likeness(row))
            if row.line not in taken and there[found]:
                taken[row.line] = f"{there[found].pop(0).name}{said}"
        left = [each for some in there.values() for each in some]
    return [(row, taken.get(row.line, "")) for row in rows]


def _place(row: LogRow, there: list[Session], bare: set[int]) -> Session | None:
    """The session that this row tells of, taken out of those that wait for one."""
    for session in there:
        if row.state is SessionState.HELD or session.id not in bare:
            there.remove(session)
            return session
    return None


def _says_more(row: LogRow) -> bool:
    return bool(row.kinds or row.minutes or row.texts or row.steps or row.focus or row.at)


def _likeness(row: LogRow) -> Likeness:
    if row.work is not None:
        return Likeness(row.on, None, row.work, None, row.minutes)
    return Likeness(row.on, frozenset(row.teachers), frozenset(row.kinds), row.state, row.minutes)


def _likeness_of(session: Session) -> Likeness:
    who, kinds = frozenset(session.teachers), frozenset(session.kinds)
    name = f"session {session.id}"
    return Likeness(session.date, who, kinds, session.state, session.minutes, name)
