"""``coach schedule``: plan a week, show it and change it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from coachcli import dates
from coachcli.cli import run, weeks
from coachcli.cli.ahead import ahead
from coachcli.cli.run import Run
from coachcli.coaching.names import find_active
from coachcli.errors import CoachError, UsageProblem
from coachcli.planning.by_hand import must_fit, place_at, said_place
from coachcli.planning.week import WeekPlan
from coachcli.render.week import draw_week, week_data
from coachcli.store import reading
from coachcli.values import Party, Session, SessionState

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)

Week = Annotated[str, typer.Option("--week", metavar="DATE", help="Any day of the week meant.")]
On = Annotated[str, typer.Option("--on", metavar="DATE", help="The day: 2026-11-24, tue.")]
At = Annotated[str, typer.Option("--at", metavar="WHEN", help="A time or a period: 9:05, P2.")]
Which = Annotated[str, typer.Argument(help="The number of a planned session, or a teacher.")]


@app.callback()
def schedule() -> None:
    """Plan a week, show it and change it."""


app.command("ahead")(ahead)


@app.command("week")
def plan_week(
    ctx: typer.Context,
    week: Week = "",
    capacity: Annotated[
        int | None, typer.Option(metavar="N", min=0, max=60, help="Visits in this week only.")
    ] = None,
    replan: Annotated[
        bool, typer.Option("--replan", help="Place anew what you did not pin.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show, store nothing.")] = False,
) -> None:
    """Plan what remains of the week; from Friday on, the next one."""
    now = run.of(ctx)
    if dry_run:
        with now.reading() as db:
            at = weeks.look(db, now, day_in(now, week))
        planned, gone = weeks.plan(at, capacity=capacity, again=replan)
        left = [each for each in at.of_week if each not in gone]
        shown = weeks.view(at, left, planned, capacity=capacity, proposal=True)
    else:
        at, planned = publish(now, day_in(now, week), capacity, replan)
        shown = weeks.view(at, at.of_week, planned, capacity=capacity)
    now.answer(
        "schedule week",
        lambda: week_data(shown),
        lambda: draw_week(now.screen, shown, now.today),
    )


def publish(
    now: Run, week: date | None, capacity: int | None, replan: bool
) -> tuple[weeks.Look, WeekPlan]:
    """Plan a week and store it, as one change; returns the week as it then is."""
    with now.reading():
        pass

    from coachcli.store.writing import change, sessions

    with change(now.home, "schedule week", now.now) as writer:
        with now.reading() as db:
            at = weeks.look(db, now, week)
        planned, gone = weeks.plan(at, capacity=capacity, again=replan)
        for session in gone:
            sessions.unplan(writer, session.id)
        for each in planned.placed:
            sessions.plan(
                writer,
                sessions.NewSession(
                    teacher_ids=(at.found.named(each.handle).id,),
                    date=each.slot.date,
                    start=each.slot.start,
                    end=each.slot.end,
                    slot=each.slot.label,
                ),
            )
    with now.reading() as db:
        return weeks.look(db, now, at.week), planned


@app.command("show")
def show(ctx: typer.Context, week: Week = "") -> None:
    """Show a week as it is planned."""
    now = run.of(ctx)
    with now.reading() as db:
        at = weeks.look(db, now, day_in(now, week))
    shown = weeks.view(at, at.of_week)
    now.answer(
        "schedule show",
        lambda: week_data(shown),
        lambda: draw_week(now.screen, shown, now.today),
    )


@app.command("add")
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
    now = run.of(ctx)
    with now.reading() as db:
        day = dates.parse_day(on, now.today)
        seen = weeks.look(db, now, day)
        known = seen.found.teachers
        teachers = list(dict.fromkeys(find_active(word, known) for word in teacher))
        place = place_at(day, at, seen.facts, minutes)
    names = {each.handle: each.name for each in known}
    must_fit(place, teachers, seen.facts, names)

    from coachcli.store.writing import change, sessions

    with change(now.home, "schedule add", now.now) as writer:
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
    now.done(
        "schedule add",
        f"Session {number} with {who}: {said_place(place, now.today)}. Pinned.",
        id=number,
    )


@app.command("move")
def move(ctx: typer.Context, which: Which, on: On = "", at: At = "") -> None:
    """Move a planned session to another day or time, and pin it there."""
    now = run.of(ctx)
    if not on and not at:
        raise UsageProblem("Where to?", "Say it with --on and --at, for example: --on thu --at P2")
    with now.reading() as db:
        session = planned(db, now, which)
        day = dates.parse_day(on, now.today) if on else session.date
        seen = weeks.look(db, now, day)
        place = place_at(day, at or said_start(session), seen.facts)
    teachers = [seen.found.named(handle) for handle in session.teachers]
    names = {each.handle: each.name for each in seen.found.teachers}
    must_fit(place, teachers, seen.facts, names, but=session)

    from coachcli.store.writing import change, sessions

    with change(now.home, "schedule move", now.now) as writer:
        sessions.move(writer, session.id, place.date, place.start, place.end, place.label)
    now.done(
        "schedule move",
        f"Session {session.id} is now {said_place(place, now.today)}. Pinned.",
        id=session.id,
    )


@app.command("cancel")
def cancel(
    ctx: typer.Context,
    which: Which,
    by: Annotated[
        Party, typer.Option(metavar="WHO", help="Who called it off: teacher, coach or school.")
    ],
) -> None:
    """Call a planned session off. It never counts as a visit."""
    now = run.of(ctx)
    with now.reading() as db:
        session = planned(db, now, which)

    from coachcli.store.writing import change, sessions

    with change(now.home, "schedule cancel", now.now) as writer:
        sessions.cancel(writer, session.id, by, None)
    now.done(
        "schedule cancel",
        f"Session {session.id} is cancelled by the {by}. Fill the week with: coach schedule week",
        id=session.id,
    )


@app.command("pin")
def pin(
    ctx: typer.Context,
    which: Which,
    off: Annotated[bool, typer.Option("--off", help="Let planning move it again.")] = False,
) -> None:
    """Keep a planned session where it is, whatever is planned again."""
    now = run.of(ctx)
    with now.reading() as db:
        session = planned(db, now, which)

    from coachcli.store.writing import change, sessions

    with change(now.home, "schedule pin", now.now) as writer:
        sessions.pin(writer, session.id, not off)
    state = "no longer pinned" if off else "pinned"
    now.done("schedule pin", f"Session {session.id} is {state}.", id=session.id)


def day_in(now: Run, text: str) -> date | None:
    return dates.parse_day(text, now.today) if text else None


def planned(db: reading.Connection, now: Run, which: str) -> Session:
    """The planned session that a number or a teacher's name means: the next one, for a name."""
    if which.isdecimal():
        found = reading.session(db, int(which))
        if found is not None and found.state is SessionState.PLANNED:
            return found
        what = "There is no session" if found is None else "It is not planned any more: session"
        raise CoachError(
            f"{what} {which}.", "See the numbers with: coach schedule show", code="unknown"
        )
    teacher = find_active(which, reading.teachers(db, archived=True))
    coming = reading.sessions(db, now.today, state=SessionState.PLANNED, teacher=teacher.handle)
    if not coming:
        raise CoachError(
            f"Nothing is planned with {teacher.name}.",
            f"Plan a session with: coach schedule add {teacher.handle} --on DATE",
            code="unknown",
        )
    return coming[0]


def said_start(session: Session) -> str:
    period = session.slot.partition(" ")[2]
    if period and ":" not in period:
        return period
    return "" if session.start is None else f"{session.start:%H:%M}"
