"""``coach undo`` and ``redo``."""

from __future__ import annotations

import typer

from coachcli.cli.program.context import run_of


def undo(ctx: typer.Context) -> None:
    """Take the last change back."""
    from coachcli.store import undo_redo

    run = run_of(ctx)
    with run.reading():
        pass
    entry = undo_redo.undo(run.home, run.now)
    local = entry.at.astimezone()
    said = f"Undone: {entry.said} ({local:%Y-%m-%d %H:%M}). Bring it back with: coach redo"
    run.done("undo", said, undone=entry.said)


def redo(ctx: typer.Context) -> None:
    """Bring back what undo took away."""
    from coachcli.store import undo_redo

    run = run_of(ctx)
    with run.reading():
        pass
    entry = undo_redo.redo(run.home, run.now)
    run.done("redo", f"Done again: {entry.said}.", redone=entry.said)
