"""The session card: what is printed is read back, and what cannot be read is refused by line."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachcli.coaching.card.card import CARD_STATES, Card, CardStep, check_card, print_card
from coachcli.coaching.card.changes import with_texts
from coachcli.coaching.card.reading import parse_card
from coachcli.coaching.texts import tidy_text
from coachcli.errors import CoachError
from coachcli.values.words import AskedBy, Focus, Kind, Owner, Part, Party, SessionState

TODAY = date(2026, 11, 23)
SECRET = "zebra"
HEAD = "Teacher: marta\nDate: today\n"

FULL = Card(
    teachers=("marta", "ana-lima"),
    on=date(2026, 11, 20),
    at=time(9, 5),
    kinds=(Kind.CO_PLANNING, Kind.DEBRIEF),
    minutes=45,
    focus=Focus.INSTRUCTION,
    asked_by=AskedBy.TEACHER,
    notes="We read the exit tickets.\n\n- 14 met the target\n- 8 did not",
    works="Sentence frames.",
    hard="# of questions",
    ask_next="Who speaks?",
    steps=(
        CardStep(Owner.TEACHER, "Bring the tickets.", date(2026, 12, 8), "marta"),
        CardStep(Owner.TEACHER, "Try wait time.\nCount to five."),
        CardStep(Owner.COACH, "Send the reading.", date(2026, 12, 1)),
    ),
)

PRINTED = """\
# Session with Marta García and Ana Lima

- Teacher: marta, ana-lima
- Date: 2026-11-20
- Time: 09:05
- State: held
- Kind: co-planning, debrief
- Minutes: 45
- Focus: instruction
- Asked by: teacher

## Notes

We read the exit tickets.

- 14 met the target
- 8 did not

## What works

Sentence frames.

## What is hard

\\# of questions

## Ask next time

Who speaks?

## Next steps: teacher

- Bring the tickets. (for marta; check 2026-12-08)
- Try wait time.
  Count to five.

## Next steps: coach

