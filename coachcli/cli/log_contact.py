"""``coach log contact``: a hallway talk or an email, in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli import run
from coachcli.cli.completing import complete_teacher
from coachcli.cli.run import Run
from coachcli.cli.who_asked import AskedByWord, Invited, who_asked
from coachcli.errors import UsageProblem

if TYPE_CHECKING:
    from coachcli.cli.entry import Meeting, Stored
    from coachcli.coaching.card import Card

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
    from coachcli.cli.stored import answer_stored

    now = run.of(ctx)

    def with_whom(words: list[str]) -> tuple[Card, Meeting]:
        return contact_with(now, words, minutes, on, asked_by, invited=invited)

    made = with_whom(teacher) if teacher else None
    if now.terminal:
        stored = ask(now, made, with_whom)
    elif made is None:
        raise UsageProblem("With whom?", "Name a teacher: coach log contact TEACHER")
    else:
        stored = piped(now, *made)
    if stored is not None:
        answer_stored(now, stored)


def asked_whom(now: Run, before: str | None) -> list[str]:
    """The handles of those whom somebody in a terminal names, asked until they are known. Enter
    means those named ``before``."""
    from coachcli.cli.asking import answer
    from coachcli.coaching.names import find_active, words_apart
    from coachcli.store import reading

    with now.reading() as db:
        known = reading.teachers(db, archived=True)

    def named(said: str) -> list[str]:
        return [find_active(word, known).handle for word in words_apart(said)]

    return answer("Which teacher (several with commas)", before, named)


def contact_with(
    now: Run, words: list[str], minutes: str, on: str, asked_by: str, *, invited: bool
) -> tuple[Card, Meeting]:
    """What the command line says. A contact is never the visit that is planned."""
    from coachcli import dates
    from coachcli.cli.entry import Meeting
    from coachcli.cli.recording import names_only
    from coachcli.coaching.card import Card, check_card
    from coachcli.coaching.names import find_active
    from coachcli.store import reading
    from coachcli.values import AskedBy, Kind

    with now.reading() as db:
        known = reading.teachers(db, archived=True)
    with names_only(words):
        teachers = tuple(dict.fromkeys(find_active(word, known) for word in words))
    card = Card(
        teachers=tuple(each.handle for each in teachers),
        on=dates.parse_past_day(on, now.today) if on else now.today,
        kinds=(Kind.CONTACT,),
        minutes=dates.parse_minutes(minutes),
        asked_by=who_asked(asked_by, invited=invited) or AskedBy.COACH,
    )
    check_card(card, now.today)
    return card, Meeting(teachers, None)


def ask(
    now: Run,
    made: tuple[Card, Meeting] | None,
    with_whom: Callable[[list[str]], tuple[Card, Meeting]],
) -> Stored | None:
    """Ask what was said, and with whom where nobody is named yet, after an earlier contact that was
    not finished."""
    from coachcli.cli import interview
    from coachcli.cli.recording import finish_draft
    from coachcli.cli.walk import ChooseAgain
    from coachcli.store import drafts

    before: str | None = None
    with drafts.alone(now.home, WHAT):
        handled, stored = finish_draft(now, WHAT)
        while not handled:
            card, meeting = made or with_whom(asked_whom(now, before))
            try:
                return interview.begin(
                    now,
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


def piped(now: Run, card: Card, meeting: Meeting) -> Stored:
    from coachcli.cli import texts
    from coachcli.cli.entry import sealed_entry, store

    said = replace(card, notes=texts.piped())
    return store(now, sealed_entry(now, said, meeting, 0), meeting, "log contact")
