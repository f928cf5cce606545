"""``coach idea``: good ideas seen somewhere, for another teacher one day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli import run
from coachcli.cli.completing import complete_teacher
from coachcli.cli.options import AskToOpen, FocusWord, Yes, is_none
from coachcli.cli.run import Run
from coachcli.coaching.names import find
from coachcli.coaching.words import focus_named
from coachcli.dates import say_day
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import reading

if TYPE_CHECKING:
    from coachcli.store.writing.ideas import IdeaChange
    from coachcli.values import Focus
    from coachcli.values_record import Idea

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)

Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="WORD", help="What it is about: talk.")
]

From = Annotated[
    str,
    typer.Option(
        "--from", metavar="TEACHER", help="Where you saw it.", autocompletion=complete_teacher
    ),
]

Number = Annotated[int, typer.Argument(help="The number that idea list shows.")]


@app.callback()
def idea() -> None:
    """Good ideas seen somewhere, for another teacher one day."""


@app.command("add")
def add(
    ctx: typer.Context,
    teacher: From = "",
    may_name: Annotated[
        bool, typer.Option("--may-name", help="They agreed to be named with it.")
    ] = False,
    focus: FocusWord = None,
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
            raise no_text()
        new = ideas.NewIdea(uid, sealed, now.today, who.id if who else None, may_name, about, tags)
        with change(now.home, "idea add", now.now) as writer:
            number = ideas.add(writer, new)
    named = f" {who.name} may be named with it." if who and may_name else ""
    now.done("idea add", f"Idea {number} is kept, sealed.{named}", id=number)


@app.command("list")
def list_ideas(
    ctx: typer.Context,
    focus: FocusWord = None,
    tag: Tags = None,
    ask: AskToOpen = False,
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


@app.command("edit")
def edit(
    ctx: typer.Context,
    number: Number,
    may_name: Annotated[
        bool | None,
        typer.Option("--may-name/--not-named", help="They agreed to be named, or no longer do."),
    ] = None,
    teacher: From = "",
    focus: FocusWord = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="WORD", help="In place of all its tags; none for no tag."),
    ] = None,
    text: Annotated[
        bool, typer.Option("--text", help="Write it anew; asked for, or from standard input.")
    ] = False,
) -> None:
    """Change whether its teacher may be named, whose it was, what it is about, or its text."""
    now = run.of(ctx)
    known(now, number)
    if may_name is None and not (teacher or focus or tag or text):
        raise UsageProblem(
            "There is nothing to change.", "Say what, for example: --may-name or --tag talk"
        )
    about, tags = focus_wanted(focus), tags_wanted(tag)
    with now.reading() as db:
        who = find(teacher, reading.teachers(db, archived=True)) if teacher else None
        if may_name and who is None and not reading.says_where(db, number):
            raise UsageProblem(
                "Who agreed to be named?",
                f"Say it with: coach idea edit {number} --from TEACHER --may-name",
            )

    from coachcli.cli.sealing_text import sealed_text
    from coachcli.store.writing import ideas

    wanted = ideas.IdeaChange(may_name, who.id if who else None, focus=about, tags=tags)
    if not text:
        store_edit(now, number, wanted)
        return
    with sealed_text(now, f"idea edit {number}", "The idea") as (uid, sealed):
        if sealed is None:
            raise no_text()
        store_edit(now, number, replace(wanted, text=(uid, sealed)))


def focus_wanted(word: str | None) -> tuple[Focus | None] | None:
    """The new focus, in a tuple; None leaves it. ``none`` is no focus."""
    return ((None if is_none(word) else focus_named(word)),) if word else None


def tags_wanted(words: list[str] | None) -> tuple[str, ...] | None:
    from coachcli.coaching.ideas import parse_tags

    return (() if is_none(",".join(words)) else parse_tags(words)) if words else None


@app.command("remove")
def remove(
    ctx: typer.Context,
    number: Number,
    yes: Yes = False,
) -> None:
    """Let an idea go."""
    from coachcli.cli.safety import confirmed
    from coachcli.render.ideas import about

    now = run.of(ctx)
    kept = known(now, number)
    if not yes:
        what = about(kept.focus, kept.tags)
        now.screen.tell(
            f"Idea {number}, kept {say_day(kept.added_on, now.today)}"
            f"{f' ({what})' * bool(what)}: its text goes with it."
        )
        confirmed(now, "Remove it?")
    from coachcli.store.writing import change, ideas

    with change(now.home, f"idea remove {number}", now.now) as writer:
        ideas.remove(writer, number)
    now.done("idea remove", f"Idea {number} is gone. Bring it back with: coach undo", id=number)


def no_text() -> UsageProblem:
    return UsageProblem(
        "There is no text for the idea; nothing was changed.", "Type it when asked, or pipe it in."
    )


def known(now: Run, number: int) -> Idea:
    """The idea of that number. Raises CoachError when there is none."""
    with now.reading() as db:
        for each in reading.ideas(db):
            if each.id == number:
                return each
    raise CoachError(
        f"There is no idea {number}.", "See the numbers with: coach idea list", code="unknown"
    )


def store_edit(now: Run, number: int, wanted: IdeaChange) -> None:
    """Store what is to change, and say how the idea stands now."""
    from coachcli.render.ideas import about
    from coachcli.store.writing import change, ideas

    with change(now.home, f"idea edit {number}", now.now) as writer:
        ideas.edit(writer, number, wanted)
    with now.reading() as db:
        (kept,) = (each for each in reading.ideas(db) if each.id == number)
        names = {each.handle: each.name for each in reading.teachers(db, archived=True)}
    handle = kept.teacher
    said = ["a new text, sealed"] * (wanted.text is not None)
    if wanted.focus is not None or wanted.tags is not None:
        said.append(f"about {about(kept.focus, kept.tags) or 'nothing yet'}")
    said.append(f"{names[handle]} may be named with it" if handle else "nobody is named with it")
    now.done(
        "idea edit",
        f"Idea {number}: {'; '.join(said)}.",
        id=number,
        teacher=handle,
        focus=kept.focus,
        tags=kept.tags,
        text_changed=wanted.text is not None,
    )
