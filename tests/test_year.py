"""A few weeks of a school with leaves, snow and visits called off, lived through by the planner."""

from __future__ import annotations

import pytest
from school_year import CASELOADS, Caseload, live, planner, solver


@pytest.mark.parametrize("caseload", CASELOADS, ids=lambda each: each.name.partition(":")[0])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nobody_is_ever_forgotten(caseload: Caseload, seed: int) -> None:
    lived = live(caseload, seed, 36, planner)
    assert lived.beyond == 0, f"seed {seed}"
    assert set(lived.gaps) == set(caseload.handles)


def test_the_late_visits_are_about_as_few_as_those_of_exact_planning() -> None:
    mine = theirs = 0
    for caseload in CASELOADS[1:]:
        mine += live(caseload, 1, 10, planner).late
        theirs += live(caseload, 1, 10, solver).late
    assert mine <= theirs + 3
