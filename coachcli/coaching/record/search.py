"""Finding words in what was said, whatever their case and accents, and where they stand in it.

A text is folded once (``names.fold``) and looked through as it is then. Only where something is
found it is worked out which characters of the text itself these are, because folding changes
lengths: ``ß`` becomes ``ss``, and an accent that is a character of its own goes away.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from itertools import accumulate

from coachcli.coaching.people.names import fold
from coachcli.errors import UsageProblem
from coachcli.values.frozen import dataclass
from coachcli.values.record import ExcerptLine, Span

LINE_MAX = 240
"""Characters up to which a line is shown whole; of a longer one only what is near to the words."""

NEAR = 90
"""How many characters before and after what was found are shown of a long line."""

ELLIPSIS = "…"

_ALIKE = str.maketrans(
    dict.fromkeys("‘’‛ʼ", "'") | dict.fromkeys("“”„‟", '"') | dict.fromkeys("‐‑‒–—−", "-")
)
"""Quotes and dashes as a keyboard has them, for what is pasted has others than what is typed. Each
is one character, so no length changes."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for, folded: all ``words`` anywhere, and a pattern for each phrase or word.

    It shows nothing of itself, for it may be as confidential as what it finds.
    """

    words: tuple[str, ...] = field(repr=False)
    patterns: tuple[re.Pattern[str], ...] = field(repr=False)

    def is_in(self, folded: str) -> bool:
        """Whether all of it stands in a ``comparable`` text. A word may be a part of a longer one.

        Looking for a plain word is far quicker than for a pattern, and most texts lack one.
        """
        return all(word in folded for word in self.words) and all(
            pattern.search(folded) for pattern in self.patterns
        )


def comparable(text: str) -> str:
    """The text as it is compared: without case and accents, with one kind of quotes and dashes."""
    folded = fold(text)
    return folded if folded.isascii() else folded.translate(_ALIKE)


def wanted(text: str, *, phrase: bool = False) -> Wanted:
    """What a coach typed, understood: words, and phrases in double quotes; or all of it one phrase.

    White space within a phrase is any white space, so that it may go on in the next line. Raises
    UsageProblem, which never repeats what was typed, when there is nothing to look for.
    """
    typed = comparable(text)
    if phrase:
        phrases = [typed.split()]
    else:
        parts = re.findall(r'"([^"]*)"|([^\s"]+)', typed)
        phrases = [(inside or word).split() for inside, word in parts]
    phrases = [words for words in phrases if words]
    if not phrases:
        raise UsageProblem(
            "There is nothing to look for.",
            "Type a word, or several, or a phrase in double quotes.",
        )
    patterns = dict.fromkeys(r"\s+".join(map(re.escape, words)) for words in phrases)
    return Wanted(
        words=tuple(dict.fromkeys(word for words in phrases for word in words)),
        patterns=tuple(map(re.compile, patterns)),
    )


def spans(text: str, looked_for: Wanted) -> list[Span]:
    """Where it stands in the text itself, in order; what overlaps or touches is one span.

    Whole characters with their accents: all of ``ß`` when it is found by ``s``.
    """
    if text.isascii():
        return joined(matches(comparable(text), looked_for))
    pieces = list(clusters(text))
    folded = [comparable(piece) for piece in pieces]
    places = [0, *accumulate(map(len, pieces))]
    ends = list(accumulate(map(len, folded)))
    return joined(
        (places[bisect_right(ends, first)], places[bisect_left(ends, last) + 1])
        for first, last in matches("".join(folded), looked_for)
    )


def matches(folded: str, looked_for: Wanted) -> list[Span]:
    """Where each pattern stands in a comparable text, by beginning."""
    return sorted(m.span() for pattern in looked_for.patterns for m in pattern.finditer(folded))


def joined(found: Iterable[Span]) -> list[Span]:
    """Spans in order of their beginning, those that overlap or touch made one."""
    whole: list[Span] = []
    for start, end in found:
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole


def clusters(text: str) -> Iterator[str]:
    """The text in pieces that fold on their own: put together, they give the folded text.

    A piece is a character with the marks on it, or several that Unicode also writes as one, such as
    the parts of a Korean syllable.
    """
    piece = ""
    for char in text:
        if piece and (char.isascii() or not (_is_mark(char) or _goes_on(piece, char))):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


@lru_cache(4096)
def _is_mark(char: str) -> bool:
    import unicodedata

    first = unicodedata.normalize("NFKD", char)[0]
    return unicodedata.category(char).startswith("M") or unicodedata.combining(first) > 0


@lru_cache(4096)
def _goes_on(piece: str, char: str) -> bool:
    """Whether a character makes one letter with the piece before it."""
    return fold(piece + char) != fold(piece) + fold(char)


def excerpt(text: str, found: Sequence[Span]) -> list[ExcerptLine]:
    """The lines of a text in which something was found, each with one line before and after."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    within: dict[int, list[Span]] = {}
    for start, end in found:
        # A phrase may begin in one line and end in another.
        for number in range(bisect_right(starts, start) - 1, bisect_left(starts, end)):
            begin = starts[number]
            part = (max(start - begin, 0), min(end - begin, len(lines[number])))
            if part[0] < part[1]:
                within.setdefault(number, []).append(part)
    near = {number + shift for number in within for shift in (-1, 0, 1)}
    shown: list[ExcerptLine] = []
    last = -1
    for number in sorted(near & set(range(len(lines)))):
        kept, parts = shortened(lines[number], within.get(number, []))
        if kept.strip():
            shown.append(ExcerptLine(kept, parts, gap=bool(shown) and number > last + 1))
        last = number
    return shown


def shortened(line: str, found: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """A long line cut down to what is near to the spans, or to its beginning where there are none;
    with the spans in what is left."""
    if len(line) <= LINE_MAX:
        return line, tuple(found)
    wide = [(max(start - NEAR, 0), min(end + NEAR, len(line))) for start, end in found]
    text, moved = "", list[Span]()
    for start, end in joined(wide) or [(0, NEAR)]:
        inside = [span for span in found if start <= span[0] and span[1] <= end]
        start, end = _at_words(line, (start, end), inside or [(start, start)])
        text += f" {ELLIPSIS} " if text else ELLIPSIS * (start > 0)
        moved += [(a - start + len(text), b - start + len(text)) for a, b in inside]
        text += line[start:end]
    return text + ELLIPSIS * (end < len(line)), tuple(moved)


def _at_words(line: str, cut: Span, inside: Sequence[Span]) -> Span:
    """A cut moved to the spaces that are nearest within it, so that no word is torn."""
    start, end = cut
    if start > 0:
        start = max(start, line.find(" ", start, inside[0][0]) + 1)
    if end < len(line):
        space = line.rfind(" ", inside[-1][1], end)
        end = space if space > 0 else end
    return start, end
