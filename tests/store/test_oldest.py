"""A store of the first revision, with rows in every table, is brought to this version whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from driving import MONDAY, Coach
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from coachcli.store import identity, stores
from coachcli.store.home import Home
from coachcli.vault import keys, sealing

from .homes import ask, copied, tell

UID, STEP = "1" * 32, "2" * 32

ROWS = (
    "INSERT INTO setting VALUES ('capacity', '4')",
    "INSERT INTO teacher VALUES (1, 't1', 'zoe', 'Zoé Ruiz', 'core', 3, NULL, '2025-09-01', '', '',"
    " '', '12', 'Who speaks?', 'instruction', NULL)",
    "INSERT INTO teacher VALUES (7, 't7', 'ben', 'Ben Oda', 'side', 6, 9, '2025-09-01', '', '',"
    " '', '', '', NULL, '2026-06-01')",
    "INSERT INTO window VALUES (3, 1, 'Tue', 'P2', NULL, NULL)",
    "INSERT INTO window VALUES (4, 1, 'Thu', '', '10:15:00.000000', '11:00:00.000000')",
    "INSERT INTO period VALUES (1, 'Tue', 'P2', '08:50:00.000000', '09:35:00.000000')",
    "INSERT INTO closure VALUES (2, 'c2', '2026-11-26', '2026-11-27', 'Recess')",
    "INSERT INTO away VALUES (1, 'a1', 1, '2026-12-01', NULL)",
    "INSERT INTO session VALUES (5, 's5', '2026-11-03', '08:50:00.000000', '09:35:00.000000',"
    " 'held', 'instruction', 40, 'teacher', 1, 0, 'Tue P2', NULL)",
    "INSERT INTO session VALUES (6, 's6', '2026-11-24', NULL, NULL,"
    " 'planned', NULL, NULL, 'planned', 1, 1, '', NULL)",
    "INSERT INTO session_kind VALUES (5, 'debrief')",
    "INSERT INTO attendance VALUES (5, 1)",
    "INSERT INTO attendance VALUES (6, 1)",
)


@pytest.fixture
def oldest(empty: Home, tmp_path: Path) -> Home:
    """A home whose store is of the first revision, filled."""
    home = copied(empty, tmp_path / "home")
    home.store.unlink()
    config = Config()
    config.set_main_option("script_location", str(Path(stores.__file__).parent / "migrations"))
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(home.store), poolclass=NullPool
    )
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, identity.REVISIONS[0])
    tell(home.store, f"PRAGMA application_id = {identity.APPLICATION_ID}", *ROWS)
    to = keys.recipients(home.path)
    with closing(sqlite3.connect(home.store)) as db:
        note = (1, UID, 5, "notes", sealing.seal("kept through all", UID, to))
        db.execute("INSERT INTO note VALUES (?, ?, ?, ?, ?)", note)
        step = (1, STEP, 1, 5, "coach", sealing.seal("send it", STEP, to), "2026-11-03")
        db.execute("INSERT INTO next_step VALUES (?, ?, ?, ?, ?, ?, ?, NULL, 'open', NULL)", step)
        db.commit()
    assert all(ask(home.store, f'SELECT 1 FROM "{name}"') for name in tables(home.store))
    return home


def test_what_is_longer_than_any_way_in_takes_is_cut_and_kept_whole_in_the_earlier_file(
    oldest: Home,
) -> None:
    long = {
        "teacher": ("email", "subject", "grade", "room", "question"),
        "window": ("period",),
        "period": ("name",),
        "closure": ("label",),
    }
    for table, names in long.items():
        for name in names:
            tell(oldest.store, f"UPDATE \"{table}\" SET {name} = '{'x' * 3000}' WHERE id < 4")
    tell(oldest.store, "UPDATE teacher SET email = 'a@x' || id")
    assert "brought to this version" in Coach(oldest.path, today=MONDAY)("due").err
    found = {
        f"{table}.{name}": ask(oldest.store, f'SELECT max(length({name})) FROM "{table}"')[0][0]
        for table, names in long.items()
        for name in names
    }
    assert found == {
        "teacher.email": 4,
        "teacher.subject": 120,
        "teacher.grade": 120,
        "teacher.room": 120,
        "teacher.question": 1000,
        "window.period": 20,
        "period.name": 20,
        "closure.label": 120,
    }
    (earlier,) = oldest.history.glob("before-upgrade-*.db")
    assert ask(earlier, "SELECT length(question) FROM teacher WHERE id = 1") == [(3000,)]


def test_after_an_upgrade_no_number_comes_again_and_nothing_lies_in_free_pages(
    oldest: Home,
) -> None:
    tell(oldest.store, "DELETE FROM closure", "DELETE FROM away")
    coach = Coach(oldest.path, today=MONDAY)
    assert coach("--json", "closure", "add", "2026-12-24", "Break").data["id"] == 3
    assert ask(oldest.store, "PRAGMA freelist_count") == [(0,)]
    assert ask(oldest.store, "SELECT seq FROM sqlite_sequence WHERE name = 'teacher'") == [(7,)]


def tables(path: Path) -> list[str]:
    rows = ask(path, "SELECT name FROM sqlite_master WHERE type = 'table'")
    return [name for (name,) in rows if name not in ("sqlite_sequence", "alembic_version")]


def test_everything_in_a_store_of_the_first_revision_is_there_afterwards(oldest: Home) -> None:
    earlier = {
        name: ask(oldest.store, f'SELECT * FROM "{name}" ORDER BY 1, 2')
        for name in tables(oldest.store)
    }
    coach = Coach(oldest.path, today=MONDAY)
    assert "brought to this version" in coach("due").err
    for name, rows in earlier.items():
        now = ask(oldest.store, f'SELECT * FROM "{name}" ORDER BY 1, 2')
        assert [row[: len(rows[0])] for row in now] == rows, name
    shown = coach.json("teacher", "show", "zoe")
    assert shown["free"] == ["Tue P2", "Thu 10:15-11:00"]
    assert shown["preferred"] == []
    assert coach.json("notes", "zoe")["sessions"][0]["notes"] == "kept through all"
    assert coach.json("next-steps", "zoe")["steps"][0]["text"] == "send it"
    assert coach.json("closure", "list")["closures"][0]["school"] is False
    assert coach("check").code == 0
    coach("schedule", "week")
    coach("cycle", "start", "zoe")
    assert len(coach.json("cycle", "list")["cycles"]) == 1
