"""The passphrase, the recovery key and being unlocked, in a real pseudo-terminal.

``sealed`` opens at once. The tests that pay for the real scrypt of ``pyrage`` say so.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cheap_age import cheapen, with_work
from driving import PASSPHRASE, PROGRAM, TUESDAY, Coach
from typing_hands import Hands, wait_until

from coachcli.vault import age, keys

NEW = "battery staple correct"
RECOVERY = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")


@pytest.fixture(scope="session")
def noted_home(planned_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A planned week with one note, locked, to be copied."""
    home = Path(shutil.copytree(planned_home, tmp_path_factory.mktemp("noted") / "home"))
    card = "- Teacher: miriam\n- Date: 2026-11-24\n\n## Notes\n\nAbout wait time\n"
    Coach(home, today=TUESDAY)("log", "session", "--from", "-", given=card)
    cheapen(home, PASSPHRASE)
    return home


@pytest.fixture
def noted(noted_home: Path, tmp_path: Path) -> Coach:
    return Coach(Path(shutil.copytree(noted_home, tmp_path / "home")), today=TUESDAY)


@pytest.fixture
def memory(noted: Coach) -> Iterator[Path]:
    """A runtime folder, where there is no keyring."""
    if sys.platform != "linux":
        pytest.skip("the runtime folder is Linux's")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        noted.env["XDG_RUNTIME_DIR"] = folder
        yield Path(folder)


