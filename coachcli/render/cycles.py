"""Cycles: all that run, and one with what students did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from coachcli.dates import many, say_date, say_day, say_every
from coachcli.render.screen import HIDDEN, Screen, unless_veiled
from coachcli.render.tables import Column, draw, draw_numbered
from coachcli.values.cycle import Cycle, Evidence, Measured
from coachcli.values.frozen import dataclass
from coachcli.values.session import Session
from coachcli.values.words import CyclePart

HEADINGS = {CyclePart.REFLECTION: "What was said about it", CyclePart.GOES_ON: "What goes on"}


@dataclass(frozen=True)
class CycleView:
    """One cycle. ``measured`` is its evidence by measure.

    ``told`` are opened narratives by the number of the evidence, ``said`` what was said at its end;
    ``is_locked``: there is more that is not open.
    """

    cycle: Cycle
    names: Mapping[str, str]
    evidence: tuple[Evidence, ...]
    measured: tuple[Measured, ...]
    sessions: tuple[Session, ...]
    told: Mapping[int, str] = field(default_factory=dict)
    said: Mapping[CyclePart, str] = field(default_factory=dict)
    is_locked: bool = False


def cycle_data(each: Cycle) -> dict[str, Any]:
    """One element of ``cycle list --json``."""
    return {
        "id": each.id,
        "teachers": each.teachers,
        "question": each.question,
        "focus": each.focus,
        "target": each.target,
        "look_fors": each.look_fors,
        "started_on": each.started_on,
        "weeks": each.weeks,
        "every": each.every,
        "phase": each.phase,
        "closed_on": each.closed_on,
        "project": each.project,
    }


def cycle_view_data(view: CycleView) -> dict[str, Any]:
    """The ``data`` of ``cycle show --json``."""
    return cycle_data(view.cycle) | {
        "phases": [{"phase": phase, "began_on": day} for phase, day in view.cycle.phases],
        "earlier_questions": [
            {"question": question, "until": day} for question, day in view.cycle.earlier
        ],
        "sessions": len(view.sessions),
        "minutes": sum(session.minutes or 0 for session in view.sessions),
        "evidence": [
            {
                "id": each.id,
                "teacher": each.teacher,
                "date": each.on,
                "measure": each.measure,
                "met": each.met,
                "total": each.total,
                "shareable": each.shareable,
                "text": view.told.get(each.id),
            }
            for each in view.evidence
        ],
        "said": dict(view.said),
        "locked": view.is_locked,
    }


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
    columns = [
        Column("No.", right=True, firm=True),
        Column("Teacher", style="bold"),
        Column("Question"),
        Column("Phase", firm=True),
        Column("Since", firm=True),
    ]
    rows = [
        (
            str(each.id),
            ", ".join(names.get(handle, handle) for handle in each.teachers),
            each.question,
            said_phase(each),
            say_date(each.started_on, today),
        )
        for each in cycles
    ]
    draw_numbered(screen, columns, rows)
    if between:
        screen.say(f"Between cycles: {', '.join(between)}.")


def said_phase(each: Cycle) -> str:
    return f"{each.phase}, project" if each.project and each.runs else str(each.phase)


def draw_cycle(screen: Screen, view: CycleView, today: date) -> None:
    """All that is known of one cycle, the question first."""
    cycle = view.cycle
    who = ", ".join(view.names.get(handle, handle) for handle in cycle.teachers)
    screen.say(f"Cycle {cycle.id} with {who}", "bold")
    screen.say(cycle.question, "italic")
    for question, until in cycle.earlier:
        screen.say(f"Until {say_day(until, today)}: {question}", "dim")
    minutes = sum(session.minutes or 0 for session in view.sessions)
    often = f"every {say_every(cycle.every)}" if cycle.every and cycle.runs else ""
    facts = {
        "Focus": (cycle.focus or "").replace("_", " "),
        "Students will be able to": cycle.target,
        "Look-fors": cycle.look_fors,
        "Phases": ", ".join(f"{phase} since {say_day(day, today)}" for phase, day in cycle.phases),
        "Meant for": many(cycle.weeks, "week") if cycle.runs else "",
        "Visits while it runs": often,
        "Sessions": f"{len(view.sessions)}, {minutes} minutes" if view.sessions else "none yet",
    }
    for label, text in facts.items():
        if text:
            screen.say(f"{label}: {text}")
    draw_evidence(screen, view, today)
    for part, text in view.said.items():
        screen.say()
        screen.say(HEADINGS[part], "italic")
        screen.say(text)
    if view.is_locked:
        screen.say()
        screen.say("What was said is locked. To see it, type: coach unlock, or add --open")


def draw_evidence(screen: Screen, view: CycleView, today: date) -> None:
    """Baseline and latest side by side, then each entry with what there is to tell."""
    if not view.evidence:
        return
    screen.say()
    draw_measured(screen, view.measured, view.names, today)
    for each in view.evidence:
        if each.id in view.told:
            said = f"{each.met} of {each.total}, {each.measure}"
            screen.say()
            screen.say(f"{say_day(each.on, today)}: {said}", "italic")
            screen.say(view.told[each.id])


def draw_measured(
    screen: Screen, measured: Sequence[Measured], names: Mapping[str, str], today: date
) -> None:
    """A row a measure: how it was at first, and how it is now."""
    columns = [
        Column("What students did", style="bold"),
        Column("At first", firm=True),
        Column("Latest", firm=True),
        Column("Report", firm=True),
    ]
    rows = [
        (
            (unless_veiled(row.measure) or HIDDEN)
            + (f" ({names.get(row.latest.teacher, '')})" if row.latest.teacher else ""),
            said_evidence(row.baseline, today),
            said_evidence(row.latest, today) if row.count > 1 else "",
            said_shareable(row),
        )
        for row in measured
    ]
    draw(screen, columns, rows)


def said_shareable(row: Measured) -> str:
    """What a report may show of a measure: a word for all of it, or how many of how many."""
    if 0 < row.shareable < row.count:
        return f"{row.shareable} of {row.count}"
    return "may show it" if row.shareable else "no"


def said_evidence(each: Evidence, today: date) -> str:
    """``9 of 24, 5 Oct``."""
    return f"{each.met} of {each.total}, {say_date(each.on, today)}"
