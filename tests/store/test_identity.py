"""A file that is not a store of this version is refused, and keeps every byte."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import Coach
from hypothesis import given, settings
from hypothesis import strategies as st

from coachcli.errors import CoachError, StoreUnusable
from coachcli.store import backups, identity, reading
from coachcli.store.home import Home
from coachcli.store.undo_redo import undo

from .homes import NOW, add, everything, handles, tell, temporary


def foreign_database(path: Path) -> None:
    path.unlink()
    tell(path, "CREATE TABLE recipe (name)", "INSERT INTO recipe VALUES ('soup')")


def no_revision(path: Path) -> None:
    tell(path, "DELETE FROM alembic_version")


def ours_by_name_only(path: Path) -> None:
    foreign_database(path)
    tell(path, f"PRAGMA application_id = {identity.APPLICATION_ID}")


def newer(path: Path) -> None:
    tell(path, "UPDATE alembic_version SET version_num = '0999'")


def cut_to(size: int) -> Callable[[Path], None]:
    def cut(path: Path) -> None:
        path.write_bytes(path.read_bytes()[:size])

    return cut


def garbled(first: int, last: int) -> Callable[[Path], None]:
    def garble(path: Path) -> None:
        data = bytearray(path.read_bytes())
        end = min(last, len(data))
        data[first:end] = random.Random(1).randbytes(end - first)
        path.write_bytes(bytes(data))

    return garble


def garbage_for_a_revision(path: Path) -> None:
    tell(path, "UPDATE alembic_version SET version_num = char(0, 1, 7)")


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("Dear diary,\n" * 1000), "damaged"),
    "no number of a revision": (garbage_for_a_revision, "damaged"),
    "another database": (foreign_database, "not a coach store"),
    "another database with our mark": (ours_by_name_only, "not a coach store"),
    "empty": (cut_to(0), "not a coach store"),
    "cut in the header": (cut_to(60), "not a coach store"),
    "cut in the last page": (cut_to(-100), "damaged"),
    "cut after a page": (cut_to(4096), "damaged"),
    "cut in the middle": (cut_to(30000), "damaged"),
    "a garbled header": (garbled(16, 100), "damaged"),
    "garbled pages": (garbled(4096, 10**9), "damaged"),
    "no revision": (no_revision, "damaged"),
    "newer": (newer, "newer version"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_each_kind_of_broken_store_is_refused_with_every_byte_left(home: Home, kind: str) -> None:
    breaking, said = BROKEN[kind]
    breaking(home.store)
    before = everything(home.path)
    for act in (
        lambda: handles(home),
        lambda: add(home, "cai"),
        lambda: backups.backup(home, home.path.parent / "backup.zip"),
    ):
        with pytest.raises(StoreUnusable, match=said):
            act()
        assert everything(home.path) == before
    assert not (home.path.parent / "backup.zip").exists()


@pytest.mark.parametrize(
    "kind", ["text", "another database", "cut in the middle", "garbled pages", "newer"]
)
def test_every_command_leaves_a_broken_store_as_it_is(
    home: Home, tmp_path: Path, kind: str
) -> None:
    breaking, said = BROKEN[kind]
    breaking(home.store)
    before = everything(home.path)
    coach = Coach(home.path)
    for words in (
        ("due",),
        ("teacher", "add", "Ana Lima"),
        ("undo",),
        ("backup", str(tmp_path / "backup.zip")),
    ):
        answer = coach(*words, code=4)
        assert said in answer.err
        assert answer.out == ""
        assert everything(home.path) == before
    assert not (tmp_path / "backup.zip").exists()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_store_cut_anywhere_is_refused(two: Home, data: st.DataObject) -> None:
    whole = two.store.read_bytes()
    size = data.draw(st.integers(0, len(whole) - 1))
    with temporary(two) as home:
        home.store.write_bytes(whole[:size])
        with pytest.raises(StoreUnusable):
            handles(home)
        assert home.store.read_bytes() == whole[:size]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_store_garbled_anywhere_is_read_or_refused_but_never_backed_up_silently(
    two: Home, data: st.DataObject
) -> None:
    whole = two.store.read_bytes()
    start = data.draw(st.integers(0, len(whole) - 1))
    noise = data.draw(st.binary(min_size=1, max_size=600))
    with temporary(two) as home:
        home.store.write_bytes((whole[:start] + noise + whole[start + len(noise) :])[: len(whole)])
        before = everything(home.path)
        for act in (
            lambda: handles(home),
            lambda: backups.backup(home, home.path.parent / "b.zip", force=True),
        ):
            try:
                act()
            except StoreUnusable:
                assert everything(home.path) == before


def test_the_mark_is_in_the_header_where_other_programs_look(home: Home) -> None:
    header = home.store.read_bytes()[:100]
    assert header[68:72] == b"CoCh"
    assert identity.is_ours(header)
    assert not identity.is_ours(b"")
    assert not identity.is_ours(b"SQLite format 3\0" + bytes(84))


def test_a_value_that_no_command_stores_is_called_damage_only_when_it_is(home: Home) -> None:
    tell(home.store, "PRAGMA ignore_check_constraints = ON", "UPDATE teacher SET support = 'x'")
    with pytest.raises(StoreUnusable, match="damaged"), reading.reading(home) as db:
        reading.teachers(db)


def test_a_fault_of_the_program_is_not_called_damage(home: Home) -> None:
    with pytest.raises(ValueError, match="ours"), reading.reading(home):
        raise ValueError("ours")


def test_a_number_too_large_for_the_store_is_nothing_rather_than_a_fault(home: Home) -> None:
    with pytest.raises(CoachError, match="number that large"), reading.reading(home) as db:
        reading.step(db, 10**30)


def test_a_journal_beside_another_programs_database_is_not_touched(home: Home) -> None:
    foreign_database(home.store)
    home.journal.write_bytes(os.urandom(2000))
    before = everything(home.path)
    with pytest.raises(CoachError):
        handles(home)
    assert everything(home.path) == before


def test_undo_works_while_an_earlier_state_is_damaged(home: Home) -> None:
    oldest = min(home.history.glob("*.db"))
    oldest.write_bytes(b"no store")
    assert undo(home, NOW).said == "add ben"
    with pytest.raises(StoreUnusable):
        undo(home, NOW)
    assert handles(home) == ["ana"]
