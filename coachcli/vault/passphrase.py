"""Passphrases: where one comes from without a terminal, and what a new one must be."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from coachcli.errors import CoachError, UsageProblem

FILE, COMMAND = "COACH_PASSPHRASE_FILE", "COACH_PASSPHRASE_COMMAND"
"""The two environment variables. They name a place; neither holds a passphrase."""

SHORTEST = 8
_TIMEOUT = 60
_LONGEST_LINE = 64 * 1024


def normalised(passphrase: str) -> str:
    """NFC, because keyboards disagree on whether an accented letter is one character or two."""
    import unicodedata  # only where a passphrase is at hand

    return unicodedata.normalize("NFC", passphrase)


def check_new(passphrase: str) -> None:
    """CoachError when ``passphrase`` will not do as a new one; its sentence never quotes it."""
    hint = "Several unrelated words are easy to remember and hard to guess."
    chosen = normalised(passphrase)
    if not chosen.strip():
        raise CoachError("The passphrase is empty.", hint, code="passphrase")
    if len(chosen) < SHORTEST:
        raise CoachError(
            f"A passphrase needs at least {SHORTEST} characters.", hint, code="passphrase"
        )
    if not is_typable(chosen):
        raise CoachError(
            "The passphrase contains a character that cannot be typed.",
            "Use letters, digits, spaces and punctuation.",
            code="passphrase",
        )


def is_typable(passphrase: str) -> bool:
    """False for control characters, line breaks and lone surrogates (which have no UTF-8)."""
    import unicodedata

    return not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in passphrase)


def from_environment() -> str | None:
    """The passphrase that ``COACH_PASSPHRASE_FILE`` or ``COACH_PASSPHRASE_COMMAND`` leads to.

    None when neither is set; an empty variable counts as not set. Only the first line is used.
    """
    path, command = os.environ.get(FILE), os.environ.get(COMMAND)
    if path and command:
        raise UsageProblem(f"{FILE} and {COMMAND} are both set.", "Unset one of them.")
    if path:
        return _line(_from_file(path), FILE)
    if command:
        return _line(_from_command(command), COMMAND)
    return None


def _from_file(path: str) -> bytes:
    try:
        with Path(path).expanduser().open("rb") as file:
            return file.readline(_LONGEST_LINE)
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a usable path"
        raise CoachError(
            f"The file named by {FILE} cannot be read: {why}.",
            "Check that it exists and that you may read it.",
            code="passphrase",
        ) from None


def _from_command(command: str) -> bytes:
    # subprocess takes several milliseconds to import and only this function needs it.
    import subprocess

    try:
        # No stdin: what is piped into coach is for coach.
        done = subprocess.run(
            _words(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        # It carries what was printed so far, which may be the passphrase.
        error.output = None
        raise _failed(f"gave nothing within {_TIMEOUT} seconds") from None
    except (OSError, ValueError):
        raise _failed("cannot be run") from None
    if done.returncode != 0:
        raise _failed(f"failed with exit code {done.returncode}")
    return done.stdout


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise _failed("is not a command: look for an unclosed quotation mark")
    return words


def _failed(how: str) -> CoachError:
    return CoachError(
        f"The command in {COMMAND} {how}.",
        "Run it by itself: it must print the passphrase and nothing else.",
        code="passphrase",
    )


def _line(output: bytes, source: str) -> str:
    line = output.split(b"\n", 1)[0].removesuffix(b"\r")
    try:
        passphrase = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The error carries the line, so it must not become another one's context.
        passphrase = ""
    if not passphrase:
        raise CoachError(
            f"What {source} leads to does not begin with a passphrase in UTF-8.",
            "Its first line must be the passphrase and nothing else.",
            code="passphrase",
        )
    return normalised(passphrase)
