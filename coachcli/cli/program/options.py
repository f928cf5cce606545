"""Options that several commands have, in the same words everywhere."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from coachcli.errors import CoachError

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show, store nothing.")]
AskToOpen = Annotated[
    bool, typer.Option("--open", help="Ask for the passphrase where it is locked.")
]
FocusWord = Annotated[
    str | None,
    typer.Option(
        metavar="FOCUS",
        help="Classroom management, content planning, instruction or assessment.",
    ),
]

NONE = "none"
"""What empties an answer or an option, as it is said."""


def is_none(text: str) -> bool:
    """Whether a word is typed to empty what stands there."""
    return text.strip().casefold() in (NONE, "nothing", "-")


def in_order(since: date, until: date) -> None:
    """Raise CoachError for two options that end before they begin."""
    if since > until:
        raise CoachError(
            f"{since.isoformat()} is after {until.isoformat()}.", "Type an earlier day for --since."
        )
