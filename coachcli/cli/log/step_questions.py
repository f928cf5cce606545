"""The questions about what is next: steps of both sides, each sealed before more is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from uuid import uuid4

from coachcli import dates
from coachcli.cli.dialog import prompts
from coachcli.cli.dialog.interview import Interview, Question, TypedStep
from coachcli.cli.dialog.note_input import ANEW
from coachcli.cli.dialog.prompts import answer
from coachcli.cli.program.caseload import closed_on
from coachcli.cli.program.context import Run
from coachcli.coaching.people.names import find
from coachcli.coaching.steps import parse_check_day
from coachcli.coaching.texts import check_text
from coachcli.errors import CoachError
from coachcli.store.drafts import DraftStep
from coachcli.values.teacher import Teacher
from coachcli.values.words import Owner
from coachcli.vault import sealing


def next_steps(at: Interview, owner: Owner) -> Iterator[Question]:
    """What was asked about each step of one side that was typed so far, and what is still to come.

    Of those typed before the entry was cut off nothing is known but that they are there.
    """
    for typed in at.typed_steps:
        if typed.owner is owner:
            yield Question(f"text {typed.name}", partial(ask_text_again, typed=typed))
            if len(at.meeting.teachers) > 1:
                yield Question(f"whom {typed.name}", partial(ask_whom, typed=typed))
            yield Question(f"check {typed.name}", partial(ask_check, typed=typed))
    yield Question(f"steps {owner}", partial(ask_one_more, owner=owner))


def ask_one_more(at: Interview, owner: Owner) -> bool:
    """One step more; none when there is nothing more to agree."""
    tell_kept(at, owner)
    text = step_text(at, owner, f"Next step for {whose(at, owner)} (Enter: none)", a_text)
    if not text:
        return True
    typed = TypedStep(uuid4().hex, owner, text, sealed_copies(at, owner, text, at.meeting.teachers))
    at.typed_steps.append(typed)
    at.mark(f"text {typed.name}")
    return False


def tell_kept(at: Interview, owner: Owner) -> None:
    """Say, once, how many steps there are from before the entry was cut off."""
    typed = [copy for each in at.typed_steps for copy in each.copies]
    kept = sum(step.owner is owner and step not in typed for step in at.draft.steps)
    if kept and owner not in at.told_kept:
        prompts.tell(f"Next steps for {whose(at, owner)} kept so far, sealed: {kept}.")
    at.told_kept.add(owner)


def ask_text_again(at: Interview, typed: TypedStep) -> bool:
    """The text of a step that was typed. It is not shown: it is to be sealed."""
    prompt = f"Next step for {whose(at, typed.owner)} (Enter: as typed; {ANEW} takes it out)"
    text = step_text(at, typed.owner, prompt, check_text)
    if text == ANEW:
        if prompts.yes("Take that step out?", default=False):
            at.typed_steps.remove(typed)
            at.draft.steps = [step for step in at.draft.steps if step not in typed.copies]
            at.save()
        return False
    if text:
        typed.text = text
        for copy in typed.copies:
            copy.sealed = sealing.seal(text, copy.uid, at.to)
    return True


def ask_whom(at: Interview, typed: TypedStep) -> bool:
    """Of a step in a group: whom it is for. Who is left out loses their copy, and who is named
    again gets a new one."""
    group = at.meeting.teachers
    of = {copy.teacher: copy for copy in typed.copies}
    handles = ", ".join(teacher.handle for teacher in group)
    so_far = "all" if len(of) == len(group) else ", ".join(of)
    wanted = answer(
        f"For whom ({handles} or all)", so_far, lambda said: some_of(said, group), back=True
    )
    gone = [copy for copy in typed.copies if copy.teacher not in {each.handle for each in wanted}]
    at.draft.steps = [step for step in at.draft.steps if step not in gone]
    new = [each for each in wanted if each.handle not in of]
    kept = [copy for copy in typed.copies if copy not in gone]
    typed.copies = kept + sealed_copies(at, typed.owner, typed.text, new)
    return True


def ask_check(at: Interview, typed: TypedStep) -> bool:
    run = at.now
    before = typed.copies[0].check_on
    said = before.isoformat() if before else "next visit"
    check = answer("Check on it", said, lambda text: parse_check_day(text, run.today), back=True)
    if check is not None:
        prompts.tell(f"That is {said_check(run, check)}.")
    for copy in typed.copies:
        copy.check_on = check
    return True


def said_check(run: Run, day: date) -> str:
    """The day with what closes it, which is when nobody is there to check anything with."""
    with run.reading() as db:
        closed = closed_on(db, day)
    return dates.say_day(day, run.today) + (f", closed: {closed}" if closed else "")


def step_text(at: Interview, owner: Owner, question: str, read: Callable[[str], str]) -> str:
    """What is typed; half of it, if it was cut off, is kept as one step more."""
    try:
        return answer(question, "", read, back=True)
    except KeyboardInterrupt:
        with suppress(CoachError):
            if (half := a_text(prompts.half_typed())) and half != prompts.BACK:
                sealed_copies(at, owner, half, at.meeting.teachers)
        raise


def a_text(said: str) -> str:
    text = check_text(said)
    if text == ANEW:
        raise CoachError("No step stands here yet.", f"{prompts.BACK} goes back to the one before.")
    return text


def sealed_copies(
    at: Interview, owner: Owner, text: str, teachers: Sequence[Teacher]
) -> list[DraftStep]:
    """The step for each of the teachers, on disk at once."""
    copies = []
    for teacher in teachers:
        uid = uuid4().hex
        copies.append(DraftStep(uid, owner, teacher.handle, sealing.seal(text, uid, at.to)))
    at.draft.steps += copies
    at.save()
    return copies


def whose(at: Interview, owner: Owner) -> str:
    return "you" if owner is Owner.COACH else at.meeting.names


def some_of(text: str, group: Sequence[Teacher]) -> Sequence[Teacher]:
    if text.strip().casefold() == "all":
        return group
    found = tuple(dict.fromkeys(find(word, group) for word in text.split(",") if word.strip()))
    if not found:
        raise CoachError("Somebody has to take it.", "Name one of them, or type: all")
    return found
