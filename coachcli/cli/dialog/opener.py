"""Getting at what is sealed: the key from wherever it may come, and what opens texts with it.

The vault is loaded when the first text comes, for there may be none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from coachcli.cli.program.context import Run
from coachcli.errors import CoachError, Locked, StoreUnusable
from coachcli.render.screen import HIDDEN

if TYPE_CHECKING:
    from coachcli.vault.age import Identity


class Sealed(Protocol):
    """Something with a sealed text, or with none."""

    @property
    def uid(self) -> str: ...
    @property
    def sealed(self) -> bytes | None: ...


Text = TypeVar("Text", bound=Sealed)


def open_key(run: Run) -> Identity | None:
    """The key if nobody has to be asked for it, else None: it is unprotected, was unlocked earlier,
    or its passphrase is in the environment."""
    from coachcli.vault import keys, passphrase, session

    home = run.home.path
    if not keys.has_passphrase(home):
        return keys.open_without(home)
    unlocked = session.recall(home, run.now)
    if unlocked is not None:
        return unlocked
    given = passphrase.from_environment()
    return None if given is None else keys.open_with_passphrase(home, given)


def ask_for_key(run: Run) -> Identity:
    """The key, with the passphrase asked for in the terminal up to three times."""
    from coachcli.cli.dialog import prompts
    from coachcli.cli.dialog.passphrase import TRIES
    from coachcli.vault import keys

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


def needed_key(run: Run) -> Identity:
    """The key, asked for where it is locked. Raises Locked when it is not to be had."""
    return open_key(run) or ask_for_key(run)


def key_if_asked(run: Run) -> Identity | None:
    """The key, asked for where it is locked and somebody can be asked."""
    return needed_key(run) if run.terminal else open_key(run)


def key_for_look(run: Run) -> Identity | None:
    """The key if nobody has to be asked for it, for a look that never fails: a passphrase from the
    environment that is not the right one is told, and opens nothing."""
    try:
        return open_key(run)
    except StoreUnusable:
        raise
    except CoachError as error:
        run.screen.tell(f"{error.message} {error.hint}")
        return None


class Opener:
    """Opens sealed texts, one or many. The key is looked for once, when the first one comes.

    ``find`` says how: ``needed_key`` must have it, ``key_if_asked`` and ``key_for_look`` leave
    closed what they have no key for. Where others see the screen nothing is opened and each text is
    said to be hidden, unless it is not opened for the screen: ``unseen``.
    """

    def __init__(
        self,
        run: Run,
        find: Callable[[Run], Identity | None] = needed_key,
        *,
        unseen: bool = False,
    ) -> None:
        self.run = run
        self.is_locked = False
        """Whether something was left closed."""
        self._find = find
        self._hides = not unseen and run.is_discreet
        self._key: Identity | None = None

    @classmethod
    def for_look(cls, run: Run, *, ask: bool) -> Opener:
        """What is locked stays closed, but where the coach wants to be asked."""
        return cls(run, needed_key if ask else key_for_look)

    def find_key(self) -> None:
        """Look for the key now, before something else is asked for."""
        if self._key is None and not (self.is_locked or self._hides):
            self._key = self._find(self.run)
            self.is_locked = self._key is None

    def __call__(self, text: Sealed) -> str | None:
        """What the text says; None where it is locked, or where there is none."""
        return None if text.sealed is None else self.unsealed(text.uid, text.sealed)

    def unsealed(self, uid: str, sealed: bytes) -> str | None:
        """As for a text, of what was sealed for a uid."""
        if self._hides:
            return HIDDEN
        self.find_key()
        if self._key is None:
            return None
        from coachcli.vault.sealing import unseal

        return unseal(sealed, uid, self._key)

    def texts(self, sealed: Sequence[Sealed]) -> list[str]:
        """What many texts say, empty where one is closed; how far it is stands on stderr."""
        return [text for _, text in self.one_by_one(sealed, len(sealed))]

    def one_by_one(self, sealed: Iterable[Text], count: int) -> Iterator[tuple[Text, str]]:
        """Each of ``count`` texts with what it says, one at a time."""
        from coachcli.render.progress import counted

        for text in counted(self.run.screen, sealed, count, "Opening"):
            yield text, self(text) or ""
