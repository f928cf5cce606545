"""Initials of people: short, and never the same for two of them."""

from __future__ import annotations

from collections.abc import Sequence

from coachcli.coaching.people.names import TITLES, fold


def initials(names: Sequence[str]) -> tuple[str, ...]:
    """The initials of each name, in the order given: ``Ana O'Connor`` is ``AO``.

    Who would have the same gets more letters, of the first name and of the last, as few as it
    takes: ``Ana Lima`` and ``Alba Lima`` are ``AnL`` and ``AlL``. Case and accents tell nobody
    apart. Only people of one name have a number behind, in the order given. So give everybody each
    time, the archived ones too: then somebody's initials are the same wherever they stand.
    """
    words = [_words(name) for name in names]
    groups: dict[str, list[int]] = {}
    for place, of_name in enumerate(words):
        groups.setdefault(fold(_form(of_name, 1, 1)), []).append(place)
    short: dict[int, str] = {}
    used: set[str] = set()
    # The single ones first, so that they stay as short as they can be.
    for key in sorted(groups, key=lambda key: (len(groups[key]) > 1, key)):
        forms = _forms_apart([words[place] for place in groups[key]], used)
        used |= {fold(form) for form in forms}
        short |= zip(groups[key], forms, strict=True)
    return tuple(short[place] for place in range(len(names)))


def _forms_apart(words: Sequence[Sequence[str]], used: set[str]) -> list[str]:
    """The shortest forms that differ from each other and from those used."""
    longest = max(len(word) for name in words for word in name)
    for more in range(2 * longest):
        for last in range(1, more + 2):
            forms = [_form(name, more + 2 - last, last) for name in words]
            if _differ(forms, used):
                return forms
    forms = ["".join(_beginning(word, 1) for word in name) for name in words]
    if _differ(forms, used):
        return forms
    return _with_numbers([_form(name, 1, 1) for name in words], used)


def _differ(forms: Sequence[str], used: set[str]) -> bool:
    folded = {fold(form) for form in forms}
    return len(folded) == len(forms) and not folded & used


def _with_numbers(forms: Sequence[str], used: set[str]) -> list[str]:
    told: list[str] = []
    for form in forms:
        number = 1
        while fold(f"{form}{number}") in used | {fold(earlier) for earlier in told}:
            number += 1
        told.append(f"{form}{number}")
    return told


def _form(words: Sequence[str], first: int, last: int) -> str:
    """So many letters of the first word and, when there are several, of the last."""
    if len(words) == 1:
        return _beginning(words[0], first)
    return _beginning(words[0], first) + _beginning(words[-1], last)


def _beginning(word: str, letters: int) -> str:
    """The beginning of a word, with a capital; a mark that belongs to a letter comes with it."""
    parts: list[str] = []
    for char in word:
        if parts and _is_mark(char):
            parts[-1] += char
        else:
            parts.append(char)
    first = parts[0].upper()
    return "".join([first if len(first) == len(parts[0]) else parts[0], *parts[1:letters]])


def _is_mark(char: str) -> bool:
    if char.isascii():
        return False
    # Only other letters than ASCII's have marks.
    from unicodedata import category

    return category(char).startswith("M")


def _words(name: str) -> list[str]:
    """The words of a name by their letters, the given name first, without titles."""
    last, comma, first = name.partition(",")
    typed = (f"{first} {last}" if comma else name).split()
    kept = ["".join(char for char in word if char.isalnum() or _is_mark(char)) for word in typed]
    kept = [word for word in kept if word and not _is_mark(word[0])]
    return [word for word in kept if fold(word) not in TITLES] or kept or [name or "?"]
