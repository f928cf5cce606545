"""Damaged files of a home: what is done to them, and what the program then says and shows."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from driving import Coach
from marked import Case, run_all

LOOKS = [
    Case(words.split())
    for words in (
        *("check", "due", "schedule show", "teacher list --all", "teacher show hqdor"),
        *(
            "cycle show 1",
            "cycle show 2",
            "notes hqdor",
            "notes hqwil",
            "next-steps",
            "time --list",
        ),
        *("idea list", "ask list", "closure list", "commitment list", "prep hqdor", "trust"),
    )
]
"""``check`` first, and then what shows all that is in the store."""

BLOCK = 512


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def zeroed(data: bytes, chance: random.Random) -> bytes:
    """A block of the disk that was never written."""
    at = chance.randrange(-(-len(data) // BLOCK)) * BLOCK
    return data[:at] + bytes(min(BLOCK, len(data) - at)) + data[at + BLOCK :]


WAYS = {"one bit": flipped, "a cut": cut, "a block of zeros": zeroed}


@dataclass(frozen=True)
class Damaged:
    """A copy of a home in which ``file`` was damaged in this ``way``."""

    home: Path
    file: str
    way: str
    offset: int

    def __str__(self) -> str:
        return f"{self.way} in {self.file} from byte {self.offset}"


def damage(source: Path, home: Path, file: Path, chance: random.Random) -> Damaged:
    """Copy a home and damage one of its files, or the one in its place beside it."""
    shutil.copytree(source, home)
    way = chance.choice([*WAYS])
    before = file.read_bytes()
    after = before
    while after == before:
        after = WAYS[way](before, chance)
    place = home / file.relative_to(source)
    place.write_bytes(after)
    same = (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    return Damaged(home, str(file.relative_to(source)), way, next(same, len(after)))


@dataclass(frozen=True)
class Said:
    """What a command answered as JSON, without what names the folder."""

    code: int
    data: Any
    error: Any
    other: str

    @property
    def unforeseen(self) -> bool:
        told = self.error and self.error["code"] == "unforeseen"
        return bool(told) or "Traceback" in self.other or self.error == "no JSON"


def said(answer: tuple[str, str, int], home: Path) -> Said:
    out, err, code = answer
    try:
        found = json.loads(out.replace(str(home), "HOME"))
    except ValueError:
        return Said(code, None, "no JSON", out + err)
    return Said(code, found.get("data"), found.get("error"), err)


def asked(homes: Sequence[Path], looks: Sequence[Case], **env: str) -> list[list[Said]]:
    """What each look says in each home; all of them in one process, to be quick."""
    cases = [
        Case(["--json", "--home", str(home), *look.words], look.given)
        for home in homes
        for look in looks
    ]
    answers = iter(run_all(Coach(homes[0]), cases, None, **env))
    return [[said(next(answers), home) for _ in looks] for home in homes]
