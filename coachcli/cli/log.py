"""``coach log``: record what happened, and put the record right."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli import run
from coachcli.cli.completing import complete_teacher
from coachcli.cli.log_changes import delete, edit
from coachcli.cli.log_contact import contact
from coachcli.cli.log_other import other
from coachcli.cli.log_week import week
from coachcli.cli.other_changes import delete_other, edit_other
from coachcli.cli.who_asked import AskedByWord, Invited, who_asked
from coachcli.errors import UsageProblem
from coachcli.values import Party

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)


@app.callback()
def log() -> None:
    """Record a visit: what happened, what was said, what is next."""


@app.command("session")
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
    from coachcli.cli.recording import Given, ask, log_card, read_card, show_template

    now = run.of(ctx)
    if source:
        if teacher or editor or template:
            raise UsageProblem(
                "The card says who it is about, so --from stands alone.",
                f"Type: coach log session --from {source}",
            )
        log_card(now, read_card(source, now.today))
        return
    asker = who_asked(asked_by, invited=invited)
    given = Given(now, on, at, state, by, kind or [], minutes, focus, asker)
    if template:
        show_template(now, given, teacher or [])
    elif not now.terminal:
        raise UsageProblem(
            "There is no terminal to ask in.",
            "Fill a card (coach log session --template) and give it with --from FILE.",
        )
    else:
        ask(now, given, teacher or [], editor=editor)


app.command("contact")(contact)
app.command("other")(other)
app.command("week")(week)
app.command("edit")(edit)
app.command("delete")(delete)
app.command("edit-other")(edit_other)
app.command("delete-other")(delete_other)
