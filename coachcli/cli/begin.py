"""``coach init`` and ``path``."""

from __future__ import annotations

import sys
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
    refuse_a_second(now)
    if not no_passphrase and now.terminal:
        now.screen.tell(
            "What is said in a visit is sealed with a passphrase that only you know.\n"
            "Several plain words are good: easy to remember, hard to guess."
        )
    begin(now, None if no_passphrase else new_passphrase(now))


def begin(now: Run, passphrase: str | None) -> None:
    """Make keys and store while nobody else does.

    The recovery key is shown before there is a store: a kill in between lets ``init`` begin again
    with other keys.
    """
    from coachcli.store import home, mending, upgrade

    home.make(now.home)
    with mending.pen(now.home):
        refuse_a_second(now)
        recovery = make_keys(now, passphrase)
        now.answer(
            "init",
            lambda: {"home": str(now.home.path), "recovery_key": recovery},
            lambda: welcome(now, recovery, passphrase is None),
        )
        sys.stdout.flush()
        upgrade.create_holding_pen(now.home)


def refuse_a_second(now: Run) -> None:
    if now.home.exists:
        raise CoachError(
            f"There is a caseload in {now.home.path} already; it was left as it is.",
            "Look at it with: coach",
            code="exists",
        )


def make_keys(now: Run, passphrase: str | None) -> str:
    """Make the keys; returns the recovery key.

    Keys without a store come from an ``init`` that was cut off; they are set aside.
    """
    from coachcli.store.refusals import sentences_for_disk
    from coachcli.vault import keys

    if now.home.keys.exists():
        aside = now.home.path / f"keys-unused-{now.now:%Y%m%dT%H%M%SZ}"
        now.home.keys.rename(aside)
        now.screen.tell(f"Keys without a store were here; they are kept as {aside.name}.")
    with sentences_for_disk(now.home.path):
        return keys.create(now.home.path, passphrase)


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
