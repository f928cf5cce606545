"""Tags of ideas, and which ideas have to do with a question."""

from datetime import date

import pytest

from coachcli.coaching.prep.ideas import fitting, having, parse_tags, tags_in, telling_words
from coachcli.errors import CoachError
from coachcli.values.record import Idea
from coachcli.values.words import Focus


def idea(id: int, *tags: str, focus: Focus | None = None, teacher: str | None = None) -> Idea:
    return Idea(id, f"u{id}", teacher, teacher is not None, focus, tags, b"x", date(2026, 11, 2))


def test_tags_are_tidied_and_none_comes_twice() -> None:
    assert parse_tags(["#Talk,  wait   time ", "talk", ""]) == ("talk", "wait time")
    assert parse_tags(["Élan, ELL"]) == ("élan", "ell")
    for refused in ("x" * 41, "#!?", "a\x07b"):
        with pytest.raises(CoachError):
            parse_tags([refused])


def test_a_tag_fits_when_all_its_words_stand_in_the_question() -> None:
    tags = ("talk", "wait time", "exit tickets", "ell", "fractions", "art")
    assert tags_in(tags, "How do ELL students talk about a fraction?") == (
        "talk",
        "ell",
        "fractions",
    )
    assert tags_in(tags, "Does WAIT time help? What do exit-tickets tell?") == (
        "wait time",
        "exit tickets",
    )
    assert tags_in(tags, "") == ()
    assert tags_in(("élan",), "L'elan de la classe") == ("élan",)


def test_words_that_say_little_are_not_what_a_question_is_about() -> None:
    asked = "How can every student in my classroom bring a source to a debate?"
    assert telling_words(asked) == {"source", "debate"}


def test_ideas_with_a_tag_of_the_question_come_before_those_of_the_focus() -> None:
    ideas = [
        idea(4, focus=Focus.ASSESSMENT),
        idea(3, "talk", focus=Focus.INSTRUCTION),
        idea(2, "labs", focus=Focus.INSTRUCTION),
        idea(1, "talk", teacher="ana"),
        idea(5),
    ]
    found = fitting(ideas, "How do they talk more?", Focus.ASSESSMENT)
    assert [each.id for each in found] == [3, 1, 4]
    assert [e.id for e in fitting(ideas, "Talk?", None, not_from="ana")] == [3]
    assert fitting(ideas, "Who decides?", None) == ()


def test_a_list_of_ideas_can_be_narrowed_by_focus_and_tags() -> None:
    ideas = [idea(1, "talk", "labs", focus=Focus.INSTRUCTION), idea(2, "talk")]
    assert [each.id for each in having(ideas, None, ("talk",))] == [1, 2]
    assert [each.id for each in having(ideas, None, ("talk", "labs"))] == [1]
    assert [each.id for each in having(ideas, Focus.INSTRUCTION, ())] == [1]
