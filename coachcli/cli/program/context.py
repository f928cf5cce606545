"""What every command is given: where, when, and how to answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path

import typer

from coachcli.errors import CoachError
from coachcli.files import path_named
from coachcli.render.screen import Screen
from coachcli.store import reading
from coachcli.store.home import Home
from coachcli.values.frozen import dataclass
from coachcli.values.teacher import Teacher


@dataclass(frozen=True)
class Run:
    """One run of the program. The clock is asked here and nowhere below.

    ``now`` is in UTC and stamps the history; ``clock`` is the local time of day, known only when
    ``today`` is really today. ``discreet`` is what was typed for this command; None: as it is the
    habit.
    """

    home: Home
    today: date
    now: datetime
    clock: time | None
    json: bool
    screen: Screen
    discreet: bool | None = None

    @classmethod
    def start(
        cls, *, json: bool, today: str, home: str, plain: bool, discreet: bool | None = None
    ) -> Run:
        """Read the root options. Raises CoachError for a day that cannot be read."""
        local = datetime.now().astimezone()
        return cls(
            home=Home(home_folder(home)),
            today=day_of(today, local.date()),
            now=datetime.now(UTC),
            clock=None if today else local.time().replace(second=0, microsecond=0),
            json=json,
            screen=Screen(plain),
            discreet=discreet,
        )

    @cached_property
    def terminal(self) -> bool:
        """Whether a person can be asked."""
        return sys.stdin.isatty()

    def _veil(self, db: reading.Connection, whole: bool, storing: bool) -> None:
        if not whole and self._is_discreet(db):
            # Only a screen that others see waits for it.
            from coachcli.coaching.people.initials import initials

            reading.lay(db, initials, storing=storing)

    def _is_discreet(self, db: reading.Connection) -> bool:
        """Whether others see the screen too. JSON is for scripts and stays whole."""
        if self.json or self.discreet is not None:
            return bool(self.discreet and not self.json)
        return reading.has_setting(db, "discreet")

    @contextmanager
    def reading(
        self, *, whole: bool = False, storing: bool = False
    ) -> Iterator[reading.Connection]:
        """Open the store for reading, brought to this version first if it is older.

        Where others see the screen it gives initials for names and no texts, but for what is not
        shown: ``whole`` is for what is given away or held against what is typed, ``storing`` leaves
        handles and sealed texts as they are, to be stored again.
        """
        try:
            with reading.reading(self.home) as db:
                self._veil(db, whole, storing)
                yield db
                return
        except reading.OlderStore:
            from coachcli.store import upgrade

            upgrade.upgrade(self.home, self.now)
            self.screen.tell("The store was brought to this version; the earlier one is kept.")
        with reading.reading(self.home) as db:
            self._veil(db, whole, storing)
            yield db

    @cached_property
    def is_discreet(self) -> bool:
        """Whether others see the screen too. Where no store can be read, nobody is known."""
        with suppress(Exception), reading.reading(self.home) as db:
            return self._is_discreet(db)
        return False

    def shown(self, teacher: Teacher) -> Teacher:
        """A teacher as the screen may show them."""
        with self.reading() as db:
            return next(t for t in reading.teachers(db, archived=True) if t.id == teacher.id)

    def stored(self, teacher: Teacher) -> Teacher:
        """A teacher with all that is known, for what is stored or given away."""
        with self.reading(whole=True) as db:
            return next(t for t in reading.teachers(db, archived=True) if t.id == teacher.id)

    def answer(self, command: str, view: object, draw: Callable[[], None]) -> None:
        """Show a view: as JSON when asked for, else drawn for a person."""
        if self.json:
            from coachcli.render import json_output

            json_output.answer(command, self.today, view)
        else:
            draw()

    def done(self, command: str, message: str, **data: object) -> None:
        """Say that something was done."""
        self.answer(command, {"message": message, **data}, lambda: self.screen.say(message))


def run_of(ctx: typer.Context) -> Run:
    """The run that a command belongs to."""
    run = ctx.obj
    if not isinstance(run, Run):
        raise AssertionError("the root callback sets the run")
    return run


def home_folder(given: str) -> Path:
    """The home folder: as given, else Typer's application folder."""
    return path_named(given) if given else Path(typer.get_app_dir("coach"))


def day_of(text: str, real: date) -> date:
    """The day that ``--today`` names, the real one when it is not given."""
    if not text:
        return real
    from coachcli.dates import parse_day

    return parse_day(text, real)


def today_in(words: list[str]) -> date | None:
    """The day a failed command line was about, as far as it can be told."""
    given = os.environ.get("COACH_TODAY", "")
    for index, word in enumerate(words):
        if word == "--today" and index + 1 < len(words):
            given = words[index + 1]
        elif word.startswith("--today="):
            given = word.removeprefix("--today=")
    try:
        return day_of(given, datetime.now().astimezone().date())
    except CoachError:
        return None
