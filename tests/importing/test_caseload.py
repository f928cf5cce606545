"""A caseload from a spreadsheet."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from coachcli.errors import CoachError
from coachcli.importing.caseload import CaseloadFile, read_caseload
from coachcli.values.school import Window
from coachcli.values.teacher import TeacherDetails
from coachcli.values.words import Focus, Support

DATA = Path(__file__).parent.parent / "data"
TODAY = date(2026, 11, 23)


def read(text: str) -> CaseloadFile:
    return read_caseload(text.encode(), TODAY)


def only(text: str) -> TeacherDetails:
    file = read(text)
    assert file.problems == ()
    (row,) = file.rows.values()
    return row


def problem(text: str) -> str:
    file = read(text)
    assert file.rows == {}
    assert [each.line for each in file.problems] == [2]
    return file.problems[0].message


def test_the_sample_caseload_is_read_whole() -> None:
    file = read_caseload((DATA / "caseload.csv").read_bytes(), TODAY)
    assert (len(file.rows), file.problems, file.ignored_columns, file.notes) == (18, (), (), ())
    assert file.rows[4] == TeacherDetails(
        name="Mei O'Hara",
        email="mohara@school.example",
        subject="English language arts",
        grade="6",
        room="311",
        support=Support.CORE,
        every=3,
        since=date(2026, 9, 1),
        last_visit=date(2026, 11, 12),
        windows=(Window("Mon", "P3"), Window("Fri", "P1")),
        question="How do [ELL] newcomers find their way into a debate?",
        focus=Focus.INSTRUCTION,
    )
    assert file.rows[9].windows == (
        Window("Tue", "P2"),
        Window("Fri", start=time(10, 15), end=time(10, 55)),
    )
    assert [row.name for row in file.rows.values() if row.last_visit is None] == ["Otis Graham"]


def test_the_same_caseload_in_another_dress_is_the_same() -> None:
    plain = read_caseload((DATA / "caseload.csv").read_bytes(), TODAY)
    other = read_caseload((DATA / "caseload-semicolon.csv").read_bytes(), TODAY)
    assert list(other.rows.values()) == list(plain.rows.values())
    assert other.ignored_columns == ("Phone",)


def test_what_the_file_does_not_say_is_none() -> None:
    assert only("Teacher\nMarta García\n") == TeacherDetails(name="Marta García")
    assert only("name,email,free\nMarta García,,\n") == TeacherDetails(name="Marta García")


def test_first_and_last_name_columns_make_a_name() -> None:
    assert only("First Name,Last name\nMarta,García\n").name == "Marta García"


@pytest.mark.parametrize("cell", ["3", "3.0", "every 3 weeks", "3 weeks", "Every 3 wks"])
def test_a_cadence_is_a_number_of_weeks(cell: str) -> None:
    assert only(f"name,cadence\nAna,{cell}\n").every == 3


def test_support_is_core_or_side() -> None:
    core = ("core", "Official", "assigned")
    for cell in (*core, "Side", "project", "Carried over", "carried-over"):
        assert only(f"name,type\nAna,{cell}\n").support == ("core" if cell in core else "side")


@pytest.mark.parametrize("cell", ["=HYPERLINK(x)", "'quoted", "@sum", "+1", "[ELL]"])
def test_a_cell_that_looks_like_a_formula_stays_text(cell: str) -> None:
    assert only(f"name,question\nAna,{cell}\n").question == cell


def test_a_date_column_that_does_not_tell_is_read_like_the_others() -> None:
    row = read("name,since,last seen\nAna,9/2/2025,11/13/2026\nJoe,9/3/2025,11/6/2026\n").rows[3]
    assert (row.since, row.last_visit) == (date(2025, 9, 3), date(2026, 11, 6))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,email\n,x@y\n", "name: The name is empty"),
        ("name,email\nAna\u202e,x@y\n", "name: "),
        (
            "name,question\nAna,\u2067why?\n",
            "question: The question has a character",
        ),
        ("name,email\nAna,nobody\n", "email: "),
        ("name,every\nAna,13\n", "every: "),
        ("name,every\nAna,often\n", "Write 1 to 12"),
        ("name,support\nAna,maybe\n", "Write core"),
        ("name,focus\nAna,weather\n", "Choose classroom management"),
        ("name,free\nAna,Tue P2; Noday P1\n", '"Noday P1"'),
        ("name,last_visit\nAna,2026-11-24\n", "is still to come"),
        ("name,last_visit\nAna,2026-02-31\n", "There is no day"),
        ("name,last_visit\nAna,9/2/2026\n", "could be 2026-02-09 or 2026-09-02"),
        ("name,last_visit\nAna,yesterday\n", "with its year"),
        ("name,room\nAna," + "x" * 121 + "\n", "longer than 120"),
        ("name,room\nAna,1,2\n", "3 cells"),
        ("name,room\nAna,\x07\n", "control character"),
    ],
)
def test_a_row_with_a_problem_is_left_out_and_says_why(text: str, says: str) -> None:
    assert says in problem(text)


def test_every_wrong_cell_of_a_row_is_told() -> None:
    file = read("name,every,support\nAna,99,no\nJoe,3,core\n")
    assert [each.line for each in file.problems] == [2, 2]
    assert [row.name for row in file.rows.values()] == ["Joe"]


def test_the_same_name_or_email_again_is_a_problem_of_the_later_row() -> None:
    file = read("name,email\nAna Lima,a@x\nana líma,b@x\nJoe,A@x\nBeth,\nKwame,\n")
    assert [row.name for row in file.rows.values()] == ["Ana Lima", "Beth", "Kwame"]
    assert [(each.line, each.message) for each in file.problems] == [
        (3, "name: The same name stands in line 2."),
        (4, "email: The same email stands in line 2."),
    ]


def test_a_period_that_the_bell_schedule_lacks_is_a_problem() -> None:
    data = b"name,free\nAna,tue p2\nJoe,Tue P9\n"
    file = read_caseload(data, TODAY, periods=["P1", "P2"])
    assert [row.windows for row in file.rows.values()] == [(Window("Tue", "P2"),)]
    assert "There is no period" in file.problems[0].message


def test_a_file_without_names_is_refused() -> None:
    with pytest.raises(CoachError, match="no column for the teacher's name"):
        read("email,room\nx@y,1\n")
