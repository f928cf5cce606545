"""Single cells of a coaching log: who, whose, by when, and whether a next step is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from coachcli.coaching.people.names import find, fold
from coachcli.coaching.words import letters, party_named
from coachcli.dates import parse_day, quoted
from coachcli.errors import CoachError
from coachcli.importing.days import Order, read_day
from coachcli.importing.spellings import typed
from coachcli.values.teacher import Teacher
from coachcli.values.words import Owner, Party, StepState

NAME_SAID_MAX = 40
"""Characters beyond which a name is hardly one, and more likely something that was said."""

_NOBODY = {"", "none", "na", "me", "self", "myself", "noteacher", "coach"}
_BETWEEN = re.compile(r"\s*[;,&+/\n|]\s*|\s+(?:and|with)\s+", re.I)
_TITLE = re.compile(r"\A(?:mr|mrs|ms|miss|mx|dr|prof|sr|sra|srta)\b\.?\s*", re.I)
_NEXT_VISIT = {"", "nextvisit", "nexttime", "nextmeeting", "nextsession", "atnextvisit", "na"}
_COACH = re.compile(
    r"\A(?:(?:coach|me)\s*(?::|[-–—]\s)|\((?:coach|me)\)|coach (?:to|will)\b"
    r"|i (?:will|am going to|to)\b|i['’]ll\b)|\((?:coach|me)\)\Z",
    re.I,
)
_DONE_MARK = re.compile(r"\A(?:✓|✔|☑|\[x\]|\(?done\)?\s*[:–—-])\s*|\s*(?:✓|✔|☑|\(done\))\Z", re.I)
_DONE = {"done", "yes", "y", "x", "complete", "completed", "finished", "closed", "ok", "true"}
_DONE |= {"✓", "✔", "☑"}
_OPEN = {"", "no", "n", "open", "notyet", "notdone", "inprogress", "pending", "ongoing", "started"}
_OPEN |= {"todo", "false", "partly", "partial"}
_DROPPED = {"dropped", "drop", "cancelled", "canceled", "nolongerneeded", "skipped", "na"}


def teachers_named(cell: str, everybody: Sequence[Teacher]) -> tuple[Teacher, ...]:
    """The teachers that a cell names, as words on the command line do; none for nobody.

    ``Marta, Ana L. & Joe`` are three, ``Lima, Ana`` is one. Archived teachers are meant only by
    words that fit nobody else: a log tells of them too.
    """
    if letters(cell) in _NOBODY:
        return ()
    parts = [part for part in _BETWEEN.split(cell) if part.strip()]
    try:
        return (_teacher(cell, everybody),)
    except CoachError:
        if len(parts) < 2:
            raise
    if len(parts) == 2 and "," in cell:
        try:
            return (_teacher(f"{parts[1]} {parts[0]}", everybody),)
        except CoachError:
            pass
    return tuple(dict.fromkeys(_teacher(part, everybody) for part in parts))


def _teacher(word: str, everybody: Sequence[Teacher]) -> Teacher:
    active = [each for each in everybody if each.archived_on is None]
    plain = _TITLE.sub("", word.strip()) or word
    exact = [each for each in everybody if each.handle == fold(plain.strip())]
    if exact:
        return exact[0]
    try:
        return find(plain, active)
    except CoachError as error:
        if error.code != "unknown_teacher":
            raise _in_file(error, word) from None
    try:
        return find(plain, everybody)
    except CoachError as error:
        raise _in_file(error, word) from None


def _in_file(error: CoachError, word: str) -> CoachError:
    """The same problem, with what to do about it in a file."""
    if error.code == "ambiguous":
        hint = error.hint.replace("Type the handle", "Write in the file")
        return CoachError(error.message, hint, code=error.code)
    near = error.hint.partition("`coach teacher list`")[0]
    name = " ".join(word.split())
    hint = f"{near}Correct the name in the file, or first type: coach teacher add {typed(name)}"
    if len(name) > NAME_SAID_MAX:
        return CoachError(
            "What stands under the teacher is too long for a name.",
            "Look whether another column slipped in here.",
            code=error.code,
        )
    return CoachError(f"No teacher fits {quoted(name)}.", hint, code=error.code)


def is_loose(cell: str, teachers: Sequence[Teacher]) -> bool:
    """Whether the words are no whole words of the names or handles that they were taken for."""
    known = {word for each in teachers for word in re.split(r"[\s-]+", fold(each.name))}
    known |= {each.handle for each in teachers}
    words = re.split(r"[\s-]+", fold(_TITLE.sub("", cell)))
    return any(word.strip(".,;&+/") not in known | {"", "and", "with"} for word in words)


def check_day(cell: str, on: date, order: Order | None) -> date | None:
    """When to check on a step agreed ``on`` a day; None is the next visit. ``next Tuesday`` counts
    from that day, and so does ``11/20``."""
    said = re.sub(r"\A(?:by|on|before)\s+", "", cell.strip(), flags=re.I)
    if letters(said) in _NEXT_VISIT:
        return None
    short = re.fullmatch(r"([0-9]{1,2}[/.-][0-9]{1,2})[/.]?", said)
    try:
        if short:
            numbers = re.sub("[.-]", "/", short[1])
            days = [read_day(f"{numbers}/{year}", order) for year in (on.year, on.year + 1)]
            day = next((each for each in days if each >= on), days[-1])
        elif re.fullmatch(r"[0-9./-]+(?:[ T]0?0:00(?::00)?)?", said):
            day = read_day(full_year(said), order)
        else:
            day = parse_day(said, on)
    except CoachError:
        raise CoachError(
            f"By when: {quoted(cell)} is not a day.",
            "Write it like 2026-12-08, next tue or next visit.",
        ) from None
    if day < on:
        raise CoachError(
            f"By when: {day.isoformat()} is before the day it was agreed.", "Write a later day."
        )
    return day


def full_year(cell: str) -> str:
    """``9/10/26`` with the century that it is in."""
    return re.sub(r"\A([0-9]{1,2}[/.-][0-9]{1,2}[/.-])([0-9]{2})(?=\Z|[ T])", r"\g<1>20\2", cell)


def step_texts(cell: str) -> list[str]:
    """One step, or one for each line of the cell, without what marks the lines."""
    lines = [re.sub(r"\A\s*(?:[-*•]|[0-9]{1,2}[.)])\s+", "", line) for line in cell.splitlines()]
    return [line.strip() for line in lines if line.strip()]


def is_coachs(text: str) -> bool:
    """Whether the text of a step itself says that it is the coach's: ``I will``, ``Coach:``."""
    return _COACH.search(text.strip()) is not None


