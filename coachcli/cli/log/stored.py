"""What is said about an entry that was stored."""

from __future__ import annotations

from coachcli import dates
from coachcli.cli.log.visit import Stored
from coachcli.cli.program.context import Run
from coachcli.coaching.words import label


def tell_stored(run: Run, stored: Stored) -> None:
    """Say what was kept, in words alone."""
    if stored.other is not None:
        run.screen.tell(
            f"Session {stored.other} of the same day is kept too; undo takes this back."
        )
    run.screen.say(said(run, stored))


def answer_stored(run: Run, stored: Stored) -> None:
    """What was kept, as the answer of the command."""
    run.answer(stored.command, stored.data, lambda: tell_stored(run, stored))


def said(run: Run, stored: Stored) -> str:
    """A few short sentences about what was kept, without a word of it."""
    logged = stored.logged
    what = ", ".join(label(kind) for kind in logged.kinds)
    details = [label(logged.state)] + [what] * bool(what)
    details += [f"{logged.minutes} minutes"] * bool(logged.minutes)
    text = (
        f"Session {stored.id} with {stored.meeting.names}, {dates.say_day(logged.date, run.today)}:"
        f" {', '.join(details)}."
    )
    if logged.notes:
        text += " Notes sealed."
    if stored.steps:
        text += f" Next steps sealed: {', '.join(map(str, stored.steps))}."
    if stored.done:
        text += f" Done now: {'step' if len(stored.done) == 1 else 'steps'} "
        text += f"{', '.join(map(str, stored.done))}."
    return text
