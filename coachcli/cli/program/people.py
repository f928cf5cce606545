"""Whom a typed word means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coachcli.coaching.people.names import find, find_active
from coachcli.store import reading
from coachcli.values.frozen import dataclass
from coachcli.values.teacher import Teacher


@dataclass(frozen=True)
class People:
    """Teachers as the screen may show them, found by the handles and names that they have, which
    are ``names``, by id."""

    teachers: Sequence[Teacher]
    names: Mapping[int, tuple[str, str]]

    def find(self, word: str) -> Teacher:
        """The one that a word means, in the rotation or not. Raises CoachError as ``find``."""
        return find(word, self.teachers, self.names)

    def find_active(self, word: str) -> Teacher:
        """The one in the rotation that a word means. Raises CoachError as ``find_active``."""
        return find_active(word, self.teachers, self.names)

    def find_all(self, words: Sequence[str]) -> tuple[Teacher, ...]:
        """Those in the rotation that words mean, nobody twice."""
        return tuple(dict.fromkeys(map(self.find_active, words)))


def people(db: reading.Connection, among: Sequence[Teacher] | None = None) -> People:
    """Everybody, the archived ones too; or only those ``among`` whom somebody is meant."""
    everybody = reading.teachers(db, archived=True) if among is None else among
    return People(everybody, reading.true_names(db))
