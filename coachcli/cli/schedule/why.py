"""``coach schedule why``: why a teacher is met or not, and what each possible slot would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program import planned_week
from coachcli.cli.program.context import run_of
from coachcli.coaching.people.names import find_active
from coachcli.dates import parse_day, say_week
from coachcli.planning.week import situation as know
from coachcli.render.why import OptionRow, WhyView, draw_why, why_data
from coachcli.values.teacher import Teacher

if TYPE_CHECKING:
    # Only this command needs the planner; the others of ``schedule`` do without it.
    from coachcli.planning.week.week import WeekPlan


def why(
    ctx: typer.Context,
    teacher: Annotated[str, typer.Argument(help="Handle, prefix or part of a name.")],
    week: Annotated[
        str, typer.Option("--week", metavar="DATE", help="Any day of the week meant.")
    ] = "",
) -> None:
    """Say why a teacher is met or not, and what each slot would cost."""
    from coachcli.planning.week.alternatives import slot_options

    run = run_of(ctx)
    with run.reading() as db:
        at = planned_week.look(db, run, parse_day(week, run.today) if week else None)
    someone = find_active(teacher, at.found.teachers)
    planned, _ = planned_week.plan(at, capacity=None, again=False)
    names = at.found.names
    view = WhyView(
        teacher=someone.handle,
        name=someone.name,
        week=at.week,
        **reason(at, someone, planned),
        options=tuple(
            OptionRow(
                each.slot.date,
                each.slot.start,
                each.slot.label,
                each.is_taken,
                each.taken_by,
                each.displaced,
                each.moved,
            )
            for each in slot_options(someone, at.week, at.situation, planned)
        ),
        names=names,
    )
    run.answer("schedule why", why_data(view), lambda: draw_why(run.screen, view, run.today))


def reason(at: planned_week.Look, teacher: Teacher, planned: WeekPlan) -> dict[str, str]:
    """The code and the sentence of the reason, whatever the teacher's place in the week."""
    today = at.situation.today
    for session in at.of_week:
        if teacher.handle in session.teachers and session.counts_as_visit:
            row = planned_week.session_row(at, session)
            when = f"{row.date:%a} {row.slot.partition(' ')[2] or row.start or ''}".strip()
            return {"code": row.reason.code, "text": f"{when}: {row.reason.text}"}
    for each in planned.placed:
        if each.handle == teacher.handle:
            return {
                "code": each.reason.code,
                "text": f"Would be met {each.slot.label}: {each.reason.text}",
            }
    for left in planned.unplaced:
        if left.handle == teacher.handle:
            return {"code": left.reason.code, "text": left.reason.text}
    clock = know.clock(teacher, at.week, at.situation)
    if clock.due_week is None:
        return {"code": "away", "text": "Away without an end, so no visit is due."}
    if know.is_away_rest(teacher, at.week, at.situation):
        return {"code": "away", "text": "Away for the rest of this week."}
    due = say_week(clock.due_week, today)
    return {"code": "not_due", "text": f"Not due before {due}."}
