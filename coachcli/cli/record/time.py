"""``coach time``: where the coach's hours went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import past_days
from coachcli.coaching.charts.hours import Spent, spent, usual_stretches
from coachcli.coaching.words import label
from coachcli.render.time import EntryRow, HoursColumn, draw_entries, draw_hours
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
    columns = [column(spent(sessions, others, days), run.today, since) for days in stretches]
    run.answer(
        "time",
        {"periods": [each.data for each in columns]},
        lambda: draw_hours(run.screen, columns),
    )


def stretches_meant(today: date, since: str, until: str) -> tuple[DateRange, ...]:
    """The days to look at: those that were typed, or the usual ones up to a last."""
    days = past_days(since, until, today, usual=lambda last: last)
    return (days,) if since else usual_stretches(days.last or today)


def column(found: Spent, today: date, since: str) -> HoursColumn:
    first, last = found.days.first, found.days.last or today
    if since or last != today:
        title = f"{dates.say_day(first, today)} to {dates.say_day(last, today)}"
    else:
        title = dates.MONTHS[first.month - 1] if first.day == 1 else "Last 4 weeks"
    return HoursColumn(
        title=title,
        first=first,
        last=last,
        sessions=found.sessions.minutes,
        session_times=found.sessions.times,
        open_ended=found.sessions.open_ended + found.contacts.open_ended,
        contacts=found.contacts.minutes,
        contact_times=found.contacts.times,
        other=tuple((work.value, label(work), a.minutes, a.times) for work, a in found.other),
        taken=found.taken,
    )


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
