"""``coach trust``: how many of the sessions the teachers asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli import dates
from coachcli.cli import run
from coachcli.cli.completing import complete_teacher
from coachcli.cli.run import Run
from coachcli.store import reading
from coachcli.values import DateRange, Session, SessionState, Teacher

if TYPE_CHECKING:
    from coachcli.coaching.trust import Sign
    from coachcli.render.trust import SignRow


class Step(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"


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
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from coachcli.coaching.names import find, fold
    from coachcli.coaching.trust import stretches

    now = run.of(ctx)
    day = dates.past_day(since, now.today) if since else None
    months = stretches(now.today, 1 if by is Step.MONTH else 3, day)
    with now.reading() as db:
        known = reading.teachers(db, archived=bool(teacher))
        who = find(teacher, known) if teacher else None
        held = reading.sessions(
            db,
            months[0].first,
            now.today,
            state=SessionState.HELD,
            teacher=who.handle if who else None,
        )
    if who is not None:
        show_one(now, who, held, months, by)
    else:
        show_all(now, sorted(known, key=lambda each: fold(each.name)), held, months[0].first)


def show_one(
    now: Run, who: Teacher, held: Sequence[Session], months: Sequence[DateRange], by: Step
) -> None:
    """One teacher's sessions over time."""
    from coachcli.coaching.trust import over_time, sign
    from coachcli.render.trust import draw_sign

    total = row(sign(held, DateRange(months[0].first, now.today)), now.today)
    rows = [row(each, now.today, by) for each in over_time(held, months)]
    now.answer(
        "trust",
        lambda: {
            "teacher": who.handle,
            "by": by,
            **total.data,
            "periods": [each.data for each in rows],
        },
        lambda: draw_sign(now.screen, who.name, total, rows, now.today),
    )


def show_all(now: Run, teachers: Sequence[Teacher], held: Sequence[Session], first: date) -> None:
    """A line for each teacher, by name and never by number."""
    from coachcli.coaching.trust import sign
    from coachcli.render.trust import draw_signs

    days = DateRange(first, now.today)
    rows = [
        (each, row(sign([s for s in held if each.handle in s.teachers], days), now.today))
        for each in teachers
    ]
    now.answer(
        "trust",
        lambda: {
            "teachers": [{"teacher": e.handle, "name": e.name, **found.data} for e, found in rows]
        },
        lambda: draw_signs(
            now.screen, [(each.name, found) for each, found in rows], first, now.today
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
        from coachcli.coaching.trust import period_start

        start = period_start(first, 3).month - 1
        name = f"{dates.MONTHS[start]}-{dates.MONTHS[(start + 2) % 12]}"
    return name if first.year == today.year else f"{name} {first.year}"
