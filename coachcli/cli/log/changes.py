"""A logged session at hand, and what is to change in it: shown, asked about, and stored at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachcli.cli.dialog.prompts import confirm
from coachcli.cli.log.meeting import Meeting, say_session
from coachcli.cli.program.context import Run
from coachcli.cli.program.people import People, people
from coachcli.coaching.card.card import Card
from coachcli.coaching.card.changes import Change, parts_changed
from coachcli.errors import CoachError, UsageProblem, unknown
from coachcli.store import reading
from coachcli.values.frozen import dataclass
from coachcli.values.session import LoggedSession, Note, Session, Step
from coachcli.values.teacher import Teacher
from coachcli.values.words import SessionState


@dataclass(frozen=True)
class SessionRecord:
    """A logged session with what hangs on it. ``card`` has its clear part; texts stay sealed.

    ``known`` are all teachers, ``minutes`` is how long a session usually takes.
    """

    session: Session
    teachers: tuple[Teacher, ...]
    known: People
    notes: tuple[Note, ...]
    steps: tuple[Step, ...]
    minutes: int

    @property
    def card(self) -> Card:
        session = self.session
        return Card(
            teachers=session.teachers,
            on=session.date,
            at=session.start,
            state=session.state,
            kinds=session.kinds,
            minutes=session.minutes,
            focus=session.focus,
            asked_by=session.asked_by,
            cancelled_by=session.cancelled_by,
        )

    def in_words(self, today: date) -> str:
        names = ", ".join(teacher.name for teacher in self.teachers)
        return say_session(self.session.id, self.session, names, today)

    def meeting_with(self, words: Sequence[str]) -> Meeting:
        """The session with those who were there: whoever was before, whatever became of them;
        others if in the rotation."""
        before = {teacher.handle: teacher for teacher in self.teachers}
        teachers = [
            before.get(word.strip().casefold()) or self.known.find_active(word) for word in words
        ]
        return Meeting(tuple(dict.fromkeys(teachers)), self.session)

    def steps_go_to(self, meeting: Meeting) -> Teacher | None:
        """Whose the steps become: a session with one teacher that was really with another one."""
        if len(self.teachers) == len(meeting.teachers) == 1 and self.steps:
            return meeting.teachers[0] if self.teachers != meeting.teachers else None
        return None

    def steps_moving(self, meeting: Meeting) -> str:
        """What the steps do when the teachers change, if anything."""
        whose = self.steps_go_to(meeting)
        if whose is not None:
            go = "goes" if len(self.steps) == 1 else "go"
            return f"{say_steps([step.id for step in self.steps])} now {go} with {whose.name}"
        left = [step.id for step in self.steps if step.teacher not in meeting.handles]
        stays = "stays with whom it was" if len(left) == 1 else "stay with whom they were"
        return f"{say_steps(left)} {stays} agreed" if left else ""


def session_record(run: Run, which: str) -> SessionRecord:
    """The logged session that a number or a teacher's name means: the last one, for a name."""
    with run.reading(storing=True) as db:
        known = people(db)
        session = numbered(db, which) if which.isdecimal() else last_with(db, which, known)
        by_handle = {teacher.handle: teacher for teacher in known.teachers}
        return SessionRecord(
            session,
            tuple(by_handle[handle] for handle in session.teachers),
            known,
            tuple(reading.notes_of(db, session.id)),
            tuple(s for s in reading.steps(db, closed=True) if s.session == session.id),
            reading.settings(db).minutes,
        )


def numbered(db: reading.Connection, which: str) -> Session:
    session = reading.session(db, int(which))
    if session is None:
        hint = "See the numbers with: coach schedule show, or coach notes TEACHER"
        raise unknown("session", which, hint)
    if session.state is SessionState.PLANNED:
        raise CoachError(
            f"Session {which} is planned and not logged yet.",
            "Log it with: coach log session. Change the plan with: coach schedule move or cancel",
            code="planned",
        )
    return session


def last_with(db: reading.Connection, word: str, known: People) -> Session:
    who = known.find(word)
    sessions = reading.sessions(db, teacher=who.handle)
    logged = [session for session in sessions if session.state is not SessionState.PLANNED]
    if not logged:
        raise CoachError(
            f"Nothing is logged with {who.name}.",
            f"Log a visit with: coach log session {who.typed}",
            code="unknown",
        )
    return logged[-1]


def say_steps(numbers: Sequence[int]) -> str:
    some = ", ".join(map(str, numbers))
    return f"Next steps {some}" if len(numbers) > 1 else f"Next step {some}"


def check_cancelled(card: Card) -> None:
    if card.state is SessionState.CANCELLED and card.cancelled_by is None:
        raise UsageProblem(
            "Who called it off?", "Say it with --by teacher, --by coach or --by school."
        )


def confirm_changes(
    run: Run,
    record: SessionRecord,
    changes: Sequence[Change],
    meeting: Meeting,
    new_steps: int = 0,
) -> None:
    """Show what changes, old -> new, on stderr; then ask. Sealed text is never shown."""
    run.screen.tell(record.in_words(run.today), "bold")
    for change in changes:
        run.screen.tell(f"  {change.title}: {say_change(change, record, run.today)}")
    if moving := record.steps_moving(meeting):
        run.screen.tell(f"  {moving}")
    if new_steps:
        run.screen.tell(f"  Next steps: {new_steps} more, sealed")
    confirm(run, "Change it so?")


def say_change(change: Change, record: SessionRecord, today: date) -> str:
    """What the field was and what it will be; of a sealed text only what becomes of it."""
    if change.is_text:
        if change.old is None:
            return "added, sealed"
        return "replaced, sealed" if change.new else "removed"
    old, new = change.in_words(today)
    if change.field == "teachers":
        names = {teacher.handle: teacher.name for teacher in record.known.teachers}
        old, new = (
            ", ".join(names.get(handle, handle) for handle in text.split(", "))
            for text in (old, new)
        )
    return f"{old} -> {new}"


def store_changes(
    run: Run,
    record: SessionRecord,
    changes: tuple[Change, ...],
    meeting: Meeting,
    edited: LoggedSession,
    added: Note | None = None,
) -> None:
    """Store the session as it is ``edited``, with what is added to its notes, as one change."""
    from coachcli.store.writing import change
    from coachcli.store.writing import record as writing

    number, whose = record.session.id, record.steps_go_to(meeting)
    steps: list[int] = []
    with change(run.home, f"log edit {number}", run.now) as writer:
        if changes or edited.steps:
            steps = writing.edit(
                writer,
                number,
                edited,
                replaced=parts_changed(changes),
                steps_go_to=whose.id if whose else None,
            )
        if added:
            writing.add_to(writer, number, (added,))
    sentences = [f"Session {number} is changed."] if changes else []
    if added:
        sentences.append(f"Added to session {number}, sealed.")
    if steps:
        sentences.append(f"{say_steps(steps)} sealed.")
    if moving := record.steps_moving(meeting):
        sentences.append(f"{moving}.")
    sentences.append("Take it back with: coach undo")
    run.done(
        "log edit",
        " ".join(sentences),
        id=number,
        changes=changes,
        notes_added=added is not None,
        steps=steps,
    )
