"""``coach check``."""

from __future__ import annotations

import typer

from coachcli.cli.program.context import run_of


def check(ctx: typer.Context) -> None:
    """See that the store is whole and every seal in order.

    The seals are opened too when the notes are unlocked; nothing of them is shown.
    """
    from coachcli.cli.dialog.opener import open_key
    from coachcli.store import reading, stores
    from coachcli.vault import sealing

    run = run_of(ctx)
    with run.reading(whole=True) as db:
        stores.check(db)
        sealed = list(reading.sealed_values(db))
    identity = open_key(run)
    if identity is not None:
        for uid, blob in sealed:
            sealing.unseal(blob, uid, identity)
    opened = "each one opens" if identity is not None else "not opened: locked"
    seals = f"{len(sealed)} sealed values, {opened}" if sealed else "Nothing is sealed yet"
    said = f"The store is whole. {seals}."
    run.done("check", said, sealed=len(sealed), opened=identity is not None)
