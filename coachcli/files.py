"""Files that are private from the first byte on, never half-written, and where memory is."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Collection
from pathlib import Path

from coachcli.errors import CoachError

_UNFINISHED = ".new"


def path_named(text: str | Path) -> Path:
    """The place that somebody named. Raises CoachError for the home of a user who is not known
    here: a folder called ``~nobody`` is never what was meant."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        user = Path(text).parts[0]
        raise CoachError(
            f"Nobody on this computer has the home folder {user}.",
            "Type the whole path; ~ alone is your own home folder.",
            code="no_folder",
        ) from None


def may_write(target: Path, *, force: bool) -> None:
    """Raise CoachError unless a file that somebody named can be put there."""
    if target.is_dir():
        raise CoachError(f"{target} is a folder.", "Name a file in it.", code="exists")
    if target.exists() and not (force and target.is_file()):
        raise CoachError(
            f"{target} is there already; it was left as it is.",
            "Name another file, or add --force to replace it.",
            code="exists",
        )
    _must_have_folder(target)


def may_write_folder(target: Path, *, force: bool, ours: Collection[str]) -> None:
    """Raise CoachError unless a folder can be put there. ``force`` replaces one that has nothing in
    it but files named as ``ours``, so that no other folder is ever lost."""
    _must_have_folder(target)
    if not (target.exists() or target.is_symlink()):
        return
    is_ours = target.is_dir() and not target.is_symlink()
    if not is_ours or not {path.name for path in target.iterdir()} <= {*ours}:
        raise CoachError(
            f"{target} is there already and is no such folder; it was left as it is.",
            "Name another one.",
            code="exists",
        )
    if not force and any(target.iterdir()):
        raise CoachError(
            f"{target} is there already; it was left as it is.",
            "Name another folder, or add --force to replace it.",
            code="exists",
        )


def _must_have_folder(target: Path) -> None:
    if not target.parent.is_dir():
        raise CoachError(
            f"There is no folder {target.parent}.", "Make it, or name another.", code="no_folder"
        )


def replace_folder(folder: Path, contents: dict[str, bytes]) -> None:
    """Make ``folder`` (0700) with all its files, in the place of one that ``may_write_folder`` has
    let pass.

    A kill leaves the old one, the new one or none, never a part. What it leaves beside them goes
    with ``clear_beside``.
    """
    clear_beside(folder)
    old, unfinished = _beside(folder)
    try:
        _fill(unfinished, contents)
        if folder.exists():
            os.replace(folder, old)
        os.replace(unfinished, folder)
    except BaseException:
        clear_beside(folder)
        raise
    _remove_folder(old)
    sync_folder(folder.parent)


def clear_beside(path: Path) -> None:
    """Clear away what a kill left of ``replace_folder`` or ``write_private`` beside ``path``. A
    folder that was to be replaced is put back where nothing took its place."""
    if not path.parent.is_dir():
        return
    old, unfinished = _beside(path)
    if old.exists() and not path.exists():
        os.replace(old, path)
    for left in (old, unfinished):
        _remove_folder(left)
    _tidy(path)


def _beside(folder: Path) -> tuple[Path, Path]:
    """Where the folder that is replaced waits, and where the new one is made ready."""
    hidden = f".{folder.name}.coach"
    return folder.with_name(f"{hidden}-old"), folder.with_name(f"{hidden}-new")


def write_private(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``, 0600. A kill at any moment leaves the old file or the new one.

    It may also leave an unfinished file beside them, which the next write or removal clears away.
    """
    _tidy(path)
    unfinished = path.with_name(f".{path.name}.{os.urandom(6).hex()}{_UNFINISHED}")
    try:
        _write_new(unfinished, content)
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_new_private(path: Path, content: bytes) -> None:
    """As ``write_private``, for a file that must not be there yet: else FileExistsError."""
    try:
        _write_new(path, content)
    except FileExistsError:
        raise
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_folder(folder: Path, contents: dict[str, bytes]) -> None:
    """Make ``folder`` (0700) with all its files in one step. It must be missing or empty."""
    unfinished = folder.with_name(folder.name + _UNFINISHED)
    _remove_folder(unfinished)
    try:
        _fill(unfinished, contents)
        if folder.exists():
            folder.rmdir()
        os.replace(unfinished, folder)
    except BaseException:
        _remove_folder(unfinished)
        raise
    sync_folder(folder.parent)


def _fill(folder: Path, contents: dict[str, bytes]) -> None:
    folder.mkdir(mode=0o700)
    for name, content in contents.items():
        _write_new(folder / name, content)
    sync_folder(folder)


def remove(path: Path) -> None:
    """Delete the name. The bytes may stay on the disk until something else is written there."""
    _tidy(path)
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename or a deletion survive a power cut, where the system can sync a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _write_new(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def touch_private(path: Path) -> None:
    """Make sure there is a file at ``path`` that only its owner can read."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _tidy(path: Path) -> None:
    # Reading commands come by this file too.
    import glob

    for unfinished in path.parent.glob(f".{glob.escape(path.name)}.{'[0-9a-f]' * 12}{_UNFINISHED}"):
        unfinished.unlink(missing_ok=True)


def _remove_folder(folder: Path) -> None:
    if folder.exists():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def runtime_folder() -> Path | None:
    """``XDG_RUNTIME_DIR`` when it is what it should be: this user's alone, and memory.

    Linux only, for elsewhere there is no telling whether a folder is memory.
    """
    named = os.environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform != "linux" or not os.path.isabs(named):
        return None
    try:
        folder = os.stat(named)
    except OSError:
        return None
    is_private = folder.st_uid == os.getuid() and not folder.st_mode & 0o077
    if stat.S_ISDIR(folder.st_mode) and is_private and is_memory(folder.st_dev):
        return Path(named)
    return None


def is_memory(device: int) -> bool:
    """Whether ``device`` is mounted as tmpfs or ramfs, by ``/proc/self/mountinfo`` (proc(5)).

    A line reads ``36 35 0:23 / /run/user/1000 rw - tmpfs tmpfs rw``, with the device third and the
    type after a lone hyphen.
    """
    wanted = f"{os.major(device)}:{os.minor(device)}"
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    for mount in mounts:
        before, _, after = mount.partition(" - ")
        if before.split()[2] == wanted:
            return after.split()[0] in ("tmpfs", "ramfs")
    return False
