"""One change at a time: all of it or nothing, as safe as SQLite can be made."""

from __future__ import annotations

import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import PROGRAM, Coach

from coachcli.errors import CoachError
from coachcli.store import history, reading
from coachcli.store.home import Home, writer
from coachcli.store.undo_redo import undo
from coachcli.store.writing import change, teachers
from coachcli.store.writing.door import connected
from coachcli.values.teacher import TeacherDetails

from .homes import NOW, SINCE, add, everything, handles, is_sound


def test_an_error_in_the_middle_rolls_back_and_leaves_no_trace(home: Home) -> None:
    before = everything(home.path)

    def change_and_fail() -> None:
        with change(home, "failing", NOW) as db:
            teachers.add(db, TeacherDetails("cai", "Cai", SINCE))
            teachers.archive(db, 1, SINCE)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        change_and_fail()
    assert everything(home.path) == before


@pytest.mark.parametrize("same", [False, True], ids=["nothing", "the same again"])
def test_a_change_that_changes_nothing_leaves_no_entry(home: Home, same: bool) -> None:
    before = everything(home.path)
    with change(home, "nothing", NOW) as db:
        if same:
            teachers.edit(db, 1, {"name": "Ana"})
    assert everything(home.path) == before


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("secure_delete", 1),
        ("temp_store", 2),
    ],
)
def test_the_connection_of_a_change_is_as_careful_as_the_design_says(
    fresh: Home, pragma: str, value: object
) -> None:
    with change(fresh, "look", NOW) as db:
        found = db.connection().exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
    assert found == value


def test_the_door_makes_no_store_where_there_is_none(tmp_path: Path) -> None:
    nowhere = Home(tmp_path)
    with pytest.raises(CoachError, match="no caseload"), change(nowhere, "x", NOW):
        pass
    with pytest.raises(sqlite3.OperationalError), connected(nowhere):
        pass
    assert not list(tmp_path.iterdir())


def test_what_is_deleted_is_not_left_in_the_file(home: Home) -> None:
    with change(home, "edit", NOW) as db:
        teachers.edit(db, 1, {"question": "How do I wait longer after asking?"})
    assert b"wait longer" in home.store.read_bytes()
    with change(home, "edit", NOW) as db:
        teachers.edit(db, 1, {"question": ""})
    assert b"wait longer" not in home.store.read_bytes()


