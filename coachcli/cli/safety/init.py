"""``coach init`` and ``path``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.errors import CoachError


def init(
    ctx: typer.Context,
    no_passphrase: Annotated[
        bool, typer.Option("--no-passphrase", help="Store the key unprotected. Read what it says.")
    ] = False,
) -> None:
    """Make the home folder and the keys. Type this first."""
    from coachcli.cli.dialog.passphrase import new_passphrase

    run = run_of(ctx)
    refuse_a_second(run)
    if not no_passphrase and run.terminal:
        run.screen.tell(
            "What is said in a visit is sealed with a passphrase that only you know.\n"
            "Several plain words are good: easy to remember, hard to guess."
        )
    begin(run, None if no_passphrase else new_passphrase(run))


def begin(run: Run, passphrase: str | None) -> None:
    """Make keys and store while nobody else does.

    The recovery key is shown before there is a store: a kill in between lets ``init`` begin again
    with other keys.
    """
    from coachcli.store import home, pen, upgrade

    home.make(run.home)
    with pen.pen(run.home):
        refuse_a_second(run)
        recovery = make_keys(run, passphrase)
        run.answer(
            "init",
            {"home": str(run.home.path), "recovery_key": recovery},
            lambda: welcome(run, recovery, passphrase is None),
        )
        sys.stdout.flush()
        upgrade.create_holding_pen(run.home)


def refuse_a_second(run: Run) -> None:
    if run.home.exists:
        raise CoachError(
            f"There is a caseload in {run.home.path} already; it was left as it is.",
            "Look at it with: coach",
            code="exists",
        )


def make_keys(run: Run, passphrase: str | None) -> str:
    """Make the keys; returns the recovery key.

    Keys without a store come from an ``init`` that was cut off; they are set aside.
    """
    from coachcli.store.refusals import sentences_for_disk
    from coachcli.vault import keys

    if run.home.keys.exists():
        aside = run.home.path / f"keys-unused-{run.now:%Y%m%dT%H%M%SZ}"
        run.home.keys.rename(aside)
        run.screen.tell(f"Keys without a store were here; they are kept as {aside.name}.")
    with sentences_for_disk(run.home.path):
        return keys.create(run.home.path, passphrase)


def welcome(run: Run, recovery: str, no_passphrase: bool) -> None:
    run.screen.say(f"Everything is kept in {run.home.path}.")
    if no_passphrase:
        run.screen.say(
            "There is no passphrase: whoever can read this folder, or a backup of it, can read"
            " what was said. Set one at any time with: coach passphrase",
            "bold",
        )
    run.screen.say()
    run.screen.say("Your recovery key, shown this once. Write it down, keep it away from here:")
    run.screen.say()
    # Straight to the stream, so that no terminal width breaks the key in two.
    typer.echo(f"    {recovery}")
    run.screen.say()
    run.screen.say(
        "If the passphrase is ever lost, it is the only way to the notes: coach recovery"
    )
    run.screen.say("Next: coach teacher import FILE, or coach teacher add NAME")


def path(ctx: typer.Context) -> None:
    """Print the home folder."""
    run = run_of(ctx)
    run.answer(
        "path",
        {"home": str(run.home.path)},
        lambda: typer.echo(str(run.home.path)),
    )
