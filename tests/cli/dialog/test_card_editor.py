"""Filling the card in an editor, in a real pseudo-terminal, with real editors of a few lines."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import PASSPHRASE, Coach
from typing_hands import Hands, script, wait_until

from coachcli.cli.dialog.card_editor import edited

WRITES = """sed -i 's/^## Notes.*/&\\n\\nShe asked [why]/' "$1" """
WAITS = 'while [ ! -e "$0.go" ]; do sleep 0.05; done'


@pytest.fixture
def memory(sealed: Coach) -> Iterator[Path]:
    """A runtime folder in memory, as a Linux desktop has."""
    if sys.platform != "linux":
        pytest.skip("memory-backed folders are known on Linux only")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        sealed.env["XDG_RUNTIME_DIR"] = folder
        yield Path(folder)


def cards(memory: Path) -> list[Path]:
    return list(memory.glob("coach-*"))


def edits(coach: Coach, editor: str, *words: str, **env: Any) -> Hands:
    return Hands(coach, "log", "session", "miriam", "--editor", *words, EDITOR=editor, **env)


def noted(coach: Coach, secret: dict[str, Any]) -> list[str]:
    sessions = coach.json("notes", "miriam", **secret)["sessions"]
    return [each["notes"] for each in sessions]


def test_what_the_editor_writes_is_logged_from_a_private_folder_in_memory(
    sealed: Coach, memory: Path, tmp_path: Path, secret: dict[str, Any]
) -> None:
    editor = script(tmp_path / "editor", f'{WRITES}\nls -ld "$(dirname "$1")" "$1" >"$0.saw"')
    with edits(sealed, editor) as hands:
        said = hands.leaves()
    assert "Session 21 with Miriam Stern, planned Tue 24 Nov 12:20." in said
    assert "held, 45 minutes. Notes sealed." in said
    folder, file = (tmp_path / "editor.saw").read_text().splitlines()
    assert folder.startswith("drwx------")
    assert f" {memory}/coach-" in folder
    assert file.startswith("-rw-------")
    assert not cards(memory)
    assert noted(sealed, secret) == ["She asked [why]"]
    assert not (sealed.home / "draft.json").exists()


def test_an_unchanged_card_logs_nothing(sealed: Coach, memory: Path, tmp_path: Path) -> None:
    with edits(sealed, script(tmp_path / "editor", "true")) as hands:
        assert "The card is as it was; nothing was logged." in hands.leaves()
    assert not (sealed.home / "draft.json").exists()
    assert not cards(memory)


def test_a_broken_card_is_explained_kept_sealed_and_gone_on_with(
    sealed: Coach, memory: Path, tmp_path: Path, secret: dict[str, Any]
) -> None:
    broken = script(tmp_path / "broken", f'{WRITES}\nsed -i "s/^- Minutes.*/- Minutes: many/" "$1"')
    with edits(sealed, broken) as hands:
        hands.sees("Line ").answers("Back to the card? [Y/n]").sees("Line ")
        assert not cards(memory)
        hands.answers("Back to the card?", "n")
        assert "The card is kept, sealed. Go on with: coach log session" in hands.leaves(1)
    mends = script(tmp_path / "mends", 'sed -i "s/^- Minutes.*/- Minutes: 20/" "$1"')
    with Hands(sealed, "log", "session", EDITOR=mends) as hands:
        hands.answers("Not finished yet: the card for Miriam Stern. Go on with it?")
        hands.answers("Passphrase:", "wrong").sees("not the passphrase")
        said = hands.answers("Passphrase:", PASSPHRASE).leaves()
    assert "held, 20 minutes" in said
    assert noted(sealed, secret) == ["She asked [why]\n\nShe asked [why]"]


def test_ctrl_c_after_a_broken_card_keeps_it(sealed: Coach, memory: Path, tmp_path: Path) -> None:
    broken = script(tmp_path / "broken", f'{WRITES}\nsed -i "s/^- Date.*/- Date: soon/" "$1"')
    with edits(sealed, broken) as hands:
        said = hands.sees("Back to the card?").interrupts().leaves(130)
    assert "The card is kept, sealed." in said
    assert (sealed.home / "draft.json").exists()


def test_an_editor_that_ends_with_an_error_logs_nothing(
    sealed: Coach, memory: Path, tmp_path: Path
) -> None:
    with edits(sealed, script(tmp_path / "editor", f"{WRITES}\nexit 3")) as hands:
        hands.sees("The editor ended with an error").answers("Back to the card?", "n")
        hands.leaves(1)
    assert (sealed.home / "draft.json").exists()
    assert not cards(memory)


@pytest.mark.parametrize("end", ["kill -9", "terminated", "closed terminal"])
def test_the_folder_goes_and_what_was_saved_stays_however_coach_ends(
    sealed: Coach, memory: Path, tmp_path: Path, secret: dict[str, Any], end: str
) -> None:
    editor = script(tmp_path / "editor", f"{WRITES}\necho saved it\n{WAITS}")
    with edits(sealed, editor) as hands:
        hands.sees("saved it")
        assert [stat.S_IMODE(each.stat().st_mode) for each in cards(memory)] == [0o700]
        if end == "kill -9":
            wait_until((sealed.home / "draft.json").exists)
            hands.kill()
        elif end == "terminated":
            hands.terminate()
        else:
            hands.close_the_terminal()
        wait_until(lambda: not cards(memory))
        wait_until((sealed.home / "draft.json").exists)
        (tmp_path / "editor.go").touch()
    with Hands(sealed, "log", "session", EDITOR="true") as hands:
        hands.answers("Go on with it?").answers("Passphrase:", PASSPHRASE)
        assert "held, 45 minutes. Notes sealed." in hands.leaves()
    assert noted(sealed, secret) == ["She asked [why]"]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_before_the_first_look_at_the_editor_loses_nothing(
    memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The editor saves and ends its parent while that is still busy starting it."""
    editor = script(
        tmp_path / "editor", f'echo typed >"$1"\nkill -{name[3:]} $PPID\ntouch "$0.did"'
    )
    signals: list[int] = []

    class Slow(subprocess.Popen[bytes]):
        def __init__(self, *words: Any, **options: Any) -> None:
            super().__init__(*words, **options)
            if words[0][0] == editor:
                wait_until((tmp_path / "editor.did").exists)

    monkeypatch.setattr(subprocess, "Popen", Slow)
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(memory))
    number = getattr(signal, name)
    before = signal.signal(number, lambda number, _frame: signals.append(number))
    followed: list[str] = []
    try:
        with pytest.raises(SystemExit) as end:
            edited("printed", followed.append)
    finally:
        signal.signal(number, before)
    assert (followed[-1], end.value.code) == ("typed\n", 128 + number)
    assert not signals
    assert not cards(memory)


