"""``coach backup`` and ``restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coachcli.cli.dialog.prompts import confirm
from coachcli.cli.program.context import run_of
from coachcli.cli.program.options import Yes


def backup(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="The file to write; else one named by the day, here.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
) -> None:
    """Write store and sealed key to one file."""
    from coachcli.store import backups
    from coachcli.vault import keys

    run = run_of(ctx)
    with run.reading():
        pass
    file = file or Path(f"coach-backup-{run.today.isoformat()}.zip")
    protected = keys.has_passphrase(run.home.path)
    backups.backup(run.home, file, force=force)
    if not protected:
        run.screen.tell("There is no passphrase: whoever has this file can read what was said.")
    run.done("backup", f"Backed up to {file}.", file=str(file))


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A backup, or a file from the history folder.")],
    yes: Yes = False,
) -> None:
    """Bring a backup back; the present is kept."""
    from coachcli.cli.safety.keys import forget_key
    from coachcli.store import backups

    run = run_of(ctx)
    backups.must_be_readable(file)
    if run.home.exists and not yes:
        run.screen.tell(f"The caseload in {run.home.path} will be as it was in {file}.")
        run.screen.tell("The present one is kept in the history.")
        confirm(run, "Restore?")
    replaced = run.home.exists
    kept = backups.restore(run.home, file, run.now)
    if kept is not None:
        said = f"Restored. The passphrase is the one of that time. What was here is kept in {kept}."
        run.done("restore", f"{said}{forget_key(run)}", kept=str(kept))
    else:
        way_back = " Take it back with: coach undo" if replaced else ""
        run.done("restore", f"Restored.{way_back}", kept=None)