def test_a_second_command_waits_for_the_first_and_both_succeed(home: Home) -> None:
    with writer(home):
        second = subprocess.Popen(
            [PROGRAM, "teacher", "add", "Cai"],
            env=Coach(home.path).environment(),
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        time.sleep(2)
        assert second.poll() is None
    _, said = second.communicate(timeout=60)
    assert (second.returncode, said) == (0, b"")
    assert handles(home) == ["ana", "ben", "cai"]


def test_a_second_command_gives_up_after_five_seconds_and_says_so(home: Home) -> None:
    before = everything(home.path)
    with writer(home):
        began = time.monotonic()
        answer = Coach(home.path)("teacher", "add", "Cai", code=1)
        assert time.monotonic() - began > 4.5
    assert "Another coach command is still writing; nothing was changed." in answer.err
    assert everything(home.path) == before


def test_commands_at_the_same_time_all_land(home: Home) -> None:
    names = ["Cai", "Dee", "Eli", "Fay", "Gus", "Hal"]
    running = [
        subprocess.Popen(
            [PROGRAM, "teacher", "add", name],
            env=Coach(home.path).environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for name in names
    ]
    said = [command.communicate(timeout=60)[1] for command in running]
    assert said == [b""] * len(names)
    assert handles(home) == ["ana", "ben", *(name.lower() for name in names)]
    assert len(history.kept_states(home.history)) == 2 + len(names)


BIG = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from coachcli.store.home import Home
from coachcli.store.writing import calendar, change, teachers

home = Home(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(int(sys.argv[2]), 10_000):
    with change(home, f"change {number}", datetime.now(UTC)) as db:
        for half in "ab":
            handle, since = f"t{number}{half}", date(2026, 9, 1)
            teachers.add(db, TeacherDetails(handle, "x", since))
            calendar.set_setting(db, handle, "y" * 9000)
    print(number, flush=True)
"""


def writing(home: Home, first: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BIG, str(home.path), str(first)], stdout=subprocess.PIPE, text=True
    )


def test_a_kill_at_any_moment_leaves_the_state_before_or_after_and_undo_right(home: Home) -> None:
    number = 0
    for _ in range(7):
        before = len(handles(home))
        with writing(home, number) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(random.uniform(0, 0.25))
            child.kill()
            finished = len(child.stdout.readlines())
        after = len(handles(home))
        assert is_sound(home)
        assert after - before in (2 * finished, 2 * finished + 2)
        assert after % 2 == 0
        number += (after - before) // 2
        if after > 2:
            undo(home, NOW)
            assert len(handles(home)) == after - 2
            number -= 1
            left = everything(home.path)
            assert not [name for name in left if name.endswith((".part", ".pending", ".new"))]


MID_COMMIT = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE teacher SET name = 'Half'")
for number in range(500):
    db.execute("INSERT INTO setting VALUES (?, ?)", (f"k{number}", "x" * 2000))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def cut_off(home: Home) -> Home:
    """A home in which a commit was cut off when half of it was in the file."""
    whole = home.store.read_bytes()
    done = subprocess.run([sys.executable, "-c", MID_COMMIT, str(home.store)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert home.journal.stat().st_size > 512
    assert home.store.read_bytes() != whole
    return home


@pytest.mark.parametrize(
    "act",
    [lambda home: handles(home), lambda home: add(home, "cai"), lambda home: undo(home, NOW)],
    ids=["reading", "writing", "undo"],
)
def test_a_commit_that_was_cut_off_is_taken_back_by_the_next_command(
    cut_off: Home, act: Callable[[Home], object]
) -> None:
    act(cut_off)
    assert is_sound(cut_off)
    assert not cut_off.journal.exists()
    with reading.reading(cut_off) as db:
        assert "Half" not in [teacher.name for teacher in reading.teachers(db)]
        assert not reading.has_setting(db, "k1")


BEGUN = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE teacher SET name = 'Half'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_change_cut_off_before_it_reached_the_store_stands_in_nobodys_way(home: Home) -> None:
    add(home, "abe")
    whole = home.store.read_bytes()
    subprocess.run([sys.executable, "-c", BEGUN, str(home.store)], check=False)
    assert home.journal.exists()
    with change(home, "look", NOW), reading.reading(home) as db:
        assert "Half" not in [teacher.name for teacher in reading.teachers(db)]
    assert not home.journal.exists()
    assert home.store.read_bytes() == whole


def limited(size: int) -> Callable[[], None]:
    """For a child process: no file may grow beyond ``size`` bytes, as if the disk were full."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def limited_run(home: Home, size: int, *words: str) -> subprocess.CompletedProcess[str]:
    # Python would leave a half-written cache of any module that it compiles under the limit.
    return subprocess.run(
        [PROGRAM, *words],
        env={**Coach(home.path).environment(), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=limited(size),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("room", [0, 600, 5_000, 100_000])
def test_a_disk_that_takes_no_more_gets_a_sentence_and_nothing_is_half_done(
    home: Home, tmp_path: Path, room: int
) -> None:
    before = everything(home.path)
    commands = [("teacher", "add", "Cai"), ("undo",), ("backup", str(tmp_path / "b.zip"))]
    for words in commands if room < 1000 else commands[:2]:
        done = limited_run(home, room, *words)
        assert "The disk" in done.stderr
        assert "nothing was changed" in done.stderr
        assert done.returncode == 1
        assert everything(home.path) == before
        assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_disk_that_fills_up_during_the_commit_gets_a_sentence(home: Home) -> None:
    """The copy for the history still fits; the store, which must grow, does not."""
    size = home.store.stat().st_size
    csv = home.path.parent / "list.csv"
    rows = [f"Teacher {chr(97 + i // 26)}{chr(97 + i % 26)},{'x' * 60}" for i in range(400)]
    csv.write_text("name,subject\n" + "\n".join(rows) + "\n", "utf-8")
    before = everything(home.path)
    done = limited_run(home, size, "teacher", "import", str(csv))
    assert "The disk" in done.stderr, done.stderr
    assert done.returncode == 1
    assert everything(home.path) == before
    assert is_sound(home)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Path:
    """A file system of four megabytes, where this user may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip("no file system may be mounted here")
    return place


def test_a_full_disk_gets_a_sentence_until_there_is_room_again(
    empty: Home, tiny_disk: Path
) -> None:
    from .homes import copied

    try:
        home = copied(empty, tiny_disk / "home")
        ballast = tiny_disk / "ballast"
        ballast.write_bytes(bytes(2**22 - 4 * empty.store.stat().st_size))
        said = ""
        coach = Coach(home.path)
        for number in range(8):
            count = len(handles(home))
            done = subprocess.run(
                [PROGRAM, "teacher", "add", f"Teacher {number}"],
                env=coach.environment(),
                capture_output=True,
                text=True,
                check=False,
            )
            said = done.stderr
            assert is_sound(home)
            assert len(handles(home)) == count + (done.returncode == 0)
            if done.returncode:
                break
        assert said.startswith("The disk is full; nothing was changed.")
        ballast.unlink()
        coach("teacher", "add", "Zoe")
        coach("undo")
        assert len(handles(home)) == count
    finally:
        subprocess.run(["umount", str(tiny_disk)], check=True)
