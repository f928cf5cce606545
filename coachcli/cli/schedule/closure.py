"""``coach closure``: days without coaching."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli import dates
from coachcli.cli.dialog.prompts import confirm
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import Yes
from coachcli.cli.program.week import StoredWeek, read_week
from coachcli.cli.schedule.week import store_plan
from coachcli.errors import CoachError
from coachcli.planning.calendar import weeks
from coachcli.planning.week.pins import say_place
from coachcli.render.calendar import draw_closures
from coachcli.render.week import reason_of
from coachcli.store import reading
from coachcli.values.school import CLOSURE_LABEL, DateRange
from coachcli.values.session import Session
from coachcli.values.words import Party, SessionState

if TYPE_CHECKING:
    from coachcli.planning.week.week import WeekPlan
    from coachcli.store.writing.door import Writer


_NOT_THEIR_TURN = "The places that are left go to those whose turn comes first."


def add_closure(
    ctx: typer.Context,
    days: Annotated[str, typer.Argument(help="One day or a range: 2026-11-26..2026-11-27.")],
    label: Annotated[str, typer.Argument(help="What it is.")] = "",
    by: Annotated[
        Party, typer.Option(metavar="WHO", help="Who calls planned sessions off: school or coach.")
    ] = Party.SCHOOL,
    school: Annotated[
        bool, typer.Option("--school", help="There is school, so A and B days go on.")
    ] = False,
) -> None:
    """Note days without coaching. Nobody is late because of them.

    Sessions planned on these days are called off, and what is left of a week that was planned is
    planned again with the fewest changes.
    """
    from coachcli.coaching.texts import one_line

    run = run_of(ctx)
    span = dates.parse_range(days, run.today)
    if span.last is None:
        raise CoachError(
            "A closure needs a last day.", "Type a range such as 2026-11-26..2026-11-27."
        )
    label = one_line(label, CLOSURE_LABEL)
    with run.reading(storing=True) as db:
        same = [closure for closure in reading.closures(db) if closure.days == span]
        school = school or by is Party.COACH
        shifts_cycle = reading.day_cycle(db) is not None and not school
        affected = weeks_with_planned(db, run, span, later=shifts_cycle)
    if same:
        raise CoachError(
            f"These days are closed already: closure {same[0].id}.",
            "See them with: coach closure list",
            code="exists",
        )

    from coachcli.store.writing import calendar, change

    changes: list[str] = []
    with change(run.home, "closure add", run.now) as writer:
        number = calendar.add_closure(writer, span, label, in_session=school)
        for week in affected:
            changes += close_week(writer, week, span, by, in_session=school)
    named = f", {label}" if label else ""
    closed = f"Closure {number}: {dates.say_days(span.first, span.last, run.today)}{named}."
    run.done("closure add", "\n".join([closed, *changes]), id=number, changes=changes)


def weeks_with_planned(
    db: reading.Connection, run: Run, span: DateRange, *, later: bool
) -> list[StoredWeek]:
    """The weeks in which sessions are planned on days that are about to be closed.

    With ``later`` those after them too: the day cycle shifts, and free times with it.
    """
    first = max(span.first, run.today)
    last = None if later else span.last
    planned = reading.sessions(db, first, last, state=SessionState.PLANNED)
    mondays = dict.fromkeys(weeks.monday(session.date) for session in planned)
    return [read_week(db, run, monday) for monday in mondays]


def close_week(
    writer: Writer, week: StoredWeek, span: DateRange, by: Party, *, in_session: bool
) -> list[str]:
    """Call off what is planned on closed days, and plan the rest again; says what changes."""
    from coachcli.planning.week.replan import close_days, replan_week
    from coachcli.store.writing import sessions

    closed, called_off = close_days(week.situation, span, by, in_session=in_session)
    of_week = [session for session in called_off if weeks.monday(session.date) == week.monday]
    for session in of_week:
        sessions.cancel(writer, session.id, by, None)
    plan, gone = replan_week(week.monday, closed)
    store_plan(writer, replace(week, situation=closed), plan, gone)
    cancelled = [
        f"Cancelled by the {by}: session {session.id} with {', '.join(week.names_of(session))}."
        for session in of_week
    ]
    return cancelled + changed_places(plan, gone, week.caseload.names, closed.today)


def changed_places(
    plan: WeekPlan, gone: Sequence[Session], names: Mapping[str, str], today: date
) -> list[str]:
    """A sentence for each who is not met any more, is met elsewhere or anew, or has no place."""
    placed = {visit.handle: visit.slot for visit in plan.placed}
    why_not = {left.handle: left.reason.text for left in plan.unplaced}
    had_place = [handle for session in gone for handle in session.teachers]
    sentences = []
    for handle in had_place:
        if handle not in placed:
            reason = why_not.pop(handle, _NOT_THEIR_TURN)
            sentences.append(f"Not met now. {reason_of([names[handle]], reason)}")
    for handle, slot in placed.items():
        verb = "Moved" if handle in had_place else "Planned"
        sentences.append(f"{verb}: {names[handle]}, {say_place(slot, today)}.")
    for handle, reason in why_not.items():
        sentences.append(f"Not placed. {reason_of([names[handle]], reason)}")
    return sentences


def list_closures(ctx: typer.Context) -> None:
    """Show the days without coaching."""
    run = run_of(ctx)
    with run.reading() as db:
        closures = reading.closures(db)
    run.answer(
        "closure list",
        {"closures": closures},
        lambda: draw_closures(run.screen, closures, run.today),
    )


def remove_closure(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(help="The number that closure list shows.")],
    yes: Yes = False,
) -> None:
    """Open these days for coaching again."""
    run = run_of(ctx)
    with run.reading() as db:
        closure = next((each for each in reading.closures(db) if each.id == number), None)
    if closure and not yes:
        days = dates.say_days(closure.first, closure.last, run.today)
        run.screen.tell(f"{f'{days} {closure.label}'.rstrip()} will be open again.")
        confirm(run, "Remove the closure?")

    from coachcli.store.writing import calendar, change

    with change(run.home, "closure remove", run.now) as writer:
        calendar.remove_closure(writer, number)
    run.done("closure remove", f"Closure {number} is removed.", id=number)
