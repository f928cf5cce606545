"""What the words for an activity mean: a kind of session, or work without a teacher.

Two tables, because some words mean both: with a teacher "planning" is co-planning, alone it is the
coach's own. The coach's spellings come before them.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping

from coachcli.coaching.people.names import fold
from coachcli.coaching.words import label, letters
from coachcli.dates import quoted
from coachcli.errors import CoachError
from coachcli.values.frozen import dataclass
from coachcli.values.words import Kind, SessionState, Work

WORD_MAX, _WORDS = 40, 4

Meaning = Kind | Work

WITH_TEACHER: dict[Kind, tuple[str, ...]] = {
    Kind.INITIAL_MEETING: (
        "first meeting", "intake", "intake meeting", "kick-off", "kickoff meeting", "introduction",
        "intro meeting", "goal setting", "goal setting meeting", "welcome meeting", "initial",
        "enrolment meeting", "enrollment conversation", "identify",
    ),
    Kind.OBSERVATION: (
        "observe", "observed", "observing", "obs", "classroom observation", "class observation",
        "lesson observation", "classroom visit", "class visit", "room visit", "visit", "visited",
        "classroom walk-through", "walkthrough", "walk through", "learning walk", "drop-in",
        "pop-in", "video observation", "filmed lesson", "watched a lesson", "watched lesson",
        "informal observation", "data collection in class", "collected data in class",
    ),
    Kind.DEBRIEF: (
        "debriefing", "debriefed", "reflection", "reflective conversation", "reflecting",
        "reflecting conversation", "reflection meeting", "feedback", "feedback meeting",
        "feedback conversation", "post-observation", "post-conference", "post conference",
        "post-observation conference", "post-observation meeting", "coaching conversation",
        "coaching meeting", "coaching session", "coaching", "conference", "conferenced",
        "check-in", "check in meeting", "meeting", "met", "1:1", "one-on-one", "one to one",
        "follow-up", "follow-up meeting",
    ),
    Kind.CO_PLANNING: (
        "co-plan", "co-planned", "planning", "planning meeting", "planning session", "planned",
        "lesson planning", "unit planning", "collaborative planning", "common planning",
        "pre-conference", "pre-observation", "pre-observation conference", "pre-brief",
        "pre-observation meeting", "lesson design", "unit design", "planned together",
        "planned a unit", "planned a lesson", "backward design", "curriculum planning",
    ),
    Kind.MODELING: (
        "model", "models", "modelled", "modeled", "modelling", "modelled lesson", "modeled lesson",
        "model lesson", "modeled a lesson", "modelled a lesson", "demo", "demo lesson",
        "demonstration", "demonstration lesson", "demonstrated", "taught a lesson",
    ),
    Kind.CO_TEACHING: (
        "co-teach", "co-taught", "co-taught lesson", "cotaught a lesson", "team teaching",
        "team-taught", "taught together", "side-by-side", "side by side coaching",
        "real-time coaching", "in-class support", "push-in", "push in support",
    ),
    Kind.STUDENT_WORK: (
        "student work analysis", "student work review", "student work protocol",
        "looked at student work", "looking at student work", "reviewed student work",
        "analyzed student work", "analysed student work", "lasw", "data", "data review",
        "data analysis", "data conversation", "data meeting", "data dive", "data chat",
        "looked at data", "reviewed data", "assessment review", "exit tickets",
        "looked at exit tickets",
    ),
    Kind.RESOURCES: (
        "resource", "resource sharing", "sharing resources", "shared resources", "materials",
        "shared materials", "provided resources", "gathered resources", "found resources",
        "resource support", "brought resources", "sent resources", "resource gathering",
    ),
    Kind.ROLE_PLAY: (
        "role-playing", "rehearsal", "rehearsed", "practice", "practised", "practiced",
        "practice session", "deliberate practice",
    ),
    Kind.PEER_VISIT: (
        "peer observation", "peer observations", "visited a colleague", "visit to a colleague",
        "visited another classroom", "intervisitation", "lab classroom", "lab site",
        "observed a peer", "observed a colleague", "learning lab",
    ),
    Kind.TEAM_MEETING: (
        "team", "grade level meeting", "grade-level team meeting", "grade team meeting",
        "department meeting", "plc", "plc meeting", "professional learning community",
        "team planning", "group meeting", "group", "ctp", "lesson study", "instructional rounds",
    ),
    Kind.CONTACT: (
        "hallway chat", "hallway", "hallway conversation", "hallway talk", "chat", "quick chat",
        "quick check-in", "email", "e-mail", "emailed", "emails", "email exchange", "phone",
        "phone call", "call", "text", "text message", "message", "messaged", "note",
        "lunch chat", "quick conversation", "informal chat", "touched base", "touch base",
    ),
}  # fmt: skip

ALONE: dict[Work, tuple[str, ...]] = {
    Work.WORKSHOP: (
        "pd", "pd session", "professional development", "led pd", "workshop led", "led a workshop",
        "training", "led a training", "staff meeting", "faculty meeting", "presentation",
        "inservice", "in-service",
    ),
    Work.LEARNING_COMMUNITY: (
        "plc", "plc meeting", "professional learning community", "learning communities",
        "facilitated plc", "book study", "book club", "study group",
    ),
    Work.DATA_WORK: (
        "data", "data review", "data analysis", "data entry", "data meeting", "testing data",
        "assessment data", "analysed data", "analyzed data", "data team", "data team meeting",
    ),
    Work.PLANNING_RESOURCES: (
        "planning", "prep", "preparation", "resources", "materials", "made resources",
        "created resources", "curriculum work", "curriculum writing", "curriculum planning",
        "office", "office work", "admin", "paperwork", "emails", "email",
    ),
    Work.STUDENT_GROUP: (
        "students", "small group", "small groups", "intervention", "intervention group",
        "student support", "tutoring", "reading group", "math group", "pull-out group",
    ),
    Work.COVERING: (
        "covered", "cover", "coverage", "class coverage", "covered a class", "covered class",
        "covering a class", "covered classes", "sub", "subbed", "subbing", "substitute",
        "substituting", "substituted", "substitute teaching",
    ),
    Work.DUTY: (
        "lunch duty", "recess duty", "bus duty", "hall duty", "hallway duty", "arrival duty",
        "dismissal duty", "cafeteria duty", "duties", "testing duty", "proctoring", "proctored",
        "test proctoring", "supervision", "crosswalk duty",
    ),
    Work.OWN_LEARNING: (
        "own pd", "my pd", "attended pd", "attended a workshop", "attended training",
        "coach training", "coaches meeting", "coach meeting", "coaches' meeting", "reading",
        "webinar", "conference attended", "attended conference", "district meeting",
        "professional reading", "own professional development",
    ),
}  # fmt: skip

STATES: dict[SessionState, tuple[str, ...]] = {
    SessionState.HELD: (
        "done", "yes", "y", "completed", "complete", "took place", "happened", "met", "attended",
        "occurred", "x", "ok", "finished", "✓", "✔", "present",
    ),
    SessionState.CANCELLED: (
        "canceled", "cancel", "cancelled", "called off", "cxl", "cancellation", "postponed",
        "rescheduled", "moved", "did not happen", "didn't happen", "not held", "no",
    ),
    SessionState.NO_SHOW: (
        "no-show", "noshow", "no shows", "did not show", "didn't show", "did not show up",
        "missed", "absent", "teacher absent", "not there", "forgot", "stood up",
    ),
    SessionState.PLANNED: ("planned", "scheduled", "upcoming", "to come", "pending"),
}  # fmt: skip
_ACTIVITY_STATES = {
    letters(word): state
    for state, words in STATES.items()
    if state in (SessionState.CANCELLED, SessionState.NO_SHOW)
    for word in (state, *words)
    if word not in ("no", "moved", "absent", "missed", "forgot")
}
"""Of the words for a state, those that are clear where an activity stands."""

_SEPARATORS = re.compile(r"\s*[/,;&+\n|]\s*|\s+(?:and|then|with)\s+|\s+[-–—]\s+", re.I)
_ASIDE = re.compile(
    r"\([^()]*\)|\b(?:grade|gr\.?|year|period|class)\s*[0-9k][0-9a-z-]*"
    r"|\b[0-9]+(?:st|nd|rd|th)[- ]grade\b",
    re.I,
)
"""What says with whom or where and not what: brackets, a grade."""


@dataclass(frozen=True)
class Activity:
    """What an activity's words mean. ``state``: they say that it did not take place."""

    kinds: tuple[Kind, ...] = ()
    work: Work | None = None
    state: SessionState | None = None


