"""Cycles: all that run, and one with what students did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from coachcli.dates import many, say_date, say_day, say_every
from coachcli.render.screen import UNLOCK, Screen
from coachcli.render.tables import NUMBER, TEACHER, Column, draw, draw_numbered, firm
from coachcli.values.cycle import Cycle, Evidence, Measured
from coachcli.values.frozen import dataclass
from coachcli.values.session import Session
from coachcli.values.words import CyclePart

HEADINGS = {CyclePart.REFLECTION: "What was said about it", CyclePart.GOES_ON: "What goes on"}


@dataclass(frozen=True)
class ShownEvidence:
    """Evidence with its opened narrative, if it has one."""

    evidence: Evidence
    text: str | None

    JSON = {
        "id": "evidence.id",
        "teacher": "evidence.teacher",
        "date": "evidence.on",
        "measure": "evidence.measure",
        "met": "evidence.met",
        "total": "evidence.total",
        "shareable": "evidence.shareable",
        "text": "text",
    }


@dataclass(frozen=True)
class CycleView:
    """One cycle. ``measured`` is its evidence by measure, ``sessions`` those held while it ran,
    ``at_end`` what was said when it was closed; ``is_locked``: there is more that is not open."""

    cycle: Cycle
    names: Mapping[str, str]
    evidence: tuple[ShownEvidence, ...]
    measured: tuple[Measured, ...]
    sessions: tuple[Session, ...]
    at_end: Mapping[CyclePart, str]
    is_locked: bool

    JSON = {
        "*": "cycle",
        "phases": "cycle.phases",
        "earlier_questions": "cycle.earlier",
        "sessions": "held",
        "minutes": "minutes",
        "evidence": "evidence",
        "said": "at_end",
        "locked": "is_locked",
    }

    @property
    def held(self) -> int:
        return len(self.sessions)

    @property
    def minutes(self) -> int:
        return sum(session.minutes or 0 for session in self.sessions)


def draw_cycles(
    screen: Screen,
    cycles: Sequence[Cycle],
    names: Mapping[str, str],
    between: Sequence[str],
    today: date,
) -> None:
    """A row for each cycle, and who is in none."""
    if not cycles:
        screen.say("No cycle is running. Type: coach cycle start TEACHER")
    columns = [NUMBER, TEACHER, Column("Question"), *firm("Phase", "Since")]
    rows = [
        (
            str(cycle.id),
            ", ".join(names.get(handle, handle) for handle in cycle.teachers),
            cycle.question,
            f"{cycle.phase}, project" if cycle.project and cycle.runs else cycle.phase,
            say_date(cycle.started_on, today),
        )
        for cycle in cycles
    ]
    draw_numbered(screen, columns, rows)
    if between:
        screen.say(f"Between cycles: {', '.join(between)}.")


def draw_cycle(screen: Screen, view: CycleView, today: date) -> None:
    """All that is known of one cycle, the question first."""
    cycle = view.cycle
    who = ", ".join(view.names.get(handle, handle) for handle in cycle.teachers)
    screen.say(f"Cycle {cycle.id} with {who}", "bold")
    screen.say(cycle.question, "italic")
    for question, until in cycle.earlier:
        screen.say(f"Until {say_day(until, today)}: {question}", "dim")
    often = f"every {say_every(cycle.every)}" if cycle.every and cycle.runs else ""
    facts = {
        "Focus": (cycle.focus or "").replace("_", " "),
        "Students will be able to": cycle.target,
        "Look-fors": cycle.look_fors,
        "Phases": ", ".join(f"{phase} since {say_day(day, today)}" for phase, day in cycle.phases),
        "Meant for": many(cycle.weeks, "week") if cycle.runs else "",
        "Visits while it runs": often,
        "Sessions": f"{view.held}, {view.minutes} minutes" if view.sessions else "none yet",
    }
    screen.say_facts(facts)
    draw_evidence(screen, view, today)
    for part, text in view.at_end.items():
        screen.say()
        screen.say(HEADINGS[part], "italic")
        screen.say(text)
    if view.is_locked:
        screen.say()
        screen.say(UNLOCK)


def draw_evidence(screen: Screen, view: CycleView, today: date) -> None:
    """Baseline and latest side by side, then each entry with what there is to tell."""
    if not view.evidence:
        return
    screen.say()
    draw_measured(screen, view.measured, view.names, today)
    for shown in view.evidence:
        if shown.text is not None:
            each = shown.evidence
            counted = f"{each.met} of {each.total}, {each.measure}"
            screen.say()
            screen.say(f"{say_day(each.on, today)}: {counted}", "italic")
            screen.say(shown.text)


def draw_measured(
    screen: Screen, measured: Sequence[Measured], names: Mapping[str, str], today: date
) -> None:
    """A row a measure: how it was at first, and how it is now."""
    measure = Column("What students did", style="bold")
    rows = [
        (
            row.measure + (f" ({names.get(row.latest.teacher, '')})" if row.latest.teacher else ""),
            said_evidence(row.baseline, today),
            said_evidence(row.latest, today) if row.count > 1 else "",
            said_shareable(row),
        )
        for row in measured
    ]
    draw(screen, [measure, *firm("At first", "Latest", "Report")], rows)


def said_shareable(row: Measured) -> str:
    """What a report may show of a measure: a word for all of it, or how many of how many."""
    if 0 < row.shareable < row.count:
        return f"{row.shareable} of {row.count}"
    return "may show it" if row.shareable else "no"


def said_evidence(each: Evidence, today: date) -> str:
    """``9 of 24, 5 Oct``."""
    return f"{each.met} of {each.total}, {say_date(each.on, today)}"
