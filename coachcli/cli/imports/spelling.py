"""``coach import spelling``: the coach's own words for activities."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.coaching.words import label, letters
from coachcli.dates import quoted
from coachcli.errors import CoachError, UsageProblem
from coachcli.importing.spellings import ALONE, WITH_TEACHER, check_word, meaning_named
from coachcli.store import reading
from coachcli.values.words import Kind, Work

COMMAND = "import spelling"


class Do(StrEnum):
    LIST = "list"
    SET = "set"
    REMOVE = "remove"


def spelling(
    ctx: typer.Context,
    do: Annotated[Do, typer.Argument(help="What to do.")] = Do.LIST,
    word: Annotated[str, typer.Argument(help='As the file has it: "walk-through".')] = "",
    meaning: Annotated[str, typer.Argument(help="A kind of session, or other work.")] = "",
) -> None:
    """Teach the import a word for an activity: list, set or remove."""
    run = run_of(ctx)
    if do is Do.LIST:
        show(run)
    elif not word or bool(meaning) != (do is Do.SET):
        raise UsageProblem(
            "That does not say what to do with which word.",
            'Type: coach import spelling set "walk-through" observation, or remove "walk-through".',
        )
    elif do is Do.SET:
        keep(run, word, meaning)
    else:
        remove(run, word)


def show(run: Run) -> None:
    from coachcli.render.log_import import draw_spellings

    with run.reading() as db:
        own = reading.spellings(db)
    built_in: list[tuple[Kind | Work, tuple[str, ...]]] = [*WITH_TEACHER.items(), *ALONE.items()]
    run.answer(
        COMMAND,
        {
            "spellings": [{"word": word, "meaning": meant} for word, meant in own.items()],
            "built_in": {meant.value: list(words) for meant, words in built_in},
        },
        lambda: draw_spellings(
            run.screen,
            [(word, label(meant)) for word, meant in own.items()],
            [(label(meant), ", ".join(words)) for meant, words in built_in],
        ),
    )


def keep(run: Run, typed: str, named: str) -> None:
    word, meaning = check_word(typed), meaning_named(named)
    with run.reading() as db:
        same = [each for each in reading.spellings(db) if letters(each) == letters(word)]

    from coachcli.store.writing import change, imports

    with change(run.home, COMMAND, run.now) as writer:
        imports.set_spelling(writer, word, meaning, same)
    when = "where a teacher is named" if isinstance(meaning, Kind) else "where none is"
    said = f"{quoted(word)} is read as {label(meaning)}, {when}."
    run.done(COMMAND, said, word=word, meaning=meaning)


def remove(run: Run, typed: str) -> None:
    with run.reading() as db:
        same = [each for each in reading.spellings(db) if letters(each) == letters(typed)]
    if not same:
        raise CoachError(
            f"{quoted(typed)} is none of your spellings.",
            "See them with: coach import spelling list",
            code="unknown",
        )

    from coachcli.store.writing import change, imports

    with change(run.home, COMMAND, run.now) as writer:
        imports.remove_spelling(writer, same[0])
    run.done(COMMAND, f"{quoted(same[0])} is forgotten.", word=same[0])
