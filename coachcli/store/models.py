"""The tables. SQLModel tables do not validate, so each rule stands here again as a constraint.

Ids come from AUTOINCREMENT and are never reused. ``uid`` is random and names a row outside the
store. A column of bytes is sealed before it gets here. What only some commands write is in
``models_school`` and ``models_record``, because each class costs a command some milliseconds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from coachcli.values import school, teacher, words
from coachcli.values.columns import MINUTES, Number, Text

AUTO = {"sqlite_autoincrement": True}

SEALED = "typeof(sealed) = 'blob' AND length(sealed) > 0"
SEALED_OR_NONE = f"sealed IS NULL OR ({SEALED})"


Rule = Text | Number | type[StrEnum] | type[bool] | str
"""What a column may hold, one of some words, or any other condition in SQL."""


def rules(table: str, *more: object, **columns: Rule) -> tuple[Any, ...]:
    """A constraint for each column that has a rule (NULL is never against one), or for a condition
    of another name; ``more`` is what else SQLAlchemy is told of the table, options last."""
    checks = (
        CheckConstraint(condition(column, rule), name=f"{table}_{column}")
        for column, rule in columns.items()
    )
    return (*checks, *more)


def condition(column: str, rule: Rule) -> str:
    if isinstance(rule, str):
        return rule
    if isinstance(rule, Text):
        return f'length("{column}") BETWEEN {rule.shortest} AND {rule.longest}'
    if isinstance(rule, Number):
        return f'"{column}" BETWEEN {rule.least} AND {rule.most}'
    if issubclass(rule, StrEnum):
        return one_of(column, rule)
    return f'"{column}" IN (0, 1)'


def one_of(column: str, words: Iterable[str]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f'"{column}" IN ({listed})'


PERIOD_OR_TIMES = (
    f'({condition("period", school.PERIOD)} AND start IS NULL AND "end" IS NULL) OR'
    ' (period = \'\' AND start IS NOT NULL AND "end" IS NOT NULL AND start < "end")'
)


class Row(SQLModel):
    """What has a number, which is never used again, and a name outside the store."""

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)


class Setting(SQLModel, table=True):
    key: str = Field(primary_key=True)
    value: str


class Teacher(Row, table=True):
    __table_args__ = rules(
        "teacher",
        Index("teacher_email", "email", unique=True, sqlite_where=text("email <> ''")),
        AUTO,
        support=words.Support,
        focus=words.Focus,
        in_reports=words.InReports,
        name=teacher.NAME,
        every=teacher.EVERY,
        **teacher.TEXTS,
        max_gap='"max_gap" >= "every"',
        handle="handle GLOB '[a-z0-9]*' AND handle NOT GLOB '*[^a-z0-9-]*'",
    )

    handle: str = Field(unique=True)
    name: str
    support: str = words.Support.CORE
    every: int = teacher.USUAL_EVERY
    max_gap: int | None = None
    since: dt.date
    email: str = ""
    subject: str = ""
    grade: str = ""
    room: str = ""
    question: str = ""
    focus: str | None = None
    archived_on: dt.date | None = None
    in_reports: str = Field(
        default=words.InReports.QUESTION, sa_column_kwargs={"server_default": text("'question'")}
    )


class Commitment(Row, table=True):
    __table_args__ = rules(
        "commitment",
        AUTO,
        label=school.MEETING_LABEL,
        rule="rule LIKE 'FREQ=%'",
        days="first <= last",
        time=PERIOD_OR_TIMES,
        counts="counts_as_visit IN (0, 1)",
    )

    label: str = ""
    rule: str
    first: dt.date
    last: dt.date | None = None
    period: str = ""
    start: dt.time | None = None
    end: dt.time | None = None
    counts_as_visit: bool = False


class Session(Row, table=True):
    __table_args__ = rules(
        "session",
        Index(
            "session_commitment",
            "commitment_id",
            "occurrence",
            unique=True,
            sqlite_where=text("commitment_id IS NOT NULL"),
        ),
        AUTO,
        state=words.SessionState,
        focus=words.Focus,
        asked_by=words.AskedBy,
        party=one_of("cancelled_by", words.Party),
        both_times='(start IS NULL) = ("end" IS NULL)',
        time='start < "end"',
        minutes=MINUTES,
        minutes_held="minutes IS NULL OR state = 'held'",
        by="(cancelled_by IS NOT NULL) = (state = 'cancelled')",
        counts="counts_as_visit IN (0, 1)",
        pinned=bool,
        occurrence="(commitment_id IS NULL) = (occurrence IS NULL)",
    )

    date: dt.date = Field(index=True)
    start: dt.time | None = None
    end: dt.time | None = None
    state: str
    focus: str | None = None
    minutes: int | None = None
    asked_by: str
    counts_as_visit: bool = True
    pinned: bool = False
    slot: str = ""
    cancelled_by: str | None = None
    commitment_id: int | None = Field(default=None, foreign_key="commitment.id")
    occurrence: dt.date | None = None


class SessionKind(SQLModel, table=True):
    __tablename__ = "session_kind"
    __table_args__ = rules("session_kind", kind=words.Kind)

    session_id: int = Field(foreign_key="session.id", primary_key=True)
    kind: str = Field(primary_key=True)


class Attendance(SQLModel, table=True):
    session_id: int = Field(foreign_key="session.id", primary_key=True)
    teacher_id: int = Field(foreign_key="teacher.id", primary_key=True, index=True)


class Note(Row, table=True):
    __table_args__ = rules("note", AUTO, part=words.Part, sealed=SEALED)

    session_id: int = Field(foreign_key="session.id", index=True)
    part: str
    sealed: bytes


class NextStep(Row, table=True):
    __tablename__ = "next_step"
    __table_args__ = rules(
        "next_step",
        AUTO,
        owner=words.Owner,
        state=words.StepState,
        closed="(state = 'open') = (closed_on IS NULL)",
        sealed=SEALED,
    )

    teacher_id: int = Field(foreign_key="teacher.id", index=True)
    session_id: int | None = Field(default=None, foreign_key="session.id", index=True)
    owner: str
    sealed: bytes
    agreed_on: dt.date
    check_on: dt.date | None = None
    state: str
    closed_on: dt.date | None = None