def read_activity(cell: str, own: Mapping[str, Meaning], *, alone: bool) -> Activity:
    """What the words mean beside teachers, or ``alone``. ``own`` maps the letters of the coach's
    spellings. Tried whole first, then without grade and brackets, then in parts; each part must be
    known.

    Raises CoachError with the code ``spelling`` when something is not known.
    """
    for text in (cell, _ASIDE.sub(" ", cell)):
        whole = _meaning(text, own, alone=alone)
        if whole is not None:
            return whole
    parts = [part for part in _SEPARATORS.split(_ASIDE.sub(" ", cell)) if part.strip()]
    found = [_meaning(part, own, alone=alone) for part in parts]
    unknown = [part for part, meaning in zip(parts, found, strict=True) if meaning is None]
    if unknown or not parts or (alone and len({each.work for each in found if each}) > 1):
        raise _unknown(cell if len(unknown) != 1 else unknown[0], alone=alone)
    kinds = {kind for each in found if each for kind in each.kinds}
    states = [each.state for each in found if each and each.state]
    return Activity(
        tuple(kind for kind in Kind if kind in kinds),
        next((each.work for each in found if each and each.work), None),
        states[0] if states else None,
    )


def _meaning(text: str, own: Mapping[str, Meaning], *, alone: bool) -> Activity | None:
    word = letters(text)
    state = None if alone else _ACTIVITY_STATES.get(word)
    if state is not None and word not in own:
        return Activity(state=state)
    meant = own.get(word)
    if meant is None or isinstance(meant, Work) != alone:
        meant = (_ALONE if alone else _WITH_TEACHER).get(word, meant)
    if isinstance(meant, Work):
        return Activity(work=meant) if alone else None
    return Activity(kinds=(meant,)) if meant is not None and not alone else None


