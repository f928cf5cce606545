"""What the charts of one teacher show: the evidence of a cycle, and a sign of trust."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from coachcli.coaching.cycles import by_measure
from coachcli.dates import say_date, say_span
from coachcli.values.cycle import Cycle, Evidence
from coachcli.values.frozen import dataclass
from coachcli.values.pictures import Bars, Lines, Point
from coachcli.values.trust import Signs

SHOWN_TO_BOTH = "For coach and teacher: not all of it may be shown to others."

POINT = {"date": "on", "met": "met", "total": "total", "shareable": "shareable"}
"""What JSON says of evidence."""


@dataclass(frozen=True)
class MeasureSeries:
    """What students did by one measure: all of them, or those of one teacher of a team."""

    measure: str
    teacher: str | None
    points: tuple[Evidence, ...]
    JSON = {"measure": "measure", "teacher": "teacher", "points": ("points", POINT)}


def cycle_evidence(cycle: Cycle, evidence: Sequence[Evidence]) -> dict[str, object]:
    """The view of a cycle's evidence by measure."""
    series = [
        MeasureSeries(some[0].measure, some[0].teacher, some) for some in by_measure(evidence)
    ]
    return {
        "cycle": cycle.id,
        "teachers": cycle.teachers,
        "question": cycle.question,
        "measures": series,
    }


def cycle_picture(
    cycle: Cycle, evidence: Sequence[Evidence], names: Mapping[str, str], today: date
) -> Lines:
    """What students did from the first time to now, or to the end of a closed cycle."""
    groups = by_measure(evidence)
    who = ", ".join(names.get(handle, handle) for handle in cycle.teachers)
    last = max([cycle.closed_on or today, *(each.on for each in evidence)])
    measures = tuple(
        (_measure_name(some[0], names), tuple(Point(e.on, e.met, e.total) for e in some))
        for some in groups
    )
    said = [cycle.question, *(_in_figures(name, points, today) for name, points in measures)]
    return Lines(
        title=f"Cycle {cycle.id} with {who}",
        said=" ".join(said),
        first=min((each.on for each in evidence), default=cycle.started_on),
        last=last,
        measures=measures,
        note="" if all(each.shareable for each in evidence) else SHOWN_TO_BOTH,
    )


def _measure_name(each: Evidence, names: Mapping[str, str]) -> str:
    whose = f" ({names.get(each.teacher, each.teacher)})" if each.teacher else ""
    return f"{each.measure}{whose}"


def _in_figures(name: str, points: Sequence[Point], today: date) -> str:
    """``Explain why: at first 4 of 22 (5 Oct), latest 15 of 22 (20 Nov).``"""
    first, last = points[0], points[-1]
    text = f"{name[:1].upper()}{name[1:]}: at first {first.met} of {first.total}"
    text += f" ({say_date(first.day, today)})"
    if len(points) > 1:
        text += f", latest {last.met} of {last.total} ({say_date(last.day, today)})"
    return f"{text}."


PRIVATE = "For the coach's eyes only: it is about how the coaching is met, and never in a report."


def trust_picture(view: Signs) -> Bars:
    """How many of the held sessions a teacher asked for, in all and in each stretch."""
    total, signs = view.total, view.periods
    words = tuple(f"{e.asked} of {e.held}" if e.held else "no session" for e in signs)
    said = f"{total.asked} of {total.held} asked for by the teacher."
    if total.contacts:
        said += f" Contacts begun by the teacher: {total.contacts_asked} of {total.contacts}."
    when = say_span(total.days.first, total.days.last or total.days.first)
    return Bars(
        title=f"Who asked for the sessions with {view.teacher.name}, {when}",
        said=said if total.held or total.contacts else "No session in this time.",
        unit="sessions",
        labels=tuple(e.title for e in signs),
        series=(
            ("asked for by the teacher", tuple(float(e.asked) for e in signs)),
            ("planned, or asked for by the coach", tuple(float(e.held - e.asked) for e in signs)),
        ),
        words=words,
        note=PRIVATE,
    )
