"""Bytes of a spreadsheet, whoever saved it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.errors import CoachError
from coachcli.importing.table import Problem, Table, decode, read_table

COLUMNS = {"name": ("teacher", "full name"), "last_visit": ("last seen",), "question": ()}


def read(text: str) -> Table:
    return read_table(text.encode(), COLUMNS)


def cells(table: Table) -> list[dict[str, str]]:
    return [dict(row.cells) for row in table.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_it_does_not_matter_which_program_saved_the_file(
    delimiter: str, ending: str, encoding: str
) -> None:
    lines = [f'"name"{delimiter}Last seen', f"Zoë{delimiter}2026-11-17", ""]
    table = read_table(ending.join(lines).encode(encoding), COLUMNS)
    assert cells(table) == [{"name": "Zoë", "last_visit": "2026-11-17"}]
    assert bool(table.notes) == (encoding == "cp1252")


def test_utf_16_of_either_end_is_read() -> None:
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert decode(mark + "name\nZoë".encode(codec)) == ("name\nZoë", ())


def test_headings_are_found_in_any_dress() -> None:
    table = read(" FULL  NAME ,Last-Visit:,Phone,Quéstion,,Teacher\nAna,never,1,why,,x\n")
    assert table.columns == {"name", "last_visit", "question"}
    assert table.ignored == ("Phone", "Teacher")
    assert cells(table) == [{"name": "Ana", "last_visit": "never", "question": "why"}]


def test_empty_lines_do_not_count_and_lines_are_those_of_the_editor() -> None:
    table = read('\n\nname,question\n,\nAna,"one\ntwo"\n\nJoe,\n,,,\n')
    assert [(row.line, row.cells["name"]) for row in table.rows] == [(5, "Ana"), (8, "Joe")]
    assert table.rows[0].cells["question"] == "one\ntwo"


def test_a_ragged_row_is_reported_and_the_others_are_read() -> None:
    table = read("name,question\nAna,a,b\nJoe\nBeth,c,\nKwame,d\n")
    assert [row.cells["name"] for row in table.rows] == ["Beth", "Kwame"]
    assert table.problems == (
        Problem(2, "This row has 3 cells where the headings are 2."),
        Problem(3, "This row has 1 cells where the headings are 2."),
    )


def test_a_control_character_is_reported_by_line_and_column() -> None:
    table = read("name,question\nAna,a\x1b[2J\nJoe,b\n")
    assert [row.cells["name"] for row in table.rows] == ["Joe"]
    assert table.problems == (Problem(2, 'There is a control character under "question".'),)


@pytest.mark.parametrize(
    ("says", "files"),
    [
        ("empty", [b"", b"\n\n", b"\xef\xbb\xbf"]),
        ("does not name any column", [b"colour,size\nred,1\n"]),
        ("Line 2: a quotation mark opens", [b'name,question\nAna,"open\nJoe,b\n']),
        ("Line 2: the quotation marks", [b'name,question\nAna,"a"b\n']),
        ("Line 1: ", [b'"name,question\n']),
        ("Line 2: a cell is too long", [b"name\n" + b"x" * 140_000]),
        ("not a text file", [b"name\nAna\x00\n", b"\xff\xfea", b"name\n\x81\x8d\xff\n"]),
        ("workbook", [b"PK\x03\x04rest"]),
        ("larger than 5 million", [b"n" * 5_000_001]),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence(says: str, files: list[bytes]) -> None:
    for data in files:
        with pytest.raises(CoachError, match=says) as caught:
            read_table(data, COLUMNS)
        assert caught.value.hint, data


@given(st.binary(max_size=200) | st.text(alphabet='name,;\t"\n\rAé', max_size=80).map(str.encode))
def test_any_bytes_are_a_table_or_a_coach_error(data: bytes) -> None:
    with suppress(CoachError):
        read_table(data, COLUMNS)
    with suppress(CoachError):
        read_table(b"name,question\n" + data, COLUMNS)
