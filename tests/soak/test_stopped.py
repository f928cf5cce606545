"""Every command that writes, stopped at any moment or on a disk that fails: all of it or nothing.

The calls to the disk are counted in a run without trouble. Then the program is run anew in copies
of the same home and stopped at one call, before it or when it is half done, or the call fails. The
next command must find the store whole, as it was before or after, with nothing left lying about.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from soak.cases import READS, Case, all_cases, commands, writes
from soak.known import judged
from soak.machine import Stage
from soak.rounds import PARTS, SOAK, Count, draw, one_of_each, part_of, rounds
from soak.stopped import Fault, Whole, tried, whole

SHORT = ("log session", "teacher erase", "restore", "export", "undo", "unlock")
"""Commands whose first cases are tried in ``make test``: one for each way of writing."""

STOPS = ("stop", "torn")
FAILURES = {
    "the disk is full": f"{errno.ENOSPC}+",
    "the quota is used up": f"{errno.EDQUOT}+",
    "one call fails": f"{errno.EIO}",
    "the disk fails": f"{errno.EIO}+",
}


def chosen(part: int) -> list[Case]:
    cases = all_cases() if SOAK else [writes()[name][0] for name in SHORT]
    return list(part_of(cases, part))


def each_whole(homes: Stage, cases: list[Case], desks: Path) -> Iterator[Whole]:
    for number, case in enumerate(cases):
        found = whole(homes, case, desks / f"whole-{number}")
        if found.calls:
            yield found


def test_every_command_writes_here_or_only_reads() -> None:
    assert writes().keys() | READS == commands()
    assert not writes().keys() & READS
    assert all(writes().values())


@pytest.mark.parametrize("part", PARTS)
def test_stopped_at_a_call_to_the_disk(part: int, homes: Stage, desks: Path, count: Count) -> None:
    cases, chance, seen, kills = chosen(part), draw(part), list[Fault](), 0
    each = rounds(2, -(-1000 // len(all_cases())))
    for found in each_whole(homes, cases, desks):
        for place in one_of_each(found.calls, each, chance):
            how = STOPS[chance.randrange(2)]
            kills += 1
            for fault in tried(homes, found, desks / "tried", at=str(place + 1), how=how):
                seen.append((fault[0], fault[1], f"{how} at {found.calls[place]}: {fault[2]}"))
    judged(seen, count, f"{len(cases)} cases stopped at {kills} calls")


@pytest.mark.parametrize("part", PARTS)
def test_stopped_at_any_moment(part: int, homes: Stage, desks: Path, count: Count) -> None:
    cases, chance, seen, kills = chosen(part), draw(part), list[Fault](), 0
    each = rounds(1, -(-300 // len(all_cases())))
    for found in each_whole(homes, cases, desks):
        for _ in range(each):
            micros = str(int(chance.uniform(0.1, 1.1) * found.seconds * 1e6))
            kills += 1
            seen += tried(homes, found, desks / "tried", micros=micros)
    judged(seen, count, f"{len(cases)} cases stopped at {kills} random moments")


@pytest.mark.parametrize("part", PARTS)
def test_a_disk_that_fails(part: int, homes: Stage, desks: Path, count: Count) -> None:
    """A text that is typed in a terminal waits there until the disk is mended, which is tested
    where the questions are."""
    cases, chance, seen, failed = chosen(part), draw(part), list[Fault](), 0
    each = rounds(2, -(-1000 // len(all_cases())))
    for found in each_whole(homes, [case for case in cases if not case.typed], desks):
        for place in one_of_each(found.calls, each, chance):
            why = chance.choice([*FAILURES])
            failed += 1
            at = {"at": str(place + 1), "how": FAILURES[why]}
            for fault in tried(homes, found, desks / "tried", **at):
                seen.append((fault[0], fault[1], f"{why} at {found.calls[place]}: {fault[2]}"))
    judged(seen, count, f"{len(cases)} cases on a disk that fails at {failed} calls")
