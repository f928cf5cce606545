"""``coach schedule add|move|swap|cancel|pin``: sessions changed by the coach's own hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli.program import planned_week
from coachcli.cli.program.context import Run, run_of
from coachcli.coaching.people.names import find_active
from coachcli.errors import CoachError, UsageProblem
from coachcli.planning.calendar.slots import Slot
from coachcli.planning.week.pins import must_be_open, must_fit, not_free, place_at, say_place
from coachcli.store import reading
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
        int | None, typer.Option(metavar="N", min=1, max=600, help="How long it takes.")
    ] = None,
) -> None:
    """Plan a session by hand. It is pinned: planning never moves it."""
    run = run_of(ctx)
    with run.reading() as db:
        day = dates.parse_day(on, run.today)
        seen = planned_week.look(db, run, day)
        known = seen.found.teachers
        teachers = list(dict.fromkeys(find_active(word, known) for word in teacher))
        place = place_at(day, at, seen.situation, minutes)
    must_fit(place, teachers, seen.situation, seen.found.names)

    from coachcli.store.writing import change, sessions

    with change(run.home, f"schedule add {teachers[0].handle}", run.now) as writer:
        number = sessions.plan(
            writer,
            sessions.NewSession(
                teacher_ids=tuple(each.id for each in teachers),
                date=place.date,
                start=place.start,
                end=place.end,
                slot=place.label,
                pinned=True,
            ),
        )
    who = ", ".join(each.name for each in teachers)
    run.done(
        "schedule add",
        f"Session {number} with {who}: {say_place(place, run.today)}. Pinned."
        f"{said_not_free(not_free(place, teachers, seen.situation))}",
        id=number,
    )


def move(ctx: typer.Context, which: Which, on: On = "", at: At = "") -> None:
    """Move a planned session to another day or time, and pin it there."""
    run = run_of(ctx)
    if not on and not at:
        raise UsageProblem("Where to?", "Say it with --on and --at, for example: --on thu --at P2")
    with run.reading() as db:
        session = planned(db, run, which)
        day = dates.parse_day(on, run.today) if on else session.date
        seen = planned_week.look(db, run, day)
    teachers = [seen.found.named(handle) for handle in session.teachers]
    must_be_open(day, teachers, seen.situation)
    place = place_at(day, at or said_start(session), seen.situation)
    must_fit(place, teachers, seen.situation, seen.found.names, but=(session,))

    from coachcli.store.writing import change, sessions

    with change(run.home, f"schedule move {session.id}", run.now) as writer:
        sessions.move(writer, session.id, place.date, place.start, place.end, place.label)
    run.done(
        "schedule move",
        f"{capital(said_who(session, seen.found.names))} is now"
        f" {say_place(place, run.today)}. Pinned."
        f"{said_not_free(not_free(place, teachers, seen.situation))}",
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
        pair = (planned(db, run, which), planned(db, run, other))
        seen = [planned_week.look(db, run, session.date) for session in pair]
    if pair[0] == pair[1]:
        raise UsageProblem("That is one session, not two.", "Name two planned sessions.")
    outside: list[Teacher] = []
    for mine, theirs, there in zip(pair, reversed(pair), reversed(seen), strict=True):
        teachers = [there.found.named(handle) for handle in mine.teachers]
        place = Slot(theirs.date, theirs.start, theirs.end, theirs.slot)
        must_fit(place, teachers, there.situation, there.found.names, but=pair)
        outside += not_free(place, teachers, there.situation)

    from coachcli.store.writing import change, sessions

    with change(run.home, f"schedule swap {pair[0].id} {pair[1].id}", run.now) as writer:
        for mine, theirs in (pair, reversed(pair)):
            sessions.move(writer, mine.id, theirs.date, theirs.start, theirs.end, theirs.slot)
    places = [Slot(each.date, each.start, each.end, each.slot) for each in reversed(pair)]
    said = " and ".join(
        f"{said_who(mine, at.found.names)} is now {say_place(place, run.today)}"
        for mine, place, at in zip(pair, places, seen, strict=True)
    )
    run.done(
        "schedule swap",
        f"{capital(said)}. Both are pinned.{said_not_free(outside)}",
        ids=[each.id for each in pair],
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
        session = planned(db, run, which)
        seen = planned_week.look(db, run, session.date)

    from coachcli.store.writing import change, sessions

    with change(run.home, f"schedule cancel {session.id}", run.now) as writer:
        sessions.cancel(writer, session.id, by, None)
    left = tuple(each for each in seen.situation.sessions if each.id != session.id)
    able = substitutes(session, seen.week, replace(seen.situation, sessions=left))[:MOST_INSTEAD]
    place = Slot(session.date, session.start, session.end, session.slot)
    at = said_start(session)
    who = capital(said_who(session, seen.found.names))
    said = f"{who}, {say_place(place, run.today)}, is cancelled by the {by}."
    if able:
        who = ", ".join(each.name for each in able)
        said += f" In its place could come: {who}. Type: coach schedule add {able[0].handle}"
        said += f" --on {place.date}{f' --at {at}' if at else ''}"
    run.done(
        "schedule cancel",
        f"{said} Plan what the week has room for with: coach schedule week" if not able else said,
        id=session.id,
        instead=[each.handle for each in able],
    )


def pin(
    ctx: typer.Context,
    which: Which,
    off: Annotated[bool, typer.Option("--off", help="Let planning move it again.")] = False,
) -> None:
    """Keep a planned session where it is, whatever is planned again."""
    run = run_of(ctx)
    with run.reading() as db:
        session = planned(db, run, which)
        names = {each.handle: each.name for each in reading.teachers(db, archived=True)}

    from coachcli.store.writing import change, sessions

    with change(run.home, f"schedule pin {session.id}", run.now) as writer:
        sessions.pin(writer, session.id, not off)
    state = "no longer pinned" if off else "pinned"
    run.done("schedule pin", f"{capital(said_who(session, names))} is {state}.", id=session.id)


def planned(db: reading.Connection, run: Run, which: str) -> Session:
    """The planned session that a number or a teacher's name means.

    For a name it is their own next one; a recurring meeting only when there is no other.
    """
    if which.isdecimal():
        found = reading.session(db, int(which))
        if found is not None and found.state is SessionState.PLANNED:
            return found
        what = "There is no session" if found is None else "It is not planned any more: session"
        raise CoachError(
            f"{what} {which}.", "See the numbers with: coach schedule show", code="unknown"
        )
    teacher = find_active(which, reading.teachers(db, archived=True))
    coming = reading.sessions(db, run.today, state=SessionState.PLANNED, teacher=teacher.handle)
    if not coming:
        raise CoachError(
            f"Nothing is planned with {teacher.name}.",
            f"Plan a session with: coach schedule add {teacher.handle} --on DATE",
            code="unknown",
        )
    return next((each for each in coming if each.commitment is None), coming[0])


def said_who(session: Session, names: Mapping[str, str]) -> str:
    """A session by its number and by whom it is with, as every answer about it names it."""
    return f"session {session.id} with {', '.join(names[handle] for handle in session.teachers)}"


def said_not_free(teachers: Sequence[Teacher]) -> str:
    """A sentence for a place outside the free times of some; empty for nobody."""
    who = " and ".join(each.name for each in teachers)
    verb = "is" if len(teachers) == 1 else "are"
    return f" {who} {verb} not noted as free then." if teachers else ""


def capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def said_start(session: Session) -> str:
    period = session.slot.partition(" ")[2]
    if period and ":" not in period:
        return period
    return "" if session.start is None else f"{session.start:%H:%M}"
