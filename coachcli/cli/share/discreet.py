"""``coach discreet``: a screen that others see, as a habit."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from coachcli.cli.program.context import run_of
from coachcli.store import reading

SETTING = "discreet"

SAID = {
    True: "Names are shown as initials; questions and texts are not shown."
    " For one command not so: --no-discreet",
    False: "Names and questions are shown. For one command not so: --discreet",
}


class Habit(StrEnum):
    ON = "on"
    OFF = "off"


def discreet(
    ctx: typer.Context,
    habit: Annotated[Habit | None, typer.Argument(help="Without it, show.")] = None,
) -> None:
    """Initials for names on a screen that others see; as a habit, or not."""
    run = run_of(ctx)
    if habit is not None:
        # Only a change needs what writes.
        from coachcli.store.writing import calendar, change

        with change(run.home, f"discreet {habit}", run.now) as writer:
            calendar.set_setting(writer, SETTING, "on" if habit is Habit.ON else None)
    with run.reading() as db:
        is_on = reading.has_setting(db, SETTING)
    run.done("discreet", SAID[is_on], discreet=is_on)