- Send the reading. (check 2026-12-01)
"""


def card_with(*below: str, head: str = "- Teacher: marta\n- Date: 2026-11-20") -> Card:
    return parse_card("\n".join([head, *below]), TODAY)


def test_a_card_prints_as_a_page_that_is_pleasant_to_fill_in() -> None:
    names = {"marta": "Marta García", "ana-lima": "Ana Lima"}
    assert print_card(FULL, names) == PRINTED
    assert parse_card(PRINTED, TODAY) == FULL


def test_a_guide_names_every_choice_and_reads_back_as_nothing() -> None:
    printed = print_card(FULL, guide=True)
    for choice in ("held, cancelled or no-show", "peer visit", "teacher, coach or school"):
        assert choice in printed
    assert "## Reason" in printed
    assert "- Cancelled by:" in printed
    assert parse_card(printed, TODAY) == FULL


NASTY = [
    *("# Notes", "## Next steps: teacher", "#", "#tag", "\\# kept", "\\\\#", "\\", "\\n", " # x"),
    *("<!-- mine -->", "<!--", "-->", "<!-- held, cancelled or no-show -->", "\\<!-- x"),
    *("- a list", "-", "* star", "  - nested", "1. one", "- Date: 2026-01-01", "Teacher: ana"),
    *("(check 2026-12-08)", "x (check 2026-12-08)", "x \\(check fri)", "(for marta)", "x (by fri)"),
    *("x (for marta; check 2026-01-01)", "\\", "x\\", "x (check 2026-02-31)", "(check", "x ()"),
    *("", "", " ", "   ", "\t", "  two before", "two after  ", "[ELL]", "[/]", "```", "---", "> q"),
    *("שלום, מה שלומך?", "ليلى", "王芳", "🙂👩‍🏫"),
    *("\u202eback", "\ufeff", "\u2028", "\xa0", "\u3000x"),
]

lines = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\t\\#-(<"), max_size=20
)
texts = st.lists(lines, max_size=6).map("\n".join).map(tidy_text)
handles = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,3})?", fullmatch=True)


@st.composite
def cards(draw: st.DrawFn) -> Card:
    teachers = tuple(draw(st.lists(handles, min_size=1, max_size=3, unique=True)))
    state = draw(st.sampled_from(CARD_STATES))
    steps = st.builds(
        CardStep,
        st.sampled_from(Owner),
        texts.filter(bool),
        st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)),
        st.sampled_from(["", *teachers]),
    )
    found = draw(st.lists(steps, max_size=4))
    return Card(
        teachers=teachers,
        on=draw(st.dates(date(1900, 1, 1), TODAY)),
        at=draw(st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0))),
        state=state,
        kinds=tuple(draw(st.lists(st.sampled_from(Kind), unique=True))),
        minutes=draw(st.none() | st.integers(1, 600)),
        focus=draw(st.none() | st.sampled_from(Focus)),
        asked_by=draw(st.sampled_from(AskedBy)),
        cancelled_by=draw(st.none() | st.sampled_from(Party))
        if state is SessionState.CANCELLED
        else None,
        **{part.value: draw(texts) for part in Part},
        steps=tuple(sorted(found, key=lambda step: list(Owner).index(step.owner))),
    )


@given(cards(), st.booleans())
def test_whatever_is_printed_is_read_back(card: Card, guide: bool) -> None:
    assert parse_card(print_card(card, guide=guide), TODAY) == card


@given(cards())
def test_a_card_saved_with_a_mark_and_windows_line_ends_is_the_same(card: Card) -> None:
    saved = "\ufeff" + print_card(card).replace("\n", "\r\n")
    assert parse_card(saved, TODAY) == card


@pytest.mark.parametrize("line", NASTY)
@pytest.mark.parametrize("part", [*Part, *Owner])
def test_each_nasty_line_survives_in_each_place(line: str, part: Part | Owner) -> None:
    text = f"first\n{line}\nlast\n{line}".strip()
    card = Card(teachers=("marta",), on=TODAY)
    if isinstance(part, Owner):
        steps = (CardStep(part, text), CardStep(part, f"{line}\nx".strip()))
        card = replace(card, steps=steps)
    else:
        card = with_texts(card, {part: text})
    assert parse_card(print_card(card), TODAY) == card


@given(
    st.lists(st.sampled_from([*PRINTED.split("\n"), *NASTY]) | st.text(max_size=9)).map("\n".join)
)
@example("- Teacher: a\n- Date: today\n## Notes\n" + "\ud800")
def test_any_text_is_a_card_that_prints_alike_or_a_coach_error(text: str) -> None:
    with suppress(CoachError):
        card = parse_card(text, TODAY)
        check_card(card, TODAY)
        assert parse_card(print_card(card), TODAY) == card


@given(st.lists(lines).map("\n".join))
def test_no_word_of_a_persons_text_is_lost(text: str) -> None:
    notes = parse_card(print_card(Card(("marta",), TODAY, notes=text)), TODAY).notes
    assert notes.split() == text.split()


@given(st.text())
def test_tidy_text_is_settled_after_once(text: str) -> None:
    assert tidy_text(tidy_text(text)) == tidy_text(text)


def test_a_card_written_in_a_hurry_is_understood() -> None:
    card = parse_card(
        """
# Marta, in the hallway

Teachers: Marta García; ana lima
* day: last fri
length: 45 min
Kinds: Observation / Debrief
FOCUS: content

##NOTES:
Proud of the gallery walk.

### one detail
#ell stays
## next steps for teacher
Bring exit tickets
  and the rubric (by next tue)
* [ ] Try wait time (for Marta)
2) Talk to Ana (check with her)