def _table(words: Iterable[tuple[Meaning, Iterable[str]]]) -> dict[str, Meaning]:
    return {letters(each): meant for meant, others in words for each in (meant, *others)}


_WITH_TEACHER = _table(WITH_TEACHER.items())
_ALONE = _table(ALONE.items())
_MEANINGS: dict[str, Meaning] = {letters(each): each for each in (*Kind, *Work)}


def _unknown(word: str, *, alone: bool) -> CoachError:
    plain = " ".join(word.split())
    if len(plain) > WORD_MAX or len(plain.split()) > _WORDS or not letters(plain):
        # A sentence may tell what was said, so it is not repeated, nor learned.
        return CoachError(
            "The activity is not a word that can be learned.",
            "Write a short one such as observation; put the rest into the notes.",
            code="spelling",
        )
    meaning, known = _MEANINGS.get(letters(plain)), "workshop" if alone else "observation"
    if isinstance(meaning, Kind) and alone:
        return CoachError(
            f"{quoted(plain)} is with a teacher, and none is named.",
            "Name the teacher in the row, or write what other work it was.",
            code="spelling",
        )
    return CoachError(
        f"What {quoted(plain)} was is not known.",
        f"Type: coach import spelling set {typed(plain)} {known} (or whatever it was)",
        code="spelling",
    )


def typed(word: str) -> str:
    """The word as it can be typed, or pasted, into a shell, where nothing in it is a command."""
    return f'"{word}"' if re.fullmatch(r"[\w ./'-]+", word) else shlex.quote(word)


def meaning_named(text: str) -> Meaning:
    """The kind or work that a word names, or begins if only one begins so. Raises CoachError."""
    said = letters(text)
    fits = [meant for word, meant in _MEANINGS.items() if said and word.startswith(said)]
    if said in _MEANINGS:
        return _MEANINGS[said]
    if len(fits) != 1:
        raise CoachError(
            f"{quoted(text)} is neither a kind of session nor other work.",
            f"With a teacher: {', '.join(map(label, Kind))}."
            f" Other work: {', '.join(map(label, Work))}.",
        )
    return fits[0]


def check_word(text: str) -> str:
    """A spelling as it is kept: folded, with single spaces. Raises CoachError."""
    word = " ".join(fold(text).split())
    if not letters(word) or len(word) > WORD_MAX or not word.isprintable():
        raise CoachError(
            f"{quoted(text)} cannot be a spelling.",
            f"Type the word as the file has it, at most {WORD_MAX} characters.",
        )
    return word


def state_said(cell: str) -> SessionState:
    """The state in a column for it; more words may follow, as in ``cancelled by school``."""
    word = letters(cell) or cell.strip()
    known = {letters(each) or each: s for s, words in STATES.items() for each in (s, *words)}
    state = known.get(word)
    if state is None:
        begun = [known[each] for each in known if len(each) > 4 and word.startswith(each)]
        state = begun[0] if begun else None
    if state is SessionState.PLANNED:
        raise CoachError(
            "This session is only planned.", "Write held, cancelled or no-show, or leave it out."
        )
    if state is None:
        raise CoachError(
            f"{quoted(cell)} does not say whether it took place.",
            "Write held, cancelled or no-show.",
        )
    return state
