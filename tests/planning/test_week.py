from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, time, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.planning.facts import Facts
from coachcli.planning.slots import overlaps
from coachcli.planning.week import WeekPlan, plan_week, week_to_plan, why_kept
from coachcli.planning.weeks import OpenDays, monday
from coachcli.values import DateRange, Session, SessionState, Settings, Teacher

from .builders import BELL, MON, SCHOOL_YEAR, at, caseload, session, teacher

TUE, WED, THU = (MON + timedelta(days=n) for n in (1, 2, 3))
WEEK = timedelta(days=7)
EVERYONE, LAST_VISITS = caseload()

SAMPLE = Facts(
    teachers=EVERYONE,
    days=SCHOOL_YEAR,
    today=MON,
    settings=Settings(),
    last_visits=LAST_VISITS,
    away={},
    periods=BELL,
)


def facts(*teachers: Teacher, last: date | None = MON - 3 * WEEK, **changes: Any) -> Facts:
    """Teachers who were all visited on ``last``, in a week of five open days."""
    known: dict[str, Any] = {
        "teachers": teachers,
        "days": OpenDays(),
        "last_visits": {t.handle: last for t in teachers if last},
        **changes,
    }
    return replace(SAMPLE, **known)


def texts(plan: WeekPlan) -> dict[str, str]:
    reasons = {p.handle: p.reason for p in plan.placed} | {
        u.handle: u.reason for u in plan.unplaced
    }
    return {handle: reason.text for handle, reason in reasons.items()}


def codes(plan: WeekPlan) -> dict[str, str]:
    reasons = {p.handle: p.reason for p in plan.placed} | {
        u.handle: u.reason for u in plan.unplaced
    }
    return {handle: reason.code for handle, reason in reasons.items()}


# The sample caseload


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


# Properties

days_near = st.dates(MON - WEEK, MON + 2 * WEEK)
near = st.builds(
    lambda first, n: DateRange(first, first + timedelta(days=n)), days_near, st.integers(0, 9)
)


@st.composite
def situations(draw: st.DrawFn) -> Facts:
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


def visits(known: Facts) -> list[Session]:
    standing = (SessionState.PLANNED, SessionState.HELD)
    return [s for s in known.sessions if monday(s.date) == MON and s.state in standing]


@given(situations())
def test_a_plan_keeps_capacity_days_windows_closures_and_absences(known: Facts) -> None:
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
def test_nobody_is_met_twice_in_a_week_and_nobody_is_both_placed_and_not(known: Facts) -> None:
    plan = plan_week(MON, known)
    met = [handle for visit in visits(known) for handle in visit.teachers]
    new = [p.handle for p in plan.placed]
    refused = [u.handle for u in plan.unplaced]
    assert len({*new, *refused}) == len(new) + len(refused)
    assert not {*new, *refused} & set(met)


@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_known_changes_nothing(known: Facts, rng: random.Random) -> None:
    shuffled = replace(
        known,
        teachers=tuple(rng.sample(known.teachers, len(known.teachers))),
        sessions=tuple(rng.sample(known.sessions, len(known.sessions))),
        periods=tuple(rng.sample(known.periods, len(known.periods))),
        last_visits=dict(rng.sample(sorted(known.last_visits.items()), len(known.last_visits))),
    )
    assert plan_week(MON, shuffled) == plan_week(MON, known)


@given(situations())
def test_planning_again_after_publishing_places_nobody_new(known: Facts) -> None:
    plan = plan_week(MON, known)
    published = tuple(
        session(p.slot.date, p.handle, slot=p.slot.label, start=p.slot.start, end=p.slot.end)
        for p in plan.placed
    )
    again = plan_week(MON, replace(known, sessions=(*known.sessions, *published)))
    assert again.placed == ()
    assert {u.handle for u in again.unplaced} == {u.handle for u in plan.unplaced}


@given(situations())
def test_a_refusal_for_want_of_room_names_as_many_as_the_week_takes(known: Facts) -> None:
    plan = plan_week(MON, known)
    there = {handle for visit in visits(known) for handle in visit.teachers}
    for refused in plan.unplaced:
        if refused.reason.code == "capacity":
            assert set(refused.reason.blocked_by) == there | {p.handle for p in plan.placed}
            assert len(plan.placed) + len(visits(known)) >= known.settings.capacity
        assert refused.reason.text.endswith(".")
        assert refused.due_week <= MON


# Reasons


