"""The caseload for the next coach: who, on what question, how often, and what is open if agreed.

``Person`` has no place for a note, so none can get into it. Next steps stand in it only of a
teacher who agreed to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from coachcli.coaching.handover import WIDTH, Format, filled, one_line
from coachcli.coaching.texts import as_markdown
from coachcli.coaching.words import label
from coachcli.dates import counted, item_lines, say_day, say_week
from coachcli.values.frozen import dataclass
from coachcli.values.words import Focus, Owner, Phase, Support


@dataclass(frozen=True)
class TheirStep:
    """A next step that is open; ``check`` None is the next visit."""

    id: int
    owner: Owner
    text: str
    check: date | None


@dataclass(frozen=True)
class TheirCycle:
    """A cycle. ``since`` is the day its phase began; ``others`` are the names of the others."""

    question: str
    phase: Phase
    since: date
    others: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """``last_week`` is the Monday of the week of the last visit. ``steps`` None: not agreed to."""

    handle: str
    name: str
    subject: str
    grade: str
    support: Support
    question: str
    focus: Focus | None
    every: int
    max_gap: int
    last_week: date | None
    cycles: tuple[TheirCycle, ...]
    steps: tuple[TheirStep, ...] | None


def written(people: Sequence[Person], on: date, form: Format, width: int = WIDTH) -> str:
    """The caseload as text in lines of at most ``width``, or as Markdown."""
    is_marked = form is Format.MARKDOWN
    lines = [f"{'# ' * is_marked}Caseload, {say_day(on)} {on.year}", "", _how_many(people)]
    for person in people:
        if is_marked:
            lines += ["", f"## {as_markdown(person.name)}", ""]
            for text in _about(person, on):
                lines += item_lines("\n".join(map(as_markdown, text.split("\n"))))
        else:
            lines += ["", person.name]
            for text in _about(person, on):
                first, *rest = text.split("\n")
                lines.append(filled(first, width, "- ", "  "))
                lines += [filled(line, width, "  ", "  ") for line in rest]
    return "\n".join(lines) + "\n"


def _how_many(people: Sequence[Person]) -> str:
    core = sum(each.support is Support.CORE for each in people)
    if not people:
        return "Nobody is on the caseload."
    return f"{counted(len(people), 'teacher')}: {core} core, {len(people) - core} side."


def _about(person: Person, on: date) -> Iterator[str]:
    grade = f"grade {person.grade}" if person.grade[:1].isdigit() else person.grade
    subject = one_line(person.subject)
    what = (person.support.value, subject, "" if grade in subject.casefold() else grade)
    yield ", ".join(filter(None, what))
    if person.question:
        yield f"Question: {one_line(person.question)}"
    if person.focus:
        yield f"Focus: {label(person.focus)}"
    every = counted(person.every, "working week")
    yield f"A visit every {every}, longest wait {counted(person.max_gap, 'working week')}"
    yield f"Last visit: {say_week(person.last_week, on) if person.last_week else 'none yet'}"
    for cycle in person.cycles:
        others = f", with {', '.join(cycle.others)}" if cycle.others else ""
        phase = f"{label(cycle.phase)} since {say_day(cycle.since, on)}"
        yield f"Cycle: {one_line(cycle.question)} ({phase}{others})"
    for step in person.steps or ():
        whose = person.name if step.owner is Owner.TEACHER else "the coach"
        by = f" (by {say_day(step.check, on)})" if step.check else ""
        yield f"Open next step, {whose}: {step.text}{by}"
