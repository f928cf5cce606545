"""What a coach sets about the school's time: settings, periods and closures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, delete

from coachcli.store import models, models_school
from coachcli.store.writing.door import new_uid, number_of, remove_rows, row_from, row_with
from coachcli.values import school


def set_setting(db: Session, key: str, value: str | None) -> None:
    """Set one setting; None goes back to the default."""
    remove_rows(db, models.Setting.key, key)
    if value is not None:
        db.add(models.Setting(key=key, value=value))
    db.flush()


def set_week_capacity(db: Session, week: date, visits: int | None) -> None:
    """Set the visits of the week of Monday ``week``; None goes back to the usual."""
    remove_rows(db, models_school.WeekCapacity.week, week)
    if visits is not None:
        db.add(models_school.WeekCapacity(week=week, visits=visits))
    db.flush()


def replace_periods(db: Session, periods: Sequence[school.Period]) -> None:
    """Make these the whole bell schedule."""
    db.exec(delete(models_school.Period))
    db.add_all(row_from(period, models_school.Period) for period in periods)
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
    return number_of(db, row)


def remove_closure(db: Session, closure_id: int) -> None:
    row = row_with(
        db,
        models_school.Closure,
        closure_id,
        f"There is no closure {closure_id}.",
        "See them with: coach closure list",
    )
    db.delete(row)
    db.flush()
