"""A long log is written in batches, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from coachcli.store import reading
from coachcli.store.home import Home
from coachcli.store.writing import change, imports
from coachcli.store.writing.imports import BATCH
from coachcli.values.record import OtherTime
from coachcli.values.session import LoggedSession, Note, SealedStep, Session
from coachcli.values.words import Kind, Owner, Part, SessionState, Work

from .homes import NOW, ask, everything

DAY = date(2026, 11, 2)
MANY = 2 * BATCH + BATCH // 2


def rows(count: int) -> Iterator[LoggedSession | OtherTime]:
    """Every fifth a time of other work, the others sessions with a note and a next step."""
    for number in range(count):
        if number % 5 == 4:
            yield OtherTime(0, f"{number}", DAY, Work.DUTY, number + 1, None)
            continue
        note = Note(f"n{number}", Part.NOTES, b"note %d" % number)
        step = SealedStep(f"s{number}", "ana", Owner.COACH, b"step %d" % number)
        yield LoggedSession(
            Session(
                id=0,
                uid=f"{number}",
                date=DAY,
                start=None,
                end=None,
                state=SessionState.HELD,
                teachers=("ana", "ben"),
                kinds=(Kind.DEBRIEF,),
                minutes=number + 1,
            ),
            (note,),
            (step,),
        )


def test_more_rows_than_a_batch_are_all_stored_each_with_what_is_its_own(home: Home) -> None:
    with change(home, "import", NOW) as db:
        imports.add_log(db, rows(MANY))
    with reading.reading(home) as read:
        sessions, times = reading.sessions(read), reading.other_times(read)
    assert [session.minutes for session in sessions] == [n + 1 for n in range(MANY) if n % 5 != 4]
    assert {time.minutes for time in times} == {n + 1 for n in range(MANY) if n % 5 == 4}
    for table, letter in (("note", b"note"), ("next_step", b"step")):
        joined = f"{table} JOIN session ON session.id = session_id"
        query = f"SELECT session.uid, {table}.sealed FROM {joined}"
        found = ask(home.store, query)
        assert len(found) == len(sessions)
        assert all(sealed == letter + b" " + uid.encode() for uid, sealed in found)


def test_an_error_after_some_batches_leaves_nothing_of_them(home: Home) -> None:
    before = everything(home.path)

    def cut_off() -> Iterator[LoggedSession | OtherTime]:
        yield from rows(MANY)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), change(home, "import", NOW) as db:
        imports.add_log(db, cut_off())
    after = everything(home.path)
    assert after.keys() == before.keys()
    with reading.reading(home) as read:
        assert (reading.sessions(read), reading.other_times(read)) == ([], [])
