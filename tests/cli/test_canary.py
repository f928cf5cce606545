"""What is sealed is found nowhere: unique phrases are typed, and every place is searched."""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cheap_age import cheapen
from driving import Coach
from typing_hands import Hands

PARTS = ("Notes", "What works", "What is hard", "To ask next time")
# Tests run side by side, and memory folders are shared: each process has phrases of its own.
OWN = f"{os.getpid()}"
SAID = {
    "Notes": f"canary-quokka-note-{OWN}",
    "What works": f"canary-axolotl-works-{OWN}",
    "What is hard": f"canary-pangolin-hard-{OWN}",
    "To ask next time": f"canary-okapi-asknext-{OWN}",
    "Why": f"canary-tapir-reason-{OWN}",
    "her step": f"canary-numbat-step-{OWN}",
    "my step": f"canary-kakapo-step-{OWN}",
}
SHARED = Path("/dev/shm")


def spellings(text: str) -> list[bytes]:
    """The bytes of a text as it might lie somewhere: plain, wide, and base64 at each offset."""
    data = text.encode()
    wide = [text.encode("utf-16-le"), text.encode("utf-16-be")]
    packed = [b64encode(bytes(shift) + data)[4:-4] for shift in range(3)]
    return [data, *wide, *packed]


@dataclass
class Search:
    """Where a canary could be, and what is looked for."""

    home: Path
    temp: Path
    shared: frozenset[Path]
    phrases: tuple[str, ...] = tuple(SAID.values())

    def in_bytes(self, data: bytes) -> list[str]:
        return [text for text in self.phrases if any(each in data for each in spellings(text))]

    def everywhere(self) -> None:
        """Every file that could hold it, and every process that could show it."""
        new = [path for path in SHARED.rglob("*") if path not in self.shared]
        places = [*self.home.rglob("*"), *self.temp.rglob("*"), *new]
        for path in places:
            assert not self.in_bytes(path.name.encode()), path
            with suppress(OSError):  # a folder, or gone by now
                assert not self.in_bytes(path.read_bytes()), path
        for process in Path("/proc").glob("[0-9]*"):
            for name in ("cmdline", "environ"):
                with suppress(OSError):
                    assert not self.in_bytes((process / name).read_bytes()), name


@pytest.fixture
def search(sealed: Coach, tmp_path: Path) -> Search:
    if sys.platform != "linux":
        pytest.skip("the process list is read from /proc")
    temp = tmp_path / "temp"
    temp.mkdir()
    sealed.env["TMPDIR"] = str(temp)
    return Search(sealed.home, temp, frozenset(SHARED.rglob("*")))


def begin(coach: Coach) -> Hands:
    hands = Hands(coach, "log", "session", "miriam", "--state", "held")
    return hands.answers("Kind:").answers("Minutes").answers("Focus").answers("ask for it?")


def log_all(coach: Coach, search: Search) -> None:
    """A visit with something in every place, looking around at each question."""
    with begin(coach) as hands:
        for part in PARTS:
            hands.sees(part).answers("> ", SAID[part]).sees("> ")
            search.everywhere()
            hands.types()
        for question, said in (("Next step for M", "her step"), ("Next step for you", "my step")):
            hands.answers(question, SAID[said]).sees("Check on it")
            search.everywhere()
            hands.types().answers(question)
        hands.leaves()
    with Hands(coach, "log", "session", "kofi", "--state", "no-show") as hands:
        hands.sees("Why").answers("> ", SAID["Why"]).sees("> ")
        search.everywhere()
        hands.types().leaves()


def test_what_was_said_is_shown_by_notes_and_next_steps_alone(
    sealed: Coach, search: Search, secret: dict[str, Any], tmp_path: Path
) -> None:
    log_all(sealed, search)
    search.everywhere()
    shown = sealed("notes", "miriam", **secret).out + sealed("notes", "kofi", **secret).out
    shown += sealed("next-steps", **secret).out
    assert sorted(search.in_bytes(shown.encode())) == sorted(SAID.values())

    backup = tmp_path / "backup.coach"
    silent = ["", "due", "schedule show", "schedule week", "teacher list", "teacher show miriam"]
    silent += ["check", "undo", "redo", "step done 1", "step defer 2", f"backup {backup}", "path"]
    silent += ["teacher show nobody", "log session --template miriam", "period list"]
    for words in silent:
        for options in (["--debug"], ["--json", "--debug"]):
            answer = run_any(sealed, *options, *words.split(), **secret)
            assert not search.in_bytes(answer.encode()), words
        search.everywhere()
    with zipfile.ZipFile(backup) as packed:
        for name in packed.namelist():
            assert not search.in_bytes(packed.read(name)), name
    for locked in (["notes", "miriam"], ["next-steps"], ["--json", "next-steps"]):
        assert not search.in_bytes(run_any(sealed, *locked).encode())
    for name in ("", "log session", "notes", "next-steps"):
        assert not search.in_bytes(run_any(sealed, *name.split(), "--help").encode())


def run_any(coach: Coach, *words: str, **env: str) -> str:
    """Everything that a command says, whatever its exit code."""
    done = coach.run(*words, **env)
    return done.out + done.err


