"""What is to change on the caseload: the columns given, checked, and the rows of a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from coachcli.cli.program.caseload import Caseload
from coachcli.cli.program.context import Run
from coachcli.coaching.people.names import fold, make_handles
from coachcli.coaching.texts import one_line
from coachcli.errors import CoachError
from coachcli.importing.caseload import CaseloadFile, TeacherRow
from coachcli.render.teachers import ImportRow
from coachcli.values.school import Window
from coachcli.values.teacher import TEXTS, Teacher
from coachcli.values.words import Focus, InReports, Support

if TYPE_CHECKING:
    from coachcli.store.writing.teachers import NewTeacher


@dataclass
class Changes:
    """Columns of a teacher; None leaves one as it is. Texts are checked on the way in."""

    name: str | None = None
    support: Support | None = None
    every: int | None = None
    max_gap: int | None = None
    since: date | None = None
    email: str | None = None
    subject: str | None = None
    grade: str | None = None
    room: str | None = None
    question: str | None = None
    focus: Focus | None = None
    windows: tuple[Window, ...] | None = None
    in_reports: InReports | None = None

    def __post_init__(self) -> None:
        for name, column in TEXTS.items():
            text = getattr(self, name)
            if text is not None:
                setattr(self, name, one_line(text, column))
        if self.max_gap is not None and self.max_gap < (self.every or 0):
            raise CoachError(
                "The longest wait cannot be shorter than the cadence.",
                f"Type --max-gap {self.every} or more.",
            )

    def given(self) -> dict[str, Any]:
        return {
            column: value
            for column, value in ((name, getattr(self, name)) for name in asdict(self))
            if value is not None
        }

    def against(self, who: Teacher) -> dict[str, Any]:
        """What differs from what is known about ``who``."""
        wanted = {
            column: value for column, value in self.given().items() if value != getattr(who, column)
        }
        every = wanted.get("every", who.every)
        if "max_gap" in wanted and wanted["max_gap"] < every:
            raise CoachError(
                "The longest wait cannot be shorter than the cadence.",
                f"Type --max-gap {every} or more.",
            )
        if "max_gap" not in wanted and who.max_gap < every:
            wanted["max_gap"] = None
        return wanted

    def refuse_twice(self, name: str, others: Sequence[Teacher]) -> None:
        """Raise CoachError when somebody else has this name or email."""
        for other in others:
            same_mail = self.email and fold(self.email) == fold(other.email)
            if fold(other.name) == fold(name) or same_mail:
                raise CoachError(
                    f"{other.name} ({other.handle}) is known already.",
                    f"Bring the teacher back with: coach teacher archive {other.handle} --back"
                    if other.archived_on
                    else f"Change what is known with: coach teacher edit {other.handle}",
                    code="exists",
                )

    def as_new(
        self, *, handle: str, name: str, support: Support, since: date, last_visit: date | None
    ) -> NewTeacher:
        from coachcli.store.writing.teachers import NewTeacher

        given = {key: value for key, value in self.given().items() if key not in ("name", "since")}
        given["support"] = support
        return NewTeacher(handle=handle, name=name, since=since, last_visit=last_visit, **given)


@dataclass(frozen=True)
class ImportPlan:
    """What an import will do, for showing and for storing."""

    rows: tuple[ImportRow, ...]
    new: tuple[NewTeacher, ...] = ()
    changed: tuple[tuple[int, dict[str, Any]], ...] = field(default=())

    def counts(self) -> dict[str, int]:
        """Rows by outcome, in a fixed order."""
        outcomes = [row.outcome for row in self.rows]
        return {what: outcomes.count(what) for what in ("new", "changed", "same", "problem")}


@dataclass(frozen=True)
class Taken:
    """Handles that are not given: those of the teachers, and those that ``was_erased`` knows."""

    handles: Sequence[str]
    was_erased: Callable[[str], bool]

    def __contains__(self, handle: str) -> bool:
        return handle in self.handles or self.was_erased(handle)

    def free(self, names: Sequence[str], emails: Sequence[str]) -> list[str]:
        """Handles for people who come together, as ``make_handles`` finds them."""
        taken = list(self.handles)
        while True:
            found = make_handles(names, taken, emails)
            erased = [handle for handle in found if self.was_erased(handle)]
            if not erased:
                return found
            taken += erased


def import_plan(
    read: CaseloadFile, found: Caseload, was_erased: Callable[[str], bool]
) -> ImportPlan:
    """Compare the rows of a file with the caseload: by email, else by name."""
    new_rows = [row for row in read.rows if known_as(row, found) is None]
    taken = Taken([teacher.handle for teacher in found.teachers], was_erased)
    handles = taken.free([row.name for row in new_rows], [row.email or "" for row in new_rows])
    named = dict(zip((row.line for row in new_rows), handles, strict=True))
    shown = [ImportRow(each.line, each.name, "problem", each.message) for each in read.problems]
    new: list[NewTeacher] = []
    changed: list[tuple[int, dict[str, Any]]] = []
    for row in read.rows:
        who = known_as(row, found)
        if who is None:
            new.append(new_teacher(row, named[row.line], found.today))
            shown.append(ImportRow(row.line, row.name, "new", f"as {named[row.line]}"))
            continue
        wanted = changes_of(row).against(who)
        earlier = found.last_visits.get(who.handle)
        if row.last_visit is not None and (earlier is None or row.last_visit > earlier):
            wanted["last_visit"] = row.last_visit
        if wanted:
            changed.append((who.id, wanted))
        what = ", ".join(wanted).replace("_", " ").replace("windows", "free")
        outcome = "changed" if wanted else "same"
        shown.append(ImportRow(row.line, row.name, outcome, what))
    shown.sort(key=lambda row: row.line)
    return ImportPlan(tuple(shown), tuple(new), tuple(changed))


def known_as(row: TeacherRow, found: Caseload) -> Teacher | None:
    """The teacher that a row is about: same email, else same name."""
    for teacher in found.teachers:
        if row.email and fold(row.email) == fold(teacher.email):
            return teacher
    for teacher in found.teachers:
        if fold(row.name) == fold(teacher.name):
            return teacher
    return None


def changes_of(row: TeacherRow) -> Changes:
    return Changes(
        name=row.name,
        support=row.support,
        every=row.every,
        since=row.since,
        email=row.email,
        subject=row.subject,
        grade=row.grade,
        room=row.room,
        question=row.question,
        focus=row.focus,
        windows=row.windows,
    )


def new_teacher(row: TeacherRow, handle: str, today: date) -> NewTeacher:
    return changes_of(row).as_new(
        handle=handle,
        name=row.name,
        support=row.support or Support.CORE,
        since=row.since or min(today, row.last_visit or today),
        last_visit=row.last_visit,
    )


def store_import(run: Run, plan: ImportPlan) -> None:
    """Store a whole file as one change."""
    from coachcli.store.writing import change, teachers

    with change(run.home, "teacher import", run.now) as writer:
        for new in plan.new:
            teachers.add(writer, new)
        for teacher_id, wanted in plan.changed:
            teachers.edit(writer, teacher_id, wanted)
