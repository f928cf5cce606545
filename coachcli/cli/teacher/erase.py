"""``coach teacher erase``: a teacher goes, from the store and from every earlier state of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import DryRun, Who
from coachcli.cli.program.people import people
from coachcli.coaching.people.names import fold, words_of_name
from coachcli.errors import CoachError, UsageProblem

if TYPE_CHECKING:
    from coachcli.coaching.record.erasure import Leaving
    from coachcli.values.teacher import Teacher

NEXT = "Now make a new backup, and delete the old ones."


def erase(
    ctx: typer.Context,
    teacher: Who,
    confirm: Annotated[
        str, typer.Option(metavar="HANDLE", help="The handle, in place of typing it when asked.")
    ] = "",
    keep_hours: Annotated[
        bool, typer.Option("--keep-hours", help="Keep day, kinds and minutes of held sessions.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Erase everything about a teacher, here and in the history. It cannot be undone.

    Shows what goes and asks for the handle. Group sessions stay for the others.
    """
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from coachcli.coaching.record.erasure import told

    run = run_of(ctx)
    who = meant(run, teacher)
    if who is None:
        done = f"Nobody is called {teacher.strip()!r} any more: erased earlier, and for good."
        run.done("teacher erase", done, teacher=teacher.strip(), erased=True)
        return
    record = what_goes(run, who, keep_hours=keep_hours)
    must_fit(who, record.who, confirm)
    if not run.json:
        run.screen.tell_lists(told(record))
    if dry_run:
        answer(run, record, "Nothing was changed.", erased=False)
        return
    if not confirm:
        ask_for_handle(run, who, record.who)

    # Only needed once it is certain.
    from coachcli.store import erasure

    erasure.erase(run.home, who, keep_hours=keep_hours)
    answer(run, record, f"{record.who.name} is erased. {NEXT}", erased=True)


def meant(run: Run, word: str) -> Teacher | None:
    """The teacher that a word means, with all that is known; None for one who was erased before."""
    from coachcli.store.erased_teachers import was_erased

    with run.reading() as db:
        try:
            shown = people(db).find(word)
        except CoachError as error:
            if error.code == "unknown_teacher" and was_erased(db)(word.strip()):
                return None
            raise
    return run.stored(shown)


def what_goes(run: Run, who: Teacher, *, keep_hours: bool) -> Leaving:
    """A teacher as the screen may show them, with all there is."""
    from coachcli.coaching.record.erasure import Leaving
    from coachcli.store.erasure import drafts_about, states_with
    from coachcli.store.reading.erasure import clear_texts, counts

    shown = run.shown(who)
    with run.reading(whole=True) as db:
        amounts = counts(db, who.id) | {
            "states": len(states_with(run.home, who)),
            "drafts": len(drafts_about(run.home, db, who)),
        }
        names = {who.handle, *words_of_name(who.name)}
        mentions = [
            what if shown.is_veiled else f"{what}: {text}"
            for what, text in clear_texts(db, who.id)
            if names & {*words_of_name(text)}
        ]
    return Leaving(shown, amounts, tuple(dict.fromkeys(mentions)), keep_hours)


def must_fit(who: Teacher, shown: Teacher, confirm: str) -> None:
    """Raise UsageProblem when ``--confirm`` names somebody else."""
    if confirm and fold(confirm.strip()) != who.handle:
        raise UsageProblem(
            "--confirm names another handle; nothing was changed.",
            f"Type: coach teacher erase {shown.typed} --confirm {shown.typed}",
        )


def ask_for_handle(run: Run, who: Teacher, shown: Teacher) -> None:
    """Raise CoachError unless the handle is typed now."""
    if not run.terminal:
        raise CoachError(
            "This asks for the handle, and there is no terminal to ask in; nothing was changed.",
            f"Add --confirm {shown.typed} when you are sure.",
            code="unconfirmed",
        )
    # Brings the line editor, which no other way needs.
    from coachcli.cli.dialog import prompts

    word = "the handle" if shown.is_veiled else who.handle
    if fold(prompts.line(f"Type {word} to erase, Enter to leave it: ").strip()) != who.handle:
        raise CoachError("Nothing was changed.", code="declined")


def answer(run: Run, record: Leaving, message: str, *, erased: bool) -> None:
    from coachcli.coaching.record.erasure import OUT_OF_REACH

    run.done(
        "teacher erase",
        message,
        teacher=record.who.handle,
        erased=erased,
        hours_kept=record.counts["held"] if record.keep_hours else 0,
        counts=record.counts,
        mentions=record.mentions,
        out_of_reach=OUT_OF_REACH,
    )
