"""A log from a spreadsheet: looked at, agreed to, sealed and stored as one change."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from coachcli.cli.dialog.files_in import file_bytes
from coachcli.cli.program.context import Run
from coachcli.coaching.words import letters
from coachcli.dates import counted
from coachcli.errors import CoachError, UsageProblem
from coachcli.importing.csv_out import csv_bytes
from coachcli.importing.days import Order
from coachcli.importing.log import LogFile, read_log
from coachcli.importing.log_columns import ADDED
from coachcli.importing.log_outcomes import DUPLICATE, NEW, PROBLEM, Outcome, outcomes
from coachcli.importing.log_rows import Known, LogRow
from coachcli.planning.calendar.slots import end_of
from coachcli.store import reading
from coachcli.values.frozen import dataclass
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState

if TYPE_CHECKING:
    from coachcli.store.writing.imports import ImportedSession, ImportedTime

COMMAND = "import log"
SHOW_PROGRESS_FROM = 200
"""Texts to seal from which a line in the terminal says how far it is."""


@dataclass(frozen=True)
class Wanted:
    """What was typed: the file and how it is to be read."""

    file: Path
    chosen: Mapping[str, str]
    order: Order | None
    also: frozenset[int]


@dataclass(frozen=True)
class Look:
    """A file that was read and held against the store. ``minutes`` is how long a session takes
    where the log does not say."""

    wanted: Wanted
    file: LogFile
    found: list[Outcome]
    teachers: list[Teacher]
    minutes: int

    def of(self, what: str) -> list[Outcome]:
        return [each for each in self.found if each.what == what]

    @property
    def new(self) -> list[tuple[LogRow, int | None]]:
        return [(each.row, each.session) for each in self.of(NEW) if each.row]

    @property
    def names(self) -> dict[str, str]:
        return {teacher.handle: teacher.name for teacher in self.teachers}

    def counts(self) -> dict[str, int]:
        rows = [row for row, _ in self.new]
        return {
            NEW: len(rows),
            DUPLICATE: len(self.of(DUPLICATE)),
            PROBLEM: len(self.of(PROBLEM)),
            "sessions": sum(row.work is None for row in rows),
            "other_time": sum(row.work is not None for row in rows),
            "steps": sum(len(row.steps) * len(row.teachers) for row in rows),
        }


def look(run: Run, wanted: Wanted) -> Look:
    """Read the file and say what would become of each row. Raises CoachError for the whole file."""
    data = file_bytes(wanted.file)
    with run.reading() as db:
        teachers = reading.teachers(db, archived=True)
        own = {letters(word): meant for word, meant in reading.spellings(db).items()}
        minutes = reading.settings(db).minutes
        known = Known(teachers, own, run.today)
        file = read_log(data, known, wanted.chosen, wanted.order)
        found = judged(db, file, wanted)
    lacking = wanted.also - {each.line for each in found}
    if lacking:
        raise UsageProblem(
            f"The file has no row in line {min(lacking)}.",
            "Give --also the number of a line as the preview shows it: --also 27",
        )
    return Look(wanted, file, found, teachers, minutes)


def judged(db: reading.Connection, file: LogFile, wanted: Wanted) -> list[Outcome]:
    return outcomes(
        file,
        reading.sessions(db),
        reading.other_times(db),
        reading.known_only_by_day(db),
        wanted.also,
    )


def must_be_wanted(run: Run, look: Look, *, skip_bad: bool, yes: bool) -> None:
    """Refuse a log with problems, unless they are to be left out; then ask. Raises CoachError."""
    from coachcli.cli.dialog.files_in import refuse_problems
    from coachcli.cli.dialog.prompts import confirm
    from coachcli.importing.table import Problem

    bad = look.of(PROBLEM)
    if not skip_bad:
        problems = [Problem(each.line, "") for each in bad]
        hint = "Mend the file, or import the other rows with --skip-bad."
        refuse_problems(problems, f"{hint} --dry-run shows them." if run.json else hint)
    if look.new and not yes:
        confirm(run, f"Import {said_new(look)}?")


def store(run: Run, look: Look) -> Path | None:
    """Write the rows with a problem beside the source and the others into the store; returns where
    the former are. If the store refuses, nothing stays of either."""
    skipped, made = write_skipped(look)
    try:
        if look.new:
            store_new(run, look)
    except BaseException:
        if skipped is not None and made:
            skipped.unlink(missing_ok=True)
        raise
    return skipped


def store_new(run: Run, look: Look) -> None:
    from coachcli.store.writing import change, imports

    with change(run.home, f"{COMMAND} {look.wanted.file.name}", run.now) as writer:
        with run.reading() as db:
            if judged(db, look.file, look.wanted) != look.found:
                raise CoachError(
                    "Something was recorded in the meantime; nothing was imported.",
                    "Type the command again and look once more.",
                    code="changed",
                )
        imports.add_log(writer, sealed(run, look))


def write_skipped(look: Look) -> tuple[Path | None, bool]:
    """Write the rows with a problem as the source has them, with line and reason before them.

    Returns the file, if there are any, and whether it was made: one that says the same already is
    as good, and any other stays as it is.
    """
    from coachcli.files import write_new_private
    from coachcli.store.refusals import sentences_for_disk

    bad = look.of(PROBLEM)
    if not bad:
        return None, False
    had = 2 if tuple(letters(each) for each in look.file.header[:2]) == ADDED else 0
    rows = [(*ADDED, *look.file.header[had:])]
    for each in bad:
        why = " ".join((*each.problem.messages, *each.problem.hints)) if each.problem else ""
        rows.append((str(each.line), why, *look.file.raw[each.line][had:]))
    content, source = csv_bytes(rows), look.wanted.file.expanduser()
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


def sealed(run: Run, look: Look) -> Iterator[ImportedSession | ImportedTime]:
    """The new rows, each with its texts sealed when it is asked for. Needs no passphrase."""
    from coachcli.store.writing.door import new_uid
    from coachcli.store.writing.imports import ImportedTime
    from coachcli.vault import keys, sealing

    to = keys.recipients(run.home.path)
    ids = {teacher.handle: teacher.id for teacher in look.teachers}
    step_on = progress(run, look)

    def seal(text: str) -> tuple[str, bytes]:
        step_on()
        uid = new_uid()
        return uid, sealing.seal(text, uid, to)

    for row, session in look.new:
        if row.work is None:
            yield sealed_session(row, session, ids, look.minutes, seal)
        else:
            text = next(iter(row.texts.values()), "")
            uid, note = seal(text) if text else (new_uid(), None)
            yield ImportedTime(uid, row.on, row.work, row.minutes or 0, note)


def sealed_session(
    row: LogRow,
    session: int | None,
    ids: Mapping[str, int],
    minutes: int,
    seal: Callable[[str], tuple[str, bytes]],
) -> ImportedSession:
    from coachcli.store.writing.door import new_uid
    from coachcli.store.writing.imports import ImportedSession, ImportedStep
    from coachcli.store.writing.sessions import LoggedSession
    from coachcli.values.session import SealedNote

    notes = [(part, *seal(text)) for part, text in row.texts.items()]
    steps = [(step, ids[who], *seal(step.text)) for step in row.steps for who in row.teachers]
    logged = LoggedSession(
        uid=new_uid(),
        teacher_ids=tuple(ids[who] for who in row.teachers),
        date=row.on,
        state=row.state,
        start=row.at,
        end=end_of(row.at, row.minutes or minutes) if row.at else None,
        session=session,
        kinds=row.kinds,
        focus=row.focus,
        minutes=row.minutes if row.state is SessionState.HELD else None,
        cancelled_by=row.cancelled_by,
        notes=tuple(SealedNote(uid, part, blob) for part, uid, blob in notes),
    )
    return ImportedSession(
        logged,
        tuple(
            ImportedStep(uid, who, step.owner, blob, step.check_on, step.state, step.closed_on)
            for step, who, uid, blob in steps
        ),
    )


def progress(run: Run, look: Look) -> Callable[[], None]:
    """What to call for each text sealed; where many are, a line in the terminal counts them."""
    total = sum(len(row.texts) + len(row.steps) * len(row.teachers) for row, _ in look.new)
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


def said_new(look: Look) -> str:
    """``61 sessions, 1 time of other work and 39 next steps``."""
    counts = look.counts()
    words = [
        counted(counts["sessions"], "session"),
        counted(counts["other_time"], "time of other work", "times of other work"),
        counted(counts["steps"], "next step"),
    ]
    said = [word for word in words if word]
    return " and ".join(filter(None, [", ".join(said[:-1]), *said[-1:]])) or "nothing"


def answer(run: Run, look: Look, *, stored: bool, skipped: Path | None = None) -> None:
    """Say what was, or would be, imported and what was left."""
    from coachcli.cli.imports.log_preview import log_data

    counts = look.counts()
    said = [f"{'Imported' if stored else 'Would import'}: {said_new(look)}."]
    if counts[DUPLICATE]:
        said.append(f"Already there: {counted(counts[DUPLICATE], 'row')}.")
    if counts[PROBLEM] and not stored:
        said.append(f"{counted(counts[PROBLEM], 'problem')} to mend, or to leave with --skip-bad.")
    if skipped is not None:
        said.append(f"{counted(counts[PROBLEM], 'row')} left out: mend {skipped} and import that.")
    if stored and counts[NEW]:
        said.append("What was said is sealed here, but not in the file: delete that when sure.")

    def draw() -> None:
        for each in said:
            run.screen.say(each)

    run.answer(
        COMMAND,
        {
            "message": " ".join(said),
            "stored": stored and bool(counts[NEW]),
            "columns": dict(look.file.columns),
            "ignored": look.file.ignored,
            "notes": look.file.notes,
            "counts": counts,
            "skipped": str(skipped) if skipped else None,
            "rows": [log_data(each) for each in look.found],
        },
        draw,
    )
