"""Whom an entry is about, and which planned session it was: found, offered and chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from coachcli import dates
from coachcli.cli.dialog import prompts
from coachcli.cli.program.context import Run
from coachcli.cli.program.people import people
from coachcli.coaching.card.card import Card
from coachcli.coaching.cycles import cycle_on
from coachcli.coaching.people.names import words_apart
from coachcli.coaching.words import label
from coachcli.errors import CoachError, unknown
from coachcli.planning.calendar.weeks import monday
from coachcli.store import reading
from coachcli.values.frozen import dataclass
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState

MOST_WAITING = 5
"""At most so many visits are named that wait to be logged."""


@dataclass(frozen=True)
class Meeting:
    """Whom an entry is about, and the planned session that it tells of, if there is one."""

    teachers: tuple[Teacher, ...]
    session: Session | None

    @property
    def names(self) -> str:
        return ", ".join(teacher.name for teacher in self.teachers)

    @property
    def short(self) -> str:
        return ", ".join(teacher.short for teacher in self.teachers)

    @property
    def handles(self) -> tuple[str, ...]:
        return tuple(teacher.handle for teacher in self.teachers)

    def planned(self, today: date) -> str:
        """The planned session in words."""
        session = self.session
        if session is None:
            raise AssertionError("only what is planned is said so")
        clock = f" {session.start:%H:%M}" if session.start else ""
        day = dates.say_day(session.date, today)
        return f"Session {session.id} with {self.names}, planned {day}{clock}"


def say_session(number: int, session: Session, names: str, today: date) -> str:
    """A session that was logged, in the clear."""
    details = [label(session.state), *map(label, session.kinds)]
    if session.minutes:
        details.append(f"{session.minutes} minutes")
    day = dates.say_day(session.date, today)
    return f"Session {number} with {names}, {day}: {', '.join(details)}"


def sessions_to_log(db: reading.Connection, run: Run) -> list[Session]:
    """The planned sessions whose time has come and that are not logged yet, oldest first."""
    return [
        session
        for session in reading.sessions(db, last=run.today, state=SessionState.PLANNED)
        if run.clock is None
        or session.date < run.today
        or session.start is None
        or session.start <= run.clock
    ]


def expected_meeting(
    db: reading.Connection, run: Run, words: Sequence[str], on: date | None
) -> Meeting | None:
    """Whom the entry is about: the teachers named, or the planned session of a number; else the
    planned session that came last."""
    if len(words) == 1 and words[0].isdecimal():
        return meeting_numbered(db, int(words[0]))
    if words:
        with names_only(words):
            return meeting_with(db, words, on, run.today)
    waiting = sessions_to_log(db, run)
    return meeting_of(db, waiting[-1]) if waiting else None


def meeting_with(
    db: reading.Connection, words: Sequence[str], on: date | None, today: date
) -> Meeting:
    """The teachers that words name, and the planned session with them that an entry is about.

    With ``on`` the one nearest to it in its week; without, the last one whose day has come, else
    one that is still to come this week. Else, for several teachers, that of a larger group on the
    day: not everybody was there.
    """
    teachers = people(db).find_all(words)
    handles = {teacher.handle for teacher in teachers}
    every = reading.sessions(db, state=SessionState.PLANNED)
    planned = [session for session in every if set(session.teachers) == handles]
    past = [session for session in planned if session.date <= today]
    if on is None and past:
        return Meeting(teachers, past[-1])
    day = on or today
    of_week = [session for session in planned if monday(session.date) == monday(day)]
    nearest = min(of_week, key=lambda one: (abs((one.date - day).days), one.id), default=None)
    if nearest is None and len(handles) > 1:
        of_day = (session for session in every if session.date == day)
        nearest = next((group for group in of_day if handles < set(group.teachers)), None)
    return Meeting(teachers, nearest)


def meeting_of(db: reading.Connection, session: Session) -> Meeting:
    """The teachers of a session that is planned."""
    known = {teacher.handle: teacher for teacher in reading.teachers(db, archived=True)}
    return Meeting(tuple(known[handle] for handle in session.teachers), session)


def meeting_numbered(db: reading.Connection, number: int) -> Meeting:
    """A planned session by the number that the week shows. Raises CoachError for any other."""
    session = reading.session(db, number)
    if session is None:
        raise unknown("session", number, "See the numbers with: coach schedule show")
    if session.state is not SessionState.PLANNED:
        raise CoachError(
            f"Session {number} is not waiting to be logged: it is {label(session.state)}.",
            f"Put it right with: coach log edit {number}",
            code="not_planned",
        )
    return meeting_of(db, session)


_LONGEST_NAME = 4
"""Words; more behind a command are not somebody's name."""


