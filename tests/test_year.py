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


@pytest.mark.parametrize("seed", [1, 2])
def test_the_late_visits_are_about_as_few_as_those_of_exact_planning(seed: int) -> None:
    mine, theirs = (live(CASELOADS[0], seed, 8, choose) for choose in (planner, solver))
    assert mine.beyond <= theirs.beyond
    assert mine.late <= theirs.late + 2
