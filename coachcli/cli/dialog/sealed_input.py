"""Text that is about to be sealed: typed line by line, each on disk at once, or piped in.

What could not be stored waits on disk, and the same command offers it again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from coachcli.cli.dialog import prompts
from coachcli.cli.dialog.interview import Question, walk
from coachcli.cli.program.context import Run
from coachcli.coaching.texts import BYTES_MAX, check_text
from coachcli.errors import CoachError
from coachcli.store import drafts
from coachcli.store.drafts import Draft, DraftText
from coachcli.vault import keys, sealing

if TYPE_CHECKING:
    from coachcli.vault.age import Recipients

Sealed = tuple[str, bytes | None]
"""A uid, and the text sealed for it; None for no text."""

ANEW = "<<"
"""Typed alone, it throws away what was typed at a question, to type it anew."""


class Anew(Exception):
    """The coach wants to type a text anew."""


Signals = Mapping[str, type[Exception]]
"""What is raised for a line that is nothing but one of these."""

NO_SIGNALS: Signals = {}
ONLY_BACK: Signals = {prompts.BACK: prompts.Back}
BACK_OR_ANEW: Signals = {**ONLY_BACK, ANEW: Anew}


@contextmanager
def sealed_texts(run: Run, asked: Mapping[str, str]) -> Iterator[dict[str, Sealed]]:
    """Ask for several texts: the questions by what each is about, which names it while it waits.

    The body stores them; only then is what is on disk let go of. Without a terminal the first one
    is all of standard input and the others are empty. Needs no passphrase.
    """
    to = keys.recipients(run.home.path)
    texts: dict[str, Sealed] = {about: (uuid4().hex, None) for about in asked}
    first, *_ = asked

    def ask(about: str) -> bool:
        texts[about] = typed_text(run, about, asked[about], to, way_back=about != first)
        return True

    if run.terminal:
        walk(lambda: [Question(about, partial(ask, about)) for about in asked], {})
    elif text := piped():
        uid, _ = texts[first]
        texts[first] = uid, sealing.seal(text, uid, to)
    yield texts
    if run.terminal:
        for about, (uid, sealed) in texts.items():
            if sealed is not None:
                drafts.drop(run.home, DraftText(about, uid, sealed))


@contextmanager
def sealed_text(run: Run, about: str, question: str) -> Iterator[Sealed]:
    """Ask for one text, as ``sealed_texts``."""
    with sealed_texts(run, {about: question}) as texts:
        yield texts[about]


def typed_text(run: Run, about: str, question: str, to: Recipients, *, way_back: bool) -> Sealed:
    """Lines typed until an empty one; an empty one at once is no text.

    What was typed for it earlier waits on disk, and is offered first. With ``way_back`` it raises
    Back when the coach wants to go back; lines typed before that wait.
    """
    before = next((text for text in drafts.texts(run.home) if text.about == about), None)
    if before is not None:
        offer = "What you typed for this earlier waits, sealed. Use it?"
        if prompts.yes(offer, default=True, back=way_back):
            return before.uid, before.sealed
        if prompts.yes("Throw it away?", default=False):
            drafts.drop(run.home, before)
    hint = f"; {prompts.BACK} goes back" if way_back else ""
    prompts.tell(f"{question} (an empty line goes on{hint}):")
    uid, kept = uuid4().hex, list[bytes]()

    def keep(sealed: bytes) -> None:
        kept[:] = [sealed]
        save_draft(run, DraftText(about, uid, sealed))

    try:
        seal_lines(uid, to, keep, ONLY_BACK if way_back else NO_SIGNALS)
    except (KeyboardInterrupt, EOFError):
        if kept:
            prompts.tell("What you typed is kept, sealed. Type the same command to go on with it.")
        raise
    return uid, kept[0] if kept else None


def save_draft(run: Run, draft: Draft | DraftText) -> None:
    """Put a draft on disk. Where that fails, what was typed waits here until it can be."""
    while True:
        try:
            drafts.save(run.home, draft)
            return
        except (CoachError, OSError) as error:
            why = error.message if isinstance(error, CoachError) else f"{error.strerror}."
            prompts.tell(f"What you typed is not on disk yet. {why}")
        prompts.line("It waits here. Mend that, then press Enter: ")


def seal_lines(
    uid: str, to: Recipients, keep: Callable[[bytes], None], signals: Signals = NO_SIGNALS
) -> None:
    """Lines typed until an empty one; after each the whole text so far is sealed and kept."""
    lines: list[str] = []
    for line in typed_lines(signals):
        try:
            text = check_text("\n".join([*lines, line]))
        except CoachError as error:
            prompts.tell(f"That line was left out. {error.message} {error.hint}")
            continue
        lines.append(line)
        if text:
            keep(sealing.seal(text, uid, to))


def typed_lines(signals: Signals) -> Iterator[str]:
    """Lines as they are typed, until an empty one, a signal or the end of input.

    An empty line in the midst of a paste belongs to it. Ctrl-C loses nothing of a line begun.
    """
    has_begun = False
    while True:
        try:
            line = prompts.line("> ")
        except EOFError:
            if not sys.stdin.isatty():  # the terminal was closed, which is no answer
                raise
            return
        except KeyboardInterrupt:
            if (half := prompts.half_typed()).strip() not in signals:
                yield half
            raise
        word = line.strip()
        if (not word or word in signals) and not (has_begun and prompts.more_is_coming()):
            if word:
                raise signals[word]
            return
        has_begun = True
        yield line


def piped() -> str:
    """All of standard input as a text that can be sealed; it may be empty."""
    try:
        text = sys.stdin.buffer.read(BYTES_MAX + 1).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CoachError("The text is not UTF-8.", "Pipe in plain UTF-8 text.") from None
    return check_text(text)
