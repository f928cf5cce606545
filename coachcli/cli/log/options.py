"""What the options of logging and editing a session say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from coachcli.cli.program.completion import complete_teacher
from coachcli.cli.program.options import is_none

# Completing a name comes by here too and must be instant.
if TYPE_CHECKING:
    from datetime import date

    from coachcli.values.words import AskedBy, Party, SessionState

Value = TypeVar("Value")

Which = Annotated[
    str,
    typer.Argument(
        help="The number of a logged session, or a teacher: the last one with them.",
        autocompletion=complete_teacher,
    ),
]


def facts_given(
    today: date,
    on: str,
    at: str,
    state: str,
    by: Party | None,
    kind: list[str] | None,
    minutes: str,
    focus: str,
    asked_by: AskedBy | None,
    *,
    before: SessionState | None = None,
) -> dict[str, object]:
    """What the options say, by the fields of a card. Raises CoachError at once for what cannot be.

    Only what was called off may be on a day that is still to come. ``before`` is the state of a
    session that was logged; what it has can be emptied.
    """
    from coachcli import dates
    from coachcli.coaching.words import focus_named, kinds_named, state_named
    from coachcli.values.words import SessionState

    def read(text: str, parse: Callable[[str], Value]) -> Value | None:
        return None if before and is_none(text) else parse(text)

    facts: dict[str, object] = {}
    if state:
        facts["state"] = state_named(state)
    if on:
        is_cancelled = facts.get("state", before) is SessionState.CANCELLED
        facts["on"] = (dates.parse_day if is_cancelled else dates.parse_past_day)(on, today)
    if at:
        facts["at"] = read(at, dates.parse_time)
    if by:
        facts["cancelled_by"] = by
    if kind:
        facts["kinds"] = read(",".join(kind), kinds_named) or ()
    if minutes:
        facts["minutes"] = read(minutes, dates.parse_minutes)
    if focus:
        facts["focus"] = read(focus, focus_named)
    if asked_by:
        facts["asked_by"] = asked_by
    return facts
