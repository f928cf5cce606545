"""The two consoles: data on stdout, everything else on stderr. Text is never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING

from coachcli.values.frozen import dataclass

if TYPE_CHECKING:
    from rich.console import Console

BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

NOBODY_YET = (
    "Nobody is on the caseload yet.\nType: coach teacher add NAME, or coach teacher import FILE"
)
"""What every look says to somebody who has just begun."""

PARAGRAPH = 80
"""Columns beyond which a line of a paragraph is hard to read."""

NARROW = 70
"""Columns below which a table becomes a list of short blocks."""

UNLOCK = "What was said is locked. To see it, type: coach unlock, or add --open"

HIDDEN = "(hidden)"
"""What stands for a text that others must not see."""


def safe(text: str) -> str:
    """Text from a person without what could steer a terminal; newlines and tabs stay."""
    if text.isprintable():
        return text
    return "".join(
        "\ufffd" if char not in "\n\t" and (is_control(char) or char in BIDI_OVERRIDES) else char
        for char in text
    )


def is_control(char: str) -> bool:
    """Whether a character is one of Unicode's control characters: C0, DEL and C1."""
    return char < " " or "\x7f" <= char <= "\x9f"


def filled(text: str, width: int) -> str:
    """The text in lines of at most ``width`` cells, with no word broken that fits into one.

    Unlike ``textwrap`` alone it knows that an emoji and most East Asian letters are two cells wide.
    """
    if text.isascii():
        return "\n".join(fill(line, width, break_on_hyphens=False) for line in text.splitlines())
    # Only such text needs the widths.
    from rich.cells import cell_len

    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            if line and cell_len(f"{line} {word}") > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return "\n".join(lines)


def indented(text: str, width: int, first: str, others: str) -> str:
    """The text in lines behind ``first`` and ``others``."""
    return fill(text, width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False)


def fitted(text: str) -> str:
    """The text in lines of whole words that the terminal has room for."""
    return filled(text, get_terminal_size().columns)


@dataclass(frozen=True)
class Screen:
    """Where a command shows its answer. ``plain`` leaves out colour and box drawing; what
    ``is_aside`` is shown on stderr, as a part of a question."""

    plain: bool = False
    is_aside: bool = False

    @cached_property
    def out(self) -> Console:
        return self.console(stderr=self.is_aside)

    @property
    def aside(self) -> Screen:
        """The same screen for what is shown before a question."""
        return Screen(self.plain, is_aside=True)

    @cached_property
    def err(self) -> Console:
        return self.console(stderr=True)

    def console(self, *, stderr: bool) -> Console:
        from rich.console import Console

        return Console(
            stderr=stderr,
            markup=False,
            emoji=False,
            highlight=False,
            no_color=True if self.plain else None,
            color_system=None if self.plain else "auto",
            soft_wrap=False,
        )

    @property
    def narrow(self) -> bool:
        return self.out.width < NARROW

    def say(self, text: str = "", style: str = "") -> None:
        """A line of the answer, on stdout."""
        self.out.print(safe(text), style=style or None)

    def say_facts(self, facts: Mapping[str, str]) -> None:
        """A line for each of them that there is something to say of."""
        for what, text in facts.items():
            if text:
                self.say(f"{what}: {text}")

    def say_filled(self, text: str, style: str = "", first: str = "", others: str = "") -> None:
        """A paragraph in lines that are easy to read, behind ``first`` and ``others``."""
        self.say(indented(text, min(self.out.width, PARAGRAPH), first, others), style)

    def tell(self, text: str = "", style: str = "") -> None:
        """A line about the answer, on stderr."""
        self.err.print(safe(text), style=style or None)

    def tell_lists(self, told: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Sentences about the answer, each with the list that it introduces."""
        for sentence, items in told:
            self.tell(sentence)
            for item in items:
                self.tell(indented(item, self.err.width, "  - ", "    "))
