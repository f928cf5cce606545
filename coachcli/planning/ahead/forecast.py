"""The weeks to come: who would be met when and where, who would have to wait, and what would help.

The first week is the plan of ``week.plan_week``; the others are a forecast, in which every visit
before is taken as held.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from coachcli.planning.calendar import weeks as calendar
from coachcli.planning.placing.placing import place
from coachcli.planning.rotation.waits import BEFORE, Wait, end_position
from coachcli.planning.week import situation as know
from coachcli.planning.week.look_ahead import LookAhead, look_ahead, week_room
from coachcli.planning.week.situation import Situation
from coachcli.planning.week.week import Placed, as_session, plan_week, with_reasons
from coachcli.values.frozen import dataclass
from coachcli.values.school import Load
from coachcli.values.session import Session


@dataclass(frozen=True)
class ForecastWeek:
    """``standing`` are its sessions that are planned or held already, ``placed`` the new visits."""

    week: date
    capacity: int
    standing: tuple[Session, ...]
    placed: tuple[Placed, ...]


@dataclass(frozen=True)
class LateVisit:
    """A wait longer than agreed. ``visit_week`` None: nobody can say yet when it ends."""

    handle: str
    due_week: date
    visit_week: date | None
    weeks_late: int


@dataclass(frozen=True)
class Forecast:
    """``late`` by due week; ``worst_wait`` is the largest gap / every of all."""

    weeks: tuple[ForecastWeek, ...]
    late: tuple[LateVisit, ...]
    worst_wait: Fraction
    load: Load
    ahead: LookAhead


def forecast(week: date, situation: Situation, n: int) -> Forecast:
    """The ``n`` working weeks (or as many as must be looked at) from the one of ``week`` on."""
    ahead = look_ahead(week, situation, n)
    weeks = []
    known = situation
    for monday, handles in zip(ahead.weeks, ahead.plan.weeks, strict=True):
        if monday == week:
            placed = plan_week(week, situation, chosen=handles).placed
        else:
            placed = _placed(monday, handles, known)
        standing = tuple(know.standing(monday, situation))
        weeks.append(ForecastWeek(monday, know.capacity_of(monday, situation), standing, placed))
        known = known.with_sessions(map(as_session, placed))
    late = sorted((_late(wait, ahead, situation) for wait in ahead.plan.late), key=_by_due_week)
    return Forecast(
        weeks=tuple(weeks),
        late=tuple(late),
        worst_wait=_worst(ahead),
        load=know.load_of(week, situation, situation.settings.capacity),
        ahead=ahead,
    )


def _placed(week: date, handles: tuple[str, ...], known: Situation) -> tuple[Placed, ...]:
    """The visits of a later week with their slots and reasons."""
    space = week_room(week, known.teachers, know.capacity_of(week, known), known)
    return with_reasons(place(space, handles), week, known)


def _by_due_week(late: LateVisit) -> tuple[date, str]:
    return (late.due_week, late.handle)


def _late(wait: Wait, ahead: LookAhead, situation: Situation) -> LateVisit:
    waits, weeks = wait.teacher, ahead.weeks
    if wait.after == BEFORE:
        teacher = next(t for t in situation.teachers if t.handle == waits.handle)
        due_week = know.clock(teacher, weeks[0], situation).due_week or weeks[0]
    else:
        skipped = situation.days.closed_or_away(situation.away.get(waits.handle, ()))
        by = calendar.nth_counted(skipped, calendar.number(weeks[wait.after]), waits.every)
        due_week = weeks[-1] if by is None else calendar.monday_of(by)
    visit = weeks[wait.visit] if wait.visit < len(weeks) else None
    return LateVisit(waits.handle, due_week, visit, wait.gap - waits.every)


def _worst(ahead: LookAhead) -> Fraction:
    """The largest gap / every of all gaps, those on time included."""
    worst = Fraction(0)
    horizon = len(ahead.weeks)
    for teacher in ahead.rotation.teachers:
        met = {week for week, handles in enumerate(ahead.plan.weeks) if teacher.handle in handles}
        at = teacher.last
        for week in sorted({*met, *teacher.booked, horizon}):
            now = end_position(teacher, week, horizon)
            worst = max(worst, Fraction(now - at, teacher.every))
            at = now
    return worst
