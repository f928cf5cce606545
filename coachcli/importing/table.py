"""A spreadsheet saved as text, from bytes to rows by column. Nothing here knows what they mean."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field

from coachcli.coaching.words import letters
from coachcli.dates import quoted
from coachcli.errors import CoachError
from coachcli.values.frozen import dataclass

BYTES_MAX = 5_000_000
ROWS_MAX = 50_000

_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
_SAVE_HINT = "In the spreadsheet, save or download it as CSV (comma separated, UTF-8)."
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Problem:
    """Why something in a file was left out. ``line`` counts from 1, as a text editor does.

    ``name`` is whom the row is about, where it says so.
    """

    line: int
    message: str
    name: str = ""


@dataclass(frozen=True)
class Row:
    """One row: the line on which it begins, and its cells by column, without space around."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """``columns`` are those that were wanted and found; ``ignored`` the headings of the others;
    ``notes`` sentences about the whole file. Rows that could not be read are only in ``problems``.

    ``header`` and ``raw`` are the cells as the file has them, those of each row by its line.
    ``headings`` says which heading each column has.
    """

    columns: frozenset[str]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]
    notes: tuple[str, ...]
    header: tuple[str, ...] = ()
    raw: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)


def read_table(
    data: bytes,
    columns: Mapping[str, Collection[str]],
    chosen: Mapping[str, str] | None = None,
) -> Table:
    """The rows below the first line that is not empty. ``columns`` maps the name of each wanted
    column to its other spellings; case, accents and punctuation of headings do not matter.
    ``chosen`` gives columns the heading that the coach names, or none where that is empty."""
    text, notes = decode(data)
    header, rows = _best_reading(text, columns, chosen or {})
    names = _columns_in(header, columns, chosen or {})
    read: list[Row] = []
    problems: list[Problem] = []
    raw: dict[int, tuple[str, ...]] = {}
    for line, cells in rows:
        if len(raw) == ROWS_MAX:
            raise CoachError(f"The file has more than {ROWS_MAX:,} rows.", "Import it in parts.")
        raw[line] = tuple(cells)
        why = _problem_in(cells, header)
        if why:
            problems.append(Problem(line, why))
        else:
            read.append(Row(line, {names[i]: cells[i].strip() for i in names}))
    ignored = tuple(title.strip() for i, title in enumerate(header) if i not in names)
    return Table(
        frozenset(names.values()),
        tuple(read),
        tuple(problems),
        tuple(filter(None, ignored)),
        notes,
        tuple(header),
        raw,
        {name: header[i].strip() for i, name in names.items()},
    )


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text and what should be said about how it was read. UTF-8, UTF-16 with a byte-order
    mark, else Windows-1252, which is what older spreadsheets write."""
    if len(data) > BYTES_MAX:
        raise CoachError("The file is larger than 5 million bytes.", "Import it in parts.")
    if data.startswith(b"PK"):
        raise CoachError("This is a workbook or an archive, not a text file.", _SAVE_HINT)
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    notes: tuple[str, ...] = ()
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0" if wide else data.decode("cp1252", "replace")
        notes = ("The file is not UTF-8 and was read as Windows-1252: look at the accents.",)
    if "\0" in text or (notes and "\ufffd" in text):
        raise CoachError("This is not a text file.", _SAVE_HINT)
    return text, notes


def _best_reading(
    text: str, columns: Mapping[str, Collection[str]], chosen: Mapping[str, str]
) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The heading row and the rows below it, read with the delimiter that finds the most wanted
    columns, or else the most cells."""
    readings = []
    for delimiter in _DELIMITERS:
        rows = _rows(text, delimiter)
        try:
            readings.append((next(rows, (0, []))[1], rows))
        except CoachError as error:  # quoted headings only fit together with the right delimiter
            wrong = error
    if not readings:
        raise wrong
    header, rows = max(
        readings, key=lambda read: (len(_columns_in(read[0], columns, chosen)), len(read[0]))
    )
    if not header:
        raise CoachError("The file is empty.", _SAVE_HINT)
    if not _columns_in(header, columns, chosen):
        raise CoachError(
            "The first line of the file does not name any column that is known here.",
            f"Name the columns in the first line: {', '.join(columns)}.",
        )
    return header, rows


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise CoachError(f"Line {line}: {_sentence_for(error)}.", _SAVE_HINT) from None


def _sentence_for(error: csv.Error) -> str:
    if "field limit" in str(error):
        return "a cell is too long; perhaps a quotation mark before it is never closed"
    if "unexpected end" in str(error):
        return "a quotation mark opens a cell and is never closed"
    return "the quotation marks do not fit together"


def _columns_in(
    header: Sequence[str], columns: Mapping[str, Collection[str]], chosen: Mapping[str, str]
) -> dict[int, str]:
    """The wanted column at each place; where two headings mean the same, the first counts."""
    spellings = {
        letters(spelling): name
        for name, others in columns.items()
        if name not in chosen
        for spelling in (name, *others)
    }
    spellings |= {letters(heading): name for name, heading in chosen.items() if heading}
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        name = spellings.get(letters(title))
        if name is not None:
            places.setdefault(name, place)
    return {place: name for name, place in places.items()}


def _problem_in(cells: list[str], header: Sequence[str]) -> str:
    """Why the row cannot be read, or nothing. Empty cells behind the last column do not matter."""
    while len(cells) > len(header) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(header):
        return f"This row has {len(cells)} cells where the headings are {len(header)}."
    for cell, title in zip(cells, header, strict=True):
        if re.search(_CONTROL, cell):
            return f"There is a control character under {quoted(title.strip())}."
    return ""
