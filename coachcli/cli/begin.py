"""``coach init`` and ``path``."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli import run
from coachcli.cli.run import Run
from coachcli.errors import CoachError


def init(
    ctx: typer.Context,
    no_passphrase: Annotated[
        bool, typer.Option("--no-passphrase", help="Store the key unprotected. Read what it says.")
    ] = False,
) -> None:
    """Make the home folder and the keys. Type this first."""
    from coachcli.cli.opening import new_passphrase

    now = run.of(ctx)
    if now.home.exists:
        raise CoachError(
            f"There is a caseload in {now.home.path} already; it was left as it is.",
            "Look at it with: coach",
            code="exists",
        )
    if not no_passphrase and now.terminal:
        now.screen.tell(
            "What is said in a visit is sealed with a passphrase that only you know.\n"
            "Several plain words are good: easy to remember, hard to guess."
        )
    recovery = make_keys(now, None if no_passphrase else new_passphrase(now))
    # Shown before the store exists: a kill in between lets init begin again with other keys.
    now.answer(
        "init",
        lambda: {"home": str(now.home.path), "recovery_key": recovery},
        lambda: welcome(now, recovery, no_passphrase),
    )
    make_store(now)


def make_keys(now: Run, passphrase: str | None) -> str:
    """Make the folder and the keys; returns the recovery key.

    Keys without a store come from an ``init`` that was cut off before it showed their recovery key;
    they are set aside.
    """
    from coachcli.store import home
    from coachcli.vault import keys

    home.make(now.home)
    if now.home.keys.exists():
        aside = now.home.path / f"keys-unused-{now.now:%Y%m%dT%H%M%SZ}"
        now.home.keys.rename(aside)
        now.screen.tell(f"Keys without a store were here; they are kept as {aside.name}.")
    return keys.create(now.home.path, passphrase)


def make_store(now: Run) -> None:
    """Make an empty store, which is what makes the folder a home."""
    from coachcli.store import upgrade

    upgrade.create(now.home)


def welcome(now: Run, recovery: str, no_passphrase: bool) -> None:
    now.screen.say(f"Everything is kept in {now.home.path}.")
    if no_passphrase:
        now.screen.say(
            "There is no passphrase: whoever can read this folder, or a backup of it, can read"
            " what was said. Set one at any time with: coach passphrase",
            "bold",
        )
    now.screen.say()
    now.screen.say("Your recovery key, shown this once. Write it down, keep it away from here:")
    now.screen.say()
    # Straight to the stream, so that no terminal width breaks the key in two.
    typer.echo(f"    {recovery}")
    now.screen.say()
    now.screen.say(
        "If the passphrase is ever lost, it is the only way to the notes: coach recovery"
    )
    now.screen.say("Next: coach teacher import FILE, or coach teacher add NAME")


def path(ctx: typer.Context) -> None:
    """Print the home folder."""
    now = run.of(ctx)
    now.answer(
        "path",
        lambda: {"home": str(now.home.path)},
        lambda: typer.echo(str(now.home.path)),
    )
