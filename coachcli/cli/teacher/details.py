"""What is said about a teacher: as options, checked, and held against what is known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields, replace
from typing import Annotated, Any

import typer

from coachcli.cli.program.context import Run
from coachcli.coaching.people.names import check_name, fold, make_handles
from coachcli.coaching.texts import one_line
from coachcli.errors import CoachError
from coachcli.values.teacher import EVERY, TEXTS, Teacher, TeacherDetails
from coachcli.values.words import InReports

Text = Annotated[str | None, typer.Option(metavar="TEXT")]
Every = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=EVERY.least, max=EVERY.most, help="One visit in every N working weeks."
    ),
]
MaxGap = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=52, help="The wait that must not happen; else 2 x every."),
]
Free = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Free times: 'Tue P2; Thu 10:15-11:00'.")
]
Prefer = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Free times rather taken: 'Tue P2'.")
]
Standing = Annotated[
    InReports | None,
    typer.Option(
        metavar="HOW", help="In a report by question, by name, or only counted: anonymous."
    ),
]


def checked(details: TeacherDetails) -> TeacherDetails:
    """The details with each text as its column takes it. Raises CoachError for what cannot be."""
    texts: dict[str, Any] = {
        name: one_line(text, column)
        for name, column in TEXTS.items()
        if (text := getattr(details, name)) is not None
    }
    check_max_gap(details.max_gap, details.every or 0)
    name = None if details.name is None else check_name(details.name)
    return replace(details, name=name, **texts)


def check_max_gap(max_gap: int | None, every: int) -> None:
    """Raise CoachError for a longest wait that is shorter than the cadence."""
    if max_gap is not None and max_gap < every:
        raise CoachError(
            "The longest wait cannot be shorter than the cadence.",
            f"Type --max-gap {every} or more.",
        )


def changes_to(teacher: Teacher, details: TeacherDetails) -> dict[str, Any]:
    """The columns in which the details differ from what is known, with what they shall be."""
    said = {field.name: getattr(details, field.name, None) for field in fields(Teacher)}
    changes = {
        column: value
        for column, value in said.items()
        if value is not None and value != getattr(teacher, column)
    }
    every = changes.get("every", teacher.every)
    check_max_gap(changes.get("max_gap"), every)
    if teacher.max_gap < every:
        changes.setdefault("max_gap", None)
    return changes


def person_meant(details: TeacherDetails, teachers: Sequence[Teacher]) -> Teacher | None:
    """The teacher that the details are about: with the same email, else with the same name."""
    email, name = fold(details.email or ""), fold(details.name or "")
    same = [teacher for teacher in teachers if email and fold(teacher.email) == email]
    same += [teacher for teacher in teachers if fold(teacher.name) == name]
    return next(iter(same), None)


def check_unknown(run: Run, details: TeacherDetails, others: Sequence[Teacher]) -> None:
    """Raise CoachError when somebody else has this name or email."""
    other = person_meant(details, others)
    if other is not None:
        shown = run.shown(other)
        raise CoachError(
            f"{shown.full} is known already.",
            f"Bring the teacher back with: coach teacher archive {shown.typed} --back"
            if other.archived_on
            else f"Change what is known with: coach teacher edit {shown.typed}",
            code="exists",
        )


def free_handles(
    some: Sequence[TeacherDetails], taken: Collection[str], was_erased: Callable[[str], bool]
) -> list[str]:
    """Handles for people who come together, none of which is or ever was somebody else's."""
    names = [details.name or "" for details in some]
    emails = [details.email or "" for details in some]
    used = set(taken)
    while True:
        handles = make_handles(names, used, emails)
        erased = {handle for handle in handles if was_erased(handle)}
        if not erased:
            return handles
        used |= erased
