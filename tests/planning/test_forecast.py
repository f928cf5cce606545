from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from coachcli.planning.due import due
from coachcli.planning.forecast import forecast
from coachcli.planning.week import plan_week
from coachcli.values import DateRange, Settings

from .builders import MON, session, teacher
from .situations import SAMPLE, WEEK, facts


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
    narrow = replace(facts(*three, last=MON - WEEK), settings=Settings(capacity=1))
    found = forecast(MON, narrow, 4)
    assert found.worst_wait == Fraction(3, 2)
    first = found.late[0]
    assert first.due_week == MON + WEEK
    assert first.visit_week == MON + 2 * WEEK
    assert first.weeks_late == 1
    assert (found.load.need, found.load.fits) == (Fraction(3, 2), False)


def test_a_wait_that_ends_in_no_week_of_the_forecast_has_no_visit_week() -> None:
    shut_out = teacher("ana", every=1, windows="Sat P1")
    found = forecast(MON, facts(shut_out, last=MON - WEEK), 4)
    assert [(each.visit_week, each.weeks_late) for each in found.late] == [(None, 4)]


def test_closed_weeks_are_no_weeks_and_make_nobody_late() -> None:
    ana = teacher("ana", every=2)
    open_ = forecast(MON, facts(ana, last=MON - WEEK), 4)
    shut = replace(SAMPLE.days, closures=(DateRange(MON + WEEK, MON + 2 * WEEK),))
    closed = forecast(MON, facts(ana, last=MON - WEEK, days=shut), 4)
    assert not open_.late
    assert not closed.late
    assert MON + WEEK not in [week.week for week in closed.weeks]


def test_a_visit_that_stands_far_ahead_is_kept_and_harms_no_plan() -> None:
    far = session(MON + 20 * WEEK, "ana", slot="Mon P1")
    known = facts(teacher("ana"), teacher("joe"), sessions=(far,))
    found = forecast(MON, known, 22)
    assert not found.late
    assert found.weeks[20].standing == (far,)
    assert plan_week(MON, known).placed == found.weeks[0].placed
