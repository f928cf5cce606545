"""Driving the installed program as a coach does: real processes, a real home, a real store."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import warm

PROGRAM = Path(sys.executable).with_name("coach")
MONDAY = "2026-11-23"
TUESDAY = "2026-11-24"
PASSPHRASE = "correct horse battery"


def usual() -> dict[str, str]:
    """What is the same in the environment of every run: no keyring, and UTF-8."""
    kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }


@dataclass(frozen=True)
class Answer:
    """What one run gave back."""

    out: str
    err: str
    code: int

    @property
    def data(self) -> Any:
        """``data`` of a ``--json`` answer."""
        return json.loads(self.out)["data"]

    @property
    def error(self) -> Any:
        """``error`` of a ``--json`` answer."""
        return json.loads(self.out)["error"]


@dataclass
class Coach:
    """One coach with a home folder. Calling it runs the program and checks the exit code."""

    home: Path
    today: str = MONDAY
    env: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """A small, known environment: no keyring, no runtime folder, 80 columns, UTF-8."""
        return {
            **usual(),
            "HOME": str(self.home.parent),
            "COLUMNS": "80",
            "COACH_HOME": str(self.home),
            "COACH_TODAY": self.today,
            **self.env,
        }

    def __call__(self, *words: str, code: int = 0, **how: Any) -> Answer:
        """Run ``coach`` with ``words`` as ``run`` does, expecting ``code``."""
        answer = self.run(*words, **how)
        assert answer.code == code, f"{words} gave {answer.code}\n{answer.out}\n{answer.err}"
        assert "Traceback" not in answer.err
        return answer

    def run(self, *words: str, given: str | bytes = "", today: str = "", **env: str) -> Answer:
        """Run ``coach`` with ``words`` and ``given`` on standard input, whatever comes of it."""
        data = given.encode() if isinstance(given, str) else given
        extra = {"COACH_TODAY": today} if today else {}
        environment = {**self.environment(), **extra, **env}
        done = warm.run([str(PROGRAM), *words], data, environment, usual())
        return Answer(done.stdout.decode(), done.stderr.decode(), done.returncode)

    def json(self, *words: str, **kwargs: Any) -> Any:
        """The ``data`` of a command run with ``--json``."""
        return self("--json", *words, **kwargs).data

    def due(self, teacher: str, **kwargs: Any) -> Any:
        """Where a teacher stands, by handle."""
        rows = self.json("due", **kwargs)["teachers"]
        return next(row for row in rows if row["teacher"] == teacher)
