"""``coach time``: where the coach's hours went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import past_days
from coachcli.coaching.charts.hours import spent, usual_stretches
from coachcli.render.time import EntryRow, draw_entries, draw_hours
from coachcli.store import reading
from coachcli.values.record import OtherTime
from coachcli.values.school import DateRange


def time(
    ctx: typer.Context,
    since: Annotated[
        str,
        typer.Option(metavar="DATE", help="From this day; else this month and the last 4 weeks."),
    ] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="To this day; else today.")] = "",
    entries: Annotated[
        bool, typer.Option("--list", help="Each entry of other time, with its note.")
    ] = False,
) -> None:
    """Where your hours went: with teachers, and elsewhere."""
    run = run_of(ctx)
    stretches = stretches_meant(run.today, since, until)
    first, last = min(days.first for days in stretches), stretches[0].last or run.today
    with run.reading() as db:
        sessions = [] if entries else reading.sessions(db, first, last)
        others = reading.other_times(db, first, last)
    if entries:
        show_entries(run, others)
        return
    periods = [
        replace(spent(sessions, others, days), title=title(days, run.today, since))
        for days in stretches
    ]
    run.answer("time", {"periods": periods}, lambda: draw_hours(run.screen, periods))


def stretches_meant(today: date, since: str, until: str) -> tuple[DateRange, ...]:
    """The days to look at: those that were typed, or the usual ones up to a last."""
    days = past_days(since, until, today, usual=lambda last: last)
    return (days,) if since else usual_stretches(days.last or today)


def title(days: DateRange, today: date, since: str) -> str:
    """The month, or what the days are called otherwise."""
    first, last = days.first, days.last or today
    if since or last != today:
        return f"{dates.say_day(first, today)} to {dates.say_day(last, today)}"
    return dates.MONTHS[first.month - 1] if first.day == 1 else "Last 4 weeks"


def show_entries(run: Run, others: Sequence[OtherTime]) -> None:
    """Each entry of other time. Nothing is asked for when no note is to be opened."""
    from coachcli.cli.dialog.opener import Opener

    read = Opener(run)
    rows = [EntryRow(entry, read(entry)) for entry in others]
    run.answer(
        "time",
        {"entries": rows},
        lambda: draw_entries(run.screen, rows, run.today),
    )
