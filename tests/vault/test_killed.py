"""A change of keys that is stopped half-way leaves the old way in or the new one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import cheap_age
import pytest
from stopping import Stopped, stopped_at_each_step

from coachcli.vault import keys

from .conftest import change_passphrase

OLD, NEW = "correct horse battery", "staple and the rest"

pytestmark = pytest.mark.usefixtures("cheap_scrypt")


def way_in(home: Path) -> str | None:
    """The passphrase that opens the home, None for none; fails when nothing opens it."""
    if not keys.has_passphrase(home):
        assert keys.open_without(home)
        return None
    for passphrase in (OLD, NEW):
        try:
            keys.open_with_passphrase(home, passphrase)
        except keys.WrongPassphrase:
            continue
        return passphrase
    raise AssertionError("no passphrase opens this home")


def set_to(home: Path, passphrase: str | None) -> None:
    before = way_in(home)
    identity = (
        keys.open_without(home) if before is None else keys.open_with_passphrase(home, before)
    )
    change_passphrase(home, identity, passphrase)


@pytest.mark.parametrize("failure", [Stopped, OSError])
@pytest.mark.parametrize(("before", "after"), [(None, NEW), (OLD, None), (OLD, NEW), (None, None)])
def test_a_change_stopped_at_any_step_leaves_the_old_or_the_new_way_in(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: str | None,
    after: str | None,
    failure: type[BaseException],
) -> None:
    identity = keys.open_without(home)

    def prepare(_: int) -> Path:
        set_to(home, before)
        assert not list((home / keys.FOLDER).glob(".*"))
        return home

    def change(home: Path) -> None:
        change_passphrase(home, identity, after)

    def look(home: Path) -> None:
        assert way_in(home) in (before, after)

    assert stopped_at_each_step(monkeypatch, prepare, change, look, failure) >= 4
    assert way_in(home) == after


@pytest.mark.parametrize("failure", [Stopped, OSError])
@pytest.mark.parametrize("passphrase", [None, NEW])
def test_init_stopped_at_any_step_leaves_no_keys_or_all_of_them(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    passphrase: str | None,
    failure: type[BaseException],
) -> None:
    made = []

    def look(home: Path) -> None:
        made.append((home / keys.FOLDER).exists())
        if not made[-1]:
            keys.create(home, passphrase)
        assert way_in(home) == passphrase
        assert os.listdir(home) == [keys.FOLDER]

    steps = stopped_at_each_step(
        monkeypatch,
        lambda step: tmp_path / str(step),
        lambda home: keys.create(home, passphrase),
        look,
        failure,
    )
    assert steps >= 5
    assert made[0] is False
    assert made[-1] is True


CHANGING = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[2]]
import cheap_age
from coachcli.vault import age, keys
age.encrypt_with_passphrase = cheap_age.encrypt
home = Path(sys.argv[1])
identity = age.find_identity(sys.stdin.readline())
print("ready", flush=True)
while True:
    for passphrase in ("correct horse battery", None, "staple and the rest", None):
        keys.put(home, identity, keys.protected(identity, passphrase))
"""


def test_a_home_opens_after_a_real_kill_during_changes(home: Path) -> None:
    secret = keys.open_without(home).secret()
    tests = str(Path(cheap_age.__file__).parent)
    for _ in range(8):
        child = subprocess.Popen(
            [sys.executable, "-c", CHANGING, str(home), tests],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with child:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(secret + "\n")
            child.stdin.flush()
            assert child.stdout.readline() == "ready\n"
            time.sleep(random.uniform(0, 0.05))
            child.kill()
        assert way_in(home) in (None, OLD, NEW)
    set_to(home, OLD)
    set_to(home, None)
    assert set(os.listdir(home / keys.FOLDER)) == {keys.PLAIN, keys.RECOVERY, keys.RECIPIENTS}
