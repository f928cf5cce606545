"""``coach log week``: what was planned and is not logged yet, in one sitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.errors import UsageProblem
from coachcli.values.session import Session
from coachcli.values.words import SessionState

if TYPE_CHECKING:
    from coachcli.cli.log.visit import Receipt
    from coachcli.cli.log.visit_draft import VisitDraft

LATER, STOP = "later", "stop"


@dataclass
class Sitting:
    """What became of the sessions so far: those logged, and those left for later."""

    logged: list[Receipt] = field(default_factory=list)
    waiting: list[Session] = field(default_factory=list)

    JSON = ("logged", "left")

    @property
    def left(self) -> list[int]:
        return [session.id for session in self.waiting]

    def keep(self, run: Run, receipt: Receipt) -> None:
        self.logged.append(receipt)
        if not run.json:
            receipt.tell(run)

    def summary(self) -> str:
        """How many were logged, by what happened, and what is left."""
        none_else = "A visit that was not planned: coach log session TEACHER"
        if not self.logged and not self.left:
            return f"Nothing waits to be logged. {none_else}"
        logged = f"Logged: {count_states(self.logged)}."
        if not self.left:
            return f"{logged} Nothing is left. {none_else}"
        what = "session" if len(self.left) == 1 else "sessions"
        numbers = ", ".join(map(str, self.left))
        return f"{logged} Left for later: {what} {numbers}. Then: coach log week"


def week(
    ctx: typer.Context,
    week: Annotated[
        str,
        typer.Option("--week", metavar="DATE", help="Only the week of this day: last week."),
    ] = "",
) -> None:
    """Log the planned sessions whose day has come, one after the other.

    Each can be left for later, and the sitting stopped at any question; what was answered is kept.
    """
    from coachcli.store import drafts

    run = run_of(ctx)
    if not run.terminal:
        raise UsageProblem(
            "There is no terminal to ask in.",
            "Log each with a card: coach log session TEACHER --template, then --from FILE.",
        )
    monday = parse_week(run, week) if week else None
    with drafts.alone(run.home):
        sitting = sit(run, monday)
    run.answer("log week", sitting, lambda: run.screen.say(sitting.summary()))


def parse_week(run: Run, text: str) -> date:
    """The Monday of the week meant. What happened is past, so ``tue`` is the Tuesday that was."""
    from coachcli.dates import parse_past_day
    from coachcli.planning.calendar.weeks import monday

    return monday(parse_past_day(text, run.today))


def sit(run: Run, monday: date | None) -> Sitting:
    """Go through what waits, after an entry that was not finished."""
    from coachcli.cli.dialog import prompts
    from coachcli.cli.dialog.interview import HINT
    from coachcli.cli.log.visit_interview import finish_draft

    sitting = Sitting()
    is_hint_told, receipt = finish_draft(run)
    if receipt is not None:
        sitting.keep(run, receipt)
    waiting = waiting_sessions(run, monday)
    sitting.waiting = list(waiting)
    if waiting and not is_hint_told:
        prompts.tell(HINT)
    try:
        for place, session in enumerate(waiting, 1):
            prompts.tell(f"{place} of {len(waiting)}")
            if not log_one(run, sitting, session):
                break
    except (KeyboardInterrupt, EOFError):
        prompts.tell(sitting.summary())
        raise
    return sitting


def waiting_sessions(run: Run, monday: date | None) -> list[Session]:
    """The planned sessions whose time has come, oldest first; of one week, if one is named."""
    from coachcli.cli.log.meeting import sessions_to_log
    from coachcli.planning.calendar import weeks

    with run.reading(storing=True) as db:
        waiting = sessions_to_log(db, run)
    return [
        session for session in waiting if monday is None or weeks.monday(session.date) == monday
    ]


class Skip(Exception):
    """The coach leaves this session for later, or stops; ``visit`` is what was answered of it."""

    def __init__(self, word: str, visit: VisitDraft) -> None:
        super().__init__()
        self.word = word
        self.visit = visit


def log_one(run: Run, sitting: Sitting, session: Session) -> bool:
    """Ask about one session; False when the coach wants to stop."""
    from coachcli.cli.dialog import prompts
    from coachcli.cli.log.meeting import blank_card, meeting_of
    from coachcli.cli.log.visit_interview import ask_visit

    with run.reading(storing=True) as db:
        meeting = meeting_of(db, session)
        card = blank_card(db, meeting, run.today)
    prompts.tell(f"{meeting.planned(run.today)}.")
    try:
        receipt = ask_visit(run, meeting, card, ask_state=ask_state_or_skip, hint=False)
    except Skip as skip:
        return leave(run, skip)
    sitting.keep(run, receipt)
    sitting.waiting.remove(session)
    return True


def leave(run: Run, skip: Skip) -> bool:
    """Let go of a session that is left; False to stop.

    Texts typed of it stay. There is one place for that, so then the sitting stops in any case.
    """
    from coachcli.cli.dialog import prompts
    from coachcli.store import drafts

    if skip.visit.has_text:
        prompts.tell("What you typed of it is kept. Go on with: coach log week")
        return False
    drafts.drop(run.home, skip.visit.draft)
    return skip.word != STOP


def ask_state_or_skip(visit: VisitDraft) -> bool:
    """What happened, or whether to leave it, which raises Skip."""
    from coachcli.cli.dialog import prompts
    from coachcli.cli.log.questions import put_state
    from coachcli.coaching.words import label

    choice = prompts.answer(
        f"What happened (held, cancelled or no-show; {LATER} or {STOP})",
        label(visit.card.state),
        parse_choice,
        back=True,
    )
    if isinstance(choice, SessionState):
        return put_state(visit, choice)
    raise Skip(choice, visit)


def parse_choice(text: str) -> SessionState | str:
    """A state, or the word for leaving this one or all of them."""
    from coachcli.coaching.card.card import CARD_STATES
    from coachcli.coaching.words import choices, label, state_named
    from coachcli.errors import CoachError

    word = text.strip().casefold()
    for known in (LATER, STOP, "skip", "quit"):
        if word and known.startswith(word):
            return {"skip": LATER, "quit": STOP}.get(known, known)
    state = state_named(text)
    if state not in CARD_STATES:
        raise CoachError(
            f"It is {label(state)} already.", f"Choose {choices(CARD_STATES)}, {LATER} or {STOP}."
        )
    return state


def count_states(receipts: Sequence[Receipt]) -> str:
    """``2 held, 1 no-show``."""
    from coachcli.coaching.card.card import CARD_STATES
    from coachcli.coaching.words import label

    states = [receipt.state for receipt in receipts]
    counts = [f"{states.count(s)} {label(s)}" for s in CARD_STATES if s in states]
    return ", ".join(counts) or "none"
