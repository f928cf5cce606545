"""Sentences on a narrow terminal, in any script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coachcli.render.screen import filled

WORDS = st.lists(st.text("aé山🎉-", min_size=1, max_size=8), min_size=1, max_size=12)


@given(WORDS, st.integers(16, 40))
def test_no_line_is_wider_than_the_terminal_and_no_word_is_broken(
    words: list[str], width: int
) -> None:
    said = filled(" ".join(words), width)
    assert said.split() == words
    assert all(cell_len(line) <= width for line in said.splitlines())


def test_a_line_is_as_full_as_it_can_be() -> None:
    assert filled("one two 山田 花子", 12) == "one two 山田\n花子"
    assert filled("one two three", 8) == "one two\nthree"
