"""A Python that has imported the libraries of ``coach``, and becomes the program when it is told.

Importing SQLModel takes longer than most commands. ``warm.py`` starts one of these in each worker.
For each run of the program it makes a process of its own that becomes the program. None of our own
code is imported before that, so all of it starts as it does for a coach.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import socket
import sys
from importlib import import_module
from typing import Any

LIBRARIES = (
    *("typer", "rich.console", "rich.table", "rich.text", "sqlmodel", "alembic.command"),
    *("sqlalchemy.dialects.sqlite", "sqlite3", "dateutil.relativedelta", "jinja2", "pyrage"),
)


def wait(door: socket.socket) -> list[str]:
    """What to run, in the new process that is to be the program: this one returns only there.

    It says the number of that process, waits for it, says how it ended and waits for the next.
    """
    while True:
        told, streams, _, _ = socket.recv_fds(door, 1 << 16, 3)
        if not told:
            sys.exit()
        while not told.endswith(b"\n"):
            told += door.recv(1 << 16)
        child = os.fork()
        if child == 0:
            door.close()
            return prepared(json.loads(told), streams)
        for stream in streams:
            os.close(stream)
        say(door, child)
        say(door, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def say(door: socket.socket, number: int) -> None:
    door.sendall(number.to_bytes(4, "big", signed=True))


def prepared(told: dict[str, Any], streams: list[int]) -> list[str]:
    """Take the streams, folder and environment that the program is to have; returns its words."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(told["folder"])
    os.environ.clear()
    os.environ.update(told["env"])
    return list(told["words"])


if __name__ == "__main__":
    for name in LIBRARIES:
        import_module(name)
    gc.freeze()
    sys.argv = wait(socket.socket(fileno=int(sys.argv[1])))
    sys.path[0] = os.path.dirname(sys.argv[0])
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as leaving:
        # To take all the libraries down would take as long as a command does.
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        if isinstance(leaving.code, int):
            os._exit(leaving.code)
        raise
