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
    from coachcli.cli.dialog.interview import Interview
    from coachcli.cli.log.visit import Stored

LATER, STOP = "later", "stop"


@dataclass
class Sitting:
    """What became of the sessions so far: those logged, and those left for later."""

    logged: list[Stored] = field(default_factory=list)
    left: list[Session] = field(default_factory=list)


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
    monday = week_named(run, week) if week else None
    with drafts.alone(run.home):
        sat = sit(run, monday)
    answer(run, sat)


def week_named(run: Run, text: str) -> date:
    """The Monday of the week meant. What happened is past, so ``tue`` is the Tuesday that was."""
    from coachcli.dates import parse_past_day
    from coachcli.planning.calendar.weeks import monday

    return monday(parse_past_day(text, run.today))


def sit(run: Run, monday: date | None) -> Sitting:
    """Go through what waits, after an entry that was not finished."""
    from coachcli.cli.dialog import prompts
    from coachcli.cli.dialog.interview import HINT
    from coachcli.cli.log.recording import finish_draft

    sat = Sitting()
    has_said, stored = finish_draft(run)
    if stored is not None:
        keep(run, sat, stored)
    sat.left = waiting(run, monday)
    if sat.left and not has_said:
        prompts.tell(HINT)
    try:
        all_of_them = tuple(sat.left)
        for place, session in enumerate(all_of_them, 1):
            prompts.tell(f"{place} of {len(all_of_them)}")
            if not log_one(run, sat, session):
                break
    except (KeyboardInterrupt, EOFError):
        prompts.tell(summary(sat))
        raise
    return sat


def waiting(run: Run, monday: date | None) -> list[Session]:
    """The planned sessions whose time has come, oldest first; of one week, if one is named."""
    from coachcli.cli.log.visit import begun
    from coachcli.planning.calendar import weeks

    with run.reading() as db:
        found = begun(db, run)
    return [each for each in found if monday is None or weeks.monday(each.date) == monday]


class Left(Exception):
    """The coach leaves this session, or stops; ``at`` is what was answered of it."""

    def __init__(self, word: str, at: Interview) -> None:
        super().__init__()
        self.word = word
        self.at = at


def log_one(run: Run, sat: Sitting, session: Session) -> bool:
    """Ask about one session; False when the coach wants to stop."""
    from coachcli.cli.dialog import prompts
    from coachcli.cli.log import visit_questions
    from coachcli.cli.log.visit import blank_card, meeting_of
    from coachcli.cli.log.which_session import said_planned
    from coachcli.store import reading

    with run.reading() as db:
        meeting = meeting_of(db, session)
        minutes, cycles = reading.settings(db).minutes, reading.cycles(db)
    prompts.tell(f"{said_planned(meeting, run)}.")
    card = blank_card(meeting, run.today, minutes, cycles)
    try:
        keep(
            run,
            sat,
            visit_questions.begin(run, meeting, card, set(), ask_state=ask_choice, hint=False),
        )
    except Left as left:
        return leave(run, left)
    sat.left.remove(session)
    return True


def leave(run: Run, left: Left) -> bool:
    """Let go of a session that is left; False to stop.

    Texts typed of it stay. There is one place for that, so then the sitting stops in any case.
    """
    from coachcli.cli.dialog import prompts
    from coachcli.store import drafts

    if left.at.has_text:
        prompts.tell("What you typed of it is kept. Go on with: coach log week")
        return False
    drafts.drop(run.home)
    return left.word != STOP


def ask_choice(at: Interview) -> bool:
    """What happened, or whether to leave it, which raises Left."""
    from coachcli.cli.dialog import prompts
    from coachcli.cli.log.fact_questions import say_state
    from coachcli.coaching.words import label

    choice = prompts.answer(
        f"What happened (held, cancelled or no-show; {LATER} or {STOP})",
        label(at.card.state),
        a_choice,
        back=True,
    )
    if isinstance(choice, SessionState):
        return say_state(at, choice)
    raise Left(choice, at)


def a_choice(text: str) -> SessionState | str:
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


def keep(run: Run, sat: Sitting, stored: Stored) -> None:
    from coachcli.cli.log.stored import tell_stored

    sat.logged.append(stored)
    if not run.json:
        tell_stored(run, stored)


def answer(run: Run, sat: Sitting) -> None:
    """The sum of the sitting."""
    run.answer(
        "log week",
        {
            "logged": [each.data for each in sat.logged],
            "left": [each.id for each in sat.left],
        },
        lambda: run.screen.say(summary(sat)),
    )


def summary(sat: Sitting) -> str:
    """How many were logged, by what happened, and what is left."""
    if not sat.logged and not sat.left:
        return "Nothing waits to be logged. A visit that was not planned: coach log session TEACHER"
    said = [f"Logged: {counted(sat.logged)}."]
    if sat.left:
        numbers = ", ".join(str(each.id) for each in sat.left)
        what = "session" if len(sat.left) == 1 else "sessions"
        said.append(f"Left for later: {what} {numbers}. Then: coach log week")
    else:
        said.append("Nothing is left. A visit that was not planned: coach log session TEACHER")
    return " ".join(said)


def counted(logged: Sequence[Stored]) -> str:
    """``2 held, 1 no-show``."""
    from coachcli.coaching.card.card import CARD_STATES
    from coachcli.coaching.words import label

    states = [each.logged.state for each in logged]
    found = [f"{states.count(s)} {label(s)}" for s in CARD_STATES if s in states]
    return ", ".join(found) or "none"
