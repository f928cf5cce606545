"""Every column has one tier, and what is in a sealed column is really sealed."""

from __future__ import annotations

import dataclasses
import re
import sqlite3
from collections import Counter
from contextlib import closing

import pytest
from driving import Coach
from sqlmodel import SQLModel

from coachcli.sharing.tiers import COUNTED, GROUPS, TIERS, Tier, of_tier
from coachcli.store import models, models_record, models_school
from coachcli.store.home import Home
from coachcli.values.columns import SEALED_PARTS
from coachcli.values.report import (
    HeldDay,
    Met,
    Shared,
    SharedCycle,
    SharedEvidence,
    SharedSession,
    SharedTeacher,
    SharedTime,
    Widened,
)
from coachcli.values.words import Part
from coachcli.vault import keys, sealing

SAID = "bandicoot-was-said"
SEAL = b"age-encryption.org/v1"
CARD = f"""\
# Session
- Teacher: tess
- Date: 2026-11-23
- Kind: observation
- Minutes: 40
- Asked by: teacher
## Notes
{SAID} in the notes
## Works
{SAID} about what works
## Hard
{SAID} about what is hard
## Ask next
{SAID} to ask next
## Next steps: teacher
- {SAID} by the teacher
## Next steps: coach
- {SAID} by the coach
"""
CALLED_OFF = f"""\
# Session
- Teacher: kofi
- Date: 2026-11-23
- State: cancelled
- Cancelled by: teacher
## Reason
{SAID} as the reason
"""


@pytest.fixture
def filled(full: Coach) -> Coach:
    """A store in which something was typed at every question that asks what was said."""
    full("log", "session", "--from", "-", given=CARD)
    full("log", "session", "--from", "-", given=CALLED_OFF)
    full("log", "contact", "otis", given=f"{SAID} in the hallway")
    full("log", "other", "workshop", "--minutes", "60", given=f"{SAID} elsewhere")
    full("cycle", "start", "tess", "--question", "Who sets the goals?")
    evidence = ("cycle", "evidence", "tess", "--met", "9/24", "--measure", "explain")
    full(*evidence, given=f"{SAID} about the groups")
    full("cycle", "close", "tess", given=f"{SAID} in looking back")
    full("idea", "add", "--from", "tess", "--tag", "talk", given=f"{SAID} as an idea")
    full("step", "add", "ines", given=f"{SAID} as a step")
    return full


def columns_of(db: sqlite3.Connection) -> set[str]:
    """Each ``table.column`` of a real file, those of SQLite and Alembic too."""
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        f"{table}.{row[1]}"
        for (table,) in tables
        for row in db.execute(f'PRAGMA table_xinfo("{table}")')
    }


def modelled() -> set[str]:
    for table in (models.Teacher, models_record.Cycle, models_school.Window):
        assert table.metadata is SQLModel.metadata
    return {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
    }


def untold(real: set[str]) -> set[str]:
    """Columns without a tier, and those in the list that do not exist."""
    return real ^ set(TIERS)


def test_every_column_of_a_real_store_has_a_tier_and_no_other_is_listed(
    migrated: sqlite3.Connection,
) -> None:
    assert untold(columns_of(migrated)) == set()


def test_a_column_more_or_less_in_a_store_is_noticed(migrated: sqlite3.Connection) -> None:
    migrated.execute("ALTER TABLE teacher ADD COLUMN mood TEXT")
    assert untold(columns_of(migrated)) == {"teacher.mood"}
    migrated.execute("ALTER TABLE teacher DROP COLUMN mood")
    migrated.execute("ALTER TABLE teacher DROP COLUMN archived_on")
    migrated.execute("CREATE TABLE mark (value INTEGER)")
    assert untold(columns_of(migrated)) == {"teacher.archived_on", "mark.value"}


