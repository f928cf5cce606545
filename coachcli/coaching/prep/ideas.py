"""Ideas: their tags, and whether one has to do with a teacher's question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coachcli.coaching.people.names import fold
from coachcli.values.record import Idea
from coachcli.values.words import Focus

_SHORT = 4
"""Words shorter than this say little of what a question is about."""

_COMMON = """
about after again also another been before being bring child children class classroom could
different does each every find first from going good happen have help here into just know
learn lesson like long made make many more most much need never next often only other over
project really room school share should some start student teacher teaching than that their
them then there these they thing think this those through time together very want well were
what when where which while will with within without work would year your
"""
_SAYS_LITTLE = frozenset(_COMMON.split())


def parse_tags(words: Iterable[str]) -> tuple[str, ...]:
    """Tags in lower case with single spaces, none twice; one word may hold several with commas."""
    from coachcli.coaching.texts import one_line  # only typing needs it
    from coachcli.values.record import TAG

    tags = []
    for each in ",".join(words).split(","):
        tag = each.strip().lower().lstrip("#").strip()
        if tag:
            tags.append(one_line(tag, TAG))
    return tuple(dict.fromkeys(tags))


def _words_in(text: str) -> frozenset[str]:
    """Every word, without case, accents and a plural's ending."""
    return frozenset(_singular(word) for word in re.findall(r"\w+", fold(text)))


def telling_words(text: str) -> frozenset[str]:
    """The words that say what a question is about."""
    return frozenset(w for w in _words_in(text) if len(w) >= _SHORT and w not in _SAYS_LITTLE)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _SHORT and word.endswith("s") and word[-2] != "s" else word


def tags_in(tags: Iterable[str], question: str) -> tuple[str, ...]:
    """Those of the tags whose words all stand in the question."""
    words = _words_in(question)
    return tuple(tag for tag in tags if _words_in(tag) and _words_in(tag) <= words)


def fitting(
    ideas: Sequence[Idea], question: str, focus: Focus | None, *, not_from: str = ""
) -> tuple[Idea, ...]:
    """The ideas with a tag in the question, then those of the same focus; newest first in each.

    Not those that are known to be from the teacher ``not_from``.
    """
    others = [each for each in ideas if each.teacher is None or each.teacher != not_from]
    tagged = [each for each in others if tags_in(each.tags, question)]
    focused = [each for each in others if focus is not None and each.focus is focus]
    return tuple(dict.fromkeys([*tagged, *focused]))


def having(ideas: Iterable[Idea], focus: Focus | None, tags: Sequence[str]) -> tuple[Idea, ...]:
    """The ideas of a focus, where one is wanted, with all of these tags."""
    return tuple(
        each
        for each in ideas
        if (focus is None or each.focus is focus) and set(tags) <= set(each.tags)
    )