def owner_said(cell: str) -> Owner | None:
    """Whose a step is by the column for it; None for both or an empty cell."""
    word = letters(cell)
    if word in ("coach", "me", "i", "mine", "c"):
        return Owner.COACH
    return None if word in ("", "both", "we", "all", "us") else Owner.TEACHER


def is_marked_done(text: str) -> bool:
    return _DONE_MARK.search(text) is not None


def step_state(cell: str, order: Order | None) -> tuple[StepState, date | None]:
    """What the column for it says, and the day it was done where that stands there."""
    word = letters(cell) or cell.strip()
    for words, state in (
        (_DONE, StepState.DONE),
        (_OPEN, StepState.OPEN),
        (_DROPPED, StepState.DROPPED),
    ):
        if word in words:
            return state, None
    try:
        return StepState.DONE, read_day(full_year(cell), order)
    except CoachError:
        raise CoachError(
            f"{quoted(cell)} does not say whether the next step is done.",
            "Write done, open or dropped.",
        ) from None


def party_said(cell: str) -> Party | None:
    """Who called it off, by any word of the cell: ``cancelled by school``, ``sick teacher``."""
    for word in re.findall(r"[^\W\d_]{3,}", cell):
        try:
            return party_named(word)
        except CoachError:
            continue
    return None
