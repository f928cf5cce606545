"""Everything that is kept about one teacher, as it may be given to that teacher.

The types have no place for another teacher: who else was there is a count. What was said in a
group stands in it only where the coach wants it so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from coachcli.values import (
    AskedBy,
    Away,
    Commitment,
    Day,
    Focus,
    Kind,
    Note,
    Owner,
    Party,
    Phase,
    Session,
    SessionState,
    Step,
    StepState,
    Teacher,
)
from coachcli.values_record import Cycle, CycleNote, Evidence, Idea

FORMAT = 1
"""Goes up when a key of the JSON is renamed or taken away."""


class Missing(StrEnum):
    """Why a text is not there: no passphrase, the coach left all out, or it is about a group."""

    LOCKED = "locked"
    LEFT_OUT = "left_out"
    GROUP = "group"


@dataclass(frozen=True)
class Said:
    """A text that was sealed, or why it is missing. ``part`` says which of several it is."""

    part: str
    text: str | None
    missing: Missing | None


Read = Callable[[str, str, bytes, bool], Said]
"""Opens a text: its part, its uid, what is sealed, and whether it is about a group."""


@dataclass(frozen=True)
class MeetingOf:
    """A recurring meeting. ``when`` says days and time in words; ``others`` counts who else is
    in it."""

    id: int
    label: str
    when: str
    rule: str
    first: date
    last: date | None
    period: str
    start: time | None
    end: time | None
    counts_as_visit: bool
    skipped: tuple[date, ...]
    others: int


@dataclass(frozen=True)
class SessionOf:
    """A session. ``steps`` are the numbers of the teacher's next steps agreed in it."""

    id: int
    uid: str
    date: date
    start: time | None
    end: time | None
    slot: str
    state: SessionState
    kinds: tuple[Kind, ...]
    focus: Focus | None
    minutes: int | None
    asked_by: AskedBy
    counts_as_visit: bool
    pinned: bool
    cancelled_by: Party | None
    meeting: int | None
    occurrence: Day | None
    others: int
    texts: tuple[Said, ...]
    steps: tuple[int, ...]


@dataclass(frozen=True)
class StepOf:
    """A next step; ``check_on`` None means the next visit."""

    id: int
    uid: str
    owner: Owner
    agreed_on: date
    check_on: date | None
    state: StepState
    closed_on: date | None
    session: int | None
    said: Said


@dataclass(frozen=True)
class EvidenceOf:
    """What students did. ``of_team``: counted for all of a team. ``said`` None: nothing was."""

    id: int
    uid: str
    date: date
    measure: str
    met: int
    total: int
    shareable: bool
    of_team: bool
    said: Said | None


@dataclass(frozen=True)
class PhaseOf:
    phase: Phase
    began_on: date


@dataclass(frozen=True)
class WordingOf:
    """An earlier wording of the question, and the day it was given up on."""

    question: str
    until: date


@dataclass(frozen=True)
class CycleOf:
    id: int
    uid: str
    question: str
    focus: Focus | None
    target: str
    look_fors: str
    started_on: date
    weeks: int
    every: int | None
    phase: Phase
    closed_on: date | None
    project: bool
    others: int
    phases: tuple[PhaseOf, ...]
    earlier: tuple[WordingOf, ...]
    evidence: tuple[EvidenceOf, ...]
    texts: tuple[Said, ...]


@dataclass(frozen=True)
class IdeaOf:
    id: int
    uid: str
    added_on: date
    focus: Focus | None
    tags: tuple[str, ...]
    may_name: bool
    said: Said


@dataclass(frozen=True)
class Record:
    """All of it. ``teacher`` has the usual cadence, not that of a running cycle."""

    made_on: date
    teacher: Teacher
    away: tuple[Away, ...]
    meetings: tuple[MeetingOf, ...]
    sessions: tuple[SessionOf, ...]
    steps: tuple[StepOf, ...]
    cycles: tuple[CycleOf, ...]
    ideas: tuple[IdeaOf, ...]

    @property
    def said(self) -> list[Said]:
        """Every text there is, or is not."""
        found = [each for session in self.sessions for each in session.texts]
        found += [step.said for step in self.steps]
        for cycle in self.cycles:
            found += [*(e.said for e in cycle.evidence if e.said), *cycle.texts]
        return found + [idea.said for idea in self.ideas]

    def missing(self, why: Missing) -> int:
        return sum(each.missing is why for each in self.said)


