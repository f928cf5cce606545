"""How far a long work is, on stderr, for somebody who waits in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from coachcli.render.screen import Screen

MANY = 300
"""Things below which the work is over before anybody could read how far it is."""

Thing = TypeVar("Thing")


def counted(screen: Screen, things: Iterable[Thing], total: int, doing: str) -> Iterator[Thing]:
    """The same things; while many are taken, a bar says how many are left. It goes at the end."""
    if total < MANY or not screen.err.is_terminal:
        yield from things
        return
    # Only long work in a terminal pays for it.
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bars = [] if screen.plain else [BarColumn(bar_width=20)]
    columns = (TextColumn("{task.description}"), *bars, MofNCompleteColumn())
    with Progress(*columns, console=screen.err, transient=True) as progress:
        yield from progress.track(things, total=total, description=doing)