def test_without_memory_the_coach_is_told_and_the_folder_still_goes(
    sealed: Coach, tmp_path: Path
) -> None:
    """``/dev/shm`` is there on Linux, so this shows only that it is used when nothing else is."""
    editor = script(tmp_path / "editor", f'{WRITES}\ndirname "$1" >"$0.saw"')
    with edits(sealed, editor) as hands:
        hands.leaves()
    folder = Path((tmp_path / "editor.saw").read_text().strip())
    assert folder.parent == Path("/dev/shm")
    assert not folder.exists()


def test_visual_comes_before_editor_and_may_have_arguments(
    sealed: Coach, memory: Path, tmp_path: Path
) -> None:
    editor = script(tmp_path / "my editor", 'echo "$1" >"$0.saw"\nshift\n' + WRITES)
    with edits(sealed, "false", VISUAL=f"'{editor}' --wait") as hands:
        assert "Notes sealed." in hands.leaves()
    assert Path(f"{editor}.saw").read_text() == "--wait\n"


@pytest.mark.parametrize("editor", ["no-such-editor", "'unclosed"])
def test_an_editor_that_cannot_be_started_is_a_sentence(
    sealed: Coach, memory: Path, editor: str
) -> None:
    with edits(sealed, editor) as hands:
        said = hands.leaves(1)
    assert "Set " in said
    assert not cards(memory)
    assert not (sealed.home / "draft.json").exists()


def test_ctrl_c_belongs_to_the_editor(sealed: Coach, memory: Path, tmp_path: Path) -> None:
    editor = script(
        tmp_path / "editor", f"trap 'echo mine >\"$0.int\"' INT\necho open\n{WAITS}\n{WRITES}"
    )
    with edits(sealed, editor) as hands:
        hands.sees("open").child.sendcontrol("c")
        wait_until((tmp_path / "editor.int").exists)
        (tmp_path / "editor.go").touch()
        assert "Notes sealed." in hands.leaves()


@pytest.mark.skipif(not os.path.exists("/usr/bin/vim"), reason="vim is not installed")
def test_vim_leaves_no_trace(sealed: Coach, memory: Path, tmp_path: Path) -> None:
    with edits(sealed, "vim", HOME=str(tmp_path), TMPDIR=str(tmp_path)) as hands:
        hands.child.send("GoCANARY-in-vim\x1b:wq\r")
        hands.leaves()
    found = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert not [each for each in found if b"CANARY-in-vim" in each.read_bytes()]
    assert not cards(memory)
