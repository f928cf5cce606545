"""Finding words in a text: what is found, where in the text itself, and what of it is shown."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachcli.coaching.people.names import fold
from coachcli.coaching.record.search import (
    ELLIPSIS,
    LINE_MAX,
    clusters,
    comparable,
    excerpt,
    joined,
    spans,
    wanted,
)
from coachcli.errors import UsageProblem
from coachcli.values.record import Span

TRICKY = (
    "ß ẞ İ ı i̇ ǰ ŉ ﬃ ﬀ Æ œ ø Å Å é é ệ ệ ệ ñ ñ Σ σ ς ΐ ᾳ ΑΙ "
    "각 각 각 ᄀ ᅡ ᆨ が が ｶﾞ ｶ ﾞ ゙ か् क़ क़ कि ি ো ো ோ ဦ ဦ ௌ 〆 漢字 "
    "בּ שׁ שׁ שָׁלוֹם مُعَلِّم لا ﷺ й й ё ꙋ̆ Ⅳ ½ ² ㎏ … ‘ ’ “ ” – — ‐ ‑ - ' \" "
    "= ≠ ≠ ̸ ̴ ̣ ́ \u0345 👩‍🏫 \u200d \ufe0f"
    " \U00016d63 \U00016d67\U00016d67 \U0001d15e \n \t \u00a0 \u3000 . * ( [ \\ a b A B"
)
SCRIPTS = st.text(st.sampled_from(sorted(set(TRICKY))), max_size=30)
ANY = st.one_of(
    st.text(max_size=40), SCRIPTS, st.lists(st.sampled_from(TRICKY.split(" "))).map("".join)
)
LATIN = st.text("ab éÉß\nİ", max_size=25)
WORDS = st.one_of(ANY, LATIN).filter(lambda text: comparable(text).replace('"', "").strip())


def stands_in(folded: str, words: list[str]) -> bool:
    """By hand: at each place, word after word with white space between."""
    for start in range(len(folded)):
        place = start
        for number, word in enumerate(words):
            if number:
                after = len(folded[place:]) - len(folded[place:].lstrip())
                if not after:
                    break
                place += after
            if not folded.startswith(word, place):
                break
            place += len(word)
        else:
            return True
    return False


@given(st.one_of(ANY, st.text()))
@example("か\u094d\u3099")
@example("=ﾞ\u0338")
@example("\u0301leading")
def test_the_pieces_of_a_text_fold_on_their_own(text: str) -> None:
    pieces = list(clusters(text))
    assert "".join(pieces) == text
    assert all(pieces)
    assert "".join(map(fold, pieces)) == fold(text)
    assert "".join(map(comparable, pieces)) == comparable(text)


@given(st.one_of(ANY, LATIN), WORDS)
def test_a_phrase_is_found_where_looking_by_hand_finds_it(text: str, looked_for: str) -> None:
    found = wanted(looked_for, phrase=True)
    words = comparable(looked_for).split()
    assert found.is_in(comparable(text)) == stands_in(comparable(text), words)


@given(st.one_of(ANY, LATIN), WORDS)
def test_words_are_found_when_each_is_somewhere(text: str, looked_for: str) -> None:
    words = comparable(looked_for).replace('"', " ").split()
    if not words or '"' in comparable(looked_for):
        return
    folded = comparable(text)
    assert wanted(looked_for).is_in(folded) == all(word in folded for word in words)


@given(st.one_of(ANY, LATIN), WORDS)
def test_what_is_marked_is_in_order_and_holds_the_phrase(text: str, looked_for: str) -> None:
    found = wanted(looked_for, phrase=True)
    marked = spans(text, found)
    assert bool(marked) == found.is_in(comparable(text))
    words = comparable(looked_for).split()
    for start, end in marked:
        assert 0 <= start < end <= len(text)
        assert stands_in(comparable(text[start:end]), words)
    assert all(one[1] < other[0] for one, other in pairwise(marked))


@given(LATIN, st.text("abeß", min_size=1, max_size=3))
def test_nothing_that_holds_the_word_is_left_unmarked(text: str, word: str) -> None:
    marked = spans(text, wanted(word, phrase=True))
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            if stands_in(comparable(text[start:end]), [comparable(word)]):
                assert any(a < end and start < b for a, b in marked), (text, start, end)


@given(st.text("abc dé", max_size=30), st.text("abcdé", min_size=1, max_size=3))
def test_where_folding_keeps_lengths_the_places_are_those_of_plain_looking(
    text: str, word: str
) -> None:
    folded, looked_for = text.replace("é", "e"), word.replace("é", "e")
    every, at = list[Span](), folded.find(looked_for)
    while at >= 0:
        every.append((at, at + len(looked_for)))
        at = folded.find(looked_for, at + len(looked_for))
    assert spans(text, wanted(word)) == joined(every)


@pytest.mark.parametrize(
    ("text", "looked_for", "marked"),
    [
        ("Die Straße", "strasse", ["Straße"]),
        ("Die Straße", "s", ["S", "ß"]),
        ("STRASSE", "straße", ["STRASSE"]),
        ("İstanbul ve ışık", "isik", ["ışık"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
        ("re\u0301union", "reu", ["re\u0301u"]),
        ("une reunio\u0301n", "reunion", ["reunio\u0301n"]),
        ("e\ufb03cient", "ffi", ["\ufb03"]),
        ("각 \u1100\u1161\u11a8", "각", ["각", "\u1100\u1161\u11a8"]),
        ("שָׁלוֹם רב", "שלום", ["שָׁלוֹם"]),
        ("مُعَلِّم جديد", "معلم", ["مُعَلِّم"]),
        ("児童のがんばり", "がんばり", ["がんばり"]),
        ("Она ёжится", "ежится", ["ёжится"]),
        ("they don’t “wait”", 'don\'t ""', ["don’t"]),
        ("wait\n  time", '"wait time"', ["wait\n  time"]),
        ("time to wait", "wait time", ["time", "wait"]),
    ],
)
def test_whole_characters_are_marked(text: str, looked_for: str, marked: list[str]) -> None:
    found = wanted(looked_for)
    assert found.is_in(comparable(text))
    assert [text[start:end] for start, end in spans(text, found)] == marked


def test_voicing_is_a_letter_of_its_own() -> None:
    assert not wanted("かんばり").is_in(comparable("がんばり"))


@pytest.mark.parametrize("text", ["", " ", '""', '" "', "\u0301", "\n"])
def test_there_must_be_something_to_look_for(text: str) -> None:
    for phrase in (False, True):
        if phrase and '"' in text:
            continue
        with pytest.raises(UsageProblem) as refused:
            wanted(text, phrase=phrase)
        assert '"' not in refused.value.message


def test_quotes_stand_for_themselves_in_a_phrase_and_what_is_wanted_does_not_show() -> None:
    found = wanted('she said "wait"', phrase=True)
    assert found.is_in('then she said "wait" twice')
    assert not found.is_in("then she said wait twice")
    assert "wait" not in repr(found)


@given(ANY, WORDS)
def test_an_excerpt_shows_everything_that_was_found(text: str, looked_for: str) -> None:
    found = wanted(looked_for)
    marked = spans(text, found)
    shown = excerpt(text, marked)
    assert bool(marked) == bool(shown) or not text.strip()
    seen = [line.text[start:end] for line in shown for start, end in line.spans]
    parts = [part for start, end in marked for part in text[start:end].split("\n") if part]
    assert seen == parts


@given(
    st.lists(st.sampled_from(["wait", "long word", "x" * 90, "é" * 30]), min_size=1, max_size=60)
)
def test_a_long_line_is_cut_down_to_what_is_near(words: list[str]) -> None:
    text = " ".join(words)
    marked = spans(text, wanted("wait"))
    (line,) = excerpt(text, marked) or excerpt(text, [(0, 1)])
    assert line.text.count("wait") >= len(marked) or not marked
    assert len(line.text) <= max(LINE_MAX, len(marked or [0]) * 190 + 10)
    kept = [piece for piece in line.text.split(ELLIPSIS) if piece.strip()]
    assert all(piece.strip() in text for piece in kept)


def test_lines_around_are_shown_and_gaps_are_said() -> None:
    text = "one\ntwo\nwait\nfour\n\nsix\nseven\nwait wait"
    shown = excerpt(text, spans(text, wanted("wait")))
    assert [(line.text, line.gap) for line in shown] == [
        ("two", False),
        ("wait", False),
        ("four", False),
        ("seven", True),
        ("wait wait", False),
    ]
    assert shown[4].spans == ((0, 4), (5, 9))


def test_a_folded_text_is_the_same_for_every_way_of_writing_it() -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert comparable(unicodedata.normalize(form, TRICKY)) == comparable(TRICKY), form
