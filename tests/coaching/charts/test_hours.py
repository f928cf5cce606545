"""Where the hours went adds up, whatever was recorded."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.charts.hours import spent, usual_stretches
from coachcli.values.hours import TAKEN, Amount
from coachcli.values.record import OtherTime
from coachcli.values.school import DateRange
from coachcli.values.session import Session
from coachcli.values.words import Kind, SessionState, Work

DAYS = st.dates(date(2026, 8, 1), date(2027, 6, 30))
SESSIONS = st.lists(
    st.builds(
        Session,
        id=st.integers(1, 999),
        uid=st.just("s"),
        date=DAYS,
        start=st.none(),
        end=st.none(),
        state=st.sampled_from(SessionState),
        teachers=st.sampled_from([("tess",), ("tess", "kofi")]),
        kinds=st.lists(st.sampled_from(Kind), max_size=2, unique=True).map(tuple),
        minutes=st.none() | st.integers(1, 600),
    ),
    max_size=12,
)
OTHERS = st.lists(
    st.builds(
        OtherTime,
        id=st.integers(1, 999),
        uid=st.just("o"),
        on=DAYS,
        work=st.sampled_from(Work),
        minutes=st.integers(1, 600),
        sealed=st.none(),
    ),
    max_size=12,
)


def minutes(sessions: list[Session]) -> int:
    return sum(each.minutes or 0 for each in sessions if each.state is SessionState.HELD)


@given(SESSIONS, OTHERS, DAYS)
def test_two_halves_of_a_time_add_up_to_the_whole(
    sessions: list[Session], others: list[OtherTime], middle: date
) -> None:
    whole = spent(sessions, others, DateRange(date.min, date.max))
    halves = [
        spent(sessions, others, DateRange(date.min, middle)),
        spent(sessions, others, DateRange(middle + timedelta(days=1), date.max)),
    ]
    for field in ("with_teachers", "elsewhere", "taken"):
        assert getattr(whole, field) == sum(getattr(half, field) for half in halves)
    assert whole.with_teachers == minutes(sessions)
    assert whole.elsewhere == sum(each.minutes for each in others)
    assert whole.taken == sum(each.minutes for each in others if each.work in TAKEN)
    assert [work for work, _ in whole.other] == [w for w in Work if w in {o.work for o in others}]


@given(SESSIONS, DAYS)
def test_every_held_session_is_counted_once_as_a_session_or_as_a_contact(
    sessions: list[Session], day: date
) -> None:
    found = spent(sessions, [], DateRange(date.min, day))
    held = [s for s in sessions if s.state is SessionState.HELD and s.date <= day]
    assert found.sessions.times + found.contacts.times == len(held)
    open_ended = [s for s in held if s.minutes is None]
    assert found.sessions.open_ended + found.contacts.open_ended == len(open_ended)
    assert found.contacts.times == sum(s.kinds == (Kind.CONTACT,) for s in held)


def test_nothing_is_no_time() -> None:
    assert spent([], [], DateRange(date.min, date.max)).sessions == Amount(0, 0, 0)


@given(DAYS)
def test_the_usual_stretches_are_the_month_so_far_and_four_weeks(today: date) -> None:
    month, weeks = usual_stretches(today)
    assert (month.first.day, month.first.month, month.last) == (1, today.month, today)
    assert weeks.last is not None
    assert (weeks.last - weeks.first).days + 1 == 28
