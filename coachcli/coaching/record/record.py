"""Everything that is kept about one teacher, as it may be given to that teacher.

Each value is taken over without the other teachers: who else was there is a count. What was said in
a group stands in it only where the coach wants it so. ``JSON`` is the frozen form for programs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from coachcli.values.cycle import Cycle, CycleNote, Evidence
from coachcli.values.frozen import dataclass
from coachcli.values.record import Idea
from coachcli.values.school import Commitment
from coachcli.values.session import Note, Session, Step
from coachcli.values.teacher import Away, Teacher

FORMAT = 1
"""Goes up when a key of the JSON is renamed or taken away."""


class Missing(StrEnum):
    """Why a text is not there: no passphrase, the coach left all out, or it is about a group."""

    LOCKED = "locked"
    LEFT_OUT = "left_out"
    GROUP = "group"


@dataclass(frozen=True)
class Text:
    """A text that was sealed, or why it is missing. ``part`` says which of several it is."""

    part: str
    text: str | None
    missing: Missing | None


Read = Callable[[str, str, bytes, bool], Text]
"""Opens a text: its part, its uid, what is sealed, and whether it is about a group."""


@dataclass(frozen=True)
class MeetingOf:
    """``when`` says days and time in words; ``others`` counts who else is in it."""

    meeting: Commitment
    when: str
    others: int

    JSON = {
        "*": (
            "meeting",
            (
                *("id", "label", "rule", "first", "last", "period", "start", "end"),
                *("counts_as_visit", "skipped"),
            ),
        ),
        "when": "when",
        "others": "others",
    }


@dataclass(frozen=True)
class SessionOf:
    """``steps`` are the numbers of the teacher's next steps agreed in it."""

    session: Session
    others: int
    texts: tuple[Text, ...]
    steps: tuple[int, ...]

    JSON = {
        "*": (
            "session",
            (
                *("id", "uid", "date", "start", "end", "slot", "state", "kinds", "focus"),
                *("minutes", "asked_by", "counts_as_visit", "pinned", "cancelled_by"),
                "occurrence",
            ),
        ),
        "meeting": "session.commitment",
        "others": "others",
        "texts": "texts",
        "steps": "steps",
    }


@dataclass(frozen=True)
class StepOf:
    step: Step
    said: Text

    JSON = {
        "*": (
            "step",
            ("id", "uid", "owner", "agreed_on", "check_on", "state", "closed_on", "session"),
        ),
        "said": "said",
    }


@dataclass(frozen=True)
class EvidenceOf:
    """``of_team``: counted for all of a team. ``said`` None: there is nothing to tell."""

    evidence: Evidence
    of_team: bool
    said: Text | None

    JSON = {
        "*": ("evidence", ("id", "uid", "measure", "met", "total", "shareable")),
        "date": "evidence.on",
        "of_team": "of_team",
        "said": "said",
    }


@dataclass(frozen=True)
class CycleOf:
    cycle: Cycle
    others: int
    evidence: tuple[EvidenceOf, ...]
    texts: tuple[Text, ...]

    JSON = {
        "*": (
            "cycle",
            (
                *("id", "uid", "question", "focus", "target", "look_fors", "started_on", "weeks"),
                *("every", "phase", "closed_on", "project"),
            ),
        ),
        "others": "others",
        "phases": "cycle.phases",
        "earlier": "cycle.earlier",
        "evidence": "evidence",
        "texts": "texts",
    }


@dataclass(frozen=True)
class IdeaOf:
    idea: Idea
    said: Text

    JSON = {
        "*": ("idea", ("id", "uid", "added_on", "focus", "tags", "may_name")),
        "said": "said",
    }


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

    JSON = {
        "format": "format",
        "made_on": "made_on",
        "texts": "texts",
        "teacher": (
            "teacher",
            {
                **{key: key for key in ("handle", "uid", "name", "support", "every", "max_gap")},
                **{key: key for key in ("since", "email", "subject", "grade", "room")},
                **{key: key for key in ("question", "focus", "archived_on", "in_reports")},
                "free": ("windows", ("day", "period", "start", "end", "preferred")),
            },
        ),
        "away": ("away", ("first", "last")),
        **{key: key for key in ("meetings", "sessions", "steps", "cycles", "ideas")},
    }

    @property
    def format(self) -> int:
        return FORMAT

    @property
    def said(self) -> list[Text]:
        """Every text there is, or is not."""
        texts = [text for session in self.sessions for text in session.texts]
        texts += [step.said for step in self.steps]
        for cycle in self.cycles:
            texts += [*(e.said for e in cycle.evidence if e.said), *cycle.texts]
        return texts + [idea.said for idea in self.ideas]

    def missing(self, why: Missing) -> int:
        return sum(text.missing is why for text in self.said)

    @property
    def texts(self) -> dict[str, object]:
        """How many texts are in it, and how many are missing, by why."""
        return {
            "opened": sum(text.missing is None for text in self.said),
            "missing": {why.value: self.missing(why) for why in Missing},
        }


@dataclass(frozen=True)
class Sources:
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

    @property
    def alone(self) -> tuple[str, ...]:
        """Who is left of the teachers of something."""
        return (self.teacher.handle,)


def record_of(sources: Sources, made_on: date, read: Read) -> Record:
    """The teacher's own part of it, earliest first."""
    steps = sorted(sources.steps, key=lambda step: (step.agreed_on, step.id))
    return Record(
        made_on=made_on,
        teacher=sources.teacher,
        away=tuple(sources.away),
        meetings=tuple(
            MeetingOf(
                replace(meeting, teachers=sources.alone),
                sources.when[meeting.id],
                len(meeting.teachers) - 1,
            )
            for meeting in sources.meetings
        ),
        sessions=tuple(_session(session, sources, read) for session in sources.sessions),
        steps=tuple(StepOf(step, read("step", step.uid, step.sealed, False)) for step in steps),
        cycles=tuple(_cycle(cycle, sources, read) for cycle in sources.cycles),
        ideas=tuple(
            IdeaOf(idea, read("idea", idea.uid, idea.sealed, False)) for idea in sources.ideas
        ),
    )


def _session(session: Session, sources: Sources, read: Read) -> SessionOf:
    others = len(session.teachers) - 1
    of_group = others > 0 or session.id in sources.groups
    return SessionOf(
        replace(session, teachers=sources.alone),
        others,
        tuple(
            read(note.part, note.uid, note.sealed, of_group)
            for note in sources.notes
            if note.session == session.id
        ),
        tuple(step.id for step in sources.steps if step.session == session.id),
    )


def _cycle(cycle: Cycle, sources: Sources, read: Read) -> CycleOf:
    others = len(cycle.teachers) - 1
    of_team = others > 0 or cycle.id in sources.teams
    return CycleOf(
        replace(cycle, teachers=sources.alone),
        others,
        tuple(
            _evidence(evidence, of_team and evidence.teacher is None, read)
            for evidence in sources.evidence.get(cycle.id, ())
            if evidence.teacher in (None, sources.teacher.handle)
        ),
        tuple(
            read(note.part, note.uid, note.sealed, of_team)
            for note in sources.cycle_notes.get(cycle.id, ())
        ),
    )


def _evidence(evidence: Evidence, of_team: bool, read: Read) -> EvidenceOf:
    sealed = evidence.sealed
    said = read("evidence", evidence.uid, sealed, of_team) if sealed else None
    return EvidenceOf(evidence, of_team, said)
