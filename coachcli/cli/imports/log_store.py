"""A log from a spreadsheet: read, held against the store, sealed and stored as one change."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from coachcli.cli.dialog.files import file_bytes
from coachcli.cli.program.context import Run
from coachcli.coaching.words import letters
from coachcli.errors import CoachError, UsageProblem
from coachcli.importing.csv_out import csv_bytes
from coachcli.importing.days import Order
from coachcli.importing.log import LogFile, read_log
from coachcli.importing.log_columns import ADDED
from coachcli.importing.log_outcomes import DUPLICATE, NEW, PROBLEM, Outcome, outcomes_of
from coachcli.importing.log_rows import LogContext, LogRow, RowProblem
from coachcli.planning.calendar.slots import end_of
from coachcli.store import reading
from coachcli.values.frozen import dataclass
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState

if TYPE_CHECKING:
    from coachcli.values.record import OtherTime
    from coachcli.values.session import LoggedSession

COMMAND = "import log"
SHOW_PROGRESS_FROM = 200
"""Texts to seal from which a line in the terminal says how far it is."""


@dataclass(frozen=True)
class LogRequest:
    """What was typed: the file, the columns that the coach names, the order of its dates, and the
    lines that are no duplicates."""

    file: Path
    columns: Mapping[str, str]
    order: Order | None
    also: frozenset[int]


@dataclass(frozen=True)
class LogPreview:
    """A file that was read and held against the store. ``minutes`` is how long a session takes
    where the log does not say."""

    request: LogRequest
    file: LogFile
    outcomes: list[Outcome]
    teachers: list[Teacher]
    minutes: int

    @property
    def new(self) -> list[tuple[LogRow, int | None]]:
        return [(each.row, each.session) for each in self.outcomes if each.what == NEW and each.row]

    @property
    def problems(self) -> list[RowProblem]:
        return [each.problem for each in self.outcomes if each.problem]

    @property
    def names(self) -> dict[str, str]:
        return {teacher.handle: teacher.name for teacher in self.teachers}

    @property
    def counts(self) -> dict[str, int]:
        rows = [row for row, _ in self.new]
        return {
            NEW: len(rows),
            DUPLICATE: sum(outcome.what == DUPLICATE for outcome in self.outcomes),
            PROBLEM: len(self.problems),
            "sessions": sum(row.work is None for row in rows),
            "other_time": sum(row.work is not None for row in rows),
            "steps": sum(row.step_count for row in rows),
        }


def read_preview(run: Run, request: LogRequest) -> LogPreview:
    """Read the file and say what would become of each row. Raises CoachError for the whole file."""
    data = file_bytes(request.file)
    with run.reading(whole=True) as db:
        teachers = reading.teachers(db, archived=True)
        own = {letters(word): meaning for word, meaning in reading.spellings(db).items()}
        minutes = reading.settings(db).minutes
        file = read_log(data, LogContext(teachers, own, run.today), request.columns, request.order)
        outcomes = outcomes_now(db, file, request)
    lacking = request.also - {outcome.line for outcome in outcomes}
    if lacking:
        raise UsageProblem(
            f"The file has no row in line {min(lacking)}.",
            "Give --also the number of a line as the preview shows it: --also 27",
        )
    return LogPreview(request, file, outcomes, teachers, minutes)


def outcomes_now(db: reading.Connection, file: LogFile, request: LogRequest) -> list[Outcome]:
    return outcomes_of(
        file,
        reading.sessions(db),
        reading.other_times(db),
        reading.known_only_by_day(db),
        request.also,
    )


def store(run: Run, preview: LogPreview) -> Path | None:
    """Write the rows with a problem beside the source and the others into the store; returns where
    the former are. If the store refuses, nothing stays of either."""
    skipped, made = write_skipped(preview)
    try:
        if preview.new:
            store_new(run, preview)
    except BaseException:
        if skipped is not None and made:
            skipped.unlink(missing_ok=True)
        raise
    return skipped


def store_new(run: Run, preview: LogPreview) -> None:
    from coachcli.store.writing import change, imports

    with change(run.home, f"{COMMAND} {preview.request.file.name}", run.now) as writer:
        with run.reading(whole=True) as db:
            if outcomes_now(db, preview.file, preview.request) != preview.outcomes:
                raise CoachError(
                    "Something was recorded in the meantime; nothing was imported.",
                    "Type the command again and look once more.",
                    code="changed",
                )
        imports.add_log(writer, sealed_rows(run, preview))


def write_skipped(preview: LogPreview) -> tuple[Path | None, bool]:
    """Write the rows with a problem as the source has them, with line and reason before them.

    Returns the file, if there are any, and whether it was made: one that says the same already is
    as good, and any other stays as it is.
    """
    from coachcli.files import path_named, write_new_private
    from coachcli.store.refusals import sentences_for_disk

    problems = preview.problems
    if not problems:
        return None, False
    had = 2 if tuple(letters(each) for each in preview.file.header[:2]) == ADDED else 0
    rows = [(*ADDED, *preview.file.header[had:])]
    for problem in problems:
        why = " ".join((*problem.messages, *problem.hints))
        rows.append((str(problem.line), why, *preview.file.raw[problem.line][had:]))
    content, source = csv_bytes(rows), path_named(preview.request.file)
    with sentences_for_disk(source.parent, "Copy the file into a folder of yours first."):
        for number in itertools.count(1):
            more = f"-{number}" if number > 1 else ""
            path = source.with_name(f"{source.stem}-skipped{more}.csv")
            try:
                write_new_private(path, content)
            except FileExistsError:
                if path.is_file() and path.read_bytes() == content:
                    return path, False
                continue
            return path, True
    raise AssertionError("one of the numbers is free")


def sealed_rows(run: Run, preview: LogPreview) -> Iterator[LoggedSession | OtherTime]:
    """The new rows, each with its texts sealed when it is asked for. Needs no passphrase."""
    from coachcli.store.writing.door import new_uid
    from coachcli.values.record import OtherTime
    from coachcli.vault import keys, sealing

    to = keys.recipients(run.home.path)
    step_on = progress(run, preview)

    def seal(text: str) -> tuple[str, bytes]:
        step_on()
        uid = new_uid()
        return uid, sealing.seal(text, uid, to)

    for row, session in preview.new:
        if row.work is None:
            yield sealed_session(row, session, preview.minutes, seal)
        else:
            text = next(iter(row.texts.values()), "")
            uid, note = seal(text) if text else (new_uid(), None)
            yield OtherTime(0, uid, row.on, row.work, row.minutes or 0, note)


def sealed_session(
    row: LogRow, number: int | None, minutes: int, seal: Callable[[str], tuple[str, bytes]]
) -> LoggedSession:
    from coachcli.store.writing.door import new_uid
    from coachcli.values.session import LoggedSession, Note, SealedStep, Session

    session = Session(
        id=number or 0,
        uid=new_uid(),
        date=row.on,
        start=row.at,
        end=end_of(row.at, row.minutes or minutes) if row.at else None,
        state=row.state,
        teachers=row.teachers,
        kinds=row.kinds,
        focus=row.focus,
        minutes=row.minutes if row.state is SessionState.HELD else None,
        cancelled_by=row.cancelled_by,
    )
    notes = [(part, *seal(text)) for part, text in row.texts.items()]
    steps = [(step, who, *seal(step.text)) for step in row.steps for who in row.teachers]
    return LoggedSession(
        session,
        tuple(Note(uid, part, blob) for part, uid, blob in notes),
        tuple(
            SealedStep(uid, who, step.owner, blob, step.check_on, step.state, step.closed_on)
            for step, who, uid, blob in steps
        ),
    )


def progress(run: Run, preview: LogPreview) -> Callable[[], None]:
    """What to call for each text sealed; where many are, a line in the terminal counts them."""
    total = sum(len(row.texts) + row.step_count for row, _ in preview.new)
    if total < SHOW_PROGRESS_FROM or run.json or not sys.stderr.isatty():
        return lambda: None
    done = itertools.count(1)

    def step_on() -> None:
        number = next(done)
        if number % 100 == 0 or number == total:
            end = "\n" if number == total else ""
            sys.stderr.write(f"\rSealing {number:,} of {total:,} texts{end}")
            sys.stderr.flush()

    return step_on
