"""A school year, week by week, with what happens in schools; beside a solver that replans exactly.

    python bench/year.py --seeds 4 --weeks 36

Both coaches live through the same year of 36 working weeks: the same closed weeks, the same visits
called off or missed, the same teachers away and the same days of snow (``tests/school_year.py``).
The first coach plans with the program, the second with an exact solver in its place.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402
from school_year import CASELOADS, live, planner, solver  # noqa: E402


def compare(seeds: Sequence[int], weeks: int, console: Console) -> bool:
    table = Table("Caseload", "Seed", "Late", "Exact", "Beyond", "Exact", "Most ms")
    total, exactly, bounded = 0, 0, True
    for caseload in CASELOADS:
        for seed in seeds:
            mine = live(caseload, seed, weeks, planner)
            theirs = live(caseload, seed, weeks, solver)
            total, exactly = total + mine.late, exactly + theirs.late
            bounded &= mine.beyond <= theirs.beyond
            table.add_row(
                caseload.name,
                str(seed),
                *(str(n) for n in (mine.late, theirs.late, mine.beyond, theirs.beyond)),
                f"{1000 * max(mine.seconds):.0f}",
            )
    console.print(table)
    more = 100 * (total - exactly) / exactly if exactly else 0.0
    console.print(
        f"Late visits: {total}, the exact solver's {exactly}: {more:+.1f} % (at most +5)."
    )
    return bounded and more <= 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--weeks", type=int, default=36)
    given = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 100)
    seeds = range(given.first, given.first + given.seeds)
    return 0 if compare(seeds, given.weeks, console) else 1


if __name__ == "__main__":
    raise SystemExit(main())
