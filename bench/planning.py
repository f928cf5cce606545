"""How well and how fast the rotation is planned.

    python bench/planning.py                          the reference instances
    python bench/planning.py --random 40 --seed 7     fresh ones beside an exact solver
    python bench/planning.py --methods 10             what was tried, on these and 10 of every kind
    python bench/planning.py --large                  60 teachers over 40 weeks

"As possible" means: the worst wait for the cadence is the least that any plan has.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import brute  # noqa: E402
import exact  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402
from rotations import KINDS, drawn, problem  # noqa: E402

from coachcli.planning.rotation import rotation  # noqa: E402
from coachcli.planning.rotation.bounds import AllowedWaits, Effort  # noqa: E402
from coachcli.planning.rotation.rotation import Plan, rotate  # noqa: E402
from coachcli.planning.rotation.search import Search  # noqa: E402
from coachcli.planning.rotation.tables import Tables  # noqa: E402
from coachcli.planning.rotation.waits import Rotation  # noqa: E402

REFERENCE = ROOT.parent / "shared" / "data" / "rotation" / "instances.json"
OWN = ROOT / "tests" / "data" / "rotation.json"
MEDIAN_MS, MOST_MS, LARGE_MS = 250, 2_000, 5_000


@dataclass(frozen=True)
class Planned:
    name: str
    rotation: Rotation
    plan: Plan
    ms: float

    @property
    def worst(self) -> Fraction:
        return max((wait.ratio for wait in self.plan.late), default=Fraction(1))


def planned(name: str, asked: Rotation) -> Planned:
    began = time.process_time()
    plan = rotate(asked)
    return Planned(name, asked, plan, (time.process_time() - began) * 1000)


def reference(path: Path, console: Console) -> bool:
    """Found and possible, for each kind of instance in a file with verdicts."""
    kinds: dict[str, list[tuple[Planned, Fraction]]] = {}
    for instance in json.loads(path.read_text()):
        done = planned(instance["name"], problem(instance))
        possible = max(Fraction(1), Fraction(instance["verdict"]["worst_wait"]))
        kinds.setdefault(instance["name"].split()[0], []).append((done, possible))
    table = Table("Kind", "Found", "of", "Nobody late", "of", "Median ms", "Most ms")
    everything = [each for some in kinds.values() for each in some]
    for kind, some in [*kinds.items(), ("together", everything)]:
        table.add_row(
            kind,
            str(sum(done.worst == possible for done, possible in some)),
            str(len(some)),
            str(sum(not done.plan.late for done, _ in some)),
            str(sum(possible == 1 for _, possible in some)),
            f"{statistics.median(done.ms for done, _ in some):.0f}",
            f"{max(done.ms for done, _ in some):.0f}",
        )
    console.print(table)
    times = [done.ms for done, _ in everything]
    found = all(done.worst == possible for done, possible in everything)
    quick = statistics.median(times) <= MEDIAN_MS and max(times) <= MOST_MS
    console.print(f"Bounds: median {MEDIAN_MS} ms, none over {MOST_MS} ms.")
    return found and quick


def fresh(count: int, seed: int, kinds: Sequence[str], console: Console) -> bool:
    """Random instances of every kind: no plan may have a smaller worst wait, says an exact solver.

    The waits of each plan are counted, and its weeks checked, by code that shares nothing with the
    planner.
    """
    table = Table("Kind", "Least", "of", "Unknown", "Nobody late", "Proven", "Median ms", "Most ms")
    everything = list[Tried]()
    for kind in kinds:
        some = []
        for number in range(seed, seed + count):
            instance = drawn(random.Random(f"{kind} {number}"), KINDS[kind])
            some.append(tried(f"{kind} {number}", instance))
            if some[-1].is_least is False:
                console.print(f"{kind}, seed {number}: {json.dumps(instance)}", soft_wrap=True)
        table.add_row(kind, *_row(some))
        everything += some
    table.add_row("together", *_row(everything))
    console.print(table)
    console.print(f"Seeds {seed} to {seed + count - 1} of each kind; processor time.")
    return all(each.is_least is not False for each in everything)


@dataclass(frozen=True)
class Tried:
    """``is_least`` None: the exact solver had no answer in time."""

    done: Planned
    is_least: bool | None


def tried(name: str, instance: dict[str, Any]) -> Tried:
    done = planned(name, problem(instance))
    late, _ = brute.waits(done.rotation, done.plan.weeks)
    if not brute.is_valid(done.rotation, done.plan.weeks):
        return Tried(done, is_least=False)
    if not late:
        return Tried(done, is_least=True)
    try:
        smaller = exact.is_possible(done.rotation, late[0][1] - exact.STEP, seconds=60)
    except exact.Unknown:
        return Tried(done, is_least=None)
    return Tried(done, is_least=not smaller)


def _row(some: Sequence[Tried]) -> tuple[str, ...]:
    times = [each.done.ms for each in some]
    known = [each for each in some if each.is_least is not None]
    return (
        str(sum(bool(each.is_least) for each in known)),
        str(len(known)),
        str(len(some) - len(known)),
        str(sum(not each.done.plan.late for each in some)),
        str(sum(each.done.plan.is_proven for each in some)),
        f"{statistics.median(times):.0f}",
        f"{max(times):.0f}",
    )


def methods(path: Path, count: int, seed: int, console: Console) -> bool:
    """Ways of planning side by side: how often each has the least worst wait of them all."""
    problems = [problem(instance) for instance in json.loads(path.read_text())]
    problems += [
        problem(drawn(random.Random(f"{kind} {number}"), KINDS[kind]))
        for kind in KINDS
        for number in range(seed, seed + count)
    ]
    ways: dict[str, Callable[[Rotation], brute.Weeks]] = {
        "whose turn comes first": _first,
        "search": lambda each: _rotated(each, searched=1),
        "changing weeks": lambda each: _rotated(each, searched=sys.maxsize),
        "one after the other": lambda each: rotate(each).weeks,
    }
    worst = dict[str, list[Fraction]]()
    table = Table("Method", "Least", "of", "Mean ms", "Most ms")
    times = dict[str, list[float]]()
    for name, way in ways.items():
        worst[name], times[name] = [], []
        for each in problems:
            began = time.process_time()
            weeks = way(each)
            times[name].append((time.process_time() - began) * 1000)
            worst[name].append(_worst(each, weeks))
    least = [min(some) for some in zip(*worst.values(), strict=True)]
    for name, found in worst.items():
        same = sum(mine == best for mine, best in zip(found, least, strict=True))
        spent = (f"{statistics.mean(times[name]):.0f}", f"{max(times[name]):.0f}")
        table.add_row(name, str(same), str(len(problems)), *spent)
    console.print(table)
    return worst["one after the other"] == least


def _worst(rotation: Rotation, weeks: brute.Weeks) -> Fraction:
    late, _ = brute.waits(rotation, weeks)
    return late[0][1] if late else Fraction(1)


def _first(asked: Rotation) -> brute.Weeks:
    tables = Tables(asked)
    greedy = Search(tables, AllowedWaits(tables.levels.highest), Effort(0))
    return [[asked.teachers[i].handle for i in met] for met in greedy.greedy()]


def _rotated(asked: Rotation, *, searched: int) -> brute.Weeks:
    """A plan for which the search has one part in ``searched`` of the effort."""
    usual, rotation._SEARCHED = rotation._SEARCHED, searched
    try:
        return rotate(asked).weeks
    finally:
        rotation._SEARCHED = usual


def large(console: Console) -> bool:
    """60 teachers over 40 weeks: with room to spare, full, and with too much to do."""
    table = Table("60 teachers, 40 weeks", "Load", "Capacity", "Late", "Proven", "ms")
    slowest = 0.0
    for name, instance in _large():
        done = planned(name, problem(instance))
        slowest = max(slowest, done.ms)
        table.add_row(
            name,
            f"{float(sum(Fraction(1, every) for every in instance['every'])):.2f}",
            str(instance["capacity"][0]),
            str(len(done.plan.late)),
            "yes" if done.plan.is_proven else "no",
            f"{done.ms:.0f}",
        )
    console.print(table)
    console.print(f"Bound: {LARGE_MS} ms.")
    return slowest <= LARGE_MS


def _large() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, capacity, slots in (
        ("room to spare", 20, None),
        ("full", 16, None),
        ("too much", 14, None),
        ("slots, room to spare", 20, 30),
        ("slots, full", 17, 30),
        ("slots, too much", 14, 30),
    ):
        rng = random.Random(name)
        every = [3] * 36 + [6] * 24
        yield (
            name,
            {
                "every": every,
                "last": [-rng.randint(1, n) for n in every],
                "away": [[] for _ in every],
                "fits": [
                    None if slots is None else sorted(rng.sample(range(slots), 3)) for _ in every
                ],
                "slots": slots,
                "capacity": [capacity] * 40,
            },
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--instances", type=Path, default=REFERENCE if REFERENCE.exists() else OWN)
    parser.add_argument("--random", type=int, metavar="N", default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--methods", type=int, metavar="N", default=0)
    parser.add_argument("--large", action="store_true")
    given = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 100)
    runs: list[Callable[[], bool]] = []
    if given.random:
        runs.append(lambda: fresh(given.random, given.seed, given.kind or tuple(KINDS), console))
    if given.methods:
        runs.append(lambda: methods(given.instances, given.methods, given.seed, console))
    if given.large:
        runs.append(lambda: large(console))
    runs = runs or [lambda: reference(given.instances, console)]
    done = [run() for run in runs]
    return 0 if all(done) else 1


if __name__ == "__main__":
    raise SystemExit(main())
