"""``coach prep``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import AskToOpen, complete_teacher
from coachcli.cli.program.people import people
from coachcli.store import reading
from coachcli.values.teacher import Teacher, typed
from coachcli.values.words import SessionState

if TYPE_CHECKING:
    from coachcli.cli.program.caseload import Caseload
    from coachcli.coaching.prep.prep import Alike, Known
    from coachcli.values.prep import PrepCard


def prep(
    ctx: typer.Context,
    teacher: Annotated[
        str,
        typer.Argument(help="Whose; without it, today's visits.", autocompletion=complete_teacher),
    ] = "",
    paper: Annotated[
        bool, typer.Option("--print", help="As plain text for paper, nothing shortened.")
    ] = False,
    ask: AskToOpen = False,
) -> None:
    """One screen before walking in; of today's visits, or of one teacher."""
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from coachcli.cli.dialog.opener import Opener
    from coachcli.cli.program.caseload import caseload
    from coachcli.coaching.prep.prep import prepare

    run = run_of(ctx)
    with run.reading() as db:
        everybody = caseload(db, run.today, archived=True)
        known = people(db, everybody.teachers)
        who = [known.find(teacher)] if teacher else met_today(db, run, everybody)
        records = [known_of(db, everybody, one) for one in who]
    read = Opener.for_look(run, ask=ask)
    likes = alike_to_all(run, who) if run.is_discreet else [None] * len(who)
    cards = [
        prepare(record, run.today, read, alike)
        for record, alike in zip(records, likes, strict=True)
    ]
    run.answer(
        "prep",
        {"cards": cards},
        lambda: show(run, everybody, cards, paper=paper, one=bool(teacher)),
    )


def alike_to_all(run: Run, who: list[Teacher]) -> list[Alike]:
    """What has to do with the question of each: only in numbers, for the questions are veiled."""
    from coachcli.cli.program.caseload import caseload
    from coachcli.coaching.prep.prep import alike_to

    with run.reading(whole=True) as db:
        everybody = caseload(db, run.today, archived=True)
        stored = {each.id: each for each in everybody.teachers}
        return [alike_to(known_of(db, everybody, stored[each.id]), run.today) for each in who]


def met_today(db: reading.Connection, run: Run, everybody: Caseload) -> list[Teacher]:
    """Those of today's planned sessions, by the clock."""
    planned = reading.sessions(db, run.today, run.today, state=SessionState.PLANNED)
    handles = dict.fromkeys(handle for each in planned for handle in each.teachers)
    return [everybody.named(handle) for handle in handles]


def known_of(db: reading.Connection, everybody: Caseload, who: Teacher) -> Known:
    """What the store has on a teacher; sealed texts stay sealed."""
    from coachcli.cli.program.caseload import checked
    from coachcli.coaching.prep.prep import Known
    from coachcli.coaching.prep.questions import bank

    steps = checked(db, everybody, reading.steps(db, teacher=who.handle))
    return Known(
        teacher=who,
        due_week=everybody.due(who).due_week if who.archived_on is None else None,
        caseload=[each for each in everybody.teachers if each.archived_on is None],
        cycles=reading.cycles(db),
        sessions=reading.sessions(db, teacher=who.handle),
        notes=reading.notes(db, who.handle),
        steps=steps,
        evidence=reading.evidence(db),
        ideas=reading.ideas(db),
        questions=bank(reading.prompts(db)),
        names=everybody.names,
    )


def show(run: Run, everybody: Caseload, cards: list[PrepCard], *, paper: bool, one: bool) -> None:
    from coachcli.render.prep import draw_day, draw_prep

    if paper:
        print_out(run, cards)
    elif one:
        draw_prep(run.screen, cards[0], run.today)
    else:
        draw_day(run.screen, cards, next_day(run, everybody), run.today)


def print_out(run: Run, cards: list[PrepCard]) -> None:
    from coachcli.render.prep import on_paper
    from coachcli.render.screen import safe

    typer.echo(safe(on_paper(cards, run.today)), nl=False)
    if not run.is_discreet and any(not card.is_locked for card in cards):
        run.screen.tell("What is on paper is not sealed. Keep it with you.")


def next_day(run: Run, everybody: Caseload) -> str:
    """Whom the next planned day brings, for a day that brings nobody."""
    from coachcli import dates
    from coachcli.render.screen import NOBODY_YET

    day = min(everybody.planned.values(), default=None)
    if day is None and not any(each.archived_on is None for each in everybody.teachers):
        return NOBODY_YET
    if day is None:
        return "Plan the week with: coach schedule week"
    handles = sorted(handle for handle, planned in everybody.planned.items() if planned == day)
    names = ", ".join(everybody.named(handle).name for handle in handles)
    return f"Next is {dates.say_day(day, run.today)}: {names}. Type: coach prep {typed(handles[0])}"
