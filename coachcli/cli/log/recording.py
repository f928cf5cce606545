"""Recording a visit, from a card, with the card in an editor, or question by question."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import typer

from coachcli import dates
from coachcli.cli.dialog.files_out import only_whole
from coachcli.cli.log.stored import answer_stored
from coachcli.cli.log.visit import (
    Meeting,
    Stored,
    blank_card,
    card_entry,
    meeting_numbered,
    meeting_of,
    meeting_with,
    should_have_happened,
    store,
)
from coachcli.cli.program.context import Run
from coachcli.coaching.card.card import Card, check_card, print_card
from coachcli.coaching.card.reading import parse_card
from coachcli.coaching.texts import BYTES_MAX
from coachcli.coaching.words import focus_named, kinds_named, state_named
from coachcli.errors import CoachError
from coachcli.store import drafts, reading
from coachcli.values.words import AskedBy, Party, SessionState


class Given:
    """What the options say, understood before anything is asked. Raises CoachError at once."""

    def __init__(
        self,
        run: Run,
        on: str,
        at: str,
        state: str,
        by: Party | None,
        kind: list[str],
        minutes: str,
        focus: str,
        asked_by: AskedBy | None,
    ) -> None:
        self.on = day_of_visit(on, run.today, state) if on else None
        self.answers: dict[str, object] = {}
        if on:
            self.answers["on"] = self.on
        if at:
            self.answers["at"] = dates.parse_time(at)
        if state:
            self.answers["state"] = state_named(state)
        if by:
            self.answers["cancelled_by"] = by
        if kind:
            self.answers["kinds"] = kinds_named(",".join(kind))
        if minutes:
            self.answers["minutes"] = dates.parse_minutes(minutes)
        if focus:
            self.answers["focus"] = focus_named(focus)
        if asked_by:
            self.answers["asked_by"] = asked_by

    def on_card(self, card: Card) -> Card:
        return replace(card, **self.answers)  # type: ignore[arg-type]


def day_of_visit(text: str, today: date, state: str) -> date:
    """The day that ``--on`` names. Only what was called off may be still to come."""
    if state and state_named(state) is SessionState.CANCELLED:
        return dates.parse_day(text, today)
    return dates.parse_past_day(text, today)


def log_card(run: Run, card: Card) -> None:
    """Store what a card says."""
    answer_stored(run, store(run, *card_entry(run, card), "log session"))


def read_card(source: str, today: date) -> Card:
    """The card in a file, or on standard input. Raises CoachError when it is no card."""
    try:
        if source == "-":
            data = sys.stdin.buffer.read(BYTES_MAX + 1)
        else:
            with open(Path(source).expanduser(), "rb") as file:
                data = file.read(BYTES_MAX + 1)
        return parse_card(data.decode("utf-8-sig"), today)
    except UnicodeDecodeError:
        raise CoachError(
            "The card is not UTF-8 text.", "Save it as UTF-8, then type the command again."
        ) from None
    except OSError as error:
        raise CoachError(
            f"The card cannot be read: {error.strerror or 'no such file'}.",
            "Check the name of the file, or use --from - for standard input.",
            code="no_file",
        ) from None


def show_template(run: Run, given: Given, words: list[str]) -> None:
    with run.reading() as db:
        meeting = offered(db, run, words, given)
        minutes, cycles = reading.settings(db).minutes, reading.cycles(db)
    if meeting is None:
        raise CoachError(
            "No planned session waits to be logged.",
            "Name the teacher: coach log session TEACHER --template",
            code="nothing",
        )
    only_whole(run, "A card")
    card = given.on_card(blank_card(meeting, run.today, minutes, cycles))
    names = {teacher.handle: teacher.name for teacher in meeting.teachers}
    text = print_card(card, names, guide=True)
    run.answer("log session", {"card": text}, lambda: typer.echo(text, nl=False))


def offered(db: reading.Connection, run: Run, words: list[str], given: Given) -> Meeting | None:
    """Whom the entry is about: the teachers named, or the planned session of a number; else the
    planned session that came last."""
    if len(words) == 1 and words[0].isdecimal():
        return meeting_numbered(db, int(words[0]))
    if words:
        with names_only(words):
            return meeting_with(db, words, given.on, run.today)
    found = should_have_happened(db, run)
    return None if found is None else meeting_of(db, found)


_LONGEST_NAME = 4
"""Words; more behind a command are not somebody's name."""


