"""What others may see: any text of the screen with initials for names and nothing of the rest.

Pure: a text goes in and another comes out. It is put over what is about to be shown, so that it
cannot reach what is stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from coachcli.coaching.people.initials import initials
from coachcli.values.record import Unseen

HIDDEN = "(hidden)"
MEETING = "meeting"
"""What a recurring meeting is called."""

WHOEVER = "TEACHER"
"""What stands for a handle in a command that is to be typed."""

SHORTEST = 4
"""Letters from which on a name of one word is looked for anywhere; ``An`` is a word of ours."""

WORDS = frozenset(
    (
        *("april", "archive", "art", "bill", "dawn", "days", "drew", "each", "faith", "felt"),
        *("from", "grace", "grant", "hope", "june", "keep", "mark", "means", "more", "next"),
        *("open", "rich", "rose", "show", "since", "summer", "term", "that", "them", "then"),
        *("there", "they", "this", "time", "today", "type", "under", "visit", "week", "what"),
        *("when", "whom", "will", "with", "work"),
    )
)
"""Words that our own sentences use and that are somebody's name as well, or may be."""

_ASKED_FOR = re.compile(r"Type the handle: .*")
"""What is said where a word may mean several people; initials cannot be typed there."""

_BEHIND = ("\\(", ", ", ": ", "'", " as ", " for ", " with ", " and ", " or ")
_BEFORE = r"(?=$|[),:;.*'\n]| ✓| –| \(| or | (?:is|was|has|leaves)\b)"
_NAMED = r"\b(?:Undone|Done again): [a-z]+ [a-z]+ |(?<![\w-])export-"
"""What stands before a handle where ``undo`` tells what was changed, with a space for each hyphen,
and in an export's name."""


def veil(unseen: Unseen) -> Callable[[str], str]:
    """What turns a text into one that others may see."""
    people = _by_initials(unseen)
    whole = dict.fromkeys(map(_even, unseen.texts), "")
    inside = dict.fromkeys(whole, HIDDEN) | dict.fromkeys(map(_begun, whole), HIDDEN)
    inside |= dict.fromkeys(map(_even, unseen.meetings), MEETING)
    inside |= people
    inside.pop("", None)
    ours = {each for each in inside if _is_common(each, is_name=each in people)}
    clear, common = _any_of(inside.keys() - ours), _any_of(ours)
    known = {handle for _, handle, _ in unseen.people}
    handles, told_back = _any_of(known), _any_of({each.replace("-", " ") for each in known} | known)
    behind = "|".join(["^", *(f"(?<={each})" for each in _BEHIND)])
    anywhere = re.compile(rf"(?<![\w-])(?:{clear})(?!\w|-\w)")
    alone = re.compile(rf"(?:{behind})(?:{common}){_BEFORE}", re.MULTILINE)
    typed = re.compile(rf"(\bcoach(?: [a-z][a-z-]*)+ |--confirm )(?:{handles})(?![\w-])")
    named = re.compile(rf"({_NAMED})({told_back})(?!\w|-(?!\d{{4}}-))")
    twice = re.compile(r"(?<!\S)(\S+) \(\1\)")

    def instead(found: re.Match[str]) -> str:
        return inside[_even(found[0])]

    def over(text: str) -> str:
        if (short := whole.get(_even(text))) is not None:
            return short
        text = _ASKED_FOR.sub("Type more of the name, or the handle.", text)
        text = typed.sub(rf"\1{WHOEVER}", text)
        text = named.sub(lambda found: found[1] + people[_even(found[2]).replace(" ", "-")], text)
        text = alone.sub(instead, anywhere.sub(instead, text))
        return twice.sub(r"\1", text).replace(f"({HIDDEN})", HIDDEN)

    return over


def _by_initials(unseen: Unseen) -> Mapping[str, str]:
    """The initials of each name and of each handle."""
    now = {number: name for number, _, name in unseen.people}
    numbers = sorted(now)
    short = dict(zip(numbers, initials([now[number] for number in numbers]), strict=True))
    return {
        _even(word): short[number]
        for number, handle, name in unseen.people
        for word in (handle, name)
    }


def _even(text: str) -> str:
    return " ".join(text.split())


def _begun(text: str) -> str:
    """The text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def _is_common(text: str, *, is_name: bool) -> bool:
    """Whether a text may stand in a sentence of ours without being meant."""
    if not (text.isascii() and text.isalnum()):
        return False
    return not is_name or len(text) < SHORTEST or text.lower() in WORDS


def _any_of(texts: Iterable[str]) -> str:
    """A pattern for any of the texts, the longest first, however they are broken into lines."""
    found = sorted(texts, key=lambda text: (-len(text), text))
    return "|".join(r"\s+".join(map(re.escape, text.split(" "))) for text in found) or r"(?!)"
