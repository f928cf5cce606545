"""``coach schedule ahead``: the weeks to come, what will not work out, and what would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.context import run_of
from coachcli.cli.program.week import StoredWeek, in_order, proposed_row, read_week, stored_row
from coachcli.render.ahead import AheadView, LateRow, WeekRow, draw_ahead
from coachcli.render.week import SessionRow
from coachcli.values.words import SessionState

if TYPE_CHECKING:
    # Only this command needs the planner; the others of ``schedule`` do without it.
    from coachcli.planning.ahead.advice import Advice
    from coachcli.planning.ahead.forecast import Forecast, ForecastWeek


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
    from coachcli.planning.ahead.advice import Advice, advice
    from coachcli.planning.ahead.forecast import forecast

    run = run_of(ctx)
    with run.reading() as db:
        week = read_week(db, run, None)
    found = forecast(week.monday, week.situation, count)
    said = Advice((), ())  # it takes time, and JSON has none
    if not run.json:
        said = advice(week.monday, week.situation, found, week.caseload.names)
    view = ahead_view(week, found, said)
    run.answer("schedule ahead", view, lambda: draw_ahead(run.screen, view, run.today))


def ahead_view(week: StoredWeek, forecast: Forecast, advice: Advice) -> AheadView:
    """The weeks for showing."""
    columns = all_weeks([each.week for each in forecast.weeks])
    names = week.caseload.names
    return AheadView(
        weeks=tuple(
            WeekRow(each.week, each.capacity, session_rows(week, each)) for each in forecast.weeks
        ),
        columns=columns,
        cells={
            who.short: tuple(cell(who.handle, monday, forecast) for monday in columns)
            for who in sorted(week.situation.teachers, key=lambda who: who.handle)
        },
        late=tuple(
            LateRow(
                late.handle, names[late.handle], late.due_week, late.visit_week, late.weeks_late
            )
            for late in forecast.late
        ),
        worst_wait=str(forecast.worst_wait),
        load=forecast.load,
        verdict=advice.verdict,
        remedies=advice.remedies,
    )


def all_weeks(working: Sequence[date]) -> tuple[date, ...]:
    """The weeks with the closed ones between them."""
    count = (working[-1] - working[0]).days // 7 + 1
    return tuple(working[0] + timedelta(days=7 * n) for n in range(count))


def session_rows(first: StoredWeek, week: ForecastWeek) -> tuple[SessionRow, ...]:
    there = replace(first, monday=week.week, meetings={})
    rows = [stored_row(there, session) for session in week.standing]
    return in_order([*rows, *(proposed_row(there, visit) for visit in week.placed)])


def cell(handle: str, week: date, forecast: Forecast) -> str:
    """One cell of the grid; see ``render.ahead.STYLES``."""
    index = {each.week: number for number, each in enumerate(forecast.weeks)}
    if week not in index:
        return "shut"
    here = forecast.weeks[index[week]]
    for session in here.standing:
        if handle in session.teachers and session.counts_as_visit:
            return "held" if session.state is SessionState.HELD else "plan"
    is_waiting = any(
        late.handle == handle
        and late.due_week < week
        and (late.visit_week is None or week <= late.visit_week)
        for late in forecast.late
    )
    if any(visit.handle == handle for visit in here.placed):
        return "late" if is_waiting else "meet"
    teacher = next(
        teacher for teacher in forecast.ahead.rotation.teachers if teacher.handle == handle
    )
    if index[week] in teacher.away:
        return "away"
    return "wait" if is_waiting else ""
