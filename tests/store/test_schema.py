"""The tables in a migrated file are those of the models, and each of their rules refuses."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import (
    CheckConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    create_engine,
    text,
)
from sqlmodel import SQLModel

from coachcli.errors import CoachError
from coachcli.store import identity, models, models_record, models_school, stores
from coachcli.store.home import Home
from coachcli.store.writing import change

from .homes import NOW, everything

OURS = ("alembic_version", "sqlite_sequence")


@pytest.fixture
def modelled(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    engine = create_engine(f"sqlite:///{tmp_path / 'modelled.db'}")
    for table in (models.Teacher, models_record.Cycle, models_school.Window):
        assert table.metadata is SQLModel.metadata
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    with closing(sqlite3.connect(tmp_path / "modelled.db")) as db:
        yield db


def tables(db: sqlite3.Connection) -> dict[str, str]:
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return {name: sql for name, sql in rows if name not in OURS}


def columns(db: sqlite3.Connection, table: str) -> set[Any]:
    """Name, type, whether it may be empty, default and place in the key."""
    return {row[1:6] for row in db.execute(f'PRAGMA table_xinfo("{table}")')}


def indexes(db: sqlite3.Connection, table: str) -> set[Any]:
    """Whether unique, its columns and its condition; the name where it has one of its own."""
    found = set()
    for _, name, unique, origin, partial in db.execute(f'PRAGMA index_list("{table}")').fetchall():
        names = tuple(row[2] for row in db.execute(f'PRAGMA index_info("{name}")'))
        (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        condition = sql.partition(" WHERE ")[2] if partial else ""
        found.add((name if origin == "c" else origin, unique, names, condition))
    return found


def references(db: sqlite3.Connection, table: str) -> set[Any]:
    return {row[2:] for row in db.execute(f'PRAGMA foreign_key_list("{table}")')}


def checks(sql: str) -> dict[str, str]:
    """Each named CHECK with its text, spaces and quotes around plain words evened out."""
    found = {}
    for match in re.finditer(r"CONSTRAINT (\w+) CHECK \(", sql):
        depth, end = 1, match.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        found[match[1]] = re.sub(r'"(\w+)"', r"\1", " ".join(sql[match.end() : end - 1].split()))
    assert len(found) == sql.count("CHECK (")
    return found


def test_the_migrated_file_has_the_tables_of_the_models(
    migrated: sqlite3.Connection, modelled: sqlite3.Connection
) -> None:
    assert tables(migrated).keys() == tables(modelled).keys()
    for table, sql in tables(modelled).items():
        ours = tables(migrated)[table]
        assert columns(migrated, table) == columns(modelled, table), table
        assert indexes(migrated, table) == indexes(modelled, table), table
        assert references(migrated, table) == references(modelled, table), table
        assert checks(ours) == checks(sql), table
        assert ("AUTOINCREMENT" in ours) == ("AUTOINCREMENT" in sql), table


def test_this_version_knows_every_revision_in_order_and_reads_the_last() -> None:
    config = Config()
    folder = Path(stores.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    scripts = ScriptDirectory.from_config(config)
    in_order = [script.revision for script in scripts.walk_revisions()][::-1]
    assert tuple(in_order) == identity.REVISIONS
    assert scripts.get_current_head() == identity.HEAD


def test_a_new_store_is_whole_ours_and_of_the_last_revision(migrated: sqlite3.Connection) -> None:
    assert identity.revision(migrated) == identity.HEAD
    stores.check(migrated)


TEACHER = {
    "uid": "t1",
    "handle": "zoe",
    "name": "Zoé [ELL]",
    "support": "core",
    "every": 3,
    "max_gap": 6,
    "since": "2026-09-01",
    "in_reports": "question",
    "email": "zoe@example.org",
    "subject": "",
    "grade": "",
    "room": "",
    "question": "",
}
SESSION = {
    "uid": "s1",
    "date": "2026-11-24",
    "start": "10:00:00",
    "end": "10:45:00",
    "state": "held",
    "minutes": 45,
    "asked_by": "planned",
    "counts_as_visit": 1,
    "pinned": 0,
    "slot": "",
    "commitment_id": 1,
    "occurrence": "2026-11-24",
}
STEP = {
    "uid": "n1",
    "teacher_id": 1,
    "session_id": 1,
    "owner": "coach",
    "sealed": b"sealed",
    "agreed_on": "2026-11-24",
    "state": "open",
}
CLOSURE = {"uid": "c1", "first": "2026-11-26", "last": "2026-11-27", "label": "x", "in_session": 0}
COMMITMENT = {
    "uid": "m1",
    "label": "Grade 5 team",
    "rule": "FREQ=WEEKLY;BYDAY=TU",
    "first": "2026-09-01",
    "last": "2027-06-01",
    "period": "P3",
    "counts_as_visit": 0,
}
CYCLE = {
    "uid": "y1",
    "question": "Who speaks in my lessons?",
    "focus": "instruction",
    "target": "",
    "look_fors": "",
    "started_on": "2026-09-14",
    "weeks": 8,
    "every": 2,
    "phase": "closed",
    "closed_on": "2026-11-20",
    "project": 0,
}
EVIDENCE = {
    "uid": "e1",
    "cycle_id": 1,
    "teacher_id": 1,
    "taken_on": "2026-10-05",
    "measure": "explain in a full sentence",
    "met": 9,
    "total": 24,
    "sealed": b"sealed",
    "shareable": 0,
}
GOOD: dict[str, dict[str, object]] = {
    "teacher": TEACHER,
    "window": {"teacher_id": 1, "day": "Tue", "period": "P2", "preferred": 0},
    "period": {"day": "Tue", "name": "P2", "start": "09:00:00", "end": "09:45:00"},
    "closure": CLOSURE,
    "commitment": COMMITMENT,
    "commitment_teacher": {"commitment_id": 1, "teacher_id": 1},
    "commitment_skip": {"commitment_id": 1, "day": "2026-12-22"},
    "week_capacity": {"week": "2026-11-30", "visits": 3},
    "away": {"uid": "a1", "teacher_id": 1, "first": "2026-11-26", "last": None},
    "session": SESSION,
    "session_kind": {"session_id": 1, "kind": "debrief"},
    "attendance": {"session_id": 1, "teacher_id": 1},
    "note": {"uid": "o1", "session_id": 1, "part": "notes", "sealed": b"sealed"},
    "next_step": STEP,
    "setting": {"key": "capacity", "value": "5"},
    "cycle": CYCLE,
    "cycle_teacher": {"cycle_id": 1, "teacher_id": 1},
    "cycle_phase": {"cycle_id": 1, "phase": "learn", "began_on": "2026-10-05"},
    "cycle_wording": {"cycle_id": 1, "question": "Who speaks?", "until": "2026-10-05"},
    "cycle_note": {"uid": "r1", "cycle_id": 1, "part": "reflection", "sealed": b"sealed"},
    "evidence": EVIDENCE,
    "other_time": {
        "uid": "w1",
        "spent_on": "2026-11-24",
        "work": "covering",
        "minutes": 45,
        "sealed": b"sealed",
    },
    "idea": {
        "uid": "i1",
        "teacher_id": 1,
        "may_name": 1,
        "focus": "instruction",
        "sealed": b"sealed",
        "added_on": "2026-11-24",
    },
    "idea_tag": {"idea_id": 1, "tag": "talk"},
    "prompt": {"text": "What did you notice?", "phase": "learn", "is_on": 1, "built_in": "x"},
    "spelling": {"word": "obs", "meaning": "observation"},
}

SPECIAL: list[tuple[str, str, dict[str, object]]] = [
    ("teacher_every", "teacher", {"every": "often", "max_gap": "seldom"}),
    ("teacher_max_gap", "teacher", {"max_gap": 2}),
    ("teacher_handle", "teacher", {"handle": ""}),
    ("teacher_handle", "teacher", {"handle": "-zoe"}),
    ("teacher_handle", "teacher", {"handle": "zoe,ben"}),
    ("teacher_handle", "teacher", {"handle": "Zoe"}),
    ("teacher_handle", "teacher", {"handle": "zoé"}),
    ("window_time", "window", {"period": ""}),
    ("window_time", "window", {"period": "x" * 21}),
    ("window_time", "window", {"period": "", "start": "10:00:00"}),
    ("window_time", "window", {"period": "", "end": "10:00:00"}),
    ("window_time", "window", {"period": "", "start": "10:00:00", "end": "10:00:00"}),
    ("window_time", "window", {"start": "10:00:00", "end": "11:00:00"}),
    ("period_time", "period", {"end": "09:00:00"}),
    ("closure_days", "closure", {"last": "2026-11-25"}),
    ("commitment_rule", "commitment", {"rule": "weekly"}),
    ("commitment_days", "commitment", {"last": "2026-08-31"}),
    ("commitment_time", "commitment", {"period": ""}),
    ("commitment_time", "commitment", {"start": "10:00:00", "end": "11:00:00"}),
    ("commitment_time", "commitment", {"period": "", "start": "10:00:00", "end": "10:00:00"}),
    ("session_occurrence", "session", {"occurrence": None}),
    ("session_occurrence", "session", {"commitment_id": None}),
    ("away_days", "away", {"last": "2026-11-25"}),
    ("session_both_times", "session", {"end": None}),
    ("session_both_times", "session", {"start": None}),
    ("session_time", "session", {"end": "10:00:00"}),
    ("session_minutes_held", "session", {"state": "no_show"}),
    ("session_by", "session", {"cancelled_by": "coach"}),
    ("session_by", "session", {"state": "cancelled", "minutes": None}),
    ("next_step_closed", "next_step", {"state": "done"}),
    ("next_step_closed", "next_step", {"closed_on": "2026-11-24"}),
    ("cycle_closed", "cycle", {"closed_on": None}),
    ("cycle_closed", "cycle", {"phase": "learn"}),
    ("cycle_days", "cycle", {"closed_on": "2026-09-13"}),
    ("evidence_met", "evidence", {"met": 25}),
    ("evidence_met", "evidence", {"met": -1}),
    ("idea_leave", "idea", {"teacher_id": None}),
]


def wrong_values(sql: str) -> list[tuple[str, object]]:
    """A column and what it may not hold, for each end of a rule of one of the usual forms."""
    if match := re.fullmatch(r"(\w+) IN \((.*)\)", sql):
        return [(match[1], "inspection" if "'" in match[2] else 2)]
    if match := re.fullmatch(r"length\((\w+)\) BETWEEN (\d+) AND (\d+)", sql):
        return [(match[1], "x" * (int(match[3]) + 1)), *[(match[1], "")] * (match[2] != "0")]
    if match := re.fullmatch(r"(\w+) BETWEEN (\d+) AND (\d+)", sql):
        return [(match[1], int(match[2]) - 1), (match[1], int(match[3]) + 1)]
    return [("sealed", b""), ("sealed", "in the clear")] if "typeof(sealed)" in sql else []


TABLES = SQLModel.metadata.sorted_tables
CHECKED = SPECIAL + [
    (str(rule.name), table.name, {column: wrong})
    for table in TABLES
    for rule in sorted(table.constraints, key=lambda rule: str(rule.name))
    if isinstance(rule, CheckConstraint)
    for column, wrong in wrong_values(str(rule.sqltext).replace('"', ""))
]
UNIQUE = sorted(
    (table.name, tuple(column.name for column in rule.columns))
    for table in TABLES
    for rule in (*table.constraints, *table.indexes)
    if isinstance(rule, UniqueConstraint)
    or (isinstance(rule, Index) and rule.unique)
    or (isinstance(rule, PrimaryKeyConstraint) and "id" not in rule.columns)
)
REFERRING = sorted((table.name, key.parent.name) for table in TABLES for key in table.foreign_keys)


def insert(db: Any, table: str, row: dict[str, object]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(f":{name}" for name in row)
    db.connection().execute(text(f'INSERT INTO "{table}" ({names}) VALUES ({marks})'), row)


@pytest.fixture(scope="module")
def stocked(empty: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one good row in each table."""
    from .homes import copied

    home = copied(empty, tmp_path_factory.mktemp("stocked") / "home")
    with change(home, "stock", NOW) as db:
        first = ("teacher", "commitment", "session", "cycle", "idea")
        for table in (*first, *(GOOD.keys() - set(first))):
            insert(db, table, GOOD[table])
    return home


