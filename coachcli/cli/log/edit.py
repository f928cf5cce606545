"""``coach log edit`` and ``coach log delete``: the record put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import AskedByWord, Yes, is_none, who_asked
from coachcli.errors import UsageProblem
from coachcli.values.words import AskedBy, Party

if TYPE_CHECKING:
    from coachcli.cli.log.logged_session import Logged
    from coachcli.coaching.card.card import Card

Which = Annotated[
    str,
    typer.Argument(
        help="The number of a logged session, or a teacher: the last one with them.",
        autocompletion=complete_teacher,
    ),
]


def edit(
    ctx: typer.Context,
    which: Which,
    on: Annotated[str, typer.Option(metavar="DATE", help="The day it was.")] = "",
    at: Annotated[str, typer.Option(metavar="TIME", help="When it began, or none.")] = "",
    state: Annotated[str, typer.Option(metavar="WORD", help="held, cancelled or no-show.")] = "",
    by: Annotated[
        Party | None, typer.Option(metavar="WHO", help="Who cancelled: teacher, coach or school.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="All its kinds, or none.")
    ] = None,
    minutes: Annotated[str, typer.Option(metavar="N", help="How long, or none.")] = "",
    focus: Annotated[str, typer.Option(metavar="FOCUS", help="One of the four, or none.")] = "",
    asked_by: AskedByWord = "",
    teacher: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="All who were there; once for each."),
    ] = None,
    add: Annotated[
        str,
        typer.Option(
            "--add", metavar="PART", help="Add to: notes, works, hard, ask next or reason."
        ),
    ] = "",
    editor: Annotated[
        bool, typer.Option("--editor", help="Change it all, notes too, in your editor.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Put a logged session right. Shows what changes before it asks.

    What is added to the notes is asked for, or read from standard input.
    """
    from coachcli.cli.log import changes, edit_card
    from coachcli.cli.log.logged_session import logged
    from coachcli.coaching.words import part_named

    run = run_of(ctx)
    asker = who_asked(asked_by, invited=False)
    at_hand = logged(run, which)
    options = [on, at, state, by, kind, minutes, focus, asker, teacher]
    if editor:
        if any(options) or add:
            raise UsageProblem("The editor shows it all.", "Leave the other options out.")
        edit_card.in_editor(run, at_hand, yes=yes)
        return
    if not any(options) and not add:
        raise UsageProblem("What is to change?", "Say it, as in --minutes 30, or type --editor.")
    part = part_named(add) if add else None
    card = changed(run, at_hand, on, at, state, by, kind, minutes, focus, asker)
    changes.by_options(run, at_hand, card, teacher, part, yes=yes)


def changed(
    run: Run,
    at_hand: Logged,
    on: str,
    at: str,
    state: str,
    by: Party | None,
    kind: list[str] | None,
    minutes: str,
    focus: str,
    asked_by: AskedBy | None,
) -> Card:
    """The card as the options want it. Raises CoachError at once for what cannot be."""
    from dataclasses import replace

    from coachcli import dates
    from coachcli.cli.log.recording import day_of_visit
    from coachcli.coaching.card.card import check_card
    from coachcli.coaching.words import focus_named, kinds_named, state_named
    from coachcli.values.words import SessionState

    card = at_hand.card
    if state:
        card = replace(card, state=state_named(state))
    if on:
        card = replace(card, on=day_of_visit(on, run.today, card.state))
    if at:
        card = replace(card, at=None if is_none(at) else dates.parse_time(at))
    if kind:
        card = replace(card, kinds=() if is_none(kind[0]) else kinds_named(",".join(kind)))
    if minutes:
        card = replace(card, minutes=None if is_none(minutes) else dates.parse_minutes(minutes))
    if focus:
        card = replace(card, focus=None if is_none(focus) else focus_named(focus))
    if asked_by:
        card = replace(card, asked_by=asked_by)
    if card.state is not SessionState.HELD:
        if minutes:
            raise UsageProblem("Only a session that was held has a length.", "Leave --minutes out.")
        card = replace(card, minutes=None)
    if card.state is not SessionState.CANCELLED:
        card = replace(card, cancelled_by=by)
    else:
        card = replace(card, cancelled_by=by or card.cancelled_by)
    check_card(card, run.today)
    return card


def delete(
    ctx: typer.Context,
    which: Which,
    with_steps: Annotated[
        bool, typer.Option("--with-steps", help="The next steps agreed in it too.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Remove a logged session and its notes. Next steps agreed in it stand.

    The meeting of a series waits to be logged again.
    """
    from coachcli.cli.dialog.prompts import confirm
    from coachcli.cli.log.logged_session import logged, steps_said, what_goes
    from coachcli.cli.program.week import planned_again

    run = run_of(ctx)
    at_hand = logged(run, which)
    going = what_goes(at_hand, run.today, with_steps=with_steps)
    if not yes:
        run.screen.tell(going)
        confirm(run, "Delete it?")

    from coachcli.store.writing import change, record, sessions

    number, meeting = at_hand.session.id, at_hand.session.commitment
    with run.reading() as db:
        planned = planned_again(db, run, at_hand.session)
    with change(run.home, f"log delete {number}", run.now) as writer:
        record.delete(writer, number, with_steps=with_steps)
        # In the same change, so that logging it again finds it and no second one is ever planned.
        again = sessions.plan(writer, [planned])[0] if planned else None
    kept = [] if with_steps else [each.id for each in at_hand.steps]
    said = f"Session {number} is deleted."
    if kept:
        stands = "stands and names" if len(kept) == 1 else "stand and name"
        said += f" {steps_said(kept)} {stands} no session any more."
    if planned:
        said += (
            f" Its meeting waits to be logged as session {again}; if there was none, type:"
            f" coach commitment remove {meeting} --on {planned.occurrence}."
        )
    run.done(
        "log delete",
        f"{said} Take it back with: coach undo",
        id=number,
        planned_again=again,
        notes=len(at_hand.notes),
        steps_kept=kept,
        steps_deleted=[each.id for each in at_hand.steps] if with_steps else [],
    )
