"""A report as files: one page, one text, one object, or a folder of tables."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from coachcli.cli.run import Run
from coachcli.cli.writing_files import HINT, may_write, write
from coachcli.errors import CoachError, UsageProblem

if TYPE_CHECKING:
    from coachcli.sharing.report import Report

FORMS = (".html", ".md", ".json")


def may_write_report(target: Path, *, force: bool) -> None:
    """Raise CoachError unless the report can be put there."""
    if target.suffix.lower() in FORMS:
        may_write(target, force=force)
    elif target.suffix:
        raise UsageProblem(
            f"{target} is neither .html, .md nor .json.",
            "Name it like report.html. A name without an ending becomes a folder of CSV files.",
        )
    else:
        may_write_folder(target, force=force)


def may_write_folder(target: Path, *, force: bool) -> None:
    """As ``may_write``, for a folder. Only one that holds nothing but tables is replaced."""
    if not target.parent.is_dir():
        raise CoachError(
            f"There is no folder {target.parent}.", "Make it, or name another.", code="no_folder"
        )
    if not target.exists():
        return
    tables_only = target.is_dir() and all(
        each.is_file() and each.suffix == ".csv" for each in target.iterdir()
    )
    if not (force and tables_only):
        raise CoachError(
            f"{target} is there already; it was left as it is.",
            "Name another folder, or add --force to replace it."
            if tables_only
            else "Name another folder.",
            code="exists",
        )


def write_report(now: Run, told: Report, target: Path, *, force: bool) -> None:
    """Put it there, whole or not at all, and say what it is."""
    from coachcli.cli.report import leaves
    from coachcli.sharing.tidy import data

    form = target.suffix.lower()
    if form == ".json":
        from coachcli.render import machine

        write(target, machine.written(machine.answered("report", now.today, data(told))))
    elif form:
        from coachcli.sharing import report_written

        write(target, (report_written.page if form == ".html" else report_written.markdown)(told))
    else:
        write_tables(told, target, force=force)
    for each in leaves(told)[:-1]:
        now.screen.tell(each)
    now.done("report", f"Written to {target}.", file=str(target), **data(told))


def write_tables(told: Report, target: Path, *, force: bool) -> None:
    from coachcli.files import write_folder
    from coachcli.importing.csv_out import csv_bytes
    from coachcli.sharing.tidy import tables
    from coachcli.store.refusals import sentences_for_disk

    with sentences_for_disk(target.parent, HINT):
        if force and target.is_dir():
            rmtree(target)
        write_folder(target, {f"{name}.csv": csv_bytes(r) for name, r in tables(told).items()})
