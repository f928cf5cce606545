"""Ideas and open questions: what is written is read, and no name without leave leaves the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachcli.coaching.prep.ideas import parse_tags
from coachcli.errors import CoachError
from coachcli.store import reading
from coachcli.store.home import Home
from coachcli.store.writing import change, ideas
from coachcli.values.record import Idea, Prompt
from coachcli.values.words import Focus, Phase

from .homes import NOW, copied

DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
TAGS = st.lists(
    st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20), max_size=4
).map(parse_tags)


@st.composite
def new_ideas(draw: st.DrawFn, number: int) -> Idea:
    teacher = draw(st.sampled_from([None, "ana", "ben"]))
    return Idea(
        id=0,
        uid=f"{number}",
        teacher=teacher,
        may_name=teacher is not None and draw(st.booleans()),
        focus=draw(st.none() | st.sampled_from(Focus)),
        tags=draw(TAGS),
        sealed=draw(st.binary(min_size=1, max_size=50)),
        added_on=draw(DAYS),
    )


@settings(max_examples=15)
@given(st.data())
def test_ideas_are_read_as_written_newest_first_and_unnamed_without_leave(
    two: Home, data: st.DataObject
) -> None:
    some = [data.draw(new_ideas(number)) for number in range(data.draw(st.integers(0, 4)))]
    with TemporaryDirectory() as folder:
        home = copied(two, Path(folder) / "home")
        with change(home, "ideas", NOW) as db:
            ids = [ideas.add(db, each) for each in some]
        with reading.reading(home) as read:
            found = reading.ideas(read)
            sealed = dict(reading.sealed_values(read))
    stored = [replace(idea, id=id) for idea, id in zip(some, ids, strict=True)]
    assert found == [
        replace(
            idea,
            tags=tuple(sorted(idea.tags, key=str.encode)),
            teacher=idea.teacher if idea.may_name else None,
        )
        for idea in sorted(stored, key=lambda idea: (idea.added_on, idea.id), reverse=True)
    ]
    assert sealed == {each.uid: each.sealed for each in some}


def test_a_removed_idea_takes_its_tags_along(home: Home) -> None:
    new = Idea(0, "u", "ana", True, None, ("talk", "labs"), b"sealed", date(2026, 11, 2))
    with change(home, "add", NOW) as db:
        number = ideas.add(db, new)
    with change(home, "remove", NOW) as db:
        ideas.remove(db, number)
    with reading.reading(home) as read:
        assert reading.ideas(read) == []
        assert read.execute("SELECT count(*) FROM idea_tag").fetchone() == (0,)
    with pytest.raises(CoachError, match="no idea"), change(home, "remove", NOW) as db:
        ideas.remove(db, number)


def test_questions_are_added_and_changed_a_built_in_one_once(home: Home) -> None:
    with change(home, "add", NOW) as db:
        number = ideas.add_question(db, "What did you see?", Phase.LEARN, None)
    own = Prompt(number, "What did you hear?", None, Focus.INSTRUCTION, False)
    first = Prompt(0, "And what else?", None, None, False, "and-else")
    again = Prompt(0, "What else?", Phase.IMPROVE, None, True, "and-else")
    with change(home, "change", NOW) as db:
        for wanted in (own, first, again):
            ideas.change_question(db, wanted)
    with reading.reading(home) as read:
        mine, built_in = reading.prompts(read)
    assert (mine, replace(built_in, id=0)) == (own, again)
