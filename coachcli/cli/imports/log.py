"""``coach import log``: a log that was kept in a spreadsheet, shown before it is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import DryRun, Yes

if TYPE_CHECKING:
    from coachcli.cli.imports.log_store import LogPreview
    from coachcli.importing.log_outcomes import Outcome
    from coachcli.render.log_import import ShownRow

MOST = 200
"""Rows up to which all are shown; of more, those that need a look and a few of the others."""

FEW = 10


class DatesWritten(StrEnum):
    MDY = "mdy"
    DMY = "dmy"


def import_log(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A CSV file with a header line.")],
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=HEADING", help='Correct a column: date="Day of visit".'),
    ] = None,
    dates: Annotated[
        DatesWritten | None, typer.Option(help="Say whether the month or the day comes first.")
    ] = None,
    also: Annotated[
        list[int] | None,
        typer.Option(metavar="LINE", help="Take the duplicate in this line in all the same."),
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave rows with a problem out, into a file.")
    ] = False,
    dry_run: DryRun = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every row of a long log.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Import a log: shown first, then all of it or nothing. Importing again never doubles."""
    # Needed by this command alone.
    from coachcli.cli.imports import log_store
    from coachcli.importing.log_columns import chosen_columns

    run = run_of(ctx)
    columns = chosen_columns(column or ())
    request = log_store.LogRequest(
        file, columns, dates.value if dates else None, frozenset(also or ())
    )
    preview = log_store.read_preview(run, request)
    if not run.json:
        show(run, preview, everything=everything)
    if dry_run:
        answer(run, preview, stored=False)
        return
    refuse_or_ask(run, preview, skip_bad=skip_bad, yes=yes)
    answer(run, preview, stored=True, skipped=log_store.store(run, preview))


def show(run: Run, preview: LogPreview, *, everything: bool) -> None:
    """The columns as they were understood, then the rows, texts only by their length.

    Nothing of it where others see the screen, for the file has names that the store does not know.
    """
    if run.is_discreet:
        return
    from coachcli.importing.log_columns import SAID
    from coachcli.importing.log_outcomes import DUPLICATE, NEW, PROBLEM
    from coachcli.render.log_import import draw_columns, draw_rows

    file, outcomes = preview.file, preview.outcomes
    columns = [(heading, SAID[column]) for column, heading in file.columns.items()]
    draw_columns(run.screen, columns, file.ignored, file.notes)
    shown = outcomes if everything else worth_showing(outcomes)
    # What needs a look comes last, next to the question.
    last = sorted(shown, key=lambda outcome: (NEW, DUPLICATE, PROBLEM).index(outcome.what))
    rows = [shown_row(outcome, preview.names, run.today) for outcome in last]
    draw_rows(run.screen, rows, len(outcomes) - len(shown))


def worth_showing(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """All of them if they are few; else some of each outcome, most of what is a problem."""
    from coachcli.importing.log_outcomes import DUPLICATE, NEW, PROBLEM

    if len(outcomes) <= MOST:
        return list(outcomes)
    left = {PROBLEM: MOST, DUPLICATE: FEW, NEW: FEW}
    shown = []
    for outcome in outcomes:
        left[outcome.what] -= 1
        if left[outcome.what] >= 0:
            shown.append(outcome)
    return shown


def shown_row(outcome: Outcome, names: Mapping[str, str], today: date) -> ShownRow:
    """A row as it is drawn. ``names`` are those of the handles."""
    from coachcli.dates import say_date
    from coachcli.importing.log_outcomes import NEW
    from coachcli.importing.log_rows import said_size, said_what
    from coachcli.render.log_import import ShownRow

    row, problem = outcome.row, outcome.problem
    # Without its weekday, which would take the room that the reason needs.
    day = say_date(outcome.on, today) if outcome.on else ""
    if problem is not None:
        why = " ".join((*problem.messages, *problem.hints))
        return ShownRow(outcome.line, day, problem.who, outcome.what, why)
    if row is None:
        raise AssertionError("an outcome has a row or a problem")
    who = ", ".join(names.get(handle, handle) for handle in row.teachers)
    size = said_size(row) if outcome.what == NEW else ()
    why = "; ".join(filter(None, (said_what(row), *size, *outcome.reasons)))
    return ShownRow(outcome.line, day, who, outcome.what, why)


def refuse_or_ask(run: Run, preview: LogPreview, *, skip_bad: bool, yes: bool) -> None:
    """Refuse a log with problems, unless they are to be left out; then ask. Raises CoachError."""
    from coachcli.cli.dialog.files import refuse_problems
    from coachcli.cli.dialog.prompts import confirm

    if not skip_bad:
        hint = "Mend the file, or import the other rows with --skip-bad."
        refuse_problems(preview.problems, f"{hint} --dry-run shows them." if run.json else hint)
    if preview.new and not yes:
        confirm(run, f"Import {said_new(preview)}?")


def said_new(preview: LogPreview) -> str:
    """``61 sessions, 1 time of other work and 39 next steps``."""
    from coachcli.dates import counted

    counts = preview.counts
    words = [
        counted(counts["sessions"], "session"),
        counted(counts["other_time"], "time of other work", "times of other work"),
        counted(counts["steps"], "next step"),
    ]
    said = [word for word in words if word]
    return " and ".join(filter(None, [", ".join(said[:-1]), *said[-1:]])) or "nothing"


def answer(run: Run, preview: LogPreview, *, stored: bool, skipped: Path | None = None) -> None:
    """Say what was, or would be, imported and what was left."""
    from coachcli.dates import counted
    from coachcli.importing.log_outcomes import DUPLICATE, NEW, PROBLEM

    counts = preview.counts
    said = [f"{'Imported' if stored else 'Would import'}: {said_new(preview)}."]
    if counts[DUPLICATE]:
        said.append(f"Already there: {counted(counts[DUPLICATE], 'row')}.")
    if counts[PROBLEM] and not stored:
        said.append(f"{counted(counts[PROBLEM], 'problem')} to mend, or to leave with --skip-bad.")
    if skipped is not None:
        said.append(f"{counted(counts[PROBLEM], 'row')} left out: mend {skipped} and import that.")
    if stored and counts[NEW]:
        said.append("What was said is sealed here, but not in the file: delete that when sure.")

    def draw() -> None:
        for sentence in said:
            run.screen.say(sentence)

    view = {
        "message": " ".join(said),
        "stored": stored and bool(counts[NEW]),
        "columns": preview.file.columns,
        "ignored": preview.file.ignored,
        "notes": preview.file.notes,
        "counts": counts,
        "skipped": str(skipped) if skipped else None,
        "rows": preview.outcomes,
    }
    run.answer("import log", view, draw)
