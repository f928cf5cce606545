"""Text that is about to be sealed: typed line by line, each on disk at once, or piped in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import uuid4

from coachcli.cli.dialog import prompts
from coachcli.cli.program.context import Run
from coachcli.coaching.texts import BYTES_MAX, check_text
from coachcli.errors import CoachError
from coachcli.store import drafts
from coachcli.store.drafts import Draft, DraftNote
from coachcli.values.words import Part
from coachcli.vault import sealing

if TYPE_CHECKING:
    from coachcli.vault.age import Recipients

QUESTIONS = {
    Part.NOTES: "Notes",
    Part.WORKS: "What works",
    Part.HARD: "What is hard",
    Part.ASK_NEXT: "To ask next time",
    Part.REASON: "Why",
}


def keep(run: Run, draft: Draft, what: str = "") -> None:
    """Put a draft on disk. Where that fails, what was typed waits here until it can be."""
    until_kept(lambda: drafts.save(run.home, draft, what))


def until_kept(save: Callable[[], None]) -> None:
    """Save what was typed. Where that fails it waits here until it can be."""
    while True:
        try:
            save()
            return
        except (CoachError, OSError) as error:
            why = error.message if isinstance(error, CoachError) else f"{error.strerror}."
            prompts.tell(f"What you typed is not on disk yet. {why}")
        prompts.line("It waits here. Mend that, then press Enter: ")


ANEW = "<<"
"""Typed alone, it throws away what was typed at a question, to type it anew."""


class Anew(Exception):
    """The coach wants to type a text anew."""


Signals = Mapping[str, type[Exception]]
"""What is raised for a line that is nothing but one of these."""

NO_SIGNALS: Signals = {}
ONLY_BACK: Signals = {prompts.BACK: prompts.Back}
BACK_OR_ANEW: Signals = {**ONLY_BACK, ANEW: Anew}


def ask_into(draft: Draft, part: Part, to: Recipients, save: Callable[[], None]) -> None:
    """Many lines, sealed into the draft and saved after each; an empty line goes on.

    What the draft has of the part already stays, and is added to. Raises Back; lines typed before
    that stay in the draft.
    """
    while True:
        if any(note.part is part for note in draft.notes):
            kept = f"what you typed is kept, sealed. Add to it ({ANEW} throws it away):"
            prompts.tell(f"{QUESTIONS[part]}: {kept}")
        else:
            prompts.tell(f"{QUESTIONS[part]} (an empty line goes on):")
        try:
            add_lines(draft, part, to, save)
            return
        except Anew:
            if any(note.part is part for note in draft.notes) and agreed_to_lose():
                draft.notes = [note for note in draft.notes if note.part is not part]
                save()


def add_lines(draft: Draft, part: Part, to: Recipients, save: Callable[[], None]) -> None:
    note = DraftNote(uuid4().hex, part, b"")

    def keep_so_far(sealed: bytes) -> None:
        if not note.sealed:
            draft.notes.append(note)
        note.sealed = sealed
        save()

    seal_lines(note.uid, to, keep_so_far, BACK_OR_ANEW)


def agreed_to_lose() -> bool:
    return prompts.yes("Throw away what you typed there?", default=False)


def seal_lines(
    uid: str, to: Recipients, keep_so_far: Callable[[bytes], None], signals: Signals = NO_SIGNALS
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
            keep_so_far(sealing.seal(text, uid, to))


def typed_lines(signals: Signals) -> Iterator[str]:
    """Lines as they are typed, until an empty one, a signal or the end of input.

    An empty line in the midst of a paste belongs to it. Ctrl-C loses nothing of a line begun.
    """
    begun = False
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
        if (not word or word in signals) and not (begun and prompts.more_is_coming()):
            if word:
                raise signals[word]
            return
        begun = True
        yield line


def piped() -> str:
    """All of standard input as a text that can be sealed; it may be empty."""
    try:
        text = sys.stdin.buffer.read(BYTES_MAX + 1).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CoachError("The text is not UTF-8.", "Pipe in plain UTF-8 text.") from None
    return check_text(text)
