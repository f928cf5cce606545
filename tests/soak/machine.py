"""A machine that stops, or a disk that fails, at a chosen call, and what is found afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import warm
from cheap_age import cheapen
from driving import PASSPHRASE, PROGRAM, Answer, Coach, usual
from marked import fill, stored

from coachcli.store import history, reading
from coachcli.store.home import Home
from coachcli.vault import keys, sealing
from soak.cases import NEW_PASSPHRASE, Case, files, placed
from soak.server import Server

SHIM = Path(__file__).with_name("disk.c")
RANDOM_ROWS = ("erased_salt", "erased_handles")
"""Settings that are different each time."""

KEYS = ("recipients.txt", "recovery.age", "identity.txt", "identity.age")


def compiled(folder: Path) -> Path:
    """``disk.c`` compiled; skips where that is not possible."""
    compiler = shutil.which("cc")
    if os.name == "nt" or os.uname().sysname != "Linux" or compiler is None:
        pytest.skip("needs Linux and a C compiler, to stop the program at a call to the system")
    made = folder / "disk.so"
    words = [compiler, "-O1", "-shared", "-fPIC", str(SHIM), "-o", str(made), "-ldl", "-lpthread"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the C compiler cannot make it: {done.stderr[:200]}")
    return made


@dataclass(frozen=True)
class Stage:
    """The homes that the cases are typed in, by name, to be copied."""

    folder: Path
    shim: Path
    recovery: str
    server: Server

    def desk(self, case: Case, folder: Path) -> Desk:
        """A copy of all that a case needs, in a folder of its own."""
        folder.mkdir()
        files(folder)
        for name in ("home", "temp", "run", "BACKUP", "OLD", "passphrase"):
            source = self.folder / case.home / name
            if not source.exists():
                source = self.folder / "beside" / name
            if source.is_dir():
                shutil.copytree(source, folder / name)
            elif source.exists():
                shutil.copyfile(source, folder / name)
        return Desk(case, folder, self.shim, self.recovery, self.server)


def stage(folder: Path) -> Stage:
    """Make all the homes. ``folder`` is in memory, so that an opened key is kept there."""
    beside = folder / "beside"
    for name in ("temp", "run"):
        (beside / name).mkdir(parents=True, mode=0o700)
    (beside / "passphrase").write_text(f"{PASSPHRASE}\n")
    coach = Coach(folder / "open" / "home")
    recovery = str(coach.json("init", "--no-passphrase")["recovery_key"])
    fill(coach)
    for name in ("late", "undone", "locked", "unlocked"):
        shutil.copytree(folder / "open" / "home", folder / name / "home")
    undone = Coach(folder / "undone" / "home")
    undone("undo")
    undone("backup", str(beside / "BACKUP"))
    undone("export", "hqdor", "--output", str(beside / "OLD"), today="2026-11-22")
    Coach(folder / "other" / "home")("init", "--no-passphrase")
    for name in ("locked", "unlocked"):
        cheapen(folder / name / "home", PASSPHRASE)
    secret = {"COACH_PASSPHRASE_FILE": str(beside / "passphrase")}
    runtime = folder / "unlocked" / "run"
    runtime.mkdir(mode=0o700)
    # Long enough for a soak; what it opens is known to everybody who reads this.
    unlocking = Coach(folder / "unlocked" / "home", env={**secret, "XDG_RUNTIME_DIR": str(runtime)})
    unlocking("unlock", "--for", "12h")
    return Stage(folder, compiled(folder), recovery, Server())


@dataclass(frozen=True)
class Desk:
    """A copy of a home with all that a case needs beside it."""

    case: Case
    folder: Path
    shim: Path
    recovery: str
    server: Server

    @property
    def home(self) -> Home:
        return Home(self.folder / "home")

    @property
    def coach(self) -> Coach:
        own = {
            "TMPDIR": str(self.folder / "temp"),
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
        }
        if self.case.home == "locked":
            own["COACH_PASSPHRASE_FILE"] = str(self.folder / "passphrase")
        today = "2026-11-30" if self.case.home == "late" else "2026-11-23"
        return Coach(self.home.path, today, own)

    def run(self, **disk: str) -> Answer:
        """The case, on a disk that behaves as ``disk`` says."""
        words = placed(self.case.words, self.folder)
        shown = {"LD_PRELOAD": str(self.shim)}
        how = {f"DISK_{name.upper()}": value for name, value in disk.items()}
        places = ("home", "OUT", "OLD", "BACKUP", "temp", "run")
        under = ":".join(str(self.folder / name) for name in places)
        env = {**self.coach.environment(), **shown, "DISK_UNDER": under, **how}
        if self.case.typed:
            return self.typed(words, env)
        data = self.case.given.encode()
        done = warm.run([str(PROGRAM), *words], data, env, {**usual(), **shown})
        return Answer(done.stdout.decode(), done.stderr.decode(), done.returncode)

    def typed(self, words: list[str], env: dict[str, str]) -> Answer:
        """The same with somebody who types, and standard output in a file. What was on the screen
        is ``err``; what was typed and taken stands in a file beside it."""
        import pexpect  # type: ignore[import-untyped]
        from typing_hands import Hands, plain

        out = self.folder / "said"
        shell = ["-c", f'exec "$0" "$@" >"{out}"', str(PROGRAM), *words]
        taken: list[str] = []
        with Hands(replace(self.coach, env=env), *shell, program="/bin/sh") as hands:
            with suppress(AssertionError):
                for question, text in self.case.typed:
                    hands.sees(question)
                    (self.folder / "taken").write_text("\n".join(taken))
                    hands.types(self.recovery if text == "RECOVERY" else text)
                    taken.append(text)
            hands.child.expect([pexpect.EOF, pexpect.TIMEOUT])
            seen = hands.seen + str(hands.child.before)
            hands.child.close(force=True)
            code = hands.child.exitstatus
            code = -int(hands.child.signalstatus) if code is None else int(code)
        return Answer(out.read_text() if out.exists() else "", plain(seen), code)


@dataclass(frozen=True)
class State:
    """All that a command may change, so that two states can be held against each other."""

    rows: str
    past: tuple[str, ...]
    undone: tuple[str, ...]
    keys: str
    unlocked: bool
    given: tuple[str, ...]

    def differs(self, other: State) -> list[str]:
        return [name for name in vars(self) if getattr(self, name) != getattr(other, name)]


def state(desk: Desk) -> State:
    home = desk.home
    out = [desk.folder / name for name in ("OUT", "OLD", "BACKUP")]
    return State(
        rows=rows(home.path),
        past=tuple(each.said for each in history.kept_states(home.history)),
        undone=tuple(each.said for each in history.kept_states(home.redo)),
        keys=way_in(home.path),
        unlocked=any((desk.folder / "run").iterdir()),
        given=tuple(sorted(line for place in out for line in contents(place, desk.folder))),
    )


def rows(home: Path) -> str:
    if not (home / "coach.db").exists():
        return "no store"
    found = stored(home)
    # Numbers are never given twice, so this one does not go back.
    found.pop("sqlite_sequence", None)
    found["setting"] = [row for row in found["setting"] if row[0] not in RANDOM_ROWS]
    return repr(found)


def way_in(home: Path) -> str:
    """Whose keys they are, and what opens them."""
    if not (home / "keys").is_dir():
        return "none"
    names = [name for name in KEYS if (home / "keys" / name).exists()]
    public = hashlib.sha256((home / "keys" / "recipients.txt").read_bytes()).hexdigest()[:8]
    if "identity.age" not in names:
        keys.open_without(home)
        return f"{public} open"
    for passphrase in (PASSPHRASE, NEW_PASSPHRASE):
        with suppress(keys.WrongPassphrase):
            keys.open_with_passphrase(home, passphrase)
            return f"{public} {passphrase}"
    return f"{public} nothing opens it"


def contents(place: Path, folder: Path) -> Iterator[str]:
    """What stands at a place that was written to, by name: the same for the same content."""
    if place.is_dir():
        if (place / "keys").is_dir():
            yield f"{place.name}: {rows(place)}"
            return
        for path in sorted(place.iterdir()):
            if not path.name.startswith("."):
                yield from contents(path, folder)
    elif place.exists():
        name = place.relative_to(folder)
        if zipfile.is_zipfile(place):
            with zipfile.ZipFile(place) as archive:
                whole = archive.testzip() is None
                inside = {each: hashlib.sha256(archive.read(each)) for each in archive.namelist()}
            yield f"{name}: {whole} {[(each, inside[each].hexdigest()[:8]) for each in inside]}"
        else:
            yield f"{name}: {hashlib.sha256(place.read_bytes()).hexdigest()[:8]}"


CHANGING = re.compile(
    r"\d{8}T\d{6}Z|[0-9a-f]{32}|(?<=\.)[0-9a-f]{12}(?=\.new)|age1[a-z0-9]+|(?<=-)\d+(?=\.zip)"
)
"""What is different each time in the name of a file."""


def same_each_time(call: str, folder: Path) -> str:
    """A call to the disk as it would be called in another copy of the home."""
    return CHANGING.sub("*", call.replace(f"{folder}/", ""))


def names(desk: Desk) -> set[str]:
    """Every file and folder there is, but for what is different each time."""
    found = {str(path.relative_to(desk.folder)) for path in desk.folder.rglob("*")}
    odd = {"said", "taken", "log"}
    return {CHANGING.sub("*", name) for name in found if name not in odd and "OUT/demo" not in name}


def typed_texts(desk: Desk) -> str:
    """All texts that were sealed, in the store and in unfinished entries."""
    home = desk.home
    identity = keys.open_without(home.path)
    with reading.reading(home) as db:
        sealed = list(reading.sealed_values(db))
    for path in home.drafts:
        sealed += sealed_in(json.loads(path.read_bytes()))
    return "\n".join(sealing.unseal(blob, uid, identity) for uid, blob in sealed)


def sealed_in(found: Any) -> Iterator[tuple[str, bytes]]:
    if isinstance(found, dict):
        if {"uid", "sealed"} <= found.keys() and found["sealed"]:
            yield found["uid"], b64decode(found["sealed"])
        for each in found.values():
            yield from sealed_in(each)
    elif isinstance(found, list):
        for each in found:
            yield from sealed_in(each)
