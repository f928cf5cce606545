"""``coach unlock``, ``lock``, ``passphrase`` and ``recovery``."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli.dialog import prompts
from coachcli.cli.dialog.opener import ask_for_key, needed_key
from coachcli.cli.dialog.passphrase import TRIES, ask_new_passphrase
from coachcli.cli.dialog.prompts import confirm
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import Yes
from coachcli.dates import parse_duration
from coachcli.errors import CoachError, Locked
from coachcli.store.refusals import sentences_for_disk
from coachcli.vault import keys as vault
from coachcli.vault import session
from coachcli.vault.age import Identity


def unlock(
    ctx: typer.Context,
    how_long: Annotated[
        str, typer.Option("--for", metavar="TIME", help="For how long: 15m, 2h.")
    ] = "15m",
) -> None:
    """Open what is sealed for a while, without asking each time."""
    run = run_of(ctx)
    until = run.now + parse_duration(how_long)
    if not vault.has_passphrase(run.home.path):
        run.done("unlock", "There is no passphrase here, so nothing is locked.", kept="")
        return
    kept = session.NOWHERE
    if session.has_place():
        key = needed_key(run)
        with sentences_for_disk(run.home.path):
            kept = session.remember(run.home.path, key, run.now, until)
    if kept == session.NOWHERE:
        raise CoachError(
            "This machine has no keyring and no private memory folder to keep the opened key in.",
            "The passphrase will be asked for each time; nothing else is different.",
            code="nowhere",
        )
    clock = f"{until.astimezone():%H:%M}"
    run.done("unlock", f"Unlocked until {clock}. Lock sooner with: coach lock", kept=kept)


def lock(ctx: typer.Context) -> None:
    """Forget the opened key."""
    run = run_of(ctx)
    run.done("lock", f"Locked.{forget_key(run)}")


def forget_key(run: Run) -> str:
    """Forget the key that is open; a sentence where the keyring keeps its copy."""
    if session.forget(run.home.path):
        return ""
    return (
        " But the system's keyring did not let go of its copy of the key: remove the entry"
        f" {session.SERVICE} with the keyring's own tool."
    )


def passphrase(
    ctx: typer.Context,
    none: Annotated[
        bool, typer.Option("--none", help="Store the key unprotected from now on.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Set a new passphrase. The present one is asked for first."""
    run = run_of(ctx)
    identity = (
        ask_for_key(run)
        if vault.has_passphrase(run.home.path)
        else vault.open_without(run.home.path)
    )
    if none:
        told = "Whoever can read the home folder could then read what was said."
        if not yes:
            prompts.tell(told)
            confirm(run, "Take the passphrase away?")
        left = protect(run, identity, None)
    else:
        left = protect(run, identity, ask_new_passphrase(run))
    said = "Done. Backups made earlier still open with the passphrase of then."
    run.done("passphrase", f"{said}{left}")


def recovery(ctx: typer.Context) -> None:
    """Set a new passphrase with the recovery key."""
    run = run_of(ctx)
    if not run.terminal:
        raise Locked(
            "The recovery key is asked for in a terminal, and there is none.",
            "Type coach recovery in a terminal.",
        )
    identity = recovered(run)
    prompts.tell("The recovery key opens the notes. Now a new passphrase.")
    left = protect(run, identity, ask_new_passphrase(run))
    run.done("recovery", f"Done. The recovery key stays the same; keep it.{left}")


def recovered(run: Run) -> Identity:
    """The key, opened with the recovery key, which is asked for up to three times."""
    for left in range(TRIES - 1, -1, -1):
        try:
            return vault.recover(run.home.path, prompts.secret("Recovery key: "))
        except CoachError as error:
            if error.code != "recovery_key" or not left:
                raise
            prompts.tell(f"{error.message} {error.hint}")
    raise AssertionError("the last try returns or raises")


def protect(run: Run, identity: Identity, new: str | None) -> str:
    """Protect the key anew while nobody else writes, and forget the one that is open: what that
    leaves to say."""
    from coachcli.store.pen import pen

    # The slow part comes first, so that no other command has to wait for it.
    file = vault.protected(identity, new)
    with pen(run.home):
        vault.put(run.home.path, identity, file)
        return forget_key(run)
