"""Homes to test with: each test gets its own copy, and nothing of it stays."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cheap_age import cheapen
from driving import MONDAY, PASSPHRASE, TUESDAY, Coach
from hypothesis import HealthCheck, settings

from coachcli.store import stores

# The machine may be busy, and a failing example is printed, not kept in a folder. Whether a change
# passes must not hang on a draw: the cases are the same each time; ``make soak`` has new ones.
settings.register_profile(
    "coach",
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="COACH_SOAK" not in os.environ,
)
settings.load_profile("coach")


def pytest_configure(config: pytest.Config) -> None:
    """Tests run the installed program: it has to be the one of this checkout."""
    if hasattr(config, "workerinput"):
        return
    asked = [sys.executable, "-P", "-c", "import coachcli; print(coachcli.__file__)"]
    installed = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    here = Path(__file__).parents[1] / "coachcli" / "__init__.py"
    if not installed or Path(installed).resolve() != here.resolve():
        pytest.exit(
            f"The program beside this Python is {installed or 'not installed'}, not that of"
            " this checkout. Run the tests with: make test",
            returncode=4,
        )


SHARED = Path(__file__).parents[2] / "shared" / "data"
OWN = Path(__file__).parent / "data"


def sample(name: str) -> Path:
    """A sample file: the shared one where it is, else the small copy kept here."""
    shared = SHARED / name
    return shared if shared.exists() else OWN / name


def copied(home: Path, folder: Path, today: str = MONDAY) -> Coach:
    """A coach with a copy of a home of her own."""
    return Coach(Path(shutil.copytree(home, folder / "home")), today)


def locked_up(coach: Coach) -> Coach:
    """The same, locked with ``driving.PASSPHRASE`` at a cheap cost."""
    cheapen(coach.home, PASSPHRASE)
    return coach


@pytest.fixture(scope="session")
def open_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home without a passphrase and without teachers, to be copied."""
    home = tmp_path_factory.mktemp("open") / "home"
    Coach(home)("init", "--no-passphrase")
    return home


@pytest.fixture(scope="session")
def full_home(open_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample caseload, bell schedule and a closure, to be copied."""
    coach = copied(open_home, tmp_path_factory.mktemp("full"))
    coach("teacher", "import", str(OWN / "caseload.csv"))
    coach("period", "import", str(OWN / "bell-schedule.csv"))
    coach("closure", "add", "2026-11-26..2026-11-27", "Thanksgiving recess")
    return coach.home


@pytest.fixture(scope="session")
def planned_home(full_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample caseload with the week of ``driving.MONDAY`` planned, to be copied."""
    coach = copied(full_home, tmp_path_factory.mktemp("planned"))
    coach("schedule", "week")
    return coach.home


@pytest.fixture
def coach(open_home: Path, tmp_path: Path) -> Coach:
    """A coach with an empty caseload and no passphrase."""
    return copied(open_home, tmp_path)


@pytest.fixture
def full(full_home: Path, tmp_path: Path) -> Coach:
    """A coach with the sample caseload and no passphrase."""
    return copied(full_home, tmp_path)


@pytest.fixture
def locked(full_home: Path, tmp_path: Path) -> Coach:
    """A coach with the sample caseload and a passphrase."""
    return locked_up(copied(full_home, tmp_path))


@pytest.fixture
def planned(planned_home: Path, tmp_path: Path) -> Coach:
    """A coach on the Tuesday of a planned week, without a passphrase."""
    return copied(planned_home, tmp_path, TUESDAY)


@pytest.fixture
def sealed(planned_home: Path, tmp_path: Path) -> Coach:
    """The same week with a passphrase."""
    return locked_up(copied(planned_home, tmp_path, TUESDAY))


@pytest.fixture
def secret(tmp_path: Path) -> dict[str, Any]:
    """The environment that opens a locked home without a terminal."""
    path = tmp_path / "passphrase"
    path.write_text(f"{PASSPHRASE}\n")
    return {"COACH_PASSPHRASE_FILE": str(path)}


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new store as the migrations make it, open."""
    path = tmp_path / "migrated.db"
    path.touch()
    stores.migrate(path)
    with closing(sqlite3.connect(path)) as db:
        yield db
