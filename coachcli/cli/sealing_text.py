"""Text that is asked for, or read from standard input, and sealed at once.

Each line typed is on disk, sealed, before the next one is asked for. What could not be stored waits
there, and the same command offers it again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import uuid4

from coachcli.cli.run import Run
from coachcli.errors import CoachError
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
    from coachcli.cli.interview import typed_lines
    from coachcli.coaching.card import check_text
    from coachcli.vault import keys, sealing

    before = typed.waiting(now.home, about)
    if before is not None:
        if asking.agreed("What you typed for this earlier waits, sealed. Use it?", default=True):
            return before.uid, before.sealed
        if asking.agreed("Throw it away?", default=False):
            typed.drop(now.home, before.uid)
    recipients, uid = keys.recipients(now.home.path), uuid4().hex
    asking.tell(f"{question} (an empty line goes on):")
    lines: list[str] = []
    sealed: bytes | None = None
    try:
        for line in typed_lines():
            try:
                text = check_text("\n".join([*lines, line]))
            except CoachError as error:
                asking.tell(f"That line was left out. {error.message} {error.hint}")
                continue
            lines.append(line)
            if text:
                sealed = sealing.seal(text, uid, recipients)
                typed.save(now.home, Typed(about, uid, sealed))
    except (KeyboardInterrupt, EOFError):
        asking.tell()
        if sealed is not None:
            asking.tell("What you typed is kept, sealed. Type the same command to go on with it.")
        raise
    return uid, sealed


def sealed_input(now: Run) -> Sealed:
    """All of standard input, sealed."""
    from coachcli.coaching.card import BYTES_MAX, check_text
    from coachcli.vault import keys, sealing

    recipients, uid = keys.recipients(now.home.path), uuid4().hex
    try:
        text = check_text(sys.stdin.buffer.read(BYTES_MAX + 1).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CoachError("The text is not UTF-8.", "Pipe in plain UTF-8 text.") from None
    return uid, sealing.seal(text, uid, recipients) if text else None
