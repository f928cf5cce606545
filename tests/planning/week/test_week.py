from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, time, timedelta
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachcli.planning.calendar.slots import overlaps
from coachcli.planning.calendar.weeks import OpenDays, monday, week_to_plan
from coachcli.planning.week import situation as know
from coachcli.planning.week.situation import Situation
from coachcli.planning.week.week import plan_week
from coachcli.values.school import DateRange, Settings
from coachcli.values.session import Session
from coachcli.values.words import SessionState
from planning.builders import (
    BELL,
    EVERYONE,
    MON,
    SAMPLE,
    SCHOOL_YEAR,
    WEEK,
    at,
    codes,
    session,
    situation,
    teacher,
)

TUE, WED, THU = (MON + timedelta(days=n) for n in (1, 2, 3))


def test_the_sample_week_holds_five_visits_on_its_three_open_days_and_a_load_of_five() -> None:
    plan = plan_week(MON, SAMPLE)
    assert len(plan.placed) == 5
    assert {p.slot.date for p in plan.placed} == {MON, TUE, WED}
    assert (plan.load.need, plan.load.fits) == (Fraction(5), True)


def test_the_sample_week_places_the_latest_and_tells_everyone_else_who_is_due_why_not() -> None:
    plan = plan_week(MON, SAMPLE)
    assert "marcus" in {p.handle for p in plan.placed}
    assert {u.handle for u in plan.unplaced} <= {t.handle for t in EVERYONE}
    assert all(u.due_week <= MON for u in plan.unplaced)


days_near = st.dates(MON - WEEK, MON + 2 * WEEK)
near = st.builds(
    lambda first, n: DateRange(first, first + timedelta(days=n)), days_near, st.integers(0, 9)
)


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """The sample caseload with other closures, absences, bounds and sessions that stand."""
    some = st.lists(st.sampled_from(EVERYONE), min_size=1, max_size=18, unique=True)
    teachers = draw(some)
    handles = st.sampled_from([t.handle for t in teachers])
    standing = st.builds(
        lambda day, period, handle, state: session(
            day, handle, slot=period.name, start=period.start, end=period.end, state=state
        ),
        st.dates(MON - WEEK, MON + 13 * timedelta(days=1)),
        st.sampled_from(BELL[:6]),
        handles,
        st.sampled_from(SessionState),
    )
    windowless = draw(st.sets(handles, max_size=2))
    return replace(
        SAMPLE,
        teachers=tuple(replace(t, windows=()) if t.handle in windowless else t for t in teachers),
        days=OpenDays(tuple(draw(st.lists(near, max_size=2)))),
        today=draw(st.dates(MON - timedelta(days=3), MON + timedelta(days=4))),
        settings=Settings(capacity=draw(st.integers(0, 7)), day_max=draw(st.none() | st.just(2))),
        away=draw(st.dictionaries(handles, st.lists(near, max_size=2))),
        sessions=tuple(draw(st.lists(standing, max_size=4))),
        periods=draw(st.sampled_from([BELL, ()])),
        busy=tuple(draw(st.lists(st.just(at(TUE, "09:00", "10:00")), max_size=1))),
    )


def visits(known: Situation) -> list[Session]:
    standing = (SessionState.PLANNED, SessionState.HELD)
    return [s for s in known.sessions if monday(s.date) == MON and s.state in standing]


@given(situations())
def test_a_plan_keeps_capacity_days_windows_closures_and_absences(known: Situation) -> None:
    plan = plan_week(MON, known)
    by_handle = {t.handle: t for t in known.teachers}
    room = max(0, known.settings.capacity - len(visits(known)))
    assert len(plan.placed) <= room
    for place in plan.placed:
        slot, who = place.slot, by_handle[place.handle]
        assert known.days.is_open(slot.date)
        assert slot.date >= known.today
        assert monday(slot.date) == MON
        assert not any(slot.date in gone for gone in known.away.get(place.handle, ()))
        assert not who.windows or slot.label in [str(w) for w in who.windows]
        assert not any(overlaps(slot, taken) for taken in known.busy)
        if known.settings.day_max:
            there = [p for p in plan.placed if p.slot.date == slot.date]
            before = [s for s in visits(known) if s.date == slot.date]
            assert len(there) + len(before) <= known.settings.day_max
    assert not any(overlaps(a.slot, b.slot) for a, b in combinations(plan.placed, 2))


