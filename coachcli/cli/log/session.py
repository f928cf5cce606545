"""``coach log``: record what happened, and put the record right."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import AskedByWord, Invited, who_asked
from coachcli.errors import UsageProblem
from coachcli.values.words import Party


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
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from coachcli.cli.log.recording import Given, ask, log_card, read_card, show_template

    run = run_of(ctx)
    if source:
        if teacher or editor or template:
            raise UsageProblem(
                "The card says who it is about, so --from stands alone.",
                f"Type: coach log session --from {source}",
            )
        log_card(run, read_card(source, run.today))
        return
    asker = who_asked(asked_by, invited=invited)
    given = Given(run, on, at, state, by, kind or [], minutes, focus, asker)
    if template:
        show_template(run, given, teacher or [])
    elif not run.terminal:
        raise UsageProblem(
            "There is no terminal to ask in.",
            "Fill a card (coach log session --template) and give it with --from FILE.",
        )
    else:
        ask(run, given, teacher or [], editor=editor)
