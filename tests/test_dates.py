"""Days, times and lengths as a coach types and reads them."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachcli.dates import (
    YEAR_MAX,
    YEAR_MIN,
    parse_day,
    parse_duration,
    parse_minutes,
    parse_range,
    parse_time,
    past_day,
    quoted,
    say_ago,
    say_day,
    say_week,
    weekday_named,
)
from coachcli.errors import CoachError
from coachcli.values.school import DateRange

MONDAY = date(2026, 11, 23)
THURSDAY = date(2026, 11, 26)

days = st.dates(date(YEAR_MIN + 2, 1, 1), date(YEAR_MAX - 2, 12, 31))


@pytest.mark.parametrize(
    ("day", "texts"),
    [
        (date(2026, 11, 24), ["2026-11-24", " 2026-11-24 ", "20261124", "this tue", "last tue"]),
        (date(2026, 11, 24), ["24 nov", "nov 24", "Nov. 24th", "24 November 2026"]),
        (date(2026, 11, 24), ["November 24, 2026", "24-Nov-2026", "Tue, 24 Nov", "11/24/2026"]),
        (date(2026, 1, 5), ["2026-1-5"]),
        (THURSDAY, ["today", "thu", "Thursday", "thurs."]),
        (date(2026, 11, 27), ["Tomorrow", "fr"]),
        (date(2026, 11, 25), ["YESTERDAY", "1 day ago"]),
        (date(2026, 12, 1), ["tue", "next tue"]),
        (date(2026, 12, 3), ["next thu", "in a week"]),
        (date(2026, 12, 6), ["next  Sunday"]),
        (date(2026, 11, 19), ["last thu"]),
        (date(2026, 11, 20), ["last fri"]),
        (date(2026, 11, 29), ["in 3 days"]),
        (date(2026, 12, 10), ["in 2 weeks", "in two weeks"]),
        (date(2026, 11, 5), ["3 weeks ago"]),
        (MONDAY, ["this week"]),
        (date(2026, 11, 30), ["next week"]),
        (date(2026, 11, 16), ["last week"]),
        (date(2026, 9, 3), ["3 sept"]),
        (date(2027, 1, 12), ["12 jan"]),
        (date(2028, 2, 29), ["29 feb 2028"]),
        (date(2026, 11, 11), ["11/11/2026"]),
    ],
)
def test_a_day_is_read_as_a_coach_says_it(day: date, texts: list[str]) -> None:
    for text in texts:
        assert parse_day(text, THURSDAY) == day, text


def test_a_date_without_year_is_the_nearest_one() -> None:
    assert parse_day("18 dec", date(2027, 1, 10)) == date(2026, 12, 18)
    assert parse_day("12 jan", date(2026, 12, 10)) == date(2027, 1, 12)


@pytest.mark.parametrize(
    "text",
    ["2027-02-31", "2026-13-01", "31 nov", "29 feb", "30 feb 2028", "2/30/2026", "13/13/2026"],
)
def test_a_day_that_does_not_exist_is_refused_by_name(text: str) -> None:
    with pytest.raises(CoachError, match="There is no day") as caught:
        parse_day(text, MONDAY)
    assert caught.value.code == "no_such_day"
    assert text in caught.value.message
    assert "2026-11-24" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("03/04/2026", "2026-03-04 for 4 March or 2026-04-03 for 3 April"),
        ("24/11/2026", "2026-11-24 for 24 November"),
        ("11/24/26", "2026-11-24"),
        ("12/8", "2026-11-24"),
    ],
)
def test_a_slash_date_that_could_be_misread_asks_for_the_iso_form(text: str, hint: str) -> None:
    with pytest.raises(CoachError) as caught:
        parse_day(text, MONDAY)
    assert hint in caught.value.hint


def test_a_weekday_that_is_another_is_refused() -> None:
    with pytest.raises(CoachError, match="2026-11-24 is a Tuesday"):
        parse_day("Wed 24 Nov 2026", MONDAY)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "soon", "mondayish", "next", "in weeks", "in 2 moons", "2 weeks"),
        *("in 2 weeks ago", "24", "nov", "2026", "0226-11-24", "9999-12-31", "in 9999 weeks"),
        *("x" * 10_000, "9" * 10_000, "2026-11-24\x1b[2J", "\u202e2026", "\ud800"),
        *("٢٠٢٦-١١-٢٤", "next next tue", "a b nov 24"),
    ],
)
def test_anything_else_is_a_sentence_and_a_hint(text: str) -> None:
    with pytest.raises(CoachError) as caught:
        parse_day(text, MONDAY)
    assert caught.value.hint
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 140


@given(days, days)
def test_an_iso_day_and_whatever_say_day_says_are_read_back(day: date, today: date) -> None:
    assert parse_day(day.isoformat(), today) == parse_day(say_day(day, today), today) == day


@given(days, st.integers(-13, 13))
def test_whatever_is_said_of_a_near_day_is_read_back(today: date, distance: int) -> None:
    day = today + timedelta(days=distance)
    assert parse_day(say_ago(day, today), today) == day


@given(days, st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
def test_weekdays_fall_where_they_say(today: date, name: str) -> None:
    monday = today - timedelta(days=today.weekday())
    assert timedelta() <= parse_day(name, today) - today < timedelta(days=7)
    assert timedelta() < today - parse_day(f"last {name}", today) <= timedelta(days=7)
    assert timedelta(days=7) <= parse_day(f"next {name}", today) - monday < timedelta(days=14)


@given(st.text(max_size=60), days)
@example("in 5 days", date(2199, 12, 31))
def test_any_text_is_a_day_or_a_coach_error(text: str, today: date) -> None:
    with suppress(CoachError):
        assert YEAR_MIN <= parse_day(text, today).year <= YEAR_MAX


@given(st.text(max_size=60), days)
def test_any_text_is_a_range_or_a_coach_error(text: str, today: date) -> None:
    try:
        span = parse_range(text, today)
    except CoachError:
        return
    assert span.last is None or span.first <= span.last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-12-21..2027-01-01", date(2026, 12, 21), date(2027, 1, 1)),
        ("2026-12-21 .. 2027-01-01", date(2026, 12, 21), date(2027, 1, 1)),
        ("2026-12-21 to 2027-01-01", date(2026, 12, 21), date(2027, 1, 1)),
        ("2026-12-21…2027-01-01", date(2026, 12, 21), date(2027, 1, 1)),
        ("2026-12-21", date(2026, 12, 21), date(2026, 12, 21)),
        ("2026-12-21..", date(2026, 12, 21), None),
        ("today..", THURSDAY, None),
        ("mon..fri", date(2026, 11, 30), date(2026, 12, 4)),
        ("next tue to thu", date(2026, 12, 1), date(2026, 12, 3)),
        ("21 dec..3 jan", date(2026, 12, 21), date(2027, 1, 3)),
        ("20 aug..1 jun", date(2026, 8, 20), date(2027, 6, 1)),
        ("next week", date(2026, 11, 30), date(2026, 12, 6)),
        ("today..next week", THURSDAY, date(2026, 12, 6)),
        ("today..in 2 weeks", THURSDAY, date(2026, 12, 10)),
    ],
)
def test_a_range_is_read_as_a_coach_says_it(text: str, first: date, last: date | None) -> None:
    assert parse_range(text, THURSDAY) == DateRange(first, last)


def test_half_a_range_and_one_that_ends_before_it_begins_are_refused() -> None:
    for text in ("..2026-12-21", "", "..", "a..b", "today..tomorrow..tue"):
        with pytest.raises(CoachError):
            parse_range(text, MONDAY)
    with pytest.raises(CoachError, match="before it begins"):
        parse_range("2027-01-01..2026-12-21", MONDAY)


@given(days, days)
def test_a_range_of_two_iso_days_is_those_days(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert parse_range(f"{first}..{last}", MONDAY) == DateRange(first, last)


@pytest.mark.parametrize(
    ("at", "texts"),
    [
        (time(9, 5), ["9:05", "09:05", "905", "9h05"]),
        (time(13, 15), ["1315", "13.15", "1:15pm", "1:15 PM", "1:15 p.m."]),
        (time(12, 30), ["12:30pm"]),
        (time(0, 30), ["12:30am"]),
        (time(9, 0), ["9am"]),
        (time(8, 15), ["08:15:00"]),
        (time(1, 15), ["01:15"]),
    ],
)
def test_a_time_is_read_as_a_coach_types_it(at: time, texts: list[str]) -> None:
    for text in texts:
        assert parse_time(text) == at, text


@pytest.mark.parametrize(
    "text",
    ["", "9", "24:00", "9:60", "13pm", "0:15am", "noonish", "1:1", "9:05:30", "99999", "٩:٠٥"],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(CoachError) as caught:
        parse_time(text)
    assert caught.value.hint


def test_a_time_that_could_be_night_or_afternoon_asks_which() -> None:
    with pytest.raises(CoachError, match="afternoon") as caught:
        parse_time("1:15")
    assert caught.value.hint == "Type 13:15 or 1:15pm."


@given(st.times())
def test_a_printed_time_is_read_back(at: time) -> None:
    assert parse_time(f"{at:%H:%M}") == at.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("45", 45), ("45 min", 45), ("45min.", 45), ("1h", 60), ("1h30", 90), ("600", 600)),
        *(("1 h 30 min", 90), ("1 hour 15 minutes", 75), ("10h", 600), ("1", 1), ("2 hrs", 120)),
    ],
)
def test_minutes_are_read_as_a_coach_types_them(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "0", "601", "11h", "forty-five", "-5", "4.5", "45 lessons", "min", "1e2"]
)
def test_what_is_no_length_in_minutes_is_refused(text: str) -> None:
    with pytest.raises(CoachError, match="is not a length") as caught:
        parse_minutes(text)
    assert "600" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("15m", timedelta(minutes=15)),
        ("15 min", timedelta(minutes=15)),
        ("2h", timedelta(hours=2)),
        ("1h30m", timedelta(hours=1, minutes=30)),
        ("12h", timedelta(hours=12)),
    ],
)
def test_a_length_to_stay_unlocked_is_read(text: str, length: timedelta) -> None:
    assert parse_duration(text) == length


@pytest.mark.parametrize(
    "text", ["", "15", "0m", "1d", "12h1m", "721m", "-1h", "forever", "99999h"]
)
def test_too_long_or_unclear_a_length_to_stay_unlocked_is_refused(text: str) -> None:
    with pytest.raises(CoachError) as caught:
        parse_duration(text)
    assert "15m" in caught.value.hint


@pytest.mark.parametrize(
    ("days_back", "said"),
    [
        *((0, "today"), (1, "yesterday"), (5, "5 days ago"), (13, "13 days ago")),
        *((14, "2 weeks ago"), (23, "3 weeks ago"), (-1, "tomorrow"), (-5, "in 5 days")),
        (-21, "in 3 weeks"),
    ],
)
def test_a_day_is_said_by_its_distance(days_back: int, said: str) -> None:
    day = MONDAY - timedelta(days=days_back)
    assert say_ago(day, MONDAY) == said


def test_days_and_weeks_are_said_with_the_year_when_it_is_another() -> None:
    assert say_day(date(2026, 11, 24)) == "Tue 24 Nov"
    assert say_day(date(2027, 1, 5), MONDAY) == "Tue 5 Jan 2027"
    assert say_week(MONDAY, MONDAY) == "the week of 23 Nov"
    assert say_week(date(2027, 1, 4), MONDAY) == "the week of 4 Jan 2027"


def test_weekdays_are_known_from_two_letters_on() -> None:
    assert [weekday_named(word) for word in ("mo", "Weds", "sunday", "t", "", "montag")] == [
        *(0, 2, 6, None, None, None)
    ]


@given(st.text())
def test_a_quoted_text_is_short_and_cannot_steer_the_terminal(text: str) -> None:
    assert quoted(text).isprintable()
    assert len(quoted(text)) <= 42


def test_reading_a_day_does_not_import_dateutil() -> None:
    program = (
        "import sys; from datetime import date; from coachcli.dates import parse_day;"
        "parse_day('2026-11-24', date.min); parse_day('in 2 weeks', date(2026, 1, 1));"
        "sys.exit('dateutil' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("in a month", date(2026, 11, 24), date(2026, 12, 24)),
        ("in 3 months", date(2026, 11, 30), date(2027, 2, 28)),
        ("in 3 months", date(2027, 11, 30), date(2028, 2, 29)),
        ("2 months ago", date(2027, 1, 31), date(2026, 11, 30)),
    ],
)
def test_months_keep_the_day_or_take_the_last_one(text: str, today: date, day: date) -> None:
    assert parse_day(text, today) == day


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("thu", THURSDAY),
        ("fri", date(2026, 11, 20)),
        ("mon", MONDAY),
        ("2026-11-26", THURSDAY),
        ("2026-10-01", date(2026, 10, 1)),
    ],
)
def test_a_weekday_of_what_has_happened_is_the_last_one(said: str, meant: date) -> None:
    assert past_day(said, THURSDAY) == meant


@pytest.mark.parametrize("said", ["tomorrow", "next tue", "2026-11-27", "24 dec"])
def test_a_day_of_what_has_happened_is_never_one_to_come(said: str) -> None:
    with pytest.raises(CoachError, match="is still to come"):
        past_day(said, THURSDAY)
