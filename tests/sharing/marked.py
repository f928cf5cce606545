"""Stores in which every value that could be told apart is marked with the column it is in."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st

from coachcli.dates import say_day
from coachcli.values.school import DateRange
from coachcli.values.words import Focus, InReports, Kind, Party, Phase, SessionState, Work

DAYS = DateRange(date(2026, 8, 1), date(2026, 11, 24))
FIRST_DAY = date(2026, 8, 3)


@dataclass
class Marked:
    """``marks`` has the column of each marker. Days are handed out once each, and so are marks."""

    db: sqlite3.Connection
    marks: dict[str, str] = field(default_factory=dict)
    days: dict[date, str] = field(default_factory=dict)
    ids: int = 0

    def mark(self, column: str) -> str:
        made = f"zq{len(self.marks):04}x"
        self.marks[made] = column
        return made

    def day(self, column: str) -> str:
        made = FIRST_DAY + timedelta(days=len(self.days) % 110)
        self.days.setdefault(made, column)
        return made.isoformat()

    def insert(self, table: str, **values: object) -> int:
        """A row with these values. Its texts are marked, but for those of a word list."""
        self.ids += 1
        columns = ", ".join(f'"{name}"' for name in values)
        places = ", ".join("?" * len(values))
        made = self.db.execute(
            f'INSERT INTO "{table}" ({columns}) VALUES ({places})', list(values.values())
        )
        assert made.lastrowid is not None
        return made.lastrowid

    def seal(self, table: str) -> bytes:
        return self.mark(f"{table}.sealed").encode()

    def uid(self, table: str) -> str:
        return self.mark(f"{table}.uid")

    def of(self, column: str) -> set[str]:
        return {mark for mark, where in self.marks.items() if where == column}


@dataclass(frozen=True)
class Made:
    """What was put into a store, as the test knows it: teachers by number, sessions, cycles."""

    teachers: dict[int, dict[str, str]]
    sessions: list[tuple[SessionState, tuple[Kind, ...], frozenset[int], str]]
    cycles: list[tuple[frozenset[int], str, list[tuple[str, bool]]]]
    marked: Marked


def fill(draw: st.DrawFn, path: Path) -> Made:
    """Rows in every table of the store at ``path``, drawn by Hypothesis."""
    with closing(sqlite3.connect(path)) as db:
        marked = Marked(db)
        shared_words = {
            column: [marked.mark(f"teacher.{column}") for _ in range(3)]
            for column in ("subject", "grade")
        }
        teachers = {}
        for _ in range(draw(st.integers(1, 7))):
            texts = {
                "name": marked.mark("teacher.name"),
                "question": draw(st.sampled_from(["", marked.mark("teacher.question")])),
                "in_reports": draw(st.sampled_from(InReports)).value,
                "subject": draw(st.sampled_from(shared_words["subject"])),
                "grade": draw(st.sampled_from(shared_words["grade"])),
            }
            teachers[a_teacher(draw, marked, texts)] = texts
        numbers = list(teachers)
        sessions = [a_session(draw, marked, numbers) for _ in range(draw(st.integers(0, 12)))]
        cycles = [a_cycle(draw, marked, numbers) for _ in range(draw(st.integers(0, 4)))]
        the_rest(marked, numbers[0])
        db.commit()
    return Made(teachers, sessions, cycles, marked)


def a_teacher(draw: st.DrawFn, marked: Marked, texts: dict[str, str]) -> int:
    number = marked.insert(
        "teacher",
        uid=marked.uid("teacher"),
        handle=marked.mark("teacher.handle"),
        support=draw(st.sampled_from(["core", "side"])),
        every=3,
        since="2026-08-03",
        email=marked.mark("teacher.email"),
        room=marked.mark("teacher.room"),
        focus=draw(st.sampled_from([None, *(focus.value for focus in Focus)])),
        **texts,
    )
    marked.insert(
        "window",
        teacher_id=number,
        day="Tue",
        period=marked.mark("window.period"),
        preferred=0,
    )
    first = marked.day("away.first")
    marked.insert("away", uid=marked.uid("away"), teacher_id=number, first=first, last=first)
    return number


def a_session(
    draw: st.DrawFn, marked: Marked, numbers: list[int]
) -> tuple[SessionState, tuple[Kind, ...], frozenset[int], str]:
    state = draw(st.sampled_from(SessionState))
    who = draw(st.frozensets(st.sampled_from(numbers), min_size=1, max_size=3))
    kinds = tuple(draw(st.lists(st.sampled_from(Kind), max_size=2, unique=True)))
    held = state is SessionState.HELD
    day = marked.day("session.date")
    number = marked.insert(
        "session",
        uid=marked.uid("session"),
        date=day,
        start="07:13:00.000000",
        end="07:58:00.000000",
        state=state.value,
        focus=draw(st.sampled_from([None, *(focus.value for focus in Focus)])),
        minutes=draw(st.none() | st.integers(1, 90)) if held else None,
        asked_by="teacher",
        counts_as_visit=1,
        pinned=0,
        slot=marked.mark("session.slot"),
        cancelled_by=Party.SCHOOL.value if state is SessionState.CANCELLED else None,
    )
    for kind in kinds:
        marked.insert("session_kind", session_id=number, kind=kind.value)
    for teacher in who:
        marked.insert("attendance", session_id=number, teacher_id=teacher)
    marked.insert(
        "note",
        uid=marked.uid("note"),
        session_id=number,
        part="notes",
        sealed=marked.seal("note"),
    )
    marked.insert(
        "next_step",
        uid=marked.uid("next_step"),
        teacher_id=min(who),
        session_id=number,
        owner="teacher",
        sealed=marked.seal("next_step"),
        agreed_on=marked.day("next_step.agreed_on"),
        check_on=marked.day("next_step.check_on"),
        state="open",
    )
    return state, kinds, who, day


def a_cycle(
    draw: st.DrawFn, marked: Marked, numbers: list[int]
) -> tuple[frozenset[int], str, list[tuple[str, bool]]]:
    who = draw(st.frozensets(st.sampled_from(numbers), min_size=1, max_size=2))
    question = marked.mark("cycle.question")
    number = marked.insert(
        "cycle",
        uid=marked.uid("cycle"),
        question=question,
        target=marked.mark("cycle.target"),
        look_fors=marked.mark("cycle.look_fors"),
        started_on=marked.day("cycle.started_on"),
        weeks=8,
        phase=Phase.LEARN.value,
        project=0,
    )
    for teacher in who:
        marked.insert("cycle_teacher", cycle_id=number, teacher_id=teacher)
    began = marked.day("cycle_phase.began_on")
    marked.insert("cycle_phase", cycle_id=number, phase="learn", began_on=began)
    earlier = marked.mark("cycle_wording.question")
    until = marked.day("cycle_wording.until")
    marked.insert("cycle_wording", cycle_id=number, question=earlier, until=until)
    sealed = marked.seal("cycle_note")
    uid = marked.uid("cycle_note")
    marked.insert("cycle_note", uid=uid, cycle_id=number, part="reflection", sealed=sealed)
    evidence = []
    for _ in range(draw(st.integers(0, 2))):
        measure, agreed = marked.mark("evidence.measure"), draw(st.booleans())
        marked.insert(
            "evidence",
            uid=marked.uid("evidence"),
            cycle_id=number,
            teacher_id=min(who),
            taken_on=marked.day("evidence.taken_on"),
            measure=measure,
            met=3,
            total=20,
            sealed=marked.seal("evidence"),
            shareable=agreed,
        )
        evidence.append((measure, agreed))
    return who, question, evidence


def the_rest(marked: Marked, teacher: int) -> None:
    """A row in each table that no report has to do with, and time without a teacher."""
    marked.insert("setting", key=marked.mark("setting.key"), value=marked.mark("setting.value"))
    marked.insert("spelling", word=marked.mark("spelling.word"), meaning=Kind.DEBRIEF.value)
    marked.insert(
        "period", day="Tue", name=marked.mark("period.name"), start="07:13:00", end="07:58:00"
    )
    first = marked.day("closure.first")
    label = marked.mark("closure.label")
    marked.insert("closure", uid=marked.uid("closure"), first=first, last=first, label=label)
    marked.insert("week_capacity", week="2026-10-12", visits=4)
    commitment = marked.insert(
        "commitment",
        uid=marked.uid("commitment"),
        label=marked.mark("commitment.label"),
        rule="FREQ=WEEKLY",
        first=marked.day("commitment.first"),
        period=marked.mark("commitment.period"),
        counts_as_visit=0,
    )
    marked.insert("commitment_teacher", commitment_id=commitment, teacher_id=teacher)
    skipped = marked.day("commitment_skip.day")
    marked.insert("commitment_skip", commitment_id=commitment, day=skipped)
    marked.insert("prompt", text=marked.mark("prompt.text"), is_on=1, built_in="")
    idea = marked.insert(
        "idea",
        uid=marked.uid("idea"),
        teacher_id=teacher,
        may_name=1,
        sealed=marked.seal("idea"),
        added_on=marked.day("idea.added_on"),
    )
    marked.insert("idea_tag", idea_id=idea, tag=marked.mark("idea_tag.tag"))
    marked.insert(
        "other_time",
        uid=marked.uid("other_time"),
        spent_on=marked.day("other_time.spent_on"),
        work=Work.COVERING.value,
        minutes=45,
        sealed=marked.seal("other_time"),
    )


def says(text: str, day: date) -> bool:
    """Whether a day stands in a text, written in any way that this program has."""
    number_and_month = say_day(day).partition(" ")[2]
    return re.search(rf"{day.isoformat()}|(?<!\d){number_and_month}\b", text) is not None
