"""``coach commitment``: recurring meetings, with teachers or without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli import dates
from coachcli.cli.dialog.prompts import confirm
from coachcli.cli.program import planned_week
from coachcli.cli.program.caseload import caseload
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import Yes
from coachcli.coaching.people.names import find_active
from coachcli.coaching.texts import one_line
from coachcli.coaching.times.recurring import Recurring, parse_recurring
from coachcli.errors import CoachError, UsageProblem
from coachcli.planning.calendar.slots import Slot, overlaps
from coachcli.planning.calendar.weeks import monday
from coachcli.render.commitments import CommitmentRow, draw_commitments, said_commitment
from coachcli.store import reading
from coachcli.values.school import Commitment, Period
from coachcli.values.words import SessionState

if TYPE_CHECKING:
    from coachcli.store.writing.commitments import NewCommitment
    from coachcli.store.writing.sessions import NewSession


LABEL_MAX = 60
NEAR = timedelta(days=3 * 366)
"""A commitment begins at most so far from today: an earlier beginning is a slip of the finger."""


def add(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(help="As in: every tuesday 11:00-11:45 with marta, ana-lima, joe"),
    ],
    label: Annotated[str, typer.Option(metavar="TEXT", help="What it is: Grade 5 team.")] = "",
    counts: Annotated[
        bool, typer.Option("--counts", help="It counts as a visit for those who are there.")
    ] = False,
) -> None:
    """Note a recurring meeting. It takes its time, and nothing of the capacity.

    After days and time may follow: with NAMES, from DAY, until DAY, except DAY, DAY. A rule of
    iCalendar (FREQ=WEEKLY;INTERVAL=2;BYDAY=TU) may stand in the place of the days.
    """
    run = run_of(ctx)
    with run.reading() as db:
        known = reading.teachers(db, archived=True)
        periods = reading.periods(db)
    names = tuple(dict.fromkeys(period.name for period in periods))
    said = parse_recurring(" ".join(words), run.today, names)
    teachers = list(dict.fromkeys(find_active(name, known) for name in said.names))
    if counts and not teachers:
        raise UsageProblem("Nobody is there whose visit it could be.", "Say who: with marta, joe")
    new = checked(
        said, run, one_line(label, "label", LABEL_MAX), counts, tuple(each.id for each in teachers)
    )

    from coachcli.store.writing import change, commitments, sessions

    handles = tuple(each.handle for each in teachers)
    with run.reading() as db:
        joining = in_planned_weeks(db, run, new, handles)
    with change(run.home, "commitment add", run.now) as writer:
        number = commitments.add(writer, new)
        sessions.plan_all(writer, [replace(each, commitment=number) for each in joining])
    with run.reading() as db:
        made = next(each for each in reading.commitments(db) if each.id == number)
        clashes = planned_at_its_time(db, run, made, periods)
    names_of = {each.handle: each.name for each in known}
    run.done(
        "commitment add",
        "\n".join(
            [f"Commitment {number}: {said_commitment(made, names_of, run.today)}.", *clashes]
        ),
        id=number,
        clashes=clashes,
    )


def checked(
    said: Recurring, run: Run, label: str, counts: bool, teacher_ids: tuple[int, ...]
) -> NewCommitment:
    """What was said as a commitment that takes place. Raises CoachError for one that does not."""
    from coachcli.planning.calendar.commitments import LOOK, days_of, last_of
    from coachcli.store.writing.commitments import NewCommitment

    first = said.first or run.today
    if abs(first - run.today) > NEAR:
        raise CoachError(
            f"{first} is far from today.", "Say a day within three years: from 2026-09-01"
        )
    last = said.last
    if said.count is not None:
        counted = last_of(said.rule, first, said.count)
        last = min(counted, last or counted)
    if last is not None and last < max(first, run.today):
        raise CoachError(
            f"It ends on {last}, before it begins or before today.",
            "Say a later day: until 2027-06-18",
        )
    if not days_of(said.rule, first, min(last or date.max, max(first, run.today) + LOOK)):
        raise CoachError(
            "On no day of the next two years does this take place.", "Look at the days once more."
        )
    return NewCommitment(
        label=label,
        rule=said.rule,
        first=first,
        last=last,
        period=said.period,
        start=said.start,
        end=said.end,
        counts_as_visit=counts,
        teacher_ids=teacher_ids,
        skipped=tuple(sorted(set(said.skipped))),
    )


def in_planned_weeks(
    db: reading.Connection, run: Run, new: NewCommitment, handles: tuple[str, ...]
) -> list[NewSession]:
    """The occurrences in weeks that are planned already, which would not be planned again."""
    planned = reading.sessions(db, run.today, state=SessionState.PLANNED)
    of_weeks = {monday(each.date) for each in planned if each.commitment is None}
    if not of_weeks or not handles:
        return []
    found = caseload(db, run.today, archived=True)
    made = Commitment(
        id=0,
        uid="",
        label=new.label,
        rule=new.rule,
        first=new.first,
        last=new.last,
        period=new.period,
        start=new.start,
        end=new.end,
        counts_as_visit=new.counts_as_visit,
        teachers=handles,
        skipped=new.skipped,
    )
    meetings = planned_week.recurring(db, found, [made], reading.periods(db), run.today)
    return [
        planned_week.as_new(each, found)
        for each in meetings
        if monday(each.date) in of_weeks and each.teachers
    ]


def planned_at_its_time(
    db: reading.Connection, run: Run, made: Commitment, periods: Sequence[Period]
) -> list[str]:
    """A sentence for each planned session that a new commitment overlaps."""
    found = planned_week.look(db, run, run.today)
    meetings = planned_week.recurring(db, found.found, [made], periods, run.today)
    told = []
    for session in reading.sessions(db, run.today, state=SessionState.PLANNED):
        if session.commitment == made.id:
            continue
        place = Slot(session.date, session.start, session.end, session.slot)
        if any(overlaps(place, Slot(m.date, m.start, m.end, m.slot)) for m in meetings):
            who = ", ".join(found.found.named(handle).name for handle in session.teachers)
            told.append(
                f"Session {session.id} with {who} is planned at that time on"
                f" {dates.say_day(session.date, run.today)}. Move it, or type:"
                f" coach schedule week --replan --week {session.date}"
            )
    return told


def list_commitments(ctx: typer.Context) -> None:
    """Show the recurring meetings and when each takes place next."""
    run = run_of(ctx)
    with run.reading() as db:
        commitments = reading.commitments(db)
        found = planned_week.look(db, run, run.today)
    rows = [CommitmentRow(each, coming(each, found, run.today)) for each in commitments]
    names = found.found.names
    run.answer(
        "commitment list",
        {"commitments": [commitment_data(row) for row in rows]},
        lambda: draw_commitments(run.screen, rows, names, run.today),
    )


def coming(commitment: Commitment, at: planned_week.Look, today: date) -> date | None:
    """The next day on which it takes place."""
    from coachcli.planning.calendar.commitments import occurrences

    days = occurrences(commitment, today, today + planned_week.AHEAD, at.found.days)
    return days[0] if days else None


def remove(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(help="The number that commitment list shows.")],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="Only this once: it falls out on that day.")
    ] = "",
    yes: Yes = False,
) -> None:
    """End a recurring meeting, or let it fall out once. What took place stays in the record."""
    run = run_of(ctx)
    with run.reading() as db:
        found = [each for each in reading.commitments(db) if each.id == number]
        at = planned_week.look(db, run, run.today)
    if not found:
        raise CoachError(
            f"There is no commitment {number}.",
            "See the numbers with: coach commitment list",
            code="unknown",
        )
    if on:
        fall_out(run, found[0], dates.parse_day(on, run.today), at)
        return
    if not yes:
        run.screen.tell(f"{said_commitment(found[0], at.found.names, run.today)}.")
        confirm(run, "End it?")

    from coachcli.store.writing import change, commitments

    with change(run.home, "commitment remove", run.now) as writer:
        commitments.remove(writer, number, run.today)
    run.done("commitment remove", f"Commitment {number} is ended.", id=number)


def fall_out(run: Run, commitment: Commitment, day: date, at: planned_week.Look) -> None:
    """Take one occurrence away."""
    from coachcli.planning.calendar.commitments import occurrences

    if not occurrences(commitment, day, day, at.found.days):
        raise CoachError(
            f"Commitment {commitment.id} does not take place on {dates.say_day(day, run.today)}.",
            "See when it does with: coach commitment list",
            code="unknown",
        )

    from coachcli.store.writing import change, commitments

    with change(run.home, "commitment remove", run.now) as writer:
        commitments.skip(writer, commitment.id, day)
    said = f"Commitment {commitment.id} falls out on {dates.say_day(day, run.today)}."
    run.done("commitment remove", said, id=commitment.id)


def commitment_data(row: CommitmentRow) -> dict[str, object]:
    each = row.commitment
    return {
        "id": each.id,
        "label": each.label,
        "rule": each.rule,
        "first": each.first,
        "last": each.last,
        "period": each.period,
        "start": each.start,
        "end": each.end,
        "teachers": each.teachers,
        "counts_as_visit": each.counts_as_visit,
        "except": each.skipped,
        "next": row.coming,
    }
