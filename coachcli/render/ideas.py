"""Ideas and open questions, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachcli.dates import many, say_date
from coachcli.render.screen import Screen
from coachcli.render.tables import NUMBER, Cell, draw_numbered, firm, plain
from coachcli.values.prep import OpenQuestion, ShownIdea
from coachcli.values.words import Focus, Phase

LOCKED = "locked"


def draw_ideas(screen: Screen, rows: Sequence[ShownIdea], today: date, *, is_locked: bool) -> None:
    """The ideas, newest first; locked ones with their tags alone."""
    if not rows:
        screen.say("There is no such idea yet. Type: coach idea add")
        return
    columns = [NUMBER, *plain("Idea", "About", "From"), *firm("Noted")]
    cells: list[tuple[Cell, ...]] = [
        (
            str(row.idea.id),
            (LOCKED, "dim") if row.text is None else row.text,
            about(row.idea.focus, row.idea.tags),
            row.name or "",
            say_date(row.idea.added_on, today),
        )
        for row in rows
    ]
    draw_numbered(screen, columns, cells)
    if is_locked:
        count = "1 idea is" if len(rows) == 1 else f"{len(rows)} ideas are"
        screen.say(f"{count} locked. To read, type: coach unlock, or add --open")


def about(focus: Focus | None, tags: Sequence[str]) -> str:
    """``instruction; talk, wait time``."""
    return "; ".join(filter(None, (in_words(focus), ", ".join(tags))))


def in_words(word: Phase | Focus | None) -> str:
    return word.replace("_", " ") if word else ""


def draw_questions(screen: Screen, questions: Sequence[OpenQuestion]) -> None:
    """The bank, with what each question suits."""
    if not questions:
        screen.say("There is no such question. Type: coach ask add")
        return
    cells: list[tuple[Cell, ...]] = [
        (str(question.number), (question.text, "" if question.is_on else "dim"), suits(question))
        for question in questions
    ]
    draw_numbered(screen, [NUMBER, *plain("Question", "For")], cells)
    off = sum(not question.is_on for question in questions)
    count = many(len(questions), "question") + (f", {off} of them off" if off else "")
    screen.say(f"{count}. Change them with: coach ask add, edit, off or on.")


def suits(question: OpenQuestion) -> str:
    visits = ", ".join(filter(None, map(in_words, (question.phase, question.focus))))
    return (visits or "any visit") + ("" if question.is_on else " (off)")