@pytest.mark.parametrize(
    ("last", "today", "text"),
    [
        (MON - 3 * WEEK, MON, "Due this week; last visit 3 working weeks ago."),
        (MON - 5 * WEEK, MON, "2 working weeks late; last visit 5 working weeks ago."),
        (
            MON - 7 * WEEK,
            MON,
            "4 working weeks late; last visit 7 working weeks ago, beyond the longest wait of 6.",
        ),
        (MON - 2 * WEEK, MON, "Early: due in the week of 30 Nov, and there is room this week."),
        (
            MON - 3 * WEEK,
            MON - timedelta(days=2),
            "Due in the week of 23 Nov; last visit 3 working weeks before.",
        ),
        (None, MON, "Never visited yet; 62 working weeks late, beyond the longest wait of 6."),
    ],
)
def test_a_placed_teacher_reads_why(last: date | None, today: date, text: str) -> None:
    plan = plan_week(MON, facts(teacher("ana"), last=last, today=today))
    assert texts(plan) == {"ana": text}


def test_a_new_teacher_reads_that_there_was_no_visit_yet() -> None:
    new = teacher("ana", every=1, since=MON)
    assert texts(plan_week(MON, facts(new, last=None))) == {
        "ana": "Never visited yet; due this week."
    }
    soon = teacher("ana", every=2, since=MON)
    assert texts(plan_week(MON, facts(soon, last=None))) == {
        "ana": "Never visited yet; due in the week of 30 Nov, and there is room this week."
    }


def test_a_teacher_whose_slots_are_held_reads_by_whom() -> None:
    ana = teacher("ana", windows="Tue P2; Wed P4", name="Ana Lima")
    joe = teacher("joe", windows="Tue P2", name="Joe Kowalczyk")
    priya = teacher("priya", windows="Wed P4", name="Priya Raman")
    longer = {"ana": MON - 3 * WEEK, "joe": MON - 4 * WEEK, "priya": MON - 5 * WEEK}
    (refused,) = plan_week(MON, facts(ana, joe, priya, last_visits=longer)).unplaced
    assert refused.reason.code == "taken"
    assert refused.reason.blocked_by == ("joe", "priya")
    assert refused.reason.text == (
        "Ana Lima can only meet Tue P2 or Wed P4; both are held by teachers who have waited "
        "longer: Joe Kowalczyk, Priya Raman."
    )


def test_nobody_is_said_to_have_waited_longer_who_has_not() -> None:
    known = facts(teacher("ana", windows="Tue P2"), teacher("joe", windows="Tue P2"))
    (refused,) = plan_week(MON, known).unplaced
    assert refused.reason.text == (
        "Joe can only meet Tue P2; it is held by a teacher whose turn comes first: Ana."
    )


def test_a_full_week_reads_who_fills_it() -> None:
    late = {"ana": MON - 3 * WEEK, "joe": MON - 4 * WEEK, "zoe": MON - 5 * WEEK}
    known = facts(teacher("ana"), teacher("joe"), teacher("zoe"), last_visits=late)
    (refused,) = plan_week(MON, known, capacity=2).unplaced
    assert refused.reason.text == (
        "All 2 visits of the week go to teachers who have waited longer: Joe, Zoe."
    )
    standing = replace(known, sessions=(session(WED, "zoe", pinned=True),))
    (refused,) = plan_week(MON, standing, capacity=2).unplaced
    assert refused.reason.text == (
        "The week has room for 2 visits; sessions stand already with Zoe, and the rest go to "
        "a teacher who has waited longer: Joe."
    )
    assert refused.reason.blocked_by == ("joe", "zoe")


def test_a_full_day_reads_who_fills_it() -> None:
    known = facts(
        teacher("ana", windows="Tue P2"),
        teacher("joe"),
        sessions=(session(TUE, "joe", slot="Tue P1"),),
        settings=Settings(day_max=1),
    )
    (refused,) = plan_week(MON, known).unplaced
    assert (refused.reason.code, refused.reason.blocked_by) == ("day_max", ("joe",))
    assert refused.reason.text == (
        "Ana can only meet Tue P2; with at most 1 visit a day there is no room for that beside Joe."
    )


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"today": WED}, "Has no free window on the open days that remain this week."),
        (
            {"away": {"ana": [DateRange(TUE, MON + WEEK)]}, "today": TUE},
            "Is away on the open days that remain this week.",
        ),
        (
            {"busy": (at(TUE, "09:00", "09:30"),)},
            "Every free window that remains this week is taken by something else in your calendar.",
        ),
        (
            {"sessions": (session(TUE, "joe", slot="Tue P2"),)},
            "Every free window that remains this week is taken by sessions that stand already: "
            "Joe.",
        ),
        (
            {"not_before": (TUE, time(9, 6)), "today": TUE},
            "Has no free window on the open days that remain this week.",
        ),
    ],
)
def test_a_teacher_without_a_window_reads_why(changes: dict[str, Any], text: str) -> None:
    known = facts(teacher("ana", windows="Tue P2"), teacher("joe"), **changes)
    refused = {u.handle: u.reason for u in plan_week(MON, known).unplaced}
    assert refused["ana"].code == "no_window"
    assert refused["ana"].text == text


