"""What the long runs share, and their counts at the end."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from soak.machine import Stage, stage


@pytest.fixture(scope="session")
def homes() -> Iterator[Stage]:
    """The homes that commands are tried in. They lie in memory: an opened key is kept nowhere
    else, and no disk is worn out by many thousand changes."""
    memory = Path("/dev/shm")
    folder = tempfile.mkdtemp(dir=memory if memory.is_dir() else None)
    made = stage(Path(folder))
    yield made
    made.server.end()
    shutil.rmtree(folder)


@pytest.fixture
def desks(homes: Stage) -> Iterator[Path]:
    """A folder for the copies that a test makes, beside the homes."""
    folder = Path(tempfile.mkdtemp(dir=homes.folder))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say at the end of the run what was counted."""
    return lambda said: record_property("counted", said)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    said = [
        f"{report.nodeid.partition('::')[2]}: {value}"
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "counted"
    ]
    for line in sorted(said):
        terminalreporter.write_line(line)
