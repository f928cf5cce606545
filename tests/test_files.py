"""Files are private, and whole or not there."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from stopping import stopped_at_each_step

from coachcli import files
from coachcli.errors import CoachError


@pytest.fixture
def open_umask() -> Iterator[None]:
    old = os.umask(0)
    yield
    os.umask(old)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("open_umask")
def test_whatever_is_made_is_its_owners_alone_under_any_umask(tmp_path: Path) -> None:
    files.write_private(tmp_path / "file", b"x")
    files.touch_private(tmp_path / "touched")
    files.write_folder(tmp_path / "folder", {"inside": b"x"})
    assert mode(tmp_path / "file") == mode(tmp_path / "touched") == 0o600
    assert mode(tmp_path / "folder") == 0o700
    assert mode(tmp_path / "folder" / "inside") == 0o600


def test_a_file_that_was_open_to_others_is_closed_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)
    files.write_private(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", 0o600)


def test_touching_keeps_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    files.touch_private(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"kept"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "file"
    path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, step, refuse)
        with pytest.raises(OSError, match="No space"):
            files.write_private(path, b"new")
        with pytest.raises(OSError, match="No space"):
            files.write_folder(tmp_path / "folder", {"inside": b"x"})
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("name", ["file", "odd [1]*?.zip", "[a]"])
def test_what_a_kill_left_is_hidden_and_goes_with_the_next_writing(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    left = tmp_path / f".{name}.0123456789ab.new"
    left.write_bytes(b"half")
    files.write_private(path, b"x")
    assert not left.exists()
    left.write_bytes(b"half")
    files.remove(path)
    assert not left.exists()


def test_nobody_elses_file_is_taken_for_a_leftover(tmp_path: Path) -> None:
    theirs = [tmp_path / name for name in (".file.mine.new", ".files.0123456789ab.new", "file.new")]
    for path in theirs:
        path.write_bytes(b"theirs")
    files.write_private(tmp_path / "file", b"x")
    assert all(path.exists() for path in theirs)


def test_a_link_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    files.write_private(tmp_path / "link", b"new")
    assert (tmp_path / "real").read_bytes() == b"real"
    assert (tmp_path / "link").read_bytes() == b"new"


def test_removing_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    files.remove(tmp_path / "file")


def inside(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


OLD, NEW = {"a.md": b"old", "b.md": b"old too"}, {"a.md": b"new", "c.md": b"new too"}


@pytest.mark.parametrize("before", [None, {}, OLD], ids=["none", "empty", "old"])
def test_a_stop_while_a_folder_is_replaced_leaves_the_old_the_new_or_none_and_never_a_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: dict[str, bytes] | None
) -> None:
    def prepare(step: int) -> Path:
        folder = tmp_path / str(step) / "export"
        folder.parent.mkdir()
        if before is not None:
            files.replace_folder(folder, before)
        return folder

    seen = []

    def look(folder: Path) -> None:
        found = inside(folder) if folder.exists() else None
        assert found in (before, NEW, None)
        seen.append(found)
        files.replace_folder(folder, NEW)
        assert [path.name for path in folder.parent.iterdir()] == ["export"]
        assert inside(folder) == NEW

    steps = stopped_at_each_step(
        monkeypatch, prepare, lambda folder: files.replace_folder(folder, NEW), look
    )
    assert steps >= 6
    assert seen[0] == before
    assert seen[-1] == NEW


def test_a_folder_with_anything_else_in_it_may_not_be_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    files.replace_folder(folder, OLD)
    files.may_write_folder(folder, force=True, ours=OLD)
    for force, ours in ((False, OLD), (True, {"a.md": b""})):
        with pytest.raises(CoachError) as told:
            files.may_write_folder(folder, force=force, ours=ours)
        assert told.value.code == "exists"
