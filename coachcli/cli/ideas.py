"""``coach idea``: good ideas seen somewhere, for another teacher one day."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli import run
from coachcli.cli.completing import complete_teacher
from coachcli.coaching.names import find
from coachcli.coaching.words import focus_named
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import reading

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)

FocusWord = Annotated[
    str,
    typer.Option(
        metavar="FOCUS",
        help="Classroom management, content planning, instruction or assessment.",
    ),
]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="WORD", help="What it is about: talk.")
]


@app.callback()
def idea() -> None:
    """Good ideas seen somewhere, for another teacher one day."""


@app.command("add")
def add(
    ctx: typer.Context,
    teacher: Annotated[
        str,
        typer.Option(
            "--from", metavar="TEACHER", help="Where you saw it.", autocompletion=complete_teacher
        ),
    ] = "",
    may_name: Annotated[
        bool, typer.Option("--may-name", help="They agreed to be named with it.")
    ] = False,
    focus: FocusWord = "",
    tag: Tags = None,
) -> None:
    """Keep an idea. Its text is asked for, or read from standard input, and sealed."""
    from coachcli.coaching.ideas import parse_tags

    now = run.of(ctx)
    if may_name and not teacher:
        raise UsageProblem("Who agreed to be named?", "Say it with: --from TEACHER --may-name")
    with now.reading() as db:
        who = find(teacher, reading.teachers(db, archived=True)) if teacher else None
    tags, about = parse_tags(tag or []), focus_named(focus) if focus else None

    from coachcli.cli.sealing_text import sealed_text
    from coachcli.store.writing import change, ideas

    with sealed_text(now, "idea add", "The idea") as (uid, sealed):
        if sealed is None:
            raise UsageProblem(
                "There is no text for the idea; nothing was changed.",
                "Type it when asked, or pipe it in.",
            )
        new = ideas.NewIdea(uid, sealed, now.today, who.id if who else None, may_name, about, tags)
        with change(now.home, "idea add", now.now) as writer:
            number = ideas.add(writer, new)
    named = f" {who.name} may be named with it." if who and may_name else ""
    now.done("idea add", f"Idea {number} is kept, sealed.{named}", id=number)


@app.command("list")
def list_ideas(
    ctx: typer.Context,
    focus: FocusWord = "",
    tag: Tags = None,
    ask: Annotated[
        bool, typer.Option("--open", help="Ask for the passphrase where it is locked.")
    ] = False,
) -> None:
    """Show the ideas; their texts where it is unlocked."""
    from coachcli.cards import ShownIdea
    from coachcli.cli.unsealing import Opener
    from coachcli.coaching.ideas import having, parse_tags
    from coachcli.render.ideas import draw_ideas, idea_data

    now = run.of(ctx)
    with now.reading() as db:
        found = having(
            reading.ideas(db), focus_named(focus) if focus else None, parse_tags(tag or [])
        )
        names = {each.handle: each.name for each in reading.teachers(db, archived=True)}
    read = Opener(now, ask=ask)
    rows = [ShownIdea(each, names.get(each.teacher or "", ""), read(each)) for each in found]
    now.answer(
        "idea list",
        lambda: {"ideas": [idea_data(row) for row in rows], "locked": read.is_locked},
        lambda: draw_ideas(now.screen, rows, now.today, is_locked=read.is_locked),
    )


@app.command("remove")
def remove(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(help="The number that idea list shows.")],
) -> None:
    """Let an idea go."""
    now = run.of(ctx)
    with now.reading() as db:
        known = {each.id for each in reading.ideas(db)}
    if number not in known:
        raise CoachError(
            f"There is no idea {number}.", "See the numbers with: coach idea list", code="unknown"
        )
    from coachcli.store.writing import change, ideas

    with change(now.home, "idea remove", now.now) as writer:
        ideas.remove(writer, number)
    now.done("idea remove", f"Idea {number} is gone. Bring it back with: coach undo", id=number)
