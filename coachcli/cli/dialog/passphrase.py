"""A new passphrase: from the environment, or typed alike twice."""

from __future__ import annotations

from coachcli.cli.dialog import prompts
from coachcli.cli.program.context import Run
from coachcli.errors import CoachError, Locked
from coachcli.vault import passphrase

TRIES = 3


def new_passphrase(run: Run) -> str:
    """A passphrase to be set: from the environment, else asked for twice."""
    given = passphrase.from_environment()
    if given is not None:
        passphrase.check_new(given)
        return given
    return ask_new_passphrase(run)


def ask_new_passphrase(run: Run) -> str:
    """Ask for a new passphrase, typed alike twice, at most three times."""
    if not run.terminal:
        raise Locked(
            "A passphrase is needed, and there is no terminal to ask for it.",
            "Set COACH_PASSPHRASE_FILE, or type the command in a terminal.",
        )
    for _ in range(TRIES):
        typed = prompts.secret("New passphrase: ")
        try:
            passphrase.check_new(typed)
        except CoachError as refused:
            prompts.tell(f"{refused.message} {refused.hint}")
            continue
        if prompts.secret("The same once more: ") == typed:
            return typed
        prompts.tell("The two differ. Once more from the start.")
    raise CoachError("No passphrase was set; nothing was changed.", code="no_passphrase")
