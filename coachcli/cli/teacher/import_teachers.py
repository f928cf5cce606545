"""``coach teacher import``: a caseload from a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import DryRun
from coachcli.dates import many
from coachcli.store import reading
from coachcli.values.frozen import dataclass
from coachcli.values.teacher import Teacher, TeacherDetails

if TYPE_CHECKING:
    from coachcli.importing.caseload import CaseloadFile
    from coachcli.render.teachers import ImportRow


@dataclass(frozen=True)
class ImportPlan:
    """What an import will do, for showing and for storing: who is new, and by id what changes."""

    rows: tuple[ImportRow, ...]
    new: tuple[TeacherDetails, ...]
    changed: tuple[tuple[int, dict[str, Any]], ...]

    def counts(self) -> dict[str, int]:
        """Rows by outcome, in a fixed order."""
        outcomes = [row.outcome for row in self.rows]
        return {what: outcomes.count(what) for what in ("new", "changed", "same", "problem")}


def import_teachers(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A CSV file with a header line.")],
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Import the rows without a problem.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Import a caseload from a spreadsheet. Importing again updates, never doubles."""
    from coachcli.cli.dialog.files import file_bytes, refuse_problems
    from coachcli.importing.caseload import read_caseload
    from coachcli.render.teachers import draw_import
    from coachcli.store.erased_teachers import was_erased

    run = run_of(ctx)
    data = file_bytes(file)
    with run.reading(whole=True) as db:
        # A file knows the usual cadence, not that of a running cycle.
        teachers = reading.teachers(db, archived=True)
        last_visits = reading.last_visits(db)
        bells = reading.window_words(db)
        is_erased = was_erased(db)
    read = read_caseload(data, run.today, *bells)
    plan = import_plan(read, teachers, last_visits, is_erased, run.today)
    # Where others see the screen it is not shown: the file has names that the store does not know.
    if not run.json and not run.is_discreet:
        draw_import(run.screen, plan.rows, read.notes, read.ignored_columns)
    if not skip_bad:
        refuse_problems(read.problems, "Mend the file, or import the other rows with --skip-bad.")
    if not dry_run:
        store_import(run, plan)
    counts = plan.counts()
    outcomes = ", ".join(
        f"{count} {what}" for what, count in counts.items() if count and what != "problem"
    )
    tense = "Would import" if dry_run else "Imported"
    left = f" Left out: {many(len(read.problems), 'problem')}." if read.problems else ""
    run.done("teacher import", f"{tense}: {outcomes or 'nothing'}.{left}", **counts)


def import_plan(
    read: CaseloadFile,
    teachers: Sequence[Teacher],
    last_visits: Mapping[str, date],
    is_erased: Callable[[str], bool],
    today: date,
) -> ImportPlan:
    """Compare the rows of a file with the caseload: by email, else by name."""
    # Brought by an import alone.
    from coachcli.cli.teacher.details import changes_to, free_handles, person_meant
    from coachcli.render.teachers import ImportRow

    known = {line: person_meant(row, teachers) for line, row in read.rows.items()}
    joining = {line: row for line, row in read.rows.items() if known[line] is None}
    taken = [teacher.handle for teacher in teachers]
    handles = free_handles(list(joining.values()), taken, is_erased)
    new = {
        line: replace(row, handle=handle, since=row.since or min(today, row.last_visit or today))
        for (line, row), handle in zip(joining.items(), handles, strict=True)
    }
    rows = [ImportRow(bad.line, bad.name, "problem", bad.message) for bad in read.problems]
    rows += [
        ImportRow(line, row.name or "", "new", f"as {row.handle}") for line, row in new.items()
    ]
    changed = []
    for line, teacher in known.items():
        if teacher is None:
            continue
        row = read.rows[line]
        changes = changes_to(teacher, row)
        earlier = last_visits.get(teacher.handle)
        if row.last_visit is not None and (earlier is None or row.last_visit > earlier):
            changes["last_visit"] = row.last_visit
        if changes:
            changed.append((teacher.id, changes))
        what = ", ".join(changes).replace("_", " ").replace("windows", "free")
        rows.append(ImportRow(line, row.name or "", "changed" if changes else "same", what))
    rows.sort(key=lambda row: row.line)
    return ImportPlan(tuple(rows), tuple(new.values()), tuple(changed))


def store_import(run: Run, plan: ImportPlan) -> None:
    """Store a whole file as one change."""
    from coachcli.store.writing import change, teachers

    with change(run.home, "teacher import", run.now) as writer:
        for new in plan.new:
            teachers.add(writer, new)
        for teacher_id, changes in plan.changed:
            teachers.edit(writer, teacher_id, changes)