def test_every_column_of_the_models_has_a_tier_and_no_other_is_listed() -> None:
    of_others = {"alembic_version.version_num", "sqlite_sequence.name", "sqlite_sequence.seq"}
    assert untold(modelled()) == of_others


def test_no_column_is_listed_twice_and_no_group_has_the_name_of_another() -> None:
    listed = Counter(column for group in GROUPS for column in group.columns)
    assert [column for column, times in listed.items() if times > 1] == []
    assert len({group.name for group in GROUPS}) == len(GROUPS)
    assert {group.name for tier in Tier for group in of_tier(tier)} == {g.name for g in GROUPS}


def test_what_needs_an_agreement_names_a_column_of_yes_and_no_in_each_of_its_tables() -> None:
    tables = SQLModel.metadata.tables
    assert [group.name for group in GROUPS if group.agreed] == ["evidence"]
    for group in GROUPS:
        for table in group.tables if group.agreed else ():
            assert tables[table].columns[group.agreed].type.python_type is bool


def test_sealed_columns_are_those_of_bytes() -> None:
    blobs = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if column.type.python_type is bytes
    }
    assert blobs == {column for column, tier in TIERS.items() if tier is Tier.SEALED}
    assert blobs == {f"{table}.sealed" for table in SEALED_PARTS}


def test_each_sealed_column_holds_seals_that_open_and_no_other_holds_what_was_said(
    filled: Coach,
) -> None:
    home = Home(filled.home)
    identity = keys.open_without(home.path)
    with closing(sqlite3.connect(home.store)) as db:
        parts = {part for (part,) in db.execute("SELECT part FROM note")}
        assert parts == {part.value for part in Part}
        for column, tier in TIERS.items():
            table, name = column.split(".")
            found = db.execute(f'SELECT "{name}" FROM "{table}" WHERE "{name}" IS NOT NULL')
            values = [value for (value,) in found]
            if tier is Tier.SEALED:
                uids = [u for (u,) in db.execute(f"SELECT uid FROM {table} WHERE {name} NOT NULL")]
                assert values, f"nothing was typed for {column}"
                for value, uid in zip(values, uids, strict=True):
                    assert value.startswith(SEAL), column
                    assert SAID in sealing.unseal(value, uid, identity), column
            for value in values:
                raw = value if isinstance(value, bytes) else str(value).encode()
                assert SAID.encode() not in raw, column
                assert (SEAL in raw) == (tier is Tier.SEALED), column


SHARED = {
    *("teacher.name", "teacher.support", "teacher.subject", "teacher.grade"),
    *("teacher.question", "teacher.focus", "cycle.question", "cycle.focus", "cycle.phase"),
    *("session.focus", "session.minutes", "session_kind.kind"),
    *("evidence.measure", "evidence.met", "evidence.total"),
    *("other_time.work", "other_time.minutes"),
}
"""All that may leave, written down a second time, so that nothing is let out by a slip."""

PLACES = {
    SharedTeacher: "who name question focus support subject grade",
    SharedSession: "month who kinds focus minutes",
    SharedEvidence: "measure first latest times",
    SharedCycle: "who question focus phase evidence",
    SharedTime: "month work minutes",
    Shared: "teachers sessions cycles others",
    Met: "met total",
    HeldDay: "date kinds",
    Widened: "dates cancellations no_shows waits",
}


def test_nothing_is_shared_but_what_was_meant_to_be() -> None:
    assert {column for column, tier in TIERS.items() if tier is Tier.SHARED} == SHARED
    texts = {"teacher.in_reports", "session.state", "cycle_phase.phase"}
    ids_and_days = re.compile(r".*\.((\w+_)?id|since|date|\w+_on|shareable)")
    assert {column for column in COUNTED if not ids_and_days.fullmatch(column)} == texts


def test_what_a_report_is_made_from_has_no_place_for_more() -> None:
    for kind, fields in PLACES.items():
        assert [each.name for each in dataclasses.fields(kind)] == fields.split()
