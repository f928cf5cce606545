"""``coach log other``: time that was no session with a teacher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer

from coachcli.cli import run
from coachcli.cli.run import Run
from coachcli.errors import CoachError, UsageProblem
from coachcli.values import Work

WHAT = "other"
"""The draft that an unfinished entry waits in, beside that of a visit."""


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
    now = run.of(ctx)
    with now.reading():
        pass
    said = understood(now, " ".join(work), minutes, on)
    from coachcli.store import drafts

    with drafts.alone(now.home, WHAT):
        finish_draft(now)
        uid, sealed = sealed_note(now, said)
        number = store(now, said, uid, sealed)
        drafts.drop(now.home, WHAT)
    now.done(
        "log other",
        f"Other time {number}: {described(said, now.today)}.{' Note sealed.' * bool(sealed)}",
        id=number,
        date=said.on,
        work=said.work,
        minutes=said.minutes,
    )


def understood(now: Run, work: str, minutes: str, on: str) -> Other:
    """What the command line says, and the length where it is still to be asked."""
    from coachcli import dates
    from coachcli.cli import asking
    from coachcli.cli.recording import day_of_visit
    from coachcli.coaching.words import work_named

    kind = work_named(work)
    day = day_of_visit(on, now.today, "") if on else now.today
    if day > now.today:
        raise CoachError(
            f"{day.isoformat()} is still to come, so no time was spent on it.",
            "Type a day that is past, like yesterday or last tue.",
        )
    if minutes:
        return Other(kind, dates.parse_minutes(minutes), day)
    if not now.terminal:
        raise UsageProblem("How long did it take?", "Say it with --minutes, like: --minutes 45")
    return Other(kind, asking.answer("Minutes", None, dates.parse_minutes), day)


def described(said: Other, today: date) -> str:
    from coachcli import dates
    from coachcli.coaching.words import label

    return f"{label(said.work)}, {dates.say_day(said.on, today)}, {dates.say_minutes(said.minutes)}"


def sealed_note(now: Run, said: Other) -> tuple[str, bytes | None]:
    """The uid of the entry and its note, which is in the draft before it is stored."""
    from uuid import uuid4

    from coachcli.cli import asking, texts
    from coachcli.coaching.card import check_text
    from coachcli.store.drafts import Draft, DraftNote
    from coachcli.values import Part
    from coachcli.vault import keys, sealing

    to = keys.recipients(now.home.path)
    uid = uuid4().hex
    answers = {"work": said.work.value, "minutes": str(said.minutes), "on": said.on.isoformat()}

    def kept(text: str) -> bytes | None:
        if not text:
            return None
        sealed = sealing.seal(text, uid, to)
        texts.keep(now, Draft(uid, None, answers, [DraftNote(uid, Part.NOTES, sealed)]), WHAT)
        return sealed

    if not now.terminal:
        return uid, kept(texts.piped())
    try:
        return uid, kept(asking.answer("Note (Enter: none)", "", check_text))
    except KeyboardInterrupt:
        if kept(check_text(asking.half_typed())):
            asking.tell()
            asking.tell(
                "What you typed is kept, sealed. It is offered by the next: coach log other"
            )
        raise


def finish_draft(now: Run) -> None:
    """Store what an interrupted entry left, if the coach wants it."""
    from coachcli.cli import asking
    from coachcli.store import drafts, reading

    waiting = drafts.load(now.home, WHAT)
    if waiting is None or not now.terminal:
        return
    with now.reading() as db:
        stored = reading.has_other_time(db, waiting.uid)
    said = Other(
        Work(waiting.answers["work"]),
        int(waiting.answers["minutes"]),
        date.fromisoformat(waiting.answers["on"]),
    )
    question = f"Not finished yet: {described(said, now.today)}, with its note. Keep it?"
    if not stored and asking.agreed(question, default=True):
        number = store(now, said, waiting.uid, waiting.notes[0].sealed)
        now.screen.tell(f"Other time {number} is kept. Now this one:")
    elif not stored and not asking.agreed("Throw it away?", default=False):
        raise CoachError(
            "It is kept as it is.", "Finish it before the next: coach log other", code="draft"
        )
    drafts.drop(now.home, WHAT)


def store(now: Run, said: Other, uid: str, sealed: bytes | None) -> int:
    from coachcli.store.writing import change, record

    with change(now.home, "log other", now.now) as writer:
        return record.add_other_time(writer, uid, said.on, said.work, said.minutes, sealed)
