"""CSV that does no harm in a spreadsheet: the one way in which this program writes it.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula and runs it
(https://owasp.org/www-community/attacks/CSV_Injection). An apostrophe before it keeps it text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


def harmless(cell: str) -> str:
    """The cell as it may be written; ``as_meant`` takes it back."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_meant(cell: str) -> str:
    """A cell as it is read: without the apostrophe that only keeps it from being a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as UTF-8 with a byte-order mark, which spreadsheets need to see the accents, and CRLF
    (RFC 4180). Every cell is made harmless."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")
