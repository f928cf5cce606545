"""Hands on a keyboard: the installed program in a real pseudo-terminal."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect  # type: ignore[import-untyped]
from driving import PROGRAM, Coach

PATIENCE = 30
SCREEN = {"TERM": "xterm-256color"}


class Hands:
    """One run of ``coach`` with somebody typing. Leaving the ``with`` block ends it."""

    def __init__(
        self,
        coach: Coach,
        *words: str,
        program: str = str(PROGRAM),
        columns: int = 80,
        **env: str,
    ) -> None:
        self.child: Any = pexpect.spawn(
            program,
            list(words),
            env={**coach.environment(), **SCREEN, "COLUMNS": str(columns), **env},
            encoding="utf-8",
            timeout=PATIENCE,
            dimensions=(40, columns),
            # Tests that run in the background are told to ignore Ctrl-C; a terminal's programs not.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self.child.delaybeforesend = None
        self.seen = ""

    def __enter__(self) -> Hands:
        return self

    def __exit__(self, *_: object) -> None:
        self.child.close(force=True)

    @property
    def pid(self) -> int:
        return int(self.child.pid)

    def sees(self, text: str) -> Hands:
        """Wait until ``text`` stands on the screen, in one line or more, after what was seen."""
        try:
            self.child.expect(re.escape(text).replace(r"\ ", r"\s+"))
        except (pexpect.TIMEOUT, pexpect.EOF):
            raise AssertionError(
                f"no {text!r} after:\n{self.seen}\n---\n{self.child.before}"
            ) from None
        self.seen += f"{self.child.before}{self.child.after}"
        return self

    def types(self, text: str = "") -> Hands:
        """Type a line and Enter."""
        self.child.send(f"{text}\r")
        return self

    def answers(self, question: str, text: str = "") -> Hands:
        return self.sees(question).types(text)

    def goes_on(self, times: int) -> Hands:
        """Enter at so many texts in a row: nothing more is typed for them."""
        for _ in range(times):
            self.answers("> ")
        return self

    def begins(self, text: str) -> Hands:
        """Type without Enter, and wait until it stands there."""
        self.child.send(text)
        return self.sees(text)

    def interrupts(self) -> Hands:
        """Ctrl-C, which ends the program. One that comes in the instant before Python's ``input``
        waits is noticed only with the next key, so a hand would press it again."""
        for _ in range(PATIENCE):
            self.child.sendcontrol("c")
            if self.child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=2) == 0:
                self.seen += self.child.before
                return self
        raise AssertionError(f"Ctrl-C does not end it:\n{self.seen}")

    def ends_input(self) -> Hands:
        self.child.sendcontrol("d")
        return self

    def kill(self) -> None:
        """Pull the plug: ``kill -9``."""
        self._signal(signal.SIGKILL)

    def close_the_terminal(self) -> None:
        """What the window's close button does. The kernel tells the program; pexpect's own way
        would give it a third of a second to leave."""
        self.child.ptyproc.fileobj.close()
        wait_until(lambda: not self.child.isalive())

    def terminate(self) -> None:
        """A polite kill."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        """To the program alone: its editor may go on, and keep the terminal open."""
        os.kill(self.pid, number)
        self.child.wait()

    def leaves(self, code: int = 0) -> str:
        """Wait for the end and its exit code; returns all that was shown, without line breaks
        that only the width made."""
        self.child.expect(pexpect.EOF)
        self.seen += self.child.before
        self.child.close()
        assert self.child.exitstatus == code, self.seen
        assert "Traceback" not in self.seen
        return plain(self.seen)


STOPS: dict[str, Callable[[Hands], object]] = {
    "ctrl-c": lambda hands: hands.interrupts().leaves(130),
    "closed terminal": Hands.close_the_terminal,
    "kill -9": Hands.kill,
}
"""The ways in which somebody is cut off."""


def plain(seen: str) -> str:
    """What was shown, as one line of words."""
    return " ".join(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen).split())


def wait_until(true: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def script(path: Path, body: str) -> str:
    """A program to be somebody's editor."""
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o700)
    return str(path)
