"""The question which open steps are done now: what was agreed, shown as far as it is unlocked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from coachcli.cli.dialog import prompts
from coachcli.cli.dialog.interview import GIVEN, Interview, Question
from coachcli.cli.dialog.prompts import answer
from coachcli.cli.program.context import Run
from coachcli.cli.program.options import NONE, is_none
from coachcli.errors import CoachError
from coachcli.render.steps import draw_rows
from coachcli.store import reading
from coachcli.values.session import ShownStep

DONE = "done"
"""What the draft calls the question."""

TICKED = "ticked"
"""What the draft calls its answer: numbers, with spaces between them."""


def agreed_before(at: Interview) -> Iterator[Question]:
    """The question, where there is something that can be done."""
    if at.draft.answers.get(DONE) != GIVEN and at.open_steps:
        yield Question(DONE, ask_done)


def ask_done(at: Interview) -> bool:
    show(at)
    known = [str(each.step.id) for each in at.open_steps]
    some = " ".join(known[:2])
    before = at.draft.answers.get(TICKED, "")
    enter = f"or {NONE}" if before else "Enter: none"
    prompt = f"Which are done now (by number, as in {some}; {enter})"
    at.draft.answers[TICKED] = answer(prompt, before, lambda said: numbers(said, known), back=True)
    return True


def show(at: Interview) -> None:
    """The steps, on stderr as the question is. While locked their texts are left out."""
    names = {who.handle: who.name for who in at.meeting.teachers}
    steps, is_locked = with_texts(at.now, at.open_steps)
    rows = [replace(step, name=names[step.step.teacher]) for step in steps]
    prompts.tell(f"Open next steps with {at.meeting.names}:")
    draw_rows(at.now.screen.aside, rows, at.now.today, named=len(names) > 1)
    if is_locked:
        prompts.tell("To see what they say here: coach unlock")


def with_texts(run: Run, steps: Sequence[ShownStep]) -> tuple[Sequence[ShownStep], bool]:
    """The steps with what they say, as far as nobody has to be asked, and whether it is locked.

    What cannot be opened is left out: nothing keeps a visit from being logged.
    """
    if run.is_discreet:
        return steps, False
    from coachcli.cli.dialog.opener import Opener

    read = Opener.for_look(run, ask=False)
    shown = []
    for step in steps:
        with suppress(CoachError):
            step = replace(step, text=read(step.step))
        shown.append(step)
    return shown, read.is_locked


def numbers(said: str, known: Sequence[str]) -> str:
    """The numbers typed, once each. Raises CoachError for one that is not there; what is no
    number is not repeated, for it may be half of a note."""
    if is_none(said):
        return ""
    words = said.replace(",", " ").split()
    for word in words:
        if word not in known:
            what = f"{word[:6]} is none of these steps." if word.isdecimal() else "Type numbers."
            raise CoachError(
                what, f"Those shown are {', '.join(known)}; Enter or {NONE} is for none."
            )
    return " ".join(dict.fromkeys(words))


def ticked(at: Interview) -> list[int]:
    """The steps that are done now. One that was closed meanwhile elsewhere stays as it is."""
    if not any(each.name == DONE for each in agreed_before(at)):
        return []
    with at.now.reading() as db:
        still = {each.id for each in reading.steps(db)}
    found = [int(word) for word in at.draft.answers.get(TICKED, "").split()]
    for number in found:
        if number not in still:
            prompts.tell(f"Step {number} was closed meanwhile, and stays as it is.")
    return [number for number in found if number in still]
