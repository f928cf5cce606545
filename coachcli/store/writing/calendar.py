"""What a coach sets about the school's time: settings, periods and closures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, select

from coachcli.errors import CoachError
from coachcli.store import models, models_school
from coachcli.store.writing.door import known_id, new_uid, row_from
from coachcli.values import school


def set_setting(db: Session, key: str, value: str | None) -> None:
    """Set one setting; None goes back to the default."""
    row = db.get(models.Setting, key)
    if value is None:
        if row is not None:
            db.delete(row)
    elif row is None:
        db.add(models.Setting(key=key, value=value))
    else:
        row.value = value
        db.add(row)
    db.flush()


def set_week_capacity(db: Session, week: date, visits: int | None) -> None:
    """Set the visits of the week of Monday ``week``; None goes back to the usual."""
    row = db.get(models_school.WeekCapacity, week)
    if visits is None:
        if row is not None:
            db.delete(row)
    elif row is None:
        db.add(models_school.WeekCapacity(week=week, visits=visits))
    else:
        row.visits = visits
        db.add(row)
    db.flush()


def replace_periods(db: Session, periods: Sequence[school.Period]) -> None:
    """Make these the whole bell schedule."""
    for old in db.exec(select(models_school.Period)):
        db.delete(old)
    db.flush()
    for period in periods:
        db.add(row_from(period, models_school.Period))
    db.flush()


def set_day_cycle(db: Session, cycle: school.DayCycle | None) -> None:
    """Set the school's day cycle; None: it has none."""
    set_setting(db, "day_cycle", ",".join(cycle.labels) if cycle else None)
    set_setting(db, "day_cycle_anchor", cycle.anchor.isoformat() if cycle else None)


def add_closure(
    db: Session, days: school.DateRange, label: str, *, in_session: bool = False
) -> int:
    """Note days without coaching; returns the number of the closure."""
    row = models_school.Closure(
        uid=new_uid(),
        first=days.first,
        last=days.last or days.first,
        label=label,
        in_session=in_session,
    )
    db.add(row)
    db.flush()
    return known_id(row.id)


def remove_closure(db: Session, closure_id: int) -> None:
    row = db.get(models_school.Closure, closure_id)
    if row is None:
        raise CoachError(
            f"There is no closure {closure_id}.",
            "See them with: coach closure list",
            code="unknown",
        )
    db.delete(row)
    db.flush()
