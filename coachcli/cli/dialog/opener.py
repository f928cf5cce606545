"""Getting at what is sealed: the key from wherever it may come, asked for at most three times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coachcli.cli.dialog import prompts
from coachcli.cli.program.context import Run
from coachcli.errors import CoachError, Locked
from coachcli.render.screen import HIDDEN
from coachcli.vault import keys, passphrase, sealing, session

if TYPE_CHECKING:
    from coachcli.vault.age import Identity

TRIES = 3


def identity(run: Run) -> Identity:
    """The key that opens sealed text.

    Unprotected, unlocked earlier, from the environment, or with a passphrase typed now, in that
    order. Raises Locked when none of these gives it.
    """
    found = identity_if_open(run)
    return ask_for_identity(run) if found is None else found


def texts(run: Run, sealed: Sequence[tuple[str, bytes]]) -> list[str]:
    """What texts say that are sealed, each with its uid. With none nothing is asked for."""
    if not sealed:
        return []
    key = identity(run)
    return [sealing.unseal(text, uid, key) for uid, text in sealed]


def texts_to_show(run: Run, sealed: Sequence[tuple[str, bytes]]) -> list[str]:
    """As ``texts``, for a look. Where others see the screen nothing is opened."""
    return [HIDDEN] * len(sealed) if run.is_discreet else texts(run, sealed)


def identity_if_open(run: Run) -> Identity | None:
    """The key if nobody has to be asked for it, else None."""
    home = run.home.path
    if not keys.has_passphrase(home):
        return keys.open_without(home)
    found = session.recall(home, run.now)
    if found is not None:
        return found
    given = passphrase.from_environment()
    return None if given is None else keys.open_with_passphrase(home, given)


def ask_for_identity(run: Run) -> Identity:
    """The key, with the passphrase asked for in the terminal up to three times."""
    if not run.terminal:
        raise Locked(
            "What was said is locked, and there is no terminal to ask for the passphrase.",
            "Type coach unlock in a terminal first, or set COACH_PASSPHRASE_FILE.",
        )
    for left in range(TRIES - 1, -1, -1):
        typed = prompts.secret("Passphrase: ")
        try:
            return keys.open_with_passphrase(run.home.path, typed)
        except keys.WrongPassphrase:
            if left:
                prompts.tell("That is not the passphrase. Once more.")
    raise Locked(
        "That is not the passphrase.",
        "If it is lost, the recovery key opens the notes: coach recovery",
        code="wrong_passphrase",
    )


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
