"""Initials: short, never the same for two people."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.people.initials import initials
from coachcli.coaching.people.names import check_name, fold
from coachcli.errors import CoachError


@pytest.mark.parametrize(
    ("short", "names"),
    [
        ("AO", ["Ana O'Connor"]),
        ("AL", ["Ana Lima", "Dr. Ana Lima", "Lima, Ana", "ana lima"]),
        ("ÅB", ["Åse Bjørnstad"]),
        ("山花", ["山田 花子"]),
        ("لم", ["ليلى منصور"]),
        ("JP", ["Jin-ah Park"]),
        ("CB", ["Clara Benítez-Ross"]),
        ("MC", ["María de la Cruz"]),
        ("ET", ["[ELL] Team"]),
        ("T", ["Tess"]),
        ("D", ["Dr."]),
        ("हेशा", ["हेमा शाह"]),
    ],
)
def test_initials_are_those_of_the_first_and_the_last_word(short: str, names: list[str]) -> None:
    for name in names:
        assert initials([name]) == (short,), name


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Ana Lima", "Alba Lima"], ("AnL", "AlL")),
        (["Ana Lima", "Ana Lopez"], ("ALi", "ALo")),
        (["Ana Lima", "Álvaro Lima"], ("AnL", "ÁlL")),
        (["Ana Lima", "Ana Lima"], ("AL1", "AL2")),
        (["Ana Lima", "Ana Lima", "Joe Kim"], ("AL1", "AL2", "JK")),
        (["Mei", "Marta"], ("Me", "Ma")),
        (["Ana Lima", "Joe Kim", "Alba Lima"], ("AnL", "JK", "AlL")),
        (["Ana Maria Lima", "Ana Lima"], ("AML", "AL")),
    ],
)
def test_who_would_have_the_same_initials_gets_more_letters(
    names: list[str], short: tuple[str, ...]
) -> None:
    assert initials(names) == short


def named(text: str) -> str | None:
    try:
        return check_name(text)
    except CoachError:
        return None


names = st.lists(
    st.one_of(
        st.from_regex(r"[ABab][a-c]{0,2}( [A-Ca-c'-]{1,3}){0,2}", fullmatch=True),
        st.text(min_size=1, max_size=12),
    )
    .map(named)
    .filter(bool),
    max_size=18,
)


@given(names)
def test_no_two_people_ever_have_the_same_initials(names: list[str]) -> None:
    short = initials(names)
    assert len(short) == len(names)
    assert all(short)
    assert len({fold(each) for each in short}) == len(names)


@given(names.map(lambda found: list(dict.fromkeys(found))), st.randoms())
def test_the_order_of_people_of_different_names_does_not_matter(
    names: list[str], random: Random
) -> None:
    apart = {" ".join(sorted(fold(each).split())): each for each in names}
    names = list(apart.values())
    shuffled = random.sample(names, len(names))
    one = dict(zip(names, initials(names), strict=True))
    other = dict(zip(shuffled, initials(shuffled), strict=True))
    same = [n for n in names if not one[n][-1].isdigit()]
    assert [one[n] for n in same] == [other[n] for n in same]
