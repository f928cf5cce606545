"""``coach log other``: time that was no session with a teacher."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.errors import UsageProblem
from coachcli.values.frozen import dataclass
from coachcli.values.words import Work


@dataclass(frozen=True)
class Other:
    work: Work
    minutes: int
    on: date


def other(
    ctx: typer.Context,
    work: Annotated[
        list[str],
        typer.Argument(
            metavar="WORK",
            help="workshop, learning community, data work, planning resources, student group, "
            "covering, duty or own learning.",
        ),
    ],
    minutes: Annotated[
        str, typer.Option(metavar="N", help="How long it took; asked for if left out.")
    ] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="The day; else today.")] = "",
) -> None:
    """Record time without a teacher: a workshop, data work, covering a class.

    A note is asked for, or read from standard input; it may be empty. See it with: coach time
    """
    run = run_of(ctx)
    with run.reading():
        pass
    said = understood(run, " ".join(work), minutes, on)
    from coachcli.cli.dialog.sealed_input import sealed_text
    from coachcli.store.writing import change, record

    about = f"log other {said.work}"
    with (
        sealed_text(run, about, "Note") as (uid, sealed),
        change(run.home, "log other", run.now) as writer,
    ):
        number = record.add_other_time(writer, uid, said.on, said.work, said.minutes, sealed)
    run.done(
        "log other",
        f"Other time {number}: {described(said, run.today)}.{' Note sealed.' * bool(sealed)}",
        id=number,
        date=said.on,
        work=said.work,
        minutes=said.minutes,
    )


def understood(run: Run, work: str, minutes: str, on: str) -> Other:
    """What the command line says, and the length where it is still to be asked."""
    from coachcli import dates
    from coachcli.cli.dialog import prompts
    from coachcli.coaching.words import work_named

    kind = work_named(work)
    day = dates.past_day(on, run.today) if on else run.today
    if minutes:
        return Other(kind, dates.parse_minutes(minutes), day)
    if not run.terminal:
        raise UsageProblem("How long did it take?", "Say it with --minutes, like: --minutes 45")
    return Other(kind, prompts.answer("Minutes", None, dates.parse_minutes), day)


def described(said: Other, today: date) -> str:
    from coachcli import dates
    from coachcli.coaching.words import label

    return f"{label(said.work)}, {dates.say_day(said.on, today)}, {dates.say_minutes(said.minutes)}"
