"""Running programs side by side: what each took, beside its floor in the same minute.

Needs ``os.wait4``, so Linux or macOS.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

# What ru_maxrss counts in: bytes on macOS, KiB on Linux. A child is never said to be smaller than
# the parent was when it forked, so what measures must stay small itself.
IN_A_MIB = 2**20 if sys.platform == "darwin" else 2**10


@dataclass(frozen=True)
class Program:
    """A command line, what it is called, and what is done before each run without being timed."""

    name: str
    words: Sequence[str]
    env: Mapping[str, str]
    before: Callable[[], None] | None = None


@dataclass(frozen=True)
class Cost:
    """Seconds on the wall, seconds of the processor (user and system), MiB at the peak."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Beside:
    """A program beside its floor: medians, and the ratios of runs that followed one another.

    ``low`` and ``high`` are the quartiles of these ratios: the noise of the machine. ``cpu`` is the
    ratio of the medians of processor time, which other work on the machine disturbs less.
    """

    name: str
    seconds: float
    ratio: float
    low: float
    high: float
    cpu: float
    peak: float


def run(program: Program) -> Cost:
    """Run once. Raises RuntimeError when the program does not leave with 0."""
    if program.before is not None:
        program.before()
    started = time.perf_counter()
    process = subprocess.Popen(
        program.words,
        env=dict(program.env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{program.name} left with {process.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / IN_A_MIB)


def beside(program: Program, floor: Program, runs: int) -> Beside:
    """Floor, program, floor, program, ... after one run of each that does not count."""
    run(floor), run(program)
    pairs = [(run(floor), run(program)) for _ in range(runs)]
    ratios = [mine.wall / its.wall for its, mine in pairs]
    low, middle, high = quartiles(ratios)
    return Beside(
        name=program.name,
        seconds=statistics.median(mine.wall for _, mine in pairs),
        ratio=middle,
        low=low,
        high=high,
        cpu=statistics.median(mine.cpu for _, mine in pairs)
        / statistics.median(its.cpu for its, _ in pairs),
        peak=max(mine.peak for _, mine in pairs),
    )


def quartiles(numbers: Sequence[float]) -> tuple[float, float, float]:
    if len(numbers) == 1:
        return numbers[0], numbers[0], numbers[0]
    low, middle, high = statistics.quantiles(numbers, n=4, method="inclusive")
    return low, middle, high
