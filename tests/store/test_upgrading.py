"""A store is brought to a newer version on a copy: whole, or not at all.

The newer version is this one, copied into a folder with one more revision, and run from there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from driving import Coach

import coachcli
from coachcli.store import history, identity
from coachcli.store.home import Home
from coachcli.store.undo_redo import undo

from .homes import NOW, ask, everything, handles, is_sound

REVISION = """
from alembic import op
revision = "9998"
down_revision = "{head}"
def upgrade():
    op.execute("ALTER TABLE teacher ADD COLUMN pronoun VARCHAR")
    op.execute("UPDATE teacher SET pronoun = 'they'")
    {more}
"""

Newer = Callable[..., subprocess.CompletedProcess[str]]


def newer_version(folder: Path, more: str = "pass") -> Path:
    """A coach with one more revision, which ends with the statement ``more``."""
    package = Path(coachcli.__file__).parent
    shutil.copytree(package, folder / "coachcli", ignore=shutil.ignore_patterns("__pycache__"))
    store = folder / "coachcli" / "store"
    revision = REVISION.format(head=identity.HEAD, more=more)
    (store / "migrations" / "versions" / "9998_more.py").write_text(revision, "utf-8")
    return folder


def run(version: Path, home: Home, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coachcli", *words],
        cwd=version,
        env=Coach(home.path).environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newer_version(tmp_path_factory.mktemp("newer"))


def revision_of(path: Path) -> str:
    ((found,),) = ask(path, "SELECT version_num FROM alembic_version")
    return str(found)


@pytest.mark.parametrize(
    "words", [("teacher", "list"), ("teacher", "add", "Cai")], ids=["reading", "writing"]
)
def test_the_next_command_brings_an_older_store_up_and_keeps_the_earlier_file(
    home: Home, newer: Path, words: tuple[str, ...]
) -> None:
    done = run(newer, home, *words)
    assert done.returncode == 0, done.stderr
    assert "brought to this version; the earlier one is kept" in done.stderr
    assert revision_of(home.store) == "9998"
    assert ask(home.store, "SELECT DISTINCT pronoun FROM teacher WHERE id < 3") == [("they",)]
    (earlier,) = home.history.glob("before-upgrade-*.db")
    assert revision_of(earlier) == identity.HEAD
    assert ask(earlier, "SELECT handle FROM teacher ORDER BY 1") == [("ana",), ("ben",)]
    assert run(newer, home, *words[:1], "list").stderr == ""


def test_undo_reaches_past_an_upgrade_and_brings_the_earlier_state_up(
    home: Home, newer: Path
) -> None:
    assert run(newer, home, "undo").returncode == 0
    assert ask(home.store, "SELECT handle, pronoun FROM teacher") == [("ana", "they")]
    assert revision_of(home.store) == "9998"
    assert is_sound(home)
    again = run(newer, home, "redo")
    assert again.returncode == 0, again.stderr
    assert ask(home.store, "SELECT handle, pronoun FROM teacher ORDER BY 1") == [
        ("ana", "they"),
        ("ben", "they"),
    ]


def test_an_older_backup_is_brought_up_when_it_is_restored(
    home: Home, newer: Path, tmp_path: Path
) -> None:
    Coach(home.path)("backup", str(tmp_path / "b.zip"))
    fresh = Home(tmp_path / "fresh")
    assert run(newer, fresh, "restore", str(tmp_path / "b.zip")).returncode == 0
    assert revision_of(fresh.store) == "9998"


def test_the_older_version_refuses_what_the_newer_one_wrote(home: Home, newer: Path) -> None:
    run(newer, home, "due")
    before = everything(home.path)
    for words in (("due",), ("teacher", "add", "Dee"), ("undo",)):
        assert "newer version of coach" in Coach(home.path)(*words, code=4).err
    assert everything(home.path) == before


@pytest.mark.parametrize(
    "more",
    [
        'op.execute("SELECT no_such_function()")',
        'raise RuntimeError("a bug")',
        'op.execute("INSERT INTO attendance VALUES (77, 77)")',
    ],
    ids=["SQL", "Python", "a result that does not check out"],
)
def test_a_migration_that_fails_leaves_the_store_as_it_was(
    home: Home, tmp_path: Path, more: str
) -> None:
    version = newer_version(tmp_path / "failing", more)
    before = everything(home.path)
    for words in (("due",), ("undo",)):
        done = run(version, home, *words)
        assert done.returncode == 4
        assert "it is left as it was" in done.stderr
        assert everything(home.path) == before
    assert handles(home) == ["ana", "ben"]


def test_a_kill_during_a_migration_leaves_the_older_store(home: Home, tmp_path: Path) -> None:
    version = newer_version(tmp_path / "slow", "import time; time.sleep(60)")
    before = everything(home.path)
    child = subprocess.Popen(
        [sys.executable, "-m", "coachcli", "due"],
        cwd=version,
        env=Coach(home.path).environment(),
    )
    while not home.spare.with_name("coach.db.new-journal").exists():
        assert child.poll() is None
        time.sleep(0.02)
    child.kill()
    child.wait()
    assert home.spare.exists()
    assert handles(home) == ["ana", "ben"]
    assert undo(home, NOW).said == "add ben"
    assert set(everything(home.path)) <= {
        *before,
        f"history/redo/000001-{NOW:%Y%m%dT%H%M%SZ}-add-ben.db",
    }


def test_two_commands_may_meet_an_older_store_at_once(home: Home, newer: Path) -> None:
    environment = Coach(home.path).environment()
    words = [sys.executable, "-m", "coachcli", "teacher", "list"]
    both = [
        subprocess.Popen(words, cwd=newer, env=environment, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [child.wait(60) for child in both] == [0, 0]
    assert len(list(home.history.glob("before-upgrade-*.db"))) == 1
    assert [entry.at - NOW for entry in history.kept_states(home.history)] == [timedelta()] * 2
