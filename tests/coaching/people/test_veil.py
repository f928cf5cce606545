"""The veil: which words of a text are names, and which are only our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.people.names import make_handles
from coachcli.coaching.people.veil import veil
from coachcli.values.record import Unseen

PEOPLE = Unseen(
    people=(
        (1, "ana-lima", "Ana Lima"),
        (2, "an", "An Ngo"),
        (3, "may", "May"),
        (4, "ana-lima-ross", "Ana Lima-Ross"),
        (5, "will", "Will Doe"),
        (6, "hana", "山田 花子"),
    ),
    texts=frozenset(
        {"What do [ELL] newcomers need, and when?", "talk", "a@school.example", "explain why"}
    ),
    meetings=frozenset({"Grade 5 team"}),
)
over = veil(PEOPLE)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ana Lima", "ALima"),
        ("Ana Lima's and yours, an Ana Lima thing", "ALima's and yours, an ALima thing"),
        ("Ana Lima-Ross", "ALimaR"),
        ("held by Ana\n  Lima: An Ngo, 山田 花子", "held by ALima: AN, 山花"),
        ("ana-lima*", "ALima*"),
        ("Explain why: at first 4 of 22", "(hidden): at first 4 of 22"),
        ("an", "AN"),
        ("an, will ✓", "AN, WD ✓"),
        ("An end will come; it may be an hour.", "An end will come; it may be an hour."),
        ("4 May, with May: may be named", "4 May, with M: may be named"),
        ("'ana' could be ana-lima (Ana Lima) or an (An Ngo).", "'ana' could be ALima or AN."),
        ("Type the handle: ana-lima or an.", "Type more of the name, or the handle."),
        ("Type: coach log session an --minutes 5", "Type: coach log session TEACHER --minutes 5"),
        ("coach teacher edit ana-lima --every 3", "coach teacher edit TEACHER --every 3"),
        ("What do [ELL] newcomers need, and when?", ""),
        ("Asks: What do [ELL]\nnewcomers need, and when?", "Asks: (hidden)"),
        (
            "Undone: teacher edit an (2026-11-23 09:05).",
            "Undone: teacher edit AN (2026-11-23 09:05).",
        ),
        *(
            (f"Undone: {words} {said} (2026", f"Undone: {words} {short} (2026")
            for words in ("step add", "schedule add", "log session", "log contact", "teacher away")
            for said, short in (("ana lima", "ALima"), ("ana lima ross", "ALimaR"), ("an", "AN"))
        ),
        ("Done again: step add will.", "Done again: step add WD."),
        ("Undone: step done 2 (2026", "Undone: step done 2 (2026"),
        ("Add --confirm an when you are sure.", "Add --confirm TEACHER when you are sure."),
        ("is in /home/export-ana-lima-2026-11-23.", "is in /home/export-ALima-2026-11-23."),
        ("export-an-2026-11-23.zip.age", "export-AN-2026-11-23.zip.age"),
        ("Done again: teacher archive will.", "Done again: teacher archive WD."),
        ("The teacher has an idea.", "The teacher has an idea."),
        ("May is away: Mon 4 May.", "M is away: Mon 4 May."),
        ("Cycle 3 with May has begun; it may go on.", "Cycle 3 with M has begun; it may go on."),
        ("Type 1 (talk) or 2 (talk)", "Type 1 (hidden) or 2 (hidden)"),
        ("talk", ""),
        ("9 of 24, talk", "9 of 24, (hidden)"),
        ("a hallway talk or an email", "a hallway talk or an email"),
        ("Email: a@school.example", "Email: (hidden)"),
        ("(Grade 5 team) ✓", "(meeting) ✓"),
        ("Banana Limanda", "Banana Limanda"),
        ("", ""),
    ],
)
def test_names_are_found_and_words_of_our_own_are_left(text: str, shown: str) -> None:
    assert over(text) == shown


def test_who_has_another_name_by_now_is_not_seen_by_the_earlier_one() -> None:
    before = Unseen(people=((1, "joe", "Joe Kim"), (2, "ana", "Ana Lima")))
    later = Unseen(people=((1, "joe", "Jo Park"),))
    assert veil(before | later)("Joe Kim is Jo Park, Ana Lima is not") == "JP is JP, AL is not"


def test_with_nobody_known_every_text_stays() -> None:
    assert veil(Unseen())("coach due, an, Ana Lima") == "coach due, an, Ana Lima"


words = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=2, max_size=8)
names = st.lists(st.tuples(words, words).map(" ".join), min_size=1, max_size=8, unique=True)


@given(names, st.sampled_from(["{}", "with {}, again", "{}: not met", "held by X: {}, {}"]))
def test_no_name_of_two_words_is_ever_left(names: list[str], sentence: str) -> None:
    told = Unseen(people=tuple(zip(range(len(names)), make_handles(names, []), names, strict=True)))
    covered = veil(told)
    for name in names:
        # Initials could be somebody's whole name, if names were as short as that.
        assert name not in covered(sentence.format(name, name))
