"""``coach notes``: what was said with one teacher, in the order of the days.

From whose notes are meant to the rows that are shown: what is chosen, opened, put together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.dialog.pager import NoPager, show
from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import Since, Until, complete_teacher, days_chosen
from coachcli.cli.program.people import people
from coachcli.coaching.words import kinds_named
from coachcli.errors import CoachError, UsageProblem, unknown
from coachcli.store import reading
from coachcli.store.reading.sealed import of_cycle, sealed_texts
from coachcli.values.frozen import dataclass
from coachcli.values.record import Place, SealedText
from coachcli.values.school import DateRange
from coachcli.values.session import Session, ShownStep, Step
from coachcli.values.teacher import Teacher
from coachcli.values.words import Kind

if TYPE_CHECKING:
    from coachcli.render.notes import Row

PLACES = (Place.SESSION, Place.STEP, Place.EVIDENCE, Place.CYCLE)


def notes(
    ctx: typer.Context,
    teacher: Annotated[
        str,
        typer.Argument(
            help="With whom; with --cycle, everybody of it.", autocompletion=complete_teacher
        ),
    ] = "",
    since: Since = "",
    until: Until = "",
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="Only sessions of this kind; may be given twice."),
    ] = None,
    cycle: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Only from this cycle's days.")
    ] = None,
    no_pager: NoPager = False,
) -> None:
    """Read what was noted with one teacher, newest first. Needs the passphrase.

    Sessions with all that was sealed in them, and where they belong the stories behind evidence and
    the reflections at the end of cycles.
    """
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from coachcli.render.notes import NotesView, draw_notes

    run = run_of(ctx)
    first, last = days_chosen(since, until, run.today)
    with run.reading() as db:
        chosen = choose(db, teacher, DateRange(first or date.min, last), kind or [], cycle)
        sealed = chosen.texts(db)
    rows = read(run, chosen, sealed)

    def draw() -> None:
        draw_notes(run.screen, rows, run.today, chosen.none)

    run.answer("notes", NotesView(chosen.who, rows), lambda: show(run, draw, paged=not no_pager))


@dataclass(frozen=True)
class Chosen:
    """Whose notes are read, and which. ``names`` are those of everybody, by handle; ``steps`` the
    next steps by number."""

    who: Teacher | None
    handles: frozenset[str]
    days: DateRange
    sessions: dict[int, Session]
    cycle: int | None
    of_sessions_only: bool
    names: dict[str, str]
    steps: dict[int, Step]

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

    def texts(self, db: reading.Connection) -> list[SealedText]:
        """What is sealed of it, still unread."""
        who = self.who.handle if self.who else None
        texts = sealed_texts(db, PLACES, teacher=who, since=self.days.first, until=self.days.last)
        return [text for text in texts if self.has(text)]

    def has(self, text: SealedText) -> bool:
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
    known = people(db)
    who = known.find(teacher) if teacher else None
    handles: tuple[str, ...] = (who.handle,) if who else ()
    first, last = days.first, days.last
    if cycle is not None:
        with_whom, span = days_of_cycle(db, cycle, who)
        handles = handles or with_whom
        first = max(first, span.first)
        last = min((day for day in (last, span.last) if day), default=None)
    sessions = {
        session.id: session
        for handle in handles
        for session in reading.sessions(db, first, last, teacher=handle)
        if not wanted or not wanted.isdisjoint(session.kinds)
    }
    names = {teacher.handle: teacher.name for teacher in known.teachers}
    steps = {
        step.id: step
        for handle in handles
        for step in reading.steps(db, teacher=handle, closed=True)
    }
    return Chosen(who, frozenset(handles), days, sessions, cycle, bool(wanted), names, steps)


def days_of_cycle(
    db: reading.Connection, cycle: int, who: Teacher | None
) -> tuple[tuple[str, ...], DateRange]:
    """Whom a cycle is with, and its days."""
    handles_and_days = of_cycle(db, cycle)
    if handles_and_days is None:
        raise unknown("cycle", cycle, "See them with: coach cycle list --all")
    if who is not None and who.handle not in handles_and_days[0]:
        raise CoachError(
            f"Cycle {cycle} is not one with {who.name}.",
            f"It is read with: coach notes --cycle {cycle}",
            code="unknown",
        )
    return handles_and_days


def read(run: Run, chosen: Chosen, sealed: list[SealedText]) -> list[Row]:
    """The texts opened and brought together, newest first. With none nothing is asked for."""
    from coachcli.cli.dialog.opener import Opener

    groups: dict[tuple[Place, int], list[tuple[SealedText, str]]] = {}
    for where, text in Opener(run).one_by_one(sealed, len(sealed)):
        step = where.place is Place.STEP
        key = (Place.SESSION, where.of or 0) if step else (where.place, where.id)
        groups.setdefault(key, []).append((where, text))
    rows = [row_of(chosen, *key, group) for key, group in groups.items()]
    return sorted(rows, key=lambda row: row.order, reverse=True)


def row_of(chosen: Chosen, place: Place, number: int, group: list[tuple[SealedText, str]]) -> Row:
    """A session, evidence or a cycle with its texts."""
    from coachcli.render.notes import CycleNotes, EvidenceNotes, SessionNotes

    first, text = group[0]
    if place is Place.EVIDENCE:
        met, total = first.counted or (0, 0)
        whose = chosen.others(first.teachers)
        return EvidenceNotes(number, first.of or 0, first.on, whose, first.part, met, total, text)
    parts: dict[str, list[str]] = {}
    for where, text in group:
        if where.place is not Place.STEP:
            parts.setdefault(where.part, []).append(text)
    texts = {part: "\n".join(several) for part, several in parts.items()}
    if place is Place.CYCLE:
        return CycleNotes(number, first.on, chosen.others(first.teachers), texts)
    session = chosen.sessions[number]
    steps = tuple(
        ShownStep(chosen.steps[where.id], text=text)
        for where, text in group
        if where.place is Place.STEP
    )
    return SessionNotes(session, chosen.others(session.teachers), texts, steps)
