"""Which session an entry is about: the one that is offered, or one with those who are named."""

from __future__ import annotations

from datetime import date

from coachcli import dates
from coachcli.cli.dialog import prompts
from coachcli.cli.dialog.prompts import answer, yes
from coachcli.cli.log.visit import Meeting, meeting_of, meeting_with
from coachcli.cli.log.visit import begun as begun_sessions
from coachcli.cli.program.context import Run
from coachcli.coaching.people.names import words_apart
from coachcli.values.session import Session

MOST_WAITING = 5
"""At most so many visits are named that wait to be logged."""


def chosen_meeting(
    run: Run, offered: Meeting | None, on: date | None, before: Meeting | None = None
) -> Meeting:
    """The session that came last if the coach agrees, else one with those who are named.

    ``before`` is what was chosen until the coach came back to choose again.
    """
    only, named = None, before if before != offered else None
    if offered is not None and offered.session is not None:
        if named is None and yes(f"{said_planned(offered, run)}. This one?", default=True):
            return offered
        only = tell_waiting(run, offered.session)
    said = ", ".join(each.handle for each in named.teachers) if named else only
    try:
        meeting = answer(
            "Which teacher (several with commas)",
            said,
            lambda typed: named_meeting(run, typed, on),
            back=offered is not None,
        )
        return sure_meeting(run, meeting, on)
    except prompts.Back:
        return chosen_meeting(run, offered, on)


def sure_meeting(run: Run, meeting: Meeting, on: date | None, *, back: bool = True) -> Meeting:
    """The session with those who are named. Only an earlier day is asked about; the answer no means
    a session that was not planned. With ``back`` it raises Back."""
    session = meeting.session
    if session is None:
        return meeting
    text = said_planned(meeting, run)
    if more := len(session.teachers) - len(meeting.teachers):
        text += f" with {more} more"
    elif on is not None or session.date >= run.today:
        early = session.date > run.today
        prompts.tell(f"{text}{': logged as of today' * early}.")
        return meeting
    if yes(f"{text}. This one?", default=True, back=back):
        return meeting
    return Meeting(meeting.teachers, None)


def said_planned(meeting: Meeting, run: Run) -> str:
    session = meeting.session
    if session is None:
        raise AssertionError("only what is planned is said so")
    return f"Session {session.id} with {meeting.names}, planned {when(session, run.today)}"


def tell_waiting(run: Run, declined: Session) -> str | None:
    """Say whose visits wait to be logged too, the last ones. The names, when it is one visit."""
    with run.reading() as db:
        others = [meeting_of(db, each) for each in begun_sessions(db, run) if each != declined]
    if others:
        said = "; ".join(each.names for each in others[-MOST_WAITING:])
        prompts.tell(f"Also waiting to be logged: {said}.")
    return others[0].names if len(others) == 1 else None


def named_meeting(run: Run, said: str, on: date | None) -> Meeting:
    words = words_apart(said)
    with run.reading() as db:
        return meeting_with(db, words, on, run.today)


def when(session: Session, today: date) -> str:
    clock = f" {session.start:%H:%M}" if session.start else ""
    return f"{dates.say_day(session.date, today)}{clock}"
