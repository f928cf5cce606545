"""The tables of the record beside the sessions: cycles, evidence, other time, ideas, and the like.

As ``models``, whose tables they refer to.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from coachcli.store.models import AUTO, SEALED, SEALED_OR_NONE, Row, one_of, rules
from coachcli.values import cycle, record, teacher, words
from coachcli.values.columns import MINUTES


class CommitmentTeacher(SQLModel, table=True):
    __tablename__ = "commitment_teacher"

    commitment_id: int = Field(foreign_key="commitment.id", primary_key=True)
    teacher_id: int = Field(foreign_key="teacher.id", primary_key=True)


class CommitmentSkip(SQLModel, table=True):
    __tablename__ = "commitment_skip"

    commitment_id: int = Field(foreign_key="commitment.id", primary_key=True)
    day: dt.date = Field(primary_key=True)


class Cycle(Row, table=True):
    __table_args__ = rules(
        "cycle",
        AUTO,
        focus=words.Focus,
        phase=words.Phase,
        question=cycle.QUESTION,
        target=cycle.TARGET,
        look_fors=cycle.LOOK_FORS,
        weeks=cycle.CYCLE_WEEKS,
        every=teacher.EVERY,
        closed="(phase = 'closed') = (closed_on IS NOT NULL)",
        days="started_on <= closed_on",
        project=bool,
    )

    question: str
    focus: str | None = None
    target: str = ""
    look_fors: str = ""
    started_on: dt.date
    weeks: int
    every: int | None = None
    phase: str
    closed_on: dt.date | None = None
    project: bool = False


class CycleTeacher(SQLModel, table=True):
    __tablename__ = "cycle_teacher"

    cycle_id: int = Field(foreign_key="cycle.id", primary_key=True)
    teacher_id: int = Field(foreign_key="teacher.id", primary_key=True, index=True)


class CyclePhase(SQLModel, table=True):
    """The phases a cycle went through; the last one is where it is."""

    __tablename__ = "cycle_phase"
    __table_args__ = rules("cycle_phase", AUTO, phase=words.Phase)

    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    phase: str
    began_on: dt.date


class CycleWording(SQLModel, table=True):
    """Earlier wordings of a cycle's question."""

    __tablename__ = "cycle_wording"
    __table_args__ = rules("cycle_wording", AUTO, question=cycle.QUESTION)

    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    question: str
    until: dt.date


class CycleNote(Row, table=True):
    __tablename__ = "cycle_note"
    __table_args__ = rules("cycle_note", AUTO, part=words.CyclePart, sealed=SEALED)

    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    part: str
    sealed: bytes


class Evidence(Row, table=True):
    __table_args__ = rules(
        "evidence",
        AUTO,
        measure=cycle.MEASURE,
        total=cycle.TOTAL,
        met="met BETWEEN 0 AND total",
        sealed=SEALED_OR_NONE,
        shareable=bool,
    )

    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    teacher_id: int | None = Field(default=None, foreign_key="teacher.id")
    taken_on: dt.date
    measure: str
    met: int
    total: int
    sealed: bytes | None = None
    shareable: bool = False


class OtherTime(Row, table=True):
    __tablename__ = "other_time"
    __table_args__ = rules(
        "other_time", AUTO, work=words.Work, minutes=MINUTES, sealed=SEALED_OR_NONE
    )

    spent_on: dt.date = Field(index=True)
    work: str
    minutes: int
    sealed: bytes | None = None


class Idea(Row, table=True):
    __table_args__ = rules(
        "idea",
        AUTO,
        focus=words.Focus,
        may_name=bool,
        leave="teacher_id IS NOT NULL OR may_name = 0",
        sealed=SEALED,
    )

    teacher_id: int | None = Field(default=None, foreign_key="teacher.id", index=True)
    may_name: bool = False
    focus: str | None = None
    sealed: bytes
    added_on: dt.date


class IdeaTag(SQLModel, table=True):
    __tablename__ = "idea_tag"
    __table_args__ = rules("idea_tag", tag=record.TAG)

    idea_id: int = Field(foreign_key="idea.id", primary_key=True)
    tag: str = Field(primary_key=True)


class Prompt(SQLModel, table=True):
    """The coach's own open questions, and what was changed about those that are built in."""

    __table_args__ = rules(
        "prompt",
        Index("prompt_built_in", "built_in", unique=True, sqlite_where=text("built_in <> ''")),
        AUTO,
        phase=words.Phase,
        focus=words.Focus,
        text=record.PROMPT,
        is_on=bool,
    )

    id: int | None = Field(default=None, primary_key=True)
    text: str
    phase: str | None = None
    focus: str | None = None
    is_on: bool = True
    built_in: str = ""


class Spelling(SQLModel, table=True):
    """How a word in a file from elsewhere is to be read: a kind, or other work."""

    __table_args__ = rules(
        "spelling", word=record.SPELLING, meaning=one_of("meaning", (*words.Kind, *words.Work))
    )

    word: str = Field(primary_key=True)
    meaning: str
