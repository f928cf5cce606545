"""``coach log session``: record a visit, question by question, or as a card."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import (
    AskedByWord,
    Invited,
    complete_teacher,
    is_none,
    who_asked,
)
from coachcli.errors import CoachError, UsageProblem
from coachcli.values.words import Party

# Completing a name comes by here too and must be instant, so the rest is imported late.
if TYPE_CHECKING:
    from datetime import date

    from coachcli.cli.log.visit import Receipt
    from coachcli.coaching.card.card import Card
    from coachcli.values.words import AskedBy, SessionState

Value = TypeVar("Value")


def session(
    ctx: typer.Context,
    teacher: Annotated[
        list[str] | None,
        typer.Argument(
            help="Who, or the number of a planned session; else the one that came last.",
            autocompletion=complete_teacher,
        ),
    ] = None,
    on: Annotated[str, typer.Option(metavar="DATE", help="The day: mon, 2026-11-23.")] = "",
    at: Annotated[str, typer.Option(metavar="TIME", help="When it began: 9:05.")] = "",
    state: Annotated[str, typer.Option(metavar="WORD", help="held, cancelled or no-show.")] = "",
    by: Annotated[
        Party | None, typer.Option(metavar="WHO", help="Who cancelled: teacher, coach or school.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="observation, debrief, ...")
    ] = None,
    minutes: Annotated[str, typer.Option(metavar="N", help="How long it lasted.")] = "",
    focus: Annotated[str, typer.Option(metavar="FOCUS", help="One of the four.")] = "",
    invited: Invited = False,
    asked_by: AskedByWord = "",
    source: Annotated[
        str,
        typer.Option("--from", metavar="FILE", help="Read a session card; - is standard input."),
    ] = "",
    editor: Annotated[bool, typer.Option("--editor", help="Fill the card in your editor.")] = False,
    template: Annotated[
        bool, typer.Option("--template", help="Print the card, filled with what is known.")
    ] = False,
) -> None:
    """Record a visit. Asks for what is needed; everything said is sealed at once."""
    run = run_of(ctx)
    words = teacher or []
    if source:
        if words or editor or template:
            raise UsageProblem(
                "The card says who it is about, so --from stands alone.",
                f"Type: coach log session --from {source}",
            )
        from coachcli.cli.log.visit import log_card

        log_card(run, read_card(source, run.today)).answer(run)
        return
    asker = who_asked(asked_by, invited=invited)
    facts = facts_given(run.today, on, at, state, by, kind, minutes, focus, asker)
    if template:
        show_template(run, facts, words)
    elif not run.terminal:
        raise UsageProblem(
            "There is no terminal to ask in.",
            "Fill a card (coach log session --template) and give it with --from FILE.",
        )
    elif (receipt := ask(run, facts, words, editor=editor)) is not None:
        receipt.answer(run)


def read_card(source: str, today: date) -> Card:
    """The card in a file, or on standard input. Raises CoachError when it is no card."""
    import sys

    from coachcli.coaching.card.reading import parse_card
    from coachcli.coaching.texts import BYTES_MAX
    from coachcli.files import path_named

    try:
        if source == "-":
            data = sys.stdin.buffer.read(BYTES_MAX + 1)
        else:
            with open(path_named(source), "rb") as file:
                data = file.read(BYTES_MAX + 1)
        return parse_card(data.decode("utf-8-sig"), today)
    except UnicodeDecodeError:
        raise CoachError(
            "The card is not UTF-8 text.", "Save it as UTF-8, then type the command again."
        ) from None
    except OSError as error:
        raise CoachError(
            f"The card cannot be read: {error.strerror or 'no such file'}.",
            "Check the name of the file, or use --from - for standard input.",
            code="no_file",
        ) from None


def show_template(run: Run, facts: dict[str, object], words: list[str]) -> None:
    """Print the card with what is known."""
    from dataclasses import replace

    from coachcli.cli.dialog.files import only_whole
    from coachcli.cli.log.meeting import blank_card, expected_meeting
    from coachcli.coaching.card.card import print_card

    with run.reading(storing=True) as db:
        meeting = expected_meeting(db, run, words, day_in(facts))
        if meeting is None:
            raise CoachError(
                "No planned session waits to be logged.",
                "Name the teacher: coach log session TEACHER --template",
                code="nothing",
            )
        card = replace(blank_card(db, meeting, run.today), **facts)  # type: ignore[arg-type]
    only_whole(run, "A card")
    names = {teacher.handle: teacher.name for teacher in meeting.teachers}
    text = print_card(card, names, guide=True)
    run.answer("log session", {"card": text}, lambda: typer.echo(text, nl=False))


def ask(run: Run, facts: dict[str, object], words: list[str], *, editor: bool) -> Receipt | None:
    """The terminal's way: go on with a draft, else choose the session and ask, or edit the card."""
    from coachcli.cli.log.visit_interview import finish_draft
    from coachcli.store import drafts

    with drafts.alone(run.home):
        is_done, receipt = finish_draft(run)
        return receipt if is_done else ask_anew(run, facts, words, editor=editor)


