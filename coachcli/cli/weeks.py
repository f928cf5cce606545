"""Planning one week from what the store holds, and looking at a week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from coachcli.cli.looking import Caseload, caseload
from coachcli.cli.run import Run
from coachcli.errors import CoachError
from coachcli.planning.reasons import Reason, why_kept
from coachcli.planning.weeks import monday, week_to_plan
from coachcli.render.week import ReasonRow, SessionRow, UnplacedRow, WeekView
from coachcli.store import reading
from coachcli.values import DueState, Period, Session, SessionState, Settings

if TYPE_CHECKING:
    from coachcli.planning.facts import Facts
    from coachcli.planning.slots import Slot
    from coachcli.planning.week import WeekPlan


@dataclass(frozen=True)
class Look:
    """A week as the store has it."""

    run: Run
    week: date
    found: Caseload
    settings: Settings
    periods: tuple[Period, ...]
    sessions: tuple[Session, ...]

    @property
    def of_week(self) -> tuple[Session, ...]:
        return tuple(each for each in self.sessions if monday(each.date) == self.week)

    def facts(self) -> Facts:
        """What planning needs. Today's earlier hours are over, when today is really today."""
        from coachcli.planning.facts import Facts

        clock = self.run.clock
        return Facts(
            teachers=tuple(each for each in self.found.teachers if each.archived_on is None),
            days=self.found.days,
            today=self.run.today,
            settings=self.settings,
            last_visits=self.found.last_visits,
            away=self.found.away,
            periods=self.periods,
            sessions=self.sessions,
            not_before=None if clock is None else (self.run.today, clock),
        )


def look(db: reading.Connection, run: Run, week: date | None) -> Look:
    """Read a week; without one, the week that planning is about today."""
    found = caseload(db, run.today, archived=True)
    chosen = week_to_plan(run.today, found.days) if week is None else monday(week)
    sunday = chosen + timedelta(days=6)
    later = reading.sessions(db, first=run.today, state=SessionState.PLANNED)
    of_week = reading.sessions(db, chosen, sunday)
    known = {each.id for each in of_week}
    return Look(
        run=run,
        week=chosen,
        found=found,
        settings=reading.settings(db),
        periods=tuple(reading.periods(db)),
        sessions=(*of_week, *(each for each in later if each.id not in known)),
    )


def plan(at: Look, *, capacity: int | None, again: bool) -> tuple[WeekPlan, tuple[Session, ...]]:
    """The plan for a week, and the planned sessions it takes away.

    ``again`` plans anew what the coach did not pin. A planned session that would come out the same
    is kept, with its number.
    """
    if at.week < monday(at.run.today):
        raise CoachError(
            f"The week of {at.week.isoformat()} is over.",
            "Plan this week or a later one, for example: --week 'next mon'",
            code="past",
        )
    # Only planning needs the planner; a look at a week does without it.
    from coachcli.planning.week import plan_week

    facts = at.facts()
    loose = tuple(
        each
        for each in at.of_week
        if again
        and each.state is SessionState.PLANNED
        and not each.pinned
        and each.date >= at.run.today
    )
    kept = tuple(each for each in facts.sessions if each not in loose)
    planned = plan_week(at.week, replace(facts, sessions=kept), capacity=capacity)
    places = {(each.handle, each.slot.date, each.slot.start) for each in planned.placed}
    same = [
        each
        for each in loose
        if len(each.teachers) == 1 and (each.teachers[0], each.date, each.start) in places
    ]
    already = {(each.teachers[0], each.date, each.start) for each in same}
    placed = tuple(
        each
        for each in planned.placed
        if (each.handle, each.slot.date, each.slot.start) not in already
    )
    return replace(planned, placed=placed), tuple(each for each in loose if each not in same)


def view(
    at: Look,
    sessions: Sequence[Session],
    planned: WeekPlan | None = None,
    *,
    capacity: int | None = None,
    proposal: bool = False,
) -> WeekView:
    """The week for showing; with ``proposal`` the placed visits are shown without being stored."""
    rows = [session_row(at, each) for each in sessions]
    if proposal and planned is not None:
        rows += [proposed_row(at, each.handle, each.slot, each.reason) for each in planned.placed]
    return WeekView(
        week=at.week,
        which=which(at),
        days=at.found.days.in_week(at.week),
        periods=at.periods,
        capacity=at.settings.capacity if capacity is None else capacity,
        need=need(at),
        sessions=tuple(sorted(rows, key=lambda row: (row.date, str(row.start), row.teachers))),
        unplaced=tuple(
            UnplacedRow(
                each.handle,
                at.found.named(each.handle).name,
                each.due_week,
                ReasonRow(each.reason.code, each.reason.text, each.reason.blocked_by),
            )
            for each in (planned.unplaced if planned else ())
        ),
        proposal=proposal,
    )


def which(at: Look) -> str:
    """``This week``, ``Next week``, ``Next working week``, or ``Week`` for any other."""
    this = monday(at.run.today)
    after = this + timedelta(days=7)
    if at.week == this:
        return "This week"
    if at.week == after:
        return "Next week"
    return "Next working week" if at.week == at.found.days.next_working(after) else "Week"


def need(at: Look) -> Fraction:
    """The visits a week that the cadences ask for, of those who are not away."""
    return sum(
        (
            Fraction(1, teacher.every)
            for teacher in at.found.teachers
            if teacher.archived_on is None and at.found.due(teacher).state is not DueState.AWAY
        ),
        Fraction(0),
    )


def session_row(at: Look, session: Session) -> SessionRow:
    teachers = [at.found.named(handle) for handle in session.teachers]
    first = teachers[0]
    reason = why_kept(
        session,
        first,
        last_visit=at.found.last_visits.get(first.handle),
        away=at.found.away.get(first.handle, ()),
        days=at.found.days,
        today=at.run.today,
    )
    return SessionRow(
        id=session.id,
        teachers=session.teachers,
        names=tuple(teacher.name for teacher in teachers),
        date=session.date,
        start=session.start,
        end=session.end,
        slot=session.slot,
        state=session.state,
        pinned=session.pinned,
        reason=ReasonRow(reason.code, reason.text, reason.blocked_by),
    )


def proposed_row(at: Look, handle: str, slot: Slot, reason: Reason) -> SessionRow:
    return SessionRow(
        id=None,
        teachers=(handle,),
        names=(at.found.named(handle).name,),
        date=slot.date,
        start=slot.start,
        end=slot.end,
        slot=slot.label,
        state=SessionState.PLANNED,
        pinned=False,
        reason=ReasonRow(reason.code, reason.text, reason.blocked_by),
    )
