"""Every command that writes, by its name in the menu, and how it is called on a home made ready.

What is said on standard output is its acknowledgement: from then on it may not be lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cli.share.test_discreet import CHANGES, GROUPS, IMPORTED, LOG, PLACES
from driving import PASSPHRASE

from coachcli.cli.program.menu import entries

NEW_PASSPHRASE = "staple and the rest"
BELLS = Path(__file__).parents[1] / "data" / "bell-schedule.csv"


@dataclass(frozen=True)
class Case:
    """What is typed, without ``coach``, and piped in; or ``typed`` in a terminal, each answer with
    its question. ``home``: which of ``homes`` it is typed in. Words in capitals are files."""

    words: Sequence[str]
    given: str = ""
    home: str = "open"
    typed: Sequence[tuple[str, str]] = ()

    def __str__(self) -> str:
        return " ".join(self.words)


def case(words: str, home: str = "open") -> Case:
    return Case(words.split(), home=home)


PASSPHRASES = ("New passphrase: ", NEW_PASSPHRASE), ("The same once more: ", NEW_PASSPHRASE)

MORE = {
    "log week": [
        Case(
            ("log", "week"),
            home="late",
            typed=(
                *(("What happened", "no-show"), ("> ", "Some words"), ("> ", "More words")),
                *(("> ", ""), ("What happened", "canc"), ("Who called it off", "school")),
                *(("> ", "Snow"), ("> ", ""), ("What happened", "stop")),
            ),
        )
    ],
    "log contact": [
        Case(
            ("log", "contact", "hqben"),
            typed=(("> ", "Some words"), ("> ", "More words"), ("> ", "")),
        )
    ],
    "teacher erase": [
        case("teacher erase hqben --confirm hqben"),
        case("teacher erase hqold --confirm hqold --keep-hours"),
    ],
    "capacity": [case("capacity 3"), case("capacity 1 --week 2026-11-30")],
    "day-cycle": [case("day-cycle A,B")],
    "import spelling": [case("import spelling set walked observation")],
    "period import": [case("period import BELLS")],
    "discreet": [case("discreet on")],
    "export": [case("export hqdor --output OUT/given"), case("export hqdor --output OLD --force")],
    "handover": [
        case("handover hqdor --output OUT/given"),
        case("handover --all --output OUT/given"),
    ],
    "report": [case("report --output OUT/given.html"), case("report --output OUT/tables")],
    "privacy": [case("privacy --output OUT/given.md")],
    "chart coverage": [case("chart coverage --svg OUT/given.svg")],
    "chart time": [case("chart time --svg OUT/given.svg")],
    "chart focus": [case("chart focus --svg OUT/given.svg")],
    "chart cycle": [case("chart cycle hqdor --svg OUT/given.svg")],
    "chart trust": [case("chart trust hqdor --svg OUT/given.svg")],
    "init": [case("init --no-passphrase", "none")],
    "demo": [case("demo OUT/demo", "none")],
    "unlock": [case("unlock", "locked")],
    "lock": [case("lock", "unlocked")],
    "passphrase": [
        Case(
            ("passphrase", "--none", "--yes"), home="locked", typed=(("Passphrase: ", PASSPHRASE),)
        ),
        Case(("passphrase",), typed=PASSPHRASES),
    ],
    "recovery": [
        Case(("recovery",), home="locked", typed=(("Recovery key: ", "RECOVERY"), *PASSPHRASES))
    ],
    "backup": [case("backup OUT/given.zip"), case("backup BACKUP --force")],
    "restore": [
        case("restore BACKUP --yes"),
        case("restore BACKUP --yes", "none"),
        case("restore BACKUP --yes", "other"),
    ],
    "redo": [case("redo", "undone")],
}
"""Beside the cases of ``CHANGES``: commands that write keys or files, or are typed on."""

READS = {
    *("", "due", "schedule ahead", "schedule why", "schedule show", "prep", "time", "next-steps"),
    *("teacher list", "teacher show", "cycle list", "cycle show", "trust", "idea list"),
    *("ask list", "notes", "search", "period list", "closure list", "commitment list"),
    *("check", "path"),
}
"""Commands that only look. A new one stands here or among those that write."""


def writes() -> dict[str, list[Case]]:
    """The cases of every command that writes. What is refused or only tried writes nothing."""
    found: dict[str, list[Case]] = {name: [] for name in (*CHANGES, *MORE)}
    for name, cases in CHANGES.items():
        for each in cases:
            if not each.code and "--dry-run" not in each.words:
                found[name].append(Case(each.words, each.given))
    for name, more in MORE.items():
        found[name] += more
    return found


def all_cases() -> list[Case]:
    return [each for cases in writes().values() for each in cases]


def commands() -> set[str]:
    """Every command of the menu, without the groups."""
    return (entries().keys() | {""}) - GROUPS


def files(folder: Path) -> None:
    """The files that words in capitals name, but for those that are made from a home."""
    (folder / "FILE").write_text(IMPORTED)
    (folder / "LOG").write_text(LOG)
    (folder / "BELLS").write_bytes(BELLS.read_bytes())
    (folder / "OUT").mkdir()


def placed(words: Sequence[str], folder: Path) -> list[str]:
    """The words with the places that they name."""
    names = (*PLACES, "BELLS", "BACKUP", "OUT", "OLD")
    return [str(folder / word) if word.split("/")[0] in names else word for word in words]
