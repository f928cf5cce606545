"""``coach search``: words in everything that is sealed.

Each text is opened, looked through and let go. Nothing of it is kept for the next search.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachcli.cli.dialog.pager import NoPager, show
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import Since, Until, complete_teacher, days_chosen
from coachcli.coaching.record.search import Wanted, comparable, excerpt, spans, wanted
from coachcli.store.reading.sealed import how_many_sealed, sealed_texts
from coachcli.values.record import Place

if TYPE_CHECKING:
    from coachcli.render.search import Hit

WORDS_MAX = 4_000
"""Bytes of standard input that are read for the words."""


def search(
    ctx: typer.Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT]...",
            help="Words, or phrases in double quotes. They stay in the history of your shell:"
            " type none, and they are asked for.",
        ),
    ] = None,
    phrase: Annotated[
        bool, typer.Option("--phrase", help="All of it as one phrase, as it stands.")
    ] = False,
    teacher: Annotated[
        str,
        typer.Option(
            metavar="TEACHER", help="Only with this teacher.", autocompletion=complete_teacher
        ),
    ] = "",
    since: Since = "",
    until: Until = "",
    no_pager: NoPager = False,
) -> None:
    """Look for words in everything that is sealed. Needs the passphrase.

    Without TEXT the words are asked for, so that they do not stay in the history of your shell.
    All words must stand in one text, in any order; case and accents do not matter.
    """
    # Only the command itself needs these.
    from coachcli.cli.program.people import people
    from coachcli.render.search import draw_hits

    run = run_of(ctx)
    looked_for = wanted(" ".join(text), phrase=phrase) if text else None
    first, last = days_chosen(since, until, run.today)
    with run.reading(storing=True) as db:
        known = people(db)
        who = known.find(teacher).handle if teacher else None
    hits = look(run, looked_for, phrase, {"teacher": who, "since": first, "until": last})

    def draw() -> None:
        # Where others see the screen no line is shown.
        excerpts = [[] if run.is_discreet else excerpt(hit.text, hit.spans) for hit in hits]
        names = {who.handle: who.name for who in known.teachers}
        draw_hits(run.screen, hits, excerpts, names, run.today)

    run.answer("search", {"found": hits}, lambda: show(run, draw, paged=not no_pager))


def look(run: Run, looked_for: Wanted | None, phrase: bool, within: dict[str, Any]) -> list[Hit]:
    """The texts in which it is found, newest first.

    What opens them is asked for before the words are. When there are none, nothing is asked for.
    """
    from coachcli.cli.dialog.opener import Opener
    from coachcli.render.search import Hit

    with run.reading(storing=True) as db:
        count = how_many_sealed(db, **within)
    if not count:
        return []
    opener = Opener(run, unseen=True)
    opener.find_key()
    looked_for = looked_for or ask_words(run, phrase)
    with run.reading(storing=True) as db:
        hits = [
            Hit(sealed, text, spans(text, looked_for))
            for sealed, text in opener.one_by_one(sealed_texts(db, **within), count)
            if looked_for.is_in(comparable(text))
        ]
    places = list(Place)
    # Sorting keeps the parts of one session in the order in which they were written.
    return sorted(
        hits,
        key=lambda hit: (-hit.where.on.toordinal(), places.index(hit.where.place), -hit.where.id),
    )


def ask_words(run: Run, phrase: bool) -> Wanted:
    """The words, typed at a question, or on standard input where nobody can be asked."""
    if run.terminal:
        from coachcli.cli.dialog import prompts

        return prompts.answer("Look for", None, lambda typed: wanted(typed, phrase=phrase))
    given = sys.stdin.buffer.read(WORDS_MAX).decode("utf-8-sig", "replace")
    return wanted(given, phrase=phrase)
