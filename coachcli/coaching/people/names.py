"""Names of people: folding them for search, handles made from them, and who a word means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from coachcli.coaching.texts import check_turning, one_line
from coachcli.dates import either, quoted
from coachcli.errors import CoachError
from coachcli.values.teacher import HANDLE, NAME, Teacher

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that a keyboard without them writes otherwise and that Unicode does not take apart."""

_VOICING_CLASS = 9
"""Combining classes up to this one change the letter itself (Japanese voicing, Indic nukta and
virama); those above are accents, Hebrew points and Arabic vowel marks."""


class _Bare(dict[int, Any]):
    """What becomes of each character when accents go, found out when it is first met: a search
    folds thousands of texts, and looking a character up is twice as quick."""

    def __missing__(self, code: int) -> int | None:
        import unicodedata

        kept = code if unicodedata.combining(chr(code)) <= _VOICING_CLASS else None
        self[code] = kept
        return kept


_BARE = _Bare(_LETTERS)

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´ʻ′")
TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sr", "sra", "srta", "jr", "ii", "iii"}
_UNPRINTABLE = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"
_LISTED = 8
_SHORTEST = 3
"""Letters below which a word of a name tells too little: it stands in many a text."""


def fold(text: str) -> str:
    """The text without case and accents, for comparing. Other scripts stay as they are."""
    if text.isascii():
        return text.lower()
    # Only other letters than ASCII's need it, and completing a name must be instant.
    import unicodedata

    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    bare = unicodedata.normalize("NFKD", text).translate(_BARE)
    return unicodedata.normalize("NFC", bare)


def check_name(text: str) -> str:
    """The name in NFC with single spaces. Any script, brackets, hyphens and apostrophes are fine;
    what could hide or turn round other text on the screen is not."""
    if re.search(_UNPRINTABLE, text.strip()):
        raise CoachError(
            f"The name {quoted(text)} has a line break or a control character in it.",
            "Type the name on one line.",
        )
    check_turning(text, f"name {quoted(text)}")
    import unicodedata

    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not any(char.isalnum() for char in name):
        raise CoachError("The name is empty.", "Type the teacher's name, like Marta García.")
    if len(name) > NAME.longest:
        raise CoachError(
            f"The name {quoted(name)} is longer than {NAME.longest} characters.",
            "Type a shorter form of the name.",
        )
    return name


def check_handle(text: str) -> str:
    """The handle in lower case, as it is stored: ASCII letters, digits and single hyphens."""
    return one_line(text.lower(), HANDLE)


def _is_handle(text: str) -> bool:
    return re.fullmatch(HANDLE.pattern, text) is not None


def make_handles(
    names: Sequence[str], taken: Collection[str], emails: Sequence[str] = ()
) -> list[str]:
    """Free handles for people who come together, in their order.

    The first name, else first and last name, else all names, else a number behind; the long form
    for all who share a first name. A name without a Latin letter takes the local part of its email
    (``emails``, when given, runs parallel to ``names``), else ``teacher-1``. A first name is not
    free when a longer handle begins with it: beside ``ana-lima``, ``ana`` would be somebody else's.
    """
    mails = list(emails) or [""] * len(names)
    forms = [_forms(name) or _email_forms(mail) for name, mail in zip(names, mails, strict=True)]
    shared = Counter(form[0] for form in forms if form)
    used = set(taken)
    handles = []
    for form in forms:
        wanted = form[1:] if len(form) > 1 and shared[form[0]] > 1 else form
        handle = _free(wanted, used)
        used.add(handle)
        handles.append(handle)
    return handles


def _forms(name: str) -> list[str]:
    """Handles that the name itself suggests, the best first."""
    last, comma, first = name.partition(",")
    words = _ascii_words(f"{first} {last}" if comma else name)
    words = [word for word in words if word not in TITLES] or words
    if not words:
        return []
    forms = [words[0], f"{words[0]}-{words[-1]}", "-".join(words)]
    if len(words) == 1:
        del forms[1:]
    elif len(words[0]) == 1:
        del forms[0]
    return list(dict.fromkeys(form[: HANDLE.longest].rstrip("-") for form in forms))


def _email_forms(email: str) -> list[str]:
    words = _ascii_words(re.sub(r"[^a-z0-9]+", "-", email.partition("@")[0].lower()))
    return ["-".join(words)[: HANDLE.longest].rstrip("-")] if words else []


def _ascii_words(name: str) -> list[str]:
    """``Dana Whitfield-Núñez``: ``dana``, ``whitfield-nunez``. What is not Latin is left out."""
    plain = fold(name).translate(_APOSTROPHES)
    words = ("-".join(re.findall(r"[a-z0-9]+", word)) for word in plain.split())
    return [word for word in words if _is_handle(word)]


def _free(forms: Sequence[str], used: Collection[str]) -> str:
    for form in forms:
        if form not in used and not any(handle.startswith(f"{form}-") for handle in used):
            return form
    for form in forms:
        if form not in used:
            return form
    return _numbered(forms[-1] if forms else "teacher", used, 2 if forms else 1)


