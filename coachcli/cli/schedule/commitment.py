"""``coach commitment``: recurring meetings, with teachers or without."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.dialog.prompts import confirm
from coachcli.cli.program.caseload import caseload
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import Yes
from coachcli.cli.program.people import people
from coachcli.cli.program.week import AHEAD, recurring
from coachcli.coaching.texts import one_line
from coachcli.coaching.times.recurring import Recurring, parse_recurring
from coachcli.errors import CoachError, UsageProblem
from coachcli.planning.calendar.slots import overlaps, place_of
from coachcli.planning.calendar.weeks import OpenDays, monday
from coachcli.render.calendar import CommitmentRow, draw_commitments, said_commitment
from coachcli.store import reading
from coachcli.values.school import MEETING_LABEL, Commitment
from coachcli.values.session import Session
from coachcli.values.words import SessionState

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
    with run.reading(storing=True) as db:
        known = people(db)
        periods = tuple(dict.fromkeys(period.name for period in reading.periods(db)))
    parts = parse_recurring(" ".join(words), run.today, periods)
    handles = tuple(who.handle for who in known.find_all(parts.names))
    if counts and not handles:
        raise UsageProblem("Nobody is there whose visit it could be.", "Say who: with marta, joe")
    new = replace(
        new_commitment(parts, run.today),
        label=one_line(label, MEETING_LABEL),
        counts_as_visit=counts,
        teachers=handles,
    )
    with run.reading(storing=True) as db:
        joining = in_planned_weeks(db, run, new)

    from coachcli.store.writing import change, commitments, sessions

    with change(run.home, "commitment add", run.now) as writer:
        number = commitments.add(writer, new)
        sessions.plan(writer, [replace(each, commitment=number) for each in joining])
    with run.reading(storing=True) as db:
        made = next(each for each in reading.commitments(db) if each.id == number)
        clashes = planned_at_its_time(db, run, made)
    names = {teacher.handle: teacher.name for teacher in known.teachers}
    noted = f"Commitment {number}: {said_commitment(made, names, run.today)}."
    run.done("commitment add", "\n".join([noted, *clashes]), id=number, clashes=clashes)


def new_commitment(parts: Recurring, today: date) -> Commitment:
    """The meeting that was typed, without label and teachers.

    Raises CoachError for one that does not take place.
    """
    from coachcli.planning.calendar.commitments import LOOK, days_of, last_of

    first = parts.first or today
    if abs(first - today) > NEAR:
        raise CoachError(
            f"{first} is far from today.", "Say a day within three years: from 2026-09-01"
        )
    last = parts.last
    if parts.count is not None:
        counted = last_of(parts.rule, first, parts.count)
        last = min(counted, last or counted)
    if last is not None and last < max(first, today):
        raise CoachError(
            f"It ends on {last}, before it begins or before today.",
            "Say a later day: until 2027-06-18",
        )
    if not days_of(parts.rule, first, min(last or date.max, max(first, today) + LOOK)):
        raise CoachError(
            "On no day of the next two years does this take place.", "Look at the days once more."
        )
    return Commitment(
        id=0,
        uid="",
        label="",
        rule=parts.rule,
        first=first,
        last=last,
        period=parts.period,
        start=parts.start,
        end=parts.end,
        counts_as_visit=False,
        teachers=(),
        skipped=tuple(sorted(set(parts.skipped))),
    )


def in_planned_weeks(db: reading.Connection, run: Run, new: Commitment) -> list[Session]:
    """The occurrences in weeks that are planned already, which would not be planned again."""
    planned = reading.sessions(db, run.today, state=SessionState.PLANNED)
    weeks = {monday(session.date) for session in planned if session.commitment is None}
    if not weeks or not new.teachers:
        return []
    everybody = caseload(db, run.today, archived=True)
    return [
        meeting
        for meeting in recurring(db, everybody, [new], run.today)
        if monday(meeting.date) in weeks and meeting.teachers
    ]


def planned_at_its_time(db: reading.Connection, run: Run, new: Commitment) -> list[str]:
    """A sentence for each planned session that a new commitment overlaps."""
    everybody = caseload(db, run.today, archived=True)
    meetings = [place_of(each) for each in recurring(db, everybody, [new], run.today)]
    sentences = []
    for session in reading.sessions(db, run.today, state=SessionState.PLANNED):
        place = place_of(session)
        if session.commitment != new.id and any(overlaps(place, each) for each in meetings):
            who = ", ".join(everybody.named(handle).name for handle in session.teachers)
            sentences.append(
                f"Session {session.id} with {who} is planned at that time on"
                f" {dates.say_day(session.date, run.today)}. Move it, or type:"
                f" coach schedule week --replan --week {session.date}"
            )
    return sentences


def list_commitments(ctx: typer.Context) -> None:
    """Show the recurring meetings and when each takes place next."""
    from coachcli.planning.calendar.commitments import occurrences

    run = run_of(ctx)
    with run.reading() as db:
        commitments = reading.commitments(db)
        everybody = caseload(db, run.today, archived=True)
    rows = []
    for commitment in commitments:
        days = occurrences(commitment, run.today, run.today + AHEAD, everybody.days)
        rows.append(CommitmentRow(commitment, days[0] if days else None))
    run.answer(
        "commitment list",
        {"commitments": rows},
        lambda: draw_commitments(run.screen, rows, everybody.names, run.today),
    )


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
        commitment = next((each for each in reading.commitments(db) if each.id == number), None)
        everybody = caseload(db, run.today, archived=True)
    if commitment is None:
        raise CoachError(
            f"There is no commitment {number}.",
            "See the numbers with: coach commitment list",
            code="unknown",
        )
    if on:
        fall_out(run, commitment, dates.parse_day(on, run.today), everybody.days)
        return
    if not yes:
        run.screen.tell(f"{said_commitment(commitment, everybody.names, run.today)}.")
        confirm(run, "End it?")

    from coachcli.store.writing import change, commitments

    with change(run.home, "commitment remove", run.now) as writer:
        commitments.remove(writer, number, run.today)
    run.done("commitment remove", f"Commitment {number} is ended.", id=number)


def fall_out(run: Run, commitment: Commitment, day: date, days: OpenDays) -> None:
    """Take one occurrence away."""
    from coachcli.planning.calendar.commitments import occurrences

    if not occurrences(commitment, day, day, days):
        raise CoachError(
            f"Commitment {commitment.id} does not take place on {dates.say_day(day, run.today)}.",
            "See when it does with: coach commitment list",
            code="unknown",
        )

    from coachcli.store.writing import change, commitments

    with change(run.home, "commitment remove", run.now) as writer:
        commitments.skip(writer, commitment.id, day)
    gone = f"Commitment {commitment.id} falls out on {dates.say_day(day, run.today)}."
    run.done("commitment remove", gone, id=commitment.id)
