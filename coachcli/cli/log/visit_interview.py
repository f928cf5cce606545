"""Logging a visit by answering questions, or with its card in an editor; and going on with one that
was not finished.

Everything clear is asked first, then what was said, then what is next. Going on with a draft asks
only what was not answered yet, and needs no passphrase; a card that an editor left needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from uuid import uuid4

from coachcli import dates
from coachcli.cli.dialog import card_editor, opener, prompts
from coachcli.cli.dialog.interview import GIVEN, HINT, unasked, walk
from coachcli.cli.log.meeting import Meeting
from coachcli.cli.log.questions import questions
from coachcli.cli.log.step_questions import steps_done
from coachcli.cli.log.visit import Receipt, log_card, session_of, store, with_planned_time
from coachcli.cli.log.visit_draft import VisitDraft
from coachcli.cli.program.context import Run
from coachcli.cli.program.people import people
from coachcli.coaching.card.card import Card, check_card, print_card
from coachcli.coaching.card.reading import parse_card
from coachcli.errors import CoachError
from coachcli.store import drafts, reading
from coachcli.store.drafts import Draft
from coachcli.values.session import LoggedSession
from coachcli.values.words import SessionState
from coachcli.vault import sealing

NO_FACTS: Mapping[str, object] = {}


def ask_visit(
    run: Run,
    meeting: Meeting,
    card: Card,
    given: Collection[str] = (),
    what: str = "",
    *,
    facts: Mapping[str, object] = NO_FACTS,
    may_choose: bool = False,
    ask_state: Callable[[VisitDraft], bool] | None = None,
    hint: bool = True,
) -> Receipt:
    """Ask from the start; what is ``given``, which the options said, is not asked again.

    With ``may_choose`` it raises ChooseAgain, and ``facts`` are those that came with the last one.
    ``ask_state`` as for ``VisitDraft``.
    """
    session = meeting.session.id if meeting.session else None
    draft = Draft(uuid4().hex, what, session, answers=dict.fromkeys(given, GIVEN))
    visit = VisitDraft(run, meeting, card, draft, may_choose=may_choose, ask_state=ask_state)
    visit.put(**facts)
    return finish(visit, hint=hint)


def finish_draft(run: Run, what: str = "") -> tuple[bool, Receipt | None]:
    """Go on with the draft that waits, if the coach wants to: whether so, and what was stored."""
    draft = drafts.load(run.home, what)
    if draft is None:
        return False, None
    if not is_stored(run, draft) and wants_to_finish(run, draft):
        if draft.card is None:
            return True, finish(resumed(run, draft))
        text = sealing.unseal(draft.card, draft.card_uid, opener.needed_key(run))
        return True, log_in_editor(run, draft, text, first="")
    drafts.drop(run.home, draft)
    return False, None


def is_stored(run: Run, draft: Draft) -> bool:
    """Whether a draft was stored in the moment before its file should have been removed."""
    if not draft.storing:
        return False
    with run.reading(storing=True) as db:
        if draft.notes:
            return reading.has_note(db, draft.notes[0].uid)
        if draft.steps:
            uids = {step.uid for step in reading.steps(db, closed=True)}
            return draft.steps[0].uid in uids
        if draft.session is None:
            return reading.has_session(db, draft.uid)
        session = reading.session(db, draft.session)
        return session is None or session.state is not SessionState.PLANNED


def wants_to_finish(run: Run, draft: Draft) -> bool:
    """Ask whether to go on with a draft. CoachError when it is neither wanted nor waste."""
    with run.reading(storing=True) as db:
        names = {who.handle: who.name for who in reading.teachers(db, archived=True)}
    handles = draft.about.split(", ")
    about = ", ".join(names[handle] for handle in handles if handle in names) or "a visit"
    if "card" in draft.answers:
        about += f", {dates.say_day(parse_card(draft.answers['card'], run.today).on, run.today)}"
    elif draft.card is not None:
        about = f"the card for {about}"
    if prompts.yes(f"Not finished yet: {about}. Go on with it?", default=True):
        return True
    if prompts.yes("Throw it away?", default=False):
        return False
    raise CoachError(
        "It is kept as it is.", f"Finish it before the next one: {draft.command}", code="draft"
    )


def resumed(run: Run, draft: Draft) -> VisitDraft:
    """A visit as its draft has it."""
    card = parse_card(draft.answers["card"], run.today)
    with run.reading(storing=True) as db:
        teachers = tuple(map(people(db).find, card.teachers))
        session = reading.session(db, draft.session) if draft.session is not None else None
    still = session if session and session.state is SessionState.PLANNED else None
    return VisitDraft(run, Meeting(teachers, still), card, draft)


def finish(visit: VisitDraft, *, hint: bool = True) -> Receipt:
    """Ask what was not answered yet, store, and only then let the draft go."""
    run, draft = visit.run, visit.draft
    draft.about = ", ".join(visit.meeting.handles)
    ask = partial(questions, visit)
    if hint and (visit.may_choose or len(unasked(ask, draft.answers)) > 1):
        prompts.tell(HINT)
    try:
        walk(ask, draft.answers, visit.save, visit.before_first)
    except (KeyboardInterrupt, EOFError):
        if draft.path(run.home).exists():
            prompts.tell(f"What you answered is kept. Go on with: {draft.command}")
        raise
    visit.card = visit.final_card
    check_card(visit.card, run.today)
    with run.reading(storing=True) as db:
        minutes = reading.settings(db).minutes
    done = steps_done(visit) if visit.card.state is SessionState.HELD else []
    card = with_planned_time(visit.card, visit.meeting)
    session = session_of(card, visit.meeting, minutes, draft.uid)
    logged = LoggedSession(session, tuple(draft.notes), tuple(draft.steps))
    return store(run, logged, visit.meeting, f"log {draft.what or 'session'}", done, draft)


def edit_card(run: Run, meeting: Meeting, card: Card) -> Receipt | None:
    """Open the editor on the card until it can be read, then log it.

    Nothing is logged when the card comes back as it was.
    """
    names = {teacher.handle: teacher.name for teacher in meeting.teachers}
    text = print_card(card, names, guide=True)
    draft = Draft(uuid4().hex, about=", ".join(meeting.handles), card_uid=uuid4().hex)
    return log_in_editor(run, draft, text, first=text)


def log_in_editor(run: Run, draft: Draft, text: str, *, first: str) -> Receipt | None:
    receipts: list[Receipt] = []

    def finish_card(text: str) -> None:
        receipts.append(log_card(run, parse_card(text, run.today), draft))

    card_editor.edit(run, draft, text, finish_card, first=first)
    return receipts[0] if receipts else None
