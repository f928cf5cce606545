"""A home made once for each worker, copied for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachcli.store.home import Home

from .homes import add, copied, new_home


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """To be copied: nobody is on the caseload."""
    return new_home(tmp_path_factory.mktemp("empty") / "home")


@pytest.fixture(scope="session")
def two(empty: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """To be copied: ana and ben joined, in two changes."""
    home = copied(empty, tmp_path_factory.mktemp("two") / "home")
    add(home, "ana")
    add(home, "ben")
    return home


@pytest.fixture
def fresh(empty: Home, tmp_path: Path) -> Home:
    return copied(empty, tmp_path / "home")


@pytest.fixture
def home(two: Home, tmp_path: Path) -> Home:
    return copied(two, tmp_path / "home")
