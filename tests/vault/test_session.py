from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coachcli import files
from coachcli.vault import keys, session
from coachcli.vault.age import Identity

from . import keyrings

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=15)
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the runtime folder is Linux's")


@pytest.fixture
def identity(home: Path) -> Identity:
    return keys.open_without(home)


def use(monkeypatch: pytest.MonkeyPatch, backend: type) -> None:
    getattr(backend, "kept", {}).clear()
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{keyrings.__name__}.{backend.__name__}")


@pytest.fixture(params=["keyring", "runtime"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the two places in turn, as the only one there is."""
    if request.param == "keyring":
        use(monkeypatch, keyrings.Working)
    else:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(request.getfixturevalue("memory")))
    return str(request.param)


def test_an_unlocked_home_gives_the_key_until_its_time_is_over(
    home: Path, identity: Identity, place: str
) -> None:
    assert session.remember(home, identity, NOW, LATER) == place
    for moment in (NOW, LATER - timedelta(seconds=1)):
        recalled = session.recall(home, moment)
        assert recalled is not None
        assert recalled.secret() == identity.secret()


@pytest.mark.parametrize("moment", [LATER, LATER + timedelta(days=1), NOW - timedelta(seconds=1)])
def test_after_its_time_or_with_the_clock_set_back_the_key_is_forgotten(
    home: Path, identity: Identity, place: str, moment: datetime
) -> None:
    session.remember(home, identity, NOW, LATER)
    assert session.recall(home, moment) is None
    assert not (home / session.MARKER).exists()
    assert nothing_kept()
    assert session.recall(home, NOW) is None


def nothing_kept() -> bool:
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return not keyrings.Working.kept and (folder is None or not os.listdir(folder))


def test_locking_forgets_the_key(home: Path, identity: Identity, place: str) -> None:
    session.remember(home, identity, NOW, LATER)
    assert not nothing_kept()
    assert session.forget(home)
    assert nothing_kept()
    assert session.recall(home, NOW) is None
    assert session.forget(home)


def test_two_homes_are_unlocked_and_locked_apart(
    tmp_path: Path, home: Path, identity: Identity, place: str
) -> None:
    keys.create(tmp_path / "other", None)
    session.remember(home, identity, NOW, LATER)
    session.remember(tmp_path / "other", keys.open_without(tmp_path / "other"), NOW, LATER)
    session.forget(tmp_path / "other")
    assert session.recall(tmp_path / "other", NOW) is None
    recalled = session.recall(home, NOW)
    assert recalled is not None
    assert recalled.public == identity.public


def test_the_marker_holds_no_secret_and_only_the_user_reads_it(
    home: Path, identity: Identity, place: str
) -> None:
    session.remember(home, identity, NOW, LATER)
    marker = home / session.MARKER
    assert "SECRET" not in marker.read_text()
    assert json.loads(marker.read_text())["where"] == place
    assert os.name == "nt" or marker.stat().st_mode & 0o777 == 0o600


def test_unlocking_again_moves_the_key_and_leaves_no_copy_behind(
    home: Path, identity: Identity, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(memory))
    assert session.remember(home, identity, NOW, LATER) == "runtime"
    use(monkeypatch, keyrings.Working)
    assert session.remember(home, identity, NOW, LATER) == "keyring"
    assert os.listdir(memory) == []


@pytest.mark.parametrize(
    "backend",
    [
        "keyring.backends.fail.Keyring",
        "keyring.backends.null.Keyring",
        "no.such.Keyring",
        f"{keyrings.__name__}.Failing",
        f"{keyrings.__name__}.Forgetful",
        f"{keyrings.__name__}.OnDisk",
    ],
)
def test_a_keyring_that_is_not_there_or_fails_is_no_error(
    home: Path, identity: Identity, monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    assert session.remember(home, identity, NOW, LATER) == ""
    assert session.recall(home, NOW) is None
    assert not (home / session.MARKER).exists()
    assert not keyrings.OnDisk.kept


def test_a_keyring_that_fails_later_locks_the_home_and_is_no_error(
    home: Path, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, keyrings.Working)
    session.remember(home, identity, NOW, LATER)
    use(monkeypatch, keyrings.Failing)
    assert session.recall(home, NOW) is None
    assert not session.forget(home)


def test_a_keyring_that_keeps_its_copy_is_reported_and_the_home_is_locked(
    home: Path, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, keyrings.Clinging)
    assert session.remember(home, identity, NOW, LATER) == "keyring"
    assert not session.forget(home)
    assert session.recall(home, NOW) is None


@on_linux
def test_the_runtime_file_is_the_users_alone(
    home: Path, identity: Identity, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(memory))
    session.remember(home, identity, NOW, LATER)
    (path,) = memory.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600


@on_linux
@pytest.mark.parametrize("mode", [0o750, 0o701, 0o777, 0o710])
def test_a_runtime_folder_that_others_can_enter_is_not_used(
    home: Path, identity: Identity, memory: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    memory.chmod(mode)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(memory))
    assert session.remember(home, identity, NOW, LATER) == ""
    assert os.listdir(memory) == []


@on_linux
@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only root can give away")
def test_a_runtime_folder_of_another_user_is_not_used(
    home: Path, identity: Identity, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.chown(memory, 12345, -1)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(memory))
    assert session.remember(home, identity, NOW, LATER) == ""


def test_a_runtime_folder_on_the_disk_is_not_used(
    home: Path, identity: Identity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    if sys.platform == "linux" and files.is_memory(folder.stat().st_dev):
        pytest.skip("temporary files are in memory here")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    assert session.remember(home, identity, NOW, LATER) == ""
    assert os.listdir(folder) == []


@pytest.mark.parametrize("named", ["", "run/user", "/no/such/folder", "/proc/self/mountinfo"])
def test_a_runtime_folder_that_is_none_is_not_used(
    home: Path, identity: Identity, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", named)
    assert session.remember(home, identity, NOW, LATER) == ""


@pytest.mark.parametrize(
    "change",
    [
        {"key": "../../outside"},
        {"key": "no file name \0"},
        {"until": "2026-11-23T09:00:00"},
        {"until": "soon"},
        {"since": 7},
        {"key": None},
    ],
)
def test_a_marker_that_makes_no_sense_means_locked(
    home: Path, identity: Identity, place: str, change: dict[str, object]
) -> None:
    session.remember(home, identity, NOW, LATER)
    marker = home / session.MARKER
    marker.write_text(json.dumps({**json.loads(marker.read_text()), **change}))
    assert session.recall(home, NOW) is None
    session.forget(home)
    assert not marker.exists()


@pytest.mark.parametrize("content", ["", "[]", "null", "{", "\udcff"])
def test_a_damaged_marker_means_locked(home: Path, content: str) -> None:
    (home / session.MARKER).write_bytes(content.encode("utf-8", "surrogateescape"))
    assert session.recall(home, NOW) is None


def test_a_key_of_other_notes_is_not_recalled(
    tmp_path: Path, home: Path, identity: Identity, place: str
) -> None:
    session.remember(home, identity, NOW, LATER)
    keys.create(tmp_path / "other", None)
    (home / session.MARKER).rename(tmp_path / "other" / session.MARKER)
    assert session.recall(tmp_path / "other", NOW) is None


RECALLING = """
import sys
from datetime import datetime
from pathlib import Path
from coachcli.vault import session
found = session.recall(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
print(found is not None, "keyring" in sys.modules)
"""


def recalled_elsewhere(home: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", RECALLING, str(home), NOW.isoformat()],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_locked_home_is_read_without_importing_keyring(home: Path) -> None:
    assert recalled_elsewhere(home) == "False False"


def test_a_key_in_the_runtime_folder_is_recalled_by_another_process_without_keyring(
    home: Path, identity: Identity, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(memory))
    session.remember(home, identity, NOW, LATER)
    assert recalled_elsewhere(home) == "True False"
