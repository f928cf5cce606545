"""One process that carries out many command lines, one after the other, to be quick.

What is tested stops, fails or damages the program in a process of its own; this one looks at what
is left, and carries out what is drawn by the thousand.
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

from driving import Coach

HANG = 60.0
"""Seconds after which a command line counts as hanging; the machine may be busy."""

SERVER = """
import io, json, os, sys, traceback
from coachcli.cli.program.main import hoisted, run

def place(error):
    frames = traceback.extract_tb(error.__traceback__)
    ours = [each for each in frames if "coachcli" in each.filename] or frames
    name = ours[-1].filename.rpartition("coachcli/")[2]
    return f"{type(error).__name__} in {name}:{ours[-1].name}"

for line in sys.__stdin__:
    told = json.loads(line)
    os.environ.clear()
    os.environ.update(told["env"])
    os.chdir(told["folder"])
    sys.stdin = io.TextIOWrapper(io.BytesIO(told["given"].encode("latin-1")), encoding="utf-8")
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    code, raised = 0, ""
    try:
        code = run(hoisted(["--debug", *told["words"]]))
    except SystemExit as leaving:
        code = leaving.code
    except BaseException as error:
        raised = place(error)
    said = sys.stdout.getvalue() + sys.stderr.getvalue()
    print(json.dumps([code, raised, said[:2000]]), file=sys.__stdout__, flush=True)
"""


class Server:
    """One process that carries out one command line after the other."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVER],
            env=Coach(Path("nowhere")).environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, coach: Coach, *words: str, given: bytes = b"") -> tuple[int, str, str]:
        """The exit code, what was raised and where, and what was said. The folder of the home is
        the one that it runs in."""
        told: dict[str, Any] = {
            "words": words,
            "given": given.decode("latin-1"),
            "env": coach.environment(),
            "folder": str(coach.home.parent),
        }
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(told).encode() + b"\n")
        self.process.stdin.flush()
        if not select.select([self.process.stdout], [], [], HANG)[0]:
            self.process.kill()
            return -1, f"no answer within {HANG:.0f} s", ""
        line = self.process.stdout.readline()
        if not line:
            return -1, f"the process ended: {self.process.wait()}", ""
        code, raised, said = json.loads(line)
        return code, raised, said

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()
