"""Text that is asked for, or read from standard input, and sealed at once.

Each line typed is on disk, sealed, before the next one is asked for. What could not be stored waits
there, and the same command offers it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import uuid4

from coachcli.cli.run import Run
from coachcli.store import typed
from coachcli.store.typed import Typed

Sealed = tuple[str, bytes | None]
"""A uid, and the text sealed for it; None for no text."""


@contextmanager
def sealed_texts(now: Run, asked: Mapping[str, str]) -> Iterator[dict[str, Sealed]]:
    """Ask for several texts: the questions by what each is about, which names it while it waits.

    The body stores them; only then is what is on disk let go of. Without a terminal the first one
    is all of standard input and the others are empty. Needs no passphrase.
    """
    found: dict[str, Sealed] = {}
    for number, (about, question) in enumerate(asked.items()):
        if now.terminal:
            found[about] = typed_text(now, about, question)
        else:
            found[about] = sealed_input(now) if number == 0 else (uuid4().hex, None)
    yield found
    if now.terminal:
        for uid, sealed in found.values():
            if sealed is not None:
                typed.drop(now.home, uid)


@contextmanager
def sealed_text(now: Run, about: str, question: str) -> Iterator[Sealed]:
    """Ask for one text, as ``sealed_texts``."""
    with sealed_texts(now, {about: question}) as found:
        yield found[about]


def typed_text(now: Run, about: str, question: str) -> Sealed:
    """Lines typed until an empty one; an empty one at once is no text."""
    from coachcli.cli import asking
    from coachcli.cli.texts import seal_lines, until_kept
    from coachcli.vault import keys

    before = typed.waiting(now.home, about)
    if before is not None:
        if asking.agreed("What you typed for this earlier waits, sealed. Use it?", default=True):
            return before.uid, before.sealed
        if asking.agreed("Throw it away?", default=False):
            typed.drop(now.home, before.uid)
    recipients, uid = keys.recipients(now.home.path), uuid4().hex
    asking.tell(f"{question} (an empty line goes on):")
    so_far: list[bytes] = []

    def keep_so_far(sealed: bytes) -> None:
        so_far[:] = [sealed]
        until_kept(lambda: typed.save(now.home, Typed(about, uid, sealed)))

    try:
        seal_lines(uid, recipients, keep_so_far)
    except (KeyboardInterrupt, EOFError):
        if so_far:
            asking.tell("What you typed is kept, sealed. Type the same command to go on with it.")
        raise
    return uid, so_far[0] if so_far else None


def sealed_input(now: Run) -> Sealed:
    """All of standard input, sealed."""
    from coachcli.cli.texts import piped
    from coachcli.vault import keys, sealing

    recipients, uid = keys.recipients(now.home.path), uuid4().hex
    text = piped()
    return uid, sealing.seal(text, uid, recipients) if text else None
