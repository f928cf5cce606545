"""A long answer in a pager, in a terminal. What is sealed is shown so, and nothing may keep it.

The text goes to ``less`` through a pipe, never through a file, and ``less`` is told to keep no
history of what is looked for and to start neither an editor nor a shell. Other pagers may do as
they like, so none is started.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from shutil import get_terminal_size, which
from typing import Annotated

import typer

from coachcli.cli.program.context import Run

NoPager = Annotated[
    bool, typer.Option("--no-pager", help="Print everything at once. PAGER=cat does so too.")
]

KEYS = "Space goes on, b goes back, q leaves"


def show(run: Run, draw: Callable[[], None], *, paged: bool = True) -> None:
    """Draw, and let a person turn the pages if it is longer than the screen."""
    less = pager(run) if paged else None
    if less is None:
        draw()
        return
    with run.screen.out.capture() as drawn:
        draw()
    put(less, drawn.get())


def show_text(run: Run, text: str, *, paged: bool = True) -> None:
    """As ``show``, for a text that is laid out already and is shown to the letter."""
    less = pager(run) if paged else None
    if less is None:
        typer.echo(text, nl=False)
    else:
        put(less, text)


def pager(run: Run) -> str | None:
    return which("less") if turns_pages(run) else None


def put(less: str, text: str) -> None:
    """On the screen where it fits, else in the pager."""
    if text.count("\n") < get_terminal_size().lines:
        sys.stdout.write(text)
    else:
        turn_pages(less, text)


def turns_pages(run: Run) -> bool:
    """Whether somebody sits at a terminal that can do it and did not ask for ``cat``."""
    return (
        run.terminal
        and sys.stdout.isatty()
        and os.environ.get("PAGER", "less") not in ("", "cat")
        and os.environ.get("TERM", "dumb") != "dumb"
    )


def turn_pages(less: str, text: str) -> None:
    # Both are only needed here.
    import signal
    import subprocess

    pager = subprocess.Popen([less, "-R", f"-Ps{KEYS}"], stdin=subprocess.PIPE, env=safe_for_less())
    # Ctrl-C is for the pager; it must not end this program and leave the pager behind.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        # Leaving before the last page is no error, and ``communicate`` takes it for none.
        pager.communicate(text.encode(sys.stdout.encoding, "replace"))
    finally:
        signal.signal(signal.SIGINT, before)


def safe_for_less() -> dict[str, str]:
    """The environment without what others set for ``less``, which could name a file to write to."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LESS")}
    no_keys = dict.fromkeys(
        ("LESSKEY", "LESSKEYIN", "LESSKEY_SYSTEM", "LESSKEYIN_SYSTEM"), os.devnull
    )
    return {**kept, **no_keys, "LESSSECURE": "1", "LESSHISTFILE": "-"}