@contextmanager
def names_only(words: Sequence[str]) -> Iterator[None]:
    """Say more about several words behind a command when one of them is nobody's name: it may be
    half of a day, or what was said. A sentence is not repeated."""
    try:
        yield
    except CoachError as error:
        is_sentence = any(len(word.split()) > _LONGEST_NAME for word in words)
        if error.code != "unknown_teacher" or not (is_sentence or len(words) > 1):
            raise
        raise CoachError(
            "Not all of that is the name of a teacher." if is_sentence else error.message,
            f"{error.hint} Only names stand here: a day of several words goes in quotes, like"
            " 'last tue', and what was said is asked for.",
            code=error.code,
        ) from None


def blank_card(db: reading.Connection, meeting: Meeting, today: date) -> Card:
    """A card filled with what is known before anything is asked.

    The focus is that of the cycle somebody is in on the day, as on the prep card; else their own.
    A visit made before its planned day has no time yet.
    """
    session = meeting.session
    on = min(session.date, today) if session else today
    cycles = reading.cycles(db)
    focus = set()
    for teacher in meeting.teachers:
        cycle = cycle_on(cycles, teacher.handle, on)
        focus.add((cycle.focus if cycle else None) or teacher.focus)
    return Card(
        teachers=meeting.handles,
        on=on,
        at=session.start if session and session.date == on else None,
        kinds=session.kinds if session else (),
        minutes=reading.settings(db).minutes,
        focus=focus.pop() if len(focus) == 1 else None,
    )


def choose_meeting(
    run: Run, offered: Meeting | None, on: date | None, before: Meeting | None = None
) -> Meeting:
    """The session that came last if the coach agrees, else one with those who are named.

    ``before`` is what was chosen until the coach came back to choose again.
    """
    named = before if before != offered else None
    default = named.short if named else None
    if offered is not None and offered.session is not None:
        if named is None and prompts.yes(f"{offered.planned(run.today)}. This one?", default=True):
            return offered
        waiting = tell_waiting(run, offered.session)
        if named is None and waiting is not None:
            named, default = waiting, waiting.names

    def meeting_named(answer: str) -> Meeting:
        words = named.handles if named and answer == default else words_apart(answer)
        with run.reading(storing=True) as db:
            return meeting_with(db, words, on, run.today)

    try:
        meeting = prompts.answer(
            "Which teacher (several with commas)",
            default,
            meeting_named,
            back=offered is not None,
        )
        return check_meeting(run, meeting, on)
    except prompts.Back:
        return choose_meeting(run, offered, on)


def check_meeting(run: Run, meeting: Meeting, on: date | None, *, back: bool = True) -> Meeting:
    """The session with those who are named. Only an earlier day is asked about; the answer no means
    a session that was not planned. With ``back`` it raises Back."""
    session = meeting.session
    if session is None:
        return meeting
    text = meeting.planned(run.today)
    if more := len(session.teachers) - len(meeting.teachers):
        text += f" with {more} more"
    elif on is not None or session.date >= run.today:
        early = ": logged as of today" if session.date > run.today else ""
        prompts.tell(f"{text}{early}.")
        return meeting
    if prompts.yes(f"{text}. This one?", default=True, back=back):
        return meeting
    return Meeting(meeting.teachers, None)


def tell_waiting(run: Run, declined: Session) -> Meeting | None:
    """Say whose visits wait to be logged too, the last ones. The visit, when it is one."""
    with run.reading(storing=True) as db:
        others = [
            meeting_of(db, session) for session in sessions_to_log(db, run) if session != declined
        ]
    if others:
        names = "; ".join(meeting.names for meeting in others[-MOST_WAITING:])
        prompts.tell(f"Also waiting to be logged: {names}.")
    return others[0] if len(others) == 1 else None
