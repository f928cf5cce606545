"""Logging a visit by answering questions. After each answer the draft is on disk, texts sealed.

Everything clear is asked first, then what was said, then what is next. Going on with a draft asks
only what was not answered yet, and needs no passphrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from coachcli import dates
from coachcli.cli import asking
from coachcli.cli.asking import agreed, answer
from coachcli.cli.entry import Meeting, Stored, entry, meeting_of, meeting_with, store
from coachcli.cli.entry import begun as begun_sessions
from coachcli.cli.looking import closed_on
from coachcli.cli.run import Run
from coachcli.cli.texts import ask_into, keep
from coachcli.coaching.card import CARD_STATES, Card, check_card, print_card
from coachcli.coaching.card_reading import parse_card
from coachcli.coaching.names import find
from coachcli.coaching.steps import parse_check_day
from coachcli.coaching.texts import check_text
from coachcli.coaching.words import (
    asked_by_named,
    choices,
    focus_named,
    kinds_named,
    label,
    party_named,
    state_named,
)
from coachcli.dates import quoted
from coachcli.errors import CoachError
from coachcli.store import drafts, reading
from coachcli.store.drafts import Draft, DraftStep
from coachcli.values import (
    AskedBy,
    Focus,
    Kind,
    Owner,
    Part,
    Party,
    Session,
    SessionState,
    Teacher,
)
from coachcli.vault import keys, sealing

if TYPE_CHECKING:
    from coachcli.vault.age import Recipients


MOST_WAITING = 5
"""At most so many visits are named that wait to be logged."""


class Interview:
    """One entry in the making: the clear answers as a card, the sealed ones in the draft.

    ``what`` is the draft it is kept in: that of visits, or ``contact``.
    """

    def __init__(
        self, now: Run, meeting: Meeting, card: Card, draft: Draft, what: str = ""
    ) -> None:
        self.now = now
        self.meeting = meeting
        self.card = card
        self.draft = draft
        self.what = what
        self.to: Recipients = keys.recipients(now.home.path)

    def save(self) -> None:
        """Put everything answered so far on disk. The card holds no text that is sealed."""
        self.draft.answers["card"] = print_card(self.card)
        keep(self.now, self.draft, self.what)

    @property
    def command(self) -> str:
        return f"log {self.what or 'session'}"

    def asked(self, question: str) -> bool:
        return question in self.draft.answers

    def mark(self, question: str) -> None:
        self.draft.answers[question] = "asked"
        self.save()


def agreed_meeting(now: Run, offered: Meeting | None, on: date | None, *, sure: bool) -> Meeting:
    """The session that this is about: the one offered if the coach agrees, else by name.

    ``sure``: the teachers are named. Then only an earlier day is asked about, and the answer no
    means a session that was not planned.
    """
    if offered is not None and offered.session is not None:
        session = offered.session
        text = f"Session {session.id} with {offered.names}, planned {when(session, now.today)}"
        if more := len(session.teachers) - len(offered.teachers):
            text += f" with {more} more"
        elif sure and (on is not None or session.date >= now.today):
            early = session.date > now.today
            asking.tell(f"{text}{': logged as of today' * early}.")
            return offered
        if agreed(f"{text}. This one?", default=True):
            return offered
        if sure:
            return Meeting(offered.teachers, None)
        only = tell_waiting(now, session)
    elif offered is not None:
        return offered
    else:
        only = None
    named = answer(
        "Which teacher (several with commas)", only, lambda said: named_meeting(now, said, on)
    )
    return agreed_meeting(now, named, on, sure=True)


def tell_waiting(now: Run, declined: Session) -> str | None:
    """Say whose visits wait to be logged too, the last ones. The names, when it is one visit."""
    with now.reading() as db:
        others = [meeting_of(db, each) for each in begun_sessions(db, now) if each != declined]
    if others:
        said = "; ".join(each.names for each in others[-MOST_WAITING:])
        asking.tell(f"Also waiting to be logged: {said}.")
    return others[0].names if len(others) == 1 else None


def named_meeting(now: Run, said: str, on: date | None) -> Meeting:
    words = [word for word in said.split(",") if word.strip()]
    with now.reading() as db:
        return meeting_with(db, words, on, now.today)


def when(session: Session, today: date) -> str:
    clock = f" {session.start:%H:%M}" if session.start else ""
    return f"{dates.say_day(session.date, today)}{clock}"


def begin(now: Run, meeting: Meeting, card: Card, given: set[str], what: str = "") -> Stored:
    """Ask from the start; what the options said is not asked again."""
    draft = Draft(uid=uuid4().hex, session=meeting.session.id if meeting.session else None)
    for question in given:
        draft.answers[question] = "asked"
    return finish(Interview(now, meeting, card, draft, what))


def go_on(draft: Draft, today: date, what: str = "") -> bool:
    """Ask whether to go on with a draft. CoachError when it is neither wanted nor waste."""
    about = draft.answers.get("about", "a visit")
    if "card" in draft.answers:
        about += f", {dates.say_day(parse_card(draft.answers['card'], today).on, today)}"
    if agreed(f"Not finished yet: {about}. Go on with it?", default=True):
        return True
    if agreed("Throw it away?", default=False):
        return False
    raise CoachError(
        "It is kept as it is.",
        f"Finish it before the next one: coach log {what or 'session'}",
        code="draft",
    )


def resume(now: Run, draft: Draft, what: str = "") -> Stored:
    """Ask what was not answered yet."""
    card = parse_card(draft.answers["card"], now.today)
    with now.reading() as db:
        known = reading.teachers(db, archived=True)
        session = reading.session(db, draft.session) if draft.session is not None else None
    teachers = tuple(find(handle, known) for handle in card.teachers)
    still = session if session and session.state is SessionState.PLANNED else None
    return finish(Interview(now, Meeting(teachers, still), card, draft, what))


def finish(at: Interview) -> Stored:
    """Ask, store, and only then let the draft go."""
    at.draft.answers["about"] = at.meeting.names
    try:
        ask_facts(at)
        if at.card.state is SessionState.HELD:
            for part in (Part.NOTES, Part.WORKS, Part.HARD, Part.ASK_NEXT):
                ask_text(at, part)
            for owner in Owner:
                ask_steps(at, owner)
        else:
            ask_text(at, Part.REASON)
    except (KeyboardInterrupt, EOFError):
        if at.now.home.draft_of(at.what).exists():
            asking.tell(f"What you answered is kept. Go on with: coach {at.command}")
        raise
    check_card(at.card, at.now.today)
    return store_draft(at)


def store_draft(at: Interview) -> Stored:
    from coachcli.store.writing.sessions import SealedNote, SealedStep

    ids = {teacher.handle: teacher.id for teacher in at.meeting.teachers}
    notes = [SealedNote(note.uid, note.part, note.sealed) for note in at.draft.notes]
    steps = [
        SealedStep(step.uid, ids[step.teacher], step.owner, step.sealed, step.check_on)
        for step in at.draft.steps
    ]
    with at.now.reading() as db:
        minutes = reading.settings(db).minutes
    at.draft.storing = True
    at.save()
    logged = entry(at.card, at.meeting, at.draft.uid, notes, steps, minutes)
    stored = store(at.now, logged, at.meeting, at.command)
    drafts.drop(at.now.home, at.what)
    return stored


def ask_facts(at: Interview) -> None:
    """What happened, in the clear: state, kinds, minutes, focus and who asked for it."""
    card = at.card
    if not at.asked("state"):
        prompt = f"What happened ({choices(CARD_STATES)})"
        state = answer(prompt, label(card.state), lambda text: a_state(text, card, at))
        at.card = card = replace(card, state=state)
        at.mark("state")
    if card.state is SessionState.CANCELLED and not at.asked("cancelled_by"):
        prompt = f"Who called it off ({choices(Party)})"
        at.card = card = replace(card, cancelled_by=answer(prompt, None, party_named))
        at.mark("cancelled_by")
    if card.state is not SessionState.HELD:
        at.card = replace(card, minutes=None)
        return
    if not at.asked("kinds"):
        said = ", ".join(label(kind) for kind in card.kinds)
        asking.tell(f"Kinds: {', '.join(label(kind) for kind in Kind)}")
        at.card = card = replace(card, kinds=answer("Kind", said, kinds_named))
        at.mark("kinds")
    if not at.asked("minutes"):
        minutes = answer(
            "Minutes", str(card.minutes) if card.minutes else None, dates.parse_minutes
        )
        at.card = card = replace(card, minutes=minutes)
        at.mark("minutes")
    if not at.asked("focus"):
        said = label(card.focus) if card.focus else ""
        prompt = "Focus" if said else f"Focus ({choices(Focus)}; Enter: none)"
        at.card = card = replace(card, focus=answer(prompt, said, a_focus))
        at.mark("focus")
    if not at.asked("asked_by"):
        prompt = "Did the teacher ask for it? [y/N, or coach]"
        at.card = replace(card, asked_by=answer(prompt, "", lambda said: asker(said, card)))
        at.mark("asked_by")


def ask_text(at: Interview, part: Part) -> None:
    if not at.asked(part):
        ask_into(at.draft, part, at.to, at.save)
        at.mark(part)


def ask_steps(at: Interview, owner: Owner) -> None:
    """Next steps of one side until an empty one; each is on disk, sealed, before more is asked."""
    if at.asked(f"steps {owner}"):
        return
    today = at.now.today
    whose = "you" if owner is Owner.COACH else at.meeting.names
    kept = sum(step.owner is owner for step in at.draft.steps)
    if kept:
        asking.tell(f"Next steps for {whose} kept so far, sealed: {kept}.")
    while text := step_text(at, owner, f"Next step for {whose} (Enter: none)"):
        steps = for_whom(at, sealed_steps(at, owner, text, at.meeting.teachers))
        check = answer("Check on it", "next visit", lambda said: parse_check_day(said, today))
        if check is not None:
            asking.tell(f"That is {said_check(at.now, check)}.")
        for step in steps:
            step.check_on = check
        at.save()
    at.mark(f"steps {owner}")


def said_check(now: Run, day: date) -> str:
    """The day with what closes it, which is when nobody is there to check anything with."""
    with now.reading() as db:
        closed = closed_on(db, day)
    return dates.say_day(day, now.today) + (f", closed: {closed}" if closed else "")


def step_text(at: Interview, owner: Owner, question: str) -> str:
    try:
        return answer(question, "", check_text)
    except KeyboardInterrupt:
        with suppress(CoachError):
            if half := check_text(asking.half_typed()):
                sealed_steps(at, owner, half, at.meeting.teachers)
        raise


def for_whom(at: Interview, steps: list[DraftStep]) -> list[DraftStep]:
    """Of a step that each of a group has, those whom it is for keep it."""
    group = at.meeting.teachers
    if len(group) == 1:
        return steps
    handles = ", ".join(teacher.handle for teacher in group)
    question = f"For whom ({handles} or all)"
    wanted = {each.handle for each in answer(question, "all", lambda said: some_of(said, group))}
    gone = [step for step in steps if step.teacher not in wanted]
    at.draft.steps = [step for step in at.draft.steps if step not in gone]
    at.save()
    return [step for step in steps if step not in gone]


def sealed_steps(
    at: Interview, owner: Owner, text: str, teachers: Sequence[Teacher]
) -> list[DraftStep]:
    """The step for each of the teachers, on disk at once."""
    steps = []
    for teacher in teachers:
        uid = uuid4().hex
        steps.append(DraftStep(uid, owner, teacher.handle, sealing.seal(text, uid, at.to)))
    at.draft.steps += steps
    at.save()
    return steps


def asker(said: str, card: Card) -> AskedBy:
    """Who asked for it, as a yes, a no or a word; Enter and no leave what the card says."""
    word = said.strip().casefold()
    if word in ("y", "yes"):
        return AskedBy.TEACHER
    if word in ("", "n", "no"):
        return card.asked_by
    try:
        return asked_by_named(word)
    except CoachError:
        raise CoachError(
            f"{quoted(said)} is not an answer to this.",
            "Type y for the teacher, coach for yourself, or Enter for neither.",
        ) from None


def a_state(text: str, card: Card, at: Interview) -> SessionState:
    try:
        state = state_named(text)
    except CoachError as error:
        raise CoachError(error.message, f"Choose {choices(CARD_STATES)}.") from None
    check_card(replace(card, state=state, cancelled_by=None), at.now.today)
    return state


def a_focus(text: str) -> Focus | None:
    return focus_named(text) if text.strip() else None


def some_of(text: str, group: Sequence[Teacher]) -> Sequence[Teacher]:
    if text.strip().casefold() == "all":
        return group
    return tuple(dict.fromkeys(find(word, group) for word in text.split(",") if word.strip()))
