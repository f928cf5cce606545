"""Asking a person in the terminal. Every question goes to stderr, so that stdout holds only data.

Nothing typed here is remembered: no history, on disk or in memory.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from coachcli.cli.program.context import Run
from coachcli.errors import CoachError
from coachcli.render.screen import fitted, safe

Read = TypeVar("Read")

PASTE_SECONDS = 0.05
"""How long the next line of a paste may take to follow. No hand is that quick."""

BACK = "<"
"""Typed alone, it goes back to the question before, where there is a way back."""


class Back(Exception):
    """The coach wants the question before once more."""


def answer(
    question: str, default: str | None, read: Callable[[str], Read], *, back: bool = False
) -> Read:
    """Ask until the answer can be read; what cannot is explained.

    Enter means the default; with None for a default the question is asked again. With ``back`` it
    raises Back when the coach wants to go back.
    """
    prompt = f"{question} [{default}]: " if default else f"{question}: "
    while True:
        typed = line(prompt)
        if back and typed.strip() == BACK:
            raise Back
        if not typed.strip():
            if default is None:
                continue
            typed = default
        try:
            return read(typed)
        except CoachError as error:
            tell(f"{error.message} {error.hint}")


def yes(question: str, *, default: bool, back: bool = False) -> bool:
    """A yes or a no. Enter means the default; ``back`` as for ``answer``."""
    while True:
        typed = line(f"{question} [{'Y/n' if default else 'y/N'}]: ").strip().casefold()
        if back and typed == BACK:
            raise Back
        if not typed:
            return default
        if typed in ("y", "yes", "n", "no"):
            return typed[0] == "y"
        tell("Please type y for yes or n for no.")


def confirm(run: Run, question: str) -> None:
    """Ask before something is replaced or removed. Raises CoachError when the answer is no."""
    if not run.terminal:
        raise CoachError(
            "This asks first, and there is no terminal to ask in; nothing was changed.",
            "Add --yes when you are sure.",
            code="unconfirmed",
        )
    if not yes(question, default=False):
        raise CoachError("Nothing was changed.", code="declined")


def line(prompt: str) -> str:
    """One line as it is typed, or several that were pasted at once.

    Raises EOFError at the end of input and KeyboardInterrupt for Ctrl-C; then ``half_typed`` still
    has what was typed of the line.
    """
    _edit_lines()
    while True:
        try:
            with _on_stderr(last_line(prompt)) as shown:
                return input(shown)
        except UnicodeDecodeError:
            # The error holds what was typed, so nothing of it is passed on.
            pass
        except (KeyboardInterrupt, EOFError):
            # What is said next begins on a line of its own; a closed terminal shows nothing more.
            with suppress(OSError):
                tell()
            raise
        tell("That was not readable as text. Once more, please.")


def secret(prompt: str) -> str:
    """One line that does not show. Asked of the terminal itself, whatever is redirected."""
    # Only a question needs it.
    from getpass import getpass

    while True:
        try:
            return getpass(prompt)
        except UnicodeDecodeError:
            pass
        except (KeyboardInterrupt, EOFError):
            tell()
            raise
        tell("That was not readable as text. Once more, please.")


def half_typed() -> str:
    """What stood on the line when Ctrl-C interrupted it, as far as that is known."""
    readline = sys.modules.get("readline")
    return str(readline.get_line_buffer()) if readline is not None else ""


def more_is_coming() -> bool:
    """Whether the next line is here already, as after a paste."""
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.kbhit()
    from select import select

    return bool(select([sys.stdin], [], [], PASTE_SECONDS)[0])


def tell(text: str = "") -> None:
    """A line about the question, where the question is."""
    sys.stderr.write(f"{fitted(safe(text))}\n")
    sys.stderr.flush()


def last_line(prompt: str) -> str:
    """The end of a question, after its other lines are said: ``input`` would break it in a word."""
    asked = prompt.rstrip()
    *above, last = fitted(safe(asked)).splitlines() or [""]
    for text in above:
        tell(text)
    return last + prompt[len(asked) :]


def _edit_lines() -> None:
    """Arrow keys, pastes of several lines, and lines longer than the 4096 bytes that a terminal
    takes on its own. Windows has this without readline."""
    try:
        # Only a question needs it.
        import readline
    except ImportError:
        return
    readline.set_auto_history(False)


@contextmanager
def _on_stderr(prompt: str) -> Iterator[str]:
    """Let ``input`` ask on stderr when stdout leads elsewhere; gives what is left for it to show.

    ``input`` edits lines only where stdout is a terminal, so for as long as it takes stdout is one.
    """
    sys.stdout.flush()
    if sys.stdout.isatty():
        yield prompt
    elif os.name == "posix" and sys.stderr.isatty():
        kept = os.dup(1)
        os.dup2(2, 1)
        try:
            yield prompt
        finally:
            sys.stdout.flush()
            os.dup2(kept, 1)
            os.close(kept)
    else:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        yield ""
