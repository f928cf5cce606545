"""Sealed texts for a look that never fails: what is locked stays closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachcli.cli.program.context import Run
from coachcli.errors import CoachError, StoreUnusable
from coachcli.render.screen import HIDDEN

if TYPE_CHECKING:
    from coachcli.coaching.prep.prep import Sealed
    from coachcli.vault.age import Identity


class Opener:
    """Opens one text after the other, None for each where it is locked.

    The key is looked for when the first one comes. With ``ask`` the passphrase is asked for. A
    passphrase from the environment that is not the right one is told and opens nothing. Where
    others see the screen nothing is opened, and each is said to be hidden.
    """

    def __init__(self, run: Run, *, ask: bool) -> None:
        self.now = run
        self.ask = ask
        self.is_locked = False
        self._key: Identity | None = None

    def __call__(self, text: Sealed) -> str | None:
        return self.opened(text.uid, text.sealed)

    def opened(self, uid: str, sealed: bytes) -> str | None:
        if self.now.is_discreet:
            return HIDDEN
        if self._key is None and not self.is_locked:
            self._key = self._found()
            self.is_locked = self._key is None
        if self._key is None:
            return None
        from coachcli.vault import sealing

        return sealing.unseal(sealed, uid, self._key)

    def _found(self) -> Identity | None:
        # Nothing may be sealed, and then the vault is not needed.
        from coachcli.cli.dialog import opener

        if self.ask:
            return opener.identity(self.now)
        try:
            return opener.identity_if_open(self.now)
        except StoreUnusable:
            raise
        except CoachError as error:
            self.now.screen.tell(f"{error.message} {error.hint}")
            return None
