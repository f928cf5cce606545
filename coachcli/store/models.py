"""The tables. SQLModel tables do not validate, so each rule stands here again as a constraint.

Ids come from AUTOINCREMENT and are never reused. ``uid`` is random and names a row outside the
store. A column of bytes is sealed before it gets here. What only some commands write is in
``models_school`` and ``models_record``, because each class costs a command some milliseconds.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from coachcli.values import school, teacher, words
from coachcli.values.columns import MINUTES, Number, Text

AUTO = {"sqlite_autoincrement": True}

SEALED = "typeof(sealed) = 'blob' AND length(sealed) > 0"
SEALED_OR_NONE = f"sealed IS NULL OR ({SEALED})"


def one_of(column: str, words: type[StrEnum] | tuple[str, ...], name: str) -> CheckConstraint:
    """A constraint that ``column`` is one of the words (or NULL, where the column allows it)."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f'"{column}" IN ({listed})', name=name)


def within(table: str, **columns: Text | Number) -> tuple[CheckConstraint, ...]:
    """Constraints that columns keep the bounds of their rules (or are NULL, where they may be)."""
    return tuple(
        CheckConstraint(bounds(column, rule), name=f"{table}_{column}")
        for column, rule in columns.items()
    )


def bounds(column: str, rule: Text | Number) -> str:
    if isinstance(rule, Text):
        return f'length("{column}") BETWEEN {rule.shortest} AND {rule.longest}'
    return f'"{column}" BETWEEN {rule.least} AND {rule.most}'


PERIOD_OR_TIMES = (
    f'({bounds("period", school.PERIOD)} AND start IS NULL AND "end" IS NULL) OR'
    ' (period = \'\' AND start IS NOT NULL AND "end" IS NOT NULL AND start < "end")'
)


class Setting(SQLModel, table=True):
    key: str = Field(primary_key=True)
    value: str


class Teacher(SQLModel, table=True):
    __table_args__ = (
        one_of("support", words.Support, "teacher_support"),
        one_of("focus", words.Focus, "teacher_focus"),
        one_of("in_reports", words.InReports, "teacher_in_reports"),
        *within("teacher", name=teacher.NAME, every=teacher.EVERY, **teacher.TEXTS),
        CheckConstraint('"max_gap" >= "every"', name="teacher_max_gap"),
        CheckConstraint(
            "handle GLOB '[a-z0-9]*' AND handle NOT GLOB '*[^a-z0-9-]*'", name="teacher_handle"
        ),
        Index("teacher_email", "email", unique=True, sqlite_where=text("email <> ''")),
        AUTO,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
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


class Commitment(SQLModel, table=True):
    __table_args__ = (
        *within("commitment", label=school.MEETING_LABEL),
        CheckConstraint("rule LIKE 'FREQ=%'", name="commitment_rule"),
        CheckConstraint("first <= last", name="commitment_days"),
        CheckConstraint(PERIOD_OR_TIMES, name="commitment_time"),
        CheckConstraint("counts_as_visit IN (0, 1)", name="commitment_counts"),
        AUTO,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    label: str = ""
    rule: str
    first: dt.date
    last: dt.date | None = None
    period: str = ""
    start: dt.time | None = None
    end: dt.time | None = None
    counts_as_visit: bool = False


class Session(SQLModel, table=True):
    __table_args__ = (
        one_of("state", words.SessionState, "session_state"),
        one_of("focus", words.Focus, "session_focus"),
        one_of("asked_by", words.AskedBy, "session_asked_by"),
        one_of("cancelled_by", words.Party, "session_party"),
        CheckConstraint('(start IS NULL) = ("end" IS NULL)', name="session_both_times"),
        CheckConstraint('start < "end"', name="session_time"),
        *within("session", minutes=MINUTES),
        CheckConstraint("minutes IS NULL OR state = 'held'", name="session_minutes_held"),
        CheckConstraint("(cancelled_by IS NOT NULL) = (state = 'cancelled')", name="session_by"),
        CheckConstraint("counts_as_visit IN (0, 1)", name="session_counts"),
        CheckConstraint("pinned IN (0, 1)", name="session_pinned"),
        CheckConstraint(
            "(commitment_id IS NULL) = (occurrence IS NULL)", name="session_occurrence"
        ),
        Index(
            "session_commitment",
            "commitment_id",
            "occurrence",
            unique=True,
            sqlite_where=text("commitment_id IS NOT NULL"),
        ),
        AUTO,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
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
    __table_args__ = (one_of("kind", words.Kind, "session_kind_kind"),)

    session_id: int = Field(foreign_key="session.id", primary_key=True)
    kind: str = Field(primary_key=True)


class Attendance(SQLModel, table=True):
    session_id: int = Field(foreign_key="session.id", primary_key=True)
    teacher_id: int = Field(foreign_key="teacher.id", primary_key=True, index=True)


class Note(SQLModel, table=True):
    __table_args__ = (
        one_of("part", words.Part, "note_part"),
        CheckConstraint(SEALED, name="note_sealed"),
        AUTO,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    session_id: int = Field(foreign_key="session.id", index=True)
    part: str
    sealed: bytes


class NextStep(SQLModel, table=True):
    __tablename__ = "next_step"
    __table_args__ = (
        one_of("owner", words.Owner, "next_step_owner"),
        one_of("state", words.StepState, "next_step_state"),
        CheckConstraint("(state = 'open') = (closed_on IS NULL)", name="next_step_closed"),
        CheckConstraint(SEALED, name="next_step_sealed"),
        AUTO,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    teacher_id: int = Field(foreign_key="teacher.id", index=True)
    session_id: int | None = Field(default=None, foreign_key="session.id", index=True)
    owner: str
    sealed: bytes
    agreed_on: dt.date
    check_on: dt.date | None = None
    state: str
    closed_on: dt.date | None = None
