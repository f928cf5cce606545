"""``coach teacher import``: a caseload from a spreadsheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import DryRun
from coachcli.cli.teacher.free_times import day_words
from coachcli.store import reading


def import_teachers(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A CSV file with a header line.")],
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Import the rows without a problem.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Import a caseload from a spreadsheet. Importing again updates, never doubles."""
    from coachcli.cli.dialog.files_in import file_bytes, problems_said, refuse_problems
    from coachcli.cli.program.caseload import caseload
    from coachcli.cli.teacher.changes import import_plan, store_import
    from coachcli.importing.caseload import read_caseload
    from coachcli.render.teachers import draw_import
    from coachcli.store.erased_teachers import was_erased

    run = run_of(ctx)
    data = file_bytes(file)
    with run.reading() as db:
        found = caseload(db, run.today, archived=True)
        # A file knows the usual cadence, not that of a running cycle.
        found = replace(found, teachers=tuple(reading.teachers(db, archived=True)))
        names, labels = day_words(db)
        erased = was_erased(db)
    read = read_caseload(data, run.today, names, labels)
    plan = import_plan(read, found, erased)
    if not run.json:
        draw_import(run.screen, plan.rows, read.notes, read.ignored_columns)
    if not skip_bad:
        refuse_problems(read.problems, "Mend the file, or import the other rows with --skip-bad.")
    if not dry_run:
        store_import(run, plan)
    counts = plan.counts()
    said = ", ".join(
        f"{count} {what}" for what, count in counts.items() if count and what != "problem"
    )
    tense = "Would import" if dry_run else "Imported"
    left = f" Left out: {problems_said(read.problems)}." if read.problems else ""
    run.done("teacher import", f"{tense}: {said or 'nothing'}.{left}", **counts)
