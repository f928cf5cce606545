"""From what the store has to the record of one teacher, with nothing of another in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from coachcli.coaching.record.record import (
    CycleOf,
    EvidenceOf,
    IdeaOf,
    MeetingOf,
    PhaseOf,
    Record,
    Said,
    SessionOf,
    StepOf,
    WordingOf,
)
from coachcli.values.cycle import Cycle, CycleNote, Evidence
from coachcli.values.frozen import dataclass
from coachcli.values.record import Idea
from coachcli.values.school import Commitment
from coachcli.values.session import Note, Session, Step
from coachcli.values.teacher import Away, Teacher

Read = Callable[[str, str, bytes, bool], Said]
"""Opens a text: its part, its uid, what is sealed, and whether it is about a group."""


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
