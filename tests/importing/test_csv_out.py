"""CSV that a spreadsheet does not run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.importing.csv_out import as_meant, csv_bytes, harmless


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "'=1", "＝1", "- step"]
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert as_meant(harmless(cell)) == cell


@pytest.mark.parametrize("cell", ["", "Ana O'Connor", "'quoted'", "5 - 3", "a=b", "45", "#5"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell
    assert as_meant(cell) == cell


cells = st.text(st.characters(exclude_categories=["Cs"])) | st.text(alphabet="'=+-@\t\r\n \"a,")


@given(cells)
def test_what_was_made_harmless_is_read_as_it_was_meant(cell: str) -> None:
    safe = harmless(cell)
    assert as_meant(safe) == cell
    assert safe.lstrip("\ufeff")[:1] not in ("=", "+", "-", "@", "\t", "\r")


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=4))
def test_rows_are_read_back_from_the_bytes(rows: list[list[str]]) -> None:
    text = csv_bytes(rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [[as_meant(cell) for cell in row] for row in read] == rows
