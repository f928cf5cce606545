"""What ``notes`` and ``search`` share: from which day to which, and opening many texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.context import Run

if TYPE_CHECKING:
    from coachcli.store.reading.sealed import Sealed
    from coachcli.vault.age import Identity

Since = Annotated[str, typer.Option(metavar="DATE", help="From this day on.")]
Until = Annotated[str, typer.Option(metavar="DATE", help="Up to this day, itself included.")]


def days(since: str, until: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day that are meant. Raises CoachError for what cannot be read."""
    from coachcli.dates import parse_past_day, say_day
    from coachcli.errors import UsageProblem

    first = parse_past_day(since, today) if since else None
    last = parse_past_day(until, today) if until else None
    if first and last and last < first:
        raise UsageProblem(
            f"{say_day(last, today)} is before {say_day(first, today)}.",
            "Give the earlier day to --since and the later one to --until.",
        )
    return first, last


def opened(
    run: Run, sealed: Iterable[Sealed], count: int, identity: Identity
) -> Iterator[tuple[Sealed, str]]:
    """Each sealed text with what it says, one at a time."""
    from coachcli.render.progress import counted
    from coachcli.vault.sealing import unseal

    for each in counted(run.screen, sealed, count, "Opening"):
        yield each, unseal(each.sealed, each.uid, identity)
