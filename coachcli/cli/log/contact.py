"""``coach log contact``: a hallway talk or an email, in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import AskedByWord, Invited, who_asked
from coachcli.errors import UsageProblem

if TYPE_CHECKING:
    from coachcli.cli.log.visit import Meeting, Stored
    from coachcli.coaching.card.card import Card

WHAT = "contact"
"""The draft that an unfinished contact waits in, beside that of a visit."""

NOT_ASKED = (
    *("state", "kinds", "minutes", "focus", "asked_by", "done"),
    *("works", "hard", "ask_next", "steps teacher", "steps coach"),
)
"""The questions about a visit that a contact does without; only what was said is asked."""


def contact(
    ctx: typer.Context,
    teacher: Annotated[
        list[str] | None,
        typer.Argument(help="With whom; else asked.", autocompletion=complete_teacher),
    ] = None,
    minutes: Annotated[str, typer.Option(metavar="N", help="How long it took.")] = "5",
    on: Annotated[str, typer.Option(metavar="DATE", help="The day; else today.")] = "",
    invited: Invited = False,
    asked_by: AskedByWord = "",
) -> None:
    """Record a hallway talk or an email. It never counts as a visit.

    What was said is asked for, or read from standard input; it may be empty.
    """
    from coachcli.cli.log.stored import answer_stored

    run = run_of(ctx)

    def with_whom(words: list[str]) -> tuple[Card, Meeting]:
        return contact_with(run, words, minutes, on, asked_by, invited=invited)

    made = with_whom(teacher) if teacher else None
    if run.terminal:
        stored = ask(run, made, with_whom)
    elif made is None:
        raise UsageProblem("With whom?", "Name a teacher: coach log contact TEACHER")
    else:
        stored = piped(run, *made)
    if stored is not None:
        answer_stored(run, stored)


def asked_whom(run: Run, before: str | None) -> list[str]:
    """The handles of those whom somebody in a terminal names, asked until they are known. Enter
    means those named ``before``."""
    from coachcli.cli.dialog.prompts import answer
    from coachcli.coaching.people.names import find_active, words_apart
    from coachcli.store import reading

    with run.reading() as db:
        known = reading.teachers(db, archived=True)

    def named(said: str) -> list[str]:
        return [find_active(word, known).handle for word in words_apart(said)]

    return answer("Which teacher (several with commas)", before, named)


def contact_with(
    run: Run, words: list[str], minutes: str, on: str, asked_by: str, *, invited: bool
) -> tuple[Card, Meeting]:
    """What the command line says. A contact is never the visit that is planned."""
    from coachcli import dates
    from coachcli.cli.log.recording import names_only
    from coachcli.cli.log.visit import Meeting
    from coachcli.coaching.card.card import Card, check_card
    from coachcli.coaching.people.names import find_active
    from coachcli.store import reading
    from coachcli.values.words import AskedBy, Kind

    with run.reading() as db:
        known = reading.teachers(db, archived=True)
    with names_only(words):
        teachers = tuple(dict.fromkeys(find_active(word, known) for word in words))
    card = Card(
        teachers=tuple(each.handle for each in teachers),
        on=dates.parse_past_day(on, run.today) if on else run.today,
        kinds=(Kind.CONTACT,),
        minutes=dates.parse_minutes(minutes),
        asked_by=who_asked(asked_by, invited=invited) or AskedBy.COACH,
    )
    check_card(card, run.today)
    return card, Meeting(teachers, None)


def ask(
    run: Run,
    made: tuple[Card, Meeting] | None,
    with_whom: Callable[[list[str]], tuple[Card, Meeting]],
) -> Stored | None:
    """Ask what was said, and with whom where nobody is named yet, after an earlier contact that was
    not finished."""
    from coachcli.cli.dialog.interview import ChooseAgain
    from coachcli.cli.log import visit_questions
    from coachcli.cli.log.recording import finish_draft
    from coachcli.store import drafts

    before: str | None = None
    with drafts.alone(run.home, WHAT):
        handled, stored = finish_draft(run, WHAT)
        while not handled:
            card, meeting = made or with_whom(asked_whom(run, before))
            try:
                return visit_questions.begin(
                    run,
                    meeting,
                    card,
                    set(NOT_ASKED),
                    WHAT,
                    may_choose=made is None,
                    hint=before is None,
                )
            except ChooseAgain:
                before = ", ".join(card.teachers)
        return stored


def piped(run: Run, card: Card, meeting: Meeting) -> Stored:
    from coachcli.cli.dialog import note_input
    from coachcli.cli.log.visit import sealed_entry, store

    said = replace(card, notes=note_input.piped())
    return store(run, sealed_entry(run, said, meeting, 0), meeting, "log contact")
