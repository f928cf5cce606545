"""The home folder: its owner's alone, wherever it is, and a sentence where it cannot be."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest
from driving import PROGRAM, Coach

from coachcli.errors import CoachError
from coachcli.store import drafts
from coachcli.store.drafts import Draft
from coachcli.store.home import Home, writer

from .homes import add, everything, handles, without_powers


def open_to_others(folder: Path) -> dict[str, str]:
    """Everything under a folder that is not 0700 or 0600."""
    return {
        str(path): oct(stat.S_IMODE(path.stat().st_mode))
        for path in (folder, *folder.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    }


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_every_file_ever_made_is_its_owners_alone(tmp_path: Path, umask: int) -> None:
    home = tmp_path / "home"
    environment = Coach(home).environment()

    def run(*words: str) -> None:
        subprocess.run(
            [PROGRAM, *words],
            env=environment,
            umask=umask,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert not open_to_others(home)

    run("init", "--no-passphrase")
    run("teacher", "add", "Ana Lima")
    run("teacher", "add", "Ben Ode")
    run("undo")
    backup = tmp_path / "backup.zip"
    run("backup", str(backup))
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    run("restore", str(backup), "--yes")
    (home / "keys" / "recovery.age").write_bytes(b"other keys")
    run("restore", str(backup), "--yes")
    assert list((home / "history").glob("before-restore-*.zip"))


def test_the_journal_and_a_draft_are_their_owners_alone_too(home: Home) -> None:
    from coachcli.store.writing.door import connected

    old = os.umask(0)
    try:
        drafts.save(home, Draft("uid"))
        with connected(home) as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute("UPDATE teacher SET name = 'x'")
            db.execute("PRAGMA cache_flush")
            assert home.journal.exists()
            assert not open_to_others(home.path)
            db.execute("ROLLBACK")
    finally:
        os.umask(old)


def test_a_folder_that_was_open_to_others_is_closed(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o755)
    Coach(tmp_path / "home")("init", "--no-passphrase")
    assert not open_to_others(tmp_path / "home")


def test_the_home_is_named_by_option_then_environment_then_the_systems_own_place(
    tmp_path: Path,
) -> None:
    coach = Coach(tmp_path / "named")
    assert coach("--home", str(tmp_path / "given"), "path").out.strip() == str(tmp_path / "given")
    assert coach("path").out.strip() == str(tmp_path / "named")
    own = Path(coach("path", COACH_HOME="").out.strip())
    assert own.is_relative_to(tmp_path)
    assert own.name == "coach"


def run_bound(home: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return without_powers([str(PROGRAM), *words], env=Coach(home).environment())


@pytest.fixture
def read_only(home: Home) -> Home:
    for path in home.path.rglob("*"):
        path.chmod(0o500 if path.is_dir() else 0o400)
    home.path.chmod(0o500)
    return home


def test_a_home_that_may_only_be_read_can_be_read(read_only: Home) -> None:
    before = everything(read_only.path)
    for words in (("due",), (), ("next-steps",), ("check",)):
        done = run_bound(read_only.path, *words)
        assert (done.returncode, done.stderr) == (0, b"")
    assert everything(read_only.path) == before


def test_a_home_that_may_only_be_read_gets_a_sentence_when_it_would_change(
    read_only: Home,
) -> None:
    before = everything(read_only.path)
    for words in (("teacher", "add", "Cai"), ("undo",)):
        done = run_bound(read_only.path, *words)
        assert b"cannot be written; nothing was changed." in done.stderr
        assert done.returncode == 1
    assert everything(read_only.path) == before


def test_a_commit_that_was_cut_off_in_a_home_that_may_only_be_read_gets_a_sentence(
    home: Home,
) -> None:
    home.journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(1000))
    home.path.chmod(0o500)
    (home.path / "lock").chmod(0o400)
    done = run_bound(home.path, "due")
    assert b"cannot be written" in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("words", [("due",), ("undo",), ("init",)])
def test_a_home_that_may_not_be_looked_into_gets_a_sentence(
    home: Home, words: tuple[str, ...]
) -> None:
    home.path.chmod(0)
    done = run_bound(home.path, *words)
    home.path.chmod(0o700)
    assert b"cannot be read" in done.stderr
    assert done.returncode == 1


def test_a_store_that_may_not_be_read_gets_a_sentence(home: Home) -> None:
    home.store.chmod(0)
    done = run_bound(home.path, "due")
    assert b"cannot be read" in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("where", ["file/home", "file", "closed/home", "x" * 300])
def test_a_home_that_cannot_be_made_gets_a_sentence(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "closed").mkdir(mode=0o500)
    for words in (("init", "--no-passphrase"), ("due",)):
        done = run_bound(tmp_path / where, *words)
        assert done.returncode == 1
        assert b"unforeseen" not in done.stderr
    assert (tmp_path / "file").read_text() == "mine"


def test_the_pen_is_free_again_after_an_error(home: Home) -> None:
    with pytest.raises(ZeroDivisionError), writer(home):
        raise ZeroDivisionError
    add(home, "cai")
    assert "cai" in handles(home)


def test_there_is_no_second_pen(home: Home) -> None:
    from coachcli.store import home as homes

    seconds, homes.LOCK_SECONDS = homes.LOCK_SECONDS, 0.1
    try:
        with writer(home), pytest.raises(CoachError, match="still writing"), writer(home):
            pass
    finally:
        homes.LOCK_SECONDS = seconds
