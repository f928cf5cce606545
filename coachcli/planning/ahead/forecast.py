"""The weeks to come: who would be met when and where, who would have to wait, and what would help.

The first week is the plan of ``week.plan_week``; the others are a forecast, in which every visit
before is taken as held.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from coachcli.planning.calendar import weeks as calendar
from coachcli.planning.placing.placing import place
from coachcli.planning.rotation.waits import BEFORE, Wait, end_position
from coachcli.planning.week import facts as know
from coachcli.planning.week.ahead import Ahead, look_ahead, room
from coachcli.planning.week.facts import Facts, Load
from coachcli.planning.week.reasons import why_met
from coachcli.planning.week.week import Placed, as_session, plan_week
from coachcli.values.frozen import dataclass
from coachcli.values.session import Session


@dataclass(frozen=True)
class ForecastWeek:
    """``standing`` are its sessions that are planned or held already, ``placed`` the new visits."""

    week: date
    capacity: int
    standing: tuple[Session, ...]
    placed: tuple[Placed, ...]


@dataclass(frozen=True)
class Late:
    """A wait longer than agreed. ``visit_week`` None: nobody can say yet when it ends."""

    handle: str
    due_week: date
    visit_week: date | None
    weeks_late: int


@dataclass(frozen=True)
class Forecast:
    """``late`` by due week; ``worst_wait`` is the largest gap / every of all."""

    weeks: tuple[ForecastWeek, ...]
    late: tuple[Late, ...]
    worst_wait: Fraction
    load: Load
    ahead: Ahead


def forecast(week: date, facts: Facts, n: int) -> Forecast:
    """The ``n`` working weeks (or as many as must be looked at) from the one of ``week`` on."""
    ahead = look_ahead(week, facts, n)
    weeks = []
    known = facts
    for monday, handles in zip(ahead.weeks, ahead.plan.weeks, strict=True):
        placed = _placed(monday, handles, known) if monday != week else None
        if placed is None:
            placed = plan_week(week, facts, chosen=handles).placed
        standing = tuple(s for s in know.of_week(monday, facts) if s.state in know.STANDING)
        weeks.append(ForecastWeek(monday, know.capacity_of(monday, facts), standing, placed))
        known = replace(known, sessions=(*known.sessions, *map(as_session, placed)))
    late = sorted((_late(wait, ahead, facts) for wait in ahead.plan.late), key=_by_due_week)
    return Forecast(
        weeks=tuple(weeks),
        late=tuple(late),
        worst_wait=_worst(ahead),
        load=know.load_of(week, facts, facts.settings.capacity),
        ahead=ahead,
    )


def _placed(week: date, handles: tuple[str, ...], known: Facts) -> tuple[Placed, ...]:
    """The visits of a later week with their slots and reasons."""
    teachers = {teacher.handle: teacher for teacher in known.teachers}
    placing = place(room(week, known.teachers, know.capacity_of(week, known), known), handles)
    return tuple(
        Placed(
            handle,
            slot,
            why_met(
                teachers[handle],
                know.clock(teachers[handle], week, known),
                visited=know.last_visit(handle, week, known) is not None,
                week=week,
                today=known.today,
            ),
        )
        for handle, slot in sorted(placing.placed.items(), key=lambda item: item[1].date)
    )


def _by_due_week(late: Late) -> tuple[date, str]:
    return (late.due_week, late.handle)


def _late(wait: Wait, ahead: Ahead, facts: Facts) -> Late:
    turn, weeks = wait.turn, ahead.weeks
    teacher = next(each for each in facts.teachers if each.handle == turn.handle)
    if wait.after == BEFORE:
        due_week = know.clock(teacher, weeks[0], facts).due_week or weeks[0]
    else:
        skipped = facts.days.closed_or_away(facts.away.get(turn.handle, ()))
        by = calendar.nth_counted(skipped, calendar.number(weeks[wait.after]), turn.every)
        due_week = weeks[-1] if by is None else calendar.monday_of(by)
    visit = weeks[wait.visit] if wait.visit < len(weeks) else None
    return Late(turn.handle, due_week, visit, wait.gap - turn.every)


def _worst(ahead: Ahead) -> Fraction:
    """The largest gap / every of all gaps, those on time included."""
    worst = Fraction(0)
    horizon = len(ahead.weeks)
    for turn in ahead.rotation.turns:
        met = {week for week, handles in enumerate(ahead.plan.weeks) if turn.handle in handles}
        at = turn.last
        for week in sorted({*met, *turn.booked, horizon}):
            now = end_position(turn, week, horizon)
            worst = max(worst, Fraction(now - at, turn.every))
            at = now
    return worst
