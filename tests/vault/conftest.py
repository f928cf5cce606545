from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cheap_age import encrypt

from coachcli import files
from coachcli.vault import age, keys


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No keyring, runtime folder or passphrase of the machine that runs the tests."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    for name in ("XDG_RUNTIME_DIR", "COACH_PASSPHRASE_FILE", "COACH_PASSPHRASE_COMMAND"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with keys and no passphrase."""
    keys.create(tmp_path / "home", None)
    return tmp_path / "home"


@pytest.fixture
def cheap_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrase files of the same format without the second of work that makes them safe."""
    monkeypatch.setattr(age, "encrypt_with_passphrase", encrypt)


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder of this user's in memory, as a runtime folder is."""
    shared = Path("/dev/shm")
    if not shared.is_dir() or not files.is_memory(os.stat(shared).st_dev):
        pytest.skip("no folder in memory here")
    folder = Path(tempfile.mkdtemp(dir=shared))
    yield folder
    shutil.rmtree(folder)


def everything_said(error: BaseException | None) -> str:
    """All that an exception and those behind it could show to a log or a traceback."""
    said = ""
    while error is not None:
        said += f"{error!s} {error!r} {error.args} {vars(error)}"
        said += "".join(str(getattr(error, name, "")) for name in ("object", "doc", "output"))
        error = error.__cause__ or error.__context__
    return said


def change_passphrase(home: Path, identity: age.Identity, new: str | None) -> None:
    """As ``coach passphrase`` does it: the slow part first, then the file."""
    keys.put(home, identity, keys.protected(identity, new))
