"""What is to change in a logged session: shown, asked about, and stored as one change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from coachcli.cli.dialog.prompts import confirm
from coachcli.cli.log.logged_session import Logged, said_session, steps_said
from coachcli.cli.log.visit import Meeting
from coachcli.cli.program.context import Run
from coachcli.coaching.card.card import Card
from coachcli.coaching.card.changes import Change, changes, parts_changed
from coachcli.coaching.people.names import find_active
from coachcli.errors import CoachError, UsageProblem
from coachcli.planning.calendar.slots import end_of
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import Part, SessionState

if TYPE_CHECKING:
    from coachcli.store.writing.sessions import LoggedSession, SealedNote


def by_options(
    run: Run,
    at_hand: Logged,
    card: Card,
    words: Sequence[str] | None,
    part: Part | None,
    *,
    yes: bool,
) -> None:
    """Show what the options change, ask, then ask for what is to be added; store all at once."""
    # Slow to import, and not needed to say what is wrong with the options.
    from coachcli.cli.dialog.note_input import QUESTIONS
    from coachcli.cli.dialog.sealed_input import sealed_text
    from coachcli.store.writing.sessions import SealedNote

    meeting = Meeting(named(at_hand, words) if words else at_hand.teachers, None)
    card = replace(card, teachers=tuple(each.handle for each in meeting.teachers))
    must_say_by_whom(card)
    found = changes(at_hand.card, card)
    if found:
        show(run, at_hand, found, meeting, yes=yes)
    entry = edited(at_hand, card, meeting)
    if part is None:
        if not found:
            raise CoachError("Nothing changes in that.", code="same")
        store(run, at_hand, entry, found, meeting)
        done(run, at_hand, found, meeting)
        return
    about = f"log edit {at_hand.session.id} --add {part}"
    with sealed_text(run, about, QUESTIONS[part]) as (uid, sealed):
        if sealed is None and not found:
            raise CoachError("There is no text to add; nothing was changed.", code="same")
        notes = () if sealed is None else (SealedNote(uid, part, sealed),)
        store(run, at_hand, entry, found, meeting, notes)
    done(run, at_hand, found, meeting, added=sealed is not None)


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
    run: Run,
    at_hand: Logged,
    found: Sequence[Change],
    meeting: Meeting,
    *,
    yes: bool,
    new_steps: int = 0,
) -> None:
    """What changes, old -> new, on stderr; then the question. Sealed text is never shown."""
    if yes:
        return
    run.screen.tell(said_session(at_hand, run.today), "bold")
    for each in found:
        run.screen.tell(f"  {each.title}: {said_change(each, at_hand, run.today)}")
    for line in steps_moving(at_hand, meeting):
        run.screen.tell(f"  {line}")
    if new_steps:
        run.screen.tell(f"  Next steps: {new_steps} more, sealed")
    confirm(run, "Change it so?")


def said_change(each: Change, at_hand: Logged, today: date) -> str:
    """What the field was and what it will be; of a sealed text only what becomes of it."""
    if each.is_text:
        if each.old is None:
            return "added, sealed"
        return "replaced, sealed" if each.new else "removed"
    old, new = each.in_words(today)
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
        go = "goes" if len(at_hand.steps) == 1 else "go"
        return [f"{steps_said([each.id for each in at_hand.steps])} now {go} with {whose.name}"]
    there = {each.handle for each in meeting.teachers}
    left = [each.id for each in at_hand.steps if each.teacher not in there]
    stays = "stays with whom it was" if len(left) == 1 else "stay with whom they were"
    return [f"{steps_said(left)} {stays} agreed"] if left else []


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
    run: Run,
    at_hand: Logged,
    entry: LoggedSession,
    found: Sequence[Change],
    meeting: Meeting,
    added: Sequence[SealedNote] = (),
) -> list[int]:
    """One change; returns the numbers of the steps that are new in it."""
    from coachcli.store.writing import change, record

    whose = steps_go_to(at_hand, meeting)
    with change(run.home, f"log edit {at_hand.session.id}", run.now) as writer:
        steps: list[int] = []
        if found or entry.steps:
            steps = record.edit(
                writer,
                at_hand.session.id,
                entry,
                replaced=parts_changed(tuple(found)),
                steps_go_to=whose.id if whose else None,
            )
        if added:
            record.add_to(writer, at_hand.session.id, added)
    return steps


def done(
    run: Run,
    at_hand: Logged,
    found: Sequence[Change],
    meeting: Meeting,
    steps: Sequence[int] = (),
    *,
    added: bool = False,
) -> None:
    number = at_hand.session.id
    said = [f"Session {number} is changed."] if found else []
    said += [f"Added to session {number}, sealed."] * added
    said += [f"{steps_said(steps)} sealed."] * bool(steps)
    said += [f"{line}." for line in steps_moving(at_hand, meeting)]
    run.done(
        "log edit",
        " ".join([*said, "Take it back with: coach undo"]),
        id=number,
        changes=[{"field": each.field, "old": each.old, "new": each.new} for each in found],
        notes_added=added,
        steps=list(steps),
    )
