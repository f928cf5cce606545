from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from coachcli.planning.calendar.weeks import OpenDays
from coachcli.planning.week.reasons import why_kept
from coachcli.planning.week.week import plan_week
from coachcli.values.school import DateRange, Settings
from coachcli.values.session import Session
from coachcli.values.words import SessionState
from planning.builders import MON, WEEK, at, session, situation, teacher, texts

TUE, WED = MON + timedelta(days=1), MON + timedelta(days=2)


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
        (
            MON - 3 * WEEK,
            MON - timedelta(days=2),
            "Due in the week of 23 Nov; last visit 3 working weeks before.",
        ),
        (None, MON, "Never visited yet; 62 working weeks late, beyond the longest wait of 6."),
    ],
)
def test_a_placed_teacher_reads_why(last: date | None, today: date, text: str) -> None:
    plan = plan_week(MON, situation(teacher("ana"), last=last, today=today))
    assert texts(plan) == {"ana": text}


def test_a_new_teacher_reads_that_there_was_no_visit_yet() -> None:
    new = teacher("ana", every=1, since=MON)
    assert texts(plan_week(MON, situation(new, last=None))) == {
        "ana": "Never visited yet; due this week."
    }
    both = [teacher(handle, every=2, since=MON) for handle in ("ana", "joe")]
    narrow = replace(situation(*both, last=None), settings=Settings(capacity=1))
    assert texts(plan_week(MON, narrow)) == {
        "ana": "Never visited yet; due in the week of 30 Nov; early, so that nobody waits longer "
        "later."
    }


def test_who_is_met_early_reads_what_it_is_good_for() -> None:
    both = [teacher(handle) for handle in ("ana", "joe")]
    narrow = replace(situation(*both, last=MON - 2 * WEEK), settings=Settings(capacity=1))
    assert texts(plan_week(MON, narrow)) == {
        "ana": "Due in the week of 30 Nov; early, so that nobody waits longer later."
    }


def test_a_teacher_whose_slots_are_held_reads_by_whom() -> None:
    ana = teacher("ana", windows="Tue P2; Wed P4", name="Ana Lima")
    joe = teacher("joe", windows="Tue P2", name="Joe Kowalczyk")
    priya = teacher("priya", windows="Wed P4", name="Priya Raman")
    longer = {"ana": MON - 3 * WEEK, "joe": MON - 4 * WEEK, "priya": MON - 5 * WEEK}
    (refused,) = plan_week(MON, situation(ana, joe, priya, last_visits=longer)).unplaced
    assert refused.reason.code == "taken"
    assert refused.reason.blocked_by == ("joe", "priya")
    assert refused.reason.text == (
        "Ana Lima can only meet Tue P2 or Wed P4; both are held by teachers who have waited "
        "longer: Joe Kowalczyk, Priya Raman."
    )


def test_nobody_is_said_to_have_waited_longer_who_has_not() -> None:
    known = situation(teacher("ana", windows="Tue P2"), teacher("joe", windows="Tue P2"))
    (refused,) = plan_week(MON, known).unplaced
    assert refused.reason.text == (
        "Joe can only meet Tue P2; it is held by a teacher whose turn comes first: Ana."
    )


def test_a_full_week_reads_who_fills_it() -> None:
    late = {"ana": MON - 3 * WEEK, "joe": MON - 4 * WEEK, "zoe": MON - 5 * WEEK}
    known = situation(teacher("ana"), teacher("joe"), teacher("zoe"), last_visits=late)
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
    known = situation(
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
    known = situation(teacher("ana", windows="Tue P2"), teacher("joe"), **changes)
    refused = {u.handle: u.reason for u in plan_week(MON, known).unplaced}
    assert refused["ana"].code == "no_window"
    assert refused["ana"].text == text


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
