from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import Any

import exact
from hypothesis import given, settings
from hypothesis import strategies as st

from coachcli.planning.week import situation as know
from coachcli.planning.week.alternatives import slot_options, substitutes
from coachcli.planning.week.look_ahead import least_weeks, rotation_from
from coachcli.planning.week.replan import close_days, replan_week
from coachcli.planning.week.situation import Situation
from coachcli.planning.week.week import as_session, plan_week
from coachcli.values.school import DateRange, Settings
from coachcli.values.session import Session
from coachcli.values.words import Party, SessionState
from planning.builders import MON, SAMPLE, WEEK, situation, teacher

TUE, WED, THU = (MON + timedelta(days=n) for n in (1, 2, 3))
OPEN = replace(SAMPLE, today=MON + WEEK)
NEXT = MON + WEEK


def published(known: Situation, week: Any = NEXT) -> Situation:
    """The same once the week's plan has been stored."""
    plan = plan_week(week, known)
    stored = [as_session(each, id=number) for number, each in enumerate(plan.placed, 100)]
    return replace(known, sessions=(*known.sessions, *stored))


def at(session: Session) -> tuple[Any, ...]:
    return (session.teachers, session.date, session.start)


def of_plan(plan: Any) -> set[tuple[Any, ...]]:
    return {((each.handle,), each.slot.date, each.slot.start) for each in plan.placed}


def test_planning_anew_when_nothing_changed_changes_nothing() -> None:
    plan, gone = replan_week(NEXT, published(OPEN))
    assert (plan.placed, gone) == ((), ())


def test_held_and_pinned_sessions_are_never_touched() -> None:
    known = published(OPEN)
    first, second, *rest = known.sessions
    held = replace(first, state=SessionState.HELD)
    pinned = replace(second, pinned=True)
    narrow = replace(known, sessions=(held, pinned, *rest), settings=Settings(capacity=2))
    plan, gone = replan_week(NEXT, narrow)
    assert not {held, pinned} & set(gone)
    assert set(rest) == set(gone)
    assert plan.placed == ()


@st.composite
def small(draw: st.DrawFn) -> Situation:
    """Two to five teachers with few free times, some of them late, in a week of few visits."""
    times = ["Mon P1", "Mon P2", "Tue P1", "Wed P2", "Thu P3"]
    teachers = [
        teacher(
            f"t{n}",
            every=draw(st.integers(1, 4)),
            windows="; ".join(draw(st.lists(st.sampled_from(times), min_size=1, unique=True))),
        )
        for n in range(draw(st.integers(2, 5)))
    ]
    last = {each.handle: NEXT - draw(st.integers(1, 4)) * WEEK for each in teachers}
    known = situation(*teachers, last=None, last_visits=last)
    return replace(known, today=NEXT, settings=Settings(capacity=draw(st.integers(1, 4))))


@given(small(), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_after_one_change_as_many_sessions_stay_as_can(
    known: Situation, rng: random.Random
) -> None:
    """Each set of sessions to keep is tried; an exact solver says whom it leaves waiting."""
    before = published(known)
    planned = [s for s in before.sessions if s.state is SessionState.PLANNED]
    if not planned:
        return
    lost = rng.choice(planned)
    changed = replace(
        before,
        sessions=tuple(
            replace(s, state=SessionState.CANCELLED, cancelled_by=Party.TEACHER) if s == lost else s
            for s in before.sessions
        ),
    )
    loose = [s for s in planned if s != lost]
    _, gone = replan_week(NEXT, changed)
    best = least_late(changed, loose, ())
    most = max(
        len(kept)
        for count in range(len(loose) + 1)
        for kept in combinations(loose, count)
        if least_late(changed, loose, kept) == best
    )
    stay = tuple(s for s in loose if s not in gone)
    assert least_late(changed, loose, stay) == best
    assert len(stay) == most


def least_late(known: Situation, loose: Any, kept: Any) -> exact.Late:
    """The late waits of the best plan when of ``loose`` only ``kept`` stand."""
    sessions = tuple(s for s in known.sessions if s not in loose or s in kept)
    _, rotation = rotation_from(NEXT, replace(known, sessions=sessions), least_weeks(known))
    return exact.late_waits(rotation)


def test_a_closed_day_calls_off_what_was_planned_on_it_and_nothing_else() -> None:
    known = published(OPEN)
    day = known.sessions[-1].date
    closed, called_off = close_days(known, DateRange(day, day), Party.SCHOOL)
    assert {s.id for s in called_off} == {s.id for s in known.sessions if s.date == day}
    states = {s.id: s.state for s in closed.sessions}
    assert all((states[s.id] is SessionState.CANCELLED) == (s.date == day) for s in known.sessions)
    assert not closed.days.is_open(day)


def test_after_a_closed_day_the_other_days_keep_their_sessions_when_that_harms_nobody() -> None:
    light = replace(published(replace(OPEN, settings=Settings(capacity=9))))
    day = min(s.date for s in light.sessions)
    closed, _ = close_days(light, DateRange(day, day), Party.SCHOOL)
    plan, gone = replan_week(NEXT, closed)
    assert gone == ()
    assert all(each.slot.date != day for each in plan.placed)


def test_a_slot_is_free_or_says_whom_it_would_displace_and_taking_it_does_just_that() -> None:
    known = published(OPEN)
    plan = plan_week(NEXT, known)
    met = {h for s in known.sessions for h in s.teachers}
    for someone in OPEN.teachers:
        for option in slot_options(someone, NEXT, known, plan):
            pinned = Session(
                id=1,
                uid="",
                date=option.slot.date,
                start=option.slot.start,
                end=option.slot.end,
                state=SessionState.PLANNED,
                teachers=(someone.handle,),
                pinned=True,
            )
            others = tuple(s for s in known.sessions if s.teachers != (someone.handle,))
            after, gone = replan_week(NEXT, replace(known, sessions=(*others, pinned)))
            left = {h for s in others if s not in gone for h in s.teachers}
            now_met = left | {each.handle for each in after.placed} | {someone.handle}
            assert set(option.displaced) == met - now_met


def test_who_could_come_instead_has_that_time_free_and_is_not_met_that_week() -> None:
    known = published(OPEN)
    met = {h for s in known.sessions for h in s.teachers}
    for session in known.sessions:
        called_off = replace(session, state=SessionState.CANCELLED, cancelled_by=Party.TEACHER)
        rest = tuple(s for s in known.sessions if s != session)
        for able in substitutes(called_off, NEXT, replace(known, sessions=rest)):
            assert able.handle not in met
            slots = know.slots_left(able, NEXT, 5, known)
            assert (session.date, session.start) in {(s.date, s.start) for s in slots}
