"""The tables of the school's time: free times, periods, closures, capacities, absences.

As ``models``, whose tables they refer to.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import UniqueConstraint, text
from sqlmodel import Field, SQLModel

from coachcli.store.models import AUTO, PERIOD_OR_TIMES, Row, rules
from coachcli.values import school


class Window(SQLModel, table=True):
    __table_args__ = rules("window", AUTO, day=school.DAY, preferred=bool, time=PERIOD_OR_TIMES)

    id: int | None = Field(default=None, primary_key=True)
    teacher_id: int = Field(foreign_key="teacher.id", index=True)
    day: str
    period: str = ""
    start: dt.time | None = None
    end: dt.time | None = None
    preferred: bool = False


class Period(SQLModel, table=True):
    __table_args__ = rules(
        "period",
        UniqueConstraint("day", "name"),
        AUTO,
        day=school.DAY,
        name=school.PERIOD,
        time='start < "end"',
    )

    id: int | None = Field(default=None, primary_key=True)
    day: str
    name: str
    start: dt.time
    end: dt.time


class Closure(Row, table=True):
    __table_args__ = rules(
        "closure", AUTO, label=school.CLOSURE_LABEL, days="first <= last", in_session=bool
    )

    first: dt.date
    last: dt.date
    label: str = ""
    in_session: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})


class WeekCapacity(SQLModel, table=True):
    __tablename__ = "week_capacity"
    __table_args__ = rules("week_capacity", visits=school.VISITS)

    week: dt.date = Field(primary_key=True)
    visits: int


class Away(Row, table=True):
    __table_args__ = rules("away", AUTO, days="first <= last")

    teacher_id: int = Field(foreign_key="teacher.id", index=True)
    first: dt.date
    last: dt.date | None = None
