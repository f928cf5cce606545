"""Completing a teacher's name. It must be instant and must never print anything else."""

from __future__ import annotations

import typer


def complete_teacher(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Handles that begin with what was typed, with the names as help; without them where others
    see the screen as a habit."""
    from coachcli.cli.program.context import home_folder
    from coachcli.errors import CoachError
    from coachcli.store import reading
    from coachcli.store.home import Home

    home = Home(home_folder(ctx.find_root().params.get("home") or ""))
    try:
        with reading.reading(home) as db:
            known = reading.handles(db)
            if reading.has_setting(db, "discreet"):
                known = [(handle, "") for handle, _ in known]
    except (CoachError, reading.OlderStore, OSError):
        return []
    return [(handle, name) for handle, name in known if handle.startswith(incomplete.lower())]
