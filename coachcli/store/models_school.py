"""The tables of the school's time: free times, periods, closures, capacities, absences.

As ``models``, whose tables they refer to.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from coachcli.store.models import AUTO, PERIOD_OR_TIMES, within
from coachcli.values import school


class Window(SQLModel, table=True):
    __table_args__ = (
        *within("window", day=school.DAY),
        CheckConstraint("preferred IN (0, 1)", name="window_preferred"),
        CheckConstraint(PERIOD_OR_TIMES, name="window_time"),
        AUTO,
    )

    id: int | None = Field(default=None, primary_key=True)
    teacher_id: int = Field(foreign_key="teacher.id", index=True)
    day: str
    period: str = ""
    start: dt.time | None = None
    end: dt.time | None = None
    preferred: bool = False


class Period(SQLModel, table=True):
    __table_args__ = (
        *within("period", day=school.DAY, name=school.PERIOD),
        CheckConstraint('start < "end"', name="period_time"),
        UniqueConstraint("day", "name"),
        AUTO,
    )

    id: int | None = Field(default=None, primary_key=True)
    day: str
    name: str
    start: dt.time
    end: dt.time


class Closure(SQLModel, table=True):
    __table_args__ = (
        *within("closure", label=school.CLOSURE_LABEL),
        CheckConstraint("first <= last", name="closure_days"),
        CheckConstraint("in_session IN (0, 1)", name="closure_in_session"),
        AUTO,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    first: dt.date
    last: dt.date
    label: str = ""
    in_session: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})


class WeekCapacity(SQLModel, table=True):
    __tablename__ = "week_capacity"
    __table_args__ = within("week_capacity", visits=school.VISITS)

    week: dt.date = Field(primary_key=True)
    visits: int


class Away(SQLModel, table=True):
    __table_args__ = (CheckConstraint("first <= last", name="away_days"), AUTO)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    teacher_id: int = Field(foreign_key="teacher.id", index=True)
    first: dt.date
    last: dt.date | None = None
