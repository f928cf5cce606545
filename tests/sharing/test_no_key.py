"""No path leads from what is shared to a key: the contract sees it, however long the path is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACT = "sharing has no way to reach a key"


def verdict(project: Path) -> str:
    """``KEPT`` or ``BROKEN``, by import-linter itself with the contracts of this project."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=project,
        env={"PATH": "", "PYTHONPATH": str(project), "COLUMNS": "200", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith(CONTRACT)]
    assert lines, done.stdout + done.stderr
    return lines[0].removeprefix(CONTRACT).split()[0]


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ({}, "KEPT"),
        ({"sharing/leak.py": "import coachcli.vault.keys"}, "BROKEN"),
        ({"sharing/leak.py": "def late():\n    import pyrage"}, "BROKEN"),
        (
            {
                "sharing/leak.py": "from coachcli.planning import helpful",
                "planning/helpful.py": "from coachcli import between",
                "between.py": "def late():\n    from coachcli.vault import keys",
            },
            "BROKEN",
        ),
        ({"sharing/leak.py": "from coachcli.cli.dialog import opener"}, "BROKEN"),
    ],
    ids=["as it is", "straight", "inside a function", "over three modules", "through the commands"],
)
def test_the_contract_fails_as_soon_as_there_is_a_path(
    added: dict[str, str], expected: str, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "coachcli", tmp_path / "coachcli", ignore=ignored)
    for name, code in added.items():
        (tmp_path / "coachcli" / name).write_text(f"{code}\n", "utf-8")
    assert verdict(tmp_path) == expected


def test_nothing_in_this_room_imports_by_a_name_that_the_contract_cannot_see() -> None:
    for path in (ROOT / "coachcli" / "sharing").rglob("*.py"):
        source = path.read_text("utf-8")
        for way in ("importlib", "__import__", "exec(", "eval(", "subprocess", "sys.modules"):
            assert way not in source, f"{way} in {path.name}"
