"""A bell schedule from a spreadsheet."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from coachcli.errors import CoachError
from coachcli.importing.bell import BellFile, read_bell
from coachcli.values.school import Period

DATA = Path(__file__).parent.parent / "data"


def read(*rows: str, header: str = "day,period,start,end") -> BellFile:
    return read_bell("\n".join([header, *rows]).encode())


def test_the_sample_bell_schedule_is_six_periods_on_five_days() -> None:
    file = read_bell((DATA / "bell-schedule.csv").read_bytes())
    assert (len(file.periods), file.problems) == (30, ())
    assert file.periods[0] == Period("Mon", "P1", time(8, 0), time(8, 45))
    assert file.periods[-1] == Period("Fri", "P6", time(13, 10), time(13, 55))


def test_a_period_without_a_day_is_for_monday_to_friday() -> None:
    by_column = read("P1,8:15,9:00", header="Period,Start,End")
    by_cell = read(",P1,8:15,9:00")
    assert by_column.periods == by_cell.periods == read("Mon-Fri,P1,08:15,9:00 AM").periods
    assert [period.day for period in by_cell.periods] == ["Mon", "Tue", "Wed", "Thu", "Fri"]


def test_one_day_and_lists_of_days_are_read_and_sorted() -> None:
    file = read("Wed,P2,1:15pm,2pm", '"Mon, Wed",P1,8:15,9:00')
    assert [str(period.day + period.name) for period in file.periods] == ["MonP1", "WedP1", "WedP2"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Mon,P2,08:50,09:30", "P2 overlaps P1 on Mon."),
        ("Wed-Fri,P2,08:00,09:30", "P2 overlaps P1 on Wed."),
        ("Tue,p1,10:00,11:00", "There is another P1 on Tue."),
        ("Tue,P2,10:00,09:59", "P2 ends at 09:59, not after it begins at 10:00."),
        ("Tue,P2,10:00,10:00", "not after"),
        ("Tue,P2,10:00,", "not a time"),
        ("Tue,P2,25:00,26:00", "There is no time"),
        ("Tue,P2,1:15,2:00", "Type 13:15 or 1:15pm"),
        ("A,P2,10:00,11:00", "not a day"),
        ("Tue,,10:00,11:00", "name of a period"),
        ("Tue,10.00,10:00,11:00", "looks like a time"),
        ("Tue,P2,10:00", "3 cells"),
    ],
)
def test_a_row_with_a_problem_is_left_out_and_says_why(row: str, says: str) -> None:
    file = read("Mon-Fri,P1,08:15,09:00", row)
    assert len(file.periods) == 5
    assert [each.line for each in file.problems] == [3]
    assert says in file.problems[0].message


def test_periods_may_follow_each_other_without_a_break() -> None:
    assert read("Mon,P1,08:15,09:00", "Mon,P2,09:00,09:45").problems == ()


def test_a_file_without_times_is_refused() -> None:
    with pytest.raises(CoachError, match="no column start or end"):
        read("Mon,P1", header="day,period")
