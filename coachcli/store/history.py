"""Every change keeps the state before it: undo, redo and thinned backups from one mechanism.

``history/`` holds whole stores, one file per change, named like
``000042-20261124T101500Z-schedule-week.db``; ``history/redo/`` holds what undo took away.

A change begins with ``begin``, which writes such a file with ``.pending`` at its end. What becomes
of it is decided by ``tidy`` alone, after the change or, if that was cut off, before the next one:
it stays when the store has come to differ from it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from coachcli.store import stores
from coachcli.store.home import Home
from coachcli.store.refusals import sentences_for_disk
from coachcli.values.frozen import dataclass

KEEP_NEWEST = 30
KEEP_DAILY = timedelta(days=14)
KEEP_WEEKLY = timedelta(days=60)

BLOCK = 2**18

NAME = re.compile(r"(\d{6,})-(\d{8}T\d{6}Z)-([a-z0-9-]+)\.db")
ASIDE = re.compile(r"aside-(\d{6,})-.+\.db")
PENDING = re.compile(r"(.+\.db)(?:\.for-(\d+))?\.pending")


@dataclass(frozen=True)
class KeptState:
    """The state before one change. ``at`` is when the change was made, in UTC."""

    path: Path
    number: int
    at: datetime
    label: str

    @property
    def said(self) -> str:
        return self.label.replace("-", " ")


def kept_states(folder: Path) -> list[KeptState]:
    """The states kept in a folder, oldest first."""
    found = []
    for path in folder.glob("*.db"):
        parts = NAME.fullmatch(path.name)
        if parts is not None:
            at = datetime.fromisoformat(parts[2])
            found.append(KeptState(path, int(parts[1]), at, parts[3]))
    return sorted(found, key=lambda state: state.number)


def begin(home: Home, label: str, now: datetime) -> None:
    """Keep the state before a change. The pen is held; when it is put down, ``tidy`` decides."""
    with sentences_for_disk(home.path):
        kept = home.history / name_for(home.history, label, now)
        stores.keep(home.store, kept.with_name(f"{kept.name}.pending"))


def begin_swap(home: Home, state: KeptState, keep_in: Path, now: datetime) -> None:
    """Keep the present state, under the same label, before ``state`` takes its place."""
    kept = keep_in / name_for(keep_in, state.label, now)
    stores.keep(home.store, kept.with_name(f"{kept.name}.for-{state.number}.pending"))


def tidy(home: Home) -> None:
    """Decide about every pending state: kept if its change has happened, dropped if not."""
    for folder in (home.history, home.redo):
        for part in folder.glob("*.part"):
            part.unlink()
        for pending in sorted(folder.glob("*.pending")):
            if is_same(pending, home.store):
                pending.unlink()
            else:
                settle(home, pending)


def is_same(copy: Path, store: Path) -> bool:
    """Whether a store still is what its copy is, but for the counters in the first bytes.

    Block by block, because a change shows early: the highest ids stand on one of the first pages.
    """
    if copy.stat().st_size != store.stat().st_size:
        return False
    with open(copy, "rb") as one, open(store, "rb") as other:
        if _without_counters(one.read(BLOCK)) != _without_counters(other.read(BLOCK)):
            return False
        while block := one.read(BLOCK):
            if block != other.read(BLOCK):
                return False
    return True


def _without_counters(start: bytes) -> bytes:
    """The first bytes of a store but for the counters that differ between it and its copy.

    Every write raises those in bytes 24-27 and 92-99, the backup API that in bytes 40-43
    (sqlite.org/fileformat2.html).
    """
    return start[:24] + start[28:40] + start[44:92] + start[100:]


def settle(home: Home, pending: Path) -> None:
    """The change has happened. Each step may be done already; the renaming comes last."""
    parts = PENDING.fullmatch(pending.name)
    if parts is None:
        return
    if parts[2] is None:
        set_aside(home, kept_states(home.redo))
    else:
        came_from = home.redo if pending.parent == home.history else home.history
        for state in kept_states(came_from):
            if state.number == int(parts[2]):
                state.path.unlink()
    os.replace(pending, pending.with_name(parts[1]))
    thin(home)


def set_aside(home: Home, unwanted: Iterable[KeptState]) -> None:
    """Take states out of the reach of undo and redo. They stay until thirty newer ones are."""
    number = max((known for known, _ in asides(home)), default=0)
    for state in unwanted:
        number += 1
        os.replace(state.path, home.history / f"aside-{number:06d}-{state.path.name}")


def join(home: Home) -> None:
    """Make one change of all so far, for undo: only the state before the first of them stays."""
    for state in kept_states(home.history)[1:]:
        state.path.unlink()


def asides(home: Home) -> list[tuple[int, Path]]:
    """What was set aside, numbered, oldest first."""
    matches = ((ASIDE.fullmatch(path.name), path) for path in home.history.glob("aside-*.db"))
    return sorted((int(parts[1]), path) for parts, path in matches if parts is not None)


def name_for(folder: Path, label: str, now: datetime) -> str:
    number = max((state.number for state in kept_states(folder)), default=0) + 1
    return f"{number:06d}-{now:%Y%m%dT%H%M%SZ}-{label_of(label)}.db"


def label_of(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", label.lower())[:40].strip("-") or "change"


def thin(home: Home) -> None:
    past = kept_states(home.history)
    keep = worth_keeping(past)
    for state in past:
        if state not in keep:
            state.path.unlink()
    for _, old in asides(home)[:-KEEP_NEWEST]:
        old.unlink()


def worth_keeping(past: Sequence[KeptState]) -> set[KeptState]:
    """The newest states, then the last of each day, of each week and of each month.

    Newest means last in ``past``, and ages count back from its time: a clock that was wrong for a
    while changes neither the order nor much of what is kept.
    """
    keep = set(past[-KEEP_NEWEST:])
    seen = set()
    for state in reversed(past):
        age = past[-1].at - state.at
        if age <= KEEP_DAILY:
            slot = f"day {state.at:%Y-%m-%d}"
        elif age <= KEEP_WEEKLY:
            slot = f"week {state.at:%G-%V}"
        else:
            slot = f"month {state.at:%Y-%m}"
        if slot not in seen:
            seen.add(slot)
            keep.add(state)
    return keep
