"""Names, the handles made from them, and who is meant by a word."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.people.names import check_handle, check_name, find, fold, make_handles
from coachcli.errors import CoachError
from coachcli.values.teacher import Teacher
from coachcli.values.words import Support


def teacher(handle: str, name: str) -> Teacher:
    return Teacher(1, handle, handle, name, Support.CORE, 3, 6, date(2026, 9, 1))


CASELOAD = [
    teacher("marta", "Marta García"),
    teacher("marcus", "Marcus Bell"),
    teacher("ana-lima", "Ana Lima"),
    teacher("ana-oconnor", "Ana O'Connor"),
    teacher("sung-ho", "Sung-ho Lee"),
    teacher("dana", "Dana Whitfield-Núñez"),
    teacher("ingrid", "Ingrid Sørensen"),
    teacher("teacher-1", "王芳"),
    teacher("leela", "Leela Rao"),
    teacher("layla", "ليلى منصور"),
]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("García", "garcia"),
        ("GARCI\u0301A", "garcia"),
        ("Weiß", "weiss"),
        ("Sørensen", "sorensen"),
        ("Łukasik", "lukasik"),
        ("ﬁ", "fi"),
        ("İnci", "inci"),
        ("王芳", "王芳"),
        ("ガ", "ガ"),
        ("مَنصور", "منصور"),
        ("김", "김"),
    ],
)
def test_folding_drops_case_and_accents_and_keeps_other_scripts(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "taken", "handle"),
    [
        ("Marta García", [], "marta"),
        ("Ana Lima", ["ana"], "ana-lima"),
        ("Ana O'Connor", ["ana"], "ana-oconnor"),
        ("Ana O’Connor", ["ana-lima"], "ana-oconnor"),
        ("Dana Whitfield-Núñez", ["dana"], "dana-whitfield-nunez"),
        ("Sung-ho Lee", [], "sung-ho"),
        ("Zoë Fitzgerald", [], "zoe"),
        ("Ana Maria de Souza Lima", ["ana"], "ana-lima"),
        ("Ana Maria Lima", ["ana", "ana-lima"], "ana-maria-lima"),
        ("Ana Lima", ["ana", "ana-lima"], "ana-lima-2"),
        ("Ana", ["ana", "ana-2"], "ana-3"),
        ("Ana", ["ana-lima"], "ana"),
        ("Mr. Patel", [], "patel"),
        ("Dr. Ana Lima", [], "ana"),
        ("Lima, Ana", [], "ana"),
        ("J. Smith", [], "j-smith"),
        ("王芳", [], "teacher-1"),
        ("王芳", ["teacher-1"], "teacher-2"),
        ("ليلى منصور", [], "teacher-1"),
        ("Yuki 田中", [], "yuki"),
        ("3rd grade sub", [], "grade"),
    ],
)
def test_a_handle_is_the_shortest_good_one_that_is_free(
    name: str, taken: list[str], handle: str
) -> None:
    assert make_handles([name], taken) == [handle]


def test_a_name_without_latin_letters_takes_the_email() -> None:
    assert make_handles(["王芳"], [], ["Fang.Wang+x@school.example"]) == ["fang-wang-x"]
    assert make_handles(["王芳"], ["fang"], ["fang@school.example"]) == ["fang-2"]


def test_teachers_who_come_together_and_share_a_first_name_all_get_the_long_form() -> None:
    names = ["Ana Lima", "Marta García", "Ana O'Connor"]
    assert make_handles(names, []) == ["ana-lima", "marta", "ana-oconnor"]


@given(
    st.lists(st.text(max_size=30) | st.sampled_from(["Ana Lima", "Ana", "李", "7", "A" * 90])),
    st.sets(st.sampled_from(["ana", "ana-lima", "teacher-1", "a" * 40])),
)
def test_handles_are_valid_and_each_is_new(names: list[str], taken: set[str]) -> None:
    handles = make_handles(names, taken)
    assert len({*handles, *taken}) == len(names) + len(taken)
    assert [check_handle(handle) for handle in handles] == handles


@pytest.mark.parametrize("text", ["", "-ana", "ana-", "a--b", "7th", "ana lima", "añа", "a" * 41])
def test_a_handle_that_cannot_be_typed_is_refused(text: str) -> None:
    with pytest.raises(CoachError) as caught:
        check_handle(text)
    assert "marta" in caught.value.hint


def test_a_handle_is_stored_in_lower_case() -> None:
    assert check_handle(" Ana-Lima ") == "ana-lima"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Marta   García ", "Marta García"),
        ("Marta Garci\u0301a", "Marta García"),
        ("Dana [ELL] O'Whitfield-Núñez", "Dana [ELL] O'Whitfield-Núñez"),
        ("王芳", "王芳"),
        ("ليلى منصور", "ليلى منصور"),
    ],
)
def test_a_name_keeps_what_belongs_to_it(text: str, name: str) -> None:
    assert check_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "-", "\u200b", "Ana\nLima", "Ana\x1b[2J", "Ana\x00", "A\u202eanA"),
        *("A\u2066nA", "A" * 121, "Ana\u2028Lima", "\ud800", "Ana\tLima"),
    ],
)
def test_a_name_that_could_deceive_or_break_the_screen_is_refused(text: str) -> None:
    with pytest.raises(CoachError) as caught:
        check_name(text)
    assert caught.value.message.isprintable()
    assert caught.value.hint


@given(st.text(max_size=130))
def test_a_checked_name_stays_as_it_is(text: str) -> None:
    try:
        name = check_name(text)
    except CoachError:
        return
    assert check_name(name) == name
    assert find(name, [teacher("x", name)]).handle == "x"


@pytest.mark.parametrize(
    ("handle", "words"),
    [
        ("marta", ["marta", "MARTA", "mart", "Marta García", "garcia", "arcí"]),
        ("ana-lima", ["ana-l", "ana l", "lima"]),
        ("ana-oconnor", ["o'connor", "oconn", "O’Connor"]),
        ("sung-ho", ["sung ho", "lee"]),
        ("dana", ["whitfield nunez", "Nunez"]),
        ("ingrid", ["sorensen"]),
        ("teacher-1", ["王"]),
        ("layla", ["منصور"]),
    ],
)
def test_a_word_finds_its_teacher(handle: str, words: list[str]) -> None:
    for word in words:
        caseload = [t for t in CASELOAD if word != "lee" or t.handle != "leela"]
        assert find(word, caseload).handle == handle, word


@pytest.mark.parametrize(
    ("word", "handles"),
    [
        ("ana", ["ana-lima", "ana-oconnor"]),
        ("mar", ["marta", "marcus"]),
        ("lee", ["sung-ho", "leela"]),
    ],
)
def test_an_ambiguous_word_lists_the_candidates(word: str, handles: list[str]) -> None:
    with pytest.raises(CoachError, match="could be") as caught:
        find(word, CASELOAD)
    assert caught.value.code == "ambiguous"
    for handle in handles:
        assert f"{handle} (" in caught.value.message
        assert handle in caught.value.hint


def test_an_exact_handle_wins_over_longer_ones() -> None:
    assert find("ana", [*CASELOAD, teacher("ana", "Ana Zheng")]).name == "Ana Zheng"


def test_an_unknown_word_offers_the_closest_names() -> None:
    with pytest.raises(CoachError, match="No teacher fits") as caught:
        find("gracia", CASELOAD)
    assert caught.value.code == "unknown_teacher"
    assert "marta (Marta García)" in caught.value.hint


@pytest.mark.parametrize("word", ["", " ", "-", "'"])
def test_no_word_is_nobody(word: str) -> None:
    with pytest.raises(CoachError, match="No teacher was named"):
        find(word, CASELOAD)


def test_a_long_list_of_candidates_says_how_many_more() -> None:
    many = [teacher(f"sam-{letter}", f"Sam {letter}") for letter in "abcdefghijkl"]
    with pytest.raises(CoachError, match="or 4 more"):
        find("sam", many)


@given(st.text(max_size=20))
def test_any_word_is_a_teacher_or_a_coach_error(word: str) -> None:
    with suppress(CoachError):
        assert find(word, CASELOAD) in CASELOAD
