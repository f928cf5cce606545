"""Command lines drawn at random from the menu."""

from __future__ import annotations

import os

from hypothesis import strategies as st

from coachcli.cli.program.main import command_of
from coachcli.cli.program.menu import entries
from soak.cases import all_cases

ODD = st.text(max_size=12).filter(lambda text: "\x00" not in text and "/" not in text)
VALUES = st.one_of(
    st.sampled_from(
        [
            *("hqdor", "hqben", "hqold", "hq", "nobody", "1", "2", "0", "-1", "99", "1e9", "1.5"),
            *("today", "tomorrow", "next tue", "2026-11-25", "2026-02-30", "9999-12-31", "mon"),
            *("2026-11-23..2026-11-27", "..", "9:05", "25:99", "9:00-9:45", "Tue P2", "B P4"),
            *("every monday 9:00-9:30 with hqben", "first wednesday", "A,B", "1,2,3,4,5,6"),
            *("40m", "1h30", "observation", "debrief", "instruction", "learn", "held", "school"),
            *("9/24", "24/9", "1/0", "month", "year", "A..B", "name", "anonymous", "counts"),
            *("FILE", "LOG", "BELLS", "OUT", "OUT/new", "BACKUP", "missing/x", "-", "--", ""),
            *("~nosuchuser/x", "~nosuchuser", "~/x", "OUT/" + "y" * 300, "FILE/x", "."),
            *("x" * 300, "\u202eabc", "\ufeff", "\U0001f600", "9" * 30, "set", "remove", "on"),
        ]
    ),
    ODD,
)
NEVER = (
    *("~nosuchuser/x", "y" * 300, "OUT/" + "y" * 300, "FILE/x", "OUT", ".", "", "-", "--", "\n"),
    *("9" * 30, "-9", "1e9", "9999-12-31", "0001-01-01", "\u202eabc", "\u200b" * 8, "=1+1", "[/]"),
)
"""Words that can hardly be meant, to be put in the place of every word of a good command line."""

ASIDE = {"demo"}
"""Commands that are not drawn: they take long, and take few words."""


def options() -> dict[str, list[str]]:
    """The options of every command."""
    return {
        name: [
            *(word for each in command_of(entry).params for word in each.opts if word[0] == "-"),
            *("--home", "--today", "--plain"),
        ]
        for name, entry in entries().items()
        if entry.place and name not in ASIDE
    }


OPTIONS = options()
GOOD = [case.words for case in all_cases() if case.words[0] not in ASIDE]


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """A command with values and options of its own; or one that is right, with a word or two in
    the place of others."""
    if draw(st.booleans()):
        words = list(draw(st.sampled_from(GOOD)))
        for _ in range(draw(st.integers(0, 2))):
            at = draw(st.integers(1, len(words)))
            words[at : at + draw(st.integers(0, 1))] = [draw(VALUES)]
        return words
    name = draw(st.sampled_from(sorted(OPTIONS)))
    words = name.split()
    for _ in range(draw(st.integers(0, 5))):
        words.append(draw(st.sampled_from(OPTIONS[name]) | VALUES if OPTIONS[name] else VALUES))
    return [*words, *draw(st.sampled_from([[], ["--yes"], ["--json"], ["--discreet"]]))]


def one_word_replaced() -> list[list[str]]:
    """Every good command line with every one of its words but the first replaced."""
    return [
        [*words[:at], *behind(words[at], odd), *words[at + 1 :]]
        for words in GOOD
        for at in range(1, len(words))
        for odd in NEVER
    ]


def behind(word: str, odd: str) -> list[str]:
    """In the place of a word; an option stays, for what is odd is the value behind it."""
    return [word, odd] if word.startswith("--") else [odd]


def surrogates(words: list[str]) -> list[str]:
    """Words as a shell can hand them over: what is no text in UTF-8 cannot be typed."""
    return [os.fsdecode(os.fsencode(word.encode("utf-8", "replace").decode())) for word in words]
