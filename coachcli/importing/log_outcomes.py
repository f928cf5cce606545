"""What an import would do with each row of a log: new, a duplicate, or a problem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import date

from coachcli.importing.log import LogFile
from coachcli.importing.log_rows import LogRow, RowProblem
from coachcli.quick import dataclass
from coachcli.values import Session, SessionState
from coachcli.values_record import OtherTime

NEW, DUPLICATE, PROBLEM = "new", "duplicate", "problem"

Key = tuple[object, ...]
"""What two entries have alike when they are taken for one and the same."""


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


def outcomes(
    file: LogFile,
    sessions: Sequence[Session],
    others: Sequence[OtherTime],
    bare: Collection[int],
    also: Collection[int] = (),
) -> list[Outcome]:
    """By line. ``bare`` are the numbers of sessions of which only the day is known; ``also`` the
    lines that the coach says are no duplicates.

    A row that says the same as an earlier one in everything is that row typed twice. A row is in
    the store already when a session of that day with the same teachers, kinds and state is; each
    session there stands for one row, for the one with its minutes first.
    """
    found = [Outcome(each.line, PROBLEM, problem=each) for each in file.problems]
    first: dict[object, int] = {}
    rows: list[LogRow] = []
    for row in file.rows:
        earlier = first.setdefault(_content(row), row.line)
        if earlier == row.line or row.line in also:
            rows.append(row)
        else:
            why = (f"the same as line {earlier}",)
            found.append(Outcome(row.line, DUPLICATE, row, why=why))
    found += _against(rows, sessions, others, set(bare), also)
    return sorted(found, key=lambda each: each.line)


def _content(row: LogRow) -> object:
    """Everything in a row but where it stands, for comparing."""
    texts = tuple(sorted((part.value, text) for part, text in row.texts.items()))
    others = [
        getattr(row, each.name)
        for each in fields(row)
        if each.name not in ("line", "remarks", "texts")
    ]
    return (*others, texts)


def _against(
    rows: Sequence[LogRow],
    sessions: Sequence[Session],
    others: Sequence[OtherTime],
    bare: set[int],
    also: Collection[int],
) -> Iterable[Outcome]:
    stored: dict[Key, list[tuple[int | None, str]]] = defaultdict(list)
    open_places: dict[tuple[date, frozenset[str]], list[Session]] = defaultdict(list)
    for session in sessions:
        if session.id in bare or session.state is SessionState.PLANNED:
            open_places[session.date, frozenset(session.teachers)].append(session)
        else:
            stored[_key_of(session)].append((session.minutes, f"session {session.id}"))
    for other in others:
        stored[other.on, other.work, other.minutes].append((other.minutes, f"time {other.id}"))
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


def _paired(
    rows: Sequence[LogRow], stored: dict[Key, list[tuple[int | None, str]]]
) -> list[tuple[LogRow, str]]:
    """Each row with what is kept of it already, or nothing. Those with equal minutes go first."""
    taken: dict[int, str] = {}
    for exactly in (True, False):
        for row in rows:
            there = stored.get(_key(row), [])
            fits = [each for each in there if not exactly or each[0] == row.minutes]
            if row.line not in taken and fits:
                taken[row.line] = fits[0][1]
                there.remove(fits[0])
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


def _key(row: LogRow) -> Key:
    if row.work is not None:
        return (row.on, row.work, row.minutes)
    return (row.on, frozenset(row.teachers), frozenset(row.kinds), row.state)


def _key_of(session: Session) -> Key:
    return (session.date, frozenset(session.teachers), frozenset(session.kinds), session.state)
