"""A school year with leaves, snow and visits called off, lived through with the planner."""

from __future__ import annotations

import pytest
from school_year import CASELOADS, Caseload, live, planner, solver


@pytest.mark.parametrize("caseload", CASELOADS, ids=lambda each: each.name.partition(":")[0])
@pytest.mark.parametrize("seed", [1, 2])
def test_nobody_is_ever_forgotten(caseload: Caseload, seed: int) -> None:
    lived = live(caseload, seed, 20, planner)
    assert lived.beyond == 0, f"seed {seed}"
    assert len(lived.gaps) == len(caseload.every)


def test_the_late_visits_are_of_the_order_of_those_of_exact_planning() -> None:
    """Which of equally good weeks is chosen decides how a short year turns out, and the exact
    solver chooses another one each time; ``bench/year.py`` compares whole years closely."""
    seeds = (1, 2)
    mine, theirs = (
        [live(CASELOADS[0], seed, 8, choose) for seed in seeds] for choose in (planner, solver)
    )
    assert sum(year.beyond for year in mine) <= sum(year.beyond for year in theirs)
    assert sum(year.late for year in mine) <= 2 * sum(year.late for year in theirs) + 2
