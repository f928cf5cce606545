"""``coach idea``: good ideas seen somewhere, for another teacher one day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import AskToOpen, FocusWord, Yes, is_none
from coachcli.coaching.people.names import find
from coachcli.coaching.words import focus_named
from coachcli.dates import say_day
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import reading

if TYPE_CHECKING:
    from coachcli.store.writing.ideas import IdeaChange
    from coachcli.values.record import Idea
    from coachcli.values.words import Focus


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
    from coachcli.coaching.prep.ideas import parse_tags

    run = run_of(ctx)
    if may_name and not teacher:
        raise UsageProblem("Who agreed to be named?", "Say it with: --from TEACHER --may-name")
    with run.reading() as db:
        who = find(teacher, reading.teachers(db, archived=True)) if teacher else None
    tags, about = parse_tags(tag or []), focus_named(focus) if focus else None

    from coachcli.cli.dialog.sealed_input import sealed_text
    from coachcli.store.writing import change, ideas

    with sealed_text(run, "idea add", "The idea") as (uid, sealed):
        if sealed is None:
            raise no_text()
        new = ideas.NewIdea(uid, sealed, run.today, who.id if who else None, may_name, about, tags)
        with change(run.home, "idea add", run.now) as writer:
            number = ideas.add(writer, new)
    named = f" {who.name} may be named with it." if who and may_name else ""
    run.done("idea add", f"Idea {number} is kept, sealed.{named}", id=number)


def list_ideas(
    ctx: typer.Context,
    focus: FocusWord = None,
    tag: Tags = None,
    ask: AskToOpen = False,
) -> None:
    """Show the ideas; their texts where it is unlocked."""
    from coachcli.cli.dialog.opener import Opener
    from coachcli.coaching.prep.ideas import having, parse_tags
    from coachcli.render.ideas import draw_ideas, idea_data
    from coachcli.values.prep import ShownIdea

    run = run_of(ctx)
    with run.reading() as db:
        found = having(
            reading.ideas(db), focus_named(focus) if focus else None, parse_tags(tag or [])
        )
        names = {each.handle: each.name for each in reading.teachers(db, archived=True)}
    read = Opener.for_look(run, ask=ask)
    rows = [ShownIdea(each, names.get(each.teacher or "", ""), read(each)) for each in found]
    run.answer(
        "idea list",
        {"ideas": [idea_data(row) for row in rows], "locked": read.is_locked},
        lambda: draw_ideas(run.screen, rows, run.today, is_locked=read.is_locked),
    )


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
    """Change whose it was and may be named, what it is about, or its text."""
    run = run_of(ctx)
    known(run, number)
    if may_name is None and not (teacher or focus or tag or text):
        raise UsageProblem(
            "There is nothing to change.", "Say what, for example: --may-name or --tag talk"
        )
    about, tags = focus_wanted(focus), tags_wanted(tag)
    with run.reading() as db:
        who = find(teacher, reading.teachers(db, archived=True)) if teacher else None
        if may_name and who is None and not reading.says_where(db, number):
            raise UsageProblem(
                "Who agreed to be named?",
                f"Say it with: coach idea edit {number} --from TEACHER --may-name",
            )

    from coachcli.cli.dialog.sealed_input import sealed_text
    from coachcli.store.writing import ideas

    wanted = ideas.IdeaChange(may_name, who.id if who else None, focus=about, tags=tags)
    if not text:
        store_edit(run, number, wanted)
        return
    with sealed_text(run, f"idea edit {number}", "The idea") as (uid, sealed):
        if sealed is None:
            raise no_text()
        store_edit(run, number, replace(wanted, text=(uid, sealed)))


def focus_wanted(word: str | None) -> tuple[Focus | None] | None:
    """The new focus, in a tuple; None leaves it. ``none`` is no focus."""
    return ((None if is_none(word) else focus_named(word)),) if word else None


def tags_wanted(words: list[str] | None) -> tuple[str, ...] | None:
    from coachcli.coaching.prep.ideas import parse_tags

    return (() if is_none(",".join(words)) else parse_tags(words)) if words else None


def remove(
    ctx: typer.Context,
    number: Number,
    yes: Yes = False,
) -> None:
    """Let an idea go."""
    from coachcli.cli.dialog.prompts import confirm
    from coachcli.render.ideas import about

    run = run_of(ctx)
    kept = known(run, number)
    if not yes:
        what = about(kept.focus, kept.tags)
        run.screen.tell(
            f"Idea {number}, kept {say_day(kept.added_on, run.today)}"
            f"{f' ({what})' * bool(what)}: its text goes with it."
        )
        confirm(run, "Remove it?")
    from coachcli.store.writing import change, ideas

    with change(run.home, f"idea remove {number}", run.now) as writer:
        ideas.remove(writer, number)
    run.done("idea remove", f"Idea {number} is gone. Bring it back with: coach undo", id=number)


def no_text() -> UsageProblem:
    return UsageProblem(
        "There is no text for the idea; nothing was changed.", "Type it when asked, or pipe it in."
    )


def known(run: Run, number: int) -> Idea:
    """The idea of that number. Raises CoachError when there is none."""
    with run.reading() as db:
        for each in reading.ideas(db):
            if each.id == number:
                return each
    raise CoachError(
        f"There is no idea {number}.", "See the numbers with: coach idea list", code="unknown"
    )


def store_edit(run: Run, number: int, wanted: IdeaChange) -> None:
    """Store what is to change, and say how the idea stands now."""
    from coachcli.render.ideas import about
    from coachcli.store.writing import change, ideas

    with change(run.home, f"idea edit {number}", run.now) as writer:
        ideas.edit(writer, number, wanted)
    with run.reading() as db:
        (kept,) = (each for each in reading.ideas(db) if each.id == number)
        names = {each.handle: each.name for each in reading.teachers(db, archived=True)}
    handle = kept.teacher
    said = ["a new text, sealed"] * (wanted.text is not None)
    if wanted.focus is not None or wanted.tags is not None:
        said.append(f"about {about(kept.focus, kept.tags) or 'nothing yet'}")
    said.append(f"{names[handle]} may be named with it" if handle else "nobody is named with it")
    run.done(
        "idea edit",
        f"Idea {number}: {'; '.join(said)}.",
        id=number,
        teacher=handle,
        focus=kept.focus,
        tags=kept.tags,
        text_changed=wanted.text is not None,
    )
