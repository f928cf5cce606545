"""``coach log week``: what was planned and is not logged yet, in one sitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli import run
from coachcli.cli.run import Run
from coachcli.errors import UsageProblem
from coachcli.values import Session, SessionState

if TYPE_CHECKING:
    from coachcli.cli.entry import Stored
    from coachcli.cli.walk import Interview

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

    now = run.of(ctx)
    if not now.terminal:
        raise UsageProblem(
            "There is no terminal to ask in.",
            "Log each with a card: coach log session TEACHER --template, then --from FILE.",
        )
    monday = week_named(now, week) if week else None
    with drafts.alone(now.home):
        sat = sit(now, monday)
    answer(now, sat)


def week_named(now: Run, text: str) -> date:
    """The Monday of the week meant. What happened is past, so ``tue`` is the Tuesday that was."""
    from coachcli.dates import parse_past_day
    from coachcli.planning.weeks import monday

    return monday(parse_past_day(text, now.today))


def sit(now: Run, monday: date | None) -> Sitting:
    """Go through what waits, after an entry that was not finished."""
    from coachcli.cli import asking
    from coachcli.cli.recording import finish_draft
    from coachcli.cli.walk import HINT

    sat = Sitting()
    has_said, stored = finish_draft(now)
    if stored is not None:
        keep(now, sat, stored)
    sat.left = waiting(now, monday)
    if sat.left and not has_said:
        asking.tell(HINT)
    try:
        all_of_them = tuple(sat.left)
        for place, session in enumerate(all_of_them, 1):
            asking.tell(f"{place} of {len(all_of_them)}")
            if not log_one(now, sat, session):
                break
    except (KeyboardInterrupt, EOFError):
        asking.tell(summary(sat))
        raise
    return sat


def waiting(now: Run, monday: date | None) -> list[Session]:
    """The planned sessions whose time has come, oldest first; of one week, if one is named."""
    from coachcli.cli.entry import begun
    from coachcli.planning import weeks

    with now.reading() as db:
        found = begun(db, now)
    return [each for each in found if monday is None or weeks.monday(each.date) == monday]


class Left(Exception):
    """The coach leaves this session, or stops; ``at`` is what was answered of it."""

    def __init__(self, word: str, at: Interview) -> None:
        super().__init__()
        self.word = word
        self.at = at


def log_one(now: Run, sat: Sitting, session: Session) -> bool:
    """Ask about one session; False when the coach wants to stop."""
    from coachcli.cli import asking, interview
    from coachcli.cli.choosing import said_planned
    from coachcli.cli.entry import blank_card, meeting_of
    from coachcli.store import reading

    with now.reading() as db:
        meeting = meeting_of(db, session)
        minutes, cycles = reading.settings(db).minutes, reading.cycles(db)
    asking.tell(f"{said_planned(meeting, now)}.")
    card = blank_card(meeting, now.today, minutes, cycles)
    try:
        keep(now, sat, interview.begin(now, meeting, card, set(), ask_state=ask_choice, hint=False))
    except Left as left:
        return leave(now, left)
    sat.left.remove(session)
    return True


def leave(now: Run, left: Left) -> bool:
    """Let go of a session that is left; False to stop.

    Texts typed of it stay. There is one place for that, so then the sitting stops in any case.
    """
    from coachcli.cli import asking
    from coachcli.store import drafts

    if left.at.has_text:
        asking.tell("What you typed of it is kept. Go on with: coach log week")
        return False
    drafts.drop(now.home)
    return left.word != STOP


def ask_choice(at: Interview) -> bool:
    """What happened, or whether to leave it, which raises Left."""
    from coachcli.cli import asking
    from coachcli.cli.facts import say_state
    from coachcli.coaching.words import label

    choice = asking.answer(
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
    from coachcli.coaching.card import CARD_STATES
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


def keep(now: Run, sat: Sitting, stored: Stored) -> None:
    from coachcli.cli.stored import tell_stored

    sat.logged.append(stored)
    if not now.json:
        tell_stored(now, stored)


def answer(now: Run, sat: Sitting) -> None:
    """The sum of the sitting."""
    now.answer(
        "log week",
        lambda: {
            "logged": [each.data for each in sat.logged],
            "left": [each.id for each in sat.left],
        },
        lambda: now.screen.say(summary(sat)),
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
    from coachcli.coaching.card import CARD_STATES
    from coachcli.coaching.words import label

    states = [each.logged.state for each in logged]
    found = [f"{states.count(s)} {label(s)}" for s in CARD_STATES if s in states]
    return ", ".join(found) or "none"
