"""Running a Python program from a warm start: the libraries are imported already.

It is still the program: a process of its own with its own environment, folder, streams and exit
code, which runs the installed script and imports all of our code anew. What differs: it is quicker,
it does not take the libraries down when it leaves, and the list of processes shows other words.
With ``COACH_COLD=1`` every run starts from nothing. So does, always, what a test runs without
``driving.Coach``: in a terminal, in a shell, or several at once.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from subprocess import PIPE

START = Path(__file__).with_name("warm_start.py")
TIMEOUT = 120
READ_AT_START = ("PYTHON", "LANG", "LC_", "TZ", "LD_", "DYLD_")
"""How the variables begin that Python reads when it starts: another value needs another start."""

Done = subprocess.CompletedProcess[bytes]


def run(words: list[str], given: bytes, env: Mapping[str, str], usual: Mapping[str, str]) -> Done:
    """Like ``subprocess.run``; warm only with what is ``usual`` for a start of Python."""
    if cold() or read_at_start(env) != read_at_start(usual):
        return subprocess.run(
            words, input=given, capture_output=True, env=env, timeout=TIMEOUT, check=False
        )
    return Warm.started(tuple(usual.items())).run(words, given, env)


def cold() -> bool:
    return sys.platform == "win32" or bool(os.environ.get("COACH_COLD"))


def read_at_start(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith(READ_AT_START)}


class Warm:
    """The process of ``warm_start.py`` that this worker asks."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.door, theirs = socket.socketpair()
        self.door.settimeout(TIMEOUT)
        words = [sys.executable, str(START), str(theirs.fileno())]
        # Streams are known to be pipes from the start; each run has others in their place.
        self.process = subprocess.Popen(
            words, env=env, pass_fds=[theirs.fileno()], stdin=PIPE, stdout=PIPE, stderr=PIPE
        )
        theirs.close()

    @staticmethod
    @cache
    def started(env: tuple[tuple[str, str], ...]) -> Warm:
        warm = Warm(dict(env))
        atexit.register(warm.end)
        return warm

    def end(self) -> None:
        """Let it go, and wait, so that ``time`` counts what it took."""
        self.door.close()
        self.process.communicate()

    def run(self, words: list[str], given: bytes, env: Mapping[str, str]) -> Done:
        told = {"words": words, "env": env, "folder": os.getcwd()}
        (stdin, into), (out, stdout), (err, stderr) = os.pipe(), os.pipe(), os.pipe()
        theirs = [stdin, stdout, stderr]
        socket.send_fds(self.door, [f"{json.dumps(told)}\n".encode()], theirs)
        for stream in theirs:
            os.close(stream)
        child = self.number()
        with ThreadPoolExecutor(3) as hands:
            hands.submit(write, into, given)
            shown, told_of = hands.submit(read, out), hands.submit(read, err)
            try:
                code = self.number()
            except TimeoutError:
                os.kill(child, signal.SIGKILL)
                raise
        return subprocess.CompletedProcess(words, code, shown.result(), told_of.result())

    def number(self) -> int:
        return int.from_bytes(self.door.recv(4, socket.MSG_WAITALL), "big", signed=True)


def write(stream: int, data: bytes) -> None:
    """What is piped in; a program may end without having read it."""
    with suppress(BrokenPipeError), open(stream, "wb") as pipe:
        pipe.write(data)


def read(stream: int) -> bytes:
    with open(stream, "rb") as pipe:
        return pipe.read()