def ask_anew(
    run: Run, facts: dict[str, object], words: list[str], *, editor: bool
) -> Receipt | None:
    """Choose the session, and ask about it or open the editor; on the way back choose again."""
    from dataclasses import replace

    from coachcli.cli.log.meeting import (
        Meeting,
        blank_card,
        check_meeting,
        choose_meeting,
        expected_meeting,
    )
    from coachcli.cli.log.visit_draft import ChooseAgain
    from coachcli.cli.log.visit_interview import ask_visit, edit_card
    from coachcli.coaching.card.card import check_card

    on = day_in(facts)
    with run.reading(storing=True) as db:
        expected = expected_meeting(db, run, words, on)
    meeting: Meeting | None = None
    answered: dict[str, object] | None = None
    while True:
        if words and expected is not None:
            meeting = check_meeting(run, expected, on, back=False)
        else:
            meeting = choose_meeting(run, expected, on, meeting)
        with run.reading(storing=True) as db:
            card = replace(blank_card(db, meeting, run.today), **facts)  # type: ignore[arg-type]
        check_card(card, run.today)
        if editor:
            return edit_card(run, meeting, card)
        try:
            return ask_visit(
                run,
                meeting,
                card,
                facts,
                facts=answered or {},
                may_choose=not words,
                hint=answered is None,
            )
        except ChooseAgain as again:
            answered = again.facts


def day_in(facts: dict[str, object]) -> date | None:
    """The day that the options name."""
    on: date | None = facts.get("on")  # type: ignore[assignment]
    return on


def facts_given(
    today: date,
    on: str,
    at: str,
    state: str,
    by: Party | None,
    kind: list[str] | None,
    minutes: str,
    focus: str,
    asked_by: AskedBy | None,
    *,
    before: SessionState | None = None,
) -> dict[str, object]:
    """What the options say, by the fields of a card. Raises CoachError at once for what cannot be.

    Only what was called off may be on a day that is still to come. ``before`` is the state of a
    session that was logged; what it has can be emptied.
    """
    from coachcli import dates
    from coachcli.coaching.words import focus_named, kinds_named, state_named
    from coachcli.values.words import SessionState

    def read(text: str, parse: Callable[[str], Value]) -> Value | None:
        return None if before and is_none(text) else parse(text)

    facts: dict[str, object] = {}
    if state:
        facts["state"] = state_named(state)
    if on:
        is_cancelled = facts.get("state", before) is SessionState.CANCELLED
        facts["on"] = (dates.parse_day if is_cancelled else dates.parse_past_day)(on, today)
    if at:
        facts["at"] = read(at, dates.parse_time)
    if by:
        facts["cancelled_by"] = by
    if kind:
        facts["kinds"] = read(",".join(kind), kinds_named) or ()
    if minutes:
        facts["minutes"] = read(minutes, dates.parse_minutes)
    if focus:
        facts["focus"] = read(focus, focus_named)
    if asked_by:
        facts["asked_by"] = asked_by
    return facts
