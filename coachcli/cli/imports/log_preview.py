"""A log's rows as they are shown before anything is stored: texts only by their length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from coachcli.cli.program.context import Run
from coachcli.dates import say_date
from coachcli.importing.log import LogFile
from coachcli.importing.log_columns import SAID
from coachcli.importing.log_outcomes import DUPLICATE, NEW, PROBLEM, Outcome
from coachcli.importing.log_rows import said_size, said_what
from coachcli.render.log_import import Preview, draw_columns, draw_rows

MOST = 200
"""Rows up to which all are shown; of more, those that need a look and a few of the others."""

FEW = 10


def show(
    run: Run,
    file: LogFile,
    found: Sequence[Outcome],
    names: Mapping[str, str],
    *,
    everything: bool,
) -> None:
    """The columns as they were understood, then the rows. ``names`` are those of the handles.

    Nothing of it where others see the screen, for the file has names that the store does not know.
    """
    if run.is_discreet:
        return
    columns = [(heading, SAID[column]) for column, heading in file.columns.items()]
    draw_columns(run.screen, columns, file.ignored, file.notes)
    shown = found if everything else worth_showing(found)
    # What needs a look comes last, next to the question.
    last = sorted(shown, key=lambda each: (NEW, DUPLICATE, PROBLEM).index(each.what))
    rows = [preview(each, names, run.today) for each in last]
    draw_rows(run.screen, rows, len(found) - len(shown))


def worth_showing(found: Sequence[Outcome]) -> list[Outcome]:
    """All of them if they are few; else some of each outcome, most of what is a problem."""
    if len(found) <= MOST:
        return list(found)
    left = {PROBLEM: MOST, DUPLICATE: FEW, NEW: FEW}
    shown = []
    for each in found:
        left[each.what] -= 1
        if left[each.what] >= 0:
            shown.append(each)
    return shown


def preview(each: Outcome, names: Mapping[str, str], today: date) -> Preview:
    row, problem = each.row, each.problem
    if row is not None:
        who = ", ".join(names.get(handle, handle) for handle in row.teachers)
        said = [said_what(row), *said_size(row)] if each.what == NEW else [said_what(row)]
        why = "; ".join(filter(None, (*said, *each.why, *row.remarks)))
        return Preview(each.line, said_date(row.on, today), who, each.what, why)
    if problem is None:
        raise AssertionError("an outcome has a row or a problem")
    why = " ".join((*problem.messages, *problem.hints))
    return Preview(each.line, said_date(problem.on, today), problem.who, each.what, why)


def said_date(day: date | None, today: date) -> str:
    """``10 Sep``: the weekday would take the room that the reason needs."""
    return say_date(day, today) if day else ""


def log_data(each: Outcome) -> dict[str, Any]:
    """One element of ``rows`` in ``import log --json``."""
    row, problem = each.row, each.problem
    return {
        "line": each.line,
        "outcome": each.what,
        "date": row.on if row else problem.on if problem else None,
        "teachers": row.teachers if row else (),
        "kinds": row.kinds if row else (),
        "work": row.work if row else None,
        "state": row.state if row and row.work is None else None,
        "minutes": row.minutes if row else None,
        "characters": {part: len(text) for part, text in row.texts.items()} if row else {},
        "steps": len(row.steps) * len(row.teachers) if row else 0,
        "session": each.session,
        "why": [*each.why, *(row.remarks if row else problem.messages if problem else ())],
        "hints": problem.hints if problem else (),
    }
