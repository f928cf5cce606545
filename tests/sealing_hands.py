"""Texts sealed by hand into every table that holds any, as the commands for them would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from driving import Coach
from sqlmodel import Session, SQLModel, select

from coachcli.store import models, models_record
from coachcli.store.home import Home
from coachcli.store.writing import change
from coachcli.store.writing.door import known_id, new_uid
from coachcli.values.words import AskedBy, Kind, Owner, Part, Party, SessionState, StepState
from coachcli.vault import keys, sealing


class Hand:
    """Rows with really sealed texts in one change. Each method gives the number of its row."""

    def __init__(self, coach: Coach, db: Session) -> None:
        self.to = keys.recipients(coach.home)
        self.db = db

    def keep(self, row: Any) -> int:
        self.db.add(row)
        self.db.flush()
        return known_id(row.id)

    def sealed(self, text: str) -> dict[str, Any]:
        uid = new_uid()
        return {"uid": uid, "sealed": sealing.seal(text, uid, self.to)}

    def teacher(self, handle: str) -> int:
        found = self.db.exec(select(models.Teacher).where(models.Teacher.handle == handle)).one()
        return known_id(found.id)

    def session(
        self,
        on: str,
        *teachers: str,
        kinds: tuple[Kind, ...] = (),
        state: SessionState = SessionState.HELD,
        **texts: str,
    ) -> int:
        """A session with its parts as keywords: ``notes="..."``."""
        number = self.keep(
            models.Session(
                uid=new_uid(),
                date=date.fromisoformat(on),
                state=state,
                asked_by=AskedBy.PLANNED,
                cancelled_by=Party.TEACHER if state is SessionState.CANCELLED else None,
            )
        )
        rows: list[SQLModel] = [models.SessionKind(session_id=number, kind=kind) for kind in kinds]
        for handle in teachers:
            rows.append(models.Attendance(session_id=number, teacher_id=self.teacher(handle)))
        for part, text in texts.items():
            rows.append(models.Note(session_id=number, part=Part(part), **self.sealed(text)))
        self.db.add_all(rows)
        return number

    def step(
        self,
        on: str,
        teacher: str,
        text: str,
        session: int | None = None,
        owner: Owner = Owner.COACH,
        state: StepState = StepState.OPEN,
    ) -> int:
        return self.keep(
            models.NextStep(
                teacher_id=self.teacher(teacher),
                session_id=session,
                owner=owner,
                agreed_on=date.fromisoformat(on),
                state=state,
                closed_on=None if state is StepState.OPEN else date.fromisoformat(on),
                **self.sealed(text),
            )
        )

    def cycle(self, first: str, last: str, *teachers: str, **texts: str) -> int:
        """A cycle, closed when ``last`` is a day, with its parts: ``reflection="..."``."""
        number = self.keep(
            models_record.Cycle(
                uid=new_uid(),
                question="How do groups set goals?",
                started_on=date.fromisoformat(first),
                weeks=8,
                phase="closed" if last else "learn",
                closed_on=date.fromisoformat(last) if last else None,
            )
        )
        for handle in teachers:
            self.db.add(
                models_record.CycleTeacher(cycle_id=number, teacher_id=self.teacher(handle))
            )
        for part, text in texts.items():
            self.db.add(models_record.CycleNote(cycle_id=number, part=part, **self.sealed(text)))
        return number

    def evidence(self, on: str, cycle: int, text: str, teacher: str = "") -> int:
        return self.keep(
            models_record.Evidence(
                cycle_id=cycle,
                teacher_id=self.teacher(teacher) if teacher else None,
                taken_on=date.fromisoformat(on),
                measure="exit tickets",
                met=14,
                total=22,
                **self.sealed(text),
            )
        )

    def other_time(self, on: str, text: str) -> int:
        return self.keep(
            models_record.OtherTime(
                spent_on=date.fromisoformat(on),
                work="learning_community",
                minutes=30,
                **self.sealed(text),
            )
        )

    def idea(self, on: str, text: str, teacher: str = "", *, may_name: bool = False) -> int:
        return self.keep(
            models_record.Idea(
                teacher_id=self.teacher(teacher) if teacher else None,
                may_name=may_name,
                added_on=date.fromisoformat(on),
                **self.sealed(text),
            )
        )


@contextmanager
def by_hand(coach: Coach) -> Iterator[Hand]:
    """Seal texts into a home, all in one change."""
    with change(Home(coach.home), "by hand", datetime.now(UTC)) as db:
        yield Hand(coach, db)


def many(coach: Coach, count: int, text: str, teacher: str = "tess") -> None:
    """So many sessions with a note each, on as many days up to the end of 2025."""
    last = date(2025, 12, 31).toordinal()
    with by_hand(coach) as hand:
        for number in range(count):
            on = date.fromordinal(last - number).isoformat()
            hand.session(on, teacher, notes=f"{text} {number}")
