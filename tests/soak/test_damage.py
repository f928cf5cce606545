"""One bit, a cut or a block of zeros in any file: nothing wrong is shown as right.

What is damaged is refused with a sentence, and the way back that it names works. What the store
shows is held against what it shows when it is whole.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from driving import PASSPHRASE
from marked import Case

from coachcli.errors import CoachError
from coachcli.store import drafts, history
from coachcli.store.drafts import Draft
from coachcli.store.home import Home
from coachcli.values.session import Note
from coachcli.values.words import Part
from coachcli.vault import keys, sealing
from soak.damage import LOOKS, Damaged, Said, asked, damage
from soak.known import Fault, judged
from soak.machine import Stage, rows, way_in
from soak.rounds import PARTS, Count, draw, rounds

WAYS_BACK = ("coach restore", "coach recovery", "coach check", "coach undo", "coach init")
BATCH = 20
WORDS = "Some words of hers"

Damages = Sequence[Damaged]


def made(
    source: Path, files: Sequence[Path], desks: Path, count: int, chance: random.Random
) -> Iterator[list[Damaged]]:
    """So many damaged copies of a home, some at a time."""
    for start in range(0, count, BATCH):
        some = range(start, min(start + BATCH, count))
        yield [damage(source, desks / f"home-{i}", chance.choice(files), chance) for i in some]
        for number in some:
            shutil.rmtree(desks / f"home-{number}")


def shown(damaged: Damaged, answers: list[Said], whole: list[Said]) -> tuple[str, list[Fault]]:
    """Which kind of outcome it is, and what of it is a fault."""
    faults: list[Fault] = []
    wrong = []
    for look, said, right in zip(LOOKS, answers, whole, strict=True):
        name = " ".join(look.words)
        if said.unforeseen:
            faults.append(("unforeseen", str(damaged), f"{name}: {said.error} {said.other[:200]}"))
        elif said.code and not any(way in said.error["hint"] for way in WAYS_BACK):
            faults.append(("no way back", str(damaged), f"{name}: {said.error}"))
        elif not said.code and said.data != right.data:
            wrong.append(name)
    checked = not answers[0].code
    refused = [" ".join(each.words) for each, said in zip(LOOKS, answers, strict=True) if said.code]
    if wrong:
        kind = "shown wrong, and whole by check" if checked else "shown wrong, and told by check"
        faults.append((kind, str(damaged), ", ".join(wrong)))
        return kind, faults
    if refused:
        if checked:
            faults.append(("refused, but whole by check", str(damaged), ", ".join(refused)))
        return "told", faults
    return "no harm", faults


def restored(
    some: Damages, backs: Sequence[Path], right: str, rightly_in: str, **env: str
) -> Iterator[Fault]:
    """Take the way back that the sentences name, and look whether it leads there."""
    for damaged, back in zip(some, backs, strict=True):
        ((done, checked),) = asked(
            [damaged.home], [Case(["restore", str(back), "--yes"]), Case(["check"])], **env
        )
        if done.code or checked.code:
            yield "the way back fails", str(damaged), f"{done.error} {checked.error}"
        elif rows(damaged.home) != right or way_in(damaged.home) != rightly_in:
            yield "the way back leads elsewhere", str(damaged), str(back.name)


@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_store(part: int, homes: Stage, desks: Path, count: Count) -> None:
    home = Home(homes.folder / "open" / "home")
    (whole,) = asked([home.path], LOOKS)
    before = rows(homes.folder / "undone" / "home")
    kinds, seen = Counter[str](), list[Fault]()
    for some in made(home.path, [home.store], desks, rounds(8, 500) // len(PARTS), draw(part)):
        bad = []
        for damaged, answers in zip(some, asked([d.home for d in some], LOOKS), strict=True):
            kind, faults = shown(damaged, answers, whole)
            kinds[kind] += 1
            seen += faults
            if kind == "told":
                bad.append(damaged)
        backs = [history.kept_states(Home(each.home).history)[-1].path for each in bad]
        seen += restored(bad, backs, before, way_in(home.path))
    judged(seen, count, f"{said(kinds)}")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", ["open", "locked"])
def test_damaged_keys(part: int, kind: str, homes: Stage, desks: Path, count: Count) -> None:
    """After it ``check`` tells, or what is sealed opens, by the recovery key too."""
    home = homes.folder / kind / "home"
    looks = [*LOOKS, Case(["step", "add", "hqdor"], "Some words")]
    env = {"COACH_PASSPHRASE_FILE": str(homes.folder / "beside" / "passphrase")}
    files = sorted(path for path in (home / "keys").iterdir())
    (whole,) = asked([homes.folder / kind / "home"], LOOKS, **env)
    kinds, seen = Counter[str](), list[Fault]()
    before = rows(homes.folder / "undone" / "home")
    for some in made(home, files, desks, rounds(2, 100) // len(PARTS), draw(part)):
        bad = []
        for damaged in some:
            (answers,) = asked([damaged.home], looks, **env)
            outcome, faults = shown(damaged, answers[: len(LOOKS)], whole)
            if answers[-1].unforeseen:
                faults.append(("unforeseen", str(damaged), f"step add: {answers[-1].error}"))
            if outcome == "no harm" and (why := lost_way_in(damaged.home, homes.recovery)):
                outcome = "whole by check, and a way in is lost"
                faults.append((outcome, str(damaged), why))
            kinds[outcome] += 1
            seen += faults
            if outcome == "told":
                bad.append(damaged)
        backs = [homes.folder / "beside" / "BACKUP"] * len(bad)
        opened = way_in(homes.folder / "undone" / "home")
        seen += restored(bad, backs, before, opened)
    judged(seen, count, f"{said(kinds)}")


def lost_way_in(home: Path, recovery: str) -> str:
    """Why what is sealed from now on does not open, by the key or by the recovery key."""
    try:
        sealed = sealing.seal("words", "uid", keys.recipients(home))
        key = (
            keys.open_with_passphrase(home, PASSPHRASE)
            if keys.has_passphrase(home)
            else keys.open_without(home)
        )
        for identity in (key, keys.recover(home, recovery)):
            assert sealing.unseal(sealed, "uid", identity) == "words"
    except CoachError as error:
        return error.message
    return ""


@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_state_of_the_history(part: int, homes: Stage, desks: Path, count: Count) -> None:
    home = Home(homes.folder / "open" / "home")
    newest = history.kept_states(home.history)[-1].path
    now, before = rows(home.path), rows(homes.folder / "undone" / "home")
    kinds, seen = Counter[str](), list[Fault]()
    for some in made(home.path, [newest], desks, rounds(3, 150) // len(PARTS), draw(part)):
        for damaged, (done,) in zip(
            some, asked([each.home for each in some], [Case(["undo"])]), strict=True
        ):
            try:
                there = rows(damaged.home)
            except sqlite3.Error as error:
                there = str(error)
            if done.unforeseen:
                seen.append(("unforeseen", str(damaged), f"undo: {done.error} {done.other[:200]}"))
            kind = {(True, now): "told", (False, before): "no harm"}.get(
                (bool(done.code), there), "undone to something wrong"
            )
            kinds[kind] += 1
            if kind.startswith("undone"):
                seen.append((kind, str(damaged), f"undo: {done.code} {there[:100]}"))
            if kind == "told" and "coach restore" not in done.error["hint"]:
                seen.append(("no way back", str(damaged), f"undo: {done.error}"))
    judged(seen, count, f"{said(kinds)}")


@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_backup(part: int, homes: Stage, desks: Path, count: Count) -> None:
    beside = homes.folder / "beside"
    right, opened = rows(homes.folder / "undone" / "home"), way_in(homes.folder / "open" / "home")
    kinds, seen = Counter[str](), list[Fault]()
    pack = desks / "pack"
    pack.mkdir()
    shutil.copyfile(beside / "BACKUP", pack / "BACKUP")
    for some in made(pack, [pack / "BACKUP"], desks, rounds(3, 150) // len(PARTS), draw(part)):
        for damaged in some:
            fresh = desks / "fresh"
            ((done,),) = asked([fresh], [Case(["restore", str(damaged.home / "BACKUP"), "--yes"])])
            if done.unforeseen:
                seen.append(("unforeseen", str(damaged), f"{done.error} {done.other[:200]}"))
            if done.code:
                kind = "told"
                left = [path.name for path in fresh.rglob("*") if path.is_file()]
                if not {*left} <= {"lock", "draft.lock"}:
                    seen.append(("left over", str(damaged), ", ".join(left)))
            else:
                kind = "no harm"
                if rows(fresh) != right or way_in(fresh) != opened:
                    kind = "restored to something wrong"
                elif why := lost_way_in(fresh, homes.recovery):
                    kind = f"restored, and a way in is lost: {why}"
                if kind != "no harm":
                    seen.append((kind, str(damaged), "restore"))
            kinds[kind] += 1
            shutil.rmtree(fresh, ignore_errors=True)
    judged(seen, count, f"{said(kinds)}")


@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_draft(part: int, homes: Stage, desks: Path, count: Count) -> None:
    source = desks / "drafted"
    shutil.copytree(homes.folder / "open" / "home", source)
    sealed = sealing.seal(WORDS, "u" * 32, keys.recipients(source))
    answers = {"teachers": "hqdor", "state": "held", "kinds": "observation", "minutes": "40"}
    note = Note("u" * 32, Part.NOTES, sealed)
    draft = Draft("d" * 32, answers=answers, notes=[note])
    drafts.save(Home(source), draft)
    kinds, seen = Counter[str](), list[Fault]()
    whole = drafts.load(Home(source))
    files = [Home(source).draft_of("")]
    for some in made(source, files, desks, rounds(10, 200) // len(PARTS), draw(part)):
        for damaged in some:
            try:
                found = drafts.load(Home(damaged.home))
                assert found is not None
                key = keys.open_without(damaged.home)
                texts = [sealing.unseal(each.sealed, each.uid, key) for each in found.notes]
            except CoachError as error:
                kinds["told"] += 1
                if not error.hint:
                    seen.append(("no way back", str(damaged), error.message))
                continue
            except Exception as error:
                seen.append(("unforeseen", str(damaged), f"{type(error).__name__}: {error}"))
                continue
            if texts != [WORDS]:
                kinds["a text was lost"] += 1
                seen.append(("a text was lost", str(damaged), f"{len(texts)} texts"))
            elif whole is not None and found.answers != whole.answers:
                kinds["another answer in the clear"] += 1
            else:
                kinds["no harm"] += 1
    judged(seen, count, f"{said(kinds)}")


def said(kinds: Counter[str]) -> str:
    return f"{kinds.total()} damages, {', '.join(f'{kinds[kind]} {kind}' for kind in kinds)}"
