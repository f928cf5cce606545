from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from cheap_age import cheapen, encrypt, with_work

from coachcli.errors import CoachError, Locked, StoreUnusable
from coachcli.vault import age, keys
from coachcli.vault.sealing import seal, unseal

from .conftest import change_passphrase, everything_said

OLD, NEW = "correct horse battery", "staple and the rest"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")


def files_of(home: Path) -> set[str]:
    return set(os.listdir(home / keys.FOLDER))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_at_its_real_cost_a_passphrase_protects_a_new_home(tmp_path: Path) -> None:
    """The one test that pays for scrypt: several seconds."""
    recovery_key = keys.create(tmp_path, OLD)
    identity = keys.open_with_passphrase(tmp_path, OLD)
    assert identity.public == keys.recipients(tmp_path).main
    assert identity.public == keys.recover(tmp_path, recovery_key).public
    assert files_of(tmp_path) == {keys.PROTECTED, keys.RECOVERY, keys.RECIPIENTS}


def test_a_home_without_a_passphrase_opens_without_one(home: Path) -> None:
    assert not keys.has_passphrase(home)
    assert keys.open_without(home).public == keys.recipients(home).main
    assert files_of(home) == {keys.PLAIN, keys.RECOVERY, keys.RECIPIENTS}
    with pytest.raises(CoachError, match="have no passphrase"):
        keys.open_with_passphrase(home, OLD)


def test_the_recovery_key_is_nowhere_in_the_home(tmp_path: Path) -> None:
    recovery_key = keys.create(tmp_path, None)
    for path in (tmp_path / keys.FOLDER).iterdir():
        assert recovery_key.encode() not in path.read_bytes()


@posix
def test_only_the_user_can_read_the_keys_whatever_the_umask(
    tmp_path: Path, cheap_scrypt: None
) -> None:
    before = os.umask(0)
    try:
        keys.create(tmp_path / "home", OLD)
        identity = keys.open_with_passphrase(tmp_path / "home", OLD)
        change_passphrase(tmp_path / "home", identity, None)
    finally:
        os.umask(before)
    folder = tmp_path / "home" / keys.FOLDER
    assert mode(tmp_path / "home") == mode(folder) == 0o700
    assert {mode(path) for path in folder.iterdir()} == {0o600}


def test_keys_are_never_made_over_other_keys(home: Path) -> None:
    before = keys.open_without(home).public
    with pytest.raises(CoachError, match="already has keys") as caught:
        keys.create(home, None)
    assert caught.value.code == "keys_exist"
    assert keys.open_without(home).public == before


def test_an_empty_keys_folder_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / keys.FOLDER).mkdir()
    keys.create(tmp_path, None)
    assert keys.recipients(tmp_path)


def test_before_init_every_question_says_that_there_are_no_keys(tmp_path: Path) -> None:
    for ask in (keys.recipients, keys.has_passphrase, keys.open_without):
        with pytest.raises(CoachError) as caught:
            ask(tmp_path)
        assert caught.value.code == "no_keys"


def test_a_weak_passphrase_makes_no_keys(tmp_path: Path) -> None:
    with pytest.raises(CoachError):
        keys.create(tmp_path / "home", "")
    assert not (tmp_path / "home").exists()


def test_a_passphrase_can_be_set_changed_and_dropped_and_notes_stay_readable(
    home: Path, cheap_scrypt: None
) -> None:
    blob = seal("text", "u", keys.recipients(home))
    change_passphrase(home, keys.open_without(home), OLD)
    assert files_of(home) == {keys.PROTECTED, keys.RECOVERY, keys.RECIPIENTS}
    change_passphrase(home, keys.open_with_passphrase(home, OLD), NEW)
    with pytest.raises(keys.WrongPassphrase):
        keys.open_with_passphrase(home, OLD)
    change_passphrase(home, keys.open_with_passphrase(home, NEW), None)
    assert files_of(home) == {keys.PLAIN, keys.RECOVERY, keys.RECIPIENTS}
    assert unseal(blob, "u", keys.open_without(home)) == "text"


def test_a_passphrase_opens_whether_its_accents_are_one_character_or_two(
    home: Path, cheap_scrypt: None
) -> None:
    change_passphrase(home, keys.open_without(home), "cafe\u0301 \u00e0 Coimbra")
    assert keys.open_with_passphrase(home, "caf\u00e9 a\u0300 Coimbra")


@pytest.mark.parametrize("given", ["wrong passphrase", "", "a\0b", "lone \udcff surrogate"])
def test_a_wrong_passphrase_is_told_apart_and_never_quoted(home: Path, given: str) -> None:
    cheapen(home, OLD)
    with pytest.raises(keys.WrongPassphrase) as caught:
        keys.open_with_passphrase(home, given)
    assert caught.value.exit_code == 3
    said = everything_said(caught.value)
    assert not given or (given not in said and repr(given)[1:-1] not in said)