@contextmanager
def names_only(words: list[str]) -> Iterator[None]:
    """Say more about several words behind a command when one of them is nobody's name: it may be
    half of a day, or what was said. A sentence is not repeated."""
    try:
        yield
    except CoachError as error:
        is_sentence = any(len(word.split()) > _LONGEST_NAME for word in words)
        if error.code != "unknown_teacher" or not (is_sentence or len(words) > 1):
            raise
        raise CoachError(
            "Not all of that is the name of a teacher." if is_sentence else error.message,
            f"{error.hint} Only names stand here: a day of several words goes in quotes, like"
            " 'last tue', and what was said is asked for.",
            code=error.code,
        ) from None


def ask(run: Run, given: Given, words: list[str], *, editor: bool) -> None:
    """The terminal's way: go on with a draft, else choose the session and ask, or edit the card."""
    with drafts.alone(run.home):
        handled, stored = finish_draft(run)
        if not handled:
            stored = ask_anew(run, given, words, editor=editor)
    if stored is not None:
        answer_stored(run, stored)


def finish_draft(run: Run, what: str = "") -> tuple[bool, Stored | None]:
    """Go on with the draft that waits, if the coach wants to: whether so, and what was stored."""
    from coachcli.cli.dialog import card_editor
    from coachcli.cli.log import visit_questions

    waiting = drafts.load(run.home, what)
    if waiting is None:
        return False, None
    if not already_stored(run, waiting) and visit_questions.go_on(waiting, run.today, what):
        if waiting.card is None:
            return True, visit_questions.resume(run, waiting, what)
        return True, card_editor.resume(run, waiting)
    drafts.drop(run.home, what)
    return False, None


def ask_anew(run: Run, given: Given, words: list[str], *, editor: bool) -> Stored | None:
    """Choose the session, and ask about it or open the editor; on the way back choose again."""
    from coachcli.cli.dialog import card_editor
    from coachcli.cli.dialog.interview import ChooseAgain
    from coachcli.cli.log import visit_questions, which_session

    with run.reading() as db:
        offer = offered(db, run, words, given)
        minutes, cycles = reading.settings(db).minutes, reading.cycles(db)
    meeting: Meeting | None = None
    kept: dict[str, object] | None = None
    while True:
        if words and offer is not None:
            meeting = which_session.sure_meeting(run, offer, given.on, back=False)
        else:
            meeting = which_session.chosen_meeting(run, offer, given.on, meeting)
        card = given.on_card(blank_card(meeting, run.today, minutes, cycles))
        check_card(card, run.today)
        if editor:
            return card_editor.edit(run, meeting, card)
        try:
            return visit_questions.begin(
                run,
                meeting,
                card,
                set(given.answers),
                kept=kept or {},
                may_choose=not words,
                hint=kept is None,
            )
        except ChooseAgain as again:
            kept = again.kept


def already_stored(run: Run, draft: drafts.Draft) -> bool:
    """Whether a draft was stored in the moment before its file should have been removed."""
    if not draft.storing:
        return False
    with run.reading() as db:
        if draft.notes:
            return reading.has_note(db, draft.notes[0].uid)
        if draft.steps:
            uids = {step.uid for step in reading.steps(db, closed=True)}
            return draft.steps[0].uid in uids
        if draft.session is None:
            return reading.has_session(db, draft.uid)
        session = reading.session(db, draft.session)
        return session is None or session.state is not SessionState.PLANNED
