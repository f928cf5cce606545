"""The caseload: everybody, one teacher, and what an import would do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachcli.dates import many, say_date, say_day, say_days, say_every
from coachcli.render.due import DueRow, said_state, said_steps, said_visit
from coachcli.render.screen import NOBODY_YET, Screen
from coachcli.render.tables import TEACHER, draw, firm, plain
from coachcli.values.frozen import dataclass
from coachcli.values.teacher import Away, Teacher
from coachcli.values.words import InReports


@dataclass(frozen=True)
class ImportRow:
    """One row of a file: ``outcome`` is new, changed, same or problem; ``why`` says more."""

    line: int
    name: str
    outcome: str
    why: str


IN_REPORTS = {
    InReports.QUESTION: "name and question",
    InReports.NAME: "name only",
    InReports.ANONYMOUS: "counted, not named",
}
STYLES = {"new": "green", "changed": "yellow", "same": "dim", "problem": "bold red"}


@dataclass(frozen=True)
class TeacherView:
    """One teacher with the row of ``coach due``, if in the rotation, and the days away."""

    teacher: Teacher
    due: DueRow | None
    away: tuple[Away, ...]

    JSON = {
        **{key: f"teacher.{attribute}" for key, attribute in Teacher.JSON.items()},
        "away": ("away", ("id", "first", "last")),
    }


def draw_teachers(screen: Screen, teachers: Sequence[Teacher]) -> None:
    """The caseload as a table."""
    if not teachers:
        screen.say(NOBODY_YET)
        return
    columns = [TEACHER, *firm("Handle", "Support"), *plain("Subject", "Room", "Free")]
    rows: list[tuple[str, ...]] = [
        (
            teacher.name + (" (archived)" if teacher.archived_on else ""),
            teacher.handle,
            f"{teacher.support}, {teacher.every} wk",
            teacher.subject,
            teacher.room,
            "; ".join(teacher.free),
        )
        for teacher in teachers
    ]
    if teachers[0].is_veiled:
        unseen = ("Handle", "Subject", "Room")
        kept = [place for place, each in enumerate(columns) if each.header not in unseen]
        columns, rows = [columns[n] for n in kept], [tuple(row[n] for n in kept) for row in rows]
    draw(screen, columns, rows)
    core = sum(teacher.support == "core" for teacher in teachers)
    screen.say(f"{many(len(teachers), 'teacher')}: {core} core, {len(teachers) - core} side.")


def draw_teacher(screen: Screen, view: TeacherView, today: date) -> None:
    """One teacher on a few lines, the question first: all in the clear, nothing sealed."""
    teacher, row = view.teacher, view.due
    screen.say(teacher.full, "bold")
    if teacher.question:
        screen.say(teacher.question, "italic")
    room = f"room {teacher.room}" if teacher.room else ""
    grade = f"grade {teacher.grade}" if teacher.grade else ""
    facts = {
        "Focus": (teacher.focus or "").replace("_", " "),
        "Teaches": ", ".join(filter(None, (teacher.subject, room, grade))),
        "Email": teacher.email,
        "Support": said_support(teacher),
        "Free": "; ".join(teacher.free),
        "Prefers": "; ".join(teacher.preferred),
        "In reports": IN_REPORTS[teacher.in_reports],
        "Away": "; ".join(said_absence(away, today) for away in view.away),
        "Archived": say_day(teacher.archived_on, today) if teacher.archived_on else "",
    }
    if row is not None:
        facts |= {
            "Last visit": said_visit(row, today),
            "Due": said_due(row, today),
            "Next visit": say_day(row.planned, today) if row.planned else "not planned",
            "Open next steps": said_steps(row) or "none",
        }
    screen.say_facts(facts)


def said_support(teacher: Teacher) -> str:
    """The cadence, that of a running cycle too, and the longest wait."""
    usual = f"{teacher.support}, one visit every {say_every(teacher.usual or teacher.every)}"
    if teacher.usual is not None:
        usual += f", while a cycle runs every {say_every(teacher.every)}"
    return f"{usual}, at the very most {many(teacher.max_gap, 'week')}"


def said_due(row: DueRow, today: date) -> str:
    if row.due_week is None:
        return said_state(row)
    return f"week of {say_date(row.due_week, today)}, {said_state(row)}"


def said_absence(absence: Away, today: date) -> str:
    if absence.last is None:
        return f"from {say_day(absence.first, today)} until further notice"
    return say_days(absence.first, absence.last, today)


def draw_import(
    screen: Screen, rows: Sequence[ImportRow], notes: Sequence[str], ignored: Sequence[str]
) -> None:
    """The preview: per row what would happen and why. Nothing of it where others see the screen,
    for the file has names that the store does not know."""
    cells = [(row.name, (row.outcome, STYLES[row.outcome]), row.why, str(row.line)) for row in rows]
    draw(screen, [TEACHER, *firm("Outcome"), *plain("Why", "Line")], cells)
    for note in notes:
        screen.tell(note)
    if ignored:
        screen.tell(f"Columns not used: {', '.join(ignored)}.")
