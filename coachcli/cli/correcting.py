"""What is to change in a logged session: shown, asked about, and stored as one change."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING
from uuid import uuid4

from coachcli.cli import asking
from coachcli.cli.entry import Meeting
from coachcli.cli.logged import Logged, said_session, steps_said
from coachcli.cli.run import Run
from coachcli.cli.safety import confirmed
from coachcli.coaching.card import Card
from coachcli.coaching.changes import Change, changes, parts_changed
from coachcli.coaching.names import find_active
from coachcli.errors import CoachError, UsageProblem
from coachcli.planning.slots import end_of
from coachcli.store import drafts
from coachcli.store.drafts import Draft, DraftNote
from coachcli.values import Part, Session, SessionState, Teacher

if TYPE_CHECKING:
    from coachcli.store.writing.sessions import LoggedSession


def by_options(
    now: Run,
    at_hand: Logged,
    card: Card,
    words: Sequence[str] | None,
    part: Part | None,
    *,
    yes: bool,
) -> None:
    """Show what the options change, ask, then ask for what is to be added; store all at once."""
    meeting = Meeting(named(at_hand, words) if words else at_hand.teachers, None)
    card = replace(card, teachers=tuple(each.handle for each in meeting.teachers))
    must_say_by_whom(card)
    found = changes(at_hand.card, card, now.today)
    if found:
        show(now, at_hand, found, meeting, yes=yes)
    what = f"note-{at_hand.session.id}"
    with ExitStack() as stack:
        added: tuple[DraftNote, ...] = ()
        if part is not None:
            stack.enter_context(drafts.alone(now.home, what))
            added = added_text(now, at_hand, part, what)
        if not found and not added:
            raise CoachError("Nothing changes in that.", code="same")
        entry = edited(at_hand, card, meeting)
        steps = store(now, at_hand, entry, found, meeting, added)
        if part is not None:
            drafts.drop(now.home, what)
    done(now, at_hand, found, meeting, steps, added=bool(added))


def named(at_hand: Logged, words: Sequence[str]) -> tuple[Teacher, ...]:
    """Who was there: those of before, whatever became of them; others if in the rotation."""
    found = []
    for word in words:
        of_before = [each for each in at_hand.teachers if each.handle == word.strip().casefold()]
        found.append(of_before[0] if of_before else find_active(word, at_hand.known))
    return tuple(dict.fromkeys(found))


def must_say_by_whom(card: Card) -> None:
    if card.state is SessionState.CANCELLED and card.cancelled_by is None:
        raise UsageProblem(
            "Who called it off?", "Say it with --by teacher, --by coach or --by school."
        )


def show(
    now: Run, at_hand: Logged, found: Sequence[Change], meeting: Meeting, *, yes: bool
) -> None:
    """What changes, old -> new, on stderr; then the question. Sealed text is never shown."""
    if yes:
        return
    now.screen.tell(said_session(at_hand, now.today), "bold")
    for each in found:
        now.screen.tell(f"  {each.title}: {said_change(each, at_hand)}")
    for line in steps_moving(at_hand, meeting):
        now.screen.tell(f"  {line}")
    confirmed(now, "Change it so?")


def said_change(each: Change, at_hand: Logged) -> str:
    if each.field in tuple(Part):
        return "changed; the earlier text is replaced" if each.old != "none" else "added"
    old, new = each.old, each.new
    if each.field == "teachers":
        names = {teacher.handle: teacher.name for teacher in at_hand.known}
        old, new = (
            ", ".join(names.get(handle, handle) for handle in text.split(", "))
            for text in (old, new)
        )
    return f"{old} -> {new}"


def steps_go_to(at_hand: Logged, meeting: Meeting) -> Teacher | None:
    """Whose the steps become: a session with one teacher that was really with another one."""
    if len(at_hand.teachers) == len(meeting.teachers) == 1 and at_hand.steps:
        return meeting.teachers[0] if at_hand.teachers != meeting.teachers else None
    return None


def steps_moving(at_hand: Logged, meeting: Meeting) -> list[str]:
    """What the steps do when the teachers change."""
    whose = steps_go_to(at_hand, meeting)
    if whose is not None:
        return [f"{steps_said([each.id for each in at_hand.steps])}: now {whose.name}'s and yours"]
    there = {each.handle for each in meeting.teachers}
    left = [each.id for each in at_hand.steps if each.teacher not in there]
    return [f"{steps_said(left)}: stay with whom they were agreed"] if left else []


def added_text(now: Run, at_hand: Logged, part: Part, what: str) -> tuple[DraftNote, ...]:
    """What is to be added to a part, sealed. What an interrupted command left counts too."""
    from coachcli.cli import texts
    from coachcli.vault import keys, sealing

    to = keys.recipients(now.home.path)
    draft = drafts.load(now.home, what) or Draft(uuid4().hex, at_hand.session.id)
    stored = {note.uid for note in at_hand.notes}
    draft.notes = [note for note in draft.notes if note.uid not in stored]
    if now.terminal:
        try:
            texts.ask_into(draft, part, to, lambda: texts.keep(now, draft, what))
        except (KeyboardInterrupt, EOFError):
            asking.tell()
            if draft.notes:
                again = f"coach log edit {at_hand.session.id} --add {part.value.replace('_', '-')}"
                asking.tell(f"What you typed is kept, sealed. Go on with: {again}")
            raise
    elif text := texts.piped():
        uid = uuid4().hex
        draft.notes.append(DraftNote(uid, part, sealing.seal(text, uid, to)))
        texts.keep(now, draft, what)
    return tuple(draft.notes)


def edited(at_hand: Logged, card: Card, meeting: Meeting) -> LoggedSession:
    """The session as it should be, with the texts that the card has."""
    from coachcli.store.writing.sessions import LoggedSession

    session = at_hand.session
    start, end = times(session, card, at_hand.minutes)
    return LoggedSession(
        uid=session.uid,
        teacher_ids=tuple(each.id for each in meeting.teachers),
        date=card.on,
        state=card.state,
        start=start,
        end=end,
        kinds=card.kinds,
        focus=card.focus,
        minutes=card.minutes,
        asked_by=card.asked_by,
        cancelled_by=card.cancelled_by,
    )


def times(session: Session, card: Card, minutes: int) -> tuple[time | None, time | None]:
    """Beginning and end; the end stands as long as the beginning does."""
    if card.at is None or card.at == session.start:
        return card.at, session.end if card.at else None
    return card.at, end_of(card.at, card.minutes or minutes)


def store(
    now: Run,
    at_hand: Logged,
    entry: LoggedSession,
    found: Sequence[Change],
    meeting: Meeting,
    added: Sequence[DraftNote] = (),
) -> list[int]:
    from coachcli.store.writing import change, record
    from coachcli.store.writing.sessions import SealedNote

    more = [SealedNote(note.uid, note.part, note.sealed) for note in added]
    whose = steps_go_to(at_hand, meeting)
    with change(now.home, "log edit", now.now) as writer:
        steps: list[int] = []
        if found or entry.steps:
            steps = record.edit(
                writer,
                at_hand.session.id,
                entry,
                replaced=parts_changed(tuple(found)),
                steps_go_to=whose.id if whose else None,
            )
        if more:
            record.add_to(writer, at_hand.session.id, more)
    return steps


def done(
    now: Run,
    at_hand: Logged,
    found: Sequence[Change],
    meeting: Meeting,
    steps: Sequence[int],
    *,
    added: bool = False,
) -> None:
    number = at_hand.session.id
    said = [f"Session {number} is changed."] if found else [f"Session {number}:"]
    said += ["Notes sealed."] * added
    said += [f"{steps_said(steps)} sealed."] * bool(steps)
    said += [f"{line}." for line in steps_moving(at_hand, meeting)]
    now.done(
        "log edit",
        " ".join([*said, "Take it back with: coach undo"]),
        id=number,
        changes=[{"field": each.field, "old": each.old, "new": each.new} for each in found],
        notes_added=added,
        steps=list(steps),
    )