@dataclass(frozen=True)
class Known:
    """What the store has of one teacher, and of those the teacher worked with.

    ``when`` says the meetings' days and times in words, by their numbers.
    ``groups`` and ``teams`` are sessions and cycles that others were in who are gone now.
    """

    teacher: Teacher
    away: Sequence[Away]
    meetings: Sequence[Commitment]
    when: Mapping[int, str]
    sessions: Sequence[Session]
    notes: Sequence[Note]
    steps: Sequence[Step]
    cycles: Sequence[Cycle]
    cycle_notes: Mapping[int, Sequence[CycleNote]]
    evidence: Mapping[int, Sequence[Evidence]]
    ideas: Sequence[Idea]
    groups: Collection[int] = ()
    teams: Collection[int] = ()


def record(known: Known, made_on: date, read: Read) -> Record:
    """The teacher's own part of it, earliest first."""
    steps = sorted(known.steps, key=lambda each: (each.agreed_on, each.id))
    return Record(
        made_on=made_on,
        teacher=known.teacher,
        away=tuple(known.away),
        meetings=tuple(_meeting(each, known.when[each.id]) for each in known.meetings),
        sessions=tuple(_session(each, known, read) for each in known.sessions),
        steps=tuple(_step(each, read) for each in steps),
        cycles=tuple(_cycle(each, known, read) for each in known.cycles),
        ideas=tuple(_idea(each, read) for each in known.ideas),
    )


def _meeting(each: Commitment, when: str) -> MeetingOf:
    return MeetingOf(
        id=each.id,
        label=each.label,
        when=when,
        rule=each.rule,
        first=each.first,
        last=each.last,
        period=each.period,
        start=each.start,
        end=each.end,
        counts_as_visit=each.counts_as_visit,
        skipped=each.skipped,
        others=len(each.teachers) - 1,
    )


def _session(each: Session, known: Known, read: Read) -> SessionOf:
    notes = [note for note in known.notes if note.session == each.id]
    others = len(each.teachers) - 1
    of_group = others > 0 or each.id in known.groups
    return SessionOf(
        id=each.id,
        uid=each.uid,
        date=each.date,
        start=each.start,
        end=each.end,
        slot=each.slot,
        state=each.state,
        kinds=each.kinds,
        focus=each.focus,
        minutes=each.minutes,
        asked_by=each.asked_by,
        counts_as_visit=each.counts_as_visit,
        pinned=each.pinned,
        cancelled_by=each.cancelled_by,
        meeting=each.commitment,
        occurrence=each.occurrence,
        others=others,
        texts=tuple(read(note.part, note.uid, note.sealed, of_group) for note in notes),
        steps=tuple(step.id for step in known.steps if step.session == each.id),
    )


def _step(each: Step, read: Read) -> StepOf:
    return StepOf(
        id=each.id,
        uid=each.uid,
        owner=each.owner,
        agreed_on=each.agreed_on,
        check_on=each.check_on,
        state=each.state,
        closed_on=each.closed_on,
        session=each.session,
        said=read("step", each.uid, each.sealed, False),
    )


def _cycle(each: Cycle, known: Known, read: Read) -> CycleOf:
    others = len(each.teachers) - 1
    of_team = others > 0 or each.id in known.teams
    taken = known.evidence.get(each.id, ())
    notes = known.cycle_notes.get(each.id, ())
    return CycleOf(
        id=each.id,
        uid=each.uid,
        question=each.question,
        focus=each.focus,
        target=each.target,
        look_fors=each.look_fors,
        started_on=each.started_on,
        weeks=each.weeks,
        every=each.every,
        phase=each.phase,
        closed_on=each.closed_on,
        project=each.project,
        others=others,
        phases=tuple(PhaseOf(phase, day) for phase, day in each.phases),
        earlier=tuple(WordingOf(question, day) for question, day in each.earlier),
        evidence=tuple(
            _evidence(e, of_team and e.teacher is None, read)
            for e in taken
            if e.teacher in (None, known.teacher.handle)
        ),
        texts=tuple(read(note.part, note.uid, note.sealed, of_team) for note in notes),
    )


def _evidence(each: Evidence, of_team: bool, read: Read) -> EvidenceOf:
    said = read("evidence", each.uid, each.sealed, of_team) if each.sealed else None
    return EvidenceOf(
        id=each.id,
        uid=each.uid,
        date=each.on,
        measure=each.measure,
        met=each.met,
        total=each.total,
        shareable=each.shareable,
        of_team=of_team,
        said=said,
    )


def _idea(each: Idea, read: Read) -> IdeaOf:
    return IdeaOf(
        id=each.id,
        uid=each.uid,
        added_on=each.added_on,
        focus=each.focus,
        tags=each.tags,
        may_name=each.may_name,
        said=read("idea", each.uid, each.sealed, False),
    )
