"""A backup brings back store and keys, here or elsewhere; anything else changes nothing."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import Coach
from hypothesis import given, settings
from hypothesis import strategies as st
from stopping import stopped_at_each_step

from coachcli import files
from coachcli.errors import CoachError, StoreUnusable
from coachcli.store import backups, drafts, history, pen
from coachcli.store.backups import backup, restore
from coachcli.store.home import Home
from coachcli.store.undo_redo import redo, undo
from coachcli.vault import keys, sealing

from .homes import NOW, add, copied, everything, handles, is_sound, new_home, tell


@pytest.fixture
def saved(home: Home, tmp_path: Path) -> Path:
    """A backup of ana and ben."""
    backup(home, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """To be copied: a home with keys of its own, where zoe joined and a visit is half logged."""
    home = new_home(tmp_path_factory.mktemp("stranger") / "home")
    add(home, "zoe")
    drafts.save(home, drafts.Draft("uid"))
    return home


@pytest.fixture
def elsewhere(stranger: Home, tmp_path: Path) -> Home:
    return copied(stranger, tmp_path / "elsewhere")


def opens(home: Home, sealed: bytes) -> bool:
    """Whether what was sealed is opened by the keys of this home."""
    return sealing.unseal(sealed, "uid", keys.open_without(home.path)) == "said"


def seal(home: Home) -> bytes:
    return sealing.seal("said", "uid", keys.recipients(home.path))


def test_a_backup_goes_on_in_a_fresh_home_without_init(
    home: Home, saved: Path, tmp_path: Path
) -> None:
    fresh = Home(tmp_path / "fresh")
    assert restore(fresh, saved, NOW) is None
    assert handles(fresh) == ["ana", "ben"]
    assert backups.keys_of(fresh) == backups.keys_of(home)
    assert opens(fresh, seal(home))
    add(fresh, "cai")


def test_restoring_keeps_the_present_and_undo_brings_it_back(home: Home, saved: Path) -> None:
    add(home, "cai")
    assert restore(home, saved, NOW) is None
    assert handles(home) == ["ana", "ben"]
    assert undo(home, NOW).said == "restore"
    assert handles(home) == ["ana", "ben", "cai"]
    redo(home, NOW)
    assert handles(home) == ["ana", "ben"]


def test_other_keys_keep_everything_present_in_a_zip_and_out_of_undos_reach(
    home: Home, saved: Path, elsewhere: Home
) -> None:
    theirs = seal(elsewhere)
    files.write_private(elsewhere.draft_of("contact"), b"{}")
    before = everything(elsewhere.path)
    kept = restore(elsewhere, saved, NOW)
    assert kept is not None
    assert handles(elsewhere) == ["ana", "ben"]
    assert opens(elsewhere, seal(home))
    assert elsewhere.drafts == []
    with pytest.raises(CoachError, match="nothing to undo"):
        undo(elsewhere, NOW)
    assert len(history.asides(elsewhere)) == 1
    with zipfile.ZipFile(kept) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert inside == {name: data for name, data in before.items() if "history" not in name}

    restore(elsewhere, kept, NOW)
    assert handles(elsewhere) == ["zoe"]
    assert opens(elsewhere, theirs)


def test_the_keys_of_then_come_back_with_a_backup_of_the_same_notes(
    home: Home, saved: Path
) -> None:
    """As after a passphrase was changed, or a key file lost: the notes are the same."""
    identity = home.keys / "identity.txt"
    lost = identity.read_bytes()
    identity.unlink()
    add(home, "cai")
    kept = restore(home, saved, NOW)
    assert kept is not None
    assert identity.read_bytes() == lost
    assert undo(home, NOW).said == "restore"


def test_a_file_from_the_history_restores_too(home: Home) -> None:
    oldest = history.kept_states(home.history)[0].path
    assert restore(home, oldest, NOW) is None
    assert handles(home) == []
    undo(home, NOW)
    assert handles(home) == ["ana", "ben"]


def test_a_store_without_its_keys_is_refused_where_there_are_none(
    home: Home, tmp_path: Path
) -> None:
    fresh = Home(tmp_path / "fresh")
    with pytest.raises(CoachError, match="without its keys"):
        restore(fresh, home.store, NOW)
    assert not everything(fresh.path)


def test_keys_left_by_a_cut_off_init_are_set_aside(saved: Path, tmp_path: Path) -> None:
    fresh = Home(tmp_path / "fresh")
    keys.create(fresh.path, None)
    unused = keys.recipients(fresh.path)
    restore(fresh, saved, NOW)
    assert handles(fresh) == ["ana", "ben"]
    assert keys.recipients(fresh.path) != unused
    assert len(list(fresh.path.glob("keys-unused-*/recipients.txt"))) == 1


@pytest.mark.parametrize("damage", [b"no store at all", b""], ids=["text", "empty"])
def test_a_damaged_store_is_kept_as_it_is_and_a_backup_takes_its_place(
    home: Home, saved: Path, damage: bytes
) -> None:
    home.store.write_bytes(damage)
    kept = restore(home, saved, NOW)
    assert kept is not None
    assert zipfile.ZipFile(kept).read("coach.db") == damage
    assert handles(home) == ["ana", "ben"]
    assert undo(home, NOW).said == "add ben"


def test_a_journal_of_a_damaged_store_does_not_spoil_the_restored_one(
    home: Home, saved: Path
) -> None:
    home.store.write_bytes(b"SQLite format 3\0" + os.urandom(20000))
    home.journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + os.urandom(5000))
    restore(home, saved, NOW)
    assert handles(home) == ["ana", "ben"]
    assert is_sound(home)


def test_numbers_are_not_given_again_after_a_restore(home: Home, saved: Path) -> None:
    from .homes import ask

    add(home, "cai")
    restore(home, saved, NOW)
    add(home, "dee")
    assert ask(home.store, "SELECT max(id) FROM teacher") == [(4,)]


def zipped(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def with_tricks(saved: Path) -> bytes:
    """Our backup with members whose names lead out of the folder."""
    held = io.BytesIO(saved.read_bytes())
    with zipfile.ZipFile(held, "a") as archive:
        for name in ("keys/../../evil.txt", "keys/..", "/keys/evil.txt", "keys/a/b.txt", "keys/"):
            archive.writestr(name, b"evil")
    return held.getvalue()


def lied_about(data: bytes) -> bytes:
    """The size of the store in the zip's directory halved."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("coach.db").file_size
    return data.replace(size.to_bytes(4, "little"), (size // 2).to_bytes(4, "little"))


REFUSED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "text": lambda _: b"Dear diary",
    "noise": lambda _: bytes(range(256)) * 100,
    "half a zip": lambda data: data[: len(data) // 2],
    "an empty zip": lambda _: zipped(),
    "no store": lambda _: zipped(**{"keys/recipients.txt": b"x"}),
    "no keys": lambda _: zipped(**{"coach.db": b"x"}),
    "no store but text": lambda _: zipped(**{"coach.db": b"x" * 999, "keys/recipients.txt": b""}),
    "a lie about sizes": lied_about,
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_backup_is_refused_and_nothing_changes(
    home: Home, saved: Path, tmp_path: Path, kind: str
) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(REFUSED[kind](saved.read_bytes()))
    before = everything(tmp_path)
    with pytest.raises(CoachError, match="is not a backup of coach"):
        restore(home, bad, NOW)
    assert everything(tmp_path) == before


@pytest.mark.parametrize(("bound", "part"), [("STORE", "coach.db"), ("KEY", "recovery.age")])
def test_a_part_that_unpacks_to_more_than_its_bound_is_refused_and_nothing_changes(
    home: Home, saved: Path, monkeypatch: pytest.MonkeyPatch, bound: str, part: str
) -> None:
    """A good backup, so that nothing but the bound refuses it."""
    with zipfile.ZipFile(saved) as archive:
        size = max(of.file_size for of in archive.infolist() if of.filename.endswith(part))
    add(home, "cai")
    monkeypatch.setattr(backups, f"LARGEST_{bound}", size - 1)
    before = everything(home.path)
    with pytest.raises(CoachError, match="is not a backup of coach"):
        restore(home, saved, NOW)
    assert everything(home.path) == before
    monkeypatch.setattr(backups, f"LARGEST_{bound}", size)
    restore(home, saved, NOW)
    assert handles(home) == ["ana", "ben"]


def test_names_that_lead_out_of_the_folder_are_passed_over(saved: Path, tmp_path: Path) -> None:
    tricky = tmp_path / "tricky.zip"
    tricky.write_bytes(with_tricks(saved))
    fresh = Home(tmp_path / "deep" / "fresh")
    restore(fresh, tricky, NOW)
    assert not [path for path in tmp_path.rglob("*") if "evil" in path.name]
    assert sorted(path.name for path in fresh.keys.iterdir()) == [
        "identity.txt",
        "recipients.txt",
        "recovery.age",
    ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_backup_altered_anywhere_is_refused_or_restores_something_whole(
    two: Home, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("altered")
    try:
        backup(two, folder / "b.zip")
        whole = bytearray((folder / "b.zip").read_bytes())
        at = data.draw(st.integers(0, len(whole) - 1))
        noise = data.draw(st.binary(min_size=1, max_size=20))
        whole[at : at + len(noise)] = noise
        (folder / "b.zip").write_bytes(whole)
        fresh = Home(folder / "fresh")
        try:
            restore(fresh, folder / "b.zip", NOW)
        except CoachError:
            assert not everything(fresh.path)
        else:
            assert handles(fresh) == ["ana", "ben"]
    finally:
        shutil.rmtree(folder)


def test_a_newer_store_is_refused_and_says_so(home: Home, tmp_path: Path) -> None:
    newer = tmp_path / "newer.db"
    shutil.copy(home.store, newer)
    tell(newer, "UPDATE alembic_version SET version_num = '0999'")
    before = everything(home.path)
    with pytest.raises(StoreUnusable, match="newer version"):
        restore(home, newer, NOW)
    assert everything(home.path) == before


def test_a_damaged_store_is_not_backed_up(home: Home, saved: Path) -> None:
    good = saved.read_bytes()
    tell(home.store, "PRAGMA ignore_check_constraints = ON", "UPDATE teacher SET support = 'x'")
    with pytest.raises(StoreUnusable):
        backup(home, saved, force=True)
    assert saved.read_bytes() == good


def test_a_file_that_is_there_is_replaced_only_by_force(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "b [1]*.zip"
    target.write_text("mine")
    with pytest.raises(CoachError, match="is there already"):
        backup(home, target)
    assert target.read_text() == "mine"
    backup(home, target, force=True)
    assert zipfile.is_zipfile(target)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("missing/b.zip", "There is no folder"),
        ("home", "is a folder"),
        ("home/coach.db", "in the home folder"),
        ("home/history/b.zip", "in the home folder"),
        ("home/../home/b.zip", "in the home folder"),
    ],
)
def test_a_backup_goes_to_no_impossible_or_useless_place(
    home: Home, tmp_path: Path, target: str, said: str
) -> None:
    before = everything(tmp_path)
    with pytest.raises(CoachError, match=said):
        backup(home, tmp_path / target, force=True)
    assert everything(tmp_path) == before


BACKING_UP = """
import sys
from pathlib import Path
from coachcli.store.backups import backup
from coachcli.store.home import Home
print("ready", flush=True)
while True:
    backup(Home(Path(sys.argv[1])), Path(sys.argv[2]), force=True)
"""


def test_a_kill_while_backing_up_leaves_none_or_a_whole_one(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "out" / "b.zip"
    target.parent.mkdir()
    for pause in (0.0, 0.01, 0.02, 0.03, 0.05):
        words = [sys.executable, "-c", BACKING_UP, str(home.path), str(target)]
        with subprocess.Popen(words, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            time.sleep(pause)
            child.kill()
        if target.exists():
            assert zipfile.ZipFile(target).testzip() is None
        assert all(path == target or path.name.startswith(".") for path in target.parent.iterdir())
    backup(home, target, force=True)
    assert list(target.parent.iterdir()) == [target]


def test_a_restore_with_other_keys_stopped_at_any_step_leaves_one_caseload_or_the_other(
    home: Home, saved: Path, stranger: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = seal(home), seal(stranger)

    def look(stopped: Home) -> None:
        now = handles(stopped)
        assert now in (["zoe"], ["ana", "ben"])
        assert opens(stopped, theirs if now == ["zoe"] else ours)
        if now == ["ana", "ben"]:
            (kept,) = stopped.history.glob("before-restore-*.zip")
            assert zipfile.ZipFile(kept).testzip() is None
        restore(stopped, saved, NOW)
        assert handles(stopped) == ["ana", "ben"]
        assert opens(stopped, ours)
        assert not list(stopped.path.glob("keys.*"))
        assert not stopped.spare.exists()

    steps = stopped_at_each_step(
        monkeypatch,
        lambda step: copied(stranger, tmp_path / f"copy-{step}"),
        lambda copy: restore(copy, saved, NOW),
        look,
    )
    assert steps > 15


def test_a_restore_stopped_at_any_step_has_happened_or_not_and_can_be_undone(
    home: Home, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(home, "cai")

    def look(stopped: Home) -> None:
        with pen.pen(stopped):
            pass
        if handles(stopped) == ["ana", "ben"]:
            assert undo(stopped, NOW).said == "restore"
        assert handles(stopped) == ["ana", "ben", "cai"]
        assert undo(stopped, NOW).said == "add cai"
        assert is_sound(stopped)

    stopped_at_each_step(
        monkeypatch,
        lambda step: copied(home, tmp_path / f"copy-{step}"),
        lambda copy: restore(copy, saved, NOW),
        look,
    )


def test_a_first_restore_stopped_at_any_step_can_be_typed_again(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(stopped: Home) -> None:
        if not stopped.exists:
            restore(stopped, saved, NOW)
        assert handles(stopped) == ["ana", "ben"]
        assert keys.open_without(stopped.path)

    stopped_at_each_step(
        monkeypatch,
        lambda step: Home(tmp_path / f"new-{step}"),
        lambda new: restore(new, saved, NOW),
        look,
    )


def test_nothing_is_restored_while_a_visit_is_being_logged(home: Home, saved: Path) -> None:
    add(home, "cai")
    with drafts.alone(home), pytest.raises(CoachError, match="being logged already"):
        restore(home, saved, NOW)
    assert handles(home) == ["ana", "ben", "cai"]


def test_restore_asks_first_and_says_what_it_did(home: Home, saved: Path, tmp_path: Path) -> None:
    coach = Coach(home.path)
    before = everything(home.path)
    assert "nothing was changed" in coach("restore", str(saved), code=1).err
    assert everything(home.path) == before
    assert "coach undo" in coach("restore", str(saved), "--yes").out
    fresh = Coach(tmp_path / "fresh")
    assert fresh("restore", str(saved)).out == "Restored.\n"
    assert fresh.json("teacher", "list")
    missing = coach("restore", str(tmp_path / "missing.zip"), "--yes", code=1)
    assert "There is no file" in missing.err
