"""``coach log contact``: a hallway talk or an email, in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli import run
from coachcli.cli.completing import complete_teacher
from coachcli.cli.run import Run
from coachcli.cli.who_asked import AskedByWord, Invited, who_asked

if TYPE_CHECKING:
    from coachcli.cli.entry import Meeting, Stored
    from coachcli.coaching.card import Card

WHAT = "contact"
"""The draft that an unfinished contact waits in, beside that of a visit."""

NOT_ASKED = (
    *("state", "kinds", "minutes", "focus", "asked_by"),
    *("works", "hard", "ask_next", "steps teacher", "steps coach"),
)
"""The questions about a visit that a contact does without; only what was said is asked."""


def contact(
    ctx: typer.Context,
    teacher: Annotated[
        list[str], typer.Argument(help="With whom.", autocompletion=complete_teacher)
    ],
    minutes: Annotated[str, typer.Option(metavar="N", help="How long it took.")] = "5",
    on: Annotated[str, typer.Option(metavar="DATE", help="The day; else today.")] = "",
    invited: Invited = False,
    asked_by: AskedByWord = "",
) -> None:
    """Record a hallway talk or an email. It never counts as a visit.

    What was said is asked for, or read from standard input; it may be empty.
    """
    from coachcli.cli.entry import answer_stored

    now = run.of(ctx)
    card, meeting = contact_with(now, teacher, minutes, on, asked_by, invited=invited)
    stored = ask(now, card, meeting) if now.terminal else piped(now, card, meeting)
    if stored is not None:
        answer_stored(now, stored)


def contact_with(
    now: Run, words: list[str], minutes: str, on: str, asked_by: str, *, invited: bool
) -> tuple[Card, Meeting]:
    """What the command line says. A contact is never the visit that is planned."""
    from coachcli import dates
    from coachcli.cli.entry import Meeting
    from coachcli.coaching.card import Card, check_card
    from coachcli.coaching.names import find_active
    from coachcli.store import reading
    from coachcli.values import AskedBy, Kind

    with now.reading() as db:
        known = reading.teachers(db, archived=True)
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


def ask(now: Run, card: Card, meeting: Meeting) -> Stored | None:
    """Ask what was said, after an earlier contact that was not finished."""
    from coachcli.cli import interview
    from coachcli.cli.recording import finish_draft
    from coachcli.store import drafts

    with drafts.alone(now.home, WHAT):
        handled, stored = finish_draft(now, WHAT)
        if handled:
            return stored
        return interview.begin(now, meeting, card, set(NOT_ASKED), WHAT)


def piped(now: Run, card: Card, meeting: Meeting) -> Stored:
    from coachcli.cli import texts
    from coachcli.cli.entry import sealed_entry, store

    said = replace(card, notes=texts.piped())
    return store(now, sealed_entry(now, said, meeting, 0), meeting, "log contact")
