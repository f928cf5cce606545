"""Next steps, with their text, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from coachcli.dates import say_ago, say_date, say_day
from coachcli.render.screen import Screen
from coachcli.render.tables import NUMBER, Cell, Column, draw_numbered, firm
from coachcli.values.frozen import dataclass
from coachcli.values.session import ShownStep
from coachcli.values.teacher import Teacher
from coachcli.values.words import Owner, StepState


@dataclass(frozen=True)
class NextSteps:
    """The next steps of one teacher."""

    teacher: Teacher | None
    steps: Sequence[ShownStep]

    JSON: ClassVar[dict[str, Any]] = {"teacher": "teacher.handle", "steps": "steps"}


class EverybodysSteps(NextSteps):
    """Those of the whole caseload: each names its teacher."""

    JSON = NextSteps.JSON | {"steps": ("steps", {"teacher": "step.teacher", **ShownStep.JSON})}


def draw_steps(screen: Screen, view: NextSteps, today: date) -> None:
    """Both sides in one table; of one teacher or of all."""
    teacher, rows = view.teacher, view.steps
    if not rows:
        whose = f" with {teacher.name}" if teacher else ""
        screen.say(f"No open next steps{whose}.")
        return
    if teacher is not None:
        screen.say(f"Next steps with {teacher.name}", "bold")
    draw_rows(screen, rows, today, named=teacher is None)
    past = sum(row.past for row in rows)
    if past:
        screen.say(f"{past} past the check. Then: coach step done NUMBER, or defer, or drop")


def draw_rows(screen: Screen, rows: Sequence[ShownStep], today: date, *, named: bool) -> None:
    """Steps with their numbers, those of several teachers with their names; without the column of
    texts where none is opened."""
    opened = any(row.text for row in rows)
    text = [Column("What")] if opened else []
    columns = [NUMBER, Column("Whose", style="bold"), *text, *firm("Agreed", "Check")]
    cells: list[list[Cell]] = [
        [
            str(row.step.id),
            said_owner(row, named=named),
            *([row.text or ""] if opened else []),
            said_agreed(row.step.agreed_on, today),
            said_check(row, today),
        ]
        for row in rows
    ]
    draw_numbered(screen, columns, cells)


def said_owner(row: ShownStep, *, named: bool) -> str:
    if row.step.owner is Owner.COACH:
        return f"you, for {row.name}" if named else "you"
    return row.name if named else "teacher"


def said_agreed(day: date, today: date) -> str:
    """``3 Nov, 2 wk``: when, and how long ago, as short as the text beside it needs."""
    age = say_ago(day, today).removesuffix(" ago").replace(" weeks", " wk")
    return f"{say_date(day, today)}, {age}"


def said_check(row: ShownStep, today: date) -> tuple[str, str]:
    """When to check, in words: the state is never colour alone."""
    if row.step.state is not StepState.OPEN:
        return (row.step.state, "dim")
    if row.check is None:
        return ("next visit", "")
    if row.past:
        return (f"{say_date(row.check, today)}, past check", "bold red")
    return (say_day(row.check, today), "")
