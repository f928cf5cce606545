"""What writing stores, reading gives back, and reading can do nothing else."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachcli.errors import CoachError
from coachcli.store import reading
from coachcli.store.home import Home
from coachcli.store.writing import calendar, change, sessions, teachers
from coachcli.values import school, teacher, words
from coachcli.values.session import LoggedSession, Note, SealedStep, Session
from coachcli.values.teacher import TeacherDetails

from .homes import NOW, SINCE, temporary

TEXT = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.sampled_from(
        [
            "Zoë O'Connor-Łuć",
            "王小明",
            "مريم",
            "[ELL]",
            "[/]",
            "two\nlines",
            "'; DROP TABLE x",
            "%s?",
        ]
    ),
).filter(lambda text: "\0" not in text)
PERIOD = TEXT.filter(lambda text: len(text) <= school.PERIOD.longest)
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
TIMES = st.times().map(lambda t: t.replace(microsecond=0))
SPANS = st.tuples(TIMES, TIMES).filter(lambda pair: pair[0] < pair[1])
SEALED = st.binary(min_size=1, max_size=300)


def one_of(words: type[Enum]) -> st.SearchStrategy[Any]:
    return st.sampled_from(list(words))


WINDOWS = st.lists(
    st.one_of(
        st.builds(school.Window, st.sampled_from(school.WEEKDAYS), period=PERIOD),
        st.tuples(st.sampled_from(school.WEEKDAYS), SPANS).map(
            lambda given: school.Window(given[0], "", *given[1])
        ),
    ),
    max_size=5,
).map(tuple)


@st.composite
def new_teachers(draw: st.DrawFn) -> TeacherDetails:
    every = draw(st.integers(teacher.EVERY.least, teacher.EVERY.most))
    return TeacherDetails(
        handle=draw(st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)),
        name=draw(TEXT),
        since=draw(DAYS),
        support=draw(one_of(words.Support)),
        every=every,
        max_gap=draw(st.none() | st.integers(every, 60)),
        email=draw(st.just("") | TEXT),
        subject=draw(TEXT),
        grade=draw(TEXT),
        room=draw(TEXT),
        question=draw(TEXT),
        focus=draw(st.none() | one_of(words.Focus)),
        windows=draw(WINDOWS),
    )


HANDLES = st.sampled_from(["ana", "ben"])


@st.composite
def logged_sessions(draw: st.DrawFn) -> LoggedSession:
    state = draw(st.sampled_from([s for s in words.SessionState if s != "planned"]))
    start, end = draw(SPANS | st.just((None, None)))
    held, cancelled = state == "held", state == "cancelled"
    uids = (f"{number:032x}" for number in range(100))
    session = Session(
        id=0,
        uid=draw(st.uuids()).hex,
        date=draw(DAYS),
        start=start,
        end=end,
        state=state,
        teachers=tuple(sorted(draw(st.lists(HANDLES, unique=True, min_size=1)))),
        kinds=tuple(draw(st.lists(one_of(words.Kind), unique=True))),
        focus=draw(st.none() | one_of(words.Focus)),
        minutes=draw(st.none() | st.integers(1, 600)) if held else None,
        asked_by=draw(one_of(words.AskedBy)),
        cancelled_by=draw(one_of(words.Party)) if cancelled else None,
    )
    return LoggedSession(
        session,
        notes=tuple(
            Note(next(uids), part, draw(SEALED))
            for part in draw(st.lists(one_of(words.Part), unique=True))
        ),
        steps=tuple(
            SealedStep(next(uids), t, draw(one_of(words.Owner)), draw(SEALED), day)
            for t, day in draw(st.lists(st.tuples(HANDLES, st.none() | DAYS)))
        ),
    )


@settings(max_examples=40, deadline=None)
@given(new_teachers())
def test_a_teacher_is_read_as_written(empty: Home, new: TeacherDetails) -> None:
    with temporary(empty) as home:
        with change(home, "add", NOW) as db:
            teacher_id = teachers.add(db, new)
        with reading.reading(home) as read:
            (found,) = reading.teachers(read)
            assert reading.handles(read) == [(new.handle, new.name)]
    for field in fields(teacher.TeacherDetails):
        if field.name not in ("max_gap", "last_visit", "in_reports"):
            assert getattr(found, field.name) == getattr(new, field.name)
    assert found.id == teacher_id
    assert found.max_gap == (new.max_gap or 2 * (new.every or 0))
    assert found.archived_on is None
    assert_plain(found)


@settings(max_examples=40, deadline=None)
@given(logged_sessions())
def test_a_session_its_notes_and_steps_are_read_as_written(
    two: Home, logged: LoggedSession
) -> None:
    with temporary(two) as home:
        with change(home, "log", NOW) as db:
            session_id, step_ids = sessions.log(db, logged)
        with reading.reading(home) as read:
            found = reading.session(read, session_id)
            assert reading.sessions(read) == [found]
            assert reading.has_session(read, logged.session.uid)
            notes = reading.notes(read, logged.session.teachers[0])
            steps = [reading.step(read, step_id) for step_id in step_ids]
            visits = reading.last_visits(read)
            sealed = dict(reading.sealed_values(read))
    assert found is not None
    assert_plain(found)
    happened = logged.session
    is_visit = happened.kinds != (words.Kind.CONTACT,)
    assert set(found.kinds) == set(happened.kinds)
    assert found == replace(happened, id=session_id, kinds=found.kinds, counts_as_visit=is_visit)
    visited = found.counts_as_visit and found.state == "held"
    assert visits == (dict.fromkeys(found.teachers, found.date) if visited else {})
    assert [replace(note, session=0, id=0) for note in notes] == [*logged.notes]
    for step, new in zip(steps, logged.steps, strict=True):
        assert step is not None
        assert_plain(step)
        assert (step.agreed_on, step.session) == (happened.date, session_id)
        assert all(getattr(step, field.name) == getattr(new, field.name) for field in fields(new))
    written = {note.uid: note.sealed for note in logged.notes}
    assert sealed == written | {step.uid: step.sealed for step in logged.steps}


@settings(max_examples=25, deadline=None)
@given(
    DAYS,
    DAYS,
    TEXT,
    st.lists(st.tuples(st.sampled_from(school.WEEKDAYS), PERIOD, SPANS), unique_by=lambda p: p[:2]),
    st.booleans(),
)
def test_the_schools_time_is_read_as_written(
    two: Home, one: date, other: date, label: str, bells: list[Any], until_further_notice: bool
) -> None:
    days = school.DateRange(min(one, other), max(one, other))
    away = replace(days, last=None) if until_further_notice else days
    periods = [school.Period(day, name, *span) for day, name, span in bells]
    with temporary(two) as home:
        with change(home, "calendar", NOW) as db:
            closure_id = calendar.add_closure(db, days, label)
            calendar.replace_periods(db, periods)
            away_id = teachers.add_away(db, 1, away)
            calendar.set_setting(db, "capacity", "7")
        with reading.reading(home) as read:
            (closure,) = reading.closures(read)
            (absence,) = reading.absences(read)
            assert reading.periods(read) == periods
            assert reading.settings(read) == school.Settings(capacity=7)
    assert (closure.id, closure.days, closure.label) == (closure_id, days, label)
    assert (absence.id, absence.teacher, absence.days) == (away_id, "ana", away)
    assert_plain((closure, absence))


def assert_plain(value: object) -> None:
    """Only values of this program and of the standard library, all the way down."""
    if isinstance(value, tuple):
        for item in value:
            assert_plain(item)
    elif is_dataclass(value):
        assert type(value).__module__.startswith("coachcli.values.")
        for field in fields(value):
            assert_plain(getattr(value, field.name))
    else:
        plain = (str, int, bool, bytes, date, time, type(None))
        assert type(value) in plain or isinstance(value, Enum)


def test_a_plan_is_read_as_it_was_made_moved_and_called_off(home: Home) -> None:
    new = Session(
        id=0,
        uid="",
        date=date(2026, 11, 24),
        start=time(10),
        end=time(10, 45),
        state=words.SessionState.PLANNED,
        teachers=("ana", "ben"),
        kinds=(words.Kind.DEBRIEF,),
        slot="Tue P2",
    )
    with change(home, "plan", NOW) as db:
        (session_id,) = sessions.plan(db, [new])
        elsewhere = replace(new, id=session_id, date=date(2026, 11, 25), start=None, slot="")
        sessions.move(db, replace(elsewhere, end=None))
    moved = replace(elsewhere, end=None, pinned=True)
    with reading.reading(home) as read:
        assert reading.planned_from(read, moved.date) == dict.fromkeys(moved.teachers, moved.date)
        assert reading.planned_from(read, date(2026, 11, 26)) == {}
        (found,) = reading.sessions(read)
        assert replace(found, uid="") == moved
    with change(home, "cancel", NOW) as db:
        sessions.cancel(db, session_id, words.Party.SCHOOL, None)
    with reading.reading(home) as read:
        assert reading.session(read, session_id) == replace(
            found, state=words.SessionState.CANCELLED, cancelled_by=words.Party.SCHOOL
        )


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM teacher",
        "INSERT INTO setting VALUES ('a', 'b')",
        "DROP TABLE teacher",
        "PRAGMA user_version = 7",
        "PRAGMA journal_mode = WAL",
        "VACUUM",
    ],
)
def test_nothing_can_be_written_through_the_reading_door(home: Home, statement: str) -> None:
    before = home.store.read_bytes()
    try:
        with reading.reading(home) as db:
            db.execute(statement)
            db.commit()
    except CoachError:
        pass
    else:
        assert statement.startswith("PRAGMA")
    assert home.store.read_bytes() == before


def test_the_reading_door_never_imports_what_writing_needs() -> None:
    program = (
        "import sys; from coachcli.store import reading\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'alembic', 'pydantic', 'pyrage', 'keyring', 'typer'}\n"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_there_is_a_sentence_where_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="There is no caseload"), reading.reading(Home(tmp_path)):
        pass
    assert not list(tmp_path.iterdir())


def test_an_archived_teacher_is_read_only_when_asked_for(home: Home) -> None:
    with change(home, "archive", NOW) as db:
        teachers.archive(db, 1, SINCE)
    with reading.reading(home) as db:
        assert [teacher.handle for teacher in reading.teachers(db)] == ["ben"]
        assert [t.handle for t in reading.teachers(db, archived=True)] == ["ana", "ben"]
