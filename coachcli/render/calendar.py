"""The bell schedule and the closures as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from coachcli.dates import say_days
from coachcli.render.screen import Screen
from coachcli.render.tables import Column, draw
from coachcli.values.school import WEEKDAYS, Closure, Period


def draw_periods(screen: Screen, periods: Sequence[Period]) -> None:
    """One row a period with the days on which it is at that time."""
    if not periods:
        screen.say("There is no bell schedule yet. Type: coach period import FILE")
        return
    days: dict[tuple[time, time, str], list[str]] = {}
    for period in periods:
        days.setdefault((period.start, period.end, period.name), []).append(period.day)
    rows = [
        (name, f"{start:%H:%M}-{end:%H:%M}", " ".join(sorted(on, key=_in_order)))
        for (start, end, name), on in sorted(days.items())
    ]
    draw(screen, [Column("Period", style="bold"), Column("Time", firm=True), Column("Days")], rows)


def _in_order(day: str) -> tuple[int, str]:
    """Weekdays first; the days of a day cycle as they are."""
    return (WEEKDAYS.index(day), "") if day in WEEKDAYS else (len(WEEKDAYS), day)


def draw_closures(screen: Screen, closures: Sequence[Closure], today: date) -> None:
    """Every closure with its number; those that are over are dim and say so."""
    if not closures:
        screen.say("No closures. Type: coach closure add 2026-11-26..2026-11-27 Thanksgiving")
        return
    rows = []
    for closure in closures:
        notes = {"over": closure.last < today, "with school": closure.in_session}
        days = say_days(closure.first, closure.last, today)
        said = ", ".join(note for note, is_so in notes.items() if is_so)
        rows.append((days, closure.label, str(closure.id), said))
    days_column = Column("Days", style="bold", firm=True)
    draw(screen, [days_column, Column("What"), Column("No.", right=True), Column("")], rows)
