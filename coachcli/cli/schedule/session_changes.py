"""``coach schedule add|move|swap|cancel|pin``: sessions changed by the coach's own hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from coachcli.cli.program.context import run_of
from coachcli.cli.program.people import people
from coachcli.cli.program.week import read_week
from coachcli.dates import parse_day
from coachcli.errors import CoachError, UsageProblem
from coachcli.planning.calendar.slots import Slot, place_of
from coachcli.planning.week.pins import must_be_open, must_fit, not_free, place_at, say_place
from coachcli.store import reading
from coachcli.values.columns import MINUTES
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import Party, SessionState

On = Annotated[str, typer.Option("--on", metavar="DATE", help="The day: 2026-11-24, tue.")]
At = Annotated[str, typer.Option("--at", metavar="WHEN", help="A time or a period: 9:05, P2.")]
Which = Annotated[str, typer.Argument(help="The number of a planned session, or a teacher.")]

MOST_INSTEAD = 3
"""At most so many are named who could come in the place of somebody else."""


def add(
    ctx: typer.Context,
    teacher: Annotated[list[str], typer.Argument(help="One teacher or several.")],
    on: On,
    at: At = "",
    minutes: Annotated[
        int | None,
        typer.Option(metavar="N", min=MINUTES.least, max=MINUTES.most, help="How long it takes."),
    ] = None,
) -> None:
    """Plan a session by hand. It is pinned: planning never moves it."""
    run = run_of(ctx)
    with run.reading(storing=True) as db:
        day = parse_day(on, run.today)
        week = read_week(db, run, day)
        teachers = people(db, week.caseload.teachers).find_all(teacher)
    place = place_at(day, at, week.situation, minutes)
    must_fit(place, teachers, week.situation, week.caseload.names)

    from coachcli.store.writing import change, sessions

    new = Session(
        id=0,
        uid="",
        date=place.date,
        start=place.start,
        end=place.end,
        state=SessionState.PLANNED,
        teachers=tuple(each.handle for each in teachers),
        pinned=True,
        slot=place.label,
    )
    with change(run.home, f"schedule add {teachers[0].handle}", run.now) as writer:
        (number,) = sessions.plan(writer, [new])
    who = ", ".join(each.name for each in teachers)
    outside = say_outside(not_free(place, teachers, week.situation))
    run.done(
        "schedule add",
        f"Session {number} with {who}: {say_place(place, run.today)}. Pinned.{outside}",
        id=number,
    )


def move(ctx: typer.Context, which: Which, on: On = "", at: At = "") -> None:
    """Move a planned session to another day or time, and pin it there."""
    run = run_of(ctx)
    if not on and not at:
        raise UsageProblem("Where to?", "Say it with --on and --at, for example: --on thu --at P2")
    with run.reading() as db:
        session = planned_session(db, run.today, which)
        day = parse_day(on, run.today) if on else session.date
        week = read_week(db, run, day)
    teachers = [week.caseload.named(handle) for handle in session.teachers]
    must_be_open(day, teachers, week.situation)
    place = place_at(day, at or start_of(session), week.situation)
    must_fit(place, teachers, week.situation, week.caseload.names, but=(session,))

    from coachcli.store.writing import change, sessions

    with change(run.home, f"schedule move {session.id}", run.now) as writer:
        sessions.move(writer, placed_at(session, place))
    outside = say_outside(not_free(place, teachers, week.situation))
    run.done(
        "schedule move",
        f"Session {numbered(session, week.caseload.names)} is now"
        f" {say_place(place, run.today)}. Pinned.{outside}",
        id=session.id,
    )


def swap(
    ctx: typer.Context,
    which: Which,
    other: Annotated[str, typer.Argument(help="The other session, or its teacher.")],
) -> None:
    """Let two planned sessions change places. Both are pinned."""
    run = run_of(ctx)
    with run.reading() as db:
        one, two = (planned_session(db, run.today, word) for word in (which, other))
        week_of = {session: read_week(db, run, session.date) for session in (one, two)}
    if one == two:
        raise UsageProblem("That is one session, not two.", "Name two planned sessions.")
    outside: list[Teacher] = []
    for session, there in ((one, two), (two, one)):
        week, place = week_of[there], place_of(there)
        teachers = [week.caseload.named(handle) for handle in session.teachers]
        must_fit(place, teachers, week.situation, week.caseload.names, but=(one, two))
        outside += not_free(place, teachers, week.situation)

    from coachcli.store.writing import change, sessions

    with change(run.home, f"schedule swap {one.id} {two.id}", run.now) as writer:
        sessions.move(writer, placed_at(one, place_of(two)))
        sessions.move(writer, placed_at(two, place_of(one)))
    names = week_of[one].caseload.names
    run.done(
        "schedule swap",
        f"Session {numbered(one, names)} is now {say_place(place_of(two), run.today)} and session"
        f" {numbered(two, names)} is now {say_place(place_of(one), run.today)}. Both are pinned."
        f"{say_outside(outside)}",
        ids=[one.id, two.id],
    )


def cancel(
    ctx: typer.Context,
    which: Which,
    by: Annotated[
        Party, typer.Option(metavar="WHO", help="Who called it off: teacher, coach or school.")
    ],
) -> None:
    """Call a planned session off. It never counts as a visit."""
    from coachcli.planning.week.alternatives import substitutes

    run = run_of(ctx)
    with run.reading() as db:
        session = planned_session(db, run.today, which)
        week = read_week(db, run, session.date)

    from coachcli.store.writing import change, sessions

    with change(run.home, f"schedule cancel {session.id}", run.now) as writer:
        sessions.cancel(writer, session.id, by, None)
    left = tuple(each for each in week.situation.sessions if each.id != session.id)
    without = replace(week.situation, sessions=left)
    instead = substitutes(session, week.monday, without)[:MOST_INSTEAD]
    message = (
        f"Session {numbered(session, week.caseload.names)},"
        f" {say_place(place_of(session), run.today)}, is cancelled by the {by}."
    )
    if instead:
        start = start_of(session)
        add_there = f"coach schedule add {instead[0].typed} --on {session.date}"
        message += (
            f" In its place could come: {', '.join(each.name for each in instead)}."
            f" Type: {add_there}{f' --at {start}' if start else ''}"
        )
    else:
        message += " Plan what the week has room for with: coach schedule week"
    run.done("schedule cancel", message, id=session.id, instead=[each.handle for each in instead])


def pin(
    ctx: typer.Context,
    which: Which,
    off: Annotated[bool, typer.Option("--off", help="Let planning move it again.")] = False,
) -> None:
    """Keep a planned session where it is, whatever is planned again."""
    run = run_of(ctx)
    with run.reading() as db:
        session = planned_session(db, run.today, which)
        names = {teacher.handle: teacher.name for teacher in reading.teachers(db, archived=True)}

    from coachcli.store.writing import change, sessions

    with change(run.home, f"schedule pin {session.id}", run.now) as writer:
        sessions.pin(writer, session.id, not off)
    state = "no longer pinned" if off else "pinned"
    run.done("schedule pin", f"Session {numbered(session, names)} is {state}.", id=session.id)


def planned_session(db: reading.Connection, today: date, which: str) -> Session:
    """The planned session that a number or a teacher's name means.

    For a name it is their own next one; a recurring meeting only when there is no other.
    """
    if which.isdecimal():
        session = reading.session(db, int(which))
        if session is not None and session.state is SessionState.PLANNED:
            return session
        what = "There is no session" if session is None else "It is not planned any more: session"
        raise CoachError(
            f"{what} {which}.", "See the numbers with: coach schedule show", code="unknown"
        )
    teacher = people(db).find_active(which)
    coming = reading.sessions(db, today, state=SessionState.PLANNED, teacher=teacher.handle)
    if not coming:
        raise CoachError(
            f"Nothing is planned with {teacher.name}.",
            f"Plan a session with: coach schedule add {teacher.typed} --on DATE",
            code="unknown",
        )
    return next((session for session in coming if session.commitment is None), coming[0])


def placed_at(session: Session, place: Slot) -> Session:
    """The session at another place."""
    return replace(session, date=place.date, start=place.start, end=place.end, slot=place.label)


def numbered(session: Session, names: Mapping[str, str]) -> str:
    """A session by its number and by whom it is with, as every answer about it names it."""
    return f"{session.id} with {', '.join(names[handle] for handle in session.teachers)}"


def say_outside(teachers: Sequence[Teacher]) -> str:
    """A sentence for a place outside the free times of some; empty for nobody."""
    who = " and ".join(each.name for each in teachers)
    verb = "is" if len(teachers) == 1 else "are"
    return f" {who} {verb} not noted as free then." if teachers else ""


def start_of(session: Session) -> str:
    """When it begins, as ``--at`` takes it."""
    return session.period or ("" if session.start is None else f"{session.start:%H:%M}")
