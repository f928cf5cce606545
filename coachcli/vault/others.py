"""Sealing for somebody else: to public keys that they gave, which open nothing of ours."""

from __future__ import annotations

import os
from pathlib import Path

from coachcli.errors import CoachError
from coachcli.vault import age

_BEGINS, _SECRET = "age1", "AGE-SECRET-KEY-"
_LARGEST = 100_000

Keys = tuple[str, ...]
"""Public keys that were found to be some."""


def public_keys(word: str) -> Keys:
    """The key that a word is, or those in the file that it names: one a line, ``#`` for remarks, as
    ``age --recipients-file`` reads them.

    Raises CoachError for anything else, and says no more of it than where it is, for it may be a
    private key.
    """
    word = word.strip()
    if _SECRET in word.upper():
        raise _private("That")
    if word.lower().startswith(_BEGINS) and not os.path.isfile(word):
        return (
            _checked(word.lower(), "That is not an age public key, or a letter of it is wrong."),
        )
    lines = [line.strip() for line in _text(Path(word)).splitlines()]
    if any(_SECRET in line.upper() for line in lines):
        raise _private(f"{word}")
    keys = [(number, line) for number, line in enumerate(lines, 1) if line and line[0] != "#"]
    if not keys:
        raise _refused(f"There is no public key in {word}.")
    wrong = f"in {word} is not an age public key, or a letter of it is wrong."
    return tuple(_checked(line, f"Line {number} {wrong}") for number, line in keys)


def seal_for(data: bytes, keys: Keys) -> bytes:
    """An age file that the holder of one of the private keys can open and nobody else can."""
    return age.encrypt_for(data, keys)


def _text(path: Path) -> str:
    try:
        with open(path, "rb") as file:
            return file.read(_LARGEST).decode("utf-8", "replace")
    except (OSError, ValueError):
        raise _refused("That is neither an age public key nor a file that can be read.") from None


def _checked(key: str, wrong: str) -> str:
    try:
        age.must_be_public(key)
    except ValueError:
        raise _refused(wrong) from None
    return key


def _private(what: str) -> CoachError:
    return CoachError(
        f"{what} is a private key, or holds one: it must not be given to anybody.",
        "Ask for the public key, which begins with age1, and tell the owner to make a new pair.",
        code="private_key",
    )


def _refused(message: str) -> CoachError:
    return CoachError(
        message,
        "It begins with age1 and has 62 characters. Keys of ssh or of a plugin cannot be used.",
        code="public_key",
    )