Set up a visit
""",
        TODAY,
    )
    assert card == Card(
        teachers=("Marta García", "ana lima"),
        on=date(2026, 11, 20),
        kinds=(Kind.OBSERVATION, Kind.DEBRIEF),
        minutes=45,
        focus=Focus.CONTENT_PLANNING,
        notes="Proud of the gallery walk.\n\n### one detail\n#ell stays",
        steps=(
            CardStep(Owner.TEACHER, "Bring exit tickets\nand the rubric", date(2026, 12, 1)),
            CardStep(Owner.TEACHER, "[ ] Try wait time", teacher="Marta García"),
            CardStep(Owner.TEACHER, "Talk to Ana (check with her)"),
            CardStep(Owner.TEACHER, "Set up a visit"),
        ),
    )


def test_a_heading_that_comes_twice_adds_to_its_text() -> None:
    card = card_with("## Notes", "one", "## What works", "two", "## notes", "three")
    assert (card.notes, card.works) == ("one\n\nthree", "two")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("- Send it (check next visit)", "Send it"),
        ("- Read it \\(check 2026-02-31)", "Read it (check 2026-02-31)"),
    ],
)
def test_a_step_may_say_next_visit_and_a_backslash_keeps_brackets(line: str, text: str) -> None:
    assert card_with("## Next steps: coach", line).steps == (CardStep(Owner.COACH, text),)


def test_a_cancelled_session_says_who_and_why() -> None:
    head = "Teacher: marta\nDate: 2026-12-01\nState: canceled\nCanceled by: school"
    card = card_with("## Reason", "Assembly", head=head)
    assert (card.state, card.cancelled_by) == (SessionState.CANCELLED, Party.SCHOOL)
    assert card.reason == "Assembly"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The card has no teacher"),
        ("Date: 2026-11-20", "The card has no teacher"),
        ("Teacher:\nDate: 2026-11-20", "The card has no teacher"),
        ("Teacher: ,;\nDate: 2026-11-20", "Line 1: This names no teacher"),
        ("Teacher: marta", "The card has no date"),
        ("Teacher: marta\nDate: 2027-02-31", "Line 2: There is no day"),
        ("Teacher: marta\nDate: 2026-11-24", "Line 2: Tue 24 Nov is still to come"),
        ("Teacher: marta\nDate: tomorrow\nState: no-show", "Line 2: Tue 24 Nov is still to come"),
        (HEAD + "State: planned", "Line 3: A card tells what happened"),
        (HEAD + "State: great", "Line 3: "),
        (HEAD + "Cancelled by: school", "Line 3: The session is held"),
        (HEAD + "Kind: lunch", "Line 3: "),
        (HEAD + "Minutes: 601", "Line 3: "),
        (HEAD + "Time: 1:15", "Line 3: "),
        (HEAD + "Date: today", "Line 3 gives Date again, after line 2"),
        (HEAD + "zebra", "Line 3 is not one of those"),
        (HEAD + "zebra: x", "Line 3 is not one of those"),
        (HEAD + "## zebra", "Line 3 is a heading that"),
        ("# One\n# zebra\nTeacher: marta", "Line 2 is a heading that"),
        ("## Next steps\n- zebra", ""),
        (HEAD + "## Notes\nzebra\x07", "Line 4 has a control character"),
        (HEAD + "## Notes\nzebra\n# zebra", "Line 5 is a heading that"),
        (HEAD + "## Next steps: coach\n- zebra (check 2026-02-31)", "Line 4: The brackets"),
        (HEAD + "## Next steps: coach\n- ok\n- zebra (check 12/8)", "Line 5: The brackets"),
        (
            HEAD + "## Next steps: coach\n- zebra (for Joe; check fri)",
            "Line 4: This step is for somebody",
        ),
        ("x" * 1_000_001, "larger than a million bytes"),
        ("é" * 500_001, "larger than a million bytes"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_line_and_never_quoted(
    text: str, says: str
) -> None:
    with pytest.raises(CoachError) as caught:
        parse_card(text, TODAY)
    assert says in caught.value.message
    assert caught.value.hint
    assert SECRET not in caught.value.message + caught.value.hint
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "card",
    [
        Card((), TODAY),
        Card(("marta",), date(2026, 11, 24)),
        Card(("marta",), TODAY, state=SessionState.PLANNED),
        Card(("marta",), TODAY, cancelled_by=Party.COACH),
    ],
)
def test_a_card_that_contradicts_itself_is_refused(card: Card) -> None:
    with pytest.raises(CoachError):
        check_card(card, TODAY)


def test_a_card_of_nearly_a_million_bytes_is_read() -> None:
    notes = "# (check x)\n" * 70_000
    card = Card(("marta",), TODAY, notes=tidy_text(notes))
    assert parse_card(print_card(card), TODAY) == card
