from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.times.recurring import Recurring, parse_recurring
from coachcli.errors import CoachError

TODAY = date(2026, 11, 23)
ELEVEN = Recurring("", start=time(11), end=time(11, 45))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("every Tuesday 11:00-11:45", replace(ELEVEN, rule="FREQ=WEEKLY;BYDAY=TU")),
        ("tuesdays from 11:00 to 11:45", replace(ELEVEN, rule="FREQ=WEEKLY;BYDAY=TU")),
        (
            "every Tuesday 11:00-11:45 with marta, ana-lima and joe",
            replace(ELEVEN, rule="FREQ=WEEKLY;BYDAY=TU", names=("marta", "ana-lima", "joe")),
        ),
        ("every mon, wed & fri P3", Recurring("FREQ=WEEKLY;BYDAY=MO,WE,FR", "P3")),
        ("every other wed P3", Recurring("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "P3")),
        ("every 3 weeks on thu P3", Recurring("FREQ=WEEKLY;INTERVAL=3;BYDAY=TH", "P3")),
        ("every school day P3", Recurring("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "P3")),
        ("every first monday of the month P3", Recurring("FREQ=MONTHLY;BYDAY=1MO", "P3")),
        ("the last fri of each month P3", Recurring("FREQ=MONTHLY;BYDAY=-1FR", "P3")),
        (
            "every tue P3 from 2026-12-01 until 18 jun except 2026-12-22, 2027-01-05",
            Recurring(
                "FREQ=WEEKLY;BYDAY=TU",
                "P3",
                first=date(2026, 12, 1),
                last=date(2027, 6, 18),
                skipped=(date(2026, 12, 22), date(2027, 1, 5)),
            ),
        ),
        (
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=9 11:00-11:45",
            replace(ELEVEN, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", count=9),
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20270618T235959Z P3",
            Recurring("FREQ=MONTHLY;BYMONTHDAY=15", "P3", last=date(2027, 6, 18)),
        ),
    ],
)
def test_a_recurring_meeting_is_understood(said: str, meant: Recurring) -> None:
    assert parse_recurring(said, TODAY) == meant


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "on which days"),
        ("every now and then 11:00-11:45", "is not a day"),
        ("every tue", "time is missing"),
        ("every tue 11:00", "has no end"),
        ("every tue 11:45-11:00", "ends before"),
        ("every tue P3 with", "Nothing follows"),
        ("every tue P3 until 1 dec until 2 dec", "said twice"),
        ("every 60 weeks on tue P3", "INTERVAL"),
        ("every 0 weeks on tue P3", "INTERVAL"),
        ("every tue P3 from 2027-01-01 until 2026-12-01", "before it begins"),
        ("FREQ=SECONDLY 11:00-11:45", 'not "secondly"'),
        ("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,1,2 11:00-11:45", "cannot be in the rule"),
        ("FREQ=WEEKLY;BYDAY=TU;BYMONTHDAY=13 P3", "cannot be in the rule"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=10000 P3", "COUNT can be"),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=soon P3", "cannot be read"),
    ],
)
def test_what_is_no_recurring_meeting_is_refused_with_an_example(said: str, why: str) -> None:
    with pytest.raises(CoachError) as refused:
        parse_recurring(said, TODAY)
    assert why in refused.value.message
    assert refused.value.hint


def test_a_period_is_one_of_the_bell_schedule() -> None:
    assert parse_recurring("every tue p3", TODAY, ["P3"]).period == "P3"
    with pytest.raises(CoachError, match="no time and no period"):
        parse_recurring("every tue P9", TODAY, ["P3"])


@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused_as_the_coach_can_mend_it(text: str) -> None:
    with suppress(CoachError):
        assert parse_recurring(text, TODAY).rule.startswith("FREQ=")
