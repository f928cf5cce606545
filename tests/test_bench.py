"""That the programs in bench/ run. What they measure is no test: the machine decides about it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from driving import Coach

BENCH = Path(__file__).parents[1] / "bench"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="bench measures with os.wait4")


def bench(name: str, *words: str) -> str:
    """Run a program of bench/; 1 says only that something took too long."""
    command = [sys.executable, str(BENCH / name), *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_a_group_is_measured(tmp_path: Path) -> None:
    said = bench("startup.py", "--runs", "1", "--only", "quick", "--keep", str(tmp_path))
    assert "the floor itself" in said
    assert "coach next-steps cl<Tab>" in said


def test_a_past_is_written_that_checks_out(full: Coach) -> None:
    bench("fill.py", str(full.home), "40")
    full("check")
    steps = full.json("next-steps")["steps"]
    assert len(steps) == 30
    assert all(step["text"] for step in steps)


def test_a_search_is_measured(tmp_path: Path) -> None:
    said = bench("search.py", "--runs", "1", "--sessions", "40", "--keep", str(tmp_path))
    assert "decrypting alone" in said
    assert "a phrase, in few" in said


def test_one_option_says_what_typer_imports() -> None:
    assert "import pydantic" in bench("one_option.py", "--name", "word")