def test_a_file_made_on_a_much_faster_computer_points_to_the_recovery_key(home: Path) -> None:
    cheapen(home, OLD)
    protected = home / keys.FOLDER / keys.PROTECTED
    protected.write_bytes(with_work(protected.read_bytes(), 40))
    with pytest.raises(CoachError, match="faster computer") as caught:
        keys.open_with_passphrase(home, OLD)
    assert caught.value.code == "work"
    assert "coach recovery" in caught.value.hint
    assert "coach passphrase" in caught.value.hint


@pytest.mark.parametrize("name", [keys.PROTECTED, keys.RECIPIENTS])
@pytest.mark.parametrize("content", [b"", b"\xff\0 nonsense", b"age1abc\nage1def\n"])
def test_a_damaged_key_file_is_not_taken_for_a_wrong_passphrase(
    home: Path, name: str, content: bytes
) -> None:
    cheapen(home, OLD)
    (home / keys.FOLDER / name).write_bytes(content)
    with pytest.raises(StoreUnusable, match=rf"{name} is damaged"):
        keys.open_with_passphrase(home, OLD)


def test_a_passphrase_file_that_holds_no_key_is_damaged(home: Path) -> None:
    cheapen(home, OLD)
    (home / keys.FOLDER / keys.PROTECTED).write_bytes(encrypt(b"not a key", OLD))
    with pytest.raises(StoreUnusable, match="is damaged"):
        keys.open_with_passphrase(home, OLD)


def test_a_missing_private_key_points_to_the_recovery_key(home: Path) -> None:
    (home / keys.FOLDER / keys.PLAIN).unlink()
    with pytest.raises(StoreUnusable, match="private key is missing") as caught:
        keys.open_without(home)
    assert "coach recovery" in caught.value.hint


def test_a_private_key_of_other_notes_is_refused(home: Path) -> None:
    stranger = age.generate()
    (home / keys.FOLDER / keys.PLAIN).write_text(stranger.secret())
    with pytest.raises(StoreUnusable, match="do not belong together") as caught:
        keys.open_without(home)
    assert stranger.secret() not in everything_said(caught.value)
    with pytest.raises(StoreUnusable):
        change_passphrase(home, stranger, None)


def test_the_recovery_key_sets_a_new_passphrase_and_still_works_after_it(
    tmp_path: Path, cheap_scrypt: None
) -> None:
    recovery_key = keys.create(tmp_path, OLD)
    blob = seal("text", "u", keys.recipients(tmp_path))
    change_passphrase(tmp_path, keys.recover(tmp_path, recovery_key), NEW)
    assert unseal(blob, "u", keys.open_with_passphrase(tmp_path, NEW)) == "text"
    assert unseal(blob, "u", keys.recover(tmp_path, recovery_key)) == "text"


def test_the_recovery_key_works_when_the_private_key_is_lost(tmp_path: Path) -> None:
    recovery_key = keys.create(tmp_path, None)
    (tmp_path / keys.FOLDER / keys.PLAIN).unlink()
    change_passphrase(tmp_path, keys.recover(tmp_path, recovery_key), None)
    assert keys.open_without(tmp_path)


@pytest.mark.parametrize(
    "copied", ["{}\n", "  {}  ", "recovery key: {}.", "'{}'", "\u00a0{}\u2028"]
)
def test_a_recovery_key_may_be_copied_with_what_stands_around_it(
    tmp_path: Path, copied: str
) -> None:
    recovery_key = keys.create(tmp_path, None)
    in_lines = "\r\n".join(recovery_key[i : i + 20] for i in range(0, len(recovery_key), 20))
    for written in (recovery_key, recovery_key.lower(), in_lines):
        assert keys.recover(tmp_path, copied.format(written))


def test_a_wrong_recovery_key_is_a_sentence_that_does_not_quote_it(tmp_path: Path) -> None:
    recovery_key = keys.create(tmp_path, None)
    other = age.generate().secret()
    mistyped = recovery_key[:-1] + ("Q" if recovery_key[-1] != "Q" else "P")
    for wrong in ("", "marta", mistyped, recovery_key[:-1], other):
        with pytest.raises(CoachError) as caught:
            keys.recover(tmp_path, wrong)
        assert caught.value.code == "recovery_key"
        assert recovery_key[16:-1] not in everything_said(caught.value)
        assert other not in everything_said(caught.value)


def test_when_both_private_key_files_exist_the_passphrase_is_asked_for(
    home: Path, cheap_scrypt: None
) -> None:
    plain = (home / keys.FOLDER / keys.PLAIN).read_bytes()
    change_passphrase(home, keys.open_without(home), OLD)
    (home / keys.FOLDER / keys.PLAIN).write_bytes(plain)
    assert keys.has_passphrase(home)
    with pytest.raises(Locked):
        keys.open_without(home)
    change_passphrase(home, keys.open_with_passphrase(home, OLD), NEW)
    assert keys.PLAIN not in files_of(home)
