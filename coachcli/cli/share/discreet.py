"""``coach discreet``: a screen that others see, as a habit; and how it is kept from them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.context import run_of
from coachcli.store import reading

if TYPE_CHECKING:
    from coachcli.values.record import Unseen

SETTING = "discreet"

SAID = {
    True: "Names are shown as initials; questions and texts are not shown."
    " For one command not so: --no-discreet",
    False: "Names and questions are shown. For one command not so: --discreet",
}

_laid: tuple[Unseen, Callable[[str], str]] | None = None
"""The veil that was put over the screen, and what it hides."""


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


def cover(db: reading.Connection) -> None:
    """Put a veil over the screen that hides all that the store tells now, and what it told when
    this was done before."""
    global _laid
    from coachcli.coaching.people.veil import veil
    from coachcli.render import screen
    from coachcli.store.reading.discreet import unseen

    found = unseen(db)
    if _laid is not None and screen.veiled_by() is _laid[1]:
        found = _laid[0] | found
    _laid = found, veil(found)
    screen.veil(_laid[1])
