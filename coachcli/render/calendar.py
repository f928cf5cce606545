"""The bell schedule, the closures and the recurring meetings, in words and as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time

from coachcli.dates import say_day, say_days
from coachcli.render.screen import Screen
from coachcli.render.tables import NUMBER, Column, draw, firm, plain
from coachcli.values.frozen import dataclass
from coachcli.values.school import WEEKDAYS, Closure, Commitment, Period

_RULE_DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), WEEKDAYS, strict=True))
_NTH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last"}


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
        about = ", ".join(note for note, is_so in notes.items() if is_so)
        rows.append((days, closure.label, str(closure.id), about))
    days_column = Column("Days", style="bold", firm=True)
    draw(screen, [days_column, Column("What"), Column("No.", right=True), Column("")], rows)


@dataclass(frozen=True)
class CommitmentRow:
    """``coming`` is the next day on which it takes place."""

    commitment: Commitment
    coming: date | None

    JSON = {
        "*": (
            "commitment",
            (
                *("id", "label", "rule", "first", "last", "period", "start", "end"),
                *("teachers", "counts_as_visit"),
            ),
        ),
        "except": "commitment.skipped",
        "next": "coming",
    }


def draw_commitments(
    screen: Screen, rows: Sequence[CommitmentRow], names: Mapping[str, str], today: date
) -> None:
    if not rows:
        screen.say(
            "No recurring meetings. Type, for example:"
            " coach commitment add 'every tuesday 11:00-11:45 with NAMES'"
        )
        return
    columns = [NUMBER, Column("What", style="bold"), *plain("When", "With"), *firm("Next")]
    cells = [
        (
            str(row.commitment.id),
            row.commitment.label or "-",
            ", ".join([said_time(row.commitment), *said_bounds(row.commitment, today)]),
            said_with(row.commitment, names),
            say_day(row.coming, today) if row.coming else "over",
        )
        for row in rows
    ]
    draw(screen, columns, cells)


def said_commitment(meeting: Commitment, names: Mapping[str, str], today: date) -> str:
    """``Grade 5 team, every Tue 11:00-11:45 with Marta García, Joe Okafor, from Tue 1 Dec``."""
    who = f" with {said_with(meeting, names)}" if meeting.teachers else ""
    when = ", ".join([said_time(meeting) + who, *said_bounds(meeting, today)])
    return f"{meeting.label}, {when}" if meeting.label else when


def said_with(meeting: Commitment, names: Mapping[str, str]) -> str:
    who = ", ".join(names.get(handle, handle) for handle in meeting.teachers)
    return f"{who} (counts as a visit)" if meeting.counts_as_visit else who


def said_time(meeting: Commitment) -> str:
    """``every Tue 11:00-11:45``, ``every other Wed P3``."""
    clock = f"{meeting.start:%H:%M}-{meeting.end:%H:%M}" if meeting.start else meeting.period
    return f"{said_rule(meeting.rule)} {clock}"


def said_bounds(meeting: Commitment, today: date) -> list[str]:
    """From when, until when, and when not, as far as that is still to come."""
    said = [f"from {say_day(meeting.first, today)}"] if meeting.first > today else []
    said += [f"until {say_day(meeting.last, today)}"] if meeting.last is not None else []
    skipped = [say_day(day, today) for day in meeting.skipped if day >= today]
    return [*said, f"not on {', '.join(skipped)}"] if skipped else said


def said_rule(rule: str) -> str:
    """The rule in words where a few words can say it, else the rule itself."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    days = parts.get("BYDAY", "").split(",")
    numbers = {day[:-2] for day in days}
    names = ", ".join(_RULE_DAYS.get(day[-2:], "") for day in days)
    often, known = parts["FREQ"], set(parts) <= {"FREQ", "BYDAY", "INTERVAL", "WKST"}
    if not known or len(numbers) != 1 or not names:
        return rule
    weeks, nth = int(parts.get("INTERVAL", "1")), _NTH.get(numbers.pop().lstrip("+"), "")
    if often == "MONTHLY" and nth and weeks == 1:
        return f"every {nth} {names} of the month"
    if often != "WEEKLY" or nth:
        return rule
    if weeks == 1:
        return "every school day" if names == ", ".join(WEEKDAYS[:5]) else f"every {names}"
    return f"every other {names}" if weeks == 2 else f"every {weeks} weeks on {names}"
