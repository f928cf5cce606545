"""A visit being logged survives on disk as it was."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachcli.errors import CoachError
from coachcli.store import drafts
from coachcli.store.drafts import Draft, DraftText
from coachcli.store.home import Home
from coachcli.values.session import Note, SealedStep
from coachcli.values.words import Owner, Part

SEALED = st.binary(min_size=1, max_size=200)
TEXT = st.text(max_size=20)
DRAFTS = st.builds(
    Draft,
    uid=TEXT,
    what=st.sampled_from(["", "contact", "edit"]),
    session=st.none() | st.integers(1, 10**6),
    about=TEXT,
    answers=st.dictionaries(TEXT, TEXT, max_size=5),
    notes=st.lists(st.builds(Note, TEXT, st.sampled_from(Part), SEALED), max_size=4),
    steps=st.lists(
        st.builds(
            SealedStep,
            TEXT,
            TEXT,
            st.sampled_from(Owner),
            SEALED,
            st.none() | st.dates(date(2000, 1, 1)),
        ),
        max_size=4,
    ),
    card=st.none() | SEALED,
    card_uid=TEXT,
    storing=st.booleans(),
)


@settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(DRAFTS)
def test_a_draft_is_loaded_as_it_was_saved(fresh: Home, draft: Draft) -> None:
    drafts.save(fresh, draft)
    assert drafts.load(fresh, draft.what) == draft


def test_there_is_no_draft_before_and_after(fresh: Home) -> None:
    assert drafts.load(fresh) is None
    drafts.drop(fresh, Draft("uid"))
    drafts.save(fresh, Draft("uid"))
    drafts.drop(fresh, Draft("uid"))
    assert drafts.load(fresh) is None


def test_a_contact_waits_beside_a_visit_and_neither_touches_the_other(fresh: Home) -> None:
    visit, contact = Draft("visit"), Draft("contact", "contact", answers={"minutes": "5"})
    drafts.save(fresh, visit)
    drafts.save(fresh, contact)
    assert (drafts.load(fresh), drafts.load(fresh, "contact")) == (visit, contact)
    with drafts.alone(fresh), drafts.alone(fresh, "contact"):
        drafts.drop(fresh, visit)
    assert (drafts.load(fresh), drafts.load(fresh, "contact")) == (None, contact)


def test_a_text_is_found_by_what_it_was_typed_for_until_it_is_dropped(fresh: Home) -> None:
    idea, close = DraftText("idea add", "a", b"x"), DraftText("cycle close 3: goes_on", "b", b"y")
    for text in (idea, close):
        drafts.save(fresh, text)
    (fresh.path / "draft-text-other.json").write_text("[]")
    assert list(drafts.texts(fresh)) == [idea, close]
    drafts.drop(fresh, idea)
    assert list(drafts.texts(fresh)) == [close]


def test_what_is_unfinished_says_the_command_that_goes_on_with_it(fresh: Home) -> None:
    for draft in (Draft("a"), Draft("b", "contact"), Draft("c", "edit", 7)):
        drafts.save(fresh, draft)
    for part in ("reflection", "goes_on"):
        drafts.save(fresh, DraftText(f"cycle close 3: {part}", part, b"x"))
    assert drafts.commands(fresh) == (
        "coach log contact",
        "coach log edit 7 --editor",
        "coach log session",
        "coach cycle close 3",
    )


def test_drafts_of_an_earlier_version_are_gone_on_with(fresh: Home) -> None:
    step = {"uid": "s", "owner": "coach", "teacher": "ana", "sealed": "YQ==", "check_on": None}
    old = {**saved(), "answers": {"about": "Ana", "state": "asked"}, "steps": [step]}
    fresh.draft_of("").write_text(json.dumps(old))
    draft = drafts.load(fresh)
    assert draft is not None
    assert (draft.about, draft.answers) == ("Ana", {"state": "asked"})
    assert draft.notes == [Note("n", Part.NOTES, b"a")]
    assert draft.steps == [SealedStep("s", "ana", Owner.COACH, b"a")]
    text = {"about": "idea add", "uid": "t", "sealed": "YQ=="}
    (fresh.path / "draft-text-t.json").write_text(json.dumps(text))
    assert list(drafts.texts(fresh)) == [DraftText("idea add", "t", b"a")]


def saved() -> dict[str, object]:
    """A draft as the first version wrote it."""
    return {
        "uid": "u",
        "session": None,
        "answers": {},
        "notes": [{"uid": "n", "part": "notes", "sealed": "YQ=="}],
        "steps": [],
        "card": None,
        "card_uid": "",
    }


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b'"text"',
        b"[" * 100_000,
        json.dumps({**saved(), "notes": [{"uid": "n", "part": "x", "sealed": "YQ=="}]}).encode(),
        json.dumps({**saved(), "notes": [{"uid": "n", "part": "notes", "sealed": "Y"}]}).encode(),
        json.dumps({**saved(), "notes": [{"uid": "n", "part": "notes", "sealed": "é!"}]}).encode(),
        json.dumps({**saved(), "notes": "text"}).encode(),
        json.dumps({**saved(), "answers": 7}).encode(),
        json.dumps({**saved(), "card": 7}).encode(),
        json.dumps({**saved(), "uid": None}).encode(),
        json.dumps({**saved(), "session": "one"}).encode(),
        json.dumps({**saved(), "answers": {"on": 7}}).encode(),
    ],
    ids=lambda garbage: str(garbage[:60]),
)
def test_a_file_that_is_no_draft_gets_a_sentence_and_stays(fresh: Home, garbage: bytes) -> None:
    fresh.draft_of("").write_bytes(garbage)
    with pytest.raises(CoachError, match="cannot be read"):
        drafts.load(fresh)
    assert fresh.draft_of("").read_bytes() == garbage


def test_a_draft_cut_anywhere_gets_a_sentence(fresh: Home) -> None:
    drafts.save(fresh, Draft("uid", notes=[Note("n", Part.NOTES, b"sealed")]))
    whole = fresh.draft_of("").read_bytes()
    for size in range(len(whole)):
        fresh.draft_of("").write_bytes(whole[:size])
        with pytest.raises(CoachError, match="cannot be read"):
            drafts.load(fresh)


def test_a_folder_where_the_draft_should_be_gets_a_sentence(fresh: Home) -> None:
    fresh.draft_of("").mkdir()
    with pytest.raises(CoachError, match="cannot be read"):
        drafts.load(fresh)
    with pytest.raises(CoachError, match="cannot be written"):
        drafts.save(fresh, Draft("uid"))
