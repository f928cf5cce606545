"""From what a coach says happened to what is stored: teachers found, text sealed, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from coachcli.cli.program.context import Run
from coachcli.coaching.card.card import Card
from coachcli.coaching.cycles import cycle_on
from coachcli.coaching.people.names import find_active
from coachcli.coaching.words import label
from coachcli.errors import CoachError
from coachcli.planning.calendar.slots import end_of
from coachcli.planning.calendar.weeks import monday
from coachcli.store import reading
from coachcli.values.cycle import Cycle
from coachcli.values.frozen import dataclass
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import Part, SessionState, StepState, is_contact

if TYPE_CHECKING:
    from coachcli.store.writing.sessions import LoggedSession, SealedNote, SealedStep


@dataclass(frozen=True)
class Meeting:
    """Whom an entry is about, and the planned session that it tells of, if there is one."""

    teachers: tuple[Teacher, ...]
    session: Session | None

    @property
    def names(self) -> str:
        return ", ".join(teacher.name for teacher in self.teachers)


def begun(db: reading.Connection, run: Run) -> list[Session]:
    """The planned sessions whose time has come and that are not logged yet, oldest first."""
    return [
        each
        for each in reading.sessions(db, last=run.today, state=SessionState.PLANNED)
        if run.clock is None
        or each.date < run.today
        or each.start is None
        or each.start <= run.clock
    ]


def should_have_happened(db: reading.Connection, run: Run) -> Session | None:
    """The planned session whose time came last and that is not logged yet."""
    return next(reversed(begun(db, run)), None)


def meeting_with(
    db: reading.Connection, words: Sequence[str], on: date | None, today: date
) -> Meeting:
    """The teachers that words name, and the planned session with them that an entry is about.

    With ``on`` the one nearest to it in its week; without, the last one whose day has come, else
    one that is still to come this week. Else, for several teachers, that of a larger group on the
    day: not everybody was there.
    """
    known = reading.teachers(db, archived=True)
    teachers = tuple(dict.fromkeys(find_active(word, known) for word in words))
    handles = {teacher.handle for teacher in teachers}
    every = reading.sessions(db, state=SessionState.PLANNED)
    planned = [each for each in every if set(each.teachers) == handles]
    past = [each for each in planned if each.date <= today]
    if on is None and past:
        return Meeting(teachers, past[-1])
    day = on or today
    of_week = [each for each in planned if monday(each.date) == monday(day)]
    nearest = min(of_week, key=lambda each: (abs((each.date - day).days), each.id), default=None)
    if nearest is None and len(handles) > 1:
        larger = (e for e in every if e.date == day and handles < set(e.teachers))
        nearest = next(larger, None)
    return Meeting(teachers, nearest)


def meeting_of(db: reading.Connection, session: Session) -> Meeting:
    """The teachers of a session that is planned."""
    known = {teacher.handle: teacher for teacher in reading.teachers(db, archived=True)}
    return Meeting(tuple(known[handle] for handle in session.teachers), session)


def meeting_numbered(db: reading.Connection, number: int) -> Meeting:
    """A planned session by the number that the week shows. Raises CoachError for any other."""
    session = reading.session(db, number)
    if session is None:
        raise CoachError(
            f"There is no session {number}.",
            "See the numbers with: coach schedule show",
            code="unknown",
        )
    if session.state is not SessionState.PLANNED:
        raise CoachError(
            f"Session {number} is not waiting to be logged: it is {label(session.state)}.",
            f"Put it right with: coach log edit {number}",
            code="not_planned",
        )
    return meeting_of(db, session)


def blank_card(meeting: Meeting, today: date, minutes: int, cycles: Sequence[Cycle] = ()) -> Card:
    """A card filled with what is known before anything is asked.

    The focus is that of the cycle somebody is in on the day, as on the prep card; else their own.
    A visit made before its planned day has no time yet.
    """
    session = meeting.session
    on = min(session.date, today) if session else today
    there = {each.handle: cycle_on(cycles, each.handle, on) for each in meeting.teachers}
    focus = {
        (cycle.focus if (cycle := there[each.handle]) else None) or each.focus
        for each in meeting.teachers
    }
    return Card(
        teachers=tuple(teacher.handle for teacher in meeting.teachers),
        on=on,
        at=session.start if session and session.date == on else None,
        kinds=session.kinds if session else (),
        minutes=minutes,
        focus=focus.pop() if len(focus) == 1 else None,
    )


def card_entry(run: Run, card: Card) -> tuple[LoggedSession, Meeting]:
    """What a card says, ready to be stored."""
    with run.reading() as db:
        meeting = meeting_with(db, card.teachers, card.on, run.today)
        if is_contact(card.kinds):
            meeting = Meeting(meeting.teachers, None)  # the planned visit is still to come
        minutes = reading.settings(db).minutes
    return sealed_entry(run, resolved(card, meeting), meeting, minutes), meeting


def sealed_entry(run: Run, card: Card, meeting: Meeting, minutes: int) -> LoggedSession:
    """What a card says, with every text sealed. Needs no passphrase."""
    from coachcli.store.writing.door import new_uid
    from coachcli.store.writing.sessions import SealedNote, SealedStep
    from coachcli.vault import keys, sealing

    to = keys.recipients(run.home.path)
    notes = []
    for part in Part:
        text = getattr(card, part.value)
        if text:
            uid = new_uid()
            notes.append(SealedNote(uid, part, sealing.seal(text, uid, to)))
    steps = []
    by_handle = {teacher.handle: teacher for teacher in meeting.teachers}
    for step in card.steps:
        whose = [by_handle[step.teacher]] if step.teacher else meeting.teachers
        for teacher in whose:
            uid = new_uid()
            sealed = sealing.seal(step.text, uid, to)
            steps.append(SealedStep(uid, teacher.id, step.owner, sealed, step.check_on))
    return entry(card, meeting, new_uid(), notes, steps, minutes)


def entry(
    card: Card,
    meeting: Meeting,
    uid: str,
    notes: Sequence[SealedNote],
    steps: Sequence[SealedStep],
    minutes: int,
) -> LoggedSession:
    """The clear part of a card with its sealed parts.

    ``minutes`` is how long a session takes where the card does not say.
    """
    from coachcli.store.writing.sessions import LoggedSession

    session = meeting.session
    start, end = card.at, None
    if start is None and session is not None and session.date == card.on:
        start, end = session.start, session.end
    elif session is not None and session.start == start:
        end = session.end
    elif start is not None:
        end = end_of(start, card.minutes or minutes)
    return LoggedSession(
        uid=uid,
        teacher_ids=tuple(teacher.id for teacher in meeting.teachers),
        date=card.on,
        state=card.state,
        start=start,
        end=end,
        session=session.id if session else None,
        kinds=card.kinds,
        focus=card.focus,
        minutes=card.minutes if card.state is SessionState.HELD else None,
        asked_by=card.asked_by,
        cancelled_by=card.cancelled_by,
        notes=tuple(notes),
        steps=tuple(steps),
    )


def resolved(card: Card, meeting: Meeting) -> Card:
    """The card with handles where a hand wrote names, in its steps too."""
    from dataclasses import replace

    if len(card.teachers) != len(meeting.teachers):
        raise CoachError(
            "The card names one teacher twice.", "Name each teacher once, best by handle."
        )
    handles = dict(zip(card.teachers, (each.handle for each in meeting.teachers), strict=True))
    steps = tuple(replace(step, teacher=handles.get(step.teacher, "")) for step in card.steps)
    return replace(card, teachers=tuple(handles.values()), steps=steps)


@dataclass(frozen=True)
class Stored:
    """What was written: the number of the session, those of its steps, and what they are about.

    ``done`` are the earlier steps that were done with it. ``other`` is another visit of the same
    day with one of them, if there is one.
    """

    command: str
    id: int
    steps: tuple[int, ...]
    logged: LoggedSession
    meeting: Meeting
    other: int | None
    done: tuple[int, ...] = ()

    @property
    def data(self) -> dict[str, object]:
        return {
            "id": self.id,
            "teachers": [teacher.handle for teacher in self.meeting.teachers],
            "date": self.logged.date,
            "state": self.logged.state,
            "steps": list(self.steps),
            "done": list(self.done),
        }


def store(
    run: Run, logged: LoggedSession, meeting: Meeting, command: str, done: Sequence[int] = ()
) -> Stored:
    """Write an entry as one change, with the earlier steps that are ``done`` now."""
    from coachcli.store.writing import change, sessions

    who = meeting.teachers[0].handle
    with change(run.home, f"{command} {who}", run.now) as writer:
        number, steps = sessions.log(writer, logged)
        for each in done:
            sessions.close_step(writer, each, StepState.DONE, run.today)
    with run.reading() as db:
        made = reading.session(db, number)
        same_day = [
            each.id
            for each in reading.sessions(db, logged.date, logged.date, state=SessionState.HELD)
            if made is not None
            and made.state is SessionState.HELD
            and made.counts_as_visit
            and each.counts_as_visit
            and each.id != number
            and set(each.teachers) & set(made.teachers)
        ]
    other = same_day[0] if same_day else None
    return Stored(command, number, tuple(steps), logged, meeting, other, tuple(done))
