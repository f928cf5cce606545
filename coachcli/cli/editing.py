"""Filling the session card in the coach's own editor, without leaving the text on a disk.

The card lies in a folder that is memory where there is one. It is sealed into the draft each time
the editor saves it, and the folder goes whatever happens: a watching process removes it even when
this one is killed.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from uuid import uuid4

import typer

from coachcli import files
from coachcli.cli import opening
from coachcli.cli.run import Run
from coachcli.coaching.card import BYTES_MAX, Card, parse_card
from coachcli.errors import CoachError
from coachcli.store import drafts
from coachcli.store.drafts import Draft
from coachcli.vault import keys, sealing

QUIET = {
    "vi": ["-n", "-i", "NONE"],
    "vim": ["-n", "-i", "NONE", "-c", "set noundofile nobackup nowritebackup"],
    "gvim": ["-f", "-n", "-i", "NONE", "-c", "set noundofile nobackup nowritebackup"],
    "nvim": ["-n", "-i", "NONE", "-c", "set noundofile nobackup nowritebackup"],
}
"""What keeps an editor from writing traces of the text elsewhere."""

WATCH = "import shutil, sys; sys.stdin.read(); shutil.rmtree(sys.argv[1], ignore_errors=True)"
POLL_SECONDS = 0.2

Log = Callable[[Run, Card], None]
Action = Callable[[int, FrameType | None], None] | signal.Handlers


def edit(now: Run, text: str, log: Log) -> None:
    """Open the editor on ``text`` until the card can be read, then log it.

    Nothing is logged when the card comes back as it was.
    """
    draft = Draft(uid=uuid4().hex, card_uid=uuid4().hex)
    draft.answers["about"] = "a session card"
    work(now, draft, text, log, first=text)


def resume(now: Run, draft: Draft, log: Log) -> None:
    """Go on with a card that an editor left. It is sealed, so this needs the passphrase."""
    if draft.card is None:
        raise AssertionError("only a draft with a card is resumed here")
    text = sealing.unseal(draft.card, draft.card_uid, opening.identity(now))
    work(now, draft, text, log, first="")


def work(now: Run, draft: Draft, text: str, log: Log, *, first: str) -> None:
    to = keys.recipients(now.home.path)

    def keep(content: str) -> None:
        if content != first:
            draft.card = sealing.seal(content, draft.card_uid, to)
            drafts.save(now.home, draft)

    while True:
        text = edited(now, text, keep)
        keep(text)
        if text == first:
            now.screen.tell("The card is as it was; nothing was logged.")
            return
        try:
            log(now, parse_card(text, now.today))
        except CoachError as error:
            now.screen.tell(f"{error.message} {error.hint}")
            if typer.confirm("Back to the card?", default=True, err=True):
                continue
            now.screen.tell("The card is kept, sealed. Go on with: coach log session")
            raise
        drafts.drop(now.home)
        return


def edited(now: Run, text: str, keep: Callable[[str], None]) -> str:
    """What the editor makes of ``text``; ``keep`` is given each saved state on the way."""
    command = editor()
    with private_folder(now) as folder:
        path = folder / "session.md"
        files.write_private(path, text.encode())
        try:
            process = subprocess.Popen([*command, str(path)])
        except OSError:
            raise CoachError(
                f"The editor {command[0]!r} cannot be started.",
                "Set EDITOR to one that is installed, or leave --editor out.",
                code="no_editor",
            ) from None
        seen = stamp(path)
        while process.poll() is None:
            time.sleep(POLL_SECONDS)
            if stamp(path) != seen:
                seen = stamp(path)
                keep(content(path, text))
        return content(path, text)


def editor() -> list[str]:
    """The coach's editor, told not to leave traces where we know how."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    usual = ["notepad"] if os.name == "nt" else ["nano", "vi"]
    words = shlex.split(named, posix=os.name != "nt") if named else []
    if not words:
        words = [next((each for each in usual if shutil.which(each)), usual[-1])]
    return [*words, *QUIET.get(Path(words[0]).stem, [])]


@contextmanager
def private_folder(now: Run) -> Iterator[Path]:
    """A folder of ours alone, in memory where there is some, removed whatever happens."""
    base = memory_folder()
    if base is None:
        now.screen.tell("There is no folder in memory here: while you edit, the text is on disk.")
    folder = Path(tempfile.mkdtemp(prefix="coach-", dir=base))
    watcher = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", WATCH, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with leaving_in_order():
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if watcher.stdin is not None:
            watcher.stdin.close()
        watcher.wait()


def memory_folder() -> Path | None:
    """Where files are memory and not disk, if anywhere."""
    runtime = files.runtime_folder()
    if runtime is not None:
        return runtime
    shared = Path("/dev/shm")  # noqa: S108
    if sys.platform == "linux" and shared.is_dir() and files.is_memory(shared.stat().st_dev):
        return shared
    return None


@contextmanager
def leaving_in_order() -> Iterator[None]:
    """Let a closed terminal or a polite kill end the program through its ``finally`` blocks.

    Ctrl-C belongs to the editor while it runs.
    """

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    wanted: dict[int, Action] = {signal.SIGTERM: leave, signal.SIGINT: signal.SIG_IGN}
    if hasattr(signal, "SIGHUP"):
        wanted[signal.SIGHUP] = leave
    before = {number: signal.signal(number, action) for number, action in wanted.items()}
    try:
        yield
    finally:
        for number, action in before.items():
            signal.signal(number, action)


def stamp(path: Path) -> tuple[int, int]:
    """What changes when a file is saved; nothing while it is away."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def content(path: Path, otherwise: str) -> str:
    """The text of the file, as far as it can be read."""
    try:
        with open(path, "rb") as file:
            return file.read(BYTES_MAX + 1).decode("utf-8", "replace")
    except OSError:
        return otherwise
