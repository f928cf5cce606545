"""The age format with types: the one door to ``pyrage``, which has neither type hints nor stubs.

No exception raised here carries a key, a passphrase or a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from typing import Any

import pyrage  # type: ignore[import-untyped]

from coachcli.values.frozen import dataclass

DecryptError = pyrage.DecryptError
"""What ``pyrage`` raises for every file that it does not open; only the message says why."""

_SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")


class Identity:
    """A private key. ``str`` and ``repr`` show only its public half; ``secret()`` is explicit."""

    __slots__ = ("key", "public")

    def __init__(self, key: Any) -> None:
        self.key = key
        self.public = str(key.to_public())

    def __repr__(self) -> str:
        return f"Identity({self.public})"

    def secret(self) -> str:
        return str(self.key)


@dataclass(frozen=True)
class Recipients:
    """The two public keys (``age1...``) that everything is sealed to. ValueError for other text."""

    main: str
    recovery: str
    parsed: tuple[Any, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parsed", (_recipient(self.main), _recipient(self.recovery)))


def _recipient(public: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(public)
    except pyrage.RecipientError:
        raise ValueError("not an age public key") from None


def generate() -> Identity:
    return Identity(pyrage.x25519.Identity.generate())


def find_identity(text: str) -> Identity | None:
    """The private key in ``text``, forgiving the white space, lower case and words around it."""
    found = _SECRET.search("".join(text.split()).upper())
    if found is None:
        return None
    try:
        return Identity(pyrage.x25519.Identity.from_str(found[0]))
    except pyrage.IdentityError:
        return None


def encrypt(data: bytes, recipients: Recipients) -> bytes:
    blob: bytes = pyrage.encrypt(data, recipients.parsed)
    return blob


def encrypt_to(data: bytes, identity: Identity) -> bytes:
    """``data`` for the holder of one private key alone."""
    blob: bytes = pyrage.encrypt(data, [identity.key.to_public()])
    return blob


def encrypt_for(data: bytes, public: Sequence[str]) -> bytes:
    """``data`` for the holders of other public keys (``age1...``). ValueError for other text."""
    blob: bytes = pyrage.encrypt(data, [_recipient(each) for each in public])
    return blob


def must_be_public(text: str) -> None:
    """Raise ValueError unless the text is an age public key."""
    _recipient(text)


def decrypt(blob: bytes, identity: Identity) -> bytes:
    data: bytes = pyrage.decrypt(blob, [identity.key])
    return data


def encrypt_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """age's scrypt at the cost that ``pyrage`` chooses: about one second of this machine.

    There is no parameter for it. It takes 2^n KiB of memory, where n is the work factor in the
    file's second line: 512 MiB for 19, a usual value.
    """
    blob: bytes = pyrage.passphrase.encrypt(data, passphrase)
    return blob


def decrypt_with_passphrase(blob: bytes, passphrase: str) -> bytes:
    """Raises DecryptError, also for a file that wants over 16 times one second of this machine."""
    data: bytes = pyrage.passphrase.decrypt(blob, passphrase)
    return data
