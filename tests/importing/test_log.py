"""A coaching log from a spreadsheet: cells, rows, whole files, and what would become of them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachcli.coaching.texts import tidy_text
from coachcli.coaching.words import label, letters
from coachcli.errors import CoachError, UsageProblem
from coachcli.importing.csv_out import csv_bytes
from coachcli.importing.log import LogFile, read_log
from coachcli.importing.log_columns import COLUMNS, SAID, chosen_columns
from coachcli.importing.log_outcomes import Outcome, outcomes_of
from coachcli.importing.log_rows import LogContext, LogRow, RowProblem
from coachcli.values.record import OtherTime
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import (
    Focus,
    Kind,
    Owner,
    Part,
    Party,
    SessionState,
    StepState,
    Support,
    Work,
)

DATA = Path(__file__).parent.parent / "data"
TODAY = date(2026, 11, 23)
SECRET = "a sentence that stays between these two people"


def teacher(id: int, handle: str, name: str, gone: date | None = None) -> Teacher:
    since = date(2025, 9, 2)
    return Teacher(id, "", handle, name, Support.CORE, 3, 6, since, archived_on=gone)


TEACHERS = [
    teacher(1, "ines", "Inés Quiroga"),
    teacher(2, "mei-hoffmann", "Mei Hoffmann"),
    teacher(3, "mei-ohara", "Mei O'Hara"),
    teacher(4, "bartek", "Bartek Łukasik"),
    teacher(5, "mariam", "Mariam Sayed", date(2026, 6, 1)),
]
KNOWN = LogContext(TEACHERS, {}, TODAY)


def read(text: str, known: LogContext = KNOWN, **chosen: str) -> LogFile:
    return read_log(text.encode(), known, chosen)


def only(text: str, known: LogContext = KNOWN) -> LogRow:
    file = read(text, known)
    assert file.problems == ()
    return file.rows[0]


def problem(text: str, known: LogContext = KNOWN) -> RowProblem:
    file = read(text, known)
    assert file.rows == ()
    return file.problems[0]


def row(header: str, *cells: str) -> LogRow:
    """The row with these cells below ``Date`` and the headings."""
    return only(table(header, *cells))


def table(header: str, *cells: str) -> str:
    return csv_bytes([["Date", *header.split(",")], ["2026-11-03", *cells]]).decode()


def test_no_heading_is_known_for_two_columns_and_each_is_said() -> None:
    seen: dict[str, str] = {}
    for name, others in COLUMNS.items():
        for heading in (name, *others):
            assert seen.setdefault(letters(heading), name) == name, heading
    assert set(SAID) == set(COLUMNS)


@pytest.mark.parametrize(
    ("handles", "cells"),
    [
        (["ines"], ["Inés Quiroga", "INES", "Quiroga, Inés", "Ms. Quiroga", "Inés, ines"]),
        (["mei-hoffmann"], ["Hoffmann, Mei", "Mei H."]),
        (["bartek", "ines", "mei-hoffmann"], ["Inés; Mei Hoffmann; Bartek"]),
        (["bartek", "ines", "mei-hoffmann"], ["Inés, Mei H. & Bartek"]),
        (["bartek", "ines"], ["Inés and Bartek", "Inés\nBartek"]),
        (["mariam"], ["Mariam"]),
    ],
)
def test_teachers_are_named_as_on_the_command_line(handles: list[str], cells: list[str]) -> None:
    for cell in cells:
        assert list(row("Teacher", cell).teachers) == handles, cell


def test_what_a_part_of_a_name_was_taken_for_is_remarked() -> None:
    assert row("Teacher", "Bart").remarks == ('"Bart" is Bartek Łukasik',)
    assert row("Teacher", "Bartek").remarks == ()


@pytest.mark.parametrize(
    ("cell", "message", "hint"),
    [
        ("Mei", '"Mei" could be mei-hoffmann', "Write in the file: mei-hoffmann or mei-ohara"),
        ("Mr. Brandt", 'No teacher fits "Mr. Brandt"', 'coach teacher add "Mr. Brandt"'),
        ("Inés & Brandt", 'No teacher fits "Brandt"', "coach teacher add"),
        ("Barteck", "No teacher fits", "Did you mean bartek"),
        (SECRET, "too long for a name", "another column slipped in"),
    ],
)
def test_a_name_that_does_not_fit_one_teacher_is_a_problem(
    cell: str, message: str, hint: str
) -> None:
    found = problem(table("Teacher", cell))
    assert message in found.messages[0]
    assert hint in found.hints[0]
    assert SECRET not in found.messages[0] + found.hints[0]


def test_a_group_is_one_session_with_the_step_of_each() -> None:
    found = row("Teacher,What,Next step,By when", "Inés; Bartek", "PLC", "Bring work", "next tue")
    assert found.teachers == ("bartek", "ines")
    assert found.kinds == (Kind.TEAM_MEETING,)
    assert [step.check_on for step in found.steps] == [date(2026, 11, 10)]


def test_a_row_without_a_teacher_is_other_work_and_its_texts_become_one() -> None:
    found = row("Teacher,What,Min,Notes,Next step", "", "Covered a class", "50", "Sub", "Ask")
    assert (found.work, found.minutes, found.teachers) == (Work.COVERING, 50, ())
    assert found.texts == {Part.NOTES: "Sub\n\nAsk"}
    assert found.steps == ()
    for cells, says in (
        (("", "Covering", "", "", ""), "How long"),
        (("", "", "50", "", ""), "Neither a teacher nor an activity"),
        (("", "Observation", "50", "", ""), "none is named"),
    ):
        found_wrong = problem(table("Teacher,What,Min,Notes,Next step", *cells))
        assert says in " ".join(found_wrong.messages)


def test_the_column_tells_which_way_a_day_is_read_and_it_is_shown() -> None:
    head = "Date,Teacher\n"
    file = read(f"{head}9/10/2026,ines\n9/14/2026,ines\n9/15/26,ines\n24/9/2026,ines\n")
    assert [each.on for each in file.rows] == [date(2026, 9, day) for day in (10, 14, 15, 24)]
    assert file.rows[0].remarks == ("9/10/2026 read month first",)
    assert "month first, as 2 others" in file.notes[0]
    assert "1 can only be read the other way" in file.notes[0]
    other = read_log(f"{head}9/10/2026,ines\n".encode(), KNOWN, {}, "dmy")
    assert [each.on for each in other.rows] == [date(2026, 10, 9)]
    untold = read(f"{head}9/10/2026,ines\n")
    assert "could be 2026-09-10 or 2026-10-09" in untold.problems[0].messages[0]
    assert "--dates mdy" in untold.notes[0]


@pytest.mark.parametrize(
    ("says", "cells"),
    [
        ("There is no day", ["2026-02-31", "31/11/2026"]),
        ("is still to come", ["2026-11-24", "2031-05-06"]),
        ("The day is empty", [""]),
        ("is not a day with its year", ["Tuesday"]),
    ],
)
def test_a_day_that_cannot_be_is_a_problem(says: str, cells: list[str]) -> None:
    for cell in cells:
        found = problem(f"Date,Teacher,Notes\n{cell},ines,{SECRET}\n")
        assert says in found.messages[0]
        assert found.hints
        assert SECRET not in str(found), cell


def test_notes_of_what_was_not_held_are_the_reason_and_it_has_no_minutes() -> None:
    head = "Teacher,What,Status,Min,Notes"
    found = row(head, "ines", "Debrief", "cancelled by the teacher", "45", "Ill")
    assert (found.state, found.cancelled_by) == (SessionState.CANCELLED, Party.TEACHER)
    assert (found.minutes, found.texts) == (None, {Part.REASON: "Ill"})
    assert "minutes are left out" in found.remarks[0]
    unsaid = row(head, "ines", "cancelled", "", "", "")
    assert unsaid.cancelled_by is Party.SCHOOL
    assert "nothing else is said" in unsaid.remarks[0]
    missed = row(head, "ines", "no show", "", "", "Forgot")
    assert (missed.state, missed.cancelled_by) == (SessionState.NO_SHOW, None)


def test_every_column_is_understood() -> None:
    found = row(
        "Who,Kind,Hours,Start,Focus area,Comments,Strengths,Challenges,Questions,Action items,"
        "My next steps,Due,Done?",
        "ines", "observation", "0.75", "9:05", "instruction", "n", "w", "h", "q",
        "- one\n- two", "three", "11/20", "yes",
    )  # fmt: skip
    assert (found.minutes, found.at, found.focus) == (45, time(9, 5), Focus.INSTRUCTION)
    assert found.texts == dict(zip(Part, "nwhq", strict=False))
    assert [(step.owner, step.text) for step in found.steps] == [
        (Owner.TEACHER, "one"),
        (Owner.TEACHER, "two"),
        (Owner.COACH, "three"),
    ]
    assert {step.check_on for step in found.steps} == {date(2026, 11, 20)}
    assert {(step.state, step.closed_on) for step in found.steps} == {
        (StepState.DONE, date(2026, 11, 20))
    }


@pytest.mark.parametrize(
    ("owner", "texts"),
    [
        (Owner.COACH, ["I will send the reading", "I'll set up a visit", "Coach: find a book"]),
        (Owner.COACH, ["Find a book (coach)"]),
        (Owner.TEACHER, ["Try wait time", "Inés will bring samples", "Coaching notes to read"]),
    ],
)
def test_a_step_is_the_teachers_unless_its_text_says_otherwise(
    owner: Owner, texts: list[str]
) -> None:
    for text in texts:
        assert [step.owner for step in row("Who,Next step", "ines", text).steps] == [owner], text


def test_a_column_says_whose_a_step_is_and_whether_it_is_open() -> None:
    head = "Who,Next step,Whose,Step status"
    done = row(head, "ines", "Send it", "me", "done").steps[0]
    assert (done.owner, done.state) == (Owner.COACH, StepState.DONE)
    assert done.closed_on == date(2026, 11, 3)
    on = row(head, "ines", "Send it", "Inés", "2026-11-10").steps[0]
    assert (on.owner, on.closed_on) == (Owner.TEACHER, date(2026, 11, 10))
    assert row(head, "ines", "✓ Send it", "", "").steps[0].state is StepState.DONE
    assert row(head, "ines", "Send it", "", "in progress").steps[0].state is StepState.OPEN
    assert row(head, "ines", "Send it", "", "dropped").steps[0].state is StepState.DROPPED
    assert "whether the next step is done" in problem(table(head, "ines", "S", "", "?")).messages[0]


@pytest.mark.parametrize(
    ("day", "cells"),
    [
        (None, ["", "next visit", "Next time"]),
        (date(2026, 11, 10), ["next Tuesday"]),
        (date(2026, 12, 8), ["by 8 Dec", "2026-12-08"]),
        (date(2026, 11, 17), ["in 2 weeks"]),
        (date(2026, 11, 20), ["11/20", "11/20/26"]),
        (date(2027, 1, 20), ["1/20"]),
    ],
)
def test_a_check_counts_from_the_day_of_the_session(day: date | None, cells: list[str]) -> None:
    for cell in cells:
        assert row("Who,Next step,By when", "ines", "Try it", cell).steps[0].check_on == day, cell


def test_a_check_that_is_no_day_or_too_early_is_a_problem() -> None:
    for cell, says in (("soon", "is not a day"), ("2026-11-01", "before the day it was agreed")):
        assert says in problem(table("Who,Next step,By when", "ines", "S", cell)).messages[0]


def test_a_cell_that_starts_a_formula_is_text() -> None:
    text = '=HYPERLINK("http://example.invalid")'
    assert row("Who,Notes", "ines", text).texts == {Part.NOTES: text}
    plain = "Date,Who,Notes\n2026-11-03,ines,=1+1\n"
    assert only(plain).texts == {Part.NOTES: "=1+1"}


def test_a_column_can_be_corrected_or_left_out() -> None:
    text = "Date,Day of visit,Who,Notes,What was said\n2026-11-01,2026-11-03,ines,a,b\n"
    chosen = chosen_columns(["date=Day of Visit", "Notes = What was said"])
    assert chosen == {"day": "Day of Visit", "notes": "What was said"}
    file = read_log(text.encode(), KNOWN, chosen)
    assert file.rows[0].on == date(2026, 11, 3)
    assert file.rows[0].texts == {Part.NOTES: "b"}
    assert file.ignored == ("Date", "Notes")
    assert read(text, notes="").rows[0].texts == {}
    for word in ("date", "weather=Date", "=x"):
        with pytest.raises(UsageProblem, match="does not name a column"):
            chosen_columns([word])


@pytest.mark.parametrize(
    ("text", "chosen", "says"),
    [
        (f"9/10/2026,ines,Debrief,45,{SECRET}\n", {}, "does not name its columns"),
        ("Who,What\nines,debrief\n", {}, "No column for the day.*Who"),
        ("Date,Weather\n2026-11-03,rain\n", {}, "neither with whom nor what"),
        ("Date,Who\n2026-11-03,ines\n", {"notes": "Said"}, 'No column is headed "Said"'),
        ("", {}, "empty"),
        ("Date,Who\n2026-11-03,\x00\n", {}, "not a text file"),
        ("Date,Who,Notes\n2026-11-03,ines," + "x" * 1_000_000, {}, "a cell is too long"),
        ("Date,Who\n" + "2026-11-03,ines\n" * 50_001, {}, "more than 50,000 rows"),
    ],
)
def test_a_file_that_cannot_be_a_log_is_refused_with_a_sentence(
    text: str, chosen: dict[str, str], says: str
) -> None:
    with pytest.raises(CoachError, match=says) as caught:
        read_log(text.encode(), KNOWN, chosen)
    assert caught.value.hint
    assert SECRET not in caught.value.message + caught.value.hint


def test_no_repr_and_no_problem_holds_a_text() -> None:
    good = f"Date,Who,Notes,Next step,Min\n2026-11-03,ines,{SECRET},{SECRET},45\n"
    bad = good.replace("45", "soon").replace("ines", "nobody").replace("2026", "2036")
    assert SECRET in str(only(good).texts)
    for text in (good, bad):
        assert SECRET not in repr(read(text))


# What would become of the rows


def judged(
    file: LogFile,
    sessions: list[Session] | None = None,
    others: list[OtherTime] | None = None,
    bare: set[int] | None = None,
    also: set[int] | None = None,
) -> list[Outcome]:
    return outcomes_of(file, sessions or [], others or [], bare or set(), also or set())


def said(outcomes: list[Outcome]) -> list[tuple[int, str]]:
    return [(outcome.line, outcome.what) for outcome in outcomes]


def kept(row: LogRow, id: int) -> Session:
    """The session that a row was stored as."""
    return Session(
        id=id, uid="", date=row.on, start=row.at, end=row.at, state=row.state,
        teachers=row.teachers, kinds=row.kinds, minutes=row.minutes,
    )  # fmt: skip


LOG = (
    "Date,Who,What,Min,Notes\n"
    "2026-11-03,ines,Debrief,45,a\n"
    "2026-11-03,ines,Debrief,45,a\n"
    "2026-11-03,ines,Debrief,30,b\n"
    "2026-11-04,,Covering,50,\n"
    "2026-11-05,nobody,Debrief,45,\n"
)


def test_a_row_typed_twice_counts_once_and_one_that_differs_is_another() -> None:
    found = judged(read(LOG))
    assert said(found) == [(2, "new"), (3, "duplicate"), (4, "new"), (5, "new"), (6, "problem")]
    assert found[1].why == ("the same as line 2",)
    assert said(judged(read(LOG), also={3}))[1] == (3, "new")


def test_each_session_in_the_store_stands_for_one_row_the_one_with_its_minutes_first() -> None:
    file = read(LOG)
    later = kept(file.rows[2], 9)
    found = judged(file, [later], [OtherTime(1, "", date(2026, 11, 4), Work.COVERING, 50, None)])
    assert said(found)[:4] == [(2, "new"), (3, "duplicate"), (4, "duplicate"), (5, "duplicate")]
    assert found[2].why == ("kept already, as session 9",)
    again = judged(file, [later], also={4})
    assert said(again)[:3] == [(2, "duplicate"), (3, "duplicate"), (4, "new")]


def test_what_was_read_as_another_kind_before_is_found_again_after_what_is_the_same() -> None:
    file = read(
        "Date,Who,What,Min\n2026-11-03,ines,Debrief,45\n2026-11-03,ines,Observation,45\n"
        "2026-11-04,,Covering,50\n2026-11-05,ines,Debrief,\n2026-11-06,ines,Debrief,30\n"
    )
    stored = [
        replace(kept(file.rows[0], 7), kinds=(Kind.CO_TEACHING,)),
        kept(file.rows[0], 8),
        replace(kept(file.rows[3], 9), kinds=(Kind.MODELING,)),
        replace(kept(file.rows[4], 10), kinds=(Kind.MODELING,), minutes=45),
    ]
    other = OtherTime(1, "", date(2026, 11, 4), Work.DUTY, 50, None)
    found = judged(file, stored, [other])
    assert [each.why for each in found] == [
        ("kept already, as session 8",),
        ("kept already, as session 7 of another kind",),
        ("kept already, as time 1 of another kind",),
        ("kept already, as session 9 of another kind",),
        (),
    ]
    assert said(judged(file, stored[1:], [other]))[:2] == [(2, "duplicate"), (3, "new")]
    assert said(judged(file, stored, also={3}))[1] == (3, "new")


def test_a_planned_session_or_one_known_by_its_day_alone_becomes_what_the_row_tells() -> None:
    file = read(LOG)
    planned = Session(5, "", date(2026, 11, 3), None, None, SessionState.PLANNED, ("ines",))
    known = Session(7, "", date(2026, 11, 3), None, None, SessionState.HELD, ("ines",))
    found = judged(file, [planned, known], bare={7})
    assert [each.session for each in found][:3] == [5, None, 7]
    bare = read("Date,Who\n2026-11-03,ines\n")
    assert said(judged(bare, [known], bare={7})) == [(2, "duplicate")]


def test_the_small_sample_has_every_quirk() -> None:
    caseload = csv.DictReader(io.StringIO((DATA / "caseload.csv").read_text("utf-8")))
    from coachcli.coaching.people.names import make_handles

    names = [each["name"] for each in caseload]
    known = [
        teacher(id, handle, name)
        for id, (handle, name) in enumerate(zip(make_handles(names, []), names, strict=True), 1)
    ]
    file = read_log((DATA / "coaching-log.csv").read_bytes(), LogContext(known, {}, TODAY), {})
    names = ["Date", "Teacher", "What we did", "Min", "Notes", "Next step", "By when"]
    keys = ["day", "teacher", "activity", "minutes", "notes", "next_step", "by_when"]
    assert dict(file.columns) == dict(zip(keys, names, strict=True))
    found = judged(file)
    assert Counter(each.what for each in found) == {"new": 18, "duplicate": 1, "problem": 5}
    assert [each.line for each in found if each.what == "problem"] == [14, 15, 16, 23, 26]


# Whatever is written is read back

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(tidy_text) | (
    st.sampled_from(["=1+1", "+x", "-y", "@z", "a, b; c", 'say "so"', "one\ntwo", "[ELL] [/]"])
)
steps = st.sampled_from(["", "Try it", "=now", "Bring samples; two of them", "@ home"])
sessions = st.builds(
    LogRow,
    line=st.just(0),
    on=st.dates(date(2016, 9, 1), TODAY),
    teachers=st.lists(st.sampled_from(TEACHERS[:4]), min_size=1, max_size=3, unique=True).map(
        lambda some: tuple(sorted(each.handle for each in some))
    ),
    kinds=st.lists(st.sampled_from(Kind), max_size=3, unique=True).map(
        lambda some: tuple(kind for kind in Kind if kind in some)
    ),
    minutes=st.none() | st.integers(1, 600),
    texts=st.fixed_dictionaries({}, optional=dict.fromkeys(list(Part)[:4], texts)).map(
        lambda some: {part: text for part, text in some.items() if text}
    ),
)
DAYS: dict[str, Callable[[date], str]] = {
    "iso": lambda day: day.isoformat(),
    "mdy": lambda day: f"{day.month}/{day.day}/{day.year}",
    "dmy": lambda day: f"{day.day:02}.{day.month:02}.{day.year}",
    "short": lambda day: f"{day.month}/{day.day}/{day.year % 100:02}",
    "said": lambda day: f"{day.day} {day:%b} {day.year}",
}
NAMES = {each.handle: each.name for each in TEACHERS}


def written(rows: list[LogRow], day: str, minutes: str, between: str, delimiter: str) -> bytes:
    """A log as a spreadsheet in one of the accepted forms."""
    head = ["Date", "Teacher", "What", "Min", "Notes", "What works", "What is hard", "Questions"]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(head)
    for row in rows:
        parts = divmod(row.minutes or 0, 60)
        length = minutes.format(row.minutes, *parts) if row.minutes else ""
        who = between.join(NAMES[handle].upper() for handle in row.teachers)
        what = " / ".join(label(kind).title() for kind in row.kinds)
        said_texts = [row.texts.get(part, "") for part in list(Part)[:4]]
        writer.writerow([DAYS[day](row.on), who, what, length, *said_texts])
    return out.getvalue().encode("utf-8-sig")


@given(
    st.lists(sessions, min_size=1, max_size=6),
    st.sampled_from(sorted(DAYS)),
    st.sampled_from(["{0}", "{0} min", "{1}:{2:02}", "{1}h{2:02}"]),
    st.sampled_from(["; ", ", ", " & ", " and "]),
    st.sampled_from(",;\t"),
)
def test_what_is_written_as_a_log_is_read_back_the_same(
    rows: list[LogRow], day: str, minutes: str, between: str, delimiter: str
) -> None:
    data = written(rows, day, minutes, between, delimiter)
    file = read_log(data, KNOWN, {}, "dmy" if day == "dmy" else "mdy")
    assert file.problems == ()
    assert [plain(each) for each in file.rows] == [plain(each) for each in rows]


def plain(row: LogRow) -> object:
    return (row.on, row.teachers, row.kinds, row.minutes, dict(row.texts), row.state)


@given(st.lists(sessions, max_size=5).flatmap(lambda some: st.permutations(some + some[:2])))
def test_what_was_stored_is_found_again_and_nothing_else_is(rows: list[LogRow]) -> None:
    file = read_log(written(rows, "iso", "{0}", "; ", ","), KNOWN, {})
    first = judged(file)
    new = [each.row for each in first if each.what == "new" and each.row]
    stored = [kept(each, id) for id, each in enumerate(new, 1)]
    bare = {
        session.id
        for session, each in zip(stored, new, strict=True)
        if not (each.kinds or each.minutes or each.texts)
    }
    assert {each.what for each in judged(file, stored, bare=bare)} <= {"duplicate"}
    later = [each.on + timedelta(days=4000) for each in new]
    others = [kept(LogRow(0, on, each.teachers), 1) for on, each in zip(later, new, strict=True)]
    assert said(judged(file, others)) == said(first)


junk = st.text(alphabet='date,who;\t"\n\r12/-A', max_size=80).map(str.encode)


@given(st.binary(max_size=200) | junk)
def test_any_bytes_are_a_log_or_a_coach_error(data: bytes) -> None:
    with suppress(CoachError):
        read_log(data, KNOWN, {})
    with suppress(CoachError):
        read_log(b"Date,Who,What,Min,Notes,Next step,By when,Status\n" + data, KNOWN, {})
