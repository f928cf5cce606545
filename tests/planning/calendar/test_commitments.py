from __future__ import annotations

import time as clock
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachcli.errors import CoachError
from coachcli.planning.calendar.commitments import as_sessions, days_of, last_of, occurrences
from coachcli.planning.calendar.slots import WITHOUT_CYCLE, Slot, overlaps
from coachcli.planning.calendar.weeks import OpenDays
from coachcli.planning.week import situation as know
from coachcli.planning.week.look_ahead import look_ahead
from coachcli.planning.week.situation import Situation
from coachcli.planning.week.week import plan_week
from coachcli.values.school import WEEKDAYS, Commitment, DateRange
from coachcli.values.words import DueState
from planning.builders import BELL, MON, SAMPLE, WEEK, situation, teacher

TUE = MON + timedelta(days=1)
YEAR = timedelta(days=365)
SHORT = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), range(7), strict=True))


def meeting(
    rule: str = "FREQ=WEEKLY;BYDAY=TU",
    *handles: str,
    counts: bool = False,
    period: str = "P3",
    first: date = MON,
    last: date | None = None,
    skipped: tuple[date, ...] = (),
) -> Commitment:
    return Commitment(
        id=1,
        uid="m",
        label="Team",
        rule=rule,
        first=first,
        last=last,
        period=period,
        start=None,
        end=None,
        counts_as_visit=counts,
        teachers=handles,
        skipped=skipped,
    )


def with_meetings(known: Situation, *some: Commitment) -> Situation:
    sessions = as_sessions(
        some,
        known.today,
        known.today + YEAR,
        known.days,
        periods=known.periods,
        names=WITHOUT_CYCLE,
        stored=(),
        away=known.away,
        active={each.handle for each in known.teachers},
    )
    return replace(known, sessions=(*known.sessions, *sessions))


@given(
    st.sets(st.sampled_from(sorted(SHORT)), min_size=1),
    st.integers(1, 4),
    st.dates(MON - YEAR, MON + YEAR),
)
def test_a_weekly_rule_gives_its_weekdays_in_every_nth_week(
    days: set[str], interval: int, first: date
) -> None:
    rule = f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(sorted(days))}"
    wanted = {SHORT[day] for day in days}
    monday = first - timedelta(days=first.weekday())
    expected = [
        day
        for n in range(120)
        if (day := first + timedelta(days=n)).weekday() in wanted
        and (day - monday).days // 7 % interval == 0
    ]
    assert days_of(rule, first, first + timedelta(days=119)) == expected


def test_closed_days_exceptions_and_what_is_past_the_end_fall_out() -> None:
    closed = OpenDays((DateRange(TUE + WEEK, TUE + WEEK),))
    each = meeting(skipped=(TUE + 2 * WEEK,), last=TUE + 4 * WEEK)
    assert occurrences(each, MON, MON + YEAR, closed) == [TUE, TUE + 3 * WEEK, TUE + 4 * WEEK]


def test_the_last_day_of_a_rule_with_a_count_is_found() -> None:
    assert last_of("FREQ=WEEKLY;BYDAY=TU", MON, 3) == TUE + 2 * WEEK


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_a_rule_that_hardly_ever_or_never_happens_is_answered(rule: str) -> None:
    began = clock.process_time()
    assert len(days_of(rule, MON, MON + 2 * YEAR)) in (0, 57)
    assert clock.process_time() - began < 30


def test_a_rule_that_cannot_be_read_is_a_sentence() -> None:
    with pytest.raises(CoachError, match="cannot be read"):
        days_of("FREQ=WEEKLY;BYDAY=XX", MON, MON + YEAR)


def test_a_meeting_takes_its_time_and_none_of_the_capacity() -> None:
    known = situation(teacher("ana", 3, "Tue P3; Tue P4"), teacher("joe", 3, "Tue P3"))
    plan = plan_week(MON, with_meetings(known, meeting()))
    assert {p.handle: p.slot.label for p in plan.placed} == {"ana": "Tue P4"}
    assert [u.reason.code for u in plan.unplaced] == ["no_window"]
    assert know.taking_room(MON, with_meetings(known, meeting(counts=True))) == []


def test_a_meeting_that_counts_is_the_visit_of_those_who_are_there() -> None:
    known = situation(teacher("ana", 3, "Mon P1"), teacher("joe", 3, "Mon P2"))
    counting = with_meetings(known, meeting("FREQ=WEEKLY;BYDAY=TU", "ana", counts=True))
    assert [p.handle for p in plan_week(MON, counting).placed] == ["joe"]
    assert know.clock(known.teachers[0], MON, counting).state is DueState.PLANNED
    plain = with_meetings(known, meeting("FREQ=WEEKLY;BYDAY=TU", "ana"))
    assert [p.handle for p in plan_week(MON, plain).placed] == ["ana", "joe"]


def test_later_meetings_that_count_are_part_of_the_weeks_ahead() -> None:
    known = situation(teacher("ana", 2, "Mon P1"), last=MON - WEEK)
    later = with_meetings(
        known, meeting("FREQ=WEEKLY;BYDAY=TU", "ana", counts=True, first=MON + WEEK)
    )
    (ana,) = look_ahead(MON, later, 4).rotation.teachers
    assert ana.booked == {1, 2, 3}


def test_who_is_away_or_archived_is_not_at_the_meeting() -> None:
    known = situation(teacher("ana"), away={"ana": (DateRange(MON, MON + timedelta(days=4)),)})
    some = with_meetings(known, meeting("FREQ=WEEKLY;BYDAY=TU", "ana", "gone")).sessions
    assert [session.teachers for session in some[:2]] == [(), ("ana",)]


def test_what_is_stored_already_is_not_there_twice() -> None:
    found = as_sessions(
        [meeting()],
        MON,
        MON + 3 * WEEK,
        OpenDays(),
        periods=BELL,
        names=WITHOUT_CYCLE,
        stored={(1, TUE + WEEK)},
        away={},
        active=(),
    )
    assert [session.date for session in found] == [TUE, TUE + 2 * WEEK]


@settings(max_examples=30)
@given(
    st.lists(
        st.builds(
            lambda day, period: meeting(f"FREQ=WEEKLY;BYDAY={day}", period=period),
            st.sampled_from(sorted(SHORT)[:5]),
            st.sampled_from(["P1", "P2", "P3", "P4", "P5", "P6"]),
        ),
        max_size=5,
    )
)
def test_no_visit_is_ever_placed_at_the_time_of_a_meeting(some: list[Commitment]) -> None:
    known = with_meetings(SAMPLE, *[replace(each, id=n) for n, each in enumerate(some, 1)])
    plan = plan_week(MON, known)
    taken = [Slot(s.date, s.start, s.end, s.slot) for s in know.of_week(MON, known)]
    assert not any(overlaps(placed.slot, slot) for placed in plan.placed for slot in taken)


def test_a_meeting_in_a_period_that_the_day_does_not_have_has_no_time() -> None:
    known = with_meetings(situation(teacher("ana")), meeting(period="Lunch"))
    assert (known.sessions[0].start, known.sessions[0].slot) == (None, "Tue Lunch")


def test_a_timed_meeting_is_at_its_time() -> None:
    timed = replace(meeting(), period="", start=time(11), end=time(11, 45))
    session = with_meetings(situation(teacher("ana")), timed).sessions[0]
    assert (session.start, session.slot) == (time(11), f"{WEEKDAYS[1]} 11:00-11:45")
