"""``coach closure``: days without coaching."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli import dates
from coachcli.cli.dialog.prompts import confirm
from coachcli.cli.program import planned_week as planning_weeks
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import Yes
from coachcli.errors import CoachError
from coachcli.planning.calendar import weeks
from coachcli.planning.week.pins import say_place
from coachcli.render.calendar import draw_closures
from coachcli.render.week import reason_of
from coachcli.store import reading
from coachcli.values.school import Closure, DateRange
from coachcli.values.words import Party, SessionState

if TYPE_CHECKING:
    from coachcli.store.writing.door import Writer


LABEL_MAX = 120

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
    label = one_line(label, "label", LABEL_MAX)
    with run.reading() as db:
        same = [each for each in reading.closures(db) if each.days == span]
        school = school or by is Party.COACH
        moves_on = reading.day_cycle(db) is not None and not school
        affected = weeks_with_planned(db, run, span, later=moves_on)
    if same:
        raise CoachError(
            f"These days are closed already: closure {same[0].id}.",
            "See them with: coach closure list",
            code="exists",
        )

    from coachcli.store.writing import calendar, change

    told: list[str] = []
    with change(run.home, "closure add", run.now) as writer:
        number = calendar.add_closure(writer, span, label, in_session=school)
        for at in affected:
            told += close_week(writer, at, span, by, in_session=school)
    named = f", {label}" if label else ""
    said = f"Closure {number}: {dates.say_days(span.first, span.last, run.today)}{named}."
    run.done("closure add", "\n".join([said, *told]), id=number, changes=told)


def weeks_with_planned(
    db: reading.Connection, run: Run, span: DateRange, *, later: bool
) -> list[planning_weeks.Look]:
    """The weeks in which sessions are planned on days that are about to be closed.

    With ``later`` those after them too: the day cycle shifts, and free times with it.
    """
    first = max(span.first, run.today)
    last = None if later else span.last
    planned = reading.sessions(db, first, last, state=SessionState.PLANNED)
    mondays = dict.fromkeys(weeks.monday(session.date) for session in planned)
    return [planning_weeks.look(db, run, monday) for monday in mondays]


def close_week(
    writer: Writer, at: planning_weeks.Look, span: DateRange, by: Party, *, in_session: bool
) -> list[str]:
    """Call off what is planned on closed days, and plan the rest again; says what changes."""
    from coachcli.planning.week.replan import close_days, replan_week
    from coachcli.store.writing import sessions

    closed, called_off = close_days(at.situation, span, by, in_session=in_session)
    of_week = [session for session in called_off if weeks.monday(session.date) == at.week]
    for session in of_week:
        sessions.cancel(writer, session.id, by, None)
    names = at.found.names
    told = [
        f"Cancelled by the {by}: session {session.id} with"
        f" {', '.join(names[handle] for handle in session.teachers)}."
        for session in of_week
    ]
    planned, gone = replan_week(at.week, closed)
    planning_weeks.store(writer, replace(at, situation=closed), planned, gone)
    placed = {each.handle: each.slot for each in planned.placed}
    why_not = {each.handle: each.reason.text for each in planned.unplaced}
    for handle in (h for session in gone for h in session.teachers if h not in placed):
        why = why_not.pop(handle, _NOT_THEIR_TURN)
        told.append(f"Not met now. {reason_of([names[handle]], why)}")
    for handle, slot in placed.items():
        moved = any(handle in session.teachers for session in gone)
        verb = "Moved" if moved else "Planned"
        told.append(f"{verb}: {names[handle]}, {say_place(slot, at.situation.today)}.")
    return told + [f"Not placed. {reason_of([names[h]], why)}" for h, why in why_not.items()]


def list_closures(ctx: typer.Context) -> None:
    """Show the days without coaching."""
    run = run_of(ctx)
    with run.reading() as db:
        closures = reading.closures(db)
    run.answer(
        "closure list",
        {"closures": [closure_data(each) for each in closures]},
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
        found = [each for each in reading.closures(db) if each.id == number]
    if found and not yes:
        each = found[0]
        open_again = f"{dates.say_days(each.first, each.last, run.today)} {each.label}".rstrip()
        run.screen.tell(f"{open_again} will be open again.")
        confirm(run, "Remove the closure?")

    from coachcli.store.writing import calendar, change

    with change(run.home, "closure remove", run.now) as writer:
        calendar.remove_closure(writer, number)
    run.done("closure remove", f"Closure {number} is removed.", id=number)


def closure_data(each: Closure) -> dict[str, object]:
    return {
        "id": each.id,
        "first": each.first,
        "last": each.last,
        "label": each.label,
        "school": each.in_session,
    }
