"""Text that is asked for, or read from standard input, and sealed at once.

Each line typed is on disk, sealed, before the next one is asked for. What could not be stored waits
there, and the same command offers it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import uuid4

from coachcli.cli.program.context import Run
from coachcli.store import waiting_texts
from coachcli.store.waiting_texts import Typed

Sealed = tuple[str, bytes | None]
"""A uid, and the text sealed for it; None for no text."""


@contextmanager
def sealed_texts(run: Run, asked: Mapping[str, str]) -> Iterator[dict[str, Sealed]]:
    """Ask for several texts: the questions by what each is about, which names it while it waits.

    The body stores them; only then is what is on disk let go of. Without a terminal the first one
    is all of standard input and the others are empty. Needs no passphrase.
    """
    if run.terminal:
        found = typed_texts(run, asked)
    else:
        found = {about: (uuid4().hex, None) for about in asked}
        found[next(iter(asked))] = sealed_input(run)
    yield found
    if run.terminal:
        for uid, sealed in found.values():
            if sealed is not None:
                waiting_texts.drop(run.home, uid)


@contextmanager
def sealed_text(run: Run, about: str, question: str) -> Iterator[Sealed]:
    """Ask for one text, as ``sealed_texts``."""
    with sealed_texts(run, {about: question}) as found:
        yield found[about]


def typed_texts(run: Run, asked: Mapping[str, str]) -> dict[str, Sealed]:
    """The texts one after the other, with a way back to each but from the first.

    What was typed for one waits on disk meanwhile, and is offered when its question comes again.
    """
    from coachcli.cli.dialog import prompts

    found: dict[str, Sealed] = {}
    abouts = list(asked)
    place = 0
    while place < len(abouts):
        about = abouts[place]
        try:
            found[about] = typed_text(run, about, asked[about], way_back=place > 0)
            place += 1
        except prompts.Back:
            place -= 1
    return found


def typed_text(run: Run, about: str, question: str, *, way_back: bool = False) -> Sealed:
    """Lines typed until an empty one; an empty one at once is no text.

    With ``way_back`` it raises Back when the coach wants to go back; lines typed before that wait.
    """
    from coachcli.cli.dialog import prompts
    from coachcli.cli.dialog.note_input import NO_SIGNALS, ONLY_BACK, seal_lines, until_kept
    from coachcli.vault import keys

    before = waiting_texts.waiting(run.home, about)
    if before is not None:
        offer = "What you typed for this earlier waits, sealed. Use it?"
        if prompts.yes(offer, default=True, back=way_back):
            return before.uid, before.sealed
        if prompts.yes("Throw it away?", default=False):
            waiting_texts.drop(run.home, before.uid)
    recipients, uid = keys.recipients(run.home.path), uuid4().hex
    hint = (
        f"an empty line goes on; {prompts.BACK} goes back" if way_back else "an empty line goes on"
    )
    prompts.tell(f"{question} ({hint}):")
    so_far: list[bytes] = []

    def keep_so_far(sealed: bytes) -> None:
        so_far[:] = [sealed]
        until_kept(lambda: waiting_texts.save(run.home, Typed(about, uid, sealed)))

    try:
        seal_lines(uid, recipients, keep_so_far, ONLY_BACK if way_back else NO_SIGNALS)
    except (KeyboardInterrupt, EOFError):
        if so_far:
            prompts.tell("What you typed is kept, sealed. Type the same command to go on with it.")
        raise
    return uid, so_far[0] if so_far else None


def sealed_input(run: Run) -> Sealed:
    """All of standard input, sealed."""
    from coachcli.cli.dialog.note_input import piped
    from coachcli.vault import keys, sealing

    recipients, uid = keys.recipients(run.home.path), uuid4().hex
    text = piped()
    return uid, sealing.seal(text, uid, recipients) if text else None
