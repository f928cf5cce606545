"""Give a home its open steps and its past: ``python fill.py HOME SESSIONS``.

In a process of its own, so that the one that measures stays small (see ``timing``).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from homes import TODAY
from sqlmodel import Session as Writer
from sqlmodel import SQLModel, select

from coachcli.store import models
from coachcli.store.home import Home
from coachcli.store.writing import change, sessions
from coachcli.store.writing.door import known_id, new_uid
from coachcli.values.session import SealedStep
from coachcli.values.words import AskedBy, Focus, Kind, Owner, Part, Party, SessionState, StepState
from coachcli.vault import keys, sealing
from coachcli.vault.age import Recipients

FIRST, LAST = date(2016, 8, 15), date(2026, 6, 26)
OPEN_STEPS = 30
BATCH = 500

SAID = (
    "students turn and talk wait time exit tickets seating chart warm up questions pacing"
    " checked for understanding small groups anchor chart modelled the routine again called on"
    " volunteers first cold call with notes independent practice ran long transitions quicker"
)


def fill(home: Home, past: int) -> None:
    """Write everything in one change."""
    to = keys.recipients(home.path)
    with change(home, "fill", datetime.now(UTC)) as writer:
        write_past(writer, past, to)
        write_open_steps(writer, to)


def write_past(writer: Writer, count: int, to: Recipients) -> None:
    """``count`` sessions over the years, most of them held, with 2 to 4 sealed notes each."""
    chance = random.Random(count)
    visited = list(writer.exec(select(models.Attendance.teacher_id)))
    days = [FIRST + timedelta(days=day) for day in range((LAST - FIRST).days)]
    working = [day for day in days if day.weekday() < 5]
    for begin in range(0, count, BATCH):
        # A flush for each row would take minutes.
        numbers = range(begin, min(begin + BATCH, count))
        rows = [a_session(chance, working[n * len(working) // count]) for n in numbers]
        writer.add_all(rows)
        writer.flush()
        for row in rows:
            writer.add_all(belongings(chance, row, chance.choice(visited), to))
        writer.flush()
        writer.expunge_all()


def a_session(chance: random.Random, on: date) -> models.Session:
    states = (SessionState.HELD, SessionState.CANCELLED, SessionState.NO_SHOW)
    state = chance.choices(states, (90, 6, 4))[0]
    start = time(chance.randint(8, 14), chance.choice((0, 15, 30, 45)))
    return models.Session(
        uid=new_uid(),
        date=on,
        start=start,
        end=start.replace(hour=start.hour + 1),
        state=state,
        focus=chance.choice(list(Focus)),
        minutes=chance.choice((30, 45, 60)) if state is SessionState.HELD else None,
        asked_by=AskedBy.PLANNED,
        cancelled_by=Party.TEACHER if state is SessionState.CANCELLED else None,
    )


def belongings(
    chance: random.Random, row: models.Session, teacher: int, to: Recipients
) -> Iterator[SQLModel]:
    """Who was there, what it was, what was said, and for most a step that is done by now."""
    number = known_id(row.id)
    yield models.Attendance(session_id=number, teacher_id=teacher)
    for kind in chance.sample(list(Kind), chance.choice((1, 1, 2))):
        yield models.SessionKind(session_id=number, kind=kind)
    if row.state != SessionState.HELD:
        return
    for part in chance.sample(list(Part)[:4], chance.randint(2, 4)):
        uid = new_uid()
        sealed = sealing.seal(some_text(chance, 200, 600), uid, to)
        yield models.Note(uid=uid, session_id=number, part=part, sealed=sealed)
    if chance.random() < 0.6:
        uid = new_uid()
        yield models.NextStep(
            uid=uid,
            teacher_id=teacher,
            session_id=number,
            owner=chance.choice(list(Owner)),
            sealed=sealing.seal(some_text(chance, 20, 60), uid, to),
            agreed_on=row.date,
            state=StepState.DONE,
            closed_on=row.date + timedelta(days=21),
        )


def write_open_steps(writer: Writer, to: Recipients) -> None:
    """The same in every home, over all teachers, some past their check."""
    chance = random.Random(1)
    handles = list(writer.exec(select(models.Teacher.handle).order_by(models.Teacher.id)))  # type: ignore[arg-type]
    for index in range(OPEN_STEPS):
        agreed = date.fromisoformat(TODAY) - timedelta(days=3 + 2 * index)
        uid = new_uid()
        check = agreed + timedelta(days=28) if index % 2 else None
        text = some_text(chance, 20, 60)
        sealed = sealing.seal(text, uid, to)
        step = SealedStep(uid, handles[index % 18], chance.choice(list(Owner)), sealed, check)
        sessions.add_step(writer, step, agreed, None)


def some_text(chance: random.Random, least: int, most: int) -> str:
    words = chance.choices(SAID.split(), k=most // 3)
    return " ".join(words)[: chance.randint(least, most)].strip()


if __name__ == "__main__":
    fill(Home(Path(sys.argv[1])), int(sys.argv[2]))
