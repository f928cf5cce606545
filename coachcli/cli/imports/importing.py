"""``coach import``: a log that was kept in a spreadsheet, and the spellings it is read with."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import DryRun, Yes
from coachcli.errors import UsageProblem


class DatesWritten(StrEnum):
    MDY = "mdy"
    DMY = "dmy"


class Do(StrEnum):
    LIST = "list"
    SET = "set"
    REMOVE = "remove"


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
    # Each of these is needed by this command alone.
    from coachcli.cli.imports import log, log_preview
    from coachcli.importing.log_columns import chosen_columns

    run = run_of(ctx)
    wanted = log.Wanted(
        file, chosen_columns(column or ()), dates.value if dates else None, frozenset(also or ())
    )
    look = log.look(run, wanted)
    if not run.json:
        log_preview.show(run, look.file, look.found, look.names, everything=everything)
    if dry_run:
        log.answer(run, look, stored=False)
        return
    log.must_be_wanted(run, look, skip_bad=skip_bad, yes=yes)
    log.answer(run, look, stored=True, skipped=log.store(run, look))


def spelling(
    ctx: typer.Context,
    do: Annotated[Do, typer.Argument(help="What to do.")] = Do.LIST,
    word: Annotated[str, typer.Argument(help='As the file has it: "walk-through".')] = "",
    meaning: Annotated[str, typer.Argument(help="A kind of session, or other work.")] = "",
) -> None:
    """Teach the import a word for an activity: list, set or remove."""
    from coachcli.cli.imports import spellings

    run = run_of(ctx)
    if do is Do.LIST:
        spellings.show(run)
    elif not word or bool(meaning) != (do is Do.SET):
        raise UsageProblem(
            "That does not say what to do with which word.",
            'Type: coach import spelling set "walk-through" observation, or remove "walk-through".',
        )
    elif do is Do.SET:
        spellings.keep(run, word, meaning)
    else:
        spellings.remove(run, word)
