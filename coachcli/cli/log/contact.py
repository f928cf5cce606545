"""``coach log contact``: a hallway talk or an email, in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import AskedByWord, Invited, On, complete_teacher, who_asked
from coachcli.errors import UsageProblem

if TYPE_CHECKING:
    from coachcli.cli.log.meeting import Meeting
    from coachcli.cli.log.visit import Receipt
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
    on: On = "",
    invited: Invited = False,
    asked_by: AskedByWord = "",
) -> None:
    """Record a hallway talk or an email. It never counts as a visit.

    What was said is asked for, or read from standard input; it may be empty.
    """
    run = run_of(ctx)

    def with_whom(words: list[str]) -> tuple[Card, Meeting]:
        return contact_with(run, words, minutes, on, asked_by, invited=invited)

    named = with_whom(teacher) if teacher else None
    if run.terminal:
        receipt = ask(run, named, with_whom)
    elif named is None:
        raise UsageProblem("With whom?", "Name a teacher: coach log contact TEACHER")
    else:
        receipt = log_piped(run, *named)
    if receipt is not None:
        receipt.answer(run)


def contact_with(
    run: Run, words: list[str], minutes: str, on: str, asked_by: str, *, invited: bool
) -> tuple[Card, Meeting]:
    """What the command line says. A contact is never the visit that is planned."""
    from coachcli import dates
    from coachcli.cli.log.meeting import Meeting, names_only
    from coachcli.cli.program.people import people
    from coachcli.coaching.card.card import Card, check_card
    from coachcli.values.words import AskedBy, Kind

    with run.reading(storing=True) as db, names_only(words):
        meeting = Meeting(people(db).find_all(words), None)
    card = Card(
        teachers=meeting.handles,
        on=dates.parse_past_day(on, run.today) if on else run.today,
        kinds=(Kind.CONTACT,),
        minutes=dates.parse_minutes(minutes),
        asked_by=who_asked(asked_by, invited=invited) or AskedBy.COACH,
    )
    check_card(card, run.today)
    return card, meeting


def ask(
    run: Run,
    named: tuple[Card, Meeting] | None,
    with_whom: Callable[[list[str]], tuple[Card, Meeting]],
) -> Receipt | None:
    """Ask what was said, and with whom where nobody is named yet, after an earlier contact that was
    not finished."""
    from coachcli.cli.log.visit_draft import ChooseAgain
    from coachcli.cli.log.visit_interview import ask_visit, finish_draft
    from coachcli.store import drafts

    before: Meeting | None = None
    with drafts.alone(run.home, WHAT):
        is_done, receipt = finish_draft(run, WHAT)
        while not is_done:
            card, meeting = named or with_whom(ask_whom(run, before))
            try:
                return ask_visit(
                    run,
                    meeting,
                    card,
                    NOT_ASKED,
                    WHAT,
                    may_choose=named is None,
                    hint=before is None,
                )
            except ChooseAgain:
                before = meeting
        return receipt


def ask_whom(run: Run, before: Meeting | None) -> list[str]:
    """The handles of those whom somebody in a terminal names, asked until they are known. Enter
    means those named ``before``."""
    from coachcli.cli.dialog.prompts import answer
    from coachcli.cli.program.people import people
    from coachcli.coaching.people.names import words_apart

    with run.reading(storing=True) as db:
        known = people(db)
    default = before.short if before else None

    def handles(typed: str) -> list[str]:
        if before and typed == default:
            return list(before.handles)
        return [known.find_active(word).handle for word in words_apart(typed)]

    return answer("Which teacher (several with commas)", default, handles)


def log_piped(run: Run, card: Card, meeting: Meeting) -> Receipt:
    """Store a contact with what was said on standard input."""
    from coachcli.cli.dialog.sealed_input import piped
    from coachcli.cli.log.visit import seal_card, store

    card = replace(card, notes=piped())
    return store(run, seal_card(run, card, meeting, 0), meeting, "log contact")
