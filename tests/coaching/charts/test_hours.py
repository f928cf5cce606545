"""Hours and their charts add up to what is in the record."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.charts.hours import (
    NO_KIND,
    OTHER_KINDS,
    OTHER_TIME,
    by_focus,
    focus_picture,
    hours,
    spent,
    time_picture,
    usual_stretches,
)
from coachcli.coaching.charts.one_teacher import SHOWN_TO_BOTH, cycle_picture, trust_picture
from coachcli.coaching.charts.trust import Stretch, sign, signs, stretches
from coachcli.values.cycle import Cycle, Evidence
from coachcli.values.hours import TAKEN
from coachcli.values.record import OtherTime
from coachcli.values.school import DateRange
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import (
    AskedBy,
    Focus,
    Kind,
    Phase,
    SessionState,
    Support,
    Work,
    is_contact,
)

FIRST, LAST = date(2026, 8, 1), date(2027, 6, 30)
YEAR = DateRange(FIRST, LAST)
MONTHS = stretches(LAST, 1, FIRST)
DAYS = st.dates(FIRST, LAST)


def session(
    on: date,
    state: SessionState = SessionState.HELD,
    kinds: tuple[Kind, ...] = (),
    minutes: int | None = 45,
    focus: Focus | None = None,
    asked_by: AskedBy = AskedBy.PLANNED,
) -> Session:
    return Session(
        1, "u", on, None, None, state, ("tess",), kinds, focus, minutes, asked_by=asked_by
    )


SESSIONS = st.lists(
    st.builds(
        session,
        DAYS,
        st.sampled_from(SessionState),
        st.lists(st.sampled_from(Kind), max_size=3, unique=True).map(tuple),
        st.none() | st.integers(1, 600),
        st.none() | st.sampled_from(Focus),
        st.sampled_from(AskedBy),
    ),
    max_size=30,
)
OTHERS = st.lists(
    st.builds(
        OtherTime,
        id=st.just(1),
        uid=st.just("o"),
        on=DAYS,
        work=st.sampled_from(Work),
        minutes=st.integers(1, 600),
        sealed=st.none(),
    ),
    max_size=9,
)


@given(SESSIONS, OTHERS, st.integers(2, 8))
def test_the_bars_of_time_add_up_to_the_minutes_however_many_parts_are_shown(
    sessions: list[Session], others: list[OtherTime], most: int
) -> None:
    found = hours(sessions, others, MONTHS)
    held = [each for each in sessions if each.state is SessionState.HELD]
    assert found.with_teachers == sum(each.minutes or 0 for each in held)
    assert sum(found.other) == sum(each.minutes for each in others)
    assert found.without_length == sum(each.minutes is None for each in held)
    if found.empty:
        return
    bars = time_picture(found, YEAR, most)
    assert len(bars.series) <= most
    for place, days in enumerate(found.stretches):
        minutes = sum(each.minutes or 0 for each in held if each.date in days)
        minutes += sum(each.minutes for each in others if each.on in days)
        assert bars.totals[place] * 60 == pytest.approx(minutes)
    names = [name for name, _ in bars.series]
    assert len(names) == len(set(names))
    assert (OTHER_TIME in names) == bool(others)


def test_a_session_of_several_kinds_is_shared_out_evenly() -> None:
    kinds = (Kind.OBSERVATION, Kind.DEBRIEF, Kind.CO_PLANNING)
    found = hours([session(FIRST, kinds=kinds, minutes=50), session(FIRST)], [], MONTHS)
    assert [(kind, minutes[0]) for kind, minutes in found.kinds] == [
        *((kind, Fraction(50, 3)) for kind in kinds),
        (None, 45),
    ]
    assert NO_KIND in [name for name, _ in time_picture(found, YEAR).series]


def test_the_smallest_kinds_go_together_and_the_months_before_the_first_entry_are_left_out() -> (
    None
):
    sessions = [
        session(date(2026, 10, 5), kinds=(kind,), minutes=10 * number)
        for number, kind in enumerate(Kind, 1)
    ]
    bars = time_picture(hours(sessions, [], MONTHS), YEAR, 3)
    assert [name for name, _ in bars.series] == ["team meeting", "contact", OTHER_KINDS]
    assert bars.labels[0] == "Oct 2026"
    assert bars.words[0] == "13 h"


@given(SESSIONS)
def test_the_sums_by_focus_hold_every_session_but_contacts_once(sessions: list[Session]) -> None:
    found = by_focus(sessions, YEAR)
    met = [s for s in sessions if s.state is SessionState.HELD and not is_contact(s.kinds)]
    assert [each.focus for each in found] == [*Focus, None]
    assert sum(each.sessions for each in found) == len(met)
    assert sum(each.minutes for each in found) == sum(each.minutes or 0 for each in met)
    bars = focus_picture(found, YEAR)
    assert sum(bars.totals) * 60 == pytest.approx(sum(each.minutes for each in found))
    assert bars.labels[-1] == "no focus"


def evidence(on: date, met: int, measure: str = "explain", share: bool = True) -> Evidence:
    return Evidence(on.toordinal(), "e", 1, None, on, measure, met, 22, None, share)


def cycle(closed: date | None = None) -> Cycle:
    return Cycle(
        *(1, "c", ("tess",), "How?", None, "", "", FIRST, 8, None, Phase.LEARN, closed),
    )


def test_a_cycle_runs_from_the_first_evidence_to_now_or_to_its_end() -> None:
    on = date(2026, 10, 5)
    today = date(2026, 11, 23)
    taken = [evidence(on + timedelta(days=14), 15, "Explain"), evidence(on, 4)]
    lines = cycle_picture(cycle(), taken, {"tess": "Tess Oh"}, today)
    assert (lines.first, lines.last) == (on, today)
    assert [(name, [p.met for p in points]) for name, points in lines.measures] == [
        ("explain", [4, 15])
    ]
    assert "at first 4 of 22 (5 Oct), latest 15 of 22 (19 Oct)" in lines.said
    assert lines.note == ""
    ended = cycle_picture(cycle(date(2026, 11, 1)), taken, {}, today)
    assert ended.last == date(2026, 11, 1)
    kept = cycle_picture(cycle(), [*taken, evidence(on, 1, "wait", share=False)], {}, today)
    assert kept.note == SHOWN_TO_BOTH


@given(SESSIONS)
def test_the_bars_of_trust_are_the_held_sessions_and_say_whose_eyes_they_are_for(
    sessions: list[Session],
) -> None:
    total = sign(sessions, YEAR)
    tess = Teacher(1, "u", "tess", "Tess Oh", Support.CORE, 3, 6, FIRST)
    bars = trust_picture(signs(tess, sessions, Stretch.MONTH, LAST, FIRST))
    assert sum(bars.totals) == total.held
    assert sum(bars.series[0][1]) == total.asked
    assert "coach's eyes only" in bars.note


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
    held = [each for each in sessions if each.state is SessionState.HELD]
    assert whole.with_teachers == sum(each.minutes or 0 for each in held)
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


@given(DAYS)
def test_the_usual_stretches_are_the_month_so_far_and_four_weeks(today: date) -> None:
    month, weeks = usual_stretches(today)
    assert (month.first.day, month.first.month, month.last) == (1, today.month, today)
    assert weeks.last is not None
    assert (weeks.last - weeks.first).days + 1 == 28
