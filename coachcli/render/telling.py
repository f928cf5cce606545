"""What is told before something is done: sentences with the lists that they introduce."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coachcli.render.screen import Screen
from coachcli.render.tables import text_of


def tell_lists(screen: Screen, told: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Each sentence, and each of its list on lines of their own, on stderr."""
    from rich.padding import Padding

    for sentence, lines in told:
        screen.tell(sentence)
        for line in lines:
            screen.err.print(Padding(text_of(f"- {line}"), (0, 0, 0, 2), expand=False))
