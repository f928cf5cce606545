"""What the words for an activity mean."""

from __future__ import annotations

import subprocess
import sys

import pytest

from coachcli.coaching.words import label, letters
from coachcli.errors import CoachError
from coachcli.importing.spellings import (
    ALONE,
    WITH_TEACHER,
    Activity,
    check_word,
    meaning_named,
    read_activity,
    state_said,
    typed,
)
from coachcli.values.words import Kind, SessionState, Work


def with_teacher(text: str) -> Activity:
    return read_activity(text, {}, alone=False)


@pytest.mark.parametrize(
    ("kinds", "texts"),
    [
        ([Kind.OBSERVATION], ["Observation", "Walk-through"]),
        ([Kind.OBSERVATION, Kind.DEBRIEF], ["Observation / Debrief"]),
        ([Kind.DEBRIEF, Kind.CO_PLANNING], ["debrief and co-planning"]),
        ([Kind.MODELING], ["Modelled lesson"]),
        ([Kind.TEAM_MEETING], ["Grade 5 team meeting", "5th grade team meeting (Tuesday)"]),
        ([Kind.CO_TEACHING], ["CO TEACHING"]),
        ([Kind.STUDENT_WORK], ["Looked at student work"]),
        ([Kind.CONTACT], ["e-mail"]),
    ],
)
def test_the_words_of_the_field_are_kinds(kinds: list[Kind], texts: list[str]) -> None:
    for text in texts:
        assert with_teacher(text) == Activity(kinds=tuple(kinds)), text


def test_a_word_may_mean_one_thing_with_a_teacher_and_another_without() -> None:
    for word, kind, work in (
        ("Planning", Kind.CO_PLANNING, Work.PLANNING_RESOURCES),
        ("PLC", Kind.TEAM_MEETING, Work.LEARNING_COMMUNITY),
        ("Data review", Kind.STUDENT_WORK, Work.DATA_WORK),
    ):
        assert with_teacher(word).kinds == (kind,)
        assert read_activity(word, {}, alone=True) == Activity(work=work)
    assert read_activity("Covered a class (grade 2)", {}, alone=True).work is Work.COVERING


def test_words_can_say_that_it_did_not_take_place() -> None:
    assert with_teacher("no show").state is SessionState.NO_SHOW
    assert with_teacher("CANCELED").state is SessionState.CANCELLED
    both = with_teacher("Observation - cancelled")
    assert (both.kinds, both.state) == ((Kind.OBSERVATION,), SessionState.CANCELLED)


def test_the_coachs_own_spelling_comes_first() -> None:
    own = {letters("Gallery Walk"): Kind.PEER_VISIT, letters("planning"): Kind.DEBRIEF}
    assert read_activity("gallery-walk, Planning", own, alone=False).kinds == (
        Kind.DEBRIEF,
        Kind.PEER_VISIT,
    )
    assert read_activity("planning", own, alone=True).work is Work.PLANNING_RESOURCES


@pytest.mark.parametrize(
    ("text", "alone", "hint"),
    [
        ("Gallery walk", False, 'spelling set "Gallery walk" observation'),
        ("Observation / Gallery walk", False, 'spelling set "Gallery walk" observation'),
        ("Juggling", True, 'spelling set "Juggling" workshop'),
        ("Observation", True, "Name the teacher"),
        ("x" * 41, False, "put the rest into the notes"),
        ("She was in tears today", False, "put the rest into the notes"),
        ("☎", False, "put the rest into the notes"),
    ],
)
def test_an_unknown_word_says_what_to_type(text: str, alone: bool, hint: str) -> None:
    with pytest.raises(CoachError) as caught:
        read_activity(text, {}, alone=alone)
    assert "tears" not in caught.value.message
    assert hint in caught.value.hint
    assert "x" * 41 not in caught.value.message + caught.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="the hint is for a POSIX shell here")
@pytest.mark.parametrize("word", ["$(echo ran)", "`echo ran`", "it's; $HOME", 'a "b" \\c', "plain"])
def test_what_a_hint_says_to_type_runs_nothing_when_it_is_pasted(word: str) -> None:
    done = subprocess.run(["sh", "-c", f"printf %s {typed(word)}"], capture_output=True, check=True)
    assert done.stdout.decode() == word


def test_no_built_in_word_means_two_things_in_one_table() -> None:
    for table in (WITH_TEACHER, ALONE):
        seen: dict[str, str] = {}
        for meaning, words in table.items():
            for word in (meaning.value, *words):
                assert seen.setdefault(letters(word), meaning) == meaning, word
    assert set(WITH_TEACHER) == set(Kind)
    assert set(ALONE) == set(Work)


def test_every_meaning_is_named_by_its_label_and_by_its_beginning() -> None:
    for meaning in (*Kind, *Work):
        assert meaning_named(label(meaning)) is meaning
    assert meaning_named("obs") is Kind.OBSERVATION
    for word in ("", "co", "weather"):
        with pytest.raises(CoachError, match="neither a kind"):
            meaning_named(word)


def test_a_spelling_is_kept_folded_and_must_have_letters() -> None:
    assert check_word("  Walk-  Through ") == "walk- through"
    for word in ("", "☎", "x" * 81, "a\x1bb"):
        with pytest.raises(CoachError, match="cannot be a spelling"):
            check_word(word)


@pytest.mark.parametrize(
    ("state", "cells"),
    [
        (SessionState.HELD, ["held", "Yes", "✓"]),
        (SessionState.CANCELLED, ["Canceled", "cancelled by school"]),
        (SessionState.NO_SHOW, ["No-Show", "did not show"]),
    ],
)
def test_a_state_is_read_in_its_usual_words(state: SessionState, cells: list[str]) -> None:
    for cell in cells:
        assert state_said(cell) is state, cell


@pytest.mark.parametrize("cell", ["planned", "perhaps"])
def test_a_log_tells_what_happened(cell: str) -> None:
    with pytest.raises(CoachError) as caught:
        state_said(cell)
    assert "held, cancelled or no-show" in caught.value.hint