@given(situations())
def test_nobody_is_met_twice_in_a_week_and_nobody_is_both_placed_and_not(known: Situation) -> None:
    plan = plan_week(MON, known)
    met = [handle for visit in visits(known) for handle in visit.teachers]
    new = [p.handle for p in plan.placed]
    refused = [u.handle for u in plan.unplaced]
    assert len({*new, *refused}) == len(new) + len(refused)
    assert not {*new, *refused} & set(met)


@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_known_changes_nothing(known: Situation, rng: random.Random) -> None:
    shuffled = replace(
        known,
        teachers=tuple(rng.sample(known.teachers, len(known.teachers))),
        sessions=tuple(rng.sample(known.sessions, len(known.sessions))),
        periods=tuple(rng.sample(known.periods, len(known.periods))),
        last_visits=dict(rng.sample(sorted(known.last_visits.items()), len(known.last_visits))),
    )
    assert plan_week(MON, shuffled) == plan_week(MON, known)


@given(situations())
def test_planning_again_after_publishing_places_nobody_new(known: Situation) -> None:
    plan = plan_week(MON, known)
    published = tuple(
        session(p.slot.date, p.handle, slot=p.slot.label, start=p.slot.start, end=p.slot.end)
        for p in plan.placed
    )
    again = plan_week(MON, replace(known, sessions=(*known.sessions, *published)))
    assert again.placed == ()
    assert {u.handle for u in again.unplaced} == {u.handle for u in plan.unplaced}


@given(situations())
@settings(max_examples=30)
def test_three_idle_weeks_leave_one_due_entry_for_each_teacher(known: Situation) -> None:
    """What was planned and never took place is planned once, not once more for each week."""
    idle = replace(known, days=OpenDays(), today=MON + 3 * WEEK, away={})
    plan = plan_week(MON + 3 * WEEK, idle)
    entries = [*(p.handle for p in plan.placed), *(u.handle for u in plan.unplaced)]
    assert len(set(entries)) == len(entries) <= len(known.teachers)


@given(situations(), st.sampled_from(SessionState))
@settings(max_examples=30)
def test_only_a_held_visit_moves_the_due_week(known: Situation, state: SessionState) -> None:
    who = known.teachers[0]
    idle = replace(known, days=OpenDays(), sessions=(), away={}, today=MON)
    logged = replace(idle, sessions=(session(MON, who.handle, state=state),))
    if state is SessionState.HELD:
        logged = replace(logged, last_visits={**idle.last_visits, who.handle: MON})
    before, after = (know.clock(who, MON, each).due_week for each in (idle, logged))
    assert (after == before) == (state is not SessionState.HELD)
    assert state is not SessionState.HELD or after == MON + who.every * WEEK


@given(situations())
def test_a_refusal_for_want_of_room_names_as_many_as_the_week_takes(known: Situation) -> None:
    plan = plan_week(MON, known)
    there = {handle for visit in visits(known) for handle in visit.teachers}
    for refused in plan.unplaced:
        if refused.reason.code == "capacity":
            assert set(refused.reason.blocked_by) == there | {p.handle for p in plan.placed}
            assert len(plan.placed) + len(visits(known)) >= known.settings.capacity
        assert refused.reason.text.endswith(".")
        assert refused.due_week <= MON


