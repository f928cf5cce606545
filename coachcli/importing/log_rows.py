"""One row of a coaching log: what it says, or why it cannot be read.

Texts that will be sealed are in fields that no ``repr`` shows, and no problem repeats them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, time
from typing import TypeVar

from coachcli.coaching.texts import check_text
from coachcli.coaching.words import focus_named, label
from coachcli.dates import counted, parse_time, quoted
from coachcli.errors import CoachError
from coachcli.importing import log_cells as cells
from coachcli.importing.csv_out import as_meant
from coachcli.importing.days import Order, is_unclear, read_day
from coachcli.importing.lengths import read_minutes
from coachcli.importing.spellings import Activity, Meaning, read_activity, state_said
from coachcli.importing.table import Row
from coachcli.values.frozen import dataclass
from coachcli.values.teacher import Teacher
from coachcli.values.words import Focus, Kind, Owner, Part, Party, SessionState, StepState, Work

Read = TypeVar("Read")

ORDERS: dict[Order, str] = {"mdy": "month first", "dmy": "day first"}


@dataclass(frozen=True)
class LogStep:
    """A next step of each teacher in the row; ``check_on`` None means the next visit."""

    owner: Owner
    text: str = field(repr=False)
    check_on: date | None
    state: StepState
    closed_on: date | None


@dataclass(frozen=True)
class LogRow:
    """What a row tells: a session, or with ``work`` a time without a teacher.

    ``teachers`` are handles. ``remarks`` say how something unclear was understood.
    """

    line: int
    on: date
    teachers: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    work: Work | None = None
    state: SessionState = SessionState.HELD
    minutes: int | None = None
    at: time | None = None
    focus: Focus | None = None
    cancelled_by: Party | None = None
    texts: Mapping[Part, str] = field(default_factory=dict, repr=False)
    steps: tuple[LogStep, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def step_count(self) -> int:
        """How many next steps it makes: each of its steps for each teacher."""
        return len(self.steps) * len(self.teachers)

    @property
    def characters(self) -> dict[Part, int]:
        """How long each text is, which is all that is said of it."""
        return {part: len(text) for part, text in self.texts.items()}


@dataclass(frozen=True)
class RowProblem:
    """Why a row is left out and what to do. ``on`` and ``who`` are as far as they are known."""

    line: int
    messages: tuple[str, ...]
    hints: tuple[str, ...]
    on: date | None = None
    who: str = ""


@dataclass(frozen=True)
class LogContext:
    """What cells are read with: the caseload, the coach's spellings, the day, the order of dates in
    the column of days and in that of checks."""

    teachers: Sequence[Teacher]
    spellings: Mapping[str, Meaning]
    today: date
    order: Order | None = None
    check_order: Order | None = None


class RowReader:
    """One row on its way: what was wrong with it so far, and what should be remarked."""

    def __init__(self, row: Row, known: LogContext) -> None:
        self.line = row.line
        self.said = {name: as_meant(cell) for name, cell in row.cells.items()}
        self.known = known
        self.wrong: list[CoachError] = []
        self.remarks: list[str] = []

    def cell(self, name: str, read: Callable[[str], Read]) -> Read | None:
        """The cell as ``read`` understands it; None when it is empty or wrong."""
        text = self.said.get(name, "")
        return self.tried(lambda: read(text)) if text else None

    def tried(self, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except CoachError as error:
            self.wrong.append(error)
            return None

    def read(self) -> LogRow | RowProblem:
        on = self.day()
        teachers = self.teachers()
        row = self.session(on, teachers) if teachers else self.other_work(on)
        if not self.wrong:
            return replace(row, remarks=tuple(self.remarks))
        return RowProblem(
            self.line,
            tuple(dict.fromkeys(error.message for error in self.wrong)),
            tuple(dict.fromkeys(error.hint for error in self.wrong if error.hint)),
            on,
            ", ".join(each.name for each in teachers or ()),
        )

    def day(self) -> date | None:
        text = cells.full_year(self.said.get("day", ""))
        if not text:
            self.wrong.append(CoachError("The day is empty.", "Write it, like 2026-11-24."))
            return None
        on = self.tried(lambda: read_day(text, self.known.order))
        if on is not None and on > self.known.today:
            self.wrong.append(
                CoachError(f"{on.isoformat()} is still to come.", "Correct the day or its year.")
            )
        if on is not None and is_unclear(text) and self.known.order:
            self.remarks.append(f"{text} read {ORDERS[self.known.order]}")
        return on

    def teachers(self) -> tuple[Teacher, ...] | None:
        """None when what is written fits nobody, or several."""
        text = self.said.get("teacher", "")
        found = self.tried(lambda: cells.teachers_named(text, self.known.teachers))
        if found and cells.is_loose(text, found):
            names = ", ".join(each.name for each in found)
            self.remarks.append(f"{quoted(text)} is {names}")
        return found

    def activity(self, *, alone: bool) -> Activity:
        read = self.cell(
            "activity", lambda text: read_activity(text, self.known.spellings, alone=alone)
        )
        return read or Activity()

    def session(self, on: date | None, teachers: Sequence[Teacher]) -> LogRow:
        what = self.activity(alone=False)
        state = self.cell("state", state_said) or what.state or SessionState.HELD
        if what.state and state is SessionState.HELD:
            state = what.state
        minutes = self.minutes()
        if minutes and state is not SessionState.HELD:
            self.remarks.append("its minutes are left out, as it was not held")
            minutes = None
        return LogRow(
            line=self.line,
            on=on or self.known.today,
            teachers=tuple(sorted(each.handle for each in teachers)),
            kinds=what.kinds,
            state=state,
            minutes=minutes,
            at=self.cell("time", parse_time),
            focus=self.cell("focus", focus_named),
            cancelled_by=self.party() if state is SessionState.CANCELLED else None,
            texts=self.texts(state),
            steps=tuple(self.steps(on)) if on else (),
        )

    def other_work(self, on: date | None) -> LogRow:
        """A row without a teacher. Its texts become one, and so do next steps, for there is nobody
        whose they could be."""
        named = not self.wrong or not self.said.get("teacher")
        what = self.activity(alone=True) if named else Activity()
        minutes = self.minutes()
        texts = list(self.texts(SessionState.HELD).values())
        texts += [self.said[name] for name in ("next_step", "coach_step") if self.said.get(name)]
        if named and not self.said.get("activity"):
            self.wrong.append(
                CoachError("Neither a teacher nor an activity is named.", "Write one of them.")
            )
        elif what.work and not (self.said.get("minutes") or self.said.get("hours")):
            self.wrong.append(
                CoachError("How long this work took is not said.", "Write the minutes.")
            )
        return LogRow(
            line=self.line,
            on=on or self.known.today,
            work=what.work,
            minutes=minutes,
            texts={Part.NOTES: "\n\n".join(texts)} if texts else {},
        )

    def minutes(self) -> int | None:
        minutes = self.cell("minutes", read_minutes)
        return minutes or self.cell("hours", lambda text: read_minutes(text, hours=True))

    def party(self) -> Party:
        said = (self.said.get(name, "") for name in ("cancelled_by", "state", "activity"))
        found = next(filter(None, map(cells.party_said, said)), None)
        if found is None:
            self.remarks.append("called off by the school, as nothing else is said")
        return found or Party.SCHOOL

    def texts(self, state: SessionState) -> dict[Part, str]:
        """The texts that will be sealed. The notes on what was not held are the reason why."""
        found = {part: self.cell(part.value, check_text) for part in Part}
        if state is not SessionState.HELD and found[Part.NOTES] and not found[Part.REASON]:
            found[Part.REASON], found[Part.NOTES] = found[Part.NOTES], None
        return {part: text for part, text in found.items() if text}

    def steps(self, on: date) -> list[LogStep]:
        check = self.cell("by_when", lambda text: cells.check_day(text, on, self.known.check_order))
        said = self.cell("step_state", lambda text: cells.step_state(text, self.known.order))
        owner = self.cell("owner", cells.owner_said)
        found = []
        for column in ("next_step", "coach_step"):
            for text in cells.step_texts(self.cell(column, check_text) or ""):
                coachs = column == "coach_step" or owner is Owner.COACH
                coachs = coachs or (owner is None and cells.is_coachs(text))
                state, closed = said or (StepState.OPEN, None)
                if said is None and cells.is_marked_done(text):
                    state = StepState.DONE
                if state is not StepState.OPEN:
                    closed = min(closed or check or on, self.known.today)
                whose = Owner.COACH if coachs else Owner.TEACHER
                found.append(LogStep(whose, text, check, state, closed))
        return found


def said_what(row: LogRow) -> str:
    """Kinds or work, and the state where it was not held: ``observation, debrief``."""
    words = [label(kind) for kind in row.kinds] + ([label(row.work)] if row.work else [])
    if row.state is not SessionState.HELD:
        words.append(label(row.state))
    return ", ".join(words)


def said_size(row: LogRow) -> list[str]:
    """What else the row has, texts only by their length: ``45 min``, ``notes: 56 characters``."""
    said = [f"{row.minutes} min"] if row.minutes else []
    said += [
        f"{label(part)}: {counted(length, 'character')}" for part, length in row.characters.items()
    ]
    each = " with each" * (len(row.teachers) > 1)
    for owner, count in Counter(step.owner for step in row.steps).items():
        said.append(f"{counted(count, 'step')}{' of yours' * (owner is Owner.COACH)}{each}")
    return said
