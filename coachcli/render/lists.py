"""What is told before something is done: sentences with the lists that they introduce."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coachcli.render.screen import Screen
from coachcli.render.tables import text_of


def tell_lists(screen: Screen, told: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Each sentence, and each of its list on lines of their own, on stderr."""
    # Only needed where something is told before it is done.
    from textwrap import fill

    for sentence, lines in told:
        screen.tell(sentence)
        for line in lines:
            text = fill(
                line,
                screen.err.width,
                initial_indent="  - ",
                subsequent_indent="    ",
                break_on_hyphens=False,
            )
            screen.err.print(text_of(text))
