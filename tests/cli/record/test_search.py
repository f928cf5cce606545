"""``coach search``: every sealed text is looked through, and what is found is shown where it is."""

from __future__ import annotations

from typing import Any

import pytest
from driving import Coach
from sealing_hands import by_hand, many
from typing_hands import Hands, plain

from coachcli.values.words import Kind

KEYS = {"place", "id", "part", "of", "date", "teachers", "text", "spans"}


@pytest.fixture
def said(full: Coach) -> Coach:
    """Something in every table that holds sealed texts."""
    with by_hand(full) as hand:
        old = hand.session("2026-09-10", "tess", kinds=(Kind.OBSERVATION,), notes="Wait time, long")
        hand.session(
            "2026-10-01", "otis", "tess", works="The goals\nlast.\nOne (wait) day", hard="Álgebra"
        )
        hand.step("2026-10-02", "tess", "Wait before the next question", old)
        cycle = hand.cycle("2026-09-01", "2026-11-01", "otis", "tess", reflection="I wait now")
        hand.evidence("2026-10-20", cycle, "All wait for each other", "otis")
        hand.other_time("2026-10-05", "A wait of an hour")
        hand.idea("2026-10-06", "A bell to make them wait", "tess")
        hand.idea("2026-10-07", "Wait cards", "tess", may_name=True)
    return full


def found(coach: Coach, *words: str, **kwargs: Any) -> list[Any]:
    hits: list[Any] = coach.json("search", *words, **kwargs)["found"]
    assert all(set(hit) == KEYS for hit in hits)
    return hits


def test_every_kind_of_sealed_text_is_looked_through_newest_first(said: Coach) -> None:
    hits = found(said, "wait")
    assert [(hit["place"], hit["date"], hit["teachers"]) for hit in hits] == [
        ("cycle", "2026-11-01", ["otis", "tess"]),
        ("evidence", "2026-10-20", ["otis"]),
        ("idea", "2026-10-07", ["tess"]),
        ("idea", "2026-10-06", []),
        ("other_time", "2026-10-05", []),
        ("step", "2026-10-02", ["tess"]),
        ("session", "2026-10-01", ["otis", "tess"]),
        ("session", "2026-09-10", ["tess"]),
    ]
    assert [hit["part"] for hit in hits][:2] == ["reflection", "exit tickets"]
    assert all(hit["text"][a:b].lower() == "wait" for hit in hits for a, b in hit["spans"])


def test_each_hit_says_where_it_is_with_the_lines_around_and_marks(said: Coach) -> None:
    out = said("search", "wait").out
    assert out.startswith("Found in 8 texts, newest first.\n")
    for line in (
        "Sun 1 Nov, cycle 1 with Otis Graham, Tess Oh: the teacher's reflection",
        "Tue 20 Oct, evidence 1 of cycle 1 with Otis Graham: exit tickets",
        "Wed 7 Oct, idea 2 with Tess Oh",
        "Tue 6 Oct, idea 1",
        "Mon 5 Oct, other time 1: learning community",
        "Fri 2 Oct, step 1 with Tess Oh: yours",
        "Thu 1 Oct, session 19 with Otis Graham, Tess Oh: what works\nlast.\nOne (»wait«) day",
        "Thu 10 Sep, session 18 with Tess Oh: notes\n»Wait« time, long",
    ):
        assert f"\n{line}\n" in out
    assert "The goals" not in out


def test_the_source_of_an_idea_without_leave_is_not_given_away_by_a_teacher_s_name(
    said: Coach,
) -> None:
    ideas = [hit["text"] for hit in found(said, "wait", "--teacher", "tess")]
    assert "Wait cards" in ideas
    assert "A bell to make them wait" not in ideas


def test_words_are_found_in_any_order_phrases_as_they_stand(said: Coach) -> None:
    assert [hit["id"] for hit in found(said, "time wait")] == [18]
    assert found(said, "--phrase", "time wait") == []
    assert found(said, '"time wait"') == []
    assert [hit["id"] for hit in found(said, "WAIT  TIME", "--phrase")] == [18]
    assert [hit["part"] for hit in found(said, '"goals last" day')] == ["works"]
    assert [hit["text"] for hit in found(said, "algebra")] == ["Álgebra"]


