"""A teacher is erased from every file of the home, or not at all, wherever the machine stops."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from stopping import stopped_at_each_step

from coachcli import files
from coachcli.errors import CoachError
from coachcli.store import drafts, erasure, history, models, pen, reading, stores
from coachcli.store.backups import backup, restore
from coachcli.store.erased_teachers import was_erased
from coachcli.store.home import Home
from coachcli.store.undo_redo import redo, undo
from coachcli.store.writing import change, teachers
from coachcli.values.teacher import Teacher, TeacherDetails

from .homes import NOW, SINCE, add, ask, copied, everything, handles, is_sound, tell

EMAIL = "bertrand@school.example"


@pytest.fixture(scope="session")
def left(empty: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """To be copied: after ana, bertrand joined and was changed; one change can be done again, one
    was set aside, one draft is about him and one is not."""
    home = copied(empty, tmp_path_factory.mktemp("left") / "home")
    add(home, "ana")
    with change(home, "teacher add", NOW) as db:
        new = TeacherDetails("bertrand", "Bertrand Quix", SINCE, email=EMAIL)
        number = teachers.add(db, new)
    with change(home, "teacher edit bertrand", NOW) as db:
        teachers.edit(db, number, {"question": "Who waits for whom?", "last_visit": SINCE})
    for name in ("cai", "dee"):
        add(home, name)
        undo(home, NOW)
    drafts.save(home, drafts.Draft("one", answers={"card": "- Teacher: bertrand\n"}))
    drafts.save(home, drafts.Draft("two", "contact", about="Ana"))
    return home


@pytest.fixture
def home(left: Home, tmp_path: Path) -> Home:
    return copied(left, tmp_path / "home")


def named(home: Home, handle: str = "bertrand") -> Teacher:
    with reading.reading(home) as db:
        return next(each for each in reading.teachers(db) if each.handle == handle)


def traces(home: Home, who: Teacher) -> list[str]:
    """The files that still have something of him, in their names or their bytes."""
    marks = [who.uid, "bertrand", "Bertrand", "Quix", EMAIL, "Who waits for whom?"]
    return [
        name
        for name, data in everything(home.path).items()
        if any(mark in name or mark.encode() in data for mark in marks)
    ]


def test_nothing_of_a_teacher_is_left_in_any_file_and_undo_does_not_reach_back(home: Home) -> None:
    who = named(home)
    assert len(traces(home, who)) > 4
    erasure.erase(home, who, keep_hours=False)
    assert traces(home, who) == []
    assert handles(home) == ["ana"]
    assert is_sound(home)
    assert stores.is_whole(home.store)
    assert [path.name for path in home.drafts] == ["draft-contact.json"]
    for back in (undo, redo):
        with pytest.raises(CoachError, match="There is nothing to"):
            back(home, NOW)
    assert not home.erasing.exists()


def test_a_state_from_before_the_teacher_joined_stays_and_can_be_restored(home: Home) -> None:
    before = [e.path for e in history.kept_states(home.history)]
    erasure.erase(home, named(home), keep_hours=False)
    kept = [path for _, path in history.asides(home)]
    assert [path.name[len("aside-000001-") :] for path in kept] == [p.name for p in before[:2]]
    restore(home, kept[1], NOW)
    assert handles(home) == ["ana"]


def test_the_name_of_a_command_is_not_taken_for_a_handle(fresh: Home) -> None:
    add(fresh, "ana")
    for label in ("teacher edit ana", "teacher edit edit", "teacher add"):
        with change(fresh, label, NOW) as db:
            db.add(models.Setting(key=label, value="x"))
    add(fresh, "edit")
    erasure.erase(fresh, named(fresh, "edit"), keep_hours=False)
    kept = [path.stem.partition("Z-")[2] for _, path in history.asides(fresh)]
    assert "teacher-edit-ana" in kept
    assert "teacher-edit-edit" not in kept


@pytest.mark.parametrize("keep_hours", [False, True])
def test_a_stop_at_any_step_leaves_all_of_the_teacher_or_what_the_next_command_finishes(
    left: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep_hours: bool
) -> None:
    who = named(left)
    before = everything(left.path)
    ends = []

    def look(home: Home) -> None:
        begun = home.erasing.exists()
        if not begun and "bertrand" in handles(home):
            assert {**everything(home.path), **before} == everything(home.path)
            ends.append("before")
            erasure.erase(home, who, keep_hours=keep_hours)
        else:
            ends.append("begun" if begun else "done")
            add(home, "eve")
        assert traces(home, who) == []
        assert set(handles(home)) <= {"ana", "eve"}
        assert is_sound(home)
        assert not home.erasing.exists()
        assert not list(home.path.glob("coach.db?*"))
        assert len(history.asides(home)) == 2

    steps = stopped_at_each_step(
        monkeypatch,
        lambda step: copied(left, tmp_path / f"home{step}"),
        lambda home: erasure.erase(home, who, keep_hours=keep_hours),
        look,
    )
    assert steps > 15
    assert {"before", "begun", "done"} == set(ends)


def test_what_was_cut_off_is_finished_by_the_next_look_too(home: Home) -> None:
    who = named(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pen, "finish_erasing", lambda home: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            erasure.erase(home, who, keep_hours=False)
    assert home.erasing.exists()
    assert handles(home) == ["ana"]
    assert traces(home, who) == []


def test_a_disk_that_fails_midway_is_not_said_to_have_changed_nothing(home: Home) -> None:
    who = named(home)

    def fail(path: Path) -> None:
        raise PermissionError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pen, "sync_folder", fail)
        with pytest.raises(CoachError, match="could not be finished yet") as told:
            erasure.erase(home, who, keep_hours=False)
    assert told.value.code == "unfinished"
    add(home, "eve")
    assert traces(home, who) == []


def test_the_handle_is_never_given_again_and_is_kept_as_a_hash_alone(
    home: Home, tmp_path: Path
) -> None:
    backup(home, tmp_path / "before.zip")
    first = history.kept_states(home.history)[0].path.read_bytes()
    (tmp_path / "first.db").write_bytes(first)
    erasure.erase(home, named(home), keep_hours=False)
    with reading.reading(home) as db:
        assert [was_erased(db)(each) for each in ("bertrand", "ana", "b")] == [True, False, False]
    erasure.erase(home, named(home, "ana"), keep_hours=False)
    restore(home, tmp_path / "first.db", NOW)
    with reading.reading(home) as db:
        assert [was_erased(db)(each) for each in ("bertrand", "ana", "b")] == [True, True, False]
    assert b"bertrand" not in home.store.read_bytes()


def test_numbers_are_never_given_again(home: Home) -> None:
    number = named(home).id
    erasure.erase(home, named(home), keep_hours=False)
    add(home, "eve")
    assert named(home, "eve").id > number


def test_free_pages_of_an_upgraded_store_hold_nothing_either(home: Home) -> None:
    """As a migration leaves them: it makes a table anew and drops the old one."""
    tell(
        home.store,
        "PRAGMA secure_delete=OFF",
        "CREATE TABLE old AS SELECT * FROM teacher",
        "DROP TABLE old",
    )
    who = named(home)
    assert home.store.read_bytes().count(who.uid.encode()) > 2
    erasure.erase(home, who, keep_hours=False)
    assert traces(home, who) == []


def test_copies_that_cannot_be_looked_into_go_too(home: Home, tmp_path: Path) -> None:
    files.write_private(home.history / "000099-20261124T101500Z-x.db", b"no store")
    files.write_private(home.history / "before-restore-x-1.zip", b"no zip")
    files.write_private(home.history / "before-upgrade-0001-x.db", home.store.read_bytes())
    backup(home, tmp_path / "b.zip")
    (home.history / "before-restore-x-2.zip").write_bytes((tmp_path / "b.zip").read_bytes())
    with zipfile.ZipFile(home.history / "before-restore-x-3.zip", "w") as packed:
        packed.writestr("draft.json", "bertrand")
    erasure.erase(home, named(home), keep_hours=False)
    assert all(path.name.startswith("aside-") for path in home.history.glob("*.*"))


def test_somebody_who_was_taken_back_and_added_anew_is_known_by_the_email(fresh: Home) -> None:
    home = fresh
    for handle in ("bertand", "bertrand"):
        with change(home, "teacher add", NOW) as db:
            teachers.add(db, TeacherDetails(handle, handle.title(), SINCE, email=EMAIL))
        if handle == "bertand":
            undo(home, NOW)
    erasure.erase(home, named(home), keep_hours=False)
    assert EMAIL.encode() not in b"".join(everything(home.path).values())


def test_every_table_that_refers_to_what_goes_is_looked_after(home: Home) -> None:
    said = " ".join(erasure.statements(keep_hours=True)).replace('"', "")
    with closing(sqlite3.connect(home.store)) as db:
        tables = [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        for table in tables:
            refers = {row[2] for row in db.execute(f'PRAGMA foreign_key_list("{table}")')}
            if refers & {"teacher", "session", "cycle", "commitment", "idea"}:
                assert f" {table} " in said, table


def test_an_entry_that_is_being_typed_elsewhere_stops_it(home: Home) -> None:
    who = named(home)
    before = everything(home.path)
    with drafts.alone(home), pytest.raises(CoachError, match="being logged already"):
        erasure.erase(home, who, keep_hours=False)
    assert everything(home.path, "draft-contact.lock", "draft-edit.lock") == before


def test_a_teacher_who_is_gone_by_then_is_said(home: Home) -> None:
    who = named(home)
    erasure.erase(home, who, keep_hours=False)
    before = everything(home.path)
    with pytest.raises(CoachError, match="no longer in the store"):
        erasure.erase(home, who, keep_hours=False)
    assert everything(home.path) == before


@pytest.mark.parametrize(
    ("content", "is_about"),
    [
        (b'{"about": "log edit 1 --add works", "uid": "u", "sealed": ""}', True),
        (b'{"about": "log edit 2 --add works", "uid": "u", "sealed": ""}', False),
        (b'{"about": "log edit-other 1 --note", "uid": "u", "sealed": ""}', False),
        (b'{"uid": "u", "session": 1, "answers": {}, "steps": []}', True),
        (b'{"uid": "u", "session": 2, "answers": {"about": "Bert Randy"}, "steps": []}', False),
        (b'{"uid": "u", "session": null, "answers": {"about": "BERTRAND QUIX, Ana"}}', True),
        (b'{"uid": "u", "answers": {"card": "- Teacher: bertrand-b\\n"}, "steps": []}', False),
        (b'{"uid": "u", "answers": {}, "steps": [{"teacher": "bertrand"}]}', True),
        (b"[]", True),
        (b"\xff", True),
    ],
)
def test_a_draft_goes_when_it_is_about_the_teacher(
    home: Home, content: bytes, is_about: bool
) -> None:
    path = home.draft_of("text-u")
    files.write_private(path, content)
    assert ask(home.store, "SELECT session_id FROM attendance") == [(1,)]
    erasure.erase(home, named(home), keep_hours=False)
    assert path.exists() is not is_about


def test_hours_stay_without_whose_they_were(home: Home) -> None:
    old = ask(home.store, "SELECT uid FROM session")
    erasure.erase(home, named(home), keep_hours=True)
    with reading.reading(home) as db:
        (kept,) = reading.sessions(db)
    assert (kept.teachers, kept.date, kept.state) == ((), SINCE, "held")
    assert old != [(kept.uid,)]
    assert ask(home.store, "SELECT count(*) FROM attendance") == [(0,)]


def test_the_only_teacher_can_be_erased(fresh: Home) -> None:
    home = fresh
    add(home, "bertrand")
    erasure.erase(home, named(home), keep_hours=False)
    assert handles(home) == []