def refused_by(home: Home, table: str, row: dict[str, object]) -> str:
    """What SQLite says of the row; the write door must have said it as a sentence."""
    said: list[str] = []
    before = everything(home.path)
    with pytest.raises(CoachError) as refusal:
        insert_through_the_door(home, table, row, said)
    assert refusal.value.code == "refused"
    told = f"{refusal.value} {refusal.value.hint} {said[0]}"
    assert not [value for value in row.values() if len(str(value)) > 2 and repr(value) in told]
    assert everything(home.path) == before
    return said[0]


def insert_through_the_door(
    home: Home, table: str, row: dict[str, object], said: list[str]
) -> None:
    with change(home, "bad", NOW) as db:
        try:
            insert(db, table, row)
        except Exception as error:
            said.append(str(error))
            raise


def another(table: str) -> dict[str, object]:
    """A row that could join the good one."""
    fresh = {"uid": "other", "handle": "other", "email": "other@example.org", "name": "P9"}
    fresh |= {"occurrence": "2026-12-01", "built_in": "other", "word": "other", "tag": "other"}
    return {**GOOD[table], **{k: v for k, v in fresh.items() if k in GOOD[table]}}


@pytest.mark.parametrize(("rule", "table", "wrong"), CHECKED)
def test_each_check_refuses_through_the_write_door(
    stocked: Home, rule: str, table: str, wrong: dict[str, object]
) -> None:
    said = refused_by(stocked, table, {**another(table), **wrong})
    assert f"CHECK constraint failed: {rule}" in said


