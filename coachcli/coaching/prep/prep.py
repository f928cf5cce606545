"""The prep card: what a coach looks at before walking in.

It is put together from plain values. What is sealed is opened only where it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, takewhile
from typing import Protocol

from coachcli.coaching.cycles import cycle_on, measured
from coachcli.coaching.prep.ideas import fitting, tags_in, telling_words
from coachcli.coaching.prep.questions import three
from coachcli.coaching.words import label
from coachcli.values.cycle import Cycle, Evidence
from coachcli.values.frozen import dataclass
from coachcli.values.prep import (
    Colleague,
    OpenQuestion,
    PastSession,
    PrepCard,
    SessionText,
    ShownIdea,
)
from coachcli.values.record import Idea
from coachcli.values.session import Note, Session, ShownStep
from coachcli.values.teacher import Teacher
from coachcli.values.words import Focus, Part, Phase, SessionState, is_contact

SESSIONS, IDEAS = 2, 3
"""How many of each a card shows."""


class Sealed(Protocol):
    @property
    def uid(self) -> str: ...
    @property
    def sealed(self) -> bytes: ...


Read = Callable[[Sealed], str | None]
"""Opens a sealed text; None where it is locked."""


@dataclass(frozen=True)
class Known:
    """What the store has on one teacher. ``caseload`` is everybody in the rotation.

    ``sessions`` are the teacher's own, by day; ``steps`` the open ones;
    ``evidence`` that of all cycles.
    """

    teacher: Teacher
    due_week: date | None
    caseload: Sequence[Teacher]
    cycles: Sequence[Cycle]
    sessions: Sequence[Session]
    notes: Sequence[Note]
    steps: Sequence[ShownStep]
    evidence: Sequence[Evidence]
    ideas: Sequence[Idea]
    questions: Sequence[OpenQuestion]
    names: Mapping[str, str]


@dataclass(frozen=True)
class Alike:
    """What has to do with a teacher's question: the numbers of ideas, best first; colleagues who
    agreed to be named, by id with what they have in common; and how many others there are."""

    ideas: tuple[int, ...]
    colleagues: tuple[tuple[int, tuple[str, ...]], ...]
    unnamed: int


def prepare(known: Known, today: date, read: Read, alike: Alike | None = None) -> PrepCard:
    """The card of one teacher, as things stand on ``today``. ``alike`` where it cannot be told from
    what is known, because the questions are veiled."""
    teacher = known.teacher
    running = [each for each in known.cycles if each.runs]
    cycle = cycle_on(running, teacher.handle, today)
    question, focus = _asks(teacher, cycle)
    held = [each for each in known.sessions if _is_held(each, today)]
    alike = alike or alike_to(known, today)
    ideas = [each for number in alike.ideas for each in known.ideas if each.id == number]
    visit = _next_visit(known.sessions, today)
    others = visit.teachers if visit else ()
    people = {each.id: each for each in known.caseload}
    return PrepCard(
        handle=teacher.handle,
        name=teacher.name,
        room=teacher.room,
        visit=visit,
        due_week=known.due_week,
        beside=tuple(known.names[each] for each in others if each != teacher.handle),
        question=question,
        focus=focus,
        cycle=cycle,
        worked=_latest(held, known.notes, Part.WORKS, read),
        sessions=tuple(
            PastSession(each, _said(each, known.notes, Part.NOTES, read), is_contact(each.kinds))
            for each in reversed(_last(held, known.notes))
        ),
        steps=_open_steps(known, read),
        ask_next=_to_ask(held, known.notes, read),
        evidence=measured([e for e in known.evidence if cycle and e.cycle == cycle.id]),
        questions=_questions(known, cycle, focus, today),
        ideas=tuple(
            ShownIdea(each, known.names.get(each.teacher or ""), read(each))
            for each in ideas[:IDEAS]
        ),
        more_ideas=len(ideas[IDEAS:]),
        colleagues=tuple(
            Colleague(people[id].handle, people[id].name, () if teacher.is_veiled else why)
            for id, why in alike.colleagues
        ),
        unnamed=alike.unnamed,
    )


def alike_to(known: Known, today: date) -> Alike:
    """What has to do with the teacher's question and focus."""
    running = [each for each in known.cycles if each.runs]
    question, focus = _asks(known.teacher, cycle_on(running, known.teacher.handle, today))
    ideas = fitting(known.ideas, question, focus, not_from=known.teacher.handle)
    colleagues, unnamed = _colleagues_of(known, question, focus, today)
    return Alike(tuple(each.id for each in ideas), colleagues, unnamed)


