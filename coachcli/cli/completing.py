"""Completing a teacher's name. It must be instant and must never print anything else."""

from __future__ import annotations

import os
from pathlib import Path

import typer


def complete_teacher(incomplete: str) -> list[tuple[str, str]]:
    """Handles that begin with what was typed, with the names as help."""
    from coachcli.errors import CoachError
    from coachcli.store import reading
    from coachcli.store.home import Home

    home = Home(Path(os.environ.get("COACH_HOME") or typer.get_app_dir("coach")).expanduser())
    try:
        with reading.reading(home) as db:
            known = reading.handles(db)
    except (CoachError, reading.OlderStore, OSError):
        return []
    return [(handle, name) for handle, name in known if handle.startswith(incomplete.lower())]
