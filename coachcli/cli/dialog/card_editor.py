"""Filling a card in the coach's own editor, without leaving the text on a disk.

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
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from coachcli import files
from coachcli.cli.dialog import prompts
from coachcli.cli.dialog.sealed_input import save_draft
from coachcli.cli.program.context import Run
from coachcli.coaching.texts import BYTES_MAX
from coachcli.errors import CoachError
from coachcli.store import drafts
from coachcli.store.drafts import Draft
from coachcli.vault import keys, sealing

_VIM = ["-n", "-i", "NONE", "-c", "set noundofile nobackup nowritebackup"]
KNOWN = {
    "vim": _VIM,
    "nvim": _VIM,
    "gvim": ["-f", *_VIM],
    "code": ["--wait"],
    "codium": ["--wait"],
    "subl": ["--wait"],
}
"""What makes an editor wait until the text is done, and write no traces of it elsewhere."""

WATCH = "import shutil, sys; sys.stdin.read(); shutil.rmtree(sys.argv[1], ignore_errors=True)"
POLL_SECONDS = 0.2

Action = Callable[[int, FrameType | None], None] | signal.Handlers


def edit(run: Run, draft: Draft, text: str, finish: Callable[[str], None], *, first: str) -> None:
    """Edit a card until ``finish`` takes it; a CoachError of it leads back to the card.

    What the editor saves is sealed into the draft. Nothing is done with the card as it was at
    ``first``.
    """
    to = keys.recipients(run.home.path)

    def seal(content: str) -> bool:
        """Seal what the editor saved into the draft; False for the card as it was at first."""
        if content == first:
            return False
        draft.card = sealing.seal(content, draft.card_uid, to)
        return True

    def follow(content: str) -> None:
        # What cannot be written now is tried again with the next text, and at the end.
        with suppress(CoachError, OSError):
            if seal(content):
                drafts.save(run.home, draft)

    try:
        while True:
            text, code = edited(text, follow)
            if not seal(text):
                prompts.tell("The card is as it was; nothing was logged.")
                return
            save_draft(run, draft)
            try:
                if code:
                    raise CoachError("The editor ended with an error; nothing was logged.")
                finish(text)
                return
            except CoachError as error:
                prompts.tell(f"{error.message} {error.hint}".rstrip())
                if not prompts.yes("Back to the card?", default=True):
                    raise CoachError(
                        "The card is kept, sealed.", f"Go on with: {draft.command}", code="draft"
                    ) from None
    except (KeyboardInterrupt, EOFError):
        prompts.tell()
        prompts.tell(f"The card is kept, sealed. Go on with: {draft.command}")
        raise


def edited(text: str, follow: Callable[[str], None]) -> tuple[str, int]:
    """What the editor makes of ``text``, and its exit code; ``follow`` is given each saved state on
    the way, and the last one whatever happens.

    A signal that ends the program waits until then, from before the editor starts.
    """
    command = editor()
    with ending_later() as is_ending, private_folder() as folder:
        path = folder / "session.md"
        files.write_private(path, text.encode())
        seen = stamp(path)
        try:
            process = subprocess.Popen([*command, str(path)])
        except OSError:
            raise CoachError(
                f"The editor {command[0]!r} cannot be started.",
                "Set EDITOR to one that is installed, or leave --editor out.",
                code="no_editor",
            ) from None
        while process.poll() is None and not is_ending():
            time.sleep(POLL_SECONDS)
            if stamp(path) != seen:
                seen = stamp(path)
                follow(content(path, text))
        last = content(path, text)
        follow(last)
        return last, process.returncode


def editor() -> list[str]:
    """The coach's editor, told to wait and to leave no traces where we know how."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    usual = ["notepad"] if os.name == "nt" else ["nano", "vi"]
    try:
        words = shlex.split(named, posix=os.name != "nt")
    except ValueError:
        raise CoachError(
            "EDITOR or VISUAL has a quotation mark that is not closed.",
            "Set it to a command such as: nano",
            code="no_editor",
        ) from None
    if not words:
        words = [next((name for name in usual if shutil.which(name)), usual[-1])]
    program = Path(words[0])
    if program.stem == "vi":  # on most systems a name for vim
        program = Path(shutil.which(words[0]) or words[0]).resolve()
    return [*words, *KNOWN.get(program.stem, [])]


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder of ours alone, in memory where there is some, removed whatever happens."""
    base = memory_folder()
    if base is None:
        prompts.tell("There is no folder in memory here: while you edit, the text is on disk.")
    folder = Path(tempfile.mkdtemp(prefix="coach-", dir=base))
    try:
        with watched(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def watched(folder: Path) -> Iterator[None]:
    """Have another process remove the folder as soon as this one is gone."""
    watcher = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", WATCH, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        watcher.communicate()


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
def ending_later() -> Iterator[Callable[[], bool]]:
    """Let a closed terminal or a polite kill wait until the body is through, and end the program
    then; the body can see whether one came.

    Ctrl-C belongs to the editor meanwhile.
    """
    ending: list[int] = []

    def end_later(number: int, _frame: FrameType | None) -> None:
        ending.append(number)

    def stay(_number: int, _frame: FrameType | None) -> None:
        """Not SIG_IGN, which the editor would inherit."""

    actions: dict[int, Action] = {signal.SIGTERM: end_later, signal.SIGINT: stay}
    if hasattr(signal, "SIGHUP"):
        actions[signal.SIGHUP] = end_later
    before = {number: signal.signal(number, action) for number, action in actions.items()}
    try:
        yield lambda: bool(ending)
    finally:
        for number, action in before.items():
            signal.signal(number, action)
        if ending:
            raise SystemExit(128 + ending[0])


def stamp(path: Path) -> tuple[int, ...]:
    """What changes when a file is saved; nothing while it is away."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def content(path: Path, otherwise: str) -> str:
    """The text of the file, as far as it can be read."""
    try:
        with open(path, "rb") as file:
            return file.read(BYTES_MAX + 1).decode("utf-8", "replace")
    except OSError:
        return otherwise