def _numbered(stem: str, used: Collection[str], number: int) -> str:
    stem = stem[: HANDLE.longest - 5].rstrip("-")
    while f"{stem}-{number}" in used:
        number += 1
    return f"{stem}-{number}"


def words_apart(text: str) -> list[str]:
    """The words between commas, each of which names somebody. Raises CoachError for none."""
    words = [word for word in text.split(",") if word.strip()]
    if not words:
        raise CoachError("Nobody is named in that.", "Type a name, or part of one.")
    return words


def find(
    word: str, teachers: Sequence[Teacher], names: Mapping[int, tuple[str, str]] | None = None
) -> Teacher:
    """The one teacher that a word means, ignoring case, accents and apostrophes.

    Tried in this order: the exact handle; the beginning of a handle or a whole word (or words) of
    a name; the beginning of a word; any part of a name. The first of these that fits anybody
    decides, and when it fits several the word is ambiguous (code ``ambiguous``). A handle's
    beginning and a whole word of another's name (``lee`` for ``leela`` and Sung-ho Lee) count
    alike, so that a note never goes to the wrong person. Nobody: code ``unknown_teacher``.

    ``names`` are handles and names by id, where those of the teachers are veiled: what is said
    has the latter.
    """
    handle, key = fold(word.strip()), _key(word)
    if not key:
        raise CoachError("No teacher was named.", "Type a handle or a part of a name.")
    known = [(each, *_known_as(each, names)) for each in teachers]
    for teacher, theirs, _ in known:
        if theirs == handle:
            return teacher
    keys = [(teacher, theirs, f" {_key(name)} ") for teacher, theirs, name in known]
    for fits in (
        [t for t, theirs, name in keys if theirs.startswith(handle) or f" {key} " in name],
        [t for t, _, name in keys if f" {key}" in name],
        [t for t, _, name in keys if key in name],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise _ambiguous(word, fits)
    raise _unknown(word, key, known)


def find_active(
    word: str, everybody: Sequence[Teacher], names: Mapping[int, tuple[str, str]] | None = None
) -> Teacher:
    """As ``find``, among those in the rotation. Who is archived is never taken for somebody else
    whose name begins alike: an archived handle, or a word that fits nobody else: code ``archived``.
    """
    active = [teacher for teacher in everybody if teacher.archived_on is None]
    handle = fold(word.strip())
    exact = [teacher for teacher in everybody if _known_as(teacher, names)[0] == handle]
    try:
        teacher = exact[0] if exact else find(word, active, names)
    except CoachError as error:
        if error.code != "unknown_teacher":
            raise
        teacher = find(word, everybody, names)
    if teacher.archived_on is not None:
        raise CoachError(
            f"{teacher.name} is out of the rotation.",
            f"Bring the teacher back with: coach teacher archive {teacher.typed} --back",
            code="archived",
        )
    return teacher


def _known_as(teacher: Teacher, names: Mapping[int, tuple[str, str]] | None) -> tuple[str, str]:
    """The handle and the name by which somebody is found."""
    return (teacher.handle, teacher.name) if names is None else names[teacher.id]


def words_of_name(text: str) -> list[str]:
    """The folded words of a name, or of a text that may have it in it, but for short ones.

    What is divided by an apostrophe counts as one word and as several: O'Hara, Kofi's.
    """
    plain = fold(text)
    words = re.findall(r"\w+", f"{plain} {plain.translate(_APOSTROPHES)}")
    return [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST]


def _key(text: str) -> str:
    """Folded words of a name with single spaces between, hyphens counting as spaces."""
    return " ".join(re.findall(r"[^\s\-‐‑–.,]+", fold(text).translate(_APOSTROPHES)))


def _ambiguous(word: str, fits: Sequence[Teacher]) -> CoachError:
    hint = f"Type the handle: {_listed(t.handle for t in fits)}."
    return CoachError(
        f"{quoted(word)} could be {_listed(map(_candidate, fits))}.",
        "Type more of the name, or the handle." if fits[0].is_veiled else hint,
        code="ambiguous",
    )


def _candidate(teacher: Teacher) -> str:
    return teacher.name if teacher.is_veiled else f"{teacher.handle} ({teacher.name})"


def _listed(items: Iterable[str]) -> str:
    """``a, b or c``, and how many more when there are too many to read."""
    words = list(items)
    more = len(words) - _LISTED
    return either(words if more <= 0 else [*words[:_LISTED], f"{more} more"])


def _unknown(word: str, key: str, known: Sequence[tuple[Teacher, str, str]]) -> CoachError:
    # Only a word that fits nobody pays for difflib.
    from difflib import get_close_matches

    spellings: dict[str, Teacher] = {}
    for teacher, handle, name in known:
        for spelling in (handle, _key(name), *_key(name).split()):
            spellings.setdefault(spelling, teacher)
    close = dict.fromkeys(spellings[match] for match in get_close_matches(key, spellings))
    hint = "`coach teacher list` shows everybody."
    if close:
        hint = f"Did you mean {_listed(map(_candidate, close))}? {hint}"
    return CoachError(f"No teacher fits {quoted(word)}.", hint, code="unknown_teacher")
