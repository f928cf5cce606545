"""Logging a visit by answering questions. After each answer the draft is on disk, texts sealed.

Everything clear is asked first, then what was said, then what is next. Going on with a draft asks
only what was not answered yet, and needs no passphrase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from uuid import uuid4

from coachcli import dates
from coachcli.cli.dialog import prompts
from coachcli.cli.dialog.interview import GIVEN, Interview, Question, tell_hint, walk
from coachcli.cli.dialog.note_input import ask_into
from coachcli.cli.dialog.prompts import yes
from coachcli.cli.log.fact_questions import facts
from coachcli.cli.log.open_steps import agreed_before, ticked
from coachcli.cli.log.step_questions import next_steps
from coachcli.cli.log.visit import Meeting, Stored, entry, store
from coachcli.cli.program.context import Run
from coachcli.coaching.card.card import Card, check_card
from coachcli.coaching.card.reading import parse_card
from coachcli.coaching.people.names import find
from coachcli.errors import CoachError
from coachcli.store import drafts, reading
from coachcli.store.drafts import Draft
from coachcli.values.words import Owner, Part, SessionState

NOTHING: Mapping[str, object] = {}
SAID = (Part.NOTES, Part.WORKS, Part.HARD, Part.ASK_NEXT)


def begin(
    run: Run,
    meeting: Meeting,
    card: Card,
    given: set[str],
    what: str = "",
    *,
    kept: Mapping[str, object] = NOTHING,
    may_choose: bool = False,
    ask_state: Callable[[Interview], bool] | None = None,
    hint: bool = True,
) -> Stored:
    """Ask from the start; what the options said is not asked again.

    With ``may_choose`` it raises ChooseAgain, and ``kept`` are the facts that came with the last
    one. ``ask_state`` as for ``Interview``.
    """
    draft = Draft(uid=uuid4().hex, session=meeting.session.id if meeting.session else None)
    draft.answers |= dict.fromkeys(given, GIVEN)
    at = Interview(run, meeting, card, draft, what, may_choose=may_choose, ask_state=ask_state)
    at.say(**kept)
    if hint:
        tell_hint(at, questions)
    return finish(at)


def go_on(draft: Draft, today: date, what: str = "") -> bool:
    """Ask whether to go on with a draft. CoachError when it is neither wanted nor waste."""
    about = draft.answers.get("about", "a visit")
    if "card" in draft.answers:
        about += f", {dates.say_day(parse_card(draft.answers['card'], today).on, today)}"
    if yes(f"Not finished yet: {about}. Go on with it?", default=True):
        return True
    if yes("Throw it away?", default=False):
        return False
    raise CoachError(
        "It is kept as it is.",
        f"Finish it before the next one: coach log {what or 'session'}",
        code="draft",
    )


def resume(run: Run, draft: Draft, what: str = "") -> Stored:
    """Ask what was not answered yet."""
    card = parse_card(draft.answers["card"], run.today)
    with run.reading() as db:
        known = reading.teachers(db, archived=True)
        session = reading.session(db, draft.session) if draft.session is not None else None
    teachers = tuple(find(handle, known) for handle in card.teachers)
    still = session if session and session.state is SessionState.PLANNED else None
    at = Interview(run, Meeting(teachers, still), card, draft, what)
    tell_hint(at, questions)
    return finish(at)


def finish(at: Interview) -> Stored:
    """Ask, store, and only then let the draft go."""
    at.draft.answers["about"] = at.meeting.names
    try:
        walk(at, questions)
    except (KeyboardInterrupt, EOFError):
        if at.now.home.draft_of(at.what).exists():
            prompts.tell(f"What you answered is kept. Go on with: coach {at.command}")
        raise
    at.card = at.card_told
    check_card(at.card, at.now.today)
    return store_draft(at)


def questions(at: Interview) -> Iterator[Question]:
    """All that is asked about a visit, in order, as far as the answers so far bring it."""
    yield from facts(at)
    if at.card.state is not SessionState.HELD:
        yield Question(Part.REASON, partial(ask_text, part=Part.REASON))
        return
    yield from agreed_before(at)
    for part in SAID:
        yield Question(part, partial(ask_text, part=part))
    for owner in Owner:
        yield from next_steps(at, owner)


def ask_text(at: Interview, part: Part) -> bool:
    ask_into(at.draft, part, at.to, at.save)
    return True


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
    done = ticked(at) if at.card.state is SessionState.HELD else []
    at.draft.storing = True
    at.save()
    logged = entry(at.card, at.meeting, at.draft.uid, notes, steps, minutes)
    stored = store(at.now, logged, at.meeting, at.command, done)
    drafts.drop(at.now.home, at.what)
    return stored