# Sessions that stand


def test_cancelled_and_missed_sessions_leave_their_room_but_not_the_same_slot() -> None:
    for state in (SessionState.CANCELLED, SessionState.NO_SHOW):
        off = session(TUE, "ana", slot="Tue P2", state=state, start=time(9, 5), end=time(9, 50))
        ana = teacher("ana", windows="Tue P2; Wed P4")
        (placed,) = plan_week(MON, facts(ana, sessions=(off,)), capacity=1).placed
        assert placed.slot.label == "Wed P4"


def test_a_session_that_is_no_visit_takes_its_time_but_no_visit() -> None:
    talk = session(TUE, "ana", slot="Tue P2", counts=False)
    ana = teacher("ana", windows="Tue P2; Wed P4")
    (placed,) = plan_week(MON, facts(ana, sessions=(talk,)), capacity=1).placed
    assert placed.slot.label == "Wed P4"


def test_a_group_session_is_one_visit_of_the_week_and_everybodys_visit() -> None:
    group = session(WED, "ana", "joe", slot="Wed P1")
    known = facts(teacher("ana"), teacher("joe"), teacher("zoe"), sessions=(group,))
    assert codes(plan_week(MON, known, capacity=2)) == {"zoe": "due"}


def test_a_visit_planned_before_the_week_counts_as_held_and_one_in_the_past_does_not() -> None:
    friday = MON - timedelta(days=3)
    known = facts(teacher("ana"), sessions=(session(friday, "ana"),))
    assert plan_week(MON, replace(known, today=friday)).placed == ()
    assert codes(plan_week(MON, replace(known, today=MON))) == {"ana": "due"}


def test_a_visit_planned_by_the_due_week_is_not_planned_again() -> None:
    known = facts(teacher("ana"), last=MON - 2 * WEEK, sessions=(session(MON + WEEK, "ana"),))
    assert plan_week(MON, known).placed == ()
    assert codes(plan_week(MON, replace(known, sessions=()))) == {"ana": "early"}


def test_a_visit_planned_after_the_due_week_does_not_stand_for_the_one_that_is_due() -> None:
    known = facts(teacher("ana"), sessions=(session(MON + WEEK, "ana"),))
    assert codes(plan_week(MON, known)) == {"ana": "due"}


def test_a_paused_teacher_is_neither_placed_nor_refused_nor_part_of_the_load() -> None:
    known = facts(teacher("ana"), teacher("joe"), away={"ana": [DateRange(MON - WEEK, None)]})
    plan = plan_week(MON, known)
    assert codes(plan) == {"joe": "due"}
    assert plan.load.need == Fraction(1, 3)


def test_a_load_above_the_capacity_does_not_fit() -> None:
    known = facts(*(teacher(handle, every=1) for handle in ("ana", "joe", "zoe")))
    assert plan_week(MON, known, capacity=2).load.fits is False
    assert plan_week(MON, known, capacity=3).load.fits is True


@pytest.mark.parametrize(
    ("visit", "last", "code"),
    [
        (session(TUE, "ana", pinned=True), MON - 9 * WEEK, "pinned"),
        (session(TUE, "ana", state=SessionState.HELD, pinned=True), None, "held"),
        (session(TUE, "ana", state=SessionState.CANCELLED), None, "cancelled"),
        (session(TUE, "ana", state=SessionState.NO_SHOW), None, "no_show"),
        (session(TUE, "ana"), MON - 4 * WEEK, "late"),
        (session(TUE, "ana"), MON - 3 * WEEK, "due"),
        (session(TUE, "ana"), MON - 2 * WEEK, "early"),
    ],
)
def test_a_session_in_the_calendar_says_why_it_is_there(
    visit: Session, last: date | None, code: str
) -> None:
    reason = why_kept(visit, teacher("ana"), last_visit=last, away=[], days=OpenDays(), today=MON)
    assert reason.code == code


# Which week


@pytest.mark.parametrize("weekday", range(7))
def test_from_friday_on_the_week_to_plan_is_the_next_one(weekday: int) -> None:
    expected = MON if weekday < 4 else MON + WEEK
    assert week_to_plan(MON + timedelta(days=weekday), OpenDays()) == expected


def test_a_week_without_an_open_day_left_is_not_the_week_to_plan() -> None:
    assert week_to_plan(WED, SCHOOL_YEAR) == MON
    assert week_to_plan(THU, SCHOOL_YEAR) == MON + WEEK
    assert week_to_plan(date(2026, 12, 24), SCHOOL_YEAR) == date(2027, 1, 4)
    assert week_to_plan(date(2026, 12, 18), SCHOOL_YEAR) == date(2026, 12, 21)
