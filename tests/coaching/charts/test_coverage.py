"""Every visit has its place among the weeks, and nobody is put in an order of merit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.charts.coverage import Mark, coverage, picture, teacher_week, weeks_between
from coachcli.dates import monday
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState, Support

TODAY = date(2026, 11, 24)
FIRST = date(2026, 9, 21)
WEEKS = weeks_between(FIRST, date(2026, 12, 18))


def teacher(name: str, support: Support = Support.CORE, archived: date | None = None) -> Teacher:
    handle = name.split()[0].lower()
    return Teacher(1, handle, handle, name, support, 3, 6, FIRST, archived_on=archived)


PEOPLE = (
    teacher("Zoe Adams"),
    teacher("Ana Lima", Support.SIDE),
    teacher("Åse Bjørnstad"),
    teacher("Bo Lund"),
    teacher("Kofi Mensah", archived=FIRST),
)


def session(
    on: date, state: SessionState, who: tuple[str, ...] = ("zoe",), counts: bool = True
) -> Session:
    return Session(1, "u", on, None, None, state, who, counts_as_visit=counts)


SESSIONS = st.lists(
    st.builds(
        session,
        st.dates(WEEKS[0], WEEKS[-1] + timedelta(days=6)),
        st.sampled_from(SessionState),
        st.lists(st.sampled_from([p.handle for p in PEOPLE]), min_size=1, unique=True).map(tuple),
        st.booleans(),
    ),
    max_size=25,
)
CLOSED = st.sets(st.sampled_from(WEEKS))


def held_in(sessions: list[Session], handle: str, week: date) -> int:
    return sum(
        s.state is SessionState.HELD
        and s.counts_as_visit
        and handle in s.teachers
        and week <= s.date < week + timedelta(days=7)
        for s in sessions
    )


@given(SESSIONS, CLOSED)
def test_every_held_visit_is_in_exactly_one_cell(
    sessions: list[Session], closed: set[date]
) -> None:
    found = coverage(PEOPLE, sessions, WEEKS, closed=closed, away={}, today=TODAY)
    counted = 0
    for row in found.teachers:
        assert tuple(each.week for each in row.weeks) == found.weeks == WEEKS
        for each in row.weeks:
            assert each.held == held_in(sessions, row.teacher.handle, each.week)
            assert (each.mark is Mark.HELD) == (each.held > 0)
            counted += each.held
    assert counted == sum(
        len(s.teachers) for s in sessions if s.state is SessionState.HELD and s.counts_as_visit
    )


@given(SESSIONS, CLOSED)
def test_core_comes_before_side_by_name_whatever_happened(
    sessions: list[Session], closed: set[date]
) -> None:
    found = coverage(PEOPLE, sessions, WEEKS, closed=closed, away={}, today=TODAY)
    names = [row.name for row in found.teachers if row.teacher.archived_on is None]
    assert names == ["Åse Bjørnstad", "Bo Lund", "Zoe Adams", "Ana Lima"]
    shown = any(s.counts_as_visit and "kofi" in s.teachers for s in sessions)
    assert ("Kofi Mensah" in [row.name for row in found.teachers]) == shown
    assert all(len(row.initials) <= 3 for row in found.teachers)
    for short in (True, False):
        shown_as = tuple(replace(row, short=short) for row in found.teachers)
        grid = picture(replace(found, teachers=shown_as), TODAY)
        known = {key for key, _ in grid.marks}
        assert {mark for _, marks in grid.rows for mark in marks} == known
        assert (grid.rows[0][0] == "ÅB") == short


def marked(*sessions: Session, closed: bool = False, away: bool = False) -> Mark:
    return teacher_week(WEEKS[0], sessions, closed=closed, away=away, today=TODAY).mark


def test_of_several_things_in_a_week_the_one_that_matters_is_marked() -> None:
    held = session(TODAY, SessionState.HELD)
    off = session(TODAY, SessionState.CANCELLED)
    absent = session(TODAY, SessionState.NO_SHOW)
    planned = session(TODAY, SessionState.PLANNED)
    waiting = session(TODAY - timedelta(days=1), SessionState.PLANNED)
    assert marked(off, planned, held, closed=True, away=True) is Mark.HELD
    assert marked(off, planned, waiting) is Mark.PLANNED
    assert marked(waiting) is Mark.TO_LOG
    assert marked(off) is marked(absent) is marked(off, away=True) is Mark.MISSED
    assert marked(off, closed=True) is marked(closed=True, away=True) is Mark.CLOSED
    assert marked(away=True) is Mark.AWAY
    assert marked() is Mark.NOTHING


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_the_weeks_between_two_days_hold_every_day_between_them(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    weeks = weeks_between(first, last)
    assert weeks[0] <= first < weeks[0] + timedelta(days=7)
    assert monday(last) == weeks[-1]
    assert all(one + timedelta(days=7) == other for one, other in pairwise(weeks))
