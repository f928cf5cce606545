"""From a card to what is stored, and what is said of it: teachers found, all texts sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from uuid import uuid4

from coachcli.cli.log.meeting import Meeting, meeting_with, say_session
from coachcli.cli.program.context import Run
from coachcli.coaching.card.card import Card
from coachcli.errors import CoachError
from coachcli.planning.calendar.slots import end_of
from coachcli.store import drafts, reading
from coachcli.store.drafts import Draft
from coachcli.values.frozen import dataclass
from coachcli.values.session import Day, LoggedSession, Note, SealedStep, Session
from coachcli.values.words import Part, SessionState, StepState, is_contact


@dataclass(frozen=True)
class Receipt:
    """What was stored: the number of the session, those of its steps, and whom it was with.

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

    JSON = ("id", "teachers", "date", "state", "steps", "done")

    @property
    def teachers(self) -> tuple[str, ...]:
        return self.meeting.handles

    @property
    def date(self) -> Day:
        return self.logged.session.date

    @property
    def state(self) -> SessionState:
        return self.logged.session.state

    def answer(self, run: Run) -> None:
        """Say what was kept, as the answer of the command."""
        run.answer(self.command, self, lambda: self.tell(run))

    def tell(self, run: Run) -> None:
        """Say what was kept, in words alone."""
        if self.other is not None:
            run.screen.tell(
                f"Session {self.other} of the same day is kept too; undo takes this back."
            )
        run.screen.say(" ".join(self.sentences(run)))

    def sentences(self, run: Run) -> list[str]:
        """What was kept, without a word of it."""
        session = say_session(self.id, self.logged.session, self.meeting.names, run.today)
        sentences = [f"{session}."]
        if self.logged.notes:
            sentences.append("Notes sealed.")
        if self.steps:
            sentences.append(f"Next steps sealed: {', '.join(map(str, self.steps))}.")
        if self.done:
            steps = "step" if len(self.done) == 1 else "steps"
            sentences.append(f"Done now: {steps} {', '.join(map(str, self.done))}.")
        return sentences


def log_card(run: Run, card: Card, draft: Draft | None = None) -> Receipt:
    """Store what a card says, and let go of the draft that it waited in."""
    with run.reading(storing=True) as db:
        meeting = meeting_with(db, card.teachers, card.on, run.today)
        minutes = reading.settings(db).minutes
    if is_contact(card.kinds):
        meeting = Meeting(meeting.teachers, None)  # the planned visit is still to come
    card = with_planned_time(with_handles(card, meeting), meeting)
    return store(run, seal_card(run, card, meeting, minutes), meeting, "log session", draft=draft)


def seal_card(run: Run, card: Card, meeting: Meeting, minutes: int) -> LoggedSession:
    """What a card says, with every text sealed. Needs no passphrase."""
    from coachcli.vault import keys, sealing

    to = keys.recipients(run.home.path)
    notes, steps = [], []
    for part in Part:
        if text := getattr(card, part.value):
            uid = uuid4().hex
            notes.append(Note(uid, part, sealing.seal(text, uid, to)))
    for step in card.steps:
        for handle in [step.teacher] if step.teacher else meeting.handles:
            uid = uuid4().hex
            sealed = sealing.seal(step.text, uid, to)
            steps.append(SealedStep(uid, handle, step.owner, sealed, step.check_on))
    session = session_of(card, meeting, minutes, uuid4().hex)
    return LoggedSession(session, tuple(notes), tuple(steps))


def session_of(card: Card, meeting: Meeting, minutes: int, uid: str) -> Session:
    """The clear part of a card. ``minutes`` is how long a session takes where the card does not
    say."""
    return Session(
        id=meeting.session.id if meeting.session else 0,
        uid=uid,
        date=card.on,
        start=card.at,
        end=end_time(card, meeting.session, minutes),
        state=card.state,
        teachers=meeting.handles,
        kinds=card.kinds,
        focus=card.focus,
        minutes=card.minutes if card.state is SessionState.HELD else None,
        asked_by=card.asked_by,
        cancelled_by=card.cancelled_by,
    )


def end_time(card: Card, before: Session | None, minutes: int) -> time | None:
    """The end stands as long as the beginning does."""
    if card.at is None:
        return None
    if before is not None and before.start == card.at:
        return before.end
    return end_of(card.at, card.minutes or minutes)


def with_planned_time(card: Card, meeting: Meeting) -> Card:
    """The card with the time that was planned, where it says none."""
    planned = meeting.session
    if card.at is None and planned is not None and planned.date == card.on:
        return replace(card, at=planned.start)
    return card


def with_handles(card: Card, meeting: Meeting) -> Card:
    """The card with handles where a hand wrote names, in its steps too."""
    if len(card.teachers) != len(meeting.teachers):
        raise CoachError(
            "The card names one teacher twice.", "Name each teacher once, best by handle."
        )
    handles = dict(zip(card.teachers, meeting.handles, strict=True))
    steps = tuple(replace(step, teacher=handles.get(step.teacher, "")) for step in card.steps)
    return replace(card, teachers=meeting.handles, steps=steps)


def store(
    run: Run,
    logged: LoggedSession,
    meeting: Meeting,
    command: str,
    done: Sequence[int] = (),
    draft: Draft | None = None,
) -> Receipt:
    """Write what happened as one change, with the earlier steps that are ``done`` now.

    It is in the ``draft`` first, so that a kill in between is noticed; then the draft goes.
    """
    from coachcli.cli.dialog.sealed_input import save_draft
    from coachcli.store.writing import change, sessions

    if draft is not None:
        about_to_store(draft, logged)
        save_draft(run, draft)
    with change(run.home, f"{command} {meeting.handles[0]}", run.now) as writer:
        number, steps = sessions.log(writer, logged)
        for step in done:
            sessions.close_step(writer, step, StepState.DONE, run.today)
    with run.reading(storing=True) as db:
        other = same_day_visit(db, number)
    if draft is not None:
        drafts.drop(run.home, draft)
    return Receipt(command, number, tuple(steps), logged, meeting, other, tuple(done))


def about_to_store(draft: Draft, logged: LoggedSession) -> None:
    """Put into the draft what is about to be stored."""
    draft.uid, draft.session = logged.session.uid, logged.session.id or None
    draft.notes, draft.steps, draft.storing = list(logged.notes), list(logged.steps), True


def same_day_visit(db: reading.Connection, number: int) -> int | None:
    """Another visit of the same day with one of those who were there."""
    session = reading.session(db, number)
    if session is None or session.state is not SessionState.HELD or not session.counts_as_visit:
        return None
    of_day = reading.sessions(db, session.date, session.date, state=SessionState.HELD)
    others = (
        other.id
        for other in of_day
        if other.counts_as_visit
        and other.id != number
        and set(other.teachers) & set(session.teachers)
    )
    return next(others, None)