@pytest.mark.parametrize("stop", ["ctrl-c", "kill -9"])
def test_a_visit_cut_off_at_any_text_leaves_nothing_readable(
    sealed: Coach, search: Search, stop: str
) -> None:
    hands = begin(sealed)

    def again(question: str) -> None:
        nonlocal hands
        if stop == "ctrl-c":
            before = len(hands.seen)
            hands.interrupts().leaves(130)
            assert not search.in_bytes(hands.seen[before:].encode())
        else:
            hands.kill()
        search.everywhere()
        hands = Hands(sealed, "--debug", "log", "session").answers("Go on with it?").sees(question)
        assert not search.in_bytes(hands.seen.encode())

    for part in PARTS:
        hands.sees(part).sees("> ").begins(SAID[part])
        again(part)
        hands.answers("> ", SAID[part]).sees("> ")
        again(part)
        hands.answers("> ")
    for question, said in (("Next step for M", "her step"), ("Next step for you", "my step")):
        hands.sees(question).begins(f" {SAID[said]}")
        again(question)
        hands.types(SAID[said]).sees("Check on it")
        again(question)
        if said == "her step":
            hands.types()
    hands.kill()
    search.everywhere()


@pytest.mark.parametrize("stop", ["ctrl-c", "kill -9"])
def test_passphrase_and_recovery_key_are_nowhere(search: Search, tmp_path: Path, stop: str) -> None:
    coach = Coach(tmp_path / "other", env={"TMPDIR": str(search.temp)})
    recovery = coach.json("init", "--no-passphrase")["recovery_key"]
    chosen = f"canary-passphrase-wombat-{OWN}"
    cheapen(coach.home, chosen)
    search.home, search.phrases = coach.home, (chosen, recovery, recovery.lower(), "AGE-SECRET-KEY")
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        for words, question, typed in (
            (["passphrase"], "Passphrase: ", chosen),
            (["recovery"], "Recovery key: ", recovery),
        ):
            with Hands(coach, "--debug", *words, XDG_RUNTIME_DIR=folder) as hands:
                hands.answers(question, typed).sees("New passphrase: ")
                search.everywhere()
                hands.child.send(chosen)
                search.everywhere()
                assert not search.in_bytes(hands.seen.encode())
                if stop == "ctrl-c":
                    hands.interrupts().leaves(130)
                else:
                    hands.kill()
                assert not search.in_bytes(hands.seen.encode())
            search.everywhere()


def test_a_traceback_shows_no_locals(
    sealed: Coach, search: Search, secret: dict[str, Any], tmp_path: Path
) -> None:
    """A broken installation stands in for the error that nobody foresaw."""
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sqlmodel.py").write_text("raise RuntimeError('broken on purpose')\n")
    with Hands(
        sealed, "--debug", "log", "session", "miriam", "--state", "no-show", PYTHONPATH=str(broken)
    ) as hands:
        hands.sees("Why").answers("> ", SAID["Why"]).sees("> ")
        before = len(hands.seen)
        hands.types().sees("broken on purpose").child.wait()
    shown = hands.seen[before:]
    assert "Traceback" in shown
    assert not search.in_bytes(shown.encode())
    search.everywhere()
    with Hands(sealed, "log", "session") as hands:
        hands.answers("Go on with it?")
        hands.leaves()
    assert SAID["Why"] in sealed("notes", "miriam", **secret).out


@pytest.mark.parametrize("stop", ["ctrl-c", "kill -9"])
def test_an_idea_is_shown_by_list_and_prep_alone(
    sealed: Coach, search: Search, secret: dict[str, Any], stop: str
) -> None:
    said = f"canary-narwhal-idea-{OWN}"
    search.phrases = (said,)
    words = ["idea", "add", "--tag", "library"]
    with Hands(sealed, *words) as hands:
        hands.sees("The idea").answers("> ", said).sees("> ")
        search.everywhere()
        if stop == "ctrl-c":
            hands.interrupts().leaves(130)
        else:
            hands.kill()
    search.everywhere()
    with Hands(sealed, "--debug", *words) as hands:
        hands.answers("Use it?").leaves()
        assert not search.in_bytes(hands.seen.encode())
    for typed in (
        "idea list",
        "prep miriam",
        "prep --print",
        "check",
        "undo",
        "redo",
        "notes kofi",
    ):
        assert not search.in_bytes(run_any(sealed, "--debug", *typed.split()).encode()), typed
    for typed in ("handover miriam", "next-steps", "due", "idea remove 9", "ask list"):
        assert not search.in_bytes(run_any(sealed, *typed.split(), **secret).encode()), typed
    for typed in ("idea list", "prep miriam", "prep miriam --print"):
        assert search.in_bytes(sealed(*typed.split(), **secret).out.encode()), typed
    sealed("idea", "remove", "1", "--yes")
    search.everywhere()


def test_a_handover_lets_out_the_steps_of_its_session_and_nothing_else(
    sealed: Coach, search: Search, secret: dict[str, Any], tmp_path: Path
) -> None:
    log_all(sealed, search)
    outside = tmp_path / "outside"
    outside.mkdir()
    target = outside / "copy.txt"
    sealed("handover", "miriam", "--output", str(target), **secret)
    assert sorted(search.in_bytes(target.read_bytes())) == sorted(
        [SAID["her step"], SAID["my step"]]
    )
    assert [path.name for path in outside.iterdir()] == ["copy.txt"]
    search.everywhere()
    shown = sealed("prep", "miriam", "--print", **secret).out
    hidden = {SAID["What is hard"], SAID["Why"]}
    assert set(search.in_bytes(shown.encode())) == set(SAID.values()) - hidden
    search.everywhere()
