"""The open questions: what they ask, and which three a visit gets."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.prep.questions import (
    AT_A_TIME,
    BUILT_IN,
    LOOKED_BACK,
    OWN_FROM,
    bank,
    check_question,
    numbered,
    three,
)
from coachcli.errors import CoachError
from coachcli.values.prep import OpenQuestion
from coachcli.values.record import Prompt
from coachcli.values.words import Focus, Phase

PHASES = (Phase.IDENTIFY, Phase.LEARN, Phase.IMPROVE)
JUDGES = re.compile(
    r"\b(?:good enough|better|worse|best teach|wrong|right|fail|weak|problem|mistake|should"
    r"|why (?:did|do) you)",
    re.I,
)
DAY = date(2026, 11, 23)
days = st.dates(date(2026, 8, 1), date(2027, 7, 1))


def test_the_built_in_questions_are_open_short_and_judge_nobody() -> None:
    assert 35 <= len(BUILT_IN) < OWN_FROM
    for each in BUILT_IN:
        assert re.match(r"(?:What|Which|When|Where|Who|How|And what|Tell me|Picture)\b", each.text)
        assert not JUDGES.search(each.text), each.text
        assert len(each.text) <= 72, "it fits a row of the card"
        assert check_question(each.text) == each.text
    assert len({each.text for each in BUILT_IN}) == len(BUILT_IN)


def test_keys_and_numbers_of_built_in_questions_are_never_taken_twice() -> None:
    assert [each.number for each in BUILT_IN] == list(range(1, len(BUILT_IN) + 1))
    assert len({each.key for each in BUILT_IN}) == len(BUILT_IN)
    # A coach's store names them so; a new one goes behind the last.
    assert BUILT_IN[0].key == "begin"
    assert BUILT_IN[41].key == "this-work"


@pytest.mark.parametrize("phase", [None, *PHASES])
@pytest.mark.parametrize("focus", [None, *Focus])
def test_every_phase_and_focus_has_enough_for_two_visits(
    phase: Phase | None, focus: Focus | None
) -> None:
    fitting = [each for each in BUILT_IN if each.suits(phase, focus)]
    assert len(fitting) >= (2 * AT_A_TIME if phase or focus else AT_A_TIME)


questions = st.lists(
    st.builds(
        OpenQuestion,
        number=st.integers(1, 400),
        text=st.just("What?"),
        phase=st.none() | st.sampled_from(PHASES),
        focus=st.none() | st.sampled_from(Focus),
        is_on=st.booleans(),
    ),
    unique_by=lambda each: each.number,
    max_size=40,
)


@given(questions, st.sampled_from(PHASES), st.none() | st.sampled_from(Focus), st.lists(days))
def test_three_that_fit_are_chosen_and_others_the_next_time(
    some: list[OpenQuestion], phase: Phase, focus: Focus | None, visits: list[date]
) -> None:
    visits = sorted({*visits, DAY})
    fitting = [each for each in some if each.is_on and each.suits(phase, focus)]
    chosen = three(some, phase, focus, "uid", visits)
    assert len(chosen) == len(set(chosen)) == min(AT_A_TIME, len(fitting))
    assert set(chosen) <= set(fitting)
    assert chosen == three(list(reversed(some)), phase, focus, "uid", visits)
    before = three(some, phase, focus, "uid", visits[:-1])
    if len(fitting) >= 2 * AT_A_TIME:
        assert not set(before) & set(chosen)


@pytest.mark.parametrize("count", [2 * AT_A_TIME, 3 * AT_A_TIME])
def test_over_ten_years_no_question_comes_twice_in_a_row(count: int) -> None:
    some = [OpenQuestion(n, f"Question {n}?") for n in range(1, count + 1)]
    visits = [DAY + timedelta(weeks=4 * turn) for turn in range(2 * LOOKED_BACK)]
    asked = [
        set(three(some, Phase.LEARN, None, "uid", visits[: turn + 1]))
        for turn in range(len(visits))
    ]
    assert all(not before & after for before, after in pairwise(asked))


def test_all_fitting_questions_come_up_in_a_year_and_teachers_differ() -> None:
    visits = [DAY + timedelta(weeks=3 * turn) for turn in range(14)]
    seen = set()
    for turn in range(len(visits)):
        seen |= set(three(BUILT_IN, Phase.LEARN, Focus.INSTRUCTION, "a", visits[: turn + 1]))
    assert seen == {each for each in BUILT_IN if each.suits(Phase.LEARN, Focus.INSTRUCTION)}
    others = {three(BUILT_IN, Phase.LEARN, None, f"teacher {n}", [DAY]) for n in range(18)}
    assert len(others) > 12


def test_the_coachs_changes_replace_a_built_in_question_and_own_ones_come_after() -> None:
    changed = Prompt(7, "What else?", Phase.LEARN, None, False, built_in=BUILT_IN[2].key)
    own = Prompt(8, "What did they laugh about?", None, Focus.INSTRUCTION, True)
    gone = Prompt(9, "From an older version?", None, None, True, built_in="no-longer-there")
    found = bank([changed, own, gone])
    assert len(found) == len(BUILT_IN) + 1
    assert found[2] == replace(
        BUILT_IN[2], text="What else?", phase=Phase.LEARN, focus=None, is_on=False
    )
    assert found[-1] == OpenQuestion(
        OWN_FROM + 8, "What did they laugh about?", None, Focus.INSTRUCTION
    )
    assert numbered(108, found) == found[-1]
    with pytest.raises(CoachError, match="no question 7000"):
        numbered(7000, found)


@pytest.mark.parametrize("text", ["", "  \n", "?!", "x" * 301, "What\x07?"])
def test_what_is_no_question_is_refused(text: str) -> None:
    with pytest.raises(CoachError):
        check_question(text)
