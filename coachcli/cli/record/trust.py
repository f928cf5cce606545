"""``coach trust``: how many of the sessions the teachers asked for."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from coachcli import dates
from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.context import Run, run_of
from coachcli.store import reading
from coachcli.values.school import DateRange
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState

if TYPE_CHECKING:
    from coachcli.coaching.charts.trust import Sign
    from coachcli.render.trust import SignRow


class Step(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        return 1 if self is Step.MONTH else 3


def trust(
    ctx: typer.Context,
    teacher: Annotated[
        str, typer.Argument(help="Whose; without it, everybody's.", autocompletion=complete_teacher)
    ] = "",
    by: Annotated[
        Step, typer.Option(metavar="STEP", help="month, or quarter of the school year.")
    ] = Step.MONTH,
    since: Annotated[
        str, typer.Option(metavar="DATE", help="From this day; else the last twelve of these.")
    ] = "",
) -> None:
    """How many of the sessions a teacher asked for. For your eyes only."""
    run = run_of(ctx)
    day = dates.past_day(since, run.today) if since else None
    if teacher:
        show_one(run, signs_of(run, teacher, by, day), by)
    else:
        show_all(run, by, day)


class Signs(NamedTuple):
    """One teacher's signs: over all of the time, and in each month or quarter of it."""

    who: Teacher
    total: Sign
    each: tuple[Sign, ...]


def signs_of(run: Run, teacher: str, by: Step, since: date | None) -> Signs:
    """Read one teacher's signs."""
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from coachcli.coaching.charts.trust import over_time, sign, stretches
    from coachcli.coaching.people.names import find

    months = stretches(run.today, by.months, since)
    days = DateRange(months[0].first, run.today)
    with run.reading() as db:
        who = find(teacher, reading.teachers(db, archived=True))
        held = reading.sessions(
            db, days.first, run.today, state=SessionState.HELD, teacher=who.handle
        )
    return Signs(who, sign(held, days), over_time(held, months))


def signs_data(found: Signs, by: Step, today: date) -> dict[str, Any]:
    """The ``data`` of ``trust TEACHER``."""
    return {
        "teacher": found.who.handle,
        "by": by,
        **row(found.total, today).data,
        "periods": [row(each, today, by).data for each in found.each],
    }


def show_one(run: Run, found: Signs, by: Step) -> None:
    """One teacher's sessions over time."""
    from coachcli.render.trust import draw_sign

    run.answer(
        "trust",
        signs_data(found, by, run.today),
        lambda: draw_sign(
            run.screen,
            found.who.name,
            row(found.total, run.today),
            [row(each, run.today, by) for each in found.each],
            run.today,
        ),
    )


def show_all(run: Run, by: Step, since: date | None) -> None:
    """A line for each teacher, by name and never by number."""
    from coachcli.coaching.charts.trust import sign, stretches
    from coachcli.coaching.people.names import fold
    from coachcli.render.trust import draw_signs

    first = stretches(run.today, by.months, since)[0].first
    with run.reading() as db:
        teachers = sorted(reading.teachers(db), key=lambda each: fold(each.name))
        held = reading.sessions(db, first, run.today, state=SessionState.HELD)
    days = DateRange(first, run.today)
    rows = [
        (each, row(sign([s for s in held if each.handle in s.teachers], days), run.today))
        for each in teachers
    ]
    run.answer(
        "trust",
        {"teachers": [{"teacher": e.handle, "name": e.name, **found.data} for e, found in rows]},
        lambda: draw_signs(
            run.screen, [(each.name, found) for each, found in rows], first, run.today
        ),
    )


def row(found: Sign, today: date, by: Step | None = None) -> SignRow:
    from coachcli.render.trust import SignRow

    first = found.days.first
    return SignRow(
        title=titled(first, by, today),
        first=first,
        last=found.days.last or today,
        held=found.held,
        asked=found.asked,
        contacts=found.contacts,
        contacts_asked=found.contacts_asked,
    )


def titled(first: date, by: Step | None, today: date) -> str:
    """``Nov``, or ``Nov-Jan`` for a quarter, with the year it begins in when that is not this."""
    month = first.month - 1
    name = dates.MONTHS[month]
    if by is Step.QUARTER:
        from coachcli.coaching.charts.trust import period_start

        start = period_start(first, 3).month - 1
        name = f"{dates.MONTHS[start]}-{dates.MONTHS[(start + 2) % 12]}"
    return name if first.year == today.year else f"{name} {first.year}"
