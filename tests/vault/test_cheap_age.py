from __future__ import annotations

from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest
from cheap_age import CHUNK, cheapen, encrypt

from coachcli.vault import keys


@pytest.mark.parametrize("log_n", [1, 4, 10])
@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_the_real_pyrage_opens_a_cheap_file(size: int, log_n: int) -> None:
    plaintext = b"x" * size
    assert pyrage.passphrase.decrypt(encrypt(plaintext, "pâté", log_n), "pâté") == plaintext


def test_a_cheapened_home_opens_with_its_passphrase_and_only_with_it(home: Path) -> None:
    before = keys.open_without(home)
    cheapen(home, "correct horse")
    assert keys.has_passphrase(home)
    assert keys.open_with_passphrase(home, "correct horse").public == before.public
    with pytest.raises(keys.WrongPassphrase):
        keys.open_with_passphrase(home, "correct house")
