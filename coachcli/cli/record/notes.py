"""``coach notes``: what was said with one teacher, in the order of the days."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli.dialog.pager import NoPager, show
from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import Since, Until, days_chosen


def notes(
    ctx: typer.Context,
    teacher: Annotated[
        str,
        typer.Argument(
            help="With whom; with --cycle, everybody of it.", autocompletion=complete_teacher
        ),
    ] = "",
    since: Since = "",
    until: Until = "",
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="Only sessions of this kind; may be given twice."),
    ] = None,
    cycle: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Only from this cycle's days.")
    ] = None,
    no_pager: NoPager = False,
) -> None:
    """Read what was noted with one teacher, newest first. Needs the passphrase.

    Sessions with all that was sealed in them, and where they belong the stories behind evidence and
    the reflections at the end of cycles.
    """
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from datetime import date

    from coachcli.cli.record.note_rows import choose, read
    from coachcli.render.notes import draw_notes, noted_data
    from coachcli.values.school import DateRange

    run = run_of(ctx)
    first, last = days_chosen(since, until, run.today)
    with run.reading() as db:
        chosen = choose(db, teacher, DateRange(first or date.min, last), kind or [], cycle)
        sealed = chosen.texts(db)
    rows = read(run, chosen, sealed)
    run.answer(
        "notes",
        {"teacher": chosen.who.handle if chosen.who else None, **noted_data(rows)},
        lambda: show(
            run,
            lambda: draw_notes(run.screen, rows, run.today, chosen.none),
            paged=not no_pager,
        ),
    )