def _asks(teacher: Teacher, cycle: Cycle | None) -> tuple[str, Focus | None]:
    """The question and the focus: those of the cycle, else the teacher's own."""
    if cycle is None:
        return teacher.question, teacher.focus
    return cycle.question, cycle.focus or teacher.focus


def _is_held(session: Session, today: date) -> bool:
    return session.state is SessionState.HELD and session.date <= today


def _last(held: Sequence[Session], notes: Sequence[Note]) -> list[Session]:
    """The last sessions, by day, and the last contact since in which something was noted: a word in
    the hallway never takes the place of a visit."""
    noted = {note.session for note in notes if note.part is Part.NOTES}
    met = [each for each in held if not is_contact(each.kinds)]
    since = takewhile(lambda each: is_contact(each.kinds), reversed(held))
    return [*met[-SESSIONS:], *islice((each for each in since if each.id in noted), 1)]


def _next_visit(sessions: Sequence[Session], today: date) -> Session | None:
    planned = (s for s in sessions if s.state is SessionState.PLANNED and s.date >= today)
    return next(planned, None)


def _said(session: Session, notes: Sequence[Note], part: Part, read: Read) -> SessionText | None:
    """What was noted in a part of a session, several notes as one text."""
    texts = [read(note) for note in notes if note.session == session.id and note.part is part]
    opened = [text for text in texts if text is not None]
    whole = "\n".join(opened) if len(opened) == len(texts) else None
    return SessionText(session.id, session.date, whole) if texts else None


def _latest(
    held: Sequence[Session], notes: Sequence[Note], part: Part, read: Read
) -> SessionText | None:
    for session in reversed(held):
        if said := _said(session, notes, part, read):
            return said
    return None


def _open_steps(known: Known, read: Read) -> tuple[ShownStep, ...]:
    """Both sides' steps: what is past its check first, then by the day of the check."""
    steps = sorted(known.steps, key=lambda s: (not s.past, s.check or date.max, s.step.id))
    return tuple(replace(step, text=read(step.step)) for step in steps)


def _to_ask(held: Sequence[Session], notes: Sequence[Note], read: Read) -> tuple[SessionText, ...]:
    """What was noted to be asked in the last visit and in the contacts since."""
    found: list[SessionText] = []
    for session in reversed(held):
        if said := _said(session, notes, Part.ASK_NEXT, read):
            found.insert(0, said)
        if session.counts_as_visit:
            break
    return tuple(found)


def _questions(
    known: Known, cycle: Cycle | None, focus: Focus | None, today: date
) -> tuple[OpenQuestion, ...]:
    """Three open questions; between cycles those with which one begins."""
    days = sorted({each.date for each in known.sessions if _is_held(each, today)} - {today})
    phase = cycle.phase if cycle else Phase.IDENTIFY
    return three(known.questions, phase, focus, known.teacher.uid, [*days, today])


def _colleagues_of(
    known: Known, question: str, focus: Focus | None, today: date
) -> tuple[tuple[tuple[int, tuple[str, ...]], ...], int]:
    """Who works on something alike: those who agreed to be named, closest first, and how many
    others there are."""
    tags: dict[str, list[str]] = {}
    for idea in known.ideas:
        if idea.may_name and idea.teacher:
            tags.setdefault(idea.teacher, []).extend(idea.tags)
    named, unnamed = [], 0
    for each in known.caseload:
        if each.handle == known.teacher.handle:
            continue
        theirs = cycle_on([c for c in known.cycles if c.runs], each.handle, today)
        why = _alike(each, theirs, known, question, focus, tags.get(each.handle, []))
        if why and each.handle in tags:
            named.append((each.id, why))
        elif why:
            unnamed += 1
    return tuple(sorted(named, key=lambda each: -len(each[1]))), unnamed


def _alike(
    other: Teacher,
    cycle: Cycle | None,
    known: Known,
    question: str,
    focus: Focus | None,
    tags: Sequence[str],
) -> tuple[str, ...]:
    """What another teacher's work has in common with this one, in words."""
    theirs = cycle.question if cycle else other.question
    shared = sorted(telling_words(theirs) & telling_words(question))
    why = dict.fromkeys([*tags_in(tags, question), *shared])
    if focus is not None and focus is ((cycle and cycle.focus) or other.focus):
        why[label(focus)] = None
    if other.grade and other.grade == known.teacher.grade:
        why[f"grade {other.grade}"] = None
    return tuple(why)
