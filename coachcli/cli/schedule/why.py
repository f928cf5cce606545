"""``coach schedule why``: why a teacher is met or not, and what each possible slot would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.context import run_of
from coachcli.cli.program.people import people
from coachcli.cli.program.week import StoredWeek, read_week, reason_for
from coachcli.cli.schedule.week import Week, day_of_week, planned
from coachcli.dates import say_week
from coachcli.planning.week import situation as know
from coachcli.render.why import OptionRow, WhyView, draw_why
from coachcli.values.session import Reason
from coachcli.values.teacher import Teacher

if TYPE_CHECKING:
    # Only this command needs the planner; the others of ``schedule`` do without it.
    from coachcli.planning.week.week import WeekPlan


def why(
    ctx: typer.Context,
    teacher: Annotated[str, typer.Argument(help="Handle, prefix or part of a name.")],
    day: Week = "",
) -> None:
    """Say why a teacher is met or not, and what each slot would cost."""
    from coachcli.planning.week.alternatives import slot_options

    run = run_of(ctx)
    with run.reading() as db:
        week = read_week(db, run, day_of_week(run, day))
        person = people(db, week.caseload.teachers).find_active(teacher)
    plan, _ = planned(week)
    view = WhyView(
        teacher=person.handle,
        name=person.name,
        week=week.monday,
        reason=reason(week, person, plan),
        options=tuple(
            OptionRow(
                option.slot.date,
                option.slot.start,
                option.slot.label,
                option.is_taken,
                option.taken_by,
                option.displaced,
                option.moved,
            )
            for option in slot_options(person, week.monday, week.situation, plan)
        ),
        names=week.caseload.names,
    )
    run.answer("schedule why", view, lambda: draw_why(run.screen, view, run.today))


def reason(week: StoredWeek, teacher: Teacher, plan: WeekPlan) -> Reason:
    """The code and the sentence of the reason, whatever the teacher's place in the week."""
    for session in week.sessions:
        if teacher.handle in session.teachers and session.counts_as_visit:
            stands = reason_for(week, session)
            place = session.slot.partition(" ")[2] or session.start or ""
            when = f"{session.date:%a} {place}".strip()
            return Reason(stands.code, f"{when}: {stands.text}")
    for visit in plan.placed:
        if visit.handle == teacher.handle:
            text = f"Would be met {visit.slot.label}: {visit.reason.text}"
            return Reason(visit.reason.code, text)
    for left in plan.unplaced:
        if left.handle == teacher.handle:
            return left.reason
    due_week = know.clock(teacher, week.monday, week.situation).due_week
    if due_week is None:
        return Reason("away", "Away without an end, so no visit is due.")
    if know.is_away_rest(teacher, week.monday, week.situation):
        return Reason("away", "Away for the rest of this week.")
    return Reason("not_due", f"Not due before {say_week(due_week, week.situation.today)}.")
