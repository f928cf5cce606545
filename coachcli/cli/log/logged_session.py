"""A logged session at hand, with everything that hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachcli import dates
from coachcli.cli.program.context import Run
from coachcli.coaching.card.card import Card
from coachcli.coaching.people.names import find
from coachcli.coaching.words import label
from coachcli.errors import CoachError
from coachcli.store import reading
from coachcli.values.frozen import dataclass
from coachcli.values.session import Note, Session, Step
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState


@dataclass(frozen=True)
class Logged:
    """A logged session with what hangs on it. ``card`` has its clear part; texts stay sealed.

    ``minutes`` is how long a session usually takes.
    """

    session: Session
    teachers: tuple[Teacher, ...]
    known: tuple[Teacher, ...]
    notes: tuple[Note, ...]
    steps: tuple[Step, ...]
    minutes: int

    @property
    def names(self) -> str:
        return ", ".join(each.name for each in self.teachers)

    @property
    def card(self) -> Card:
        each = self.session
        return Card(
            teachers=each.teachers,
            on=each.date,
            at=each.start,
            state=each.state,
            kinds=each.kinds,
            minutes=each.minutes,
            focus=each.focus,
            asked_by=each.asked_by,
            cancelled_by=each.cancelled_by,
        )


def logged(run: Run, which: str) -> Logged:
    """The logged session that a number or a teacher's name means: the last one, for a name."""
    with run.reading() as db:
        known = tuple(reading.teachers(db, archived=True))
        session = numbered(db, which) if which.isdecimal() else last_with(db, which, known)
        steps = [each for each in reading.steps(db, closed=True) if each.session == session.id]
        by_handle = {each.handle: each for each in known}
        return Logged(
            session,
            tuple(by_handle[handle] for handle in session.teachers),
            known,
            tuple(reading.notes_of(db, session.id)),
            tuple(steps),
            reading.settings(db).minutes,
        )


def numbered(db: reading.Connection, which: str) -> Session:
    found = reading.session(db, int(which))
    if found is None:
        raise CoachError(
            f"There is no session {which}.",
            "See the numbers with: coach schedule show, or coach notes TEACHER",
            code="unknown",
        )
    if found.state is SessionState.PLANNED:
        raise CoachError(
            f"Session {which} is planned and not logged yet.",
            "Log it with: coach log session. Change the plan with: coach schedule move or cancel",
            code="planned",
        )
    return found


def last_with(db: reading.Connection, word: str, known: Sequence[Teacher]) -> Session:
    who = find(word, known)
    found = [
        each
        for each in reading.sessions(db, teacher=who.handle)
        if each.state is not SessionState.PLANNED
    ]
    if not found:
        raise CoachError(
            f"Nothing is logged with {who.name}.",
            f"Log a visit with: coach log session {who.handle}",
            code="unknown",
        )
    return found[-1]


def said_session(at_hand: Logged, today: date) -> str:
    each = at_hand.session
    details = [label(each.state), *(label(kind) for kind in each.kinds)]
    details += [f"{each.minutes} minutes"] * bool(each.minutes)
    day = dates.say_day(each.date, today)
    return f"Session {each.id} with {at_hand.names}, {day}: {', '.join(details)}"


def steps_said(numbers: Sequence[int]) -> str:
    some = ", ".join(map(str, numbers))
    return f"Next steps {some}" if len(numbers) > 1 else f"Next step {some}"


def what_goes(at_hand: Logged, today: date, *, with_steps: bool) -> str:
    """What deleting takes away, and what stays."""
    lines = [f"{said_session(at_hand, today)}."]
    if at_hand.notes:
        lines.append(f"Its sealed notes go with it: {len(at_hand.notes)}.")
    if at_hand.steps:
        numbers = steps_said([each.id for each in at_hand.steps])
        lines.append(
            f"{numbers}: deleted too." if with_steps else f"{numbers}: kept, without the session."
        )
    return "\n".join(lines)