@pytest.mark.parametrize(("table", "columns"), UNIQUE)
def test_nothing_unique_can_be_there_twice(
    stocked: Home, table: str, columns: tuple[str, ...]
) -> None:
    same = {column: GOOD[table][column] for column in columns}
    said = refused_by(stocked, table, {**another(table), **same})
    assert "UNIQUE constraint failed: " + ", ".join(f"{table}.{c}" for c in columns) in said


@pytest.mark.parametrize(("table", "column"), REFERRING)
def test_nothing_refers_to_what_is_not_there(stocked: Home, table: str, column: str) -> None:
    assert "FOREIGN KEY" in refused_by(stocked, table, {**another(table), column: 99})


def test_two_teachers_may_both_have_no_email(stocked: Home, tmp_path: Path) -> None:
    from .homes import copied

    with change(copied(stocked, tmp_path / "home"), "two", NOW) as db:
        for name in ("one", "two"):
            insert(db, "teacher", {**TEACHER, "uid": name, "handle": name, "email": ""})


def test_no_rule_of_the_schema_is_left_untried(migrated: sqlite3.Connection) -> None:
    named = {name for sql in tables(migrated).values() for name in checks(sql)}
    assert named == {rule for rule, _, _ in CHECKED}
    not_null = {
        (table, row[0]) for table in tables(migrated) for row in columns(migrated, table) if row[2]
    }
    tried = {(table, column) for table, row in GOOD.items() for column in row}
    assert not_null - tried == {
        (table, "id") for table in GOOD if "id" in names_of(migrated, table)
    }


def names_of(db: sqlite3.Connection, table: str) -> set[str]:
    return {row[0] for row in columns(db, table)}


@pytest.mark.parametrize("table", GOOD)
def test_nothing_that_must_be_known_can_be_missing(
    stocked: Home, migrated: sqlite3.Connection, table: str
) -> None:
    required = {row[0] for row in columns(migrated, table) if row[2]} - {"id"}
    for column in sorted(required):
        assert "NOT NULL" in refused_by(stocked, table, {**another(table), column: None})
