"""``coach idea``: good ideas seen somewhere, for another teacher one day."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import AskToOpen, FocusWord, Yes, complete_teacher, is_none
from coachcli.cli.program.people import people
from coachcli.coaching.prep.ideas import having, parse_tags
from coachcli.coaching.words import focus_named
from coachcli.dates import say_day
from coachcli.errors import UsageProblem, unknown
from coachcli.store import reading
from coachcli.values.record import Idea

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
    run = run_of(ctx)
    if may_name and not teacher:
        raise UsageProblem("Who agreed to be named?", "Say it with: --from TEACHER --may-name")
    with run.reading(storing=True) as db:
        who = people(db).find(teacher) if teacher else None
    tags, about = parse_tags(tag or []), focus_named(focus) if focus else None

    from coachcli.cli.dialog.sealed_input import sealed_text
    from coachcli.store.writing import change, ideas

    with sealed_text(run, "idea add", "The idea") as (uid, sealed):
        if sealed is None:
            raise no_text()
        idea = Idea(0, uid, who.handle if who else None, may_name, about, tags, sealed, run.today)
        with change(run.home, "idea add", run.now) as writer:
            number = ideas.add(writer, idea)
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
    from coachcli.render.ideas import draw_ideas
    from coachcli.values.prep import ShownIdea

    run = run_of(ctx)
    about = focus_named(focus) if focus else None
    with run.reading(whole=True) as db:
        numbers = {idea.id for idea in having(reading.ideas(db), about, parse_tags(tag or []))}
    with run.reading() as db:
        ideas = [idea for idea in reading.ideas(db) if idea.id in numbers]
        names = {who.handle: who.name for who in reading.teachers(db, archived=True)}
    read = Opener.for_look(run, ask=ask)
    rows = [ShownIdea(idea, names.get(idea.teacher or ""), read(idea)) for idea in ideas]
    run.answer(
        "idea list",
        {"ideas": rows, "locked": read.is_locked},
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
    idea_of(run, number)
    if may_name is None and not (teacher or focus or tag or text):
        raise UsageProblem(
            "There is nothing to change.", "Say what, for example: --may-name or --tag talk"
        )
    changes: dict[str, Any] = {
        **({"focus": None if is_none(focus) else focus_named(focus)} if focus else {}),
        **({"tags": () if is_none(",".join(tag)) else parse_tags(tag)} if tag else {}),
        **({"may_name": may_name} if may_name is not None else {}),
    }
    with run.reading(storing=True) as db:
        if teacher:
            changes["teacher"] = people(db).find(teacher).handle
        if may_name and not teacher and not reading.says_where(db, number):
            raise UsageProblem(
                "Who agreed to be named?",
                f"Say it with: coach idea edit {number} --from TEACHER --may-name",
            )
    if not text:
        store_edit(run, number, changes)
        return

    from coachcli.cli.dialog.sealed_input import sealed_text

    with sealed_text(run, f"idea edit {number}", "The idea") as (uid, sealed):
        if sealed is None:
            raise no_text()
        store_edit(run, number, {**changes, "text": (uid, sealed)})


def remove(
    ctx: typer.Context,
    number: Number,
    yes: Yes = False,
) -> None:
    """Let an idea go."""
    from coachcli.cli.dialog.prompts import confirm
    from coachcli.render.ideas import about

    run = run_of(ctx)
    idea = idea_of(run, number)
    if not yes:
        what = about(idea.focus, idea.tags)
        run.screen.tell(
            f"Idea {number}, kept {say_day(idea.added_on, run.today)}"
            f"{f' ({what})' if what else ''}: its text goes with it."
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


def idea_of(run: Run, number: int) -> Idea:
    """The idea of that number. Raises CoachError when there is none."""
    with run.reading() as db:
        for idea in reading.ideas(db):
            if idea.id == number:
                return idea
    raise unknown("idea", number, "See the numbers with: coach idea list")


def store_edit(run: Run, number: int, changes: dict[str, Any]) -> None:
    """Store what is to change, and say how the idea stands now."""
    from coachcli.render.ideas import about
    from coachcli.store.writing import change, ideas

    with change(run.home, f"idea edit {number}", run.now) as writer:
        ideas.edit(writer, number, changes)
    idea = idea_of(run, number)
    with run.reading() as db:
        names = {who.handle: who.name for who in reading.teachers(db, archived=True)}
    parts = ["a new text, sealed"] if "text" in changes else []
    if changes.keys() & {"focus", "tags"}:
        parts.append(f"about {about(idea.focus, idea.tags) or 'nothing yet'}")
    named = f"{names[idea.teacher]} may be" if idea.teacher else "nobody is"
    parts.append(f"{named} named with it")
    run.done(
        "idea edit",
        f"Idea {number}: {'; '.join(parts)}.",
        id=number,
        teacher=idea.teacher,
        focus=idea.focus,
        tags=idea.tags,
        text_changed="text" in changes,
    )
