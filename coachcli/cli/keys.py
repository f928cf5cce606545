"""``coach unlock``, ``lock``, ``passphrase`` and ``recovery``."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli import asking, opening, run
from coachcli.cli.options import Yes
from coachcli.cli.run import Run
from coachcli.cli.safety import confirmed
from coachcli.dates import parse_duration
from coachcli.errors import CoachError, Locked
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
    now = run.of(ctx)
    until = now.now + parse_duration(how_long)
    if not vault.has_passphrase(now.home.path):
        now.done("unlock", "There is no passphrase here, so nothing is locked.", kept="")
        return
    kept = session.NOWHERE
    if session.has_place():
        kept = session.remember(now.home.path, opening.identity(now), now.now, until)
    if kept == session.NOWHERE:
        raise CoachError(
            "This machine has no keyring and no private memory folder to keep the opened key in.",
            "The passphrase will be asked for each time; nothing else is different.",
            code="nowhere",
        )
    clock = f"{until.astimezone():%H:%M}"
    now.done("unlock", f"Unlocked until {clock}. Lock sooner with: coach lock", kept=kept)


def lock(ctx: typer.Context) -> None:
    """Forget the opened key."""
    now = run.of(ctx)
    now.done("lock", f"Locked.{forgotten(now)}")


def forgotten(now: Run) -> str:
    """Forget the key that is open; a sentence where the keyring keeps its copy."""
    if session.forget(now.home.path):
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
    now = run.of(ctx)
    identity = (
        opening.ask_for_identity(now)
        if vault.has_passphrase(now.home.path)
        else vault.open_without(now.home.path)
    )
    if none:
        told = "Whoever can read the home folder could then read what was said."
        if not yes:
            asking.tell(told)
            confirmed(now, "Take the passphrase away?")
        left = change(now, identity, None)
    else:
        left = change(now, identity, opening.ask_new_passphrase(now))
    said = "Done. Backups made earlier still open with the passphrase of then."
    now.done("passphrase", f"{said}{left}")


def recovery(ctx: typer.Context) -> None:
    """Set a new passphrase with the recovery key."""
    now = run.of(ctx)
    if not now.terminal:
        raise Locked(
            "The recovery key is asked for in a terminal, and there is none.",
            "Type coach recovery in a terminal.",
        )
    identity = recovered(now)
    asking.tell("The recovery key opens the notes. Now a new passphrase.")
    left = change(now, identity, opening.ask_new_passphrase(now))
    now.done("recovery", f"Done. The recovery key stays the same; keep it.{left}")


def recovered(now: Run) -> Identity:
    """The key, opened with the recovery key, which is asked for up to three times."""
    for left in range(opening.TRIES - 1, -1, -1):
        try:
            return vault.recover(now.home.path, asking.secret("Recovery key: "))
        except CoachError as error:
            if error.code != "recovery_key" or not left:
                raise
            asking.tell(f"{error.message} {error.hint}")
    raise AssertionError("the last try returns or raises")


def change(now: Run, identity: Identity, new: str | None) -> str:
    """Protect the key anew while nobody else writes, and forget the one that is open: what that
    leaves to say."""
    from coachcli.store.mending import pen

    # The slow part comes first, so that no other command has to wait for it.
    file = vault.protected(identity, new)
    with pen(now.home):
        vault.put(now.home.path, identity, file)
        return forgotten(now)