def test_teacher_and_days_narrow_it(said: Coach) -> None:
    places = {hit["place"] for hit in found(said, "wait", "--teacher", "otis")}
    assert places == {"cycle", "evidence", "session"}
    within = found(said, "wait", "--since", "2026-10-02", "--until", "2026-10-06")
    assert [hit["date"][-2:] for hit in within] == ["06", "05", "02"]
    assert found(said, "wait", "--since", "last fri") == []


def test_nothing_found_is_no_error(said: Coach) -> None:
    assert said("search", "kakapo").out == "Nothing found.\n"
    assert said.json("search", "kakapo") == {"found": []}


def test_without_a_single_sealed_text_nothing_is_asked(locked: Coach) -> None:
    assert locked("search", "kakapo").out == "Nothing found.\n"
    assert locked("search").out == "Nothing found.\n"


def test_a_locked_home_is_searched_with_the_passphrase_alone(
    sealed: Coach, secret: dict[str, Any]
) -> None:
    sealed("step", "add", "tess", given="Wait cards")
    refused = sealed("search", "wait", code=3)
    assert "wait" not in (refused.out + refused.err).lower()
    assert found(sealed, "wait", **secret)


def test_what_cannot_be_understood_is_said_without_repeating_the_words(full: Coach) -> None:
    for words, code, said_so in (
        ([""], 2, "nothing to look for"),
        (['""'], 2, "nothing to look for"),
        (["kakapo", "--teacher", "nobody"], 1, "No teacher fits"),
        (["kakapo", "--since", "soon"], 1, "is not a day"),
        (["kakapo", "--since", "2026-10-02", "--until", "2026-10-01"], 2, "is before"),
        (["--unknown", "kakapo"], 2, "No such option"),
    ):
        answer = full("search", *words, code=code)
        assert said_so in answer.err
        assert "kakapo" not in answer.err


def test_the_words_come_on_standard_input_where_nobody_can_be_asked(said: Coach) -> None:
    assert [hit["text"] for hit in found(said, given="álgebra\n")] == ["Álgebra"]
    assert "nothing to look for" in said("search", given="", code=2).err


def test_the_words_are_asked_for_after_the_passphrase(sealed: Coach) -> None:
    sealed("step", "add", "tess", given="Wait cards")
    with Hands(sealed, "search") as hands:
        hands.answers("Passphrase: ", "wrong").answers("Passphrase: ", "correct horse battery")
        hands.answers("Look for: ", '""').answers("Look for: ", "cards")
        shown = hands.leaves()
    assert "There is nothing to look for." in shown
    assert "»cards«" in shown


def test_ctrl_c_at_the_question_ends_it(said: Coach) -> None:
    with Hands(said, "search") as hands:
        hands.sees("Look for: ").interrupts().leaves(130)


def test_text_is_never_markup_and_cannot_steer_the_terminal(full: Coach) -> None:
    with by_hand(full) as hand:
        hand.session("2026-10-01", "tess", notes="[bold]wait[/] \x1b[31mred\x07")
    assert "[bold]»wait«[/] \ufffd[31mred\ufffd" in full("search", "wait").out


def test_marks_are_there_without_colour_and_in_any_encoding(said: Coach) -> None:
    assert "»Álgebra«" in said("--plain", "search", "algebra").out
    assert "»Wait« »time«" in said("search", "time", "wait", NO_COLOR="1").out
    old = said("search", "goals", PYTHONIOENCODING="ascii", PYTHONUTF8="0").out
    assert "The >goals<" in old


@pytest.mark.parametrize("columns", ["40", "80"])
def test_it_fits(said: Coach, columns: str) -> None:
    with by_hand(said) as hand:
        hand.session("2026-10-01", "tess", notes="pebble word " * 200 + "needle" + " tail" * 200)
    out = said("search", "needle", COLUMNS=columns).out
    assert max(map(len, out.splitlines())) <= int(columns)
    assert "…" in out
    assert out.count("pebble") < 10


@pytest.fixture
def years(full: Coach) -> Coach:
    many(full, 320, "wait time")
    return full


def test_a_bar_is_shown_in_a_terminal_alone(years: Coach) -> None:
    quiet = years("search", '"wait time 7"')
    assert quiet.err == ""
    assert quiet.out.startswith("Found in 11 texts")
    for words in (["search", '"time 319"'], ["notes", "tess", "--since", "1 jan 2025"]):
        with Hands(years, *words, PAGER="cat") as hands:
            hands.sees("Opening")
            shown = hands.leaves()
        assert "time« 319" in shown or "wait time 319" in shown or "»time 319«" in shown
        assert "/320" in plain(shown)
