"""From whose notes are meant to the rows that are shown: what is chosen, opened, put together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coachcli.cli.program.context import Run
from coachcli.coaching.people.names import find
from coachcli.coaching.words import kinds_named
from coachcli.errors import CoachError, UsageProblem
from coachcli.render.notes import Noted, NotedStep, OfCycle, OfEvidence, OfSession
from coachcli.store import reading
from coachcli.store.reading.sealed import Place, Sealed, of_cycle, sealed_texts
from coachcli.values.frozen import dataclass
from coachcli.values.school import DateRange
from coachcli.values.session import Session
from coachcli.values.teacher import Teacher
from coachcli.values.words import Kind, Owner, StepState

PLACES = (Place.SESSION, Place.STEP, Place.EVIDENCE, Place.CYCLE)


@dataclass(frozen=True)
class Chosen:
    """Whose notes are read, and which. ``names`` are those of everybody, by handle; ``steps`` the
    states of next steps by number."""

    who: Teacher | None
    handles: frozenset[str]
    days: DateRange
    sessions: dict[int, Session]
    cycle: int | None
    of_sessions_only: bool
    names: dict[str, str]
    steps: dict[int, StepState]

    @property
    def none(self) -> str:
        """What is said when nothing of it is noted."""
        about = f"with {self.who.name}" if self.who else f"in cycle {self.cycle}"
        all_of_it = self.days == DateRange(date.min, None) and not self.of_sessions_only
        narrowed = not all_of_it or (self.who and self.cycle is not None)
        return f"Nothing is noted {about} {'in what you chose' if narrowed else 'yet'}."

    def others(self, handles: Iterable[str]) -> tuple[str, ...]:
        """The names of all but the one whose notes are read."""
        return tuple(
            self.names[handle]
            for handle in handles
            if self.who is None or handle != self.who.handle
        )

    def texts(self, db: reading.Connection) -> list[Sealed]:
        """What is sealed of it, still unread."""
        who = self.who.handle if self.who else None
        found = sealed_texts(db, PLACES, teacher=who, since=self.days.first, until=self.days.last)
        return [each for each in found if self.has(each)]

    def has(self, text: Sealed) -> bool:
        if text.place is Place.SESSION:
            return text.id in self.sessions
        if text.place is Place.STEP:
            return text.of in self.sessions and not self.handles.isdisjoint(text.teachers)
        number = text.of if text.place is Place.EVIDENCE else text.id
        return not self.of_sessions_only and self.cycle in (None, number)


def choose(
    db: reading.Connection, teacher: str, days: DateRange, kinds: list[str], cycle: int | None
) -> Chosen:
    """What the words and options mean. Raises CoachError for what they do not."""
    if not teacher and cycle is None:
        raise UsageProblem("Whose notes?", "Name a teacher: coach notes TEACHER")
    wanted = set(kinds_named(",".join(kinds))) if kinds else set[Kind]()
    known = reading.teachers(db, archived=True)
    who = find(teacher, known) if teacher else None
    handles: tuple[str, ...] = (who.handle,) if who else ()
    first, last = days.first, days.last
    if cycle is not None:
        with_whom, span = days_of_cycle(db, cycle, who)
        handles = handles or with_whom
        first = max(first, span.first)
        last = min((day for day in (last, span.last) if day), default=None)
    sessions = {
        each.id: each
        for handle in handles
        for each in reading.sessions(db, first, last, teacher=handle)
        if not wanted or not wanted.isdisjoint(each.kinds)
    }
    names = {each.handle: each.name for each in known}
    steps = {
        each.id: each.state
        for handle in handles
        for each in reading.steps(db, teacher=handle, closed=True)
    }
    return Chosen(who, frozenset(handles), days, sessions, cycle, bool(wanted), names, steps)


def days_of_cycle(
    db: reading.Connection, cycle: int, who: Teacher | None
) -> tuple[tuple[str, ...], DateRange]:
    found = of_cycle(db, cycle)
    if found is None:
        raise CoachError(
            f"There is no cycle {cycle}.", "See them with: coach cycle list --all", code="unknown"
        )
    if who is not None and who.handle not in found[0]:
        raise CoachError(
            f"Cycle {cycle} is not one with {who.name}.",
            f"It is read with: coach notes --cycle {cycle}",
            code="unknown",
        )
    return found


def read(run: Run, chosen: Chosen, sealed: list[Sealed]) -> list[Noted]:
    """The texts opened and brought together, newest first. With none nothing is asked for."""
    if not sealed:
        return []
    from coachcli.cli.dialog.opener import Opener

    groups: dict[tuple[Place, int], list[tuple[Sealed, str]]] = {}
    for text, said in Opener(run).each(sealed, len(sealed)):
        step = text.place is Place.STEP
        key = (Place.SESSION, text.of or 0) if step else (text.place, text.id)
        groups.setdefault(key, []).append((text, said))
    rows = [noted(chosen, *key, group) for key, group in groups.items()]
    return sorted(rows, key=lambda row: row.order, reverse=True)


def noted(chosen: Chosen, place: Place, number: int, group: list[tuple[Sealed, str]]) -> Noted:
    """A session, evidence or a cycle with its texts."""
    first, said = group[0]
    if place is Place.EVIDENCE:
        met, total = first.counted or (0, 0)
        whose = chosen.others(first.teachers)
        return OfEvidence(number, first.of or 0, first.on, whose, first.part, met, total, said)
    texts: dict[str, list[str]] = {}
    for text, said in group:
        if text.place is not Place.STEP:
            texts.setdefault(text.part, []).append(said)
    whole = {part: "\n".join(several) for part, several in texts.items()}
    if place is Place.CYCLE:
        return OfCycle(number, first.on, chosen.others(first.teachers), whole)
    session = chosen.sessions[number]
    return OfSession(
        session,
        chosen.others(session.teachers),
        whole,
        tuple(
            NotedStep(text.id, Owner(text.part), said, chosen.steps[text.id])
            for text, said in group
            if text.place is Place.STEP
        ),
    )
