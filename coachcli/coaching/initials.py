"""Initials in place of names, for a screen or a page that others may see."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from coachcli.coaching.names import TITLES

_LENGTHS = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 3))
"""Letters taken of the first and of the last word, tried in this order until all differ."""


def initials(names: Sequence[str]) -> tuple[str, ...]:
    """``AL`` for Ana Lima, one for each name and no two alike, whatever their case.

    Those who share them get more letters (``ALi``, ``ALo``), else a number behind in the order of
    their names. So they depend on who else is there: give everybody, not only who is shown.
    """
    words = [_words(name) for name in names]
    found: dict[int, str] = {}
    for place in sorted(range(len(names)), key=lambda each: names[each]):
        alike = [w for w in words if _alike(_form(w, 1, 1), _form(words[place], 1, 1))]
        found[place] = next(
            (_form(words[place], *each) for each in _LENGTHS if _all_differ(alike, each)),
            "",
        )
    return _numbered([found[place] or _form(w, 1, 1) for place, w in enumerate(words)], names)


def _numbered(forms: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """The forms, with numbers behind those that several still have."""
    several = Counter(form.casefold() for form in forms)
    taken = {form for form, count in several.items() if count == 1}
    result = list(forms)
    for place in sorted(range(len(forms)), key=lambda each: names[each]):
        form, number = forms[place], 1
        if several[form.casefold()] == 1:
            continue
        while f"{form}{number}".casefold() in taken:
            number += 1
        result[place] = f"{form}{number}"
        taken.add(result[place].casefold())
    return tuple(result)


def _words(name: str) -> list[list[str]]:
    """The words of a name without titles, each as its letters; ``Lima, Ana`` is turned round."""
    last, comma, first = name.partition(",")
    words = (f"{first} {last}" if comma else name).split()
    spoken = [word for word in words if word.strip(".").casefold() not in TITLES] or words
    return [letters for word in spoken if (letters := _letters(word))] or [["?"]]


def _letters(word: str) -> list[str]:
    """Letters and digits, each with the marks that belong to it."""
    found: list[str] = []
    for char in word:
        if found and unicodedata.category(char).startswith("M"):
            found[-1] += char
        elif char.isalnum():
            found.append(char)
    return found


def _form(words: Sequence[Sequence[str]], first: int, last: int) -> str:
    if len(words) == 1:
        return _capital(words[0][: max(first, last)])
    return _capital(words[0][:first]) + _capital(words[-1][:last])


def _capital(letters: Sequence[str]) -> str:
    return letters[0].upper() + "".join(letters[1:]).lower()


def _alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _all_differ(people: Sequence[Sequence[Sequence[str]]], lengths: tuple[int, int]) -> bool:
    forms = {_form(words, *lengths).casefold() for words in people}
    return len(forms) == len(people)
