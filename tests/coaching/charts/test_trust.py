"""The sign of trust is a plain count, cut into stretches that leave no day out."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.charts.trust import over_time, period_start, sign, stretches
from coachcli.values.school import DateRange
from coachcli.values.session import Session
from coachcli.values.words import AskedBy, Kind, SessionState

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
TODAY = date(2026, 11, 23)


def session(on: date, asked_by: AskedBy, state: SessionState, kinds: tuple[Kind, ...]) -> Session:
    return Session(1, "u", on, None, None, state, ("tess",), kinds, asked_by=asked_by)


SESSIONS = st.lists(
    st.builds(
        session,
        st.dates(date(2025, 1, 1), TODAY),
        st.sampled_from(AskedBy),
        st.sampled_from(SessionState),
        st.sampled_from([(), (Kind.CONTACT,), (Kind.DEBRIEF,), (Kind.CONTACT, Kind.DEBRIEF)]),
    ),
    max_size=20,
)


@given(DAYS, st.sampled_from([1, 3]), st.none() | DAYS)
def test_stretches_follow_each_other_without_a_gap_up_to_today(
    today: date, months: int, since: date | None
) -> None:
    found = stretches(today, months, since if since and since <= today else None)
    assert found[-1].last == today
    for one, other in pairwise(found):
        assert one.last is not None
        assert one.last + timedelta(days=1) == other.first == period_start(other.first, months)
    if since and since <= today:
        assert found[0].first == since
    else:
        assert len(found) == 12


@pytest.mark.parametrize(
    ("first", "days"),
    [
        ("2026-08-01", ["2026-08-01", "2026-10-31"]),
        ("2026-11-01", ["2026-11-01", "2027-01-31"]),
        ("2027-02-01", ["2027-02-01"]),
        ("2027-05-01", ["2027-07-31"]),
    ],
)
def test_a_school_year_has_its_quarters_from_august_on(first: str, days: list[str]) -> None:
    for day in days:
        assert period_start(date.fromisoformat(day), 3) == date.fromisoformat(first), day


@given(SESSIONS, st.sampled_from([1, 3]))
def test_the_stretches_add_up_to_the_whole_and_only_held_sessions_count(
    sessions: list[Session], months: int
) -> None:
    parts = over_time(sessions, stretches(TODAY, months, date(2025, 1, 1)))
    whole = sign(sessions, DateRange(date(2025, 1, 1), TODAY))
    held = [each for each in sessions if each.state is SessionState.HELD]
    assert whole.held + whole.contacts == len(held)
    assert whole.contacts == sum(each.kinds == (Kind.CONTACT,) for each in held)
    asked = sum(each.asked_by is AskedBy.TEACHER for each in held)
    assert whole.asked + whole.contacts_asked == asked
    assert 0 <= whole.asked <= whole.held
    for field in ("held", "asked", "contacts", "contacts_asked"):
        assert sum(getattr(each, field) for each in parts) == getattr(whole, field)
    assert not parts or not parts[0].empty
