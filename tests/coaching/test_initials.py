"""Initials tell everybody apart and say no more than they must."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.initials import initials

NAMES = st.lists(
    st.one_of(
        st.sampled_from(["Ana Lima", "Ana Lopez", "Ada Lima", "Al", "A L", "Åse Lie", "Li An"]),
        st.text(min_size=1, max_size=12),
    ),
    max_size=9,
)


def test_first_and_last_word_without_titles_in_any_script() -> None:
    names = ["Ana María de la Cruz", "Mr. Joe O'Hara", "Whitfield-Núñez, Dana", "Åse", "金 洙"]
    assert initials(names) == ("AC", "JO", "DW", "Å", "金洙")
    assert initials(["Priya Raman Jr.", "Dr.", "!?"]) == ("PR", "D", "?")


def test_those_who_share_them_get_more_letters_and_nobody_else_does() -> None:
    assert initials(["Ana Lima", "Ada Lopez", "Joe King"]) == ("ALi", "ALo", "JK")
    assert initials(["Mei Hoffmann", "Mia Hoffmann"]) == ("MeH", "MiH")
    assert initials(["Otis", "Ola"]) == ("Ot", "Ol")


def test_a_number_tells_those_apart_whose_names_are_the_same() -> None:
    assert initials(["Ana Lima", "Ana Lima"]) == ("AL1", "AL2")


@given(NAMES)
def test_no_two_are_alike_whatever_their_case(names: list[str]) -> None:
    found = initials(names)
    assert len(found) == len(names)
    assert len({each.casefold() for each in found}) == len(names)


@given(NAMES.map(lambda names: list(dict.fromkeys(names))), st.randoms(use_true_random=False))
def test_the_order_of_the_names_changes_nobody(names: list[str], random: object) -> None:
    shuffled = sorted(names, key=lambda _: random.random())  # type: ignore[attr-defined]
    before = dict(zip(names, initials(names), strict=True))
    assert dict(zip(shuffled, initials(shuffled), strict=True)) == before
