"""A report counts for at least three teachers, adds up, and says the same in every form."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.cli.share.report import csv_files, view
from coachcli.errors import CoachError
from coachcli.render.json_output import plain
from coachcli.sharing.report import (
    Include,
    Report,
    Subtotal,
    Sums,
    TeacherCount,
    TeacherWait,
    has_small_months,
    report,
    subtotals,
)
from coachcli.sharing.report_file import escaped, markdown, page
from coachcli.sharing.sections import sections
from coachcli.sharing.strict_rules import refuse_told_by_others
from coachcli.sharing.tables import tables
from coachcli.values.report import (
    HeldDay,
    Met,
    Shared,
    SharedCycle,
    SharedEvidence,
    SharedSession,
    SharedTeacher,
    SharedTime,
    Widened,
)
from coachcli.values.school import DateRange
from coachcli.values.words import Focus, Kind, Phase, Support, Work

DAYS = DateRange(date(2026, 8, 1), date(2026, 11, 24))
MONTHS = [date(2026, month, 1) for month in range(8, 12)]

pieces = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "d", None]),
        st.frozensets(st.integers(0, 7), min_size=1, max_size=4),
        st.integers(0, 90),
    ),
    max_size=25,
)


@st.composite
def shareds(draw: st.DrawFn) -> Shared:
    """Whatever a store may give: a few teachers, sessions with some of them, other time."""
    numbers = range(draw(st.integers(1, 8)))
    teachers = tuple(
        SharedTeacher(
            who=who,
            name=draw(st.sampled_from(["", f"Teacher {who}"])),
            question="",
            focus=None,
            support=draw(st.sampled_from(Support)),
            subject=draw(st.sampled_from(["", "Math", "Art"])),
            grade=draw(st.sampled_from(["4", "5"])),
        )
        for who in numbers
    )
    sessions = draw(
        st.lists(
            st.builds(
                SharedSession,
                month=st.sampled_from(MONTHS),
                who=st.frozensets(st.sampled_from(numbers), min_size=1, max_size=3),
                kinds=st.lists(st.sampled_from(Kind), max_size=3, unique=True).map(tuple),
                focus=st.none() | st.sampled_from(Focus),
                minutes=st.none() | st.integers(1, 120),
            ),
            max_size=30,
        )
    )
    times = st.builds(
        SharedTime, st.sampled_from(MONTHS), st.sampled_from(Work), st.integers(1, 90)
    )
    return Shared(teachers, tuple(sessions), (), tuple(draw(st.lists(times, max_size=5))))


def teachers_of(sessions: list[SharedSession]) -> set[int]:
    return {who for each in sessions for who in each.who}


@given(pieces)
def test_every_part_and_all_that_is_left_is_of_three_teachers_or_more(
    found: list[tuple[str | None, frozenset[int], int]],
) -> None:
    shown = subtotals(found, 3)
    who: dict[str | None, set[int]] = defaultdict(set)
    for of, with_whom, _ in found:
        who[of] |= with_whom
    named = [of for of in who if of in {part.of for part in shown if not part.is_rest}]
    assert all(len(who[of]) >= 3 for of in named)
    left = set(who) - set(named)
    assert not shown or not left or len(set().union(*(who[of] for of in left))) >= 3
    assert [part.is_rest for part in shown] == [False] * len(named) + [True] * bool(shown and left)


@given(pieces)
def test_minutes_of_every_part_and_of_all_that_is_left_were_made_by_three_teachers_or_more(
    found: list[tuple[str | None, frozenset[int], int]],
) -> None:
    shown = subtotals(found, 3)
    timed: dict[object, set[int]] = defaultdict(set)
    named = {part.of for part in shown if not part.is_rest}
    for of, with_whom, minutes in found:
        timed[of if of in named else "rest"] |= with_whom if minutes else set()
    for part in shown:
        assert not part.minutes or len(timed["rest" if part.is_rest else part.of]) >= 3


def test_hours_of_one_teacher_among_sessions_without_a_length_are_not_told() -> None:
    met = tuple(
        SharedSession(MONTHS[2], frozenset({who}), (kind,), None, 45 if who == 0 else None)
        for kind in (Kind.OBSERVATION, Kind.DEBRIEF)
        for who in range(3)
    )
    told = report(Shared((), met, (), ()), DAYS)
    assert told.sessions == Sums(6, None, open_ended=True)
    assert {part.minutes for part in (*told.months, *told.kinds, *told.focuses)} == {None}
    said = str(sections(told))
    assert "Too few teachers have sessions with a length" in said
    assert "45 min" not in str(plain(view(told))) + said + str(tables(told)) + markdown(told)
    assert "90" not in str(plain(view(told))) + str(tables(told))


def test_hours_of_groups_are_not_told_where_those_of_the_others_would_be_left() -> None:
    def met(who: set[int], minutes: int | None) -> SharedSession:
        return SharedSession(MONTHS[2], frozenset(who), (Kind.OBSERVATION,), None, minutes)

    alone = [met({0}, 45), met({1}, None), met({2}, None)]
    told = report(Shared((), (*alone, met({0, 1, 2}, 30)), (), ()), DAYS)
    assert told.sessions == Sums(4, 75, open_ended=True)
    assert told.groups == Sums(1, None, open_ended=False)


def test_contacts_are_told_where_there_are_too_few_sessions() -> None:
    met = tuple(
        SharedSession(MONTHS[2], frozenset({who}), (Kind.CONTACT,), None, 10) for who in range(3)
    )
    told = report(Shared((), met, (), ()), DAYS)
    said = next(each.text for each in sections(told) if each.title == "Sessions")
    assert said[0].startswith("Too few teachers")
    assert said[1:] == ("Besides, 3 short contacts, 30 min.",)


def test_a_month_of_a_few_days_goes_with_the_others() -> None:
    met = tuple(
        SharedSession(month, frozenset(range(3)), (Kind.OBSERVATION,), None, 10) for month in MONTHS
    )
    shared = Shared((), met, (), (SharedTime(MONTHS[3], Work.COVERING, 60),))
    days = DateRange(date(2026, 8, 1), date(2026, 11, 3))
    told = report(shared, days)
    assert [part.of for part in told.months] == [*MONTHS[1:3], None]
    assert told.months[-1].count == 2
    (picture,) = (each.picture for each in sections(told) if each.title == "Sessions")
    assert picture is not None
    assert picture.labels == ("Sep 2026", "Oct 2026")
    known = report(shared, days, included=frozenset({Include.DATES}), widened=Widened(dates=()))
    assert [part.of for part in known.months] == MONTHS
    assert [part.of for part in report(shared, DAYS).months] == MONTHS


@pytest.mark.parametrize(
    ("names", "who", "is_refused"),
    [
        ("abc", [{0}, {1}, {2}], False),
        ("ab-", [{0}, {1}, {2}], True),
        ("ab-", [{0}, {1}], False),
        ("abc---", [{0}, {3}, {4}, {5}], False),
        ("abc---", [{0}, {3}, {4}], True),
        ("ab-", [{0, 2}, {1}], True),
        ("abc", [{0}, {1}, set()], True),
    ],
)
def test_sessions_by_name_are_refused_where_the_sums_would_tell_of_the_few_others(
    names: str, who: list[set[int]], is_refused: bool
) -> None:
    teachers = tuple(
        SharedTeacher(number, name.strip("-"), "", None, Support.CORE, "", "")
        for number, name in enumerate(names)
    )
    met = tuple(SharedSession(MONTHS[0], frozenset(some), (), None, 10) for some in who)
    found = Shared(teachers, met, (), ())
    if is_refused:
        with pytest.raises(CoachError, match="the few who are not named"):
            refuse_told_by_others(found)
    else:
        refuse_told_by_others(found)


@given(pieces)
def test_parts_add_up_to_the_whole(
    found: list[tuple[str | None, frozenset[int], int]],
) -> None:
    for smallest in (1, 3):
        shown = subtotals(found, smallest)
        if shown:
            assert sum(part.count for part in shown) == len(found)
        minutes = [part.minutes for part in shown if part.minutes is not None]
        if minutes:
            assert len(minutes) == len(shown)
            assert sum(minutes) == sum(each for _, _, each in found)
    assert {part.of for part in subtotals(found, 1)} == {of for of, _, _ in found}


def test_the_smallest_of_the_others_goes_with_a_rest_that_is_too_small() -> None:
    found = [
        *[("many", {1, 2, 3, 4, 5}, 10)],
        *[("some", {1, 2, 3}, 20)],
        *[("few", {6, 7}, 40)],
    ]
    assert subtotals(found, 3) == (Subtotal("many", 1, 10), Subtotal(None, 2, 60, is_rest=True))
    assert subtotals([("one", {1, 2, 3}, 5)], 3) == (Subtotal("one", 1, 5),)
    assert subtotals([("one", {1}, 5), ("two", {2, 3}, 5)], 3) == ()
    assert subtotals([("one", {1}, 5), ("two", {2}, 5)], 3) == ()


@given(shareds())
def test_no_sum_is_of_fewer_than_three_teachers_nor_is_what_is_left_of_it(found: Shared) -> None:
    told = report(found, DAYS)
    contacts = [each for each in found.sessions if each.kinds == (Kind.CONTACT,)]
    met = [each for each in found.sessions if each not in contacts]
    alone = [each for each in met if len(each.who) == 1]
    groups = [each for each in met if len(each.who) > 1]
    assert (told.sessions is not None) == (len(teachers_of(met)) >= 3)
    assert (told.contacts is not None) == (len(teachers_of(contacts)) >= 3)
    if told.groups is not None:
        assert len(teachers_of(groups)) >= 3
        assert not alone or len(teachers_of(alone)) >= 3
    if told.sessions is None:
        assert told.months == told.kinds == told.focuses == ()
    for some in (told.teachers.support, told.teachers.grade, told.teachers.subject):
        assert all(part.count >= 3 for part in some)
    assert told.counts is None
    assert (told.dates, told.cancellations, told.no_shows, told.waits) == (None,) * 4


@given(shareds())
def test_hours_by_kind_by_month_and_by_focus_are_the_same_hours(found: Shared) -> None:
    told = report(found, DAYS, included=frozenset({Include.SMALL_GROUPS}))
    minutes = 0 if told.sessions is None else told.sessions.minutes
    for some in (told.months, told.kinds, told.focuses):
        assert sum(part.minutes or 0 for part in some) == minutes
    others = sum(each.minutes for each in found.others)
    assert sum(part.minutes or 0 for part in told.others) == others
    assert sum(part.minutes or 0 for part in told.others_by_month) == others


FIELDS = {
    Include.COUNTS: {"counts"},
    Include.DATES: {"dates"},
    Include.CANCELLATIONS: {"cancellations"},
    Include.NO_SHOWS: {"no_shows"},
    Include.WAITS: {"waits"},
    Include.SMALL_GROUPS: {
        *("support", "grade", "subject", "sessions", "contacts"),
        *("groups", "months", "kinds", "focuses"),
    },
}


@given(shareds(), st.sampled_from(Include))
def test_letting_one_thing_in_changes_nothing_else(found: Shared, one: Include) -> None:
    def fields(told: Report) -> dict[str, object]:
        return {**vars(told), "teachers": None, **vars(told.teachers)}

    strict, wide = report(found, DAYS), report(found, DAYS, included=frozenset({one}))
    changed = {name for name, value in fields(strict).items() if value != fields(wide)[name]}
    assert changed <= FIELDS[one] | {"included"}


def test_a_cell_of_markdown_holds_no_markup() -> None:
    assert escaped("a|b *c* _d_ [e](f) <b> `g`\n# h") == (
        r"a\|b \*c\* \_d\_ \[e\](f) \<b\> \`g\` \# h"
    )


def test_days_of_sessions_have_their_year_where_the_time_has_two() -> None:
    months = ((2026, 12), (2027, 2))
    held = tuple(HeldDay(date(year, month, 3), (Kind.DEBRIEF,)) for year, month in months)

    def days_of(days: DateRange) -> list[str]:
        included = frozenset({Include.DATES})
        told = report(Shared((), (), (), ()), days, included=included, widened=Widened(dates=held))
        (found,) = (each for each in sections(told) if each.title == "Days of sessions")
        return [row[0] for row in found.tables[0].rows]

    assert days_of(DateRange(date(2026, 8, 1), date(2027, 7, 31))) == [
        "Thu 3 Dec 2026",
        "Wed 3 Feb",
    ]


def test_only_a_short_table_is_kept_on_one_page() -> None:
    teachers = tuple(
        SharedTeacher(who, f"Teacher {who}", "Why?", None, Support.CORE, "", str(who % 3))
        for who in range(9)
    )
    assert re.findall('<table class="(.*)">', page(report(Shared(teachers, (), (), ()), DAYS))) == [
        "figures short",
        "wide",
    ]


HOSTILE = '<img src=x onerror=a> & "q" | `c` *b* [l](x)'


def hostile() -> Report:
    """A report in which every text of a person would be markup."""
    evidence = SharedEvidence(f"measure {HOSTILE}", Met(1, 9), Met(4, 9), 2)
    teachers = tuple(
        SharedTeacher(
            who,
            f"={who} name {HOSTILE}",
            f"question {HOSTILE}",
            None,
            Support.CORE,
            f"subject {HOSTILE}",
            f"grade {HOSTILE}",
        )
        for who in range(3)
    )
    cycle = SharedCycle(
        frozenset({0}), f"asked {HOSTILE}", Focus.INSTRUCTION, Phase.LEARN, (evidence,)
    )
    return report(
        Shared(teachers, (), (cycle,), ()),
        DAYS,
        by=f"by {HOSTILE}",
        narrative=(f"words {HOSTILE}",),
        included=frozenset({Include.COUNTS, Include.WAITS}),
        widened=Widened(waits={0: 1}),
    )


WORDS = ("name", "question", "subject", "grade", "measure", "asked", "by", "words")


def test_no_text_of_a_person_is_markup_in_the_page() -> None:
    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tags: set[str] = set()
            self.text = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags.add(tag)

        def handle_data(self, data: str) -> None:
            self.text += data

    reader = Reader()
    reader.feed(page(hostile()))
    assert not reader.tags & {"img", "script", "b"}
    for word in WORDS:
        assert f"{word} {HOSTILE}" in reader.text


def test_no_text_of_a_table_is_markup_in_markdown_or_a_formula_in_csv() -> None:
    written = markdown(hostile())
    rows = [line for line in written.splitlines() if line.startswith("|")]
    for word in ("name", "question", "subject", "grade", "measure", "asked"):
        assert any(f"{word} {escaped(HOSTILE)}" in row for row in rows)
    assert f"By by {escaped(HOSTILE)}" in written
    assert not [row for row in rows if HOSTILE in row]
    for name, content in csv_files(hostile()).items():
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            assert not [cell for cell in row if cell.startswith("=")], name


def test_what_is_told_by_name_is_told_of_those_alone_who_are_named() -> None:
    named = SharedTeacher(0, "Ana", "", None, Support.CORE, "", "")
    unnamed = SharedTeacher(1, "", "", None, Support.CORE, "", "")
    met = tuple(
        SharedSession(MONTHS[0], frozenset({who}), (Kind.OBSERVATION,), None, 10) for who in (0, 1)
    )
    told = report(
        Shared((unnamed, named), met, (), ()),
        DAYS,
        included=frozenset({Include.COUNTS, Include.WAITS}),
        widened=Widened(waits={0: 1, 1: 7}),
    )
    assert told.counts == (TeacherCount("Ana", 1, 10),)
    assert told.waits == (TeacherWait("Ana", 1),)


@pytest.mark.parametrize(
    ("by_month", "is_so"),
    [
        ([{0, 1, 2}, {3, 4, 5}], False),
        ([{0, 1, 2}, set(), {3, 4, 5}], False),
        ([{0, 1, 2}, {3}, {3, 4, 5}], True),
        ([{0, 1, 2}, {3}], True),
        ([{0}, {1}, {2}], True),
        ([{0, 1}], False),
        ([], False),
    ],
)
def test_a_month_that_others_would_tell_by_subtracting_is_known(
    by_month: list[set[int]], is_so: bool
) -> None:
    met = tuple(
        SharedSession(month, frozenset({who}), (Kind.OBSERVATION,), None, 10)
        for month, some in zip(MONTHS, by_month, strict=False)
        for who in some
    )
    assert has_small_months(report(Shared((), met, (), ()), DAYS)) is is_so
    wide = report(Shared((), met, (), ()), DAYS, included=frozenset({Include.SMALL_GROUPS}))
    assert not has_small_months(wide)


@pytest.mark.parametrize(("times", "rows"), [(1, ["first"]), (2, ["first", "latest"])])
def test_evidence_taken_once_is_one_row(times: int, rows: list[str]) -> None:
    evidence = SharedEvidence("set a goal", Met(1, 9), Met(1, 9), times)
    teacher = SharedTeacher(0, "Ana", "", None, Support.CORE, "", "")
    cycle = SharedCycle(frozenset({0}), "Who?", None, Phase.LEARN, (evidence,))
    told = tables(report(Shared((teacher,), (), (cycle,), ()), DAYS))
    assert [row[2] for row in told["evidence"][1:]] == rows
