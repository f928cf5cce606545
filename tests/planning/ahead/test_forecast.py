from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from rotations import MON as SCHOOL_MON
from rotations import instances
from schools import school

from coachcli.planning.ahead.forecast import forecast
from coachcli.planning.calendar.weeks import OpenDays
from coachcli.planning.clock.due import due
from coachcli.planning.rotation.rotation import rotate
from coachcli.planning.week.look_ahead import first_week, look_ahead, with_first
from coachcli.planning.week.week import plan_week
from coachcli.values.school import DateRange, Settings
from planning.builders import MON, SAMPLE, WEEK, session, situation, teacher

OWN = json.loads((Path(__file__).parents[2] / "data" / "rotation.json").read_text())


def test_the_sample_caseload_is_planned_with_nobody_late_for_twelve_weeks() -> None:
    found = forecast(MON, SAMPLE, 12)
    late = {each.handle for each in found.late}
    assert late <= {"marcus"}, "Marcus was never visited and is late on the first day"
    assert len(found.weeks) == 12
    assert len({each.handle for week in found.weeks for each in week.placed}) == 18


def test_the_first_week_is_what_planning_the_week_gives() -> None:
    for count in (1, 8, 12, 20):
        assert forecast(MON, SAMPLE, count).weeks[0].placed == plan_week(MON, SAMPLE).placed


def test_the_forecast_keeps_the_clock_of_every_teacher() -> None:
    found = forecast(MON, SAMPLE, 12)
    last: dict[str, date] = dict(SAMPLE.last_visits)
    late = {(each.handle, each.visit_week) for each in found.late}
    for week in found.weeks:
        for each in week.placed:
            someone = next(t for t in SAMPLE.teachers if t.handle == each.handle)
            clock = due(
                someone,
                last_visit=last.get(each.handle),
                planned=None,
                away=(),
                days=SAMPLE.days,
                today=week.week,
            )
            assert (clock.weeks_late > 0) == ((each.handle, week.week) in late)
            assert SAMPLE.days.is_open(each.slot.date)
            last[each.handle] = each.slot.date


def test_no_slot_is_used_twice_and_no_week_takes_more_than_fits() -> None:
    for week in forecast(MON, SAMPLE, 16).weeks:
        slots = [(each.slot.date, each.slot.start) for each in week.placed]
        assert len(set(slots)) == len(slots) <= week.capacity


def test_who_must_wait_is_said_with_the_weeks_and_the_worst_wait() -> None:
    three = [teacher(handle, every=2) for handle in ("ana", "joe", "zoe")]
    narrow = replace(situation(*three, last=MON - WEEK), settings=Settings(capacity=1))
    found = forecast(MON, narrow, 4)
    assert found.worst_wait == Fraction(3, 2)
    first = found.late[0]
    assert first.due_week == MON + WEEK
    assert first.visit_week == MON + 2 * WEEK
    assert first.weeks_late == 1
    assert (found.load.need, found.load.fits) == (Fraction(3, 2), False)


def test_a_wait_that_ends_in_no_week_of_the_forecast_has_no_visit_week() -> None:
    shut_out = teacher("ana", every=1, windows="Sat P1")
    found = forecast(MON, situation(shut_out, last=MON - WEEK), 4)
    assert [(each.visit_week, each.weeks_late) for each in found.late] == [(None, 4)]


def test_closed_weeks_are_no_weeks_and_make_nobody_late() -> None:
    ana = teacher("ana", every=2)
    open_ = forecast(MON, situation(ana, last=MON - WEEK), 4)
    shut = replace(SAMPLE.days, closures=(DateRange(MON + WEEK, MON + 2 * WEEK),))
    closed = forecast(MON, situation(ana, last=MON - WEEK, days=shut), 4)
    assert not open_.late
    assert not closed.late
    assert MON + WEEK not in [week.week for week in closed.weeks]


def test_a_visit_that_stands_far_ahead_is_kept_and_harms_no_plan() -> None:
    far = session(MON + 20 * WEEK, "ana", slot="Mon P1")
    known = situation(teacher("ana"), teacher("joe"), sessions=(far,))
    found = forecast(MON, known, 22)
    assert not found.late
    assert found.weeks[20].standing == (far,)
    assert plan_week(MON, known).placed == found.weeks[0].placed


@given(instances(most=5, weeks=5, bounds=False), st.sampled_from([1, 8, 12, 26]))
@settings(max_examples=25, deadline=None)
def test_the_first_week_is_the_published_one_or_another_is_said_to_be_needed(
    instance: dict[str, Any], count: int
) -> None:
    known = school(instance)
    ahead = look_ahead(SCHOOL_MON, known, count)
    published = first_week(SCHOOL_MON, known)
    assert ahead.is_published == (set(ahead.plan.weeks[0]) == set(published))
    if not ahead.is_published:
        same = rotate(with_first(ahead.rotation, published))
        assert same.late[0].severity > ahead.plan.late[0].severity


def test_the_reference_instances_have_one_first_week_for_every_horizon() -> None:
    for instance in OWN[:3]:
        for count in (12, 24):
            assert look_ahead(SCHOOL_MON, school(instance), count).is_published, instance["name"]


@given(instances(most=4, weeks=6, bounds=False), st.integers(0, 5))
@settings(max_examples=40, deadline=None)
def test_a_week_closed_for_all_shifts_the_due_weeks_and_makes_nobody_late(
    instance: dict[str, Any], closed: int
) -> None:
    """The plan after the closure is the same, one week later."""
    instance = {**instance, "away": [()] * len(instance["every"]), "capacity": [3]}
    known = school(instance)
    first = SCHOOL_MON + closed * WEEK
    shut = replace(known, days=OpenDays((DateRange(first, first + timedelta(days=6)),)))
    start = shut.days.next_working(SCHOOL_MON)
    before, after = look_ahead(SCHOOL_MON, known, 8), look_ahead(start, shut, 8)
    assert after.plan.weeks == before.plan.weeks
    assert [w.gap for w in after.plan.late] == [w.gap for w in before.plan.late]