def test_cancelled_and_missed_sessions_leave_their_room_but_not_the_same_slot() -> None:
    for state in (SessionState.CANCELLED, SessionState.NO_SHOW):
        off = session(TUE, "ana", slot="Tue P2", state=state, start=time(9, 5), end=time(9, 50))
        ana = teacher("ana", windows="Tue P2; Wed P4")
        (placed,) = plan_week(MON, situation(ana, sessions=(off,)), capacity=1).placed
        assert placed.slot.label == "Wed P4"


def test_a_session_that_is_no_visit_takes_its_time_but_no_visit() -> None:
    talk = session(TUE, "ana", slot="Tue P2", counts=False)
    ana = teacher("ana", windows="Tue P2; Wed P4")
    (placed,) = plan_week(MON, situation(ana, sessions=(talk,)), capacity=1).placed
    assert placed.slot.label == "Wed P4"


def test_a_group_session_is_one_visit_of_the_week_and_everybodys_visit() -> None:
    group = session(WED, "ana", "joe", slot="Wed P1")
    known = situation(teacher("ana"), teacher("joe"), teacher("zoe"), sessions=(group,))
    assert codes(plan_week(MON, known, capacity=2)) == {"zoe": "due"}


def test_a_visit_planned_before_the_week_counts_as_held_and_one_in_the_past_does_not() -> None:
    friday = MON - timedelta(days=3)
    known = situation(teacher("ana"), sessions=(session(friday, "ana"),))
    assert plan_week(MON, replace(known, today=friday)).placed == ()
    assert codes(plan_week(MON, replace(known, today=MON))) == {"ana": "due"}


def test_a_visit_planned_by_the_due_week_is_not_planned_again() -> None:
    known = situation(teacher("ana"), last=MON - 2 * WEEK, sessions=(session(MON + WEEK, "ana"),))
    assert plan_week(MON, known).placed == ()
    late = replace(known, sessions=(session(MON + 2 * WEEK, "ana"),))
    assert codes(plan_week(MON + WEEK, late)) == {"ana": "due"}


def test_somebody_is_met_early_only_when_too_many_are_due_later() -> None:
    known = situation(teacher("ana"), teacher("joe"), last=MON - 2 * WEEK)
    assert plan_week(MON, known, capacity=1).placed == ()
    narrow = replace(known, settings=replace(known.settings, capacity=1))
    assert codes(plan_week(MON, narrow)) == {"ana": "early"}


def test_a_visit_planned_after_the_due_week_does_not_stand_for_the_one_that_is_due() -> None:
    known = situation(teacher("ana"), sessions=(session(MON + WEEK, "ana"),))
    assert codes(plan_week(MON, known)) == {"ana": "due"}


def test_a_paused_teacher_is_neither_placed_nor_refused_nor_part_of_the_load() -> None:
    known = situation(teacher("ana"), teacher("joe"), away={"ana": [DateRange(MON - WEEK, None)]})
    plan = plan_week(MON, known)
    assert codes(plan) == {"joe": "due"}
    assert plan.load.need == Fraction(1, 3)


def test_a_load_above_the_capacity_does_not_fit() -> None:
    known = situation(*(teacher(handle, every=1) for handle in ("ana", "joe", "zoe")))
    assert plan_week(MON, known, capacity=2).load.fits is False
    assert plan_week(MON, known, capacity=3).load.fits is True


@pytest.mark.parametrize("weekday", range(7))
def test_from_friday_on_the_week_to_plan_is_the_next_one(weekday: int) -> None:
    expected = MON if weekday < 4 else MON + WEEK
    assert week_to_plan(MON + timedelta(days=weekday), OpenDays()) == expected


def test_a_week_without_an_open_day_left_is_not_the_week_to_plan() -> None:
    assert week_to_plan(WED, SCHOOL_YEAR) == MON
    assert week_to_plan(THU, SCHOOL_YEAR) == MON + WEEK
    assert week_to_plan(date(2026, 12, 24), SCHOOL_YEAR) == date(2027, 1, 4)
    assert week_to_plan(date(2026, 12, 18), SCHOOL_YEAR) == date(2026, 12, 21)
