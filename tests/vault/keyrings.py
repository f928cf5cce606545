"""Keyrings as they are found in the world, for ``PYTHON_KEYRING_BACKEND``.

None is ``viable``, so that no test picks one up without naming it.
"""

from __future__ import annotations

from typing import ClassVar, NoReturn

from keyring.backend import KeyringBackend


class Working(KeyringBackend):
    viable = False
    priority: ClassVar[float] = 5
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Clinging(Working):
    """Keeps what it was told to delete."""

    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def delete_password(self, service: str, username: str) -> None:
        raise RuntimeError("the collection is locked")


class Forgetful(Working):
    """Takes a password and does not keep it."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return


class OnDisk(Working):
    """Works, but ``keyring`` does not recommend it: as the plain-text file of keyrings.alt."""

    priority = 0.5
    kept: ClassVar[dict[tuple[str, str], str]] = {}


class Failing(KeyringBackend):
    viable = False
    priority = 5

    def get_password(self, service: str, username: str) -> NoReturn:
        raise OSError("no D-Bus")

    def set_password(self, service: str, username: str, password: str) -> NoReturn:
        raise ZeroDivisionError

    def delete_password(self, service: str, username: str) -> NoReturn:
        raise NotImplementedError
