"""Kinds, focuses and the like as people spell them."""

from __future__ import annotations

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.words import (
    asked_by_named,
    choices,
    focus_named,
    kind_named,
    label,
    party_named,
    state_named,
)
from coachcli.errors import CoachError
from coachcli.values.words import AskedBy, Focus, Kind, Party, SessionState


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (Kind.CO_PLANNING, ["co-planning", "Co planning", "CO_PLANNING", "coplanning", "co-p"]),
        (Kind.CO_PLANNING, ["cö-plánning"]),
        (Kind.MODELING, ["modelling", "Modeled lesson", "mod"]),
        (Kind.OBSERVATION, ["obs"]),
        (Kind.DEBRIEF, ["debriefing"]),
        (Kind.STUDENT_WORK, ["student work"]),
        (Kind.CONTACT, ["con"]),
    ],
)
def test_a_kind_is_known_in_many_spellings(kind: Kind, texts: list[str]) -> None:
    for text in texts:
        assert kind_named(text) is kind, text


@pytest.mark.parametrize(
    ("focus", "texts"),
    [
        (Focus.CONTENT_PLANNING, ["Content Planning", "planning"]),
        (Focus.CLASSROOM_MANAGEMENT, ["classroom-management", "class"]),
        (Focus.INSTRUCTION, ["instr"]),
        (Focus.ASSESSMENT, ["a"]),
    ],
)
def test_a_focus_is_known_in_many_spellings(focus: Focus, texts: list[str]) -> None:
    for text in texts:
        assert focus_named(text) is focus, text


def test_an_unclear_beginning_lists_what_it_could_be() -> None:
    with pytest.raises(CoachError, match=r"co-planning, co-teaching or contact"):
        kind_named("co")


@pytest.mark.parametrize("text", ["", " ", "-", "lunch", "observations galore", "\x1b[2J"])
def test_an_unknown_kind_lists_the_choices(text: str) -> None:
    with pytest.raises(CoachError) as caught:
        kind_named(text)
    assert "peer visit, team meeting or contact" in caught.value.hint
    assert caught.value.message.isprintable()


def test_states_askers_and_parties_are_known_too() -> None:
    assert state_named("Canceled") is SessionState.CANCELLED
    assert state_named("no show") is SessionState.NO_SHOW
    assert asked_by_named("Coach") is AskedBy.COACH
    assert party_named("school") is Party.SCHOOL


@given(st.sampled_from([*Kind, *Focus, *SessionState]))
def test_whatever_label_says_is_read_back(word: StrEnum) -> None:
    if isinstance(word, Kind):
        assert kind_named(label(word)) is word
    elif isinstance(word, Focus):
        assert focus_named(label(word)) is word
    else:
        assert state_named(label(word)) is word


def test_labels_are_human_words() -> None:
    assert [label(Kind.CO_PLANNING), label(Kind.STUDENT_WORK)] == ["co-planning", "student work"]
    assert [label(Focus.CONTENT_PLANNING), label(SessionState.NO_SHOW)] == [
        *("content planning", "no-show")
    ]
    assert choices(Party) == "teacher, coach or school"
