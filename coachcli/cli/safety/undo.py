"""``coach undo`` and ``redo``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from coachcli.cli.program.context import Run, run_of

if TYPE_CHECKING:
    from coachcli.store.history import KeptState


def undo(ctx: typer.Context) -> None:
    """Take the last change back."""
    from coachcli.store import undo_redo

    run = run_of(ctx)
    with run.reading():
        pass
    state = undo_redo.undo(run.home, run.now)
    local = state.at.astimezone()
    said = f"Undone: {said_change(run, state)} ({local:%Y-%m-%d %H:%M})."
    run.done("undo", f"{said} Bring it back with: coach redo", undone=state.said)


def redo(ctx: typer.Context) -> None:
    """Bring back what undo took away."""
    from coachcli.store import undo_redo

    run = run_of(ctx)
    with run.reading():
        pass
    state = undo_redo.redo(run.home, run.now)
    run.done("redo", f"Done again: {said_change(run, state)}.", redone=state.said)


def said_change(run: Run, state: KeptState) -> str:
    """What a change is called. Where others see the screen: the command and what was numbered in
    it, else whose it was; never the name of a file."""
    from coachcli.store import reading
    from coachcli.store.history import label_of

    command, rest = state.label.split("-")[:2], "-".join(state.label.split("-")[2:])
    if not run.is_discreet or (rest[:1].isdecimal() and command != ["import", "log"]):
        return state.said
    with run.reading(storing=True) as db:
        everybody = reading.teachers(db, archived=True)
    label = "-".join(command)
    whose = (who.name for who in everybody if label_of(f"{label}-{who.handle}") == state.label)
    return " ".join([*command, next(whose, "")]).rstrip()
