"""A change of keys that is stopped half-way leaves the old way in or the new one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cheap_age
import pytest

from coachcli.vault import keys

from .conftest import change_passphrase

OLD, NEW = "correct horse battery", "staple and the rest"
STEPS = ("replace", "fsync", "unlink", "rmdir")

pytestmark = pytest.mark.usefixtures("cheap_scrypt")


class Stopped(BaseException):
    """The machine stopped."""


def stop_at(
    monkeypatch: pytest.MonkeyPatch, step: int, failure: type[BaseException], *, for_good: bool
) -> None:
    """Let the ``step``-th call to the disk fail, and with ``for_good`` every one after it too."""
    calls = 0

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == step or (for_good and calls > step):
                raise failure
            return real(*args, **kwargs)

        return call

    for name in STEPS:
        monkeypatch.setattr(os, name, guarded(getattr(os, name)))


def stopped_at_each_step(
    monkeypatch: pytest.MonkeyPatch, prepare: Callable[[int], Callable[[], object]]
) -> int:
    """Run a change anew with the next step failing until none fails; how many steps there were."""
    for step in range(1, 100):
        for failure, for_good in ((Stopped, True), (OSError, False)):
            change = prepare(step)
            with monkeypatch.context() as patch:
                stop_at(patch, step, failure, for_good=for_good)
                try:
                    change()
                except (Stopped, OSError):
                    continue
                return step - 1
    raise AssertionError("it never ends")


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


@pytest.mark.parametrize(("before", "after"), [(None, NEW), (OLD, None), (OLD, NEW), (None, None)])
def test_a_change_stopped_at_any_step_leaves_the_old_or_the_new_way_in(
    home: Path, monkeypatch: pytest.MonkeyPatch, before: str | None, after: str | None
) -> None:
    identity = keys.open_without(home)

    def prepare(step: int) -> Callable[[], object]:
        assert way_in(home) in (before, after) or step == 1
        set_to(home, before)
        assert not list((home / keys.FOLDER).glob(".*"))
        return lambda: change_passphrase(home, identity, after)

    assert stopped_at_each_step(monkeypatch, prepare) >= 4
    assert way_in(home) == after


@pytest.mark.parametrize("passphrase", [None, NEW])
def test_init_stopped_at_any_step_leaves_no_keys_or_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str | None
) -> None:
    home = tmp_path / "home"

    def prepare(step: int) -> Callable[[], object]:
        if (home / keys.FOLDER).exists():
            assert way_in(home) == passphrase
            (home / keys.FOLDER).rename(tmp_path / f"made-{len(os.listdir(tmp_path))}")
        return lambda: keys.create(home, passphrase)

    assert stopped_at_each_step(monkeypatch, prepare) >= 5
    assert way_in(home) == passphrase
    assert os.listdir(home) == [keys.FOLDER]


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