def files_in(home: Path) -> dict[str, bytes]:
    """All that is kept but for the empty files that commands lock."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.name not in ("lock", "draft.lock")
    }


def fresh(tmp_path: Path) -> Coach:
    return Coach(tmp_path / "new" / "home")


def test_init_asks_twice_and_the_recovery_key_sets_a_new_passphrase(tmp_path: Path) -> None:
    """Pays for the real scrypt three times."""
    coach = fresh(tmp_path)
    coach.home.parent.mkdir()
    with Hands(coach, "init") as hands:
        hands.answers("New passphrase: ", "short").sees("at least 8 characters")
        hands.answers("New passphrase: ", PASSPHRASE).answers("once more: ", NEW)
        hands.sees("The two differ.")
        hands.answers("New passphrase: ", PASSPHRASE).answers("once more: ", PASSPHRASE)
        said = hands.leaves()
    assert PASSPHRASE not in said
    (recovery,) = RECOVERY.findall(said)
    kept = files_in(coach.home)
    assert "coach.db" in kept
    assert not [name for name, data in kept.items() if recovery.encode() in data]
    assert not [name for name, data in kept.items() if b"AGE-SECRET-KEY" in data]

    with Hands(coach, "init") as hands:
        assert "There is a caseload in" in hands.leaves(1)
    assert files_in(coach.home) == kept

    with Hands(coach, "recovery") as hands:
        hands.answers("Recovery key: ", recovery[:-2]).sees("This is not a recovery key.")
        hands.answers("Recovery key: ", f"  {recovery.lower()} ").sees("opens the notes")
        hands.answers("New passphrase: ", NEW).answers("once more: ", NEW)
        assert "The recovery key stays the same" in hands.leaves()
    assert keys.open_with_passphrase(coach.home, NEW).public == keys.recipients(coach.home).main


def test_a_new_passphrase_opens_and_the_old_one_does_not(noted: Coach, tmp_path: Path) -> None:
    """Pays for the real scrypt three times."""
    with Hands(noted, "passphrase") as hands:
        hands.answers("Passphrase: ", "no").sees("Once more.").answers("Passphrase: ", PASSPHRASE)
        hands.answers("New passphrase: ", NEW).answers("once more: ", NEW)
        hands.leaves()
    for chosen, code in ((PASSPHRASE, 3), (NEW, 0)):
        (tmp_path / "chosen").write_text(chosen)
        noted("notes", "miriam", code=code, COACH_PASSPHRASE_FILE=str(tmp_path / "chosen"))


def test_three_bad_new_passphrases_make_nothing(tmp_path: Path) -> None:
    coach = fresh(tmp_path)
    with Hands(coach, "init") as hands:
        for _ in range(2):
            hands.answers("New passphrase: ", "short").sees("at least 8")
        hands.answers("New passphrase: ", PASSPHRASE).answers("once more: ", NEW)
        assert "No passphrase was set; nothing was changed." in hands.leaves(1)
    assert not coach.home.exists()


def test_init_that_was_killed_while_it_made_the_keys_is_begun_again(tmp_path: Path) -> None:
    """Pays for a part of the real scrypt."""
    coach = fresh(tmp_path)
    with Hands(coach, "init") as hands:
        hands.answers("New passphrase: ", PASSPHRASE).answers("once more: ", PASSPHRASE)
        wait_until((coach.home / "lock").exists)
        hands.kill()
    assert not (coach.home / "coach.db").exists()
    assert RECOVERY.search(coach("init", "--no-passphrase").out)
    assert coach.json("check")["opened"] is True


def test_keys_of_an_init_that_was_killed_after_them_are_set_aside(
    open_home: Path, tmp_path: Path
) -> None:
    coach = Coach(Path(shutil.copytree(open_home, tmp_path / "home")))
    (coach.home / "coach.db").unlink()
    before = keys.recipients(coach.home)
    answer = coach("init", "--no-passphrase")
    assert "Keys without a store were here; they are kept as keys-unused-" in answer.err
    assert keys.recipients(coach.home) != before
    assert len(list(coach.home.glob("keys-unused-*/recipients.txt"))) == 1


def test_of_two_inits_at_once_the_one_that_succeeds_showed_the_right_key(tmp_path: Path) -> None:
    coach = fresh(tmp_path)
    running = [
        subprocess.Popen(
            [PROGRAM, "init", "--no-passphrase"],
            env=coach.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [(each.communicate()[0], each.returncode) for each in running]
    ((out, _),) = [each for each in said if each[1] == 0]
    recovery = age.find_identity(RECOVERY.findall(out)[0])
    assert recovery is not None
    assert recovery.public == keys.recipients(coach.home).recovery


def test_a_wrong_passphrase_is_asked_for_three_times_and_changes_nothing(noted: Coach) -> None:
    before = files_in(noted.home)
    with Hands(noted, "notes", "miriam") as hands:
        for _ in range(2):
            hands.answers("Passphrase: ", "wrong one").sees(
                "That is not the passphrase. Once more."
            )
        said = hands.answers("Passphrase: ", "wrong one").leaves(3)
    assert said.endswith("the recovery key opens the notes: coach recovery")
    assert "About wait time" not in said
    assert files_in(noted.home) == before


def test_the_third_try_opens(noted: Coach) -> None:
    with Hands(noted, "notes", "miriam") as hands:
        hands.answers("Passphrase: ", "wrong one").answers("Passphrase: ")
        assert "About wait time" in hands.answers("Passphrase: ", PASSPHRASE).leaves()


@pytest.mark.parametrize("words", [["notes", "miriam"], ["passphrase"], ["recovery"]])
def test_ctrl_c_instead_of_a_secret_changes_nothing(noted: Coach, words: list[str]) -> None:
    before = files_in(noted.home)
    with Hands(noted, *words) as hands:
        assert hands.sees(": ").interrupts().leaves(130).endswith("Stopped.")
    assert files_in(noted.home) == before


def test_ctrl_c_instead_of_the_new_passphrase_leaves_the_old_one(noted: Coach) -> None:
    before = files_in(noted.home)
    with Hands(noted, "passphrase") as hands:
        hands.answers("Passphrase: ", PASSPHRASE).sees("New passphrase: ").interrupts().leaves(130)
    assert files_in(noted.home) == before


def test_unlocked_nobody_is_asked_until_it_is_locked_or_over(noted: Coach, memory: Path) -> None:
    with Hands(noted, "unlock", "--for", "1h") as hands:
        assert "Unlocked until" in hands.answers("Passphrase: ", PASSPHRASE).leaves()
    assert "About wait time" in noted("notes", "miriam").out
    assert [path.stat().st_mode & 0o777 for path in memory.iterdir()] == [0o600]
    noted("lock")
    assert not list(memory.iterdir())
    noted("notes", "miriam", code=3)

    with Hands(noted, "unlock") as hands:
        hands.answers("Passphrase: ", PASSPHRASE).leaves()
    marker = noted.home / "unlocked.json"
    content = json.loads(marker.read_bytes())
    marker.write_text(json.dumps({**content, "until": content["since"]}))
    noted("notes", "miriam", code=3)
    assert not list(memory.iterdir())
    assert not marker.exists()


@pytest.mark.parametrize("backend", ["keyring.backends.fail.Keyring", "no.such.Keyring"])
def test_without_a_keyring_or_memory_the_passphrase_is_simply_asked_each_time(
    noted: Coach, backend: str
) -> None:
    noted.env["PYTHON_KEYRING_BACKEND"] = backend
    with Hands(noted, "unlock") as hands:
        said = hands.leaves(1)
    assert "no keyring and no private memory folder" in said
    assert "Passphrase" not in said
    with Hands(noted, "notes", "miriam") as hands:
        assert "About wait time" in hands.answers("Passphrase: ", PASSPHRASE).leaves()


def test_lock_says_so_where_the_keyring_keeps_its_copy_of_the_key(noted: Coach) -> None:
    """As when the keyring that had the key at ``unlock`` cannot be reached any more."""
    public = keys.recipients(noted.home).main
    kept = {"where": "keyring", "key": public, "since": f"{TUESDAY}T08:00:00+00:00"}
    marker = noted.home / "unlocked.json"
    marker.write_text(json.dumps({**kept, "until": f"{TUESDAY}T20:00:00+00:00"}))
    said = " ".join(noted("lock").out.split())
    assert said.startswith("Locked. But the system's keyring did not let go of its copy")
    assert "remove the entry coach" in said
    assert not marker.exists()
    assert noted("lock").out == "Locked.\n"


@pytest.mark.parametrize("words", [["unlock", "--for", "soon"], ["unlock", "--for", "13h"]])
def test_a_time_that_cannot_be_is_refused_before_the_passphrase(
    noted: Coach, words: list[str]
) -> None:
    with Hands(noted, *words) as hands:
        assert "Passphrase" not in hands.leaves(1)


def test_the_passphrase_can_be_taken_away(noted: Coach) -> None:
    with Hands(noted, "passphrase", "--none") as hands:
        hands.answers("Passphrase: ", PASSPHRASE).sees("Whoever can read the home folder")
        hands.answers("Take the passphrase away? [y/N]")
        assert "Nothing was changed." in hands.leaves(1)
    noted("notes", "miriam", code=3)
    with Hands(noted, "passphrase", "--none") as hands:
        hands.answers("Passphrase: ", PASSPHRASE).answers("Take the passphrase away?", "y")
        hands.leaves()
    assert "About wait time" in noted("notes", "miriam").out
    assert "There is no passphrase here" in noted("unlock").out


def test_a_key_is_not_changed_while_another_command_writes(noted: Coach) -> None:
    before = files_in(noted.home)
    with closing(sqlite3.connect(noted.home / "lock", isolation_level=None)) as pen:
        pen.execute("BEGIN EXCLUSIVE")
        with Hands(noted, "passphrase", "--none", "--yes") as hands:
            said = hands.answers("Passphrase: ", PASSPHRASE).leaves(1)
    assert "nothing was changed" in said
    assert files_in(noted.home) == before


def test_keys_of_a_much_faster_computer_are_explained(noted: Coach) -> None:
    protected = noted.home / "keys" / "identity.age"
    protected.write_bytes(with_work(protected.read_bytes(), 30))
    with Hands(noted, "notes", "miriam") as hands:
        said = hands.answers("Passphrase: ", PASSPHRASE).leaves(1)
    assert "set on a much faster computer" in said
    assert "coach recovery" in said


def test_three_mistyped_recovery_keys_change_nothing(noted: Coach) -> None:
    before = files_in(noted.home)
    other = age.generate().secret()
    with Hands(noted, "recovery") as hands:
        hands.answers("Recovery key: ", "AGE-SECRET-KEY-1").sees("This is not a recovery key.")
        hands.answers("Recovery key: ", other).sees("belongs to other notes")
        assert other not in hands.answers("Recovery key: ", "once more").leaves(1)
    assert files_in(noted.home) == before


@pytest.mark.parametrize("words", [["passphrase"], ["recovery"], ["notes", "miriam"]])
def test_without_a_terminal_nobody_is_asked(noted: Coach, words: list[str]) -> None:
    assert "terminal" in noted(*words, code=3).err


def test_a_first_passphrase_without_a_terminal_is_refused(planned: Coach) -> None:
    assert "no terminal to ask for it" in planned("passphrase", code=3).err
