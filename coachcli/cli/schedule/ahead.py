"""``coach schedule ahead``: the weeks to come, what will not work out, and what would help."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program import planned_week
from coachcli.cli.program.context import run_of
from coachcli.dates import say_week
from coachcli.planning.week import situation as know
from coachcli.render.ahead import AheadView, LateRow, WeekRow, ahead_data, draw_ahead
from coachcli.render.week import SessionRow
from coachcli.values.words import SessionState

if TYPE_CHECKING:
    # Only this command needs the planner; the others of ``schedule`` do without it.
    from coachcli.planning.ahead.forecast import Forecast, ForecastWeek, LateVisit
    from coachcli.planning.ahead.remedies import Remedy, Shortage


OTHER_WEEK = (
    "For so many weeks another first week is better than the one that `coach schedule week` plans,"
    " which lets nobody wait for the sake of a far week."
)


def ahead(
    ctx: typer.Context,
    count: Annotated[
        int,
        typer.Option(
            "--weeks",
            metavar="N",
            min=1,
            max=52,
            help="How many working weeks; at least the longest cadence and two.",
        ),
    ] = 12,
) -> None:
    """Look at the weeks to come: who is met when, who has to wait, what helps."""
    from coachcli.planning.ahead.forecast import forecast

    run = run_of(ctx)
    with run.reading() as db:
        at = planned_week.look(db, run, None)
    found = forecast(at.week, at.situation, count)
    run.answer(
        "schedule ahead",
        ahead_data(view(at, found, advise=False)),
        lambda: draw_ahead(run.screen, view(at, found, advise=True), run.today),
    )


def view(at: planned_week.Look, found: Forecast, *, advise: bool) -> AheadView:
    """The weeks for showing; finding out what would help takes time, so only to ``advise``."""
    from coachcli.planning.ahead.remedies import remedies, shortage

    columns = all_weeks([each.week for each in found.weeks])
    late = [each for each in found.late if advise and each.due_week >= at.week]
    usual = {
        n: len(know.taking_room(each.week, at.situation))
        for n, each in enumerate(found.weeks)
        if each.week not in at.situation.capacities
    }
    tried = remedies(found.ahead.rotation, found.ahead.plan.late, usual) if late else ()
    short = shortage(found.ahead.rotation) if late else None
    return AheadView(
        weeks=tuple(WeekRow(each.week, each.capacity, sessions(at, each)) for each in found.weeks),
        columns=columns,
        cells={
            handle: tuple(cell(handle, week, found) for week in columns)
            for handle in sorted(teacher.handle for teacher in at.situation.teachers)
        },
        late=tuple(
            LateRow(e.handle, at.found.named(e.handle).name, e.due_week, e.visit_week, e.weeks_late)
            for e in found.late
        ),
        worst_wait=found.worst_wait,
        need=found.load.need,
        capacity=found.load.capacity,
        verdict=verdict(at, found, late, short)
        + never_met(at, found)
        + (() if found.ahead.is_published else (OTHER_WEEK,))
        + (("No single change that was tried clears it.",) if late and not tried else ()),
        remedies=tuple(said_remedy(at, each, found) for each in tried),
    )


def all_weeks(working: Sequence[date]) -> tuple[date, ...]:
    """The weeks with the closed ones between them."""
    count = (working[-1] - working[0]).days // 7 + 1
    return tuple(working[0] + timedelta(days=7 * n) for n in range(count))


def sessions(at: planned_week.Look, week: ForecastWeek) -> tuple[SessionRow, ...]:
    look = planned_week.Look(week.week, at.found, at.situation)
    rows = [planned_week.session_row(look, each) for each in week.standing]
    rows += [
        planned_week.proposed_row(look, each.handle, each.slot, each.reason) for each in week.placed
    ]
    return tuple(sorted(rows, key=lambda row: (row.date, str(row.start), row.teachers)))


def cell(handle: str, week: date, found: Forecast) -> str:
    """One cell of the grid; see ``render.ahead.STYLES``."""
    index = {each.week: n for n, each in enumerate(found.weeks)}
    if week not in index:
        return "shut"
    here = found.weeks[index[week]]
    for session in here.standing:
        if handle in session.teachers and session.counts_as_visit:
            return "held" if session.state is SessionState.HELD else "plan"
    waiting = [e for e in found.late if e.handle == handle and e.due_week < week]
    waiting = [e for e in waiting if e.visit_week is None or week <= e.visit_week]
    if any(each.handle == handle for each in here.placed):
        return "late" if waiting else "meet"
    turn = next(turn for turn in found.ahead.rotation.turns if turn.handle == handle)
    if index[week] in turn.away:
        return "away"
    return "wait" if waiting else ""


def verdict(
    at: planned_week.Look, found: Forecast, late: Sequence[LateVisit], short: Shortage | None
) -> tuple[str, ...]:
    """Whether everybody can be met in time; if not, from when on not, and why."""
    if not found.late:
        return ("Nobody has to wait longer than agreed.",)
    if not late:
        return ("Nobody has to wait longer than agreed, but for those who are late already:",)
    first = say_week(late[0].due_week, at.situation.today)
    said = f"From {first} on someone will be late"
    if short is None:
        how = "can be arranged" if found.ahead.plan.is_proven else "was found"
        return (f"{said}: no order of visits in which everybody is in time {how}.",)
    until = say_week(found.weeks[short.week].week, at.situation.today)
    if short.is_everybody:
        return (f"{said}: up to {until} {short.needed} visits are needed, and {short.room} fit.",)
    who = ", ".join(at.found.named(handle).name for handle in short.handles)
    return (
        f"{said}: up to {until} these need {short.needed} visits, and their free times and the"
        f" capacity take {short.room}: {who}.",
    )


def never_met(at: planned_week.Look, found: Forecast) -> tuple[str, ...]:
    """A sentence for each teacher who is there and has no free time in any of the weeks."""
    rooms = found.ahead.rotation.weeks
    return tuple(
        f"{at.found.named(turn.handle).name} has no free time in any of these weeks."
        f" Type: coach teacher edit {turn.handle} --free 'DAY PERIOD; ...'"
        for turn in found.ahead.rotation.turns
        if not turn.booked
        and len(turn.away) < len(rooms)
        and not any(room.slots is None or room.slots.get(turn.handle) for room in rooms)
    )


def said_remedy(at: planned_week.Look, remedy: Remedy, found: Forecast) -> str:
    """What helps, in words, with what to type."""
    week = found.weeks[remedy.week].week
    name = at.found.named(remedy.handle).name if remedy.handle else ""
    if remedy.code == "extra_visit":
        visits = found.weeks[remedy.week].capacity + 1
        text = f"One extra visit in {say_week(week, at.situation.today)}."
        text += f" Type: coach capacity {visits} --week {week}"
    elif remedy.code == "longer_cadence":
        text = f"{name} every {remedy.every} weeks."
        text += f" Type: coach teacher edit {remedy.handle} --every {remedy.every}"
    elif remedy.code == "free_time":
        text = f"Another free time for {name}."
        text += f" Type: coach teacher edit {remedy.handle} --free 'DAY PERIOD; ...'"
    else:
        text = f"{remedy.visits} visits in every week. Type: coach capacity {remedy.visits}"
    return text
