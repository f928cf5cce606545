"""A report as files: one page, one text, one object, or a folder of tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coachcli.cli.dialog.files_out import may_write, may_write_folder, write, write_folder
from coachcli.cli.program.context import Run
from coachcli.errors import UsageProblem

if TYPE_CHECKING:
    from coachcli.sharing.report import Report

FORMS = (".html", ".md", ".json")


def may_write_report(run: Run, target: Path, *, force: bool) -> None:
    """Raise CoachError unless the report can be put there."""
    if target.suffix.lower() in FORMS:
        may_write(run, target, force=force)
    elif target.suffix:
        raise UsageProblem(
            f"{target} is neither .html, .md nor .json.",
            "Name it like report.html. A name without an ending becomes a folder of CSV files.",
        )
    else:
        from coachcli.sharing.tidy import TABLES

        may_write_folder(run, target, force=force, ours=[f"{name}.csv" for name in TABLES])


def write_report(run: Run, told: Report, target: Path) -> None:
    """Put it there, whole or not at all, and say what it is."""
    from coachcli.cli.share.report import leaves
    from coachcli.sharing.tidy import data

    form = target.suffix.lower()
    if form == ".json":
        from coachcli.render import json_output

        write(target, json_output.written(json_output.answered("report", run.today, data(told))))
    elif form:
        from coachcli.sharing import report_written

        write(target, (report_written.page if form == ".html" else report_written.markdown)(told))
    else:
        write_folder(target, tables_of(told))
    for each in leaves(told)[:-1]:
        run.screen.tell(each)
    run.done("report", f"Written to {target}.", file=str(target), **data(told))


def tables_of(told: Report) -> dict[str, bytes]:
    """The tidy tables, by the names of their files."""
    from coachcli.importing.csv_out import csv_bytes
    from coachcli.sharing.tidy import tables

    return {f"{name}.csv": csv_bytes(rows) for name, rows in tables(told).items()}
