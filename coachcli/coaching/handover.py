"""A clean copy for the teacher: what both agreed in one session, and nothing else.

``Handover`` has no place for a note, so none can get into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from enum import StrEnum
from textwrap import fill

from coachcli.coaching.texts import as_markdown
from coachcli.dates import item_lines, say_day
from coachcli.values.frozen import dataclass
from coachcli.values.words import Owner

WIDTH = 78


class Format(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"


@dataclass(frozen=True)
class AgreedStep:
    """``check_on`` is the day on which both look at it; None is the next visit."""

    owner: Owner
    text: str
    check_on: date | None
    done: bool


@dataclass(frozen=True)
class NextVisit:
    """A session to come that is planned."""

    date: date
    start: time | None


@dataclass(frozen=True)
class Handover:
    """``session`` is the number of the session of which this is the copy, held on ``date``."""

    teacher: str
    session: int
    date: date
    question: str
    steps: tuple[AgreedStep, ...]
    next_visit: NextVisit | None


def written(handover: Handover, form: Format, width: int = WIDTH) -> str:
    """The copy as text in lines of at most ``width``, or as Markdown."""
    lines = _markdown(handover) if form is Format.MARKDOWN else _text(handover, width)
    return "\n".join(lines) + "\n"


def _markdown(handover: Handover) -> Iterator[str]:
    yield f"# {as_markdown(_title(handover))}"
    if handover.question:
        yield from ("", f"> {as_markdown(one_line(handover.question))}")
    for whose, steps in _sides(handover):
        yield from ("", f"## {as_markdown(whose)}", "")
        for step in steps:
            text = "\n".join(map(as_markdown, _said(step).split("\n")))
            yield from item_lines(text, "- [x] " if step.done else "- [ ] ")
    yield from ("", _next_visit(handover))


def _text(handover: Handover, width: int) -> Iterator[str]:
    yield _title(handover)
    if handover.question:
        yield filled(one_line(handover.question), width)
    for whose, steps in _sides(handover):
        yield from ("", whose)
        for step in steps:
            mark = "done: " if step.done else ""
            first, *rest = f"{mark}{_said(step)}".split("\n")
            yield filled(first, width, "- ", "  ")
            yield from (f"  {line}".rstrip() for line in rest)
    yield from ("", _next_visit(handover))


def _title(handover: Handover) -> str:
    return f"{handover.teacher}, {say_day(handover.date)} {handover.date.year}"


def _sides(handover: Handover) -> Iterator[tuple[str, list[AgreedStep]]]:
    """The steps of each side that has some."""
    for owner, whose in ((Owner.TEACHER, handover.teacher), (Owner.COACH, "Your coach")):
        if steps := [step for step in handover.steps if step.owner is owner]:
            yield f"Next steps: {whose}", steps


def _said(step: AgreedStep) -> str:
    """The text, with the day behind its last line."""
    return step.text if step.check_on is None else f"{step.text} (by {say_day(step.check_on)})"


def _next_visit(handover: Handover) -> str:
    visit = handover.next_visit
    if visit is None:
        return "Next visit: not planned yet."
    at = f", {visit.start:%H:%M}" if visit.start else ""
    return f"Next visit: {say_day(visit.date)}{at}."


def one_line(text: str) -> str:
    return " ".join(text.split())


def filled(text: str, width: int, first: str = "", others: str = "") -> str:
    """Wrapped, with links and hyphened words left whole, behind ``first`` and ``others``."""
    return fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_on_hyphens=False,
        break_long_words=False,
    )
