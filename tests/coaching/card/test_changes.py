"""What is said about a change: every field that differs, and never a word of what is sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from hypothesis import assume, given
from hypothesis import strategies as st

from coachcli.coaching.card.card import Card
from coachcli.coaching.card.changes import TITLES, alike, changes, parts_changed, with_texts
from coachcli.coaching.texts import tidy_text
from coachcli.values.words import AskedBy, Focus, Kind, Part, Party, SessionState

TODAY = date(2026, 11, 23)
SECRET = st.text(st.characters(categories=["L"], max_codepoint=0x17F), min_size=12, max_size=20)
CARDS = st.builds(
    Card,
    teachers=st.lists(
        st.sampled_from(["tess", "kofi", "ines"]), min_size=1, max_size=3, unique=True
    ).map(tuple),
    on=st.dates(date(2026, 1, 1), TODAY),
    at=st.none() | st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    state=st.sampled_from([SessionState.HELD, SessionState.NO_SHOW, SessionState.CANCELLED]),
    kinds=st.lists(st.sampled_from(Kind), max_size=3, unique=True).map(tuple),
    minutes=st.none() | st.integers(1, 600),
    focus=st.none() | st.sampled_from(Focus),
    asked_by=st.sampled_from(AskedBy),
    cancelled_by=st.none() | st.sampled_from(Party),
    **{part.value: st.just("") | SECRET for part in Part},
)


@given(CARDS, CARDS)
def test_exactly_the_fields_that_differ_are_named(old: Card, new: Card) -> None:
    found = {each.field for each in changes(old, new)}
    differs = {f for f in TITLES if alike(getattr(old, f)) != alike(getattr(new, f))}
    assert found == differs
    assert changes(old, old) == ()
    assert parts_changed(changes(old, new)) == {part for part in Part if part.value in differs}


@given(CARDS, CARDS)
def test_no_word_of_a_sealed_text_is_in_a_change(old: Card, new: Card) -> None:
    found = changes(old, new)
    said = repr(found) + repr([each.in_words(TODAY) for each in found])
    for card in (old, new):
        for part in Part:
            text = getattr(card, part.value)
            assert not text or text not in said


@given(CARDS, st.sampled_from(["teachers", "kinds"]))
def test_the_order_of_teachers_and_kinds_is_no_change(card: Card, field: str) -> None:
    turned = replace(card, **{field: getattr(card, field)[::-1]})
    assert changes(card, turned) == ()


@given(CARDS, SECRET)
def test_space_around_a_text_is_no_change_and_another_text_is_one(card: Card, text: str) -> None:
    assume(tidy_text(text) != card.notes)
    assert changes(card, replace(card, notes=f"\n {card.notes} \n")) == ()
    assert [each.field for each in changes(card, replace(card, notes=text))] == ["notes"]


@given(CARDS, st.dictionaries(st.sampled_from(Part), SECRET))
def test_a_card_with_texts_has_these_and_no_others(card: Card, texts: dict[Part, str]) -> None:
    found = with_texts(card, texts)
    there = {part: getattr(found, part.value) for part in Part}
    assert {part: text for part, text in there.items() if text} == texts
    assert [e for e in changes(card, found) if not e.is_text] == []


def test_a_change_reads_as_a_card_does() -> None:
    old = Card(("tess",), date(2026, 11, 20), time(9, 5), kinds=(Kind.DEBRIEF, Kind.CO_PLANNING))
    new = Card(("tess", "kofi"), date(2025, 11, 21), minutes=40, focus=Focus.ASSESSMENT)
    said = {each.title: each.in_words(TODAY) for each in changes(old, new)}
    assert said == {
        "Teachers": ("tess", "tess, kofi"),
        "Day": ("Fri 20 Nov", "Fri 21 Nov 2025"),
        "Time": ("09:05", "none"),
        "Kinds": ("debrief, co-planning", "none"),
        "Minutes": ("none", "40"),
        "Focus": ("none", "assessment"),
    }
