"""Homes to measure: the sample caseload without a past, and with years of sealed sessions.

All show the same screens: the same teachers, planned week and open steps. The past ends before the
last visits of the sample caseload, so only its amount differs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
COACH = str(Path(sys.executable).with_name("coach"))
BENCH = Path(__file__).parent
DATA = BENCH.parent / "tests" / "data"
TODAY = "2026-11-23"
TEACHER = "clara"


@dataclass(frozen=True)
class Built:
    """A home, and two states of its store: ``planned`` this week or not yet (``open``)."""

    path: Path
    planned: Path
    open: Path

    @property
    def env(self) -> dict[str, str]:
        """A small, known environment: this home and day, no keyring, 80 columns."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.path.parent),
            "COLUMNS": "80",
            "LANG": "C.UTF-8",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "COACH_HOME": str(self.path),
            "COACH_TODAY": TODAY,
        }

    def coach(self, *words: str) -> str:
        """Run the program in this home; what it prints."""
        command = [COACH, *words]
        done = subprocess.run(command, env=self.env, check=True, capture_output=True, text=True)
        return done.stdout

    def back_to(self, state: Path) -> Callable[[], None]:
        """What puts a state back, without a history, and waits until the disk is quiet."""

        def restore() -> None:
            shutil.rmtree(self.path / "history")
            (self.path / "history" / "redo").mkdir(parents=True)
            shutil.copyfile(state, self.path / "coach.db")
            os.sync()

        return restore


def build(folder: Path, past: int) -> Built:
    """The home with ``past`` sessions in ``folder``: found there, or made."""
    path = folder / f"home-{past}"
    built = Built(path, folder / f"planned-{past}.db", folder / f"open-{past}.db")
    if built.planned.exists():
        return built
    shutil.rmtree(path, ignore_errors=True)
    built.coach("init", "--no-passphrase")
    built.coach("teacher", "import", str(DATA / "caseload.csv"))
    built.coach("period", "import", str(DATA / "bell-schedule.csv"))
    built.coach("closure", "add", "2026-11-26..2026-11-27", "Thanksgiving recess")
    subprocess.run([PYTHON, str(BENCH / "fill.py"), str(path), str(past)], check=True)
    shutil.copyfile(path / "coach.db", built.open)
    built.coach("schedule", "week")
    shutil.copyfile(path / "coach.db", built.planned)
    built.back_to(built.planned)()
    return built
